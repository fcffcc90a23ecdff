"""The rows of the chart of windows: what each provision asks for when, and what is reported of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from trucewatch.publish.charts.windows import Deed, WindowRow, render_windows
from trucewatch.publish.dossier import wording
from trucewatch.publish.dossier.cited import Citations
from trucewatch.publish.dossier.promise import Promise, as_date, spoken_between
from trucewatch.records.finding import Evidence

KINDS = {"done": "done", "planned": "announced", "denied": "denied", "omitted": "left undone", "breach": "against it"}
"""What is said of a happening, in words."""
LONGEST_TIP = 140


def windows_chart(promises: Sequence[Promise], cited: Citations, on: str) -> str:
    """Return the chart of all provisions by agreement as SVG."""
    groups: dict[str, list[WindowRow]] = {}
    for promise in promises:
        groups.setdefault(f"{promise.letter}  {promise.agreement.title}", []).append(window_row(promise, cited))
    return render_windows(list(groups.items()), date.fromisoformat(on), f"asked about: {wording.day(on)}")


def window_row(promise: Promise, cited: Citations) -> WindowRow:
    """Return one provision as a row of the chart."""
    span = promise.span
    deeds, undated = _deeds(promise, cited)
    opens = None if span.waits else as_date(span.opens)
    stretches = [(as_date(start), as_date(end) or date.max) for start, end in span.suspended]
    return WindowRow(
        title=promise.title, about=promise.when, status=promise.finding.status,
        target=f"#{promise.anchor}", opens=opens, due=as_date(span.due), closes=as_date(span.closes),
        term_ends=as_date(span.term_ends), suspended=tuple((first, last) for first, last in stretches if first),
        deeds=tuple(deeds), undated=undated,
    )  # fmt: skip


def _deeds(promise: Promise, cited: Citations) -> tuple[list[Deed], int]:
    """Return the reported happenings of certain days, and how many others there are."""
    grouped: dict[tuple[str, str], list[Evidence]] = {}
    for item in promise.evidence:
        grouped.setdefault((item.happening, kind_of(item)), []).append(item)
    found, undated = [], 0
    for (_, kind), items in grouped.items():
        best = min(items, key=_best)
        target = cited.target(best.claim_id) or f"#{promise.anchor}"
        if best.earliest is None or best.latest is None:
            undated += 1
            continue
        first, last = date.fromisoformat(best.earliest), date.fromisoformat(best.latest)
        counts = any(item.counts for item in items) or kind == "planned"
        found.append(Deed(kind=kind, first=min(first, last), last=last, tip=_tip(kind, best, items), target=target,
                          counts=counts))  # fmt: skip
    return found, undated


def kind_of(item: Evidence) -> str:
    """Return what a claim says of what was owed: one of `KINDS`."""
    if item.bearing == "context" and item.status == "planned":
        return "planned"
    if item.status == "omitted":
        return "omitted"
    if item.status == "denied":
        return "denied"
    return "done" if item.bearing == "for" else "breach"


def _best(item: Evidence) -> tuple[bool, bool, int, str]:
    """Order claims on one happening: those that count, and whose days are known most closely, first."""
    width = 9999
    if item.earliest and item.latest:
        width = (date.fromisoformat(item.latest) - date.fromisoformat(item.earliest)).days
    return not item.counts, item.dated_by != "claim", width, item.claim_id


def _tip(kind: str, best: Evidence, items: Iterable[Evidence]) -> str:
    sayers = list(dict.fromkeys(item.says for item in items))
    more = f" and {len(sayers) - 1} more" if len(sayers) > 1 else ""
    when = spoken_between(best.earliest, best.latest)
    words = wording.oneline(best.quote)[:LONGEST_TIP]
    return f"{when}, {KINDS[kind]}: “{words}”, says {best.says}{more}"
