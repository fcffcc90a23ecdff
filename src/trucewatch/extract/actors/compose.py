"""Read noun phrases as actors: who is named, of which kind, and to whom it belongs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trucewatch.extract.actors.agents import is_agent, root_of
from trucewatch.extract.actors.index import ActorIndex, Alias
from trucewatch.extract.actors.lexicon import actor_words
from trucewatch.extract.actors.model import Draft, Owner
from trucewatch.extract.actors.scan import Phrase, Scan
from trucewatch.extract.names import Name
from trucewatch.extract.runs import name_words

_DEMONYM = re.compile(r"[A-Z].{2,}(?:an|ean|i|ese|ish|ite|ic|ch|ek|er|ard)")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_PLACE_KINDS = frozenset(("state", "separatists", "government"))
_NEUTRAL = frozenset(
    ("military", "regular", "own", "national", "armed", "federal", "remaining", "advancing", "the", "de", "facto")
)
_QUANTIFIERS = frozenset(
    ("several", "many", "some", "few", "more", "most", "other", "such", "certain", "numerous", "various", "both", "all",
     "dozens", "hundreds", "thousands", "fewer", "additional", "another", "least")
)  # fmt: skip
_INDEFINITE = frozenset(("", "a", "an", "no", "any", "each", "every", "another", "some", "what", "which"))
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "both"))
_OWNING = frozenset(
    (
        "ministry",
        "body",
        "court",
        "government",
        "organisation",
        "party",
        "outlet",
        "force",
        "peacekeepers",
        "armed-group",
    )
)


@dataclass(frozen=True, slots=True)
class Core:
    """The part of a noun phrase that tells what it is: tokens ``[first, last)`` and what is known of them."""

    first: int
    last: int
    name: Name | None = None
    aliases: tuple[Alias, ...] = ()
    phrase: Phrase | None = None


class Reader:
    """Reads the chunks of one passage into drafts."""

    def __init__(self, scan: Scan, known: ActorIndex) -> None:
        self.scan = scan
        self.words = scan.words
        self.known = known
        self.drafts: list[Draft] = []

    def read_part(self, first: int, last: int, determiner: str, owner: Draft | None = None) -> Draft | None:
        """Return the draft of a noun phrase without ``'s``, None where it names no actor; keep what is in it."""
        lowers = self.words.lowers
        while first < last - 1 and (self.scan.classes[first] in "CQ" or lowers[first] in _QUANTIFIERS):
            first += 1
        core = self._core(first, last)
        if core is None:
            self._read_loose(first, last)
            return None
        if (core.name and core.name.kind == "person") or self._kinds(core) == {"person"}:
            return self._person(core, first, determiner, owner)
        if core.phrase:
            return self._described(core, first, determiner, owner)
        return self._named(core, first, determiner, owner)

    def keep(self, draft: Draft) -> Draft:
        """Keep a draft for the record, with its place in the sentence."""
        words = self.words
        at = root_of(words, draft.first, draft.last)
        draft.head = at
        top = at
        while words.deps[top] == "conj" and words.heads[top] != top:
            top = words.heads[top]
        draft.subject = words.deps[top] in _SUBJECTS
        draft.verb = words.heads[top] if words.heads[top] != top else None
        self.drafts.append(draft)
        return draft

    def text(self, first: int, last: int) -> str:
        """Return the words of a token span, evened."""
        words = self.words
        doc = words.passage.doc.text
        return " ".join(
            doc[words.starts[first] - words.passage.start : words.ends[last - 1] - words.passage.start].split()
        )

    # what a phrase is

    def _core(self, first: int, last: int) -> Core | None:
        name = self.scan.names.get(last)
        name = name if name and name.first >= first else None
        match = self.scan.aliases.get(last)
        match = match if match and match.start >= first else None
        phrase = self.scan.phrases.get(last)
        phrase = phrase if phrase and phrase.first >= first else None
        if name and name.kind == "person":
            return Core(
                name.first, last, name=name, aliases=match.values if match and match.start <= name.first else ()
            )
        if match and (not name or match.start <= name.first):
            values = self._noun_aliases(match.start, last, match.values)
            return Core(match.start, last, name=name, aliases=values) if values else None
        if phrase and (not name or self._leads_to(name, phrase, first)):
            return Core(phrase.first, last, phrase=phrase)
        if name and (name.kind != "unknown" or self._speaks(name)):
            return Core(name.first, last, name=name)
        return None

    def _noun_aliases(self, first: int, last: int, values: tuple[Alias, ...]) -> tuple[Alias, ...]:
        """Leave out what is only an adjective here: a demonym must be a noun to name people."""
        adjective = self.words.tags[last - 1] in ("JJ", "CD") and last - first == 1
        before = self.words.lowers[first - 1] if first else ""
        text = self.words.texts[last - 1]
        people = text.endswith(("s", "men")) or before in ("the", "many", "some", "most")
        return tuple(
            alias for alias in values if alias.form != "demonym" or (people and not (adjective and before != "the"))
        )

    def _leads_to(self, name: Name, phrase: Phrase, first: int) -> bool:
        """Whether a name ends in an organ of the state before it: ``Velmari Defence Ministry``."""
        if phrase.first < name.first:
            return True
        if phrase.first == name.first:
            return bool(phrase.organs or phrase.noun)
        owned = self.scan.aliases.get(phrase.first)
        return bool(owned and owned.start <= max(name.first, first) and phrase.organs)

    def _speaks(self, name: Name) -> bool:
        """Whether a name of unknown kind is the subject of a verb of saying or deciding."""
        if "names.thing" in name.rules or ("names.geographic" in name.rules and "names.polity" not in name.rules):
            return False
        at = root_of(self.words, name.first, name.last)
        while self.words.deps[at] == "conj" and self.words.heads[at] < at:
            at = self.words.heads[at]
        dep, governor = self.words.deps[at], self.words.lowers[self.words.heads[at]]
        if dep in ("nsubj", "nsubjpass"):
            return governor in name_words("human-verb")
        return dep == "dobj" and governor in actor_words("human-object")

    def _kinds(self, core: Core) -> set[str]:
        found = (self.known.entry(alias.actor_id) for alias in core.aliases)
        return {getattr(entry, "kind", "outlet") for entry in found if entry}

    # persons

    def _person(self, core: Core, first: int, determiner: str, owner: Draft | None) -> Draft:
        """A person's name with the office, role or form of address straight before it."""
        name = core.name.full if core.name else self.text(core.first, core.last)
        draft = self._new("person", "name", core, name)
        draft.ids = tuple(alias.actor_id for alias in core.aliases)
        draft.rules += core.name.rules if core.name else ()
        honorific = core.first
        while honorific > first and self.words.lowers[honorific - 1] in name_words("honorific"):
            honorific -= 1
        draft.first = honorific
        draft.female = self._sex(honorific, core.first)
        title = self.scan.phrases.get(honorific)
        if title and title.first >= first and (title.offices or (title.noun and title.noun.rule == "actors.role")):
            self._read_title(draft, title, first, owner)
        elif core.name and core.name.office and core.name.office[0] >= first and core.name.office[1] == honorific:
            start = core.name.office[0]
            draft.first, draft.core = first, self.text(start, honorific).lower()
            draft.role, draft.owners = self.words.lowers[start], self._owners(first, start, draft)
            if owner:
                draft.owners.append(owner)
                draft.first = min(draft.first, owner.first)
        elif honorific > first:
            self._read_loose(first, honorific, whole=True)
        return self.keep(draft)

    def _read_title(self, draft: Draft, title: Phrase, first: int, owner: Draft | None) -> None:
        draft.first = first
        draft.core = self.text(title.first, title.last).lower()
        draft.role = self.words.lowers[title.last - 1]
        draft.office = title.offices[0] if title.offices else None
        draft.owners = self._owners(first, title.first, draft)
        if owner:
            draft.owners.append(owner)
            draft.first = min(draft.first, owner.first)
        sex = self._sex(title.first, title.last)
        draft.female = sex if sex is not None else draft.female

    def _sex(self, first: int, last: int) -> bool | None:
        for at in range(first, last):
            if self.words.lowers[at] in actor_words("female"):
                return True
            if self.words.lowers[at] in actor_words("male"):
                return False
        return None

    # names of other actors

    def _named(self, core: Core, first: int, determiner: str, owner: Draft | None) -> Draft | None:
        kinds = self._kinds(core)
        if core.aliases:
            draft = self._of_aliases(core, kinds, first)
        else:
            assert core.name is not None
            kind = {"organisation": "organisation", "outlet": "outlet"}.get(core.name.kind, "")
            draft = self._new(kind, "name", core, core.name.full)
            draft.rules += [*core.name.rules, "actors.local"]
        draft.determiner = determiner
        before: list[Owner] = self._owners(first, core.first, draft)
        if not draft.ids:
            draft.owners = before + ([owner] if owner else [])
        if draft.placelike:
            strict = draft.form == "metonym"
            if not is_agent(self.words, draft.first, draft.last, strict):
                return draft
            draft.rules.append("actors.metonym" if strict else "actors.agent")
        return self.keep(draft)

    def _of_aliases(self, core: Core, kinds: set[str], first: int) -> Draft:
        forms = {alias.form for alias in core.aliases}
        form = next(form for form in ("name", "metonym", "demonym", "family") if form in forms)
        ids = tuple(alias.actor_id for alias in core.aliases if alias.form == form)
        if form == "demonym":
            draft = self._new("population", "demonym", core, self.text(core.first, core.last))
            draft.plural, draft.owners = True, [ids]
            draft.core = draft.name
            draft.rules.append("actors.demonym")
            self._take_ethnic(draft, first)
            return draft
        kind = min(kinds) if len(kinds) == 1 else ("state" if "state" in kinds else min(kinds))
        draft = self._new(kind, "metonym" if form == "metonym" else "name", core, self.text(core.first, core.last))
        draft.ids = ids
        draft.placelike = form == "metonym" or kind in _PLACE_KINDS
        draft.rules.append("actors.casebook")
        return draft

    def _take_ethnic(self, draft: Draft, first: int) -> None:
        """``ethnic Velmaris``, ``Tirvan Velmaris``, ``diaspora Velmaris`` are people of their own kind."""
        at = draft.first
        if at > first and self.scan.classes[at - 1] in "JNP":
            draft.first = first
            draft.name = draft.core = self.text(first, draft.last)
            draft.ethnic = True

    # descriptions

    def _described(self, core: Core, first: int, determiner: str, owner: Draft | None) -> Draft | None:
        phrase = core.phrase
        assert phrase is not None
        noun = phrase.noun
        kind = noun.kind if noun else self._kind_of_phrase(phrase)
        draft = self._new(kind, "description", core, self.text(first, core.last))
        draft.first, draft.determiner = first, determiner
        draft.role = self.words.lowers[core.last - 1]
        draft.plural = noun.plural if noun else self.words.tags[core.last - 1] in ("NNS", "NNPS")
        draft.organ = phrase.organs[0] if phrase.organs else None
        draft.office = phrase.offices[0] if phrase.offices else None
        draft.female = self._sex(core.first, core.last)
        draft.rules.append(noun.rule if noun else "actors.composed")
        draft.owners = self._owners(first, core.first, draft)
        if owner:
            draft.owners.append(owner)
            draft.first = min(draft.first, owner.first)
        if noun is None and not phrase.offices and not draft.owners:
            return None
        self._take_shared(draft, first - (1 if determiner else 0))
        return self.keep(draft)

    def _kind_of_phrase(self, phrase: Phrase) -> str:
        if phrase.organs:
            return self.known.casebook.organs[phrase.organs[0]].kind
        return "person"

    def _owners(self, first: int, last: int, draft: Draft) -> list[Owner]:
        """Read the words before a core, right to left: whose it is, and what is said of it besides."""
        owners: list[Owner] = []
        kept: list[str] = []
        at = last
        while at > first:
            start = self._owner_before(first, at, owners)
            if start < at:
                at = start
                continue
            at -= 1
            lower = self.words.lowers[at]
            if lower in ("ethnic", "ethnically"):
                draft.ethnic = True
            if lower in actor_words("then"):
                draft.past = True
            if lower not in _NEUTRAL and self.scan.classes[at] in "JNPCB":
                draft.modified = True
            kept.insert(0, self.words.texts[at])
        if draft.form == "description":
            draft.core = " ".join([*kept, self.text(last, draft.last)]).replace(" - ", "-")
        return owners

    def _owner_before(self, first: int, at: int, owners: list[Owner]) -> int:
        """Add the owner that ends at a token and return where it begins; the token itself where there is none."""
        match, name, phrase = self.scan.aliases.get(at), self.scan.names.get(at), self.scan.phrases.get(at)
        if name and name.first >= first and name.kind == "person":
            return at
        if match and match.start >= first and (not name or name.kind == "unknown" or match.start <= name.first):
            owners.append(tuple(dict.fromkeys(alias.actor_id for alias in match.values)))
            return match.start
        if phrase and phrase.first >= first and (phrase.organs or (phrase.noun and phrase.noun.kind in _OWNING)):
            nested = Reader(self.scan, self.known).read_part(first, at, "the")
            if nested:
                owners.append(nested)
                return first
        if name and name.first >= first and name.kind in ("organisation", "outlet"):
            nested = self.read_part(name.first, at, "")
            owners.append(nested or name.full)
            return name.first
        if name and name.first >= first:
            owners.append(name.full)
            return name.first
        if self.scan.classes[at - 1] in "JP" and _DEMONYM.fullmatch(self.words.texts[at - 1]):
            owners.append(self.words.texts[at - 1])
            return at - 1
        return at

    def _take_shared(self, draft: Draft, begin: int) -> None:
        """``Velmari and Ardovian forces``: the first adjective shares the noun of the second."""
        if begin < 2 or self.words.lowers[begin - 1] not in ("and", "or", ","):
            return
        match = self.scan.aliases.get(begin - 1)
        if not match or self.words.tags[match.start] not in ("JJ", "NNP") or not draft.owners:
            return
        if not any(alias.form == "demonym" for alias in match.values) or not isinstance(draft.owners[-1], tuple):
            return
        core = Core(match.start, match.end)
        shared = self._new(draft.kind, "demonym", core, draft.core)
        shared.core, shared.organ, shared.office, shared.role = draft.core, draft.organ, draft.office, draft.role
        shared.plural, shared.modified = draft.plural, draft.modified
        shared.owners = [tuple(dict.fromkeys(alias.actor_id for alias in match.values))]
        shared.rules = [*draft.rules, "actors.adjective"]
        self.keep(shared)

    # phrases that are no actors

    def _read_loose(self, first: int, last: int, whole: bool = False) -> None:
        """Keep the actors inside a phrase whose noun is none: ``Velmar House estimates``, ``Velmari shelling``."""
        if whole:
            self.read_part(first, last, "")
            return
        act = self.words.lowers[last - 1] in actor_words("act-noun")
        at = first
        while at < last:
            match, name = self.scan.aliases_from.get(at), self.scan.names_from.get(at)
            end = at + 1
            if name and name.last < last and name.kind in ("person", "organisation", "outlet"):
                self.read_part(at, name.last, "")
                end = name.last
            elif match and match.end < last:
                self._loose_alias(match.start, match.end, match.values, act)
                end = match.end
            at = end

    def _loose_alias(self, first: int, last: int, values: tuple[Alias, ...], act: bool) -> None:
        kinds = self._kinds(Core(first, last, aliases=values))
        if kinds & _PLACE_KINDS or any(alias.form in ("demonym", "metonym") for alias in values):
            joined = is_agent(self.words, first, last, True) and self.scan.classes[last : last + 1] == "H"
            if not (joined or (act and self.scan.classes[last : last + 1] not in ("H", "S"))):
                return
            draft = self._new(
                "state" if "state" in kinds else min(kinds), "demonym", Core(first, last), self.text(first, last)
            )
            draft.ids = tuple(dict.fromkeys(alias.actor_id for alias in values))
            draft.rules.append("actors.agent" if joined else "actors.adjective")
            self.keep(draft)
        elif kinds:
            self.read_part(first, last, "")

    def _new(self, kind: str, form: str, core: Core, name: str) -> Draft:
        return Draft(
            passage=self.scan.index, first=core.first, last=core.last, head=core.last - 1, kind=kind, form=form, name=name,
            core=name,
        )  # fmt: skip
