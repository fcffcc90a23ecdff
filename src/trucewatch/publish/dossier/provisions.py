"""Each provision with all that its finding rests on: words for and against, the rule, what is missing, figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from trucewatch.agreements.describe import describe_conduct, describe_quantity, describe_term, listed
from trucewatch.agreements.model import Provision
from trucewatch.assess.findings import learning_history, status_history
from trucewatch.publish.charts.board import status_mark
from trucewatch.publish.dossier import wording
from trucewatch.publish.dossier.board import card
from trucewatch.publish.dossier.cited import Citations, grouped_by_origin
from trucewatch.publish.dossier.lasting import lasting
from trucewatch.publish.dossier.promise import Promise, spoken_between, spoken_days
from trucewatch.publish.dossier.states import state_anchors
from trucewatch.publish.dossier.windows import KINDS, kind_of
from trucewatch.records.finding import Evidence
from trucewatch.storage.assessed import Assessed

HEADINGS = (
    ("against", "Against it"), ("denies doing", "Denied that it was done"), ("for", "For it"),
    ("denies breach", "Denied that it was broken"),
)  # fmt: skip
BASES = {"claim": "", "event": ", as another report dates it", "publication": ", by its publication"}
GIVEN_FIRST = 6
"""Figures that are always shown; the others are folded."""


def provisions(promises: Sequence[Promise], assessed: Assessed, cited: Citations) -> list[dict[str, Any]]:
    """Return the pages of all provisions by agreement."""
    anchors = state_anchors(assessed)
    groups: dict[str, dict[str, Any]] = {}
    for promise in promises:
        group = groups.setdefault(
            promise.agreement.id, {"letter": promise.letter, "title": promise.agreement.title, "provisions": []}
        )
        group["provisions"].append(_page(promise, assessed, cited) | lasting(promise, assessed, cited, anchors))
    return list(groups.values())


def _page(promise: Promise, assessed: Assessed, cited: Citations) -> dict[str, Any]:
    finding = promise.finding
    told = [(heading, _voices(promise, name, cited)) for name, heading in HEADINGS]
    context = [item for item in promise.evidence if item.bearing == "context"]
    return card(promise, cited.content) | {
        "anchor": promise.anchor, "facts": _facts(promise), "finding": finding,
        "missing": [spoken_days(sentence) for sentence in finding.missing],
        "contrary": [one for one in told[:2] if one[1]], "supporting": [one for one in told[2:] if one[1]],
        "context": _told(context, cited), "figures": figures(promise, cited),
        "versions": [(reading.id, reading.words, reading.note) for reading in promise.provision.versions],
        "by_day": _steps(status_history(promise.case, assessed.known)),
        "by_knowing": _steps(learning_history(promise.case, assessed.days.numbers[0])),
    }  # fmt: skip


def _facts(promise: Promise) -> list[tuple[str, str]]:
    """Return what the agreement file says of a provision, in words."""
    provision, names = promise.provision, promise.names
    found = [
        ("Kind", provision.kind),
        ("Owed by", listed(provision.bearers, names)),
        ("Owed to", listed(provision.beneficiaries, names)),
        ("Conduct", describe_conduct(provision.conduct, names)),
        ("When", promise.when),
        ("How many", "; ".join(describe_quantity(quantity) for quantity in provision.quantities)),
        ("Term", spoken_days(describe_term(provision.term, names)) if provision.term else ""),
        ("Topic", provision.topic.pam or ""),
        ("Bound to", _bound(provision)),
        ("Check", (provision.check or "none").replace("_", " ")),
        ("Note", provision.note or ""),
    ]
    return [(name, value) for name, value in found if value]


def _bound(provision: Provision) -> str:
    """Return in words which other provisions and agreements bear on one."""
    links = (
        ("in parallel with", provision.parallel_with), ("after", provision.after),
        ("suspended by", provision.suspended_by), ("amended by", provision.amended_by),
        ("extended by", provision.extended_by), ("takes the place of", provision.supersedes),
    )  # fmt: skip
    return "; ".join(f"{word} {', '.join(names)}" for word, names in links if names)


def _voices(promise: Promise, bearing: str, cited: Citations) -> list[dict[str, Any]]:
    return grouped_by_origin(_told([item for item in promise.evidence if item.bearing == bearing], cited))


def _told(items: Sequence[Evidence], cited: Citations) -> list[dict[str, Any]]:
    """Return pieces of evidence for the page: the claim's words, with what each of them counts for."""
    told = []
    for item in items:
        shown = cited.cite(item.claim_id)
        if shown:
            when = spoken_between(item.earliest, item.latest) or "no day"
            told.append(shown | {
                "says": item.says, "side": cited.content.side(item.side), "origin": item.origin,
                "kind": item.origin_kind,
                "when": f"{when}{BASES[item.dated_by]}", "act": item.act, "said": KINDS[kind_of(item)],
                "known": item.known_on, "counts": item.counts, "why": item.why,
                "admits": item.admits and item.bearing == "against",
            })  # fmt: skip
    return told


def figures(promise: Promise, cited: Citations) -> dict[str, list[dict[str, Any]]]:
    """Return the figures that are given of the happenings that count, each with who gives it."""
    happenings = {item.happening for item in promise.evidence if item.counts}
    rows = [row for row in cited.content.estimates if row["event_id"] in happenings]
    shown = [
        {"row": row, "topic": row["topic"], "says": row["source"], "target": f"#{row['figure_id']}"}
        for row in sorted(rows, key=lambda row: (row["topic"], row["as_of"] or "9999", row["estimate_id"]))
    ]
    return {"first": shown[:GIVEN_FIRST], "more": shown[GIVEN_FIRST:]}


def _steps(steps: Sequence[tuple[str | None, str, str]]) -> list[dict[str, Any]]:
    """Return the turns of a status, the first without a day."""
    return [
        {"since": wording.day(since) if since else None, "status": status, "rule": rule,
         "mark": Markup(status_mark(status))}
        for since, status, rule in steps
    ]  # fmt: skip
