"""Files, folders and archives to documents as received; what cannot be one is an issue, and the rest goes on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path, PurePath
from typing import BinaryIO

from trucewatch.documents.formats import sniff
from trucewatch.documents.formats.articles import split_json, split_lines
from trucewatch.documents.formats.feed import split_feed
from trucewatch.documents.formats.limits import HEAD_BYTES, MAX_DOCUMENT_BYTES
from trucewatch.documents.formats.mail import split_mail
from trucewatch.documents.formats.part import Found, Part, Problem
from trucewatch.documents.formats.rows import split_rows
from trucewatch.documents.formats.warc import split_warc
from trucewatch.documents.formats.zipped import split_zip
from trucewatch.documents.model import Received
from trucewatch.documents.walk import explain, find_files, make_issue, shown
from trucewatch.errors import Unreadable
from trucewatch.records import Issue, make_id

Keep = Callable[[str, bytes | Path, str], None]
"""Archives a source file: its SHA-256, the bytes or the path that holds them, and where it came from."""

SPLITTERS: dict[str, Callable[[BinaryIO], Iterator[Found]]] = {
    sniff.ZIP: split_zip,
    sniff.WARC: split_warc,
    sniff.FEED: split_feed,
    sniff.CSV: split_rows,
    sniff.JSON: split_json,
    sniff.JSON_LINES: split_lines,
    sniff.MAIL: split_mail,
}
"""Which media types hold several documents, and how they are split; any other is one document."""

_ARCHIVES = (sniff.ZIP, sniff.WARC)
_MOST_ARCHIVES = 2
"""Archives within each other that are opened."""

_DEEPEST = 8
"""Containers of any kind within each other that are opened: mails may enclose mails."""

_OPENED_ONCE = "It is an archive inside an archive; it was opened, and none inside it will be."
_NOT_OPENED = "It is an archive too far inside other archives, so it was not opened."

_NOT_KEPT = ("empty", "binary", "unsupported", "dossier")
"""Reasons for which a file is no source at all, so that it is not archived."""


def receive(paths: Sequence[Path], keep: Keep) -> Iterator[Received | Issue]:
    """Yield the documents of files and folders, in the order given and then of names.

    Args:
        paths: Files and folders. Archives are read in memory; nothing is unpacked to disk.
        keep: Called once for every source file of a known type, before its documents are yielded.

    Bytes met a second time are an issue ``duplicate-file``, not a second document.
    """
    intake = _Intake(keep)
    for found in find_files(paths):
        if isinstance(found, Issue):
            yield found
        else:
            yield from intake.open_file(found, shown(found))


def receive_archived(sources: Iterable[tuple[Path, str]], keep: Keep) -> Iterator[Received | Issue]:
    """Yield the documents of archived files once more, under the origins they were first received from."""
    intake = _Intake(keep)
    for path, origin in sources:
        yield from intake.open_file(path, origin)


@dataclass(frozen=True, slots=True)
class _Source:
    """An archived file: its hash, where it came from, and how deep in it we are."""

    sha256: str
    origin: str
    locator: str = ""
    depth: int = 0
    archives: int = 0

    def within(self, locator: str, media_type: str) -> _Source:
        joined = f"{self.locator} > {locator}" if self.locator and locator else self.locator or locator
        return _Source(self.sha256, self.origin, joined, self.depth + 1, self.archives + (media_type in _ARCHIVES))

    def problem(self, error: Unreadable | Problem) -> Issue:
        where = self.locator if isinstance(error, Unreadable) else self.within(error.locator, "").locator
        return make_issue(self.origin, error.code, f"{where}: {error.reason}" if where else error.reason)


@dataclass(slots=True)
class _Intake:
    """Opens one file after the other, and remembers what was met."""

    keep: Keep
    met: dict[str, str] = field(default_factory=dict)

    def open_file(self, path: Path, origin: str) -> Iterator[Received | Issue]:
        """Yield the documents of one file, and keep it."""
        try:
            file = path.open("rb")
        except OSError as error:
            yield _Source("", origin).problem(explain(error))
            return
        with file:
            try:
                source = _Source(hashlib.file_digest(file, "sha256").hexdigest(), origin)
                media_type = _type_of(file, origin)
            except OSError as error:
                yield _Source("", origin).problem(explain(error))
            except Unreadable as error:
                if error.code not in _NOT_KEPT:
                    self.keep(source.sha256, path, origin)
                yield source.problem(error)
            else:
                self.keep(source.sha256, path, origin)
                if repeated := self._meet(source.sha256, origin):
                    yield source.problem(repeated)
                else:
                    yield from self._open(source, media_type, file)

    def _meet(self, key: str, where: str) -> Unreadable | None:
        """Return why something is not taken, where the same was met before."""
        if key in self.met:
            return Unreadable("duplicate-file", f"It holds the same as {self.met[key]}.")
        self.met[key] = where
        return None

    def _open(self, source: _Source, media_type: str, file: BinaryIO) -> Iterator[Received | Issue]:
        """Yield the documents of a file, or of a part that was looked at like one."""
        try:
            file.seek(0)
            if splitter := SPLITTERS.get(media_type):
                yield from self._split(source, media_type, splitter(file))
            else:
                yield _received(source, Part(locator="", payload=_whole(file), media_type=media_type))
        except Unreadable as error:
            yield source.problem(error)
        except OSError as error:
            yield source.problem(explain(error))
        except Exception as error:  # files from anywhere go through libraries that fail in all kinds of ways
            yield source.problem(Unreadable("damaged", f"It cannot be taken apart ({type(error).__name__}: {error})."))

    def _split(self, source: _Source, media_type: str, parts: Iterator[Found]) -> Iterator[Received | Issue]:
        too_deep = source.archives >= _MOST_ARCHIVES or source.depth >= _DEEPEST
        if too_deep or (source.archives and media_type in _ARCHIVES):
            yield source.problem(Unreadable("nested-archive", _NOT_OPENED if too_deep else _OPENED_ONCE))
        if too_deep:
            return
        for part in parts:
            if isinstance(part, Problem):
                yield source.problem(part)
            else:
                yield from self._take(source.within(part.locator, media_type), part)

    def _take(self, source: _Source, part: Part) -> Iterator[Received | Issue]:
        """Yield the document of a part, or the documents of one that has to be looked at like a file."""
        said = b"" if part.media_type is None else repr(part.metadata).encode("utf-8", "replace")
        key = hashlib.sha256(part.payload + said).hexdigest()
        if repeated := self._meet(key, f"{source.origin} {source.locator}".strip()):
            yield source.problem(repeated)
        elif part.media_type is not None:
            yield _received(source, part)
        else:
            file = BytesIO(part.payload)
            try:
                media_type = _type_of(file, part.name)
            except Unreadable as error:
                yield source.problem(error)
            else:
                yield from self._open(source, media_type, file)


def _received(source: _Source, part: Part) -> Received:
    return Received(
        document_id=make_id("d", source.sha256, source.locator), source_sha256=source.sha256, origin=source.origin,
        locator=source.locator, media_type=part.media_type or sniff.TEXT, payload=part.payload, metadata=part.metadata,
    )  # fmt: skip


def _whole(file: BinaryIO) -> bytes:
    payload = file.read(MAX_DOCUMENT_BYTES + 1)
    if len(payload) > MAX_DOCUMENT_BYTES:
        raise Unreadable("too-large", f"It has more than {MAX_DOCUMENT_BYTES:,} bytes.")
    return payload


def _type_of(file: BinaryIO, name: str) -> str:
    """Return the media type of a file.

    Raises:
        Unreadable: ``empty``, or as `sniff.sniff` says.
    """
    file.seek(0)
    head = file.read(HEAD_BYTES)
    if not head:
        raise Unreadable("empty", "It holds not a single byte.")
    return sniff.sniff(head, PurePath(name).name, file)
