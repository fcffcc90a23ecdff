"""Whom and what a name means that a person gives: an entry of the case's casebook, or what its documents name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from trucewatch.casebook import Actor, Casebook, Outlet, Place
from trucewatch.casebook.load import load_casebooks
from trucewatch.errors import UsageError

if TYPE_CHECKING:
    from trucewatch.storage.case import Case

Row = dict[str, Any]
Entry = TypeVar("Entry", bound=Actor | Outlet | Place)


class Names:
    """The names that are known around one place of one document."""

    def __init__(self, case: Case, document_id: str, start: int) -> None:
        self._case = case
        self._document_id = document_id
        self._start = start

    @cached_property
    def casebook(self) -> Casebook:
        """The casebook that the case was made with."""
        names = self._case.manifest.casebooks
        return load_casebooks([self._case.path / name if name.startswith("casebooks/") else name for name in names])

    def participant(self, name: str) -> Row:
        """Return the actor or outlet of a name or id; a name that nobody knows stands for itself."""
        entries: list[Actor | Outlet] = [*self.casebook.actors.values(), *self.casebook.outlets.values()]
        known = self._entry(name, entries)
        mention = self._mention("actors", "actor_id", known.id if known else None, name)
        if known:
            return {"actor_id": known.id, "name": known.name, "mention_id": mention["mention_id"] if mention else None}
        if mention:
            return {key: mention[key] for key in ("actor_id", "name", "mention_id")}
        return {"actor_id": None, "name": name, "mention_id": None}

    def place(self, name: str) -> tuple[str | None, str | None]:
        """Return the id of a place, and of its nearest mention in the document if it has one.

        A place that the document names and nobody could locate has a mention only.

        Raises:
            UsageError: where neither the casebook nor any document of the case knows the name.
        """
        known = self._entry(name.removeprefix("casebook:"), self.casebook.places.values())
        place_id = f"casebook:{known.id}" if known else None
        mention = self._mention("places", "place_id", place_id, name)
        if place_id:
            return place_id, mention["mention_id"] if mention else None
        if mention:
            return mention["place_id"], mention["mention_id"]
        query = (
            "SELECT place_id FROM places WHERE place_id IS NOT NULL AND (place_id = ? OR lower(?) IN (lower(name),"
            " lower(quote))) GROUP BY place_id ORDER BY count(*) DESC, place_id LIMIT 1"
        )
        found = self._case.rows(query, [name, name])
        if not found:
            raise UsageError(f"“{name}” is no place that the casebook or the reports know; add it to your casebook.")
        return found[0]["place_id"], None

    def time_id(self, value: str) -> str | None:
        """Return the nearest time of the document that has this value."""
        query = "SELECT time_id FROM times WHERE document_id = ? AND value = ? ORDER BY abs(start - ?), start LIMIT 1"
        found = self._case.rows(query, [self._document_id, value, self._start])
        return str(found[0]["time_id"]) if found else None

    def side(self, actor_id: str | None) -> str | None:
        """Return the side of an actor or outlet of the casebook."""
        entry = self.casebook.actors.get(actor_id or "") or self.casebook.outlets.get(actor_id or "")
        return entry.side if entry else None

    def outlet(self) -> str | None:
        """Return whose the report's own voice is."""
        rows = self._case.rows("SELECT * FROM documents WHERE document_id = ?", [self._document_id])
        document = rows[0]
        own = document["author"] if document["genre"] == "opinion" else None
        name: str | None = own or document["outlet"]
        return name

    def _entry(self, name: str, entries: Iterable[Entry]) -> Entry | None:
        listed = list(entries)
        by_id = [entry for entry in listed if entry.id == name]
        wanted = name.casefold()
        found = by_id or [entry for entry in listed if wanted in (known.text.casefold() for known in entry.names)]
        if len(found) > 1:
            ids = ", ".join(entry.id for entry in found)
            raise UsageError(f"“{name}” names several entries of the casebook; give the id of one: {ids}.")
        return found[0] if found else None

    def _mention(self, table: str, column: str, known_id: str | None, name: str) -> Row | None:
        """Return the mention nearest to the claim that names this entry or, where it is none, has this name."""
        wanted = f"{column} = $2" if known_id else f"$2 IN (lower({column}), lower(name), lower(quote))"
        query = f"SELECT * FROM {table} WHERE document_id = $1 AND {wanted} ORDER BY abs(start - $3), start LIMIT 1"
        found = self._case.rows(query, [self._document_id, known_id or name.lower(), self._start])
        return found[0] if found else None
