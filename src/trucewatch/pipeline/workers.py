"""Worker processes: each loads parser and knowledge once and turns batches of documents into Arrow tables.

What reads documents is imported where it is needed: the process that only hands them out does without.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from trucewatch.casebook import Casebook
from trucewatch.documents.model import Received
from trucewatch.records import TABLES, arrow_schema, to_rows
from trucewatch.settings import spare_pandas

if TYPE_CHECKING:
    from trucewatch.pipeline.document import Tools

Rows = dict[str, pa.Table]
BATCH_BYTES = 40_000
"""Bytes of documents a worker takes at a time: enough for fast parsing, little enough for flat memory."""
BATCH_DOCUMENTS = 64


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker needs to begin; picklable."""

    model: str
    casebook: Casebook

    def tools(self) -> Tools:
        """Load parser and gazetteer."""
        from trucewatch.annotate import Parser
        from trucewatch.extract.gazetteer import open_gazetteer
        from trucewatch.extract.model import Knowledge
        from trucewatch.pipeline.document import Tools

        return Tools(Parser(self.model), Knowledge(self.casebook, open_gazetteer()))


def batches(documents: Iterable[Received]) -> Iterator[list[Received]]:
    """Yield documents in batches bounded by bytes and number."""
    batch: list[Received] = []
    size = 0
    for received in documents:
        if batch and (size + len(received.payload) > BATCH_BYTES or len(batch) == BATCH_DOCUMENTS):
            yield batch
            batch, size = [], 0
        batch.append(received)
        size += len(received.payload)
    if batch:
        yield batch


def run_batches(work: Iterable[list[Received]], setup: Setup, jobs: int) -> Iterator[tuple[list[Received], Rows]]:
    """Yield each batch with its rows, in order of sending; with one job in this process, else in workers."""
    if jobs == 1:
        tools = setup.tools()
        for batch in work:
            yield batch, rows_of(batch, tools)
        return
    crew = _Crew(setup, jobs)
    try:
        for batch in work:
            crew.send(batch)
            if len(crew.pending) > jobs * 2:
                yield crew.take()
        while crew.pending:
            yield crew.take()
    finally:
        crew.dismiss()


def rows_of(batch: Sequence[Received], tools: Tools) -> Rows:
    """Return the rows of a batch; a document that no stage was ready for yields a row in ``issues``."""
    from trucewatch.pipeline.document import process_documents

    try:
        found = process_documents(batch, tools)
    except Exception as error:
        if len(batch) > 1:
            return _joined([rows_of([received], tools) for received in batch])
        found = [{"issues": [_failure(batch[0], type(error).__name__)]}]
    joined: dict[str, list[Any]] = {}
    for tables in found:
        for table, records in tables.items():
            joined.setdefault(table, []).extend(records)
    return _rows(joined)


def _rows(records: Mapping[str, list[Any]]) -> Rows:
    return {
        table: pa.Table.from_pylist(to_rows(records.get(table, [])), schema=arrow_schema(record))
        for table, record in TABLES.items()
    }


def _failure(received: Received, what: str) -> Any:
    from trucewatch.pipeline.document import make_issue

    reason = f"The document could not be processed ({what}); please report it with the document."
    return make_issue(received, "extract", "failed", reason)


def _joined(parts: list[Rows]) -> Rows:
    return {table: pa.concat_tables([part[table] for part in parts]) for table in TABLES}


class _Crew:
    """A pool that is made anew when a document ends one of its processes; no other document is lost by that."""

    def __init__(self, setup: Setup, jobs: int) -> None:
        self._setup = setup
        self._jobs = jobs
        self._pool = _pool(setup, jobs)
        self.pending: deque[tuple[list[Received], Future[Rows] | None]] = deque()

    def send(self, batch: list[Received]) -> None:
        try:
            with _uninterrupted():
                self.pending.append((batch, self._pool.submit(_work, batch)))
        except BrokenProcessPool:
            self.pending.append((batch, None))

    def take(self) -> tuple[list[Received], Rows]:
        batch, future = self.pending.popleft()
        try:
            if future is not None:
                return batch, future.result()
        except BrokenProcessPool:
            pass
        self._renew()
        return batch, _joined([_alone(received, self._setup) for received in batch])

    def dismiss(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _renew(self) -> None:
        """Replace the broken pool, and send again what it had not done."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = _pool(self._setup, self._jobs)
        waiting, self.pending = self.pending, deque()
        for batch, future in waiting:
            if future is not None and future.done() and future.exception() is None:
                self.pending.append((batch, future))
            else:
                self.send(batch)


def _alone(received: Received, setup: Setup) -> Rows:
    """Return the rows of a document of a batch that ended its worker, the document in a process of its own."""
    with _pool(setup, 1) as pool:
        try:
            with _uninterrupted():
                future = pool.submit(_work, [received])
            return future.result()
        except BrokenProcessPool:
            return _rows({"issues": [_failure(received, "its process ended")]})


_TOOLS: Tools | None = None


def _pool(setup: Setup, jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin, initargs=(setup,))


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back while processes start: one that is interrupted as it loads would print where it stood.

    What is held back comes right after; the processes start with it held back, until they can leave quietly.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(setup: Setup) -> None:
    global _TOOLS
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    spare_pandas()
    _TOOLS = setup.tools()


def _work(batch: list[Received]) -> Rows:
    if _TOOLS is None:
        raise RuntimeError("the worker was not set up")
    return rows_of(batch, _TOOLS)
