"""From paths and the archive of a case to the documents to read; what a rebuild cannot read again is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from trucewatch.documents.model import Received
from trucewatch.documents.receive import receive, receive_archived
from trucewatch.documents.walk import make_issue
from trucewatch.records import Issue
from trucewatch.storage import Archive

GONE = "not-read-again"
"""Code of the issue about a source whose documents a rebuild cannot read again."""
WHY_GONE = (
    "It has to be read again, since rules or casebooks have changed, and its copy in the archive of the case is gone "
    "or not what it was; its documents are out of the case. Name the file again to have it read."
)


@dataclass(slots=True)
class Intake:
    """What is met on the way from paths to new documents.

    ``done`` are the ids of the documents that the snapshot holds or that were yielded, ``known`` those that it held at
    first and that were met again, ``read`` those that were yielded, ``met`` the hashes of the source files met.
    """

    archive: Archive
    done: set[str]
    issues: list[Issue] = field(default_factory=list)
    visited: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)

    def documents(self, given: Iterable[Path], again: bool) -> Iterator[Received]:
        """Yield the documents that the snapshot does not hold yet.

        Args:
            given: Files and folders of reports.
            again: Whether everything that the archive of the case holds is read first.
        """
        if again:
            # All entries at once: reading adds to the log.
            there = (source for source in list(self.archive.sources()) if self.archive.holds(source[0].name))
            yield from self._new(receive_archived(there, self._keep))
        yield from self._new(receive(list(given), self._keep))
        if again:
            self.issues += self._gone()

    def lost(self, former: Mapping[str, str], now: set[str]) -> int:
        """Return how many documents of the former snapshot were not read again.

        Args:
            former: The hash of its source file by the id of each document of the former snapshot.
            now: Ids of the documents that this snapshot holds.

        A document whose file was met is lost only where reading it failed: other rules may split a file otherwise,
        and its documents then have other ids.
        """
        return sum(
            sha256 not in self.met or document_id in self.done
            for document_id, sha256 in former.items()
            if document_id not in now
        )

    def _new(self, received: Iterable[Received | Issue]) -> Iterator[Received]:
        for item in received:
            if isinstance(item, Issue):
                self.issues.append(item)
            elif item.document_id not in self.done:
                self.done.add(item.document_id)
                self.read.add(item.document_id)
                yield item
            elif item.document_id not in self.read:
                self.known.add(item.document_id)

    def _keep(self, sha256: str, source: bytes | Path, origin: str) -> None:
        self.visited.add(origin)
        self.met.add(sha256)
        self.archive.keep(sha256, source, origin)

    def _gone(self) -> list[Issue]:
        """Return an issue for every source that was received once and not met this time."""
        missed = (source for source in self.archive.sources() if source[0].name not in self.met)
        origins = (origin for path, origin in missed if not self.archive.holds(path.name))
        return [make_issue(origin, GONE, WHY_GONE) for origin in dict.fromkeys(origins)]
