"""Read a passage's noun phrases, and join to an actor the ``of``, ``for`` or ``in`` that tells whose it is."""

from __future__ import annotations

from trucewatch.extract.actors.compose import Owned, Reader
from trucewatch.extract.actors.index import ActorIndex
from trucewatch.extract.actors.lands import Lands
from trucewatch.extract.actors.lexicon import actor_words
from trucewatch.extract.actors.model import Draft, Owner
from trucewatch.extract.actors.scan import Scan
from trucewatch.extract.runs import name_words

_OF = frozenset(("of",))
_PREPOSITIONS = {
    "person": frozenset(("of", "for", "at", "to", "with", "from", "in")),
    "officials": frozenset(("of", "for", "from", "in")),
    "population": frozenset(("of", "in", "from")),
    "protesters": frozenset(("in", "from")),
    "government": frozenset(("of", "in")),
    "separatists": frozenset(("of", "in")),
    "outlet": frozenset(("in", "of")),
    "party": frozenset(("in", "of")),
    "force": frozenset(("of", "from")),
    "ministry": frozenset(("of", "in")),
    "state": frozenset[str](),
}
_NARROW = {
    "to": frozenset(("ambassador", "envoy", "adviser", "advisor", "aide", "representative", "representatives")),
    "at": frozenset(
        [
            "spokesman",
            "spokeswoman",
            "spokesperson",
            "professor",
            "analyst",
            "expert",
            "fellow",
            "researcher",
            "scholar",
            "lecturer",
            "director",
            "doctor",
            "nurse",
            "surgeon",
            "historian",
            "official",
        ]
    ),
    "with": frozenset(["analyst", "expert", "fellow", "researcher", "scholar", "official", "commander", "spokesman"]),
    "in": frozenset(("sources", "officials", "leaders", "commanders", "journalists", "ambassador")),
}


class PhraseReader:
    """Reads the chunks of one passage from its end to its beginning, so that what follows is known."""

    def __init__(self, scan: Scan, known: ActorIndex, lands: Lands) -> None:
        self.scan = scan
        self.words = scan.words
        self.reader = Reader(scan, known, lands)
        self.ends = dict(scan.chunks)
        self.heads: dict[int, Draft | None] = {}

    def read(self) -> list[Draft]:
        """Return the drafts of the passage, nested ones included."""
        for first, last in reversed(self.scan.chunks):
            draft = self.heads[first] = self._read_chunk(first, last)
            if draft is not None and draft.last == last:
                self._extend(draft)
        return self.reader.drafts

    def _read_chunk(self, first: int, last: int) -> Draft | None:
        determiner, classes = "", self.scan.classes
        if classes[first] == "D":
            determiner, first = self.words.lowers[first], first + 1
        owned, outer = None, first
        while (split := classes.find("S", first, last - 1)) > first:
            owner: Owner | None = self.reader.read_part(first, split, determiner, owned)
            if owner is None and (name := self.scan.names.get(split)) and name.kind == "unknown":
                owner = name.full
            owned = Owned(owner, outer) if owner else None
            determiner, first = "'s", split + 1
        return self.reader.read_part(first, last, determiner, owned) if first < last else None

    def _extend(self, draft: Draft) -> None:
        """Take in the noun phrase behind ``of``, ``for``, ``in`` … where it tells whose the actor is."""
        at = draft.last
        if at + 1 >= len(self.words):
            return
        lower = self.words.lowers[at]
        behind = at + 2 if self.scan.classes[at + 1] == "Q" else at + 1
        if draft.kind == "person" and draft.form == "name" and lower == "of":
            self._take_land(draft, behind)
        if not self._may_extend(draft, lower):
            return
        if lower != "of" and not draft.first <= self.words.heads[at] < draft.last:
            return
        target = self.heads.get(behind)
        if target is not None and target.first > behind + 1:
            nearer = next((other for other in self.reader.drafts if other.first == behind), None)
            target = target if nearer and self.scan.classes[nearer.last] == "S" else nearer
        if target is not None and (lower not in ("in", "from") or target.placelike or target.named):
            self._take(draft, target, target.last)
        elif target is None and (place := self._place_at(behind)):
            self._take(draft, place[1], place[0])

    def _take_land(self, draft: Draft, behind: int) -> None:
        """``President X of Velmar`` belongs to Velmar; the name's own words stay as they are."""
        target = self.heads.get(behind)
        if draft.core and not draft.owners and target is not None and target.kind == "state":
            draft.owners.append(target)

    def _take(self, draft: Draft, owner: Owner, last: int) -> None:
        draft.owners.append(owner)
        draft.last, draft.extended = last, True
        draft.name = self.words.text(draft.first, last)

    def _may_extend(self, draft: Draft, lower: str) -> bool:
        if draft.form == "name" or draft.form == "metonym":
            return False
        if lower not in _PREPOSITIONS.get(draft.kind, _OF):
            return False
        if lower == "in" and draft.kind in ("population", "protesters", "officials", "person"):
            return draft.role in _NARROW["in"] or draft.kind in ("population", "protesters")
        return lower not in _NARROW or lower == "in" or draft.role in _NARROW[lower]

    def _place_at(self, first: int) -> tuple[int, Owner] | None:
        """Return the end and owner of a chunk that is a place: ``the breakaway region of X``, ``X``."""
        last = self.ends.get(first)
        if last is None:
            return None
        if match := self.scan.aliases.get(last):
            return last, tuple(dict.fromkeys(alias.actor_id for alias in match.values))
        if name := self.scan.names.get(last):
            return None if name.kind == "person" else (last, name.full)
        noun = self.words.lowers[last - 1]
        if noun in name_words("geographic") or noun in actor_words("place-noun"):
            if self.words.lowers[last : last + 1] == ["of"]:
                return self._place_at(last + 1)
            if name := self.scan.names.get(last - 1):
                return last, name.full
        return None


def read_drafts(scan: Scan, known: ActorIndex, lands: Lands) -> list[Draft]:
    """Return the drafts of a passage, nested ones included."""
    return PhraseReader(scan, known, lands).read()
