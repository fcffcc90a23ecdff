"""Read noun phrases as actors: who is named, of which kind, and to whom it belongs."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.extract.actors.agents import is_agent, root_of
from trucewatch.extract.actors.cores import QUANTIFIERS, SUBJECTS, Core, find_core, is_people, is_unknown_demonym
from trucewatch.extract.actors.index import ActorIndex, Alias, fold
from trucewatch.extract.actors.lands import Lands
from trucewatch.extract.actors.lexicon import actor_words, kind_of_head
from trucewatch.extract.actors.model import Draft, Owner
from trucewatch.extract.actors.scan import Phrase, Scan
from trucewatch.extract.names import Name
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


class Reader:
    """Reads noun phrases of one passage into drafts, and keeps them."""

    def __init__(self, scan: Scan, known: ActorIndex, lands: Lands) -> None:
        self.scan = scan
        self.lands = lands
        self.words = scan.words
        self.known = known
        self.drafts: list[Draft] = []
        self.spans: dict[tuple[int, int], Draft] = {}

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
            self._read_loose(first, last)
            return None
        if (core.name and core.name.kind == "person") or self.known.kinds(core.aliases) == {"person"}:
            return self._person(core, first, owned)
        if core.phrase:
            return self._described(core, first, (determiner, counted), owned)
        return self._named(core, first, determiner, owned)

    def keep(self, draft: Draft) -> Draft:
        """Keep a draft for the record, with its place in the sentence."""
        words = self.words
        draft.head = top = root_of(words, draft.first, draft.last)
        while words.deps[top] == "conj" and words.heads[top] != top:
            top = words.heads[top]
        draft.subject = words.deps[top] in SUBJECTS
        draft.verb = words.heads[top] if words.heads[top] != top else None
        if self.spans.setdefault((draft.first, draft.last), draft) is draft:
            self.drafts.append(draft)
        return draft

    def _new(self, kind: str, form: str, core: Core, name: str) -> Draft:
        return Draft(self.scan.index, core.first, core.last, core.last - 1, kind, form, name, core=name)

    # persons

    def _person(self, core: Core, first: int, owned: Owned | None) -> Draft:
        """A person's name with the office, role or form of address straight before it."""
        draft = self._new(
            "person", "name", core, core.name.full if core.name else self.words.text(core.first, core.last)
        )
        draft.core = ""
        draft.rules += core.name.rules if core.name else ()
        at = core.first
        while at > first and self.words.lowers[at - 1] in name_words("honorific"):
            at -= 1
        draft.first, draft.female = at, self._sex(at, core.first)
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
        sex = self._sex(begin, end)
        draft.female = sex if sex is not None else draft.female

    def _sex(self, first: int, last: int) -> bool | None:
        for at in range(first, last):
            if self.words.lowers[at] in actor_words("female"):
                return True
            if self.words.lowers[at] in actor_words("male"):
                return False
        return None

    # names of other actors

    def _named(self, core: Core, first: int, determiner: str, owned: Owned | None) -> Draft | None:
        if core.aliases:
            draft = self._of_aliases(core, first)
        else:
            assert core.name is not None
            kind = kind_of_head(core.name.full) if core.name.kind == "organisation" else core.name.kind
            kind = "population" if kind == "unknown" and is_people(self.scan, self.lands, core.name) else kind
            draft = self._new("" if kind == "unknown" else kind, "name", core, core.name.full)
            draft.plural = kind == "population"
            draft.placelike = not draft.plural and not kind.replace("unknown", "") and self._is_land(core.name)
            if draft.placelike:
                draft.kind = self.lands.kind_of(core.name.full) or ""
            elif draft.plural:
                draft.form = "demonym"
                draft.first, draft.name = first, self.words.text(first, core.last)
            draft.rules += [*core.name.rules, "actors.local"]
        draft.determiner = determiner
        if draft.placelike:
            if draft.first > first:
                self._read_loose(first, draft.first, ending=True)
            return self._agent(draft)
        owners = self._owners(first, core.first, draft)
        if not draft.ids:
            draft.owners += owners + ([owned.owner] if owned else [])
        self._take_shared(draft, core.first)
        return self.keep(draft)

    def _is_land(self, name: Name) -> bool:
        return name.full in self.lands.states or (
            name.full in self.lands.actors and self.lands.kind_of(name.full) is not None
        )

    def _of_aliases(self, core: Core, first: int) -> Draft:
        forms = {alias.form for alias in core.aliases}
        form = next(form for form in ("name", "metonym", "demonym", "family") if form in forms)
        aliases = tuple(alias for alias in core.aliases if alias.form == form)
        ids, text = tuple(alias.actor_id for alias in aliases), self.words.text(core.first, core.last)
        if form == "demonym":
            draft = self._new("population", "demonym", core, text)
            draft.plural, draft.owners = True, [ids]
            draft.rules.append("actors.demonym")
            self._take_ethnic(draft, first)
            return draft
        kinds = self.known.kinds(aliases)
        kind = "state" if "state" in kinds else min(kinds)
        draft = self._new(kind, "metonym" if form == "metonym" else "name", core, text)
        draft.ids = ids
        draft.plural = kind in ("population", "force", "peacekeepers", "officials", "protesters")
        draft.placelike = form == "metonym" or kind == "state" or fold(text) in self.known.place_names
        draft.rules.append("actors.casebook")
        return draft

    def _agent(self, draft: Draft) -> Draft:
        """Keep a place name where it stands for an actor; return it in any case, as an owner of what follows."""
        strict = draft.form == "metonym"
        if strict and self._is_dateline(draft):
            return draft
        before = self.words.lowers[draft.first - 1] if draft.first else ""
        if before not in name_words("place-cue") and is_agent(self.words, draft.first, draft.last, strict):
            draft.rules.append("actors.metonym" if strict else "actors.agent")
            self.keep(draft)
        return draft

    def _is_dateline(self, draft: Draft) -> bool:
        """``TARSK – Fighters …`` and ``TARSK (Strelitza) – …`` say where a report was written."""
        behind = self.words.texts[draft.last : draft.last + 1]
        capitals = self.words.text(draft.first, draft.last).isupper()
        return draft.first == 0 and (behind in (["–"], ["—"], ["--"], ["-"], ["("]) or (capitals and behind == [","]))

    def _take_ethnic(self, draft: Draft, first: int) -> None:
        """``ethnic Velmaris``, ``Tirvan Velmaris``, ``diaspora Velmaris`` are people of their own kind."""
        if draft.first > first and self.scan.classes[draft.first - 1] in "JNP":
            draft.first = first
            draft.name = draft.core = self.words.text(first, draft.last)
            draft.ethnic = True

    # descriptions

    def _described(self, core: Core, first: int, before: tuple[str, str], owned: Owned | None) -> Draft | None:
        determiner, counted = before
        phrase = core.phrase
        assert phrase is not None
        noun = phrase.noun
        kind = noun.kind if noun else self._kind_of_phrase(phrase)
        draft = self._new(kind, "description", core, self.words.text(first, core.last))
        draft.first, draft.determiner, draft.counted = first, determiner, counted
        draft.role = self.words.lowers[core.last - 1]
        draft.plural = noun.plural if noun else self.words.tags[core.last - 1] in ("NNS", "NNPS")
        draft.organ = phrase.organs[0] if phrase.organs else None
        draft.office = phrase.offices[0] if phrase.offices else None
        draft.female = self._sex(core.first, core.last)
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
            self._keep_joined(match.start, at, match.values)
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
        shared = self._new(noun.kind, "demonym", Core(at, at + 1), name)
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

    # phrases that are no actors

    def _read_loose(self, first: int, last: int, ending: bool = False) -> None:
        """Keep the actors inside a phrase whose noun is none: ``Velmar House estimates``, ``Velmari shelling``."""
        act = self.words.lowers[last - 1] in actor_words("act-noun")
        limit = last if ending else last - 1
        at = first
        while at < limit:
            match, name = self.scan.aliases_from.get(at), self.scan.names_from.get(at)
            if name and name.last <= limit and name.kind in ("person", "organisation", "outlet"):
                self.read_part(at, name.last, "")
                at = name.last
            elif name and name.last <= limit and name.kind == "unknown" and self._is_land(name):
                self._loose_land(name)
                at = name.last
            elif match and match.end <= limit:
                self._loose_alias(match.start, match.end, match.values, act)
                at = match.end
            else:
                at += 1

    def _loose_land(self, name: Name) -> None:
        draft = self._new("state", "name", Core(name.first, name.last), name.full)
        draft.rules.append("actors.local")
        self._agent(draft)

    def _loose_alias(self, first: int, last: int, values: tuple[Alias, ...], act: bool) -> None:
        """Keep an alias that only modifies: a body always, a state or its people's adjective where it acts."""
        core = Core(first, last, aliases=values)
        if self._keep_joined(first, last, values):
            return
        if any(alias.form == "demonym" for alias in values) and self._is_adjective(first, last):
            if act and self.scan.classes[last : last + 1] not in ("H", "S"):
                draft = self._new("state", "demonym", core, self.words.text(first, last))
                draft.ids = tuple(dict.fromkeys(alias.actor_id for alias in values if alias.form == "demonym"))
                draft.rules.append("actors.adjective")
                self.keep(draft)
        else:
            self._loose_name(self._of_aliases(core, first), act)

    def _keep_joined(self, first: int, last: int, values: tuple[Alias, ...]) -> bool:
        """Keep ``Velmar`` or ``Velmari`` of ``Velmar-backed`` as the one who acts; tell whether it is one."""
        if self.scan.classes[last : last + 1] != "H" or not is_agent(self.words, first, last, True):
            return False
        form = next((alias.form for alias in values if alias.form != "demonym"), "demonym")
        draft = self._new("state", form, Core(first, last), self.words.text(first, last))
        draft.ids = tuple(dict.fromkeys(alias.actor_id for alias in values))
        draft.rules.append("actors.agent")
        self.keep(draft)
        return True

    def _loose_name(self, draft: Draft, act: bool) -> None:
        if draft.placelike:
            self._agent(draft)
        elif draft.form != "demonym" and (act or self.words.tags[draft.last - 1] != "JJ"):
            self.keep(draft)

    def _is_adjective(self, first: int, last: int) -> bool:
        """An adjective of a people, or a state's short form used as one; a land's plain name tells where, not who."""
        text = self.words.texts[first]
        return last - first == 1 and (
            self.words.tags[first] == "JJ" or text.isupper() or fold(text) not in self.known.place_names
        )
