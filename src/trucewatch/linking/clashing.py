"""What a comparison of two accounts finds: words on either side that cannot both hold."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.linking.account import Account
from trucewatch.linking.clashwords import clash_words


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one document."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clash:
    """A contradiction of two accounts, of one of the kinds of `records.link.CONTRADICTIONS`."""

    kind: str
    left: Span
    right: Span
    why: str

    def turned(self) -> Clash:
        """Return the same with its sides swapped."""
        return Clash(self.kind, self.right, self.left, self.why)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two accounts of one happening.

    ``partial`` is true where one covers more than the other: then only sentences that plainly tell of the same are
    compared. ``rival`` is true where they already contradict each other on whether it happened, or who did it: then
    their counts are rivals too, and none is an earlier stage of the other.
    """

    left: Account
    right: Account
    partial: bool = False
    rival: bool = False

    def turned(self) -> Meeting:
        """Return the same with its sides swapped."""
        return Meeting(self.right, self.left, self.partial, self.rival)

    @property
    def opposed(self) -> bool:
        """Whether outlets of two different sides speak, both of them parties and no outsiders."""
        sides = self.left.side, self.right.side
        outside = clash_words().words["outside"]
        return None not in sides and sides[0] != sides[1] and not any(outside.search(side or "") for side in sides)
