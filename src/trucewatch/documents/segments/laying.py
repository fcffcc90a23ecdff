"""The working sheet on which roles are laid over units, one entry a unit, before segments are made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from trucewatch.documents.segments.unit import Unit

HEAD_REACH = 40
"""Units at either end of a text among which its head and its foot are looked for."""
_LINES_BETWEEN = 3


@dataclass(slots=True)
class Entry:
    """A unit with what is decided of it so far: its role, the rules that decided, and the entry that it doubles."""

    unit: Unit
    role: str | None = None
    rules: list[str] = field(default_factory=list)
    repeats: int | None = None

    def lay(self, role: str, *rules: str) -> None:
        """Decide the role, by these rules."""
        self.role = role
        self.rules.extend(rule for rule in rules if rule not in self.rules)


@dataclass(slots=True)
class Sheet:
    """All entries of a text, and the first and last that are running text (None where nothing is)."""

    text: str
    entries: list[Entry]
    first: int | None = None
    last: int | None = None

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __getitem__(self, index: int) -> Entry:
        return self.entries[index]

    def words_of(self, index: int) -> str:
        """Return the words of an entry as they stand in the text."""
        unit = self.entries[index].unit
        return self.text[unit.start : unit.end]

    def neighbour(self, index: int, step: int) -> Entry | None:
        """Return the entry before (``step`` -1) or behind (1) another, None beyond the ends."""
        at = index + step
        return self.entries[at] if 0 <= at < len(self.entries) else None

    def bound_prose(self) -> None:
        """Find where the running text begins and ends, by the units that nothing has decided yet."""
        prose = [i for i, entry in enumerate(self.entries) if entry.role in (None, "body") and entry.unit.prose]
        self.first, self.last = (prose[0], prose[-1]) if prose else (None, None)

    def article_start(self) -> int:
        """Return where the article proper begins: past a lone standfirst, caption or notice that other lines follow."""
        if self.first is None:
            return len(self)
        start = self.first
        for index in range(start + 1, min(len(self), HEAD_REACH)):
            entry = self.entries[index]
            if entry.role in (None, "body") and entry.unit.prose:
                if index - start <= _LINES_BETWEEN:
                    break
                start = index
        return start
