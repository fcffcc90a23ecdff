"""Zip archives: members are read in memory, one after the other, and nothing is ever unpacked to disk."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from trucewatch.documents.formats.limits import (
    MAX_DOCUMENT_BYTES,
    MAX_MEMBERS,
    MAX_UNPACKED_BYTES,
    MAX_UNPACKED_RATIO,
    UNPACKED_FLOOR,
)
from trucewatch.documents.formats.part import Found, Part, Problem
from trucewatch.errors import Unreadable

_DRIVE = re.compile(r"[A-Za-z]:")


def split_zip(file: BinaryIO) -> Iterator[Found]:
    """Yield the members of an archive in order of their names.

    Raises:
        Unreadable: ``damaged``, ``zip-bomb`` or ``empty``, where none of it is read.
    """
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable("damaged", f"The archive is cut off or damaged: {error}.") from error
    with archive:
        members = [info for info in archive.infolist() if info.filename and not info.is_dir()]
        check_bomb(members)
        if not members:
            raise Unreadable("empty", "The archive holds no files.")
        for info in sorted(members, key=lambda info: info.filename):
            yield _member(archive, info)


def check_bomb(members: list[zipfile.ZipInfo]) -> None:
    """Raise where an archive unpacks to more than any archive of reports does.

    Raises:
        Unreadable: ``zip-bomb``.
    """
    unpacked, packed = sum(info.file_size for info in members), sum(info.compress_size for info in members)
    if len(members) > MAX_MEMBERS:
        raise Unreadable("zip-bomb", f"The archive has {len(members):,} members; at most {MAX_MEMBERS:,} are read.")
    if unpacked > MAX_UNPACKED_BYTES or (unpacked > UNPACKED_FLOOR and unpacked > MAX_UNPACKED_RATIO * packed):
        raise Unreadable("zip-bomb", f"The archive would unpack {packed:,} bytes to {unpacked:,}.")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Found:
    name = info.filename.encode("utf-8", "replace").decode("utf-8")
    if is_unsafe_name(info.orig_filename) or is_unsafe_name(info.filename):
        return Problem(name, "unsafe-name", "The name of the member points outside the archive.")
    if any(part.startswith((".", "__MACOSX")) for part in name.split("/")):
        return Problem(name, "hidden", "The member is hidden, so it was left alone.")
    if info.flag_bits & 1:
        return Problem(name, "encrypted", "The member is protected by a password.")
    if info.file_size > MAX_DOCUMENT_BYTES:
        return Problem(name, "too-large", f"The member has {info.file_size:,} bytes; {MAX_DOCUMENT_BYTES:,} are read.")
    try:
        with archive.open(info) as member:
            payload = member.read(MAX_DOCUMENT_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        return Problem(name, "damaged", f"The member is cut off or damaged: {error}.")
    if len(payload) > MAX_DOCUMENT_BYTES:
        return Problem(name, "zip-bomb", "The member unpacks to more than it declares.")
    return Part(locator=name, payload=payload, name=name)


def is_unsafe_name(name: str) -> bool:
    """Tell whether a member's name is absolute or climbs out of the archive."""
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or bool(_DRIVE.match(name)) or ".." in parts or "\0" in name
