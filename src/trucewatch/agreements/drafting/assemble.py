"""Make an agreement of what was proposed, and lay several published versions of one text over each other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from trucewatch.agreements.diff import Difference, diff_provisions, match_provisions
from trucewatch.agreements.drafting.model import Lasting, Proposal, Proposed, Span, Who
from trucewatch.agreements.model import (
    Agreement,
    Conduct,
    Duration,
    Force,
    Provision,
    Quantity,
    Reading,
    Term,
    Version,
    Window,
)


def slug(name: str) -> str:
    """Return a name as an id: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "unnamed"


def assemble_agreement(proposed: Proposed, agreement_id: str, casebooks: Sequence[str] = ()) -> Agreement:
    """Return the agreement that a proposal makes; actors that no casebook knows get ids of their names."""
    signed = proposed.signed.value if proposed.signed else "2000"
    force = proposed.in_force.value if proposed.in_force else signed
    return Agreement(
        id=agreement_id,
        title=proposed.title.value if proposed.title else agreement_id,
        kind="preliminary",
        signed=signed,
        in_force=Force(start=force),
        parties=ids_of(proposed.parties),
        guarantors=ids_of(sureties(proposed)),
        casebooks=tuple(casebooks),
        provisions=tuple(provision_of(item) for item in proposed.provisions),
    )


def sureties(proposed: Proposed) -> tuple[Who, ...]:
    """Return who stands surety or watches: no mediators, witnesses and hosts, who owe nothing by that."""
    return tuple(who for who in proposed.guarantors if who.role in ("guarantor", None))


def ids_of(people: Iterable[Who]) -> tuple[str, ...]:
    """Return the ids of people, each once."""
    return tuple(dict.fromkeys(who.actor_id or slug(who.refers_to or who.name) for who in people))


def provision_of(item: Proposal) -> Provision:
    """Return a proposal as a provision."""
    places = tuple(who.actor_id for who in item.places if who.actor_id)
    return Provision(
        id=item.id,
        article=item.article or "–",
        words=" ".join(item.quote.split()),
        kind=item.kind.value,
        bearers=ids_of(item.bearers),
        beneficiaries=ids_of(item.beneficiaries),
        conduct=Conduct(acts=tuple(act.value for act in item.acts), places=tuple(dict.fromkeys(places))),
        window=_window(item.window) if item.window else None,
        quantities=tuple(
            Quantity(number=a.number, unit=a.unit, bound=a.bound, of=" ".join(a.cited.quote.split()))
            for a in item.amounts
        ),
        term=_term(item.term) if item.term else None,
        check=_decidable(item),
    )


def _decidable(item: Proposal) -> str | None:
    """Return the check, but none that decides by another provision, which a person has to name first."""
    return None if item.check in ("in_parallel", "done_after") else item.check


def duration_of(value: str) -> Duration:
    """Return a length such as ``5 years``."""
    count, unit = value.split()
    return Duration(int(count), unit if unit.endswith("s") else unit + "s")


def _window(span: Span) -> Window:
    if span.form == "within":
        return Window(form="within", duration=duration_of(span.duration or "1 day"), of=span.of or "in_force")
    if span.form == "every":
        return Window(form="every", duration=duration_of(span.duration or "1 year"))
    return Window(form=span.form, start=span.start, end=span.end)


def _term(term: Lasting) -> Term:
    return Term(
        length=duration_of(term.length.value),
        renewal=duration_of(term.renewal.value) if term.renewal else None,
        notice_before=duration_of(term.notice.value) if term.notice else None,
        unless=ids_of(term.unless),
    )


def lay_versions(
    base: tuple[str, Agreement], others: Sequence[tuple[str, Agreement]]
) -> tuple[Agreement, list[tuple[str, Difference]]]:
    """Return the first version with what the others have otherwise, and every difference with the version it is in.

    A provision that another version alone has is added, marked as standing only there.
    """
    name, agreement = base
    provisions = {provision.id: provision for provision in agreement.provisions}
    found: list[tuple[str, Difference]] = []
    for other_name, other in others:
        for one, its in match_provisions(agreement.provisions, other.provisions):
            if one and its:
                differences = [item for item in diff_provisions(one, its) if item.field != "conduct"]
                found += [(other_name, item) for item in differences]
                if differences:
                    laid = provisions[one.id]
                    provisions[one.id] = replace(
                        laid, versions=(*laid.versions, _reading(other_name, its, differences))
                    )
            elif one:
                provisions[one.id] = replace(provisions[one.id], only_in=(name,))
                found.append((other_name, Difference(one.id, None, "provision", f"{one.kind}: {one.words}", "–")))
            elif its:
                key = its.id if its.id not in provisions else f"{its.id}-{other_name}"
                provisions[key] = replace(its, id=key, only_in=(other_name,))
                found.append((other_name, Difference(None, key, "provision", "–", f"{its.kind}: {its.words}")))
    versions = (
        tuple(Version(id=slug(each), language="en", source=each) for each, _ in (base, *others)) if others else ()
    )
    return replace(agreement, provisions=tuple(provisions.values()), versions=versions), found


def _reading(name: str, its: Provision, differences: Sequence[Difference]) -> Reading:
    fields = {item.field for item in differences}
    return Reading(
        id=name,
        words=its.words,
        kind=its.kind if "kind" in fields else None,
        bearers=its.bearers if "bearers" in fields else None,
        beneficiaries=its.beneficiaries if "beneficiaries" in fields else None,
        window=its.window if "window" in fields else None,
        quantities=its.quantities if "quantities" in fields else None,
        term=its.term if "term" in fields else None,
    )
