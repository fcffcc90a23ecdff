"""The actors, outlets and places of a casebook by their exact names, made once for a casebook."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from functools import lru_cache

from trucewatch.casebook import Actor, Casebook, Outlet, Place
from trucewatch.extract.gazetteer import fold_name

_KEPT = 4
_registers: OrderedDict[str, Register] = OrderedDict()


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """Return a name as names are compared."""
    return fold_name(name)


class Register:
    """What a casebook knows, ready to be asked by name."""

    def __init__(self, casebook: Casebook) -> None:
        self.casebook = casebook
        self._actors: defaultdict[str, list[Actor]] = defaultdict(list)
        self._outlets: defaultdict[str, list[Outlet]] = defaultdict(list)
        self._places: defaultdict[str, list[Place]] = defaultdict(list)
        self._organs: dict[tuple[str, str], Actor] = {}
        for actor in casebook.actors.values():
            for form in {fold(name.text) for name in actor.names}:
                self._actors[form].append(actor)
            if actor.organ and actor.affiliations:
                self._organs.setdefault((actor.organ, actor.affiliations[0].of), actor)
        for outlet in casebook.outlets.values():
            for form in {fold(name.text) for name in outlet.names}:
                self._outlets[form].append(outlet)
        for place in casebook.places.values():
            for form in {fold(name.text) for name in place.names}:
                self._places[form].append(place)

    def actor(self, name: str) -> Actor | None:
        """Return the one actor of a name, None where there is none or several."""
        found = self._actors.get(fold(name), ())
        return found[0] if len(found) == 1 else None

    def state(self, name: str) -> Actor | None:
        """Return the one state of a name."""
        found = [actor for actor in self._actors.get(fold(name), ()) if actor.kind == "state"]
        return found[0] if len(found) == 1 else None

    def organ(self, organ: str, state: Actor) -> Actor | None:
        """Return the actor that is an organ of a state."""
        return self._organs.get((organ, state.id))

    def outlet(self, name: str) -> Outlet | None:
        """Return the one outlet of a name."""
        found = self._outlets.get(fold(name), ())
        return found[0] if len(found) == 1 else None

    def places(self, name: str) -> list[Place]:
        """Return the places of a name."""
        return self._places.get(fold(name), [])


def register_of(casebook: Casebook) -> Register:
    """Return the register of a casebook, kept for the few met last."""
    known = _registers.get(casebook.sha256)
    if known is None:
        known = _registers[casebook.sha256] = Register(casebook)
        if len(_registers) > _KEPT:
            _registers.popitem(last=False)
    return known
