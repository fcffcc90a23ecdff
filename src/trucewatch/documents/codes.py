"""The short names of reasons for which something is not read, or read with doubt, and what each means."""

from __future__ import annotations

READ_CODES: dict[str, str] = {
    "bad-row": "A row of a table of events has too many or too few cells, or a wrong one; the rest of it is read.",
    "binary": "The bytes are neither text nor any document known; the file is not archived.",
    "case": "A folder of reports holds a case of this program; it is left alone, so that no report counts twice.",
    "charset": "The text was read, in an encoding that is not declared or not the one declared.",
    "damaged": "The file breaks the rules of its format, so that all or some of it cannot be read.",
    "dossier": "A dossier that this program wrote: it quotes reports and is none; it is not archived.",
    "duplicate-file": "The same bytes, or the same entry, were met before in this run; the first is the document.",
    "empty": "There is not a single byte.",
    "encrypted": "A password is needed.",
    "hidden": "The name begins with a dot or belongs to the system; name the file itself to have it read.",
    "image-only": "The pages, or those named, are pictures without words; they have to go through OCR first.",
    "link-loop": "A symbolic link leads back to itself or to a folder it lies in.",
    "missing": "There is no such file, or it is a link to one that is gone.",
    "missing-column": "A table of events lacks a column without which its rows tell nothing; none of them is read.",
    "nested-archive": "An archive stands in an archive: one level is opened, what is deeper is not.",
    "no-permission": "The system does not let this user read it.",
    "no-text": "There are no words: a row or message without text, a page that shows none.",
    "not-read-again": "Rules or casebooks have changed, and the copy of a source in the archive of the case is gone.",
    "page-parts": "A folder of pictures and scripts that belongs to the saved page beside it.",
    "special-file": "Neither a file nor a folder: a pipe, a socket, a device.",
    "too-large": "It is larger than any report; the limits stand in the reference.",
    "truncated": "It ends in the middle; what stands before is read where the format allows it.",
    "undecodable": "The text was read, but some characters could not be decoded.",
    "unsafe-name": "The name of a member of an archive points outside the archive.",
    "unsupported": "A kind of file, known by its bytes or its name, that is not read; the file is not archived.",
    "zip-bomb": "It would unpack to far more than any archive of reports does.",
}
"""Code and meaning of every issue of the stage ``read``."""
