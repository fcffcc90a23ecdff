"""What is worth a second look in an agreement: it can be read, but may not say what its writer meant."""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.agreements.calendar import force_period, shift, window_period
from trucewatch.agreements.dates import begin, zone_of
from trucewatch.agreements.model import Agreement, Provision
from trucewatch.agreements.terms import term_start
from trucewatch.agreements.verify import Trouble
from trucewatch.casebook.model import Casebook

_OWED = ("duty", "ban")
_AGAIN = ("done_by", "kept_up", "done_after")
_DONE = ("done_by", "done_after", "in_parallel", "reciprocal", "quantity_reached")


def doubt_agreement(agreement: Agreement, casebook: Casebook) -> Iterator[Trouble]:
    """Yield the warnings of an agreement without errors."""
    for path, message in _of_head(agreement):
        yield Trouble(path, message, "warning")
    bound = _bound(agreement, casebook)
    for provision in agreement.provisions:
        doubts = (
            *_of_bearers(provision, bound), *_of_check(provision), *_of_window(provision, agreement),
            *_of_term(provision, agreement),
        )  # fmt: skip
        for path, message in doubts:
            yield Trouble(("provisions", provision.id, *path), f"{provision.id}: {message}", "warning")


Doubt = tuple[tuple[str, ...], str]


def _of_head(agreement: Agreement) -> Iterator[Doubt]:
    if not agreement.sources and not agreement.versions:
        yield (), "no source: neither sources nor versions say where its content is from"
    if not agreement.parties:
        yield (), "no parties"
    zone = zone_of(agreement)
    signed, start = begin(agreement.signed, zone), begin(agreement.in_force.start, zone)
    if signed and start and start.date() < signed.date() and agreement.kind not in ("order", "mandate"):
        yield ("in_force", "from"), f"in force ({agreement.in_force.start}) before it is signed ({agreement.signed})"
    titles: dict[str, str] = {}
    for provision in agreement.provisions:
        first = titles.setdefault(" ".join(provision.words.casefold().split()), provision.id)
        if first != provision.id:
            yield ("provisions", provision.id, "words"), f"{provision.id}: says the same as {first}"


def _bound(agreement: Agreement, casebook: Casebook) -> set[str]:
    """Return the parties, the guarantors, and whoever belongs to one of them."""
    bound = {*agreement.parties, *agreement.guarantors}
    grown = True
    while grown:
        below = {actor.id for actor in casebook.actors.values() if any(stay.of in bound for stay in actor.affiliations)}
        grown = not below <= bound
        bound |= below
    return bound


def _of_bearers(provision: Provision, bound: set[str]) -> Iterator[Doubt]:
    if provision.kind in _OWED and not provision.bearers:
        yield (), f"a {provision.kind} without bearer: nobody owes it"
    for bearer in provision.bearers:
        if bound and bearer not in bound:
            yield ("bearers", bearer), f"“{bearer}” is no party, no guarantor, and belongs to none"


def _of_check(provision: Provision) -> Iterator[Doubt]:
    check = provision.check
    if check is None:
        if provision.kind in _OWED:
            yield (), "no check: nothing decides it"
        return
    if provision.kind == "ban" and check in _DONE:
        yield ("check",), f"the check {check} asks whether something was done, and this is a ban"
    if provision.kind == "duty" and check == "never_done":
        yield ("check",), "the check never_done is for bans, and this is a duty"
    again = provision.window is not None and provision.window.form == "every"
    if again and check not in _AGAIN:
        yield (
            ("check",),
            f"the check {check} does not look at each period of a window that recurs; {', '.join(_AGAIN)} do",
        )
    nothing = not provision.conduct.acts and not provision.breach.acts and provision.fluent is None
    if nothing and check != "notice_given":
        yield ("check",), f"the check {check} has neither acts nor a fluent to go by"


def _of_window(provision: Provision, agreement: Agreement) -> Iterator[Doubt]:
    window = provision.window
    period = window_period(window, agreement)
    if window is None or period is None:
        return
    zone = zone_of(agreement)
    signed, force = begin(agreement.signed, zone), force_period(agreement)
    if signed and period.end and period.end <= signed:
        yield ("window",), f"it ends ({period.last_day}) before the signing ({agreement.signed})"
    if force.end and period.start and period.start >= force.end:
        yield ("window",), f"it begins ({period.first_day}) after the agreement has ended ({agreement.in_force.end})"
    if provision.check == "done_by" and period.end is None and window.form != "every":
        yield ("window",), "no deadline: it can be fulfilled, but never be overdue"


def _of_term(provision: Provision, agreement: Agreement) -> Iterator[Doubt]:
    term = provision.term
    start = term_start(provision, agreement) if term else None
    if term is None or start is None:
        return
    period = window_period(provision.window, agreement)
    end = shift(start, term.length)
    if provision.window and provision.window.end and period and period.end and period.end != end:
        shown = f"the window ends with {period.last_day}, the first term is over on {end.date()}"
        yield ("term",), f"window and term clash: {shown}"
    if term.notice_before and shift(end, term.notice_before, -1) < start:
        yield ("term", "notice_before"), "notice would be due before the term begins"
    if term.renewal and not term.unless:
        yield ("term",), "it is renewed without end: nobody is named whose notice ends it (unless)"
    if term.notice_before and not term.renewal:
        yield ("term", "notice_before"), "notice before the end, but there is no renewal that it could stop"
