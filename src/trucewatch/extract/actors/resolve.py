"""Resolve drafts one after another: to the casebook, to each other, or to an actor of this document alone."""

from __future__ import annotations

from trucewatch.casebook import Actor
from trucewatch.extract.actors.bare import BareOrgans, spoken_for
from trucewatch.extract.actors.belonging import COMMUNITY, LOCAL, Belonging
from trucewatch.extract.actors.coreference import History
from trucewatch.extract.actors.index import ActorIndex, Alias, fold
from trucewatch.extract.actors.lands import Lands
from trucewatch.extract.actors.lexicon import split_phrase
from trucewatch.extract.actors.model import Draft
from trucewatch.extract.model import Published
from trucewatch.extract.runs import name_words

_SCORES = {"name": 0.95, "metonym": 0.8, "demonym": 0.8, "office": 0.8, "description": 0.7, "pronoun": 0.5}
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "both", "'s"))
_GENERIC = frozenset(
    ("population", "protesters", "officials", "outlet", "organisation", "party", "separatists", "person", "armed-group")
)
_ORGANS = frozenset(("force", "ministry", "government", "body", "office", "peacekeepers", "court"))
_PERSONAL = frozenset(("office", "population", "party"))
"""Kinds that "his" and "her" own ("her office", "his supporters")."""
_VAGUE = frozenset(
    ("source", "sources", "members", "allies", "leaders", "powers", "groups", "companies", "parties", "agencies")
)
_INSTITUTIONS = frozenset(("army", "military", "police", "parliament", "government"))
_BANDS = frozenset(("armed-group", "organisation", "force", "party"))
_OWNABLE = frozenset(
    ("force", "peacekeepers", "government", "ministry", "separatists", "armed-group", "officials", "body")
)


class Resolver(Belonging):
    """Resolves the drafts of one document, in text order."""

    def __init__(
        self, known: ActorIndex, published: Published | None, history: History, lands: Lands, bare: BareOrgans
    ) -> None:
        super().__init__(known, published, history, lands)
        self.bare = bare
        self.persons: dict[str, Draft] = {}

    def settle(self, draft: Draft) -> None:
        """Resolve one draft, its owners first."""
        if draft.settled:
            return
        draft.settled = True
        for owner in draft.owners:
            if isinstance(owner, Draft):
                self.settle(owner)
        draft.score = _SCORES[draft.form]
        if draft.form == "pronoun":
            self.history.resolve_pronoun(draft)
        elif draft.kind == "person" and draft.form == "name":
            self._person(draft)
        elif draft.form == "demonym" and draft.kind == "population":
            self._people(draft)
        elif draft.antecedent is not None:
            self.settle(draft.antecedent)
            self.history.point(draft, draft.antecedent)
        elif draft.ids:
            self.take(draft, self.best(draft.ids))
        elif draft.form == "name":
            self._local_name(draft)
        else:
            self._description(draft)

    # persons

    def _person(self, draft: Draft) -> None:
        owner_id, _ = self.owner_of(draft)
        if draft.role == "deputy" and any(isinstance(item, Draft) and item.kind == "person" for item in draft.owners):
            draft.office = None  # someone's deputy, not a member of parliament
        stated = draft.office or (draft.core if draft.role in name_words("office") else None)
        precise = draft.office is not None or draft.titled
        known = self._known_person(draft, owner_id)
        earlier = self.persons.get(draft.name)
        draft.affiliation = None
        if known:
            draft.core = ""
            self.take(draft, known)
            draft.rules.append("actors.casebook")
        else:
            draft.actor_id = LOCAL + draft.name
            draft.rules.append("actors.local")
            draft.score -= 0.1
            precise = True
        if stated and (precise or draft.office is None):
            draft.office = f"former {stated}" if draft.past else stated
        closer = self.known.actor(draft.affiliation)  # the ministry, where the words say the state
        within = closer is not None and any(stay.of == owner_id for stay in closer.affiliations)
        stronger = precise and stated and owner_id and not owner_id.startswith(LOCAL) and not within
        if draft.affiliation is None or stronger:
            draft.affiliation = owner_id
        if earlier and not known:
            draft.office = draft.office or earlier.office
            draft.affiliation = draft.affiliation or earlier.affiliation
        if earlier and draft.female is None:
            draft.female = earlier.female
        self.take_side(draft)
        self.persons[draft.name] = draft
        draft.kind = "person"

    def _known_person(self, draft: Draft, owner_id: str | None) -> str | None:
        tokens = [fold(token) for token in split_phrase(draft.name)]
        found = self._persons_named(tokens, "name")
        if not found and len(tokens) > 2:
            found = self._persons_named([tokens[0], tokens[-1]], "name")
        if not found and len(tokens) == 1:
            found = self._persons_named(tokens, "family")
            found = [item for item in found if self._plausible(item, draft, owner_id)]
        if len(found) > 1:
            found = [item for item in found if item.id in self.history.seen] or [
                item for item in found if self.known.affiliation(item, self.published)
            ]
        return found[0].id if len(found) == 1 else None

    def _persons_named(self, tokens: list[str], form: str) -> list[Actor]:
        if tuple(tokens) not in self.known.aliases:
            return []
        match = self.known.aliases.find_at(tokens, 0)
        values: tuple[Alias, ...] = match.values if match else ()
        actors = (self.known.actor(alias.actor_id) for alias in values if alias.form in (form, "name"))
        return [actor for actor in actors if actor and actor.kind == "person"]

    def _plausible(self, actor: Actor, draft: Draft, owner_id: str | None) -> bool:
        """A family name alone is the casebook's person where office, state or a role on the day speaks for it."""
        if actor.id in self.history.seen:
            return True
        stays = actor.affiliations
        if draft.office:
            offices = {stay.office for stay in stays if owner_id in (None, stay.of)}
            return draft.office in offices
        if owner_id:
            return any(stay.of == owner_id for stay in stays)
        return self.known.affiliation(actor, self.published) is not None

    # the rest

    def _people(self, draft: Draft) -> None:
        owner_id, _ = self.owner_of(draft)
        known = None if draft.modified or draft.ethnic else self.known.organ_actors.get(("people", owner_id or ""))
        if known:
            self.take(draft, known)
        else:
            draft.actor_id = LOCAL + draft.name
            self.take_side(draft)

    def _local_name(self, draft: Draft) -> None:
        owner_id, _ = self.owner_of(draft)
        if known := self._known_name(draft.name):
            self.take(draft, known)
            return
        draft.affiliation = owner_id
        body = " " in draft.name or draft.name.isupper() or bool(draft.owners)  # "Velmari Oilprom" is no person
        draft.kind = draft.kind or self.lands.kind_of(draft.name) or ("organisation" if body else "person")
        draft.actor_id = LOCAL + draft.name
        draft.score -= 0.1
        self.take_side(draft)

    def _known_name(self, name: str) -> str | None:
        """Return the actor that the casebook knows by the long form of a name that was written short."""
        tokens = [fold(token) for token in split_phrase(name)]
        match = self.known.aliases.find_at(tokens, 0) if tuple(tokens) in self.known.aliases else None
        ids = tuple(alias.actor_id for alias in match.values if alias.form == "name") if match else ()
        return self.best(ids) if ids else None

    def _description(self, draft: Draft) -> None:
        lone = draft.role in _INSTITUTIONS and draft.determiner == "the" and not (draft.owners or draft.modified)
        if lone and self.history.resolve_only(draft):  # "the army" where the document knows of one
            draft.rules.append("actors.back-reference")
            return
        owner_id, label = self._owner_of_description(draft)
        asked = not (owner_id or label) and self.bare.asks(draft)
        if asked and self._is_of(draft, self.bare.by_carrier(draft)):
            return
        if draft.role in ("side", "sides", "parties") or "actors.pair" in draft.rules:
            self._side(draft, owner_id, label)
        elif draft.kind == "state":
            self._state(draft, owner_id, label)
        elif draft.kind == "person":
            self._role(draft, owner_id, label)
        elif owner_id and self._is_group(draft, owner_id):
            self._as_owner(draft, owner_id)
        elif owner_id or label:
            self._owned(draft, owner_id, label)
        elif self._points_back(draft):
            draft.rules.append("actors.back-reference")
        elif not (asked and self._is_of(draft, self.bare.by_document(draft))):
            self._unowned(draft)

    def _is_of(self, draft: Draft, state: str | None) -> bool:
        """Make an organ that stands without its state that of one, if there is one; tell whether there is."""
        if state is None:
            return False
        draft.inside = False
        self._owned(draft, state, self.adjective(state))
        draft.rules.append("actors.bare-organ")
        draft.score = 0.65
        return True

    def _is_group(self, draft: Draft, owner_id: str) -> bool:
        """Whether fighters or troops are those of an armed group, which is nothing but them."""
        owner = self.known.actor(owner_id)
        ours = draft.kind in ("armed-group", "force") or draft.role in ("group", "movement", "militia", "organisation")
        return owner is not None and owner.kind == "armed-group" and ours and not draft.extended

    def _points_back(self, draft: Draft) -> bool:
        if draft.modified:
            return False
        if draft.kind == "peacekeepers" and draft.determiner == "":
            return self.history.resolve_only(draft)
        return draft.determiner in _DEFINITE and self.history.resolve_description(draft)

    def _owner_of_description(self, draft: Draft) -> tuple[str | None, str]:
        """Return the owner by the words themselves, else by a possessive pronoun or by the noun it is joined to."""
        owner_id, label = self.owner_of(draft)
        ownable = draft.kind in _OWNABLE or (draft.kind in _PERSONAL and draft.determiner in ("his", "her"))
        if owner_id or label or not ownable or draft.role == "alliance":
            return owner_id, label
        possessor = self.history.possessor(draft) or self.history.joined(draft)
        if possessor is None and draft.determiner == "the" and draft.role in _INSTITUTIONS:
            state = self.history.institution_owner(draft)
            draft.inside = False
            return state, self.adjective(state) if state else ""
        if possessor is None:
            return None, ""
        draft.inside, draft.rules = False, [*draft.rules, "actors.back-reference"]
        if possessor.kind in COMMUNITY or possessor.kind == "person":
            return self.read_owner(possessor)
        found = self.owner_of(possessor)
        if found[0] is None and possessor.kind in _BANDS and possessor.named:
            return possessor.actor_id, possessor.name  # "the League … its fighters"
        return found

    def _side(self, draft: Draft, owner_id: str | None, label: str) -> None:
        if owner_id and draft.role == "side" and not draft.modified:
            self._as_owner(draft, owner_id)
        elif owner_id or label:
            self._owned(draft, owner_id, label)
        elif self.history.resolve_pair(draft):
            draft.rules.append("actors.back-reference")
        else:
            draft.score = 0.2

    def _state(self, draft: Draft, owner_id: str | None, label: str) -> None:
        """ "The country" and "the two countries" point back; other countries are a group of their own at most."""
        if draft.plural and draft.counted in ("two", "both") and self.history.resolve_pair(draft):
            draft.rules.append("actors.back-reference")
        elif owner_id or label or (draft.plural and draft.modified):
            draft.affiliation, draft.actor_id, draft.score = None, LOCAL + draft.name, 0.5
        elif not draft.plural and draft.determiner in (*_DEFINITE, "its", "his", "her", "their"):
            target = self.history.country_before(draft)
            if target and (known := self.known.actor(target)):
                self.take(draft, known.id)
            elif target:
                draft.actor_id, draft.name = target, target.removeprefix(LOCAL)
            draft.rules.append("actors.back-reference")
            draft.score = 0.55 if target else 0.2
        else:
            draft.score = 0.2

    def _as_owner(self, draft: Draft, owner_id: str) -> None:
        if owner_id.startswith(LOCAL):
            draft.actor_id, draft.name, draft.kind = owner_id, owner_id.removeprefix(LOCAL), "state"
        else:
            self.take(draft, owner_id)

    def _role(self, draft: Draft, owner_id: str | None, label: str) -> None:
        """A person by office or role alone: its holder on the day, one the document named, or nobody by name."""
        draft.affiliation = owner_id
        office = draft.office
        if office and not draft.past and (holder := self._holder(office, owner_id)):
            draft.rules.append("actors.office")
            draft.form = "office"
            self.take(draft, holder)
            draft.office, draft.kind = office, "person"
            return
        if draft.determiner in _DEFINITE and self.history.resolve_role(draft):
            draft.rules.append("actors.back-reference")
            return
        draft.weak = draft.role in _VAGUE
        draft.form = "office" if office else "description"
        draft.office = office or (draft.role if draft.role in name_words("office") else None)
        draft.score = 0.6
        if owner_id or label:
            draft.name = self._composed(draft, label)
            draft.actor_id = spoken_for(draft) or LOCAL + draft.name
            if office and not self.known.casebook.offices[office].many:
                draft.kind = "office"
        elif draft.determiner in _DEFINITE and not draft.extended and not draft.modified:
            draft.score, draft.weak = 0.2, True
        else:
            draft.actor_id, draft.weak = LOCAL + draft.name, True
        self.take_side(draft)

    def _holder(self, office: str, owner_id: str | None) -> str | None:
        """Return the holder by the casebook on the day, or None; an office that many hold has none."""
        entry = self.known.casebook.offices.get(office)
        if owner_id is None or entry is None or entry.many:
            return None
        return self.known.holder(office, owner_id, self.published)

    def _owned(self, draft: Draft, owner_id: str | None, label: str) -> None:
        draft.affiliation = None if draft.ethnic else owner_id
        organ = None if draft.modified or draft.ethnic else draft.organ
        known = self.known.organ_actors.get((organ, owner_id)) if organ and owner_id else None
        draft.rules.append("actors.composed")
        if known:
            self.take(draft, known)
            return
        draft.name = self._composed(draft, label)
        draft.actor_id = LOCAL + draft.name
        if organ and owner_id and label and draft.kind in _ORGANS:
            draft.actor_id = f"{LOCAL}{label} {self.known.casebook.organs[organ].names[0]}"
        draft.score = 0.85
        self.take_side(draft)

    def _composed(self, draft: Draft, label: str) -> str:
        """Return the name of a description: its own words, an owner outside them put before as an adjective."""
        if draft.inside or not label or (draft.extended and not self._plain_owner(draft)):
            return draft.name
        return f"{label} {draft.core}"

    def _plain_owner(self, draft: Draft) -> bool:
        """Whether the first owner is a state with an adjective, so that it can stand before the noun."""
        owner = draft.owners[0]
        if isinstance(owner, Draft):
            return bool(owner.actor_id and self.adjective(owner.actor_id))
        return isinstance(owner, tuple) and bool(self.adjective(self.best(owner)))

    def _unowned(self, draft: Draft) -> None:
        draft.score = 0.5
        draft.weak = draft.role in _VAGUE or not (draft.plural or draft.kind == "population")
        if draft.kind in _GENERIC or draft.modified or draft.ethnic:
            draft.actor_id = LOCAL + draft.name
        else:
            draft.score = 0.3
