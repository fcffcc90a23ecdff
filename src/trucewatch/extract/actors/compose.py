"""Read noun phrases as actors: who is named, of which kind, and to whom it belongs."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.extract.actors.cores import QUANTIFIERS, Core, find_core, is_people, is_unknown_demonym
from trucewatch.extract.actors.index import fold
from trucewatch.extract.actors.lexicon import actor_words, kind_of_head
from trucewatch.extract.actors.loose import DraftKeeper
from trucewatch.extract.actors.model import Draft, Owner
from trucewatch.extract.actors.scan import Phrase
from trucewatch.extract.runs import name_words

_BARE = "bare"
"""Stands for the determiner of a noun read without what is before it."""
_OWNING_WORDS = frozenset((_BARE, "its", "their", "his", "her", "whose"))
_NEUTRAL = frozenset(
    (
        "central",
        "interim",
        "transitional",
        "military",
        "regular",
        "own",
        "national",
        "armed",
        "federal",
        "remaining",
        "advancing",
        "de",
        "facto",
    )
)
_OWNING = frozenset(
    ("ministry", "body", "court", "government", "organisation", "party", "outlet", "force", "peacekeepers",
     "armed-group", "separatists", "office")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Owned:
    """The owner before ``'s``, and the token at which it begins."""

    owner: Owner
    first: int


class Reader(DraftKeeper):
    """Reads noun phrases of one passage into drafts, and keeps them."""

    def read_part(self, first: int, last: int, determiner: str, owned: Owned | None = None) -> Draft | None:
        """Return the draft of a noun phrase without ``'s``, None where it names no actor; keep what is in it.

        Args:
            first: First token, determiner left out.
            last: End of the tokens.
            determiner: The article or pronoun before it, or ``'s``.
            owned: Whoever stands before the ``'s``.
        """
        lowers, counted = self.words.lowers, ""
        while first < last - 1 and (self.scan.classes[first] in "CQH" or lowers[first] in QUANTIFIERS):
            counted, first = lowers[first], first + 1
        core = find_core(self.scan, self.lands, first, last)
        if core is None:
            self.read_loose(first, last)
            return None
        if (core.name and core.name.kind == "person") or self.known.kinds(core.aliases) == {"person"}:
            return self._person(core, first, owned)
        if core.phrase:
            return self._described(core, first, (determiner, counted), owned)
        return self._named(core, first, determiner, owned)

    # persons

    def _person(self, core: Core, first: int, owned: Owned | None) -> Draft:
        """A person's name with the office, role or form of address straight before it."""
        draft = self.new_draft(
            "person", "name", core, core.name.full if core.name else self.words.text(core.first, core.last)
        )
        draft.core = ""
        draft.rules += core.name.rules if core.name else ()
        at = core.first
        while at > first and self.words.lowers[at - 1] in name_words("honorific"):
            at -= 1
        draft.first, draft.female = at, self.sex_of(at, core.first)
        title = self.scan.phrases.get(at)
        office = core.name.office if core.name else None
        if title and title.first >= first and (title.offices or (title.noun and title.noun.rule == "actors.role")):
            draft.office = title.offices[0] if title.offices else None
            self._take_title(draft, first, (title.first, title.last), owned)
        elif office and office[0] >= first and office[0] < at:
            self._take_title(draft, first, (office[0], at), owned)
        elif at > first:
            self.read_part(first, at, "")
        return self.keep(draft)

    def _take_title(self, draft: Draft, first: int, title: tuple[int, int], owned: Owned | None) -> None:
        begin, end = title
        draft.first, draft.titled = first, True
        lowers = self.words.lowers[begin:end]
        draft.core = self.words.text(begin, end).lower()
        draft.role = next((lower for lower in lowers if lower in name_words("office")), lowers[-1])
        draft.owners = self._owners(first, begin, draft)
        if owned:
            draft.owners.append(owned.owner)
            draft.first = owned.first
        sex = self.sex_of(begin, end)
        draft.female = sex if sex is not None else draft.female

    # names of other actors

    def _named(self, core: Core, first: int, determiner: str, owned: Owned | None) -> Draft | None:
        if core.aliases:
            draft = self.of_aliases(core, first)
        else:
            assert core.name is not None
            kind = kind_of_head(core.name.full) if core.name.kind == "organisation" else core.name.kind
            kind = "population" if kind == "unknown" and is_people(self.scan, self.lands, core.name) else kind
            draft = self.new_draft("" if kind == "unknown" else kind, "name", core, core.name.full)
            draft.plural = kind == "population"
            draft.placelike = not draft.plural and not kind.replace("unknown", "") and self.is_land(core.name)
            if draft.placelike:
                draft.kind = self.lands.kind_of(core.name.full) or ""
            elif draft.plural:
                draft.form = "demonym"
                draft.first, draft.name = first, self.words.text(first, core.last)
            draft.rules += [*core.name.rules, "actors.local"]
        draft.determiner = determiner
        if draft.placelike:
            if draft.first > first:
                self.read_loose(first, draft.first, ending=True)
            return self.keep_agent(draft)
        owners = self._owners(first, core.first, draft)
        if not draft.ids:
            draft.owners += owners + ([owned.owner] if owned else [])
        self._take_shared(draft, core.first)
        return self.keep(draft)

    # descriptions

    def _described(self, core: Core, first: int, before: tuple[str, str], owned: Owned | None) -> Draft | None:
        determiner, counted = before
        phrase = core.phrase
        assert phrase is not None
        noun = phrase.noun
        kind = noun.kind if noun else self._kind_of_phrase(phrase)
        draft = self.new_draft(kind, "description", core, self.words.text(first, core.last))
        draft.first, draft.determiner, draft.counted = first, determiner, counted
        draft.role = self.words.lowers[core.last - 1]
        draft.plural = noun.plural if noun else self.words.tags[core.last - 1] in ("NNS", "NNPS")
        draft.organ = phrase.organs[0] if phrase.organs else None
        draft.office = phrase.offices[0] if phrase.offices else None
        draft.female = self.sex_of(core.first, core.last)
        draft.rules.append(noun.rule if noun else "actors.composed")
        draft.owners = self._owners(first, core.first, draft)
        draft.inside = bool(draft.owners)
        if owned:
            draft.owners.append(owned.owner)
            draft.first = owned.first
        if not draft.owners and determiner not in _OWNING_WORDS and self._needs_owner(phrase, kind):
            return None
        self._take_shared(draft, first - (1 if determiner and determiner != "'s" else 0))
        return self.keep(draft)

    def _needs_owner(self, phrase: Phrase, kind: str) -> bool:
        """Whether a noun is an actor only of whoever owns it ("Velmari jets", "Mr. Tarn's office")."""
        if phrase.noun is None:
            return not phrase.offices and kind not in ("ministry", "court")
        return phrase.noun.rule in ("actors.owned", "actors.weapons")

    def _kind_of_phrase(self, phrase: Phrase) -> str:
        return self.known.casebook.organs[phrase.organs[0]].kind if phrase.organs else "person"

    def _owners(self, first: int, last: int, draft: Draft) -> list[Owner]:
        """Read the words before a core, right to left: whose it is, and what is said of it besides."""
        owners: list[Owner] = []
        at = last
        while at > first:
            start = self._owner_before(first, at, owners)
            if start < at:
                at = start
                continue
            at -= 1
            lower = self.words.lowers[at]
            draft.ethnic = draft.ethnic or lower in ("ethnic", "ethnically")
            draft.past = draft.past or lower in actor_words("then")
            draft.modified = draft.modified or (lower not in _NEUTRAL and self.scan.classes[at] in "JNPCB")
        return owners

    def _owner_before(self, first: int, at: int, owners: list[Owner]) -> int:
        """Add the owner that ends at a token and return where it begins; the token itself where there is none."""
        match, name, phrase = self.scan.aliases.get(at), self.scan.names.get(at), self.scan.phrases.get(at)
        if match and match.start >= first:
            self.keep_joined(match.start, at, match.values)
        if (name and name.first >= first and name.kind == "person") or self._is_prefixed(at):
            return at
        if match and match.start >= first and (not name or name.kind == "unknown" or match.start <= name.first):
            if self.known.kinds(match.values) & {"state", "separatists"}:
                owners.append(tuple(dict.fromkeys(alias.actor_id for alias in match.values)))
            else:
                ids = tuple(dict.fromkeys(alias.actor_id for alias in match.values))
                owners.append(self.read_part(match.start, at, "") or ids)
            return match.start
        if phrase and phrase.first >= first and (phrase.organs or (phrase.noun and phrase.noun.kind in _OWNING)):
            nested = Reader(self.scan, self.known, self.lands).read_part(first, at, "the")
            if nested:
                owners.append(nested)
                return first
        if name and name.first >= first:
            begins = self.scan.aliases_from.get(name.first)
            nested = self.read_part(name.first, at, "") if name.kind in ("organisation", "outlet") else None
            ids = tuple(dict.fromkeys(alias.actor_id for alias in begins.values)) if begins else ()
            owners.append(nested or ids or name.full)
            return name.first
        if is_unknown_demonym(self.scan, at - 1):
            owners.append(self.words.texts[at - 1])
            return at - 1
        return at

    def _is_prefixed(self, at: int) -> bool:
        """``pro-Velmari``, ``anti-Velmari`` and ``Velmari-held`` tell no owner."""
        words = self.words
        start = self.scan.aliases[at].start if at in self.scan.aliases else at - 1
        before = start > 1 and words.texts[start - 1] == "-" and words.lowers[start - 2] not in ("then", "ex")
        return bool(before or (self.scan.classes[at : at + 1] == "H" and words.lowers[at + 1] not in ("language",)))

    def _take_shared(self, draft: Draft, begin: int) -> None:
        """``Velmari and Ardovian forces``: the first adjective shares the noun of the second."""
        if begin < 2 or self.words.lowers[begin - 1] not in ("and", "or", ","):
            return
        at = begin - 2
        owner, noun = self._adjective_at(at), self._shared_noun(draft)
        if owner is None or noun is None or self.words.tags[at] not in ("JJ", "NNP"):
            return
        name = f"{self.words.texts[at]} {noun.core}"
        shared = self.new_draft(noun.kind, "demonym", Core(at, at + 1), name)
        shared.organ, shared.office, shared.role = noun.organ, noun.office, noun.role
        shared.plural, shared.modified, shared.owners = noun.plural, noun.modified, [owner]
        shared.rules = [*noun.rules, "actors.adjective"]
        self.keep(shared)

    def _adjective_at(self, at: int) -> Owner | None:
        """Return whose people's adjective a single word is, None where it is none."""
        key = (fold(self.words.texts[at]),)
        match = self.known.aliases.find_at(key, 0) if key in self.known.aliases else None
        if match and any(alias.form == "demonym" for alias in match.values):
            return tuple(dict.fromkeys(alias.actor_id for alias in match.values))
        if match is None and is_unknown_demonym(self.scan, at):
            return self.words.texts[at]
        return None

    def _shared_noun(self, draft: Draft) -> Draft | None:
        """Return the noun of a draft without the people's adjective that begins it, None where none does."""
        if draft.last - draft.first < 2 or self._adjective_at(draft.first) is None:
            return None
        return Reader(self.scan, self.known, self.lands).read_bare(draft.first + 1, draft.last)

    def read_bare(self, first: int, last: int) -> Draft | None:
        """Return the draft of a description's noun alone, without looking left."""
        phrase = self.scan.phrases.get(last)
        if phrase is None or phrase.first < first:
            return None
        return self._described(Core(phrase.first, last, phrase=phrase), first, (_BARE, ""), None)
