"""Measures of acts and commitments against an answer key, by the rules of the answer keys.

Acts match by overlap and type; over the matched ones participants, date, place and status are compared.
Commitments match by overlap, at least half of those bound, and the same deadline.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import fmean

from trucewatch.evaluate.measures import Item, Score, any_same_name, match_items, parties_f1

KEY_TYPES = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"}
    | {"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
)
"""Types that the keys know; acts of other types are left aside."""


def score_acts(pairs: Iterable[tuple[Item, Item]]) -> dict[str, float]:
    """Return the figures of acts and commitments over the reports of a set.

    Args:
        pairs: ``(key, prediction)`` of each report.
    """
    listed = list(pairs)
    acts = [(key.get("events") or [], _known(made.get("events") or [])) for key, made in listed]
    matched = [match_items("events", wanted, made) for wanted, made in acts]
    both = [pair for found in matched for pair in found]
    numbers = sum(len(made) for _, made in acts), sum(len(wanted) for wanted, _ in acts)
    events = Score(len(both), *numbers)
    scores = {"events": events.f1, "events.precision": events.precision}
    scores["events.usable"] = Score(sum(map(_usable, both)), *numbers).f1
    if both:
        scores["events.actors"] = fmean(parties_f1(k["actors"], m["actors"]) for k, m in both)
        scores["events.recipients"] = fmean(parties_f1(k["recipients"], m["recipients"]) for k, m in both)
        scores["events.date"] = fmean(k.get("value") == m.get("value") for k, m in both)
        scores["events.place"] = fmean(_same_place(k, m) for k, m in both)
        scores["events.status"] = macro_f1([(k["status"], m["status"]) for k, m in both])
    return scores | _commitments(listed)


def macro_f1(rows: Sequence[tuple[str, str]]) -> float:
    """Return the mean F1 over the labels that the key has, from ``(key, made)`` rows."""
    labels = sorted({wanted for wanted, _ in rows})
    return fmean(_label_f1(label, rows) for label in labels) if labels else 0.0


def _label_f1(label: str, rows: Sequence[tuple[str, str]]) -> float:
    hits = sum(wanted == made == label for wanted, made in rows)
    return Score(hits, sum(made == label for _, made in rows), sum(wanted == label for wanted, _ in rows)).f1


def _known(items: Sequence[Item]) -> list[Item]:
    return [item for item in items if item["type"] in KEY_TYPES]


def _same_place(key: Item, item: Item) -> bool:
    return not key.get("places") or any_same_name(key["places"], item.get("places") or [])


def _usable(pair: tuple[Item, Item]) -> bool:
    """Return whether a user could take the act over unchanged."""
    key, item = pair
    people = parties_f1(key["actors"], item["actors"]) == 1 and parties_f1(key["recipients"], item["recipients"]) >= 0.5
    return (
        people and key.get("value") == item.get("value") and _same_place(key, item) and key["status"] == item["status"]
    )


def _commitments(pairs: Sequence[tuple[Item, Item]]) -> dict[str, float]:
    matched = dated = made = wanted = due = 0
    for key, prediction in pairs:
        keyed, predicted = key.get("commitments") or [], prediction.get("commitments") or []
        found = match_items("commitments", keyed, predicted)
        matched, made, wanted = matched + len(found), made + len(predicted), wanted + len(keyed)
        dated += sum(one.get("due") is not None for one, _ in found)
        due += sum(one.get("due") is not None for one in keyed)
    scores = {"commitments": Score(matched, made, wanted).f1}
    return scores | ({"commitments.dated": dated / due} if due else {})
