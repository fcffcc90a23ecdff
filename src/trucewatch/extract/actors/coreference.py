"""Resolve pronouns and definite descriptions to actors named before in the document."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import takewhile

from trucewatch.extract.actors.lexicon import actor_words
from trucewatch.extract.actors.model import Draft
from trucewatch.extract.actors.scan import Scan
from trucewatch.extract.words import Words

_FAR = 6
"""Passages after which a description no longer points back."""
_NEAR = 3
"""Sentences after which a pronoun no longer points back."""
_MASCULINE, _FEMININE = frozenset(("he", "him")), frozenset(("she", "her"))
_PLURAL = frozenset(("they",))
_PARTIES = frozenset(("state", "separatists", "armed-group", "government", "force", "party"))
_HOLDERS = frozenset(("state", "separatists", "armed-group", "government", "body", "organisation"))
_GROUPS = frozenset(("group", "organisation", "organization", "movement", "militia", "faction"))
_TROOPS = frozenset(("troops", "soldiers", "forces", "servicemen", "military", "army", "units"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_POINTERS = frozenset(("WDT", "WP", "PRP", "DT", "EX"))


class History:
    """The drafts settled so far, in text order, and what may be asked of them."""

    def __init__(self, scans: list[Scan], states: Collection[str]) -> None:
        self.scans = scans
        self.states = states
        self.drafts: list[Draft] = []
        self.seen: set[str] = set()
        self.sexes: dict[str, bool] = {}
        self.owned: dict[str, dict[str, Draft]] = {}
        self.subjects: dict[tuple[int, int], Draft] = {}
        self.ends: dict[tuple[int, int], Draft] = {}

    def add(self, draft: Draft) -> None:
        """Remember a settled draft."""
        self.drafts.append(draft)
        if draft.actor_id:
            self.seen.add(draft.actor_id)
            if draft.affiliation or draft.owners or draft.named:
                self.owned.setdefault(draft.kind, {})[draft.actor_id] = draft
            if draft.female is not None and draft.kind == "person" and draft.office != "spokesperson":
                self.sexes.setdefault(draft.actor_id, draft.female)
        self.subjects[draft.passage, draft.head] = draft
        self.ends[draft.passage, draft.last] = draft

    def point(self, draft: Draft, target: Draft) -> None:
        """Make a draft stand for the actor of an earlier one."""
        draft.actor_id, draft.name, draft.kind = target.actor_id, target.name, target.kind
        draft.affiliation, draft.side, draft.female = target.affiliation, target.side, target.female
        draft.office = draft.office or target.office
        draft.antecedent = target
        draft.score = 0.65 if draft.form == "description" else draft.score

    # descriptions

    def resolve_description(self, draft: Draft) -> bool:
        """Resolve "the ministry", "the peacekeepers", "the rebels"; tell whether it was done."""
        if draft.kind == "peacekeepers":
            return self.resolve_only(draft)
        fitting = [target for target in self._recent(draft) if self._fits(draft, target)]
        if not fitting:
            return False
        acting = [target for target in fitting if target.subject] if draft.role in _GROUPS else []
        self.point(draft, (acting or fitting)[0])
        return True

    def resolve_only(self, draft: Draft) -> bool:
        """Resolve to the one actor of the same kind that the document has named so far, if it is one."""
        found = self.owned.get(draft.kind, {})
        if len(found) != 1 or (draft.role in _TROOPS and not all(map(_is_of_state, found.values()))):
            return False
        self.point(draft, *found.values())
        return True

    def institution_owner(self, draft: Draft) -> str | None:
        """Return the state whose army "the army" means: that of the government or office holder who is the subject."""
        words = self.scans[draft.passage].words
        sentence = words.sentences[draft.head]
        for target in self._recent(draft):
            if target.passage != draft.passage or words.sentences[target.head] != sentence:
                return None
            held = target.affiliation in self.states
            if held and target.subject and (target.kind in ("government", "ministry") or target.office):
                return target.affiliation
        return None

    def resolve_role(self, draft: Draft) -> bool:
        """Resolve "the spokesman", "the president", "the Velmari leader" to a person of the document."""
        for target in self._recent(draft):
            if target.kind in ("person", "office") and self._same_role(draft, target):
                self.point(draft, target)
                return True
        return False

    def _recent(self, draft: Draft) -> Iterator[Draft]:
        for target in reversed(self.drafts):
            if draft.passage - target.passage > _FAR:
                return
            if target.actor_id and target.form != "pronoun" and not _inside(target, draft):
                yield target

    def _fits(self, draft: Draft, target: Draft) -> bool:
        if draft.kind == "ministry":
            return target.kind == "ministry" and draft.organ in (None, target.organ)
        if draft.role in _GROUPS:
            return target.named and target.kind in ("organisation", "armed-group", "party", "separatists")
        if draft.kind in ("population", "officials") or target.kind != draft.kind:
            return False
        if draft.kind == "force":
            return draft.role == target.role or (draft.plural and {draft.role, target.role} <= _TROOPS)
        if draft.plural:
            return target.affiliation is not None or target.named
        if draft.kind == "outlet":
            return draft.role not in ("media", "press", "state media")
        if draft.role == "opposition":
            return target.role == "opposition"
        return draft.role in target.name.lower().split() or draft.kind in ("party", "court", "peacekeepers")

    def _same_role(self, draft: Draft, target: Draft) -> bool:
        if draft.affiliation and target.affiliation and draft.affiliation != target.affiliation:
            return False
        if draft.affiliation and not target.affiliation:
            return False
        if draft.role.startswith("spokes"):
            return target.role.startswith("spokes")
        if draft.office:
            return draft.office == target.office
        return bool(draft.role) and draft.role in (target.role, target.office)

    def resolve_pair(self, draft: Draft) -> bool:
        """Resolve "both sides" to the two states or sides last named side by side; neither is picked."""
        for target in reversed(self.drafts):
            if draft.passage - target.passage > 2 * _FAR:
                return False
            other = self._beside(target)
            if self._shares_sentence(target, draft) and not draft.subject:
                continue  # "X and Y accused both sides"
            if other is not None and target.kind in _PARTIES and other.actor_id and other.actor_id != target.actor_id:
                draft.name = f"{other.name} and {target.name}"
                draft.pair, draft.score = True, 0.4
                return True
        return False

    def _shares_sentence(self, target: Draft, draft: Draft) -> bool:
        words = self.scans[draft.passage].words
        return target.passage == draft.passage and words.sentences[target.head] == words.sentences[draft.head]

    def _beside(self, target: Draft) -> Draft | None:
        """Return the actor before an actor in "A and B"."""
        words = self.scans[target.passage].words
        before = self.ends.get((target.passage, target.first - (2 if target.determiner else 1)))
        first = words.heads[target.head]
        if words.deps[target.head] == "conj" and "and" in words.lowers[first : target.head]:
            before = self.subjects.get((target.passage, first)) or before
        elif before is None or words.lowers[before.last] != "and":
            return None
        return before if before and before.kind in _PARTIES else None

    def country_before(self, draft: Draft) -> str | None:
        """Return the state that "the country" means: of the actors before it in its sentence, else named last."""
        words = self.scans[draft.passage].words
        sentence = words.sentences[draft.head]
        for target in self._recent(draft):
            near = target.passage == draft.passage and words.sentences[target.head] == sentence
            wanted = draft.role != "republic" or "republic" in target.core.lower()
            if target.kind in ("state", "separatists") and target.named and wanted:
                if "actors.adjective" not in target.rules:
                    return target.actor_id
            elif near and target.affiliation in self.states and draft.role != "republic":
                return target.affiliation
        return None

    def possessor(self, draft: Draft) -> Draft | None:
        """Return the actor that "its", "their", "his" or "whose" before a draft means."""
        words = self.scans[draft.passage].words
        at = draft.first - 1
        if draft.determiner not in ("its", "their", "whose", "his", "her") or at < 0:
            return None
        if draft.determiner in ("his", "her"):
            persons = (target for target in self._recent(draft) if target.kind == "person")
            return next(persons, None)
        if draft.determiner != "whose" and (place := self._preceding_subject(draft.passage, draft.head, words)):
            target = self.subjects.get(place)
            if target and (target.kind in _HOLDERS or target.affiliation or (target.kind == "force" and target.named)):
                return target
        sentence = words.sentences[draft.head]
        for target in self._recent(draft):
            if target.passage != draft.passage or words.sentences[target.head] != sentence:
                return None
            if target.kind in _HOLDERS:
                return target
        return None

    def joined(self, draft: Draft) -> Draft | None:
        """Return the draft whose adjective a bare noun joined to it shares ("Velmari authorities and troops")."""
        words = self.scans[draft.passage].words
        if draft.first < 2 or draft.determiner or words.lowers[draft.first - 1] != "and" or draft.modified:
            return None
        before = self.ends.get((draft.passage, draft.first - 1))
        return before if before and before.inside and before.owners and not before.named else None

    # pronouns

    def resolve_pronoun(self, draft: Draft) -> None:
        """Resolve a pronoun by number, sex, recency and role; leave it open where nothing fits."""
        words = self.scans[draft.passage].words
        lower = words.lowers[draft.head]
        draft.score = 0.2
        if lower in _MASCULINE or lower in _FEMININE:
            target = self._person_before(draft, words, female=lower in _FEMININE)
        else:
            target = self._subject_before(draft, words, plural=lower in _PLURAL)
        if target is not None:
            draft.score = 0.65 if target.kind == "person" else 0.55
            self.point(draft, target)

    def _person_before(self, draft: Draft, words: Words, female: bool) -> Draft | None:
        best: tuple[float, Draft] | None = None
        mates = {mate.actor_id for mate in self._of_passage(draft.passage) if _clause_mates(mate, draft, words)}
        for order, target in enumerate(reversed(self.drafts)):
            far = self._distance(target, draft)
            if far > _NEAR:
                break
            person = target.kind == "person" or (target.kind == "office" and target.office)
            if not person or target.plural or not target.actor_id:
                continue
            sex = self.sexes.get(target.actor_id, target.female)
            if sex not in (None, female) or target.actor_id in mates or _inside(draft, target):
                continue
            score = -1.5 * far - 0.01 * order + (1.0 if target.subject else 0.0) + (0.5 if sex is female else 0.0)
            if best is None or score > best[0]:
                best = score, target
        if best is None:
            return None
        self.sexes.setdefault(best[1].actor_id or "", female)
        return best[1]

    def _of_passage(self, passage: int) -> Iterator[Draft]:
        return takewhile(lambda target: target.passage == passage, reversed(self.drafts))

    def _distance(self, target: Draft, draft: Draft) -> float:
        """Return how many sentences lie between, a new passage counting as a sentence more."""
        words = self.scans[draft.passage].words
        here = words.sentences[draft.head]
        if target.passage == draft.passage:
            there = words.sentences[target.head]
            return float(len(set(words.sentences[there : draft.head + 1])) - 1) if there != here else 0.0
        if draft.passage - target.passage > 2:
            return _NEAR + 1
        before = len(set(words.sentences[: draft.head + 1]))
        other = self.scans[target.passage].words
        after = len(set(other.sentences[target.head :])) - 1
        return before + after + (draft.passage - target.passage - 1)

    def _subject_before(self, draft: Draft, words: Words, plural: bool) -> Draft | None:
        """Return the actor that is the subject before "it" or "they", if that subject is one."""
        if not plural and not _acts(words, draft.head):
            return None
        at = self._preceding_subject(draft.passage, draft.head, words)
        if at is None:
            return None
        target = self.subjects.get(at)
        if target is not None and target.determiner in ("its", "their"):
            target = self.possessor(target)
        if target is None or target.kind == "person" or not target.actor_id:
            return None
        many = target.plural or target.kind in ("peacekeepers", "population", "officials", "protesters", "separatists")
        either = target.kind == "armed-group" and target.named
        return target if (either or many == plural) and not _clause_mates(target, draft, words) else None

    def _preceding_subject(self, passage: int, head: int, words: Words) -> tuple[int, int] | None:
        """Return passage and token of the nearest subject before a token: in its sentence, or leading in the last one.

        In the last sentence whoever speaks is passed over: "it" in a quotation is not the speaker.
        """
        first = words.sentences[head]
        for at in range(head - 1, first - 1, -1):
            if words.deps[at] in _SUBJECTS and words.tags[at] not in _POINTERS:
                return passage, at
        if first == 0:
            if passage == 0:
                return None
            passage, words = passage - 1, self.scans[passage - 1].words
            first = len(words)
        if not first:
            return None
        begin = words.sentences[first - 1]
        found = [at for at in range(begin, first) if words.deps[at] in _SUBJECTS and words.tags[at] not in _POINTERS]
        found = [at for at in found if not self._is_speaker(passage, at)] or found
        main = [at for at in found if words.heads[words.heads[at]] == words.heads[at]]
        return (passage, (main or found)[0]) if found else None

    def _is_speaker(self, passage: int, at: int) -> bool:
        target = self.subjects.get((passage, at))
        return target is not None and target.kind in ("person", "office", "officials")


def _is_of_state(target: Draft) -> bool:
    """Return whether a force is somebody's army, no brigade of a band that goes by its own name."""
    return target.affiliation is not None or target.organ is not None or bool(target.owners) or bool(target.ids)


def _inside(inner: Draft, outer: Draft) -> bool:
    return inner.passage == outer.passage and outer.first <= inner.head < outer.last


def _acts(words: Words, at: int) -> bool:
    """Whether "it" is the subject of a verb that actors do."""
    if words.deps[at] not in _SUBJECTS:
        return False
    verb = words.heads[at]
    return words.tags[verb].startswith("VB") and words.lowers[verb] not in actor_words("impersonal")


def _clause_mates(target: Draft, draft: Draft, words: Words) -> bool:
    """Whether both hang on one verb, or on verbs joined by "and" with one subject: then they are two actors."""
    if target.passage != draft.passage or draft.verb is None or target.verb is None:
        return False
    verb = draft.verb
    if words.deps[draft.head] in _SUBJECTS:
        return verb == target.verb
    while True:
        if verb == target.verb:
            return target.subject or verb == draft.verb
        if words.deps[verb] not in ("conj", "xcomp", "ccomp", "advcl") or words.heads[verb] == verb:
            return False
        if any(words.heads[at] == verb and words.deps[at] in _SUBJECTS for at in range(words.sentences[verb], verb)):
            return False
        verb = words.heads[verb]
