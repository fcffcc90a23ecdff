"""Acts told in passing of another conflict: “the war in Velmar”, in a report on fighting elsewhere.

A report is at home where most of its deeds of force are set, and in the countries of the two that it is most about. An
act whose own words set it in another country keeps to what they say: it takes over nobody and no place of the story.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trucewatch.extract.acts.feud import Feud
from trucewatch.extract.acts.telling import Camps, Telling
from trucewatch.extract.acts.theatre import find_theatre
from trucewatch.records import PlaceMention


@dataclass(frozen=True, slots=True)
class Home:
    """The countries of a report's own conflict, none where they are not known; its two main camps."""

    countries: frozenset[str]
    camps: frozenset[str]
    places: Mapping[str, PlaceMention]
    sides: Camps

    def is_abroad(self, telling: Telling) -> bool:
        """Return whether an act's own places all lie in countries that the report's conflict is not about."""
        act = telling.act
        if act.event_type not in ("ASSAULT", "COERCE"):  # talks and accords may be held anywhere
            return False
        own = [self.places[mention_id].country for mention_id in act.place_mention_ids if mention_id in self.places]
        return bool(self.countries and own) and all(country and country not in self.countries for country in own)

    def holder_at(self, telling: Telling) -> str | None:
        """Return the camp that holds the country in which an act's own words set it, None where they name none."""
        own = [self.places[mention_id] for mention_id in telling.act.place_mention_ids if mention_id in self.places]
        return next(
            (holder for place in own if place.kind == "country" and (holder := self.sides.holder(place.name))), None
        )

    def is_of_others(self, telling: Telling) -> bool:
        """Return whether those named in an act of force are all of neither main camp."""
        act = telling.act
        named = [self.sides.of(who) for who in (*act.actors, *act.recipients) if self.sides.is_party(who)]
        return act.event_type == "ASSAULT" and bool(self.camps and named) and self.camps.isdisjoint(named)


def find_home(tellings: Sequence[Telling], places: Mapping[str, PlaceMention], camps: Camps) -> Home:
    """Return where a report is at home."""
    theatre = find_theatre(tellings, places)
    feud = Feud.of(tellings, camps, None, None)
    main = feud.main or ()
    drawn_in = [camp for camp, opponent in feud.opponents.items() if opponent in main]
    country_of = {actor.side or actor.id: actor.country for actor in camps.casebook.actors.values() if actor.country}
    own = {country_of.get(camp) for camp in (*main, *drawn_in)} | {places[mention_id].country for mention_id in theatre}
    return Home(frozenset(country for country in own if country), frozenset(main), places, camps)
