"""The tables and points of the dossier's overview, each row with the link to its words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from trucewatch.casebook import Place
from trucewatch.publish.charts.placemap import Spot
from trucewatch.publish.charts.timeline import Publication
from trucewatch.publish.dossier import events, wording
from trucewatch.publish.dossier.content import Content, Row


def summary(content: Content) -> dict[str, Any]:
    """Return the numbers at the head of the page."""
    claims = content.tables["claims"]
    days = [row["published_from"] for row in content.documents if row["published_from"]]
    ends = [row["published_to"] for row in content.documents if row["published_to"]]
    return {
        "documents": len(content.documents),
        "outlets": len({row["outlet"] for row in content.documents if row["outlet"]}),
        "first": min(days, default=None),
        "last": max(ends, default=None),
        "acts": len(_told(content)),
        "events": len(events.events(content)["dated"]) + len(events.events(content)["undated"]),
        "contradictions": len(content.contradictions),
        "commitments": len(content.claims("commitment")),
        "omitted": len(omissions(content)),
        "voices": len({row["claimant"] for row in claims if not row["own_voice"] and row["claimant"]}),
        "figures": len(content.tables["figures"]),
        "places": len({row["place_id"] for row in content.tables["places"] if row["place_id"]}),
        "issues": len(content.tables["issues"]),
        "denied": sum(row["status"] == "denied" for row in content.claims("act", "statement")),
    }


def coverage(content: Content) -> dict[str, Any]:
    """Return which sides, outlets, genres and languages the material covers, and which sides it lacks."""
    outlets = content.casebook.outlets
    by_side: Counter[str | None] = Counter()
    for row in content.documents:
        outlet = outlets.get(row["outlet_id"] or "")
        by_side[outlet.side if outlet else None] += 1
    heard = Counter(row["claimant_side"] for row in content.tables["claims"] if not row["own_voice"])
    of_events = events.heard(content)
    sides = [
        {"side": title, "reports": by_side.pop(side, 0), "statements": heard.get(side, 0),
         "asserted": of_events.get(side, (0, 0))[0], "denied": of_events.get(side, (0, 0))[1]}
        for side, title in content.casebook.sides.items()
    ]  # fmt: skip
    asserted, denied = of_events.get(None, (0, 0))
    rest = sum(by_side.values())
    others = [{"side": "no side known", "reports": rest, "statements": heard.get(None, 0), "asserted": asserted,
               "denied": denied}] if rest or asserted or denied else []  # fmt: skip
    return {
        "sides": sides + others,
        "lacking": [row["side"] for row in sides if not row["reports"]],
        "unheard": [row["side"] for row in sides if not row["reports"] and not row["statements"]],
        "outlets": Counter(row["outlet"] or "not known" for row in content.documents).most_common(),
        "genres": Counter(row["genre"] for row in content.documents).most_common(),
        "languages": Counter(row["language"] or "not known" for row in content.documents).most_common(),
    }


def _told(content: Content) -> list[Row]:
    """Return the acts that the reports tell of; what is only supposed or asked is none."""
    return [claim for claim in content.claims("act") if claim["status"] != "none"]


def publications(content: Content) -> list[Publication]:
    """Return when each document was published."""
    return [
        Publication(
            date.fromisoformat(row["published_from"]), date.fromisoformat(row["published_to"]),
            content.title(row["document_id"]), f"#{row['document_id']}",
        )
        for row in content.documents
        if row["published_from"] and row["published_to"]
    ]  # fmt: skip


def commitments(content: Content) -> list[dict[str, Any]]:
    """Return what was promised or owed, by bearer; within a bearer by due date, those without one last."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for claim in content.claims("commitment"):
        names = [actor["name"] for actor in claim["actors"]] or ["Nobody named"]
        for name in dict.fromkeys(names):
            grouped[name].append(claim)
    ordered = sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0]))
    return [
        {"bearer": name, "claims": [_shown(c, content) for c in sorted(claims, key=lambda c: c["due"] or "9999")]}
        for name, claims in ordered
    ]


def omissions(content: Content) -> list[dict[str, Any]]:
    """Return the duties that are told as left undone."""
    return [_shown(claim, content) for claim in content.claims("act") if claim["status"] == "omitted"]


def _shown(claim: Row, content: Content) -> dict[str, Any]:
    return {
        "row": claim,
        "target": content.target(claim),
        "title": content.title(claim["document_id"]),
        "document": f"#{claim['document_id']}",
        "where": content.places_of(claim),
        "who": ", ".join(actor["name"] for actor in claim["actors"]) or "–",
        "whom": ", ".join(actor["name"] for actor in claim["recipients"]) or "–",
        "says": "the report itself" if claim["own_voice"] else claim["claimant"] or "nobody named",
    }


def spots(content: Content) -> list[Spot]:
    """Return the resolved places for the map, with their geometry where the casebook has one.

    A place that only ever stands for a government (Moscow, Baku) is listed and not drawn.
    """
    found = []
    for place in places(content):
        row = place["row"]
        if not place["meant"]:
            continue
        known = _known(row, content)
        lines = known.geometry if known else ()
        spot = Spot(
            place["names"],
            row["lat"],
            row["lon"],
            row["radius_km"],
            place["meant"],
            place["target"],
            lines,
        )
        found.append(spot)
    return found


def places(content: Content) -> list[dict[str, Any]]:
    """Return each resolved place once, the most named first, with its forms and the link to its first mention."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in content.tables["places"]:
        if row["place_id"]:
            grouped[row["place_id"]].append(row)
    listed = [
        {
            "row": rows[0],
            "count": len(rows),
            "meant": sum(not row["metonym"] for row in rows),
            "names": wording.side_by_side(rows[0], _known(rows[0], content)),
            "forms": _forms(rows),
            "documents": len({row["document_id"] for row in rows}),
            "target": f"#{rows[0]['mention_id']}",
        }
        for rows in grouped.values()
    ]
    return sorted(listed, key=lambda item: (-item["count"], item["row"]["name"]))


def _known(row: Row, content: Content) -> Place | None:
    return content.casebook.places.get(str(row["place_id"]).removeprefix("casebook:"))


def _forms(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """Return the distinct words that name a thing, each with the link to where it first stands."""
    first: dict[str, str] = {}
    for row in rows:
        first.setdefault(wording.oneline(row["quote"]), f"#{row['mention_id']}")
    return list(first.items())


def actors(content: Content) -> list[dict[str, Any]]:
    """Return each actor once, the most named first; those that stayed unresolved are not among them."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in content.tables["actors"]:
        if row["actor_id"]:
            grouped[row["actor_id"]].append(row)
    said = Counter(claim["claimant_actor_id"] for claim in content.tables["claims"] if not claim["own_voice"])
    listed = []
    for actor_id, rows in grouped.items():
        named = [row for row in rows if row["form"] not in ("pronoun", "description")] or rows
        known = content.casebook.actors.get(actor_id)
        listed.append({
            "name": known.name if known else max((row["name"] for row in named), key=len),
            "row": named[0], "count": len(rows), "forms": _forms(named)[:8], "said": said.get(actor_id, 0),
            "documents": len({row["document_id"] for row in rows}), "target": f"#{named[0]['mention_id']}",
        })  # fmt: skip
    return sorted(listed, key=lambda item: (-item["count"], item["name"]))


def figures(content: Content) -> list[dict[str, Any]]:
    """Return the figures by unit, each with its claimant; within a unit by document and place in the text."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in content.tables["figures"]:
        grouped[row["unit"]].append(row)
    return [
        {"unit": title, "rows": [_figure(row, content) for row in grouped[unit]]}
        for unit, title in wording.UNIT_TITLES.items()
        if unit in grouped
    ]


def _figure(row: Row, content: Content) -> dict[str, Any]:
    return {
        "row": row,
        "target": f"#{row['figure_id']}",
        "title": content.title(row["document_id"]),
        "document": f"#{row['document_id']}",
        "published": content.by_id[row["document_id"]]["published"],
    }


def voices(content: Content) -> list[dict[str, Any]]:
    """Return who says what: statements by claimant, the most heard first."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for claim in content.claims("statement"):
        grouped[claim["claimant"] or "Nobody named"].append(claim)
    return [
        {
            "name": name,
            "side": next((content.casebook.sides.get(c["claimant_side"]) for c in claims if c["claimant_side"]), None),
            "claims": [_shown(claim, content) for claim in claims],
            "denied": sum(claim["status"] == "denied" for claim in claims),
        }
        for name, claims in sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0]))
    ]


def issues(content: Content) -> list[dict[str, Any]]:
    """Return what stayed open, grouped by kind of reason."""
    grouped: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in content.tables["issues"]:
        grouped[row["stage"], row["code"]].append(row)
    return [{"stage": stage, "code": code, "rows": rows} for (stage, code), rows in sorted(grouped.items())]
