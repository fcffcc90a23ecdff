"""Keep drafts of actors, and those inside a phrase whose noun is no actor: “Velmari shelling”, “Velmar-backed”."""

from __future__ import annotations

from abc import ABC, abstractmethod

from trucewatch.extract.actors.agents import is_agent, root_of
from trucewatch.extract.actors.cores import SUBJECTS, Core
from trucewatch.extract.actors.index import ActorIndex, Alias, fold
from trucewatch.extract.actors.lands import Lands
from trucewatch.extract.actors.lexicon import actor_words
from trucewatch.extract.actors.model import Draft
from trucewatch.extract.actors.scan import Scan
from trucewatch.extract.names import Name
from trucewatch.extract.runs import name_words


class DraftKeeper(ABC):
    """Makes and keeps the drafts of one passage: of names, and of what only modifies another noun."""

    def __init__(self, scan: Scan, known: ActorIndex, lands: Lands) -> None:
        self.scan = scan
        self.lands = lands
        self.words = scan.words
        self.known = known
        self.drafts: list[Draft] = []
        self.spans: dict[tuple[int, int], Draft] = {}

    @abstractmethod
    def read_part(self, first: int, last: int, determiner: str) -> Draft | None:
        """Return the draft of a noun phrase, None where it names no actor."""

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

    def new_draft(self, kind: str, form: str, core: Core, name: str) -> Draft:
        """Return a draft of a core, not kept yet."""
        return Draft(self.scan.index, core.first, core.last, core.last - 1, kind, form, name, core=name)

    def sex_of(self, first: int, last: int) -> bool | None:
        """Return whether a word among some tokens makes a person a woman or a man, None where none does."""
        for at in range(first, last):
            if self.words.lowers[at] in actor_words("female"):
                return True
            if self.words.lowers[at] in actor_words("male"):
                return False
        return None

    def is_land(self, name: Name) -> bool:
        """Return whether the document uses an unknown name as that of a land."""
        return name.full in self.lands.states or (
            name.full in self.lands.actors and self.lands.kind_of(name.full) is not None
        )

    def of_aliases(self, core: Core, first: int) -> Draft:
        """Return the draft of a name that the casebook knows."""
        forms = {alias.form for alias in core.aliases}
        form = next(form for form in ("name", "metonym", "demonym", "family") if form in forms)
        aliases = tuple(alias for alias in core.aliases if alias.form == form)
        ids, text = tuple(alias.actor_id for alias in aliases), self.words.text(core.first, core.last)
        if form == "demonym":
            draft = self.new_draft("population", "demonym", core, text)
            draft.plural, draft.owners = True, [ids]
            draft.rules.append("actors.demonym")
            self._take_ethnic(draft, first)
            return draft
        kinds = self.known.kinds(aliases)
        kind = "state" if "state" in kinds else min(kinds)
        draft = self.new_draft(kind, "metonym" if form == "metonym" else "name", core, text)
        draft.ids = ids
        draft.plural = kind in ("population", "force", "peacekeepers", "officials", "protesters")
        draft.placelike = form == "metonym" or kind == "state" or fold(text) in self.known.place_names
        draft.rules.append("actors.casebook")
        return draft

    def keep_agent(self, draft: Draft) -> Draft:
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

    def read_loose(self, first: int, last: int, ending: bool = False) -> None:
        """Keep the actors inside a phrase whose noun is none: ``Velmar House estimates``, ``Velmari shelling``."""
        act = self.words.lowers[last - 1] in actor_words("act-noun")
        limit = last if ending else last - 1
        at = first
        while at < limit:
            match, name = self.scan.aliases_from.get(at), self.scan.names_from.get(at)
            if name and name.last <= limit and name.kind in ("person", "organisation", "outlet"):
                self.read_part(at, name.last, "")
                at = name.last
            elif name and name.last <= limit and name.kind == "unknown" and self.is_land(name):
                self._loose_land(name)
                at = name.last
            elif match and match.end <= limit:
                self._loose_alias(match.start, match.end, match.values, act)
                at = match.end
            else:
                at += 1

    def _loose_land(self, name: Name) -> None:
        draft = self.new_draft("state", "name", Core(name.first, name.last), name.full)
        draft.rules.append("actors.local")
        self.keep_agent(draft)

    def _loose_alias(self, first: int, last: int, values: tuple[Alias, ...], act: bool) -> None:
        """Keep an alias that only modifies: a body always, a state or its people's adjective where it acts."""
        core = Core(first, last, aliases=values)
        if self.keep_joined(first, last, values):
            return
        if any(alias.form == "demonym" for alias in values) and self._is_adjective(first, last):
            if act and self.scan.classes[last : last + 1] not in ("H", "S"):
                draft = self.new_draft("state", "demonym", core, self.words.text(first, last))
                draft.ids = tuple(dict.fromkeys(alias.actor_id for alias in values if alias.form == "demonym"))
                draft.rules.append("actors.adjective")
                self.keep(draft)
        else:
            self._loose_name(self.of_aliases(core, first), act)

    def keep_joined(self, first: int, last: int, values: tuple[Alias, ...]) -> bool:
        """Keep ``Velmar`` or ``Velmari`` of ``Velmar-backed`` as the one who acts; tell whether it is one."""
        if self.scan.classes[last : last + 1] != "H" or not is_agent(self.words, first, last, True):
            return False
        form = next((alias.form for alias in values if alias.form != "demonym"), "demonym")
        draft = self.new_draft("state", form, Core(first, last), self.words.text(first, last))
        draft.ids = tuple(dict.fromkeys(alias.actor_id for alias in values))
        draft.rules.append("actors.agent")
        self.keep(draft)
        return True

    def _loose_name(self, draft: Draft, act: bool) -> None:
        if draft.placelike:
            self.keep_agent(draft)
        elif draft.form != "demonym" and (act or self.words.tags[draft.last - 1] != "JJ"):
            self.keep(draft)

    def _is_adjective(self, first: int, last: int) -> bool:
        """An adjective of a people, or a state's short form used as one; a land's plain name tells where, not who."""
        text = self.words.texts[first]
        return last - first == 1 and (
            self.words.tags[first] == "JJ" or text.isupper() or fold(text) not in self.known.place_names
        )
