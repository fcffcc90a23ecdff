"""The compiled gazetteer's file: a table of names by hash, and the places' records, read through a memory map.

Layout: a header, the offsets of the buckets, the buckets, the records. A bucket holds, one after another, for
each of its names: length and bytes of the folded name, number of places, and per place the offset of its record
and a byte of flags. A record is one tab-separated line. Keys that begin with ``\\x01`` lead from a country and
the sound of a name to places.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from trucewatch.extract.gazetteer.names import fold_name, sound_key
from trucewatch.extract.gazetteer.sources import EXACT, Entry

MAGIC = b"TWGAZ001"
HEADER = struct.Struct("<8sIQQ")
LINK = struct.Struct("<IB")
MAIN, CAPITALS = 1, 2
MOST_PLACES = 80
"""Places kept per name, the most populous first: nobody writes the eightieth San José without its province."""

_LIST = "|"
Links = dict[bytes, list[tuple[int, int, int]]]
"""Folded name to (rank, number of the place, flags)."""


def sound_name(country: str, sound: str) -> bytes:
    """Return the key under which places of a country are found by the sound of a name."""
    return f"\x01{country}{sound}".encode()


def compile_gazetteer(entries: Iterable[Entry], path: Path) -> None:
    """Write the compiled file of all entries; the same entries give the same bytes."""
    links: Links = {}
    records = bytearray()
    offsets: list[int] = []
    for number, entry in enumerate(entries):
        offsets.append(len(records))
        records += _record(entry)
        _link_names(entry, number, links)
    count = max(1, len(links) * 4 // 3)
    buckets = _fill_buckets(links, offsets, count)
    starts, size = [0], 0
    for bucket in buckets:
        size += len(bucket)
        starts.append(size)
    with path.open("wb") as file:
        file.write(HEADER.pack(MAGIC, count, size, len(records)))
        file.write(struct.pack(f"<{len(starts)}I", *starts))
        file.writelines(buckets)
        file.write(records)


def _record(entry: Entry) -> bytes:
    names = _LIST.join(name.removesuffix(EXACT) for name in entry.names)
    fields: Sequence[object] = (
        entry.place_id, names, entry.kind, entry.country or "", entry.division or "", entry.lat, entry.lon,
        entry.radius_km, entry.population,
    )  # fmt: skip
    return ("\t".join(str(field) for field in fields) + "\n").encode()


def _rank(entry: Entry) -> int:
    """Return how much a place counts among those of its name: regions and countries come before settlements."""
    wide = entry.place_id.startswith("country:") or (entry.place_id.startswith("region:") and not entry.population)
    return 10**10 * wide + entry.population


_ARTICLES = frozenset(("al", "el", "ad", "as", "ash", "ar", "az", "an", "at", "es", "ed", "ez", "er", "et"))
_ARTICLE_LANDS = frozenset(
    ("SY", "IQ", "YE", "LB", "JO", "SA", "EG", "SD", "LY", "PS", "DZ", "MA", "TN", "AE", "OM", "KW", "QA", "BH", "MR",
     "SO", "DJ", "TD", "ER", "EH", "IL")
)  # fmt: skip


def _without_article(folded: str, country: str | None) -> str | None:
    """Return a name less its Arabic article, which reports write in many ways or leave out."""
    article, _, rest = folded.partition(" ")
    return rest if country in _ARTICLE_LANDS and article in _ARTICLES and len(rest) > 3 else None


def _link_names(entry: Entry, number: int, links: Links) -> None:
    rank = -_rank(entry)
    first = fold_name(entry.names[0].removesuffix(EXACT))
    sounds = set()
    if entry.country in _ARTICLE_LANDS or not entry.names[0].isascii():  # the first name is one transliteration of many
        sounds = {sound_key(first), sound_key(_without_article(first, entry.country) or first)}
    for name in entry.names:
        capitals = name.endswith(EXACT)
        folded = fold_name(name.removesuffix(EXACT))
        if not folded:
            continue
        sound = sound_key(folded)
        main = folded == first or f"{folded} city" == first or (len(folded) > 3 and sound in sounds)
        flags = (MAIN if main else 0) | (CAPITALS if capitals else 0)
        links.setdefault(folded.encode(), []).append((rank, number, flags))
        if bare := _without_article(folded, entry.country):
            for other in (bare, f"al {bare}", f"el {bare}"):
                links.setdefault(other.encode(), []).append((rank, number, flags))
        if entry.country and entry.place_id.startswith("geonames:") and len(folded) > 4 and folded.count(" ") < 3:
            links.setdefault(sound_name(entry.country, sound), []).append((rank, number, flags))


def _fill_buckets(links: Mapping[bytes, list[tuple[int, int, int]]], offsets: list[int], count: int) -> list[bytes]:
    buckets: list[bytes] = [b""] * count
    for key in sorted(links):
        places: dict[int, int] = {}
        for _, number, flags in sorted(links[key]):
            known = places.get(number, flags)
            places[number] = (known | flags) & MAIN | (known & flags) & CAPITALS
        kept = list(places.items())[:MOST_PLACES]
        packed = b"".join(LINK.pack(offsets[number], flags) for number, flags in kept)
        if len(key) < 256:
            buckets[zlib.crc32(key) % count] += bytes((len(key),)) + key + bytes((len(kept),)) + packed
    return buckets


def find_links(view: memoryview, starts: memoryview, key: bytes) -> Iterator[tuple[int, int]]:
    """Yield (offset of the record, flags) of the places under a key, of a file's buckets and bucket offsets."""
    bucket = zlib.crc32(key) % (len(starts) - 1)
    at, end = starts[bucket], starts[bucket + 1]
    while at < end:
        length = view[at]
        number = view[at + 1 + length]
        first = at + 2 + length
        at = first + number * LINK.size
        if view[first - 1 - length : first - 1] == key:
            yield from LINK.iter_unpack(view[first:at])
            return
