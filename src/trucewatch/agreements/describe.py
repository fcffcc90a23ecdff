"""Windows, quantities and terms in words, as they are shown to people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trucewatch.agreements.calendar import window_period
from trucewatch.agreements.model import (
    ANYONE,
    IN_FORCE,
    SIGNED,
    Agreement,
    Condition,
    Conduct,
    Provision,
    Quantity,
    Term,
    Window,
)
from trucewatch.agreements.terms import term_start, terms_of
from trucewatch.casebook.model import Casebook

Names = Mapping[str, str]
"""How ids of actors and places are shown; an id without a name stands for itself."""
_EVENTS = {SIGNED: "the signing", IN_FORCE: "the entry into force"}
_BOUNDS = {"exact": "", "most": "at most ", "least": "at least "}


def names_of(casebook: Casebook) -> dict[str, str]:
    """Return the first names of all actors and places of a casebook by their ids; of an id of both, the actor's."""
    places = {place.id: place.name for place in casebook.places.values()}
    return places | {actor.id: actor.name for actor in casebook.actors.values()}


def listed(ids: Sequence[str], names: Names, joint: str = "and") -> str:
    """Return several ids as people would write them."""
    shown = [names.get(item, item) for item in ids]
    return f" {joint} ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def describe_window(window: Window | None, names: Names | None = None) -> str:
    """Return a window in words: "by 2031-03-20"."""
    names = names or {}
    if window is None:
        return "while the agreement is in force"
    after = f" of {_EVENTS.get(window.of, window.of)}" if window.of else ""
    end = {
        "by": f"by {window.end}", "before": f"before {window.end}", "until": f"until {window.end}",
        "within": f"within {window.duration}{after}", "every": f"every {str(window.duration).removeprefix('1 ')}",
    }.get(window.form, "")  # fmt: skip
    parts = [end] if end else []
    if window.start:
        parts.append(f"from {_EVENTS.get(window.start, window.start)}")
    if window.end and window.form not in ("by", "before", "until"):
        parts.append(f"to {window.end}")
    if window.condition:
        word = "as long as" if window.form in ("while", "every") else "once" if window.form != "within" else "after"
        parts.append(f"{word} {describe_condition(window.condition, names)}")
    return " ".join(parts)


def describe_condition(condition: Condition, names: Names) -> str:
    """Return a condition in words."""
    if condition.provision:
        return f"the provision {condition.provision} holds"
    if condition.fluent:
        return f"{condition.fluent} is {' or '.join(condition.states) or 'as it should be'}"
    by = listed([item for item in condition.by if item != ANYONE], names, "or")
    places = f" at {listed(condition.places, names, 'or')}" if condition.places else ""
    return f"{' or '.join(condition.acts)} by {by or 'anyone'}{places}"


def describe_quantity(quantity: Quantity) -> str:
    """Return a quantity in words: "at most 600 troops"."""
    number = f"{quantity.number:,.0f}" if quantity.number == int(quantity.number) else f"{quantity.number:,}"
    what = quantity.unit + (f" ({quantity.of})" if quantity.of else "")
    if quantity.unit in ("length", "area", "other"):
        what = quantity.of or {"length": "km", "area": "km²"}.get(quantity.unit, "")
    return f"{_BOUNDS[quantity.bound]}{number} {what}"


def describe_term(term: Term, names: Names | None = None) -> str:
    """Return a term in words: "5 years from the entry into force, then 5 years each time unless …"."""
    text = str(term.length) + (f" from {_EVENTS.get(term.start, term.start)}" if term.start else "")
    if term.renewal:
        text += f", then {term.renewal} each time"
        if term.unless:
            text += f" unless {listed(term.unless, names or {}, 'or')} gives notice"
            text += f" {term.notice_before} before its end" if term.notice_before else ""
    return text


def describe_conduct(conduct: Conduct, names: Names) -> str:
    """Return acts, objects and places in words."""
    parts = [" or ".join(conduct.acts)] if conduct.acts else []
    parts += [f"of {', '.join(conduct.objects)}"] if conduct.objects else []
    parts += [f"at {listed(conduct.places, names)}"] if conduct.places else []
    return " ".join(parts)


def describe_duty(provision: Provision, names: Names) -> str:
    """Return who owes a provision to whom: "duty of Ostara to Brenland"."""
    verb = {"duty": "duty", "ban": "ban on", "permission": "allowed to", "power": "power of"}.get(provision.kind)
    if verb is None:
        return provision.kind + (f" of {listed(provision.bearers, names)}" if provision.bearers else "")
    bearers = listed(provision.bearers, names) or "nobody named"
    owed = (
        f" to {listed(provision.beneficiaries, names)}" if provision.kind == "duty" and provision.beneficiaries else ""
    )
    return f"{verb} of {bearers}{owed}" if verb == "duty" else f"{verb} {bearers}"


def describe_dates(provision: Provision, agreement: Agreement) -> str | None:
    """Return what the calendar makes of a provision that counts from the signing or the entry into force.

    That is the last day of its window, and of its first term the end and the last day for notice; None where it
    counts from what only reports can tell, or names its day itself.
    """
    found = []
    period = window_period(provision.window, agreement)
    if provision.window and provision.window.form == "within" and period and period.last_day:
        found.append(f"the last day is {period.last_day}")
    start = term_start(provision, agreement) if provision.term else None
    if provision.term and start:
        first = terms_of(provision.term, start, start.date())[0]
        found.append(f"the first term runs through {first.period.last_day}")
        if first.notice_by:
            found.append(f"notice by {first.notice_by}")
    return "; ".join(found) or None


def describe_force(agreement: Agreement) -> str:
    """Return when an agreement was signed and is in force."""
    force = agreement.in_force
    until = f" to {force.end}" if force.end else ""
    return f"signed {agreement.signed}, in force from {force.start}{until} ({force.zone})"
