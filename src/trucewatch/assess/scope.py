"""What of the material a provision can be about: by numbers of the columns, for its actors, places and acts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from trucewatch.agreements.model import Agreement
from trucewatch.assess.belonging import Belonging
from trucewatch.assess.columns import Bools, Columns, Ints, as_table, read_columns
from trucewatch.assess.containment import Containment
from trucewatch.assess.days import LONG_AGO, NEVER, day_number
from trucewatch.assess.happenings import NOBODY
from trucewatch.assess.hours import Hours
from trucewatch.assess.voices import ACTOR
from trucewatch.casebook.model import Casebook
from trucewatch.records.link import Event, Origin

Row = Mapping[str, Any]
Tables = Mapping[str, pa.Table | Sequence[Row]]


@dataclass(frozen=True)
class Material:
    """What a case holds, as assessment reads it: claims as columns, figures, and where places lie."""

    columns: Columns
    figures: pa.Table
    places: tuple[Row, ...]
    hours: Hours

    @property
    def last_day(self) -> int:
        """The last day on which a report of known date was published; 1 where there is none."""
        published = self.columns.published[self.columns.published < NEVER]
        return int(published.max(initial=1))


def read_material(
    tables: Tables, events: Sequence[Event], origins: pa.Table | Sequence[Origin], casebook: Casebook
) -> Material:
    """Return the material of a case.

    Args:
        tables: ``claims``, ``documents``, ``actors``, ``places``, ``figures``, as Arrow or as rows; ``times`` and
            ``attributions`` for the hours of the day, without which none is known.
        events: What linking made of the claims.
        origins: Who first said each claim.
        casebook: The casebook of the case.
    """
    columns = read_columns(tables, events, origins, casebook)
    places = as_table(tables["places"], "places").select(["place_id", "lat", "lon", "radius_km"])
    known = places.filter(pc.is_valid(places["place_id"])).group_by("place_id", use_threads=False)
    merged = known.aggregate([("lat", "first"), ("lon", "first"), ("radius_km", "max")]).rename_columns(
        ["place_id", "lat", "lon", "radius_km"]
    )
    hours = Hours(columns, *(as_table(tables.get(name, ()), name) for name in ("times", "attributions")))
    return Material(columns, as_table(tables["figures"], "figures"), tuple(merged.to_pylist()), hours)


@dataclass(frozen=True)
class Scope:
    """The columns of a case as one agreement sees them: who belongs to whom while it lasts, and where things lie."""

    columns: Columns
    figures: pa.Table
    belonging: Belonging
    containment: Containment
    agreement: Agreement
    hours: Hours

    def actors_for(self, bearers: Sequence[str]) -> Bools:
        """Return by number of ``columns.actors.names`` whether the actor acts for one of ``bearers``."""
        return self._marks(self.columns.actors.names, lambda name: self.belonging.acts_for(name, bearers))

    def actors_standing_for(self, bearers: Sequence[str]) -> Bools:
        """Return by number whether the actor may stand for a contingent among ``bearers``."""
        return self._marks(self.columns.actors.names, lambda name: self.belonging.stands_for(name, bearers))

    def recipients_for(self, parties: Sequence[str]) -> Bools:
        """Return by number of ``columns.recipients.names`` whether the recipient belongs to one of ``parties``."""
        return self._marks(self.columns.recipients.names, lambda name: self.belonging.acts_for(name, parties))

    def places_in(self, targets: Sequence[str]) -> Bools:
        """Return by number of ``columns.places.names`` whether the place lies in one of ``targets``."""
        return self._marks(self.columns.places.names, lambda name: self.containment.within(name, targets))

    @cached_property
    def exists_from(self) -> Ints:
        """Return for each claim the day before which none of its actors was there."""
        days = [self.belonging.exists_from(name) for name in self.columns.actors.names]
        numbers = np.array([day_number(day) if day else LONG_AGO for day in days] or [LONG_AGO], dtype=np.int64)
        rows = np.arange(len(self.columns.act))
        return -self.columns.actors.most(-numbers, rows, -LONG_AGO)

    @cached_property
    def first(self) -> Ints:
        """Return for each row the first day: of what troops did, none before they were there."""
        columns = self.columns
        first = np.maximum(columns.first, self.exists_from[columns.claim])
        return np.where(first <= columns.last, first, columns.first)

    @cached_property
    def admits(self) -> Bools:
        """Return for each claim whether it is the word of the party that it says did it."""
        voices = self.columns.voices
        parties = {
            name: number for number, name in enumerate(sorted(map(self.belonging.party, self.columns.actors.names)))
        }
        doer = np.array([parties[self.belonging.party(name)] for name in self.columns.actors.names] or [0])
        speaker = [
            parties.get(self.belonging.party(key), -1) if kind == ACTOR else -1
            for key, kind in zip(voices.keys, voices.kind, strict=True)
        ]
        said = np.array(speaker or [-1], dtype=np.int64)[voices.origin] if len(voices.origin) else voices.origin
        found = np.zeros(len(said), dtype=np.bool_)
        for party in {number for number in speaker if number >= 0}:
            of_party = np.nonzero(said == party)[0]
            found[of_party] = self.columns.actors.any_of(doer == party, of_party)
        return found

    @cached_property
    def doers(self) -> Ints:
        """Return for each claim the number of the party that did it, `NOBODY` where it names none, or several.

        Only actors of the casebook are told apart: “troops” may be those of anybody.
        """
        names = self.columns.actors.names
        known = [self.belonging.party(name) if self.belonging.kind(name) else None for name in names]
        numbers = {party: number for number, party in enumerate(sorted({party for party in known if party}))}
        doer = np.array([numbers.get(party or "", NOBODY) for party in known] or [NOBODY], dtype=np.int64)
        rows = np.arange(len(self.columns.act))
        most, least = self.columns.actors.most(doer, rows, NOBODY), -self.columns.actors.most(-doer, rows, -NOBODY)
        return np.where(most == least, most, NOBODY)

    def origins_of(self, parties: Sequence[str]) -> Bools:
        """Return by number of origin whether it is one of ``parties`` or of its side."""
        voices = self.columns.voices
        sides = {side for party in parties if (side := self.belonging.side(party))}
        numbers = {number for number, side in enumerate(voices.sides) if side in sides}
        return np.array(
            [
                side in numbers or (kind == ACTOR and self.belonging.acts_for(key, parties))
                for key, side, kind in zip(voices.keys, voices.side, voices.kind, strict=True)
            ],
            dtype=np.bool_,
        )

    def lands_of(self, ways: Sequence[str]) -> Bools:
        """Return by number of ``columns.places.names`` which are lands that one of ``ways`` leads into.

        A blockade of a land closes the ways into it.
        """
        territory = [land for land in self.agreement.territory
                     if any(self.containment.leads_into(way, land) for way in ways)]  # fmt: skip
        return self._marks(
            self.columns.places.names, lambda name: any(self.containment.same(name, land) for land in territory)
        )

    def _marks(self, names: Iterable[str], test: Any) -> Bools:
        return np.array([*map(test, names), False], dtype=np.bool_)


def make_scope(material: Material, casebook: Casebook, agreement: Agreement) -> Scope:
    """Return what an agreement sees of the material."""
    # No upper day: a later report must not change who acts for whom as an earlier day of knowing saw it.
    belonging = Belonging(casebook, agreement.signed[:10])
    containment = Containment(casebook, material.places)
    return Scope(material.columns, material.figures, belonging, containment, agreement, material.hours)
