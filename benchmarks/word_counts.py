"""How many of some thousand English news texts hold each word: the background against which words are rare.

Run ``python benchmarks/word_counts.py --shared ../shared`` to write
``src/trucewatch/linking/data/word_counts.tsv`` anew from the public evaluation texts (MUC-4, LGL, GeoVirus, the
Gun Violence Database, ECB+, MEANTIME). Only counts of single words are kept.
"""

from __future__ import annotations

import argparse
import csv
import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src/trucewatch/linking/data/word_counts.tsv"
LEAST = 10
"""Texts that must hold a word for it to be listed; all others count as rare."""
_WORD = re.compile(r"[a-z]+")
_TOKEN = re.compile(r"<token[^>]*>([^<]*)</token>")


def read_texts(bench: Path) -> Iterator[str]:
    """Yield the texts of the public evaluation sets."""
    for path in sorted((bench / "muc4" / "dev").glob("dev-muc3-*")):
        yield from re.split(r"\nDEV-MUC3-\d+.*\n", path.read_text(errors="replace"))
    for name in ("lgl.xml", "GeoVirus.xml"):
        yield from re.findall(r"<text>(.*?)</text>", (bench / "geoparsing" / name).read_text(errors="replace"), re.S)
    csv.field_size_limit(1 << 30)
    with (bench / "gvdb" / "dev.tsv").open(newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield row["Full text"]
    with tarfile.open(bench / "ecbplus" / "ECB+_xml_topics_1-35.tar.gz") as archive:
        for member in archive:
            if member.name.endswith(".xml") and (file := archive.extractfile(member)):
                yield " ".join(_TOKEN.findall(file.read().decode(errors="replace")))
    for path in sorted((bench / "meantime").rglob("*.xml")):
        yield " ".join(_TOKEN.findall(path.read_text(errors="replace")))


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    bench = parser.parse_args().shared / "bench"
    texts, counts = 0, Counter[str]()
    for text in read_texts(bench):
        texts += 1
        counts.update(set(_WORD.findall(text.casefold())))
    kept = sorted((word, count) for word, count in counts.items() if count >= LEAST and len(word) > 1)
    lines = [f"#texts\t{texts}", f"#least\t{LEAST}", *(f"{word}\t{count}" for word, count in kept)]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
