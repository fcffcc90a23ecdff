"""Build a case: receive, process, store; go on where an interrupted build stopped."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pyarrow as pa

from trucewatch import __version__
from trucewatch.casebook.load import load_casebooks
from trucewatch.documents.model import Received
from trucewatch.errors import NothingReadable, UsageError
from trucewatch.pipeline.beforehand import located_in, settle_beforehand
from trucewatch.pipeline.intake import GONE, Intake
from trucewatch.pipeline.workers import Rows, Setup, batches, run_batches
from trucewatch.records import TABLES
from trucewatch.rulebooks import rulebook_hash
from trucewatch.settings import Settings
from trucewatch.storage import Archive, CaseWriter, Manifest, open_case
from trucewatch.storage.manifest import Recipe

COMMIT_DOCUMENTS, COMMIT_BYTES = 4096, 600_000
"""Documents or bytes between two commits, whichever come first: what a killed build has to do again at most.

Some two hundred reports, or four thousand rows of a table: each commit writes a file a table, and a million rows
would make tens of thousands of them.
"""
FEW_BYTES = 300_000
"""Up to this much material one process is faster than starting workers."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: documents done, and bytes done of the bytes to go through.

    ``linking`` names the step of linking (`linking.link.STEPS`) that has begun, None while documents are read.
    """

    documents: int
    bytes_done: int
    bytes_total: int
    linking: str | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: documents read, documents that were there already and left alone, and rows of issues added.

    ``anew`` counts those of the documents read that the former snapshot had too; ``lost`` those that it had, that had
    to be read again since rules or casebooks have changed, and could not be: they are out.

    ``unlinked`` is None where the case is linked, else how many claims it has: too many to link them unasked.
    ``joined`` is true where new documents joined what was linked before, and the rest of the case was left as it was.
    """

    manifest: Manifest
    added: int
    known: int
    issues: int
    unlinked: int | None = None
    joined: bool = False
    anew: int = 0
    lost: int = 0


def build(
    paths: Sequence[str | Path],
    case: str | Path,
    casebooks: Sequence[str | Path] = (),
    jobs: int = 0,
    on_progress: Callable[[Progress], None] | None = None,
    agreements: Sequence[str | Path] = (),
) -> Built:
    """Read reports into a case and link its claims; what the case holds already is left alone.

    More than `storage.linked.AT_ONCE` claims are not linked here but when their events are first asked for; documents
    that are added to a case that is linked join it.

    Args:
        paths: Files and folders of reports. Without any, casebooks and agreements are added to those of a case that is
            there.
        case: The folder of the case; made where it does not exist.
        casebooks: Names of shipped casebooks or files. A case keeps its casebooks: without any given, a further
            build takes those of the last. With others, or with changed rules, every document is read anew.
        jobs: Worker processes; 0 takes one a core, four at most, and one for little material.
        on_progress: Called after every batch.
        agreements: Names of shipped agreements or files, kept like casebooks. With others, nothing is read anew. A case
            without casebooks takes those that they name.

    Raises:
        UsageError: where a path does not exist, or there are neither reports nor a case.
        NothingReadable: where the case holds no document afterwards.
        CasebookError: where a casebook is wrong.
        AgreementError: where an agreement is wrong; the case is then left as it was.
        CaseError: where the folder is no case or another build is writing to it.
    """
    given = [Path(path) for path in paths]
    for path in given:
        if not os.path.lexists(path):
            raise UsageError(f"{path} does not exist.")
    if not given and not (Path(case) / "snapshots").is_dir():
        raise UsageError(f"Name the reports to read: {case} is no case yet.")
    settings = Settings.from_environment()
    settled = settle_beforehand(Path(case), casebooks, agreements, adding=not given)
    with CaseWriter(Path(case)) as writer:
        kept = settled.keep(writer)
        casebook = load_casebooks([located_in(writer.case, name) for name in kept.casebooks])
        recipe = Recipe(__version__, rulebook_hash(), casebook.sha256, settings.model)
        archive = Archive(writer.case, __version__)
        last = writer.manifest
        again = last is not None and not (last.complete and last.recipe == recipe and not writer.has_received(GONE))
        former = writer.former_documents()
        begun = writer.begin(recipe, kept.casebooks, kept.agreements)
        intake = Intake(archive, set(begun))
        documents = intake.documents(given, again)
        run = _Run(writer, Setup(settings.model, casebook), on_progress, sum(map(_size, given)))
        run.process(documents, jobs or settings.jobs)
        visited = intake.visited | {issue.origin for issue in intake.issues}
        manifest = writer.finish(intake.issues, visited)
        now = writer.document_ids()
    lost = intake.lost(former, now) if again else 0
    if not manifest.parts.get("documents"):
        empty = f"there is no file in {', '.join(map(str, given))}."
        reason = (
            f"“trucewatch issues {case}” tells why." if manifest.received or manifest.parts.get("issues") else empty
        )
        gone = f" Documents that could not be read again: {lost}." if lost else ""
        raise NothingReadable(f"Nothing readable was found; {reason}{gone}")
    counted = (run.added, len(intake.known), run.issues + len(intake.issues))
    linked = _link(Path(case), run.link)
    return Built(manifest, *counted, *linked, anew=len((former.keys() & now) - begun), lost=lost)


def _link(case: Path, on_step: Callable[[str], None]) -> tuple[int | None, bool]:
    """Link a case; imported late: workers need not wait.

    Returns:
        How many claims it has, where these are too many; and whether documents only joined what was linked before.
    """
    from trucewatch.storage.linked import AT_ONCE, count_claims, growable

    opened = open_case(case)
    claims = count_claims(opened)
    if claims > AT_ONCE and growable(opened) is None:
        return claims, False
    return None, opened.link(on_step)


@dataclass(slots=True)
class _Run:
    """Processing documents and committing their rows, with what has been done so far."""

    writer: CaseWriter
    setup: Setup
    on_progress: Callable[[Progress], None] | None
    total: int
    added: int = 0
    issues: int = 0
    handled: int = 0

    def process(self, documents: Iterator[Received], jobs: int) -> None:
        """Process all documents; with no number of jobs given, little material runs in this process."""
        first = _up_to(documents, FEW_BYTES)
        if not first:
            return
        little = sum(len(received.payload) for received in first) < FEW_BYTES
        jobs = jobs or (1 if little else min(os.cpu_count() or 1, 4))
        waiting: list[Rows] = []
        unsaved = size = 0
        for batch, rows in run_batches(batches(chain(first, documents)), self.setup, jobs):
            waiting.append(rows)
            unsaved += len(batch)
            size += sum(len(received.payload) for received in batch)
            self._count(batch, rows)
            if unsaved >= COMMIT_DOCUMENTS or size >= COMMIT_BYTES:
                self._commit(waiting)
                waiting, unsaved, size = [], 0, 0
        self._commit(waiting)

    def link(self, step: str) -> None:
        """Tell that a step of linking has begun."""
        if self.on_progress:
            self.on_progress(Progress(self.added, self.total, self.total, step))

    def _count(self, batch: Sequence[Received], rows: Rows) -> None:
        self.added += rows["documents"].num_rows
        self.issues += rows["issues"].num_rows
        self.handled += sum(len(received.payload) for received in batch)
        if self.on_progress:
            self.on_progress(Progress(self.added, self.handled, max(self.total, self.handled)))

    def _commit(self, waiting: list[Rows]) -> None:
        if waiting:
            self.writer.add({table: pa.concat_tables([rows[table] for rows in waiting]) for table in TABLES})


def _up_to(documents: Iterator[Received], size: int) -> list[Received]:
    """Take documents until they hold that many bytes."""
    taken: list[Received] = []
    while size > 0 and (received := next(documents, None)) is not None:
        taken.append(received)
        size -= len(received.payload)
    return taken


def _size(path: Path) -> int:
    """Return the bytes under a path; what cannot be looked at counts nothing."""
    if path.is_dir():
        return sum(_size(Path(folder) / name) for folder, _, names in os.walk(path) for name in names)
    try:
        return path.stat().st_size
    except OSError:
        return 0
