"""Turn what a person gives for a claim's fields (names, codes, dates) into the values that a claim holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from trucewatch.errors import UsageError
from trucewatch.extract.acts.lexicon import act_lexicon
from trucewatch.extract.edtf import bounds
from trucewatch.extract.status import derive_status
from trucewatch.records import Attribution
from trucewatch.records.claim import MODALITIES, POLARITIES, STATUSES
from trucewatch.storage.names import Names

if TYPE_CHECKING:
    from trucewatch.storage.case import Case

Row = dict[str, Any]
Given = Mapping[str, Sequence[str]]

KINDS = ("act", "commitment", "statement")
"""Kinds of claims that a person can add."""

_SYNONYMS = {
    "actor": "actors", "recipient": "recipients", "place": "places", "place_ids": "places", "claimant": "says",
}  # fmt: skip
_STANDINGS: dict[str, tuple[str, tuple[str, ...]]] = {
    "happened": ("asserted", ("actual",)),
    "ongoing": ("asserted", ("ongoing",)),
    "planned": ("asserted", ("planned",)),
    "denied": ("denied", ("actual", "ongoing")),
    "alleged": ("asserted", ("actual", "ongoing")),
    "omitted": ("asserted", ("omitted",)),
    "none": ("asserted", ("hypothetical",)),
}
"""The polarity of each status and the modalities that go with it, the usual one first."""


def amend_claim(case: Case, claim: Row, given: Given) -> Row:
    """Return the fields of a claim that a person's values set, others that follow from them included.

    Args:
        case: The case, for its casebook and the mentions of its documents.
        claim: The claim as it stands.
        given: Values by name of field; several for names of actors and places, an empty text to clear a field.

    Raises:
        UsageError: where a field or a value is not one that a claim can have.
    """
    names = Names(case, claim["document_id"], claim["start"])
    amended: Row = {}
    for field, values in _canonical(given).items():
        amended |= FIELDS[field](names, claim, field, values)
    return amended | _standing(case, claim, amended)


def _canonical(given: Given) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for name, values in given.items():
        field = _SYNONYMS.get(name, name)
        if field not in FIELDS:
            raise UsageError(f"A claim has no field “{name}” to set; there are {', '.join(FIELDS)}.")
        fields.setdefault(field, []).extend(" ".join(value.split()) for value in values)
    for field, several in fields.items():
        if len(several) > 1 and field not in ("actors", "recipients", "places"):
            raise UsageError(f"{field} takes one value, not {len(several)}: {', '.join(several)}.")
    return fields


def _set_act(names: Names, claim: Row, field: str, values: Sequence[str]) -> Row:
    if claim["kind"] not in ("act", "commitment"):
        raise UsageError(f"A {claim['kind']} has no act; add one with “trucewatch claim add”.")
    types = act_lexicon().types
    (code,) = values
    if code not in types and not (code == "" and claim["kind"] == "commitment"):
        raise UsageError(f"There is no act “{code}”; there are {', '.join(sorted(types))}.")
    return {"act": code or None, "event_type": types[code].event_type if code else None}


def _set_people(names: Names, claim: Row, field: str, values: Sequence[str]) -> Row:
    return {field: _each_once(names.participant(value) for value in values if value)}


def _set_places(names: Names, claim: Row, field: str, values: Sequence[str]) -> Row:
    places = [names.place(value) for value in values if value]
    return {
        "place_ids": _each_once(place_id for place_id, _ in places if place_id),
        "place_mention_ids": _each_once(mention_id for _, mention_id in places if mention_id),
    }


def _set_date(names: Names, claim: Row, field: str, values: Sequence[str]) -> Row:
    (value,) = values
    try:
        bounds(value or "2000")
    except ValueError as error:
        raise UsageError(
            f"{field} takes a date such as 2031-05-07, 2031-05, 2031 or 2031-05-01/2031-05-07, not “{value}”."
        ) from error
    time_id = names.time_id(value) if value else None
    return {field: value or None, "time_ids": [time_id] if time_id else []}


def _set_text(names: Names, claim: Row, field: str, values: Sequence[str]) -> Row:
    return {field: values[0] or None}


def _set_choice(names: Names, claim: Row, field: str, values: Sequence[str]) -> Row:
    choices = {"status": STATUSES, "polarity": POLARITIES, "modality": MODALITIES}[field]
    if values[0] not in choices:
        raise UsageError(f"{field} is one of {', '.join(choices)}, not “{values[0]}”.")
    return {field: values[0]}


def _set_says(names: Names, claim: Row, field: str, values: Sequence[str]) -> Row:
    """Set whose word a claim is; an empty one makes it the report's own."""
    outlet = names.outlet()
    if not values[0]:
        own = {"claimant": outlet, "claimant_actor_id": None, "claimant_side": None}
        return own | {"chain": [outlet or "the report"], "own_voice": True, "attribution_id": None}
    said = names.participant(values[0])
    return {
        "claimant": said["name"], "claimant_actor_id": said["actor_id"], "claimant_side": names.side(said["actor_id"]),
        "chain": [said["name"], *claim["chain"][0 if claim["own_voice"] else 1 :]], "own_voice": False,
    }  # fmt: skip


FIELDS: dict[str, Callable[[Names, Row, str, Sequence[str]], Row]] = {
    "act": _set_act, "actors": _set_people, "recipients": _set_people, "places": _set_places, "date": _set_date,
    "due": _set_date, "under": _set_text, "status": _set_choice, "polarity": _set_choice, "modality": _set_choice,
    "says": _set_says,
}  # fmt: skip


def _each_once(values: Iterable[Any]) -> list[Any]:
    kept: list[Any] = []
    for value in values:
        if value not in kept:
            kept.append(value)
    return kept


def _standing(case: Case, claim: Row, amended: Row) -> Row:
    """Return status, polarity and modality where they follow from what was set, so that the three agree."""
    if "status" in amended:
        polarity, modalities = _STANDINGS[amended["status"]]
        modality = claim["modality"] if claim["modality"] in modalities else modalities[0]
        return {"polarity": amended.get("polarity", polarity), "modality": amended.get("modality", modality)}
    now = claim | amended
    if {"polarity", "modality"} & amended.keys() or now["own_voice"] != claim["own_voice"]:
        return {"status": _status(case, now)}
    return {}


def _status(case: Case, claim: Row) -> str:
    query = "SELECT * FROM attributions WHERE attribution_id = ?"
    found = case.rows(query, [claim["attribution_id"]]) if claim["attribution_id"] else []
    said = Attribution(**found[0]) if found else None
    voice = None if said else "own" if claim["own_voice"] else "alleged"
    return derive_status(claim["polarity"], claim["modality"], said, voice=voice)
