"""The conduct record: what guarantors, and those who bear a mandate, are reported to have done and left undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from trucewatch.agreements.model import Agreement
from trucewatch.assess.belonging import Belonging
from trucewatch.publish.dossier import wording
from trucewatch.publish.dossier.content import Content
from trucewatch.publish.dossier.events import names, standing, voices
from trucewatch.storage.assessed import Assessed
from trucewatch.storage.events import Told

MANDATES = frozenset({"mandate"})
SAID = {
    "happened": "done", "ongoing": "going on", "alleged": "said to be done", "planned": "announced",
    "denied": "denied", "omitted": "left undone", "contested": "asserted and denied",
}  # fmt: skip
"""How each status of an event is called in the record."""


def conduct(assessed: Assessed, content: Content) -> dict[str, Any] | None:
    """Return the record of the mission, and that of those who sent it; None where no agreement names any.

    Only what can have been since the first of their agreements was signed is in it.
    """
    agreements = [one for one in assessed.board.agreements if one.guarantors or one.kind in MANDATES]
    owners = _owners(agreements)
    if not owners:
        return None
    belonging = Belonging(assessed.casebook, min(one.signed[:10] for one in agreements))
    troops = [actor for actor in assessed.casebook.actors if _is_mission(actor, owners, belonging)]
    since = min(one.signed[:10] for one in agreements)
    told = [one for one in content.told if (one.event["last"] or "9999") >= since and one.event["status"] != "none"]
    mission = [one for one in told if _acts(one, troops)]
    ids = {one.event["event_id"] for one in mission}
    senders = [one for one in told if one.event["event_id"] not in ids and _acts(one, owners)]
    return {
        "mission": ", ".join(belonging.name(actor) for actor in troops), "records": _records(mission, content),
        "senders": ", ".join(belonging.name(actor) for actor in owners if actor not in troops),
        "others": _records(senders, content),
    }  # fmt: skip


def _owners(agreements: Iterable[Agreement]) -> list[str]:
    """Return the guarantors, and who bears a duty under a mandate, each once."""
    found = [actor for one in agreements for actor in one.guarantors]
    mandates = [one for one in agreements if one.kind in MANDATES]
    found += [actor for one in mandates for provision in one.provisions for actor in provision.bearers]
    return list(dict.fromkeys(found))


def _is_mission(actor: str, owners: Sequence[str], belonging: Belonging) -> bool:
    """Return whether an actor is troops of peace that one of the owners sent."""
    return belonging.kind(actor) == "peacekeepers" and belonging.acts_for(actor, owners)


def _acts(told: Told, wanted: Iterable[str]) -> bool:
    actors = {person["actor_id"] for person in told.event["actors"]}
    return not actors.isdisjoint(wanted)


def _records(told: Sequence[Told], content: Content) -> list[dict[str, Any]]:
    return [_record(one, content) for one in told]


def _record(told: Told, content: Content) -> dict[str, Any]:
    event = told.event
    status = standing(told)
    label = next((row for row in (*told.asserted, *told.denied) if row["claim_id"] == event["label_id"]), None)
    return {
        "status": status, "said": SAID.get(status, status), "when": wording.short_day(event["date"]) if event["date"]
        else "no day", "quote": event["label"], "target": content.target(label) if label else f"#{event['event_id']}",
        "event": f"#{event['event_id']}", "act": event["act"] or "record", "who": names(event["actors"]),
        "whom": names(event["recipients"]), "where": ", ".join(told.places),
        "asserted": voices(told.asserted, content), "denied": voices(told.denied, content),
    }  # fmt: skip
