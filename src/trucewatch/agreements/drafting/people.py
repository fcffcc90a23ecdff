"""Who the parties are, and who owes a clause to whom, each with the words that name them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from trucewatch.agreements.drafting.clauses import Clause
from trucewatch.agreements.drafting.lexicon import forms
from trucewatch.agreements.drafting.model import Cited, Who
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.scene import Scene

_DETERMINERS = frozenset(
    {"the", "a", "an", "each", "both", "all", "any", "either", "neither", "every", "its", "their", "this", "these"}
)
_TITLES = frozenset(
    {
        "president",
        "minister",
        "representatives",
        "representative",
        "delegations",
        "king",
        "chairman",
        "commander",
        "leader",
    }
)


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties as named in the head (or, where it names none, by the points), and who stands beside them."""

    parties: tuple[Who, ...]
    others: tuple[Who, ...]


@dataclass(frozen=True, slots=True)
class Owed:
    """Who owes and is owed a clause, and in sentences why that is not sure."""

    bearers: tuple[Who, ...]
    beneficiaries: tuple[Who, ...]
    unsure: tuple[str, ...] = ()


def find_parties(heads: Iterable[Cast], points: Iterable[Cast], scene: Scene) -> Parties:
    """Return the parties of an accord."""
    named: dict[str, Who] = {}
    beside: dict[str, Who] = {}
    for cast in heads:
        for at in range(len(cast.words)):
            who = _state(cast, at, scene)
            if who is not None:
                group = beside if _beside(cast, at) else named
                group.setdefault(_key(who), who)
    defined = _defined(points, scene)
    if defined:
        rest = {key: who for key, who in named.items() if key not in defined}
        return Parties(tuple(defined.values()), tuple((rest | beside).values()))
    if len(named) < 2:
        for cast in points:
            for at in range(len(cast.words)):
                who = _state(cast, at, scene) if cast.words.deps[at] in ("nsubj", "pobj", "conj", "nsubjpass") else None
                if who is not None and _key(who) not in beside and len(named) < 2:
                    named.setdefault(_key(who), who)
    return Parties(tuple(named.values()), tuple(beside.values()))


def _defined(points: Iterable[Cast], scene: Scene) -> dict[str, Who]:
    """Return those that a point calls "the Parties": "A and B, hereinafter the Parties"."""
    for cast in points:
        words = cast.words
        for at, low in enumerate(words.lowers):
            if low == "parties" and any(
                w in ("hereinafter", "hereafter", "called", "“", '"') for w in words.lowers[max(0, at - 4) : at]
            ):
                sentence = range(words.sentences[at], at)
                found = [who for i in sentence if (who := _state(cast, i, scene)) is not None]
                if len(found) >= 2:
                    return {_key(who): who for who in found}
    return {}


def _beside(cast: Cast, at: int) -> bool:
    """Return whether a name of the head stands among witnesses, guarantors or mediators."""
    words = cast.words
    first = words.sentences[at]
    before = [i for i in range(first, at) if words.lowers[i] in ("with", "through", "by", "presence", "under")]
    near = words.lowers[at : at + 14] + (words.lowers[max(first, before[-1] - 2) : at] if before else [])
    return bool(before) and any(low in forms("witness") for low in near)


def _state(cast: Cast, at: int, scene: Scene) -> Who | None:
    """Return the state, government or group that a head noun names; office holders speak for theirs."""
    words = cast.words
    low = words.lowers[at]
    if low in _TITLES or low in forms("parties") or not words.tags[at].startswith("NN"):
        return None
    if _inside(cast, at) and not _under_title(cast, at):
        return None
    mention = cast.actors.get(at)
    proper = words.tags[at].startswith("NNP") or (mention is not None and mention.form == "name")
    if not proper and low not in forms("forces"):
        return None
    place = cast.places.get(at)
    if (
        low not in forms("bodies") | forms("forces")
        and mention is None
        and (place is None or place.kind not in ("country", "territory"))
    ):
        return None
    if mention is not None and mention.kind in ("office", "person", "population"):
        return None
    return who_at(cast, at, scene)


def _inside(cast: Cast, at: int) -> bool:
    """Return whether a noun only completes another name ("the army of Serrat", "the Kingdom of Morvane")."""
    words = cast.words
    if words.deps[at] in ("compound", "poss", "nmod", "amod"):
        return True
    head = words.heads[at]
    if words.deps[at] == "pobj" and words.lowers[head] == "of" and words.heads[head] != head:
        noun = words.heads[head]
        return words.lowers[noun] in forms("bodies") | forms("forces") | forms("people") | forms("things")
    return False


def _under_title(cast: Cast, at: int) -> bool:
    words = cast.words
    noun = words.heads[words.heads[at]]
    return words.lowers[noun] in _TITLES


def who_at(cast: Cast, at: int, scene: Scene) -> Who:
    """Return who a noun names: the whole name with what "of" adds, and its casebook id where one is known."""
    words = cast.words
    first, last = name_bounds(cast, at)
    start, end = words.starts[first], words.ends[last]
    text = scene.annotated.text
    quote = text[start:end]
    cited = Cited(value=" ".join(quote.split()), start=start, end=end, quote=quote)
    mention = cast.actors.get(at)
    fuller = (
        mention.name
        if mention is not None and mention.actor_id and mention.name.casefold() != cited.value.casefold()
        else None
    )
    return Who(name=cited.value, actor_id=_known(cast, first, last), cited=cited, refers_to=fuller)


def name_bounds(cast: Cast, at: int) -> tuple[int, int]:
    """Return ``[first, last]`` of a name: its noun, what stands before it, and a complement with "of"."""
    words = cast.words
    first, last = cast.grammar.phrase(at, most=8)
    while first < at and (words.lowers[first] in _DETERMINERS or words.tags[first] in ("CD", "``")):
        first += 1
    for child in cast.grammar.children[at]:
        if child > at and words.lowers[child] == "of" and child == last + 1:
            inner = cast.grammar.child(child, "pobj")
            if inner is not None and (
                words.tags[inner].startswith("NNP") or words.lowers[at] in forms("bodies") | forms("forces")
            ):
                last = _proper_end(cast, *name_bounds(cast, inner))
    return first, last


def _proper_end(cast: Cast, first: int, last: int) -> int:
    """Return where a complement ends that begins with a proper name; the parse may hang further words on it."""
    end = first
    while end < last and cast.words.tags[end + 1].startswith(("NNP", "IN", "DT")):
        end += 1
    return end if cast.words.tags[first].startswith("NNP") else last


def _known(cast: Cast, first: int, last: int) -> str | None:
    """Return the casebook id of the widest mention within a name."""
    mentions = {m.mention_id: m for i in range(first, last + 1) if (m := cast.actors.get(i)) is not None}
    ranked = sorted(mentions.values(), key=lambda m: m.start - m.end)
    known = next((m.actor_id for m in ranked if m.actor_id and not m.actor_id.startswith("local:")), None)
    if known is None:
        for at in range(first, last + 1):
            place = cast.places.get(at)
            if place is not None and (land := cast.lands.get(place.name.casefold())):
                return land
    return known


def _key(who: Who) -> str:
    return who.actor_id or who.name.casefold()


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads who owes what in the points of one accord."""

    scene: Scene
    parties: Parties

    def owed(self, cast: Cast, clause: Clause, before: tuple[Who, ...]) -> Owed:
        """Return who owes a clause to whom; ``before`` are the bearers of the clause before it in its point."""
        given = self._given(cast, clause)
        subject = clause.subject
        if cast.grammar.is_passive(clause.verb) and clause.frame.leads in ("modal", "present", "none"):
            return self._of_passive(cast, clause, subject, given)
        if subject is None:
            return self._shared(given, "No subject was found; the parties are proposed.")
        named = self.named(cast, subject, before)
        if named:
            return Owed(named, given)
        return self._of_thing(cast, clause, subject, given)

    def named(self, cast: Cast, at: int, before: tuple[Who, ...]) -> tuple[Who, ...]:
        """Return the actors that a noun or pronoun names, those joined to it included; none for a thing."""
        low = cast.words.lowers[at]
        if low in ("they", "it", "he", "she", "which", "who"):
            mention = cast.actors.get(at)
            if mention is not None and mention.actor_id and mention.kind != "population":
                return (who_at(cast, at, self.scene),)
            return tuple(self._pointing(cast, at, who) for who in before)
        if low in forms("parties") and low not in ("they",):
            return tuple(self._pointing(cast, at, who) for who in self.parties.parties)
        found: dict[str, Who] = {}
        for token in _coordinated(cast, at):
            for noun in self._of_representatives(cast, token):
                if self._acts(cast, noun):
                    who = who_at(cast, noun, self.scene)
                    found.setdefault(_key(who), who)
        return tuple(found.values())

    def _of_representatives(self, cast: Cast, at: int) -> tuple[int, ...]:
        """Return whom representatives stand for: "Representatives of A and of B" are A and B."""
        words = cast.words
        if words.lowers[at] not in _TITLES and words.lowers[at] not in ("representatives", "delegations", "leaders"):
            return (at,)
        found: list[int] = []
        for child in cast.grammar.children[at]:
            if words.lowers[child] == "of" and (inner := cast.grammar.child(child, "pobj")) is not None:
                found += cast.grammar.conjuncts(inner)
                for other in cast.grammar.conjuncts(child)[1:]:
                    if (more := cast.grammar.child(other, "pobj")) is not None:
                        found.append(more)
        return tuple(found) or (at,)

    def _acts(self, cast: Cast, at: int) -> bool:
        """Return whether a noun can owe something: an actor by name or kind, and neither a thing nor people as such."""
        words = cast.words
        low = words.lowers[at]
        mention = cast.actors.get(at)
        if low in forms("things") or (low in forms("people") and low not in forms("forces")):
            return False
        if low in forms("forces") | forms("bodies"):
            return True
        if mention is not None and mention.kind != "population":
            return True
        return words.tags[at].startswith("NNP") and not (
            at in cast.places and cast.places[at].kind in ("city", "town", "village", "road")
        )

    def _pointing(self, cast: Cast, at: int, who: Who) -> Who:
        """Return a party as a word such as "Parties" points to it: the words cited are those that point."""
        words = cast.words
        start, end = words.starts[at], words.ends[at]
        quote = self.scene.annotated.text[start:end]
        note = f"named at {who.cited.start}–{who.cited.end}: “{who.name}”"
        return replace(who, cited=Cited(value=who.name, start=start, end=end, quote=quote, note=note))

    def _of_passive(self, cast: Cast, clause: Clause, subject: int | None, given: tuple[Who, ...]) -> Owed:
        agent = cast.grammar.agent(clause.verb)
        if agent is not None and not self._timed(cast, agent) and (named := self.named(cast, agent, ())):
            return Owed(named, given)
        if subject is not None and cast.words.lowers[clause.verb] in forms("benefiting"):
            people = cast.words.lowers[subject] in forms("people") | forms("forces")
            owed = self._shared(given, "Passive: the text names nobody who owes this; the parties are proposed.")
            return replace(owed, beneficiaries=(who_at(cast, subject, self.scene),)) if people else owed
        if (overseer := self._overseer(cast, clause)) and cast.words.lowers[clause.verb] in forms("overseen"):
            return Owed((overseer,), given)
        if (
            subject is not None
            and cast.words.lowers[subject] in forms("forces")
            and (named := self.named(cast, subject, ()))
        ):
            reason = f"Passive without a doer; “{named[0].name}”, of which it speaks, is proposed."
            return Owed(named, given, (reason,))
        if subject is not None and cast.words.lowers[subject] == "it":
            return self._shared(given, "Passive without a doer; the parties are proposed.")
        return self._shared(given, "Passive: the text names nobody who owes this; the parties are proposed.")

    def _timed(self, cast: Cast, at: int) -> bool:
        start = cast.words.starts[at]
        return any(time.start <= start < time.end for time in self.scene.times)

    def _of_thing(self, cast: Cast, clause: Clause, subject: int, given: tuple[Who, ...]) -> Owed:
        overseer = self._overseer(cast, clause)
        if overseer and cast.words.lowers[clause.verb] in forms("overseen"):
            return Owed((overseer,), given)
        what = cast.words.text(*_upto(cast.grammar.phrase(subject)))
        people = cast.words.lowers[subject] in forms("people")
        owed = self._shared(given, f"“{what}” is nobody who could owe it; the parties are proposed.")
        if people:
            owed = replace(owed, beneficiaries=(who_at(cast, subject, self.scene),))
        return owed

    def _overseer(self, cast: Cast, clause: Clause) -> Who | None:
        """Return under whose control something stands: "under the control of X"."""
        words = cast.words
        for at in range(clause.verb + 1, clause.last + 1):
            if words.lowers[at] in forms("oversight") and "under" in words.lowers[max(clause.verb, at - 4) : at]:
                inner = cast.grammar.prepositional(at, "of")
                if inner is not None and self._acts(cast, inner):
                    return who_at(cast, inner, self.scene)
        return None

    def _given(self, cast: Cast, clause: Clause) -> tuple[Who, ...]:
        """Return to whom something is given."""
        words = cast.words
        if not any(words.lowers[i] in forms("given") for i in range(clause.mark, clause.verb + 2) if i < len(words)):
            return ()
        for at in range(clause.verb + 1, clause.last):
            if words.lowers[at] == "to" and words.tags[at] in ("IN", "TO"):
                inner = cast.grammar.child(at, "pobj")
                if inner is not None and self._acts(cast, inner):
                    return (who_at(cast, inner, self.scene),)
        return ()

    def _shared(self, given: tuple[Who, ...], reason: str) -> Owed:
        """Return the parties as bearers; where one of two is given something, the other."""
        rest = tuple(who for who in self.parties.parties if not any(_same(who, other) for other in given))
        if given and len(rest) == len(self.parties.parties) - 1 and rest:
            reason = f"Nobody is named who owes this; “{given[0].name}” is owed it, so the other parties are proposed."
        else:
            rest = self.parties.parties
        unsure = tuple(replace(who, cited=replace(who.cited, sure=False)) for who in rest)
        return Owed(unsure, given, (reason,))


def _coordinated(cast: Cast, at: int) -> list[int]:
    """Return a noun and those joined to it by "and"; what stands in apposition explains it and is nobody else."""
    found = [at]
    for index in found:
        found += [c for c in cast.grammar.children[index] if cast.words.deps[c] == "conj" and c not in found]
    return found


def _same(left: Who, right: Who) -> bool:
    """Return whether two names are of one party: the same id, or one holds the other's proper name."""
    if left.actor_id and right.actor_id:
        return left.actor_id == right.actor_id
    proper = [{word for word in who.name.split() if word[:1].isupper()} for who in (left, right)]
    generic = {word.capitalize() for word in forms("bodies")}
    return bool((proper[0] - generic) & (proper[1] - generic))


def _upto(bounds: tuple[int, int]) -> tuple[int, int]:
    return bounds[0], bounds[1] + 1
