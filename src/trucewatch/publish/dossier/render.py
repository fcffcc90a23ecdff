"""Put the dossier together: data, charts and texts into one page."""

from __future__ import annotations

from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from trucewatch import __version__
from trucewatch.publish.charts.matrix import render_matrix
from trucewatch.publish.charts.placemap import render_map
from trucewatch.publish.charts.timeline import render_timeline
from trucewatch.publish.dossier import events, overview, quantities, sharing, wording
from trucewatch.publish.dossier.content import Content, load_content
from trucewatch.publish.dossier.promises import promises
from trucewatch.publish.dossier.texts import render_document
from trucewatch.storage import Case

STYLES = ("dossier.css", "agreements.css")
_STEERING = dict.fromkeys(({*range(0x20), *range(0x7F, 0xA0), 0x202D, 0x202E} - {0x09, 0x0A}), "\ufffd")
"""Characters that no page may hold, and those that turn the writing of what follows; shown as a sign, one for one."""


def render_dossier(case: Case, on: str | None = None) -> str:
    """Return the whole page. It loads nothing, runs nothing, and opens offline.

    Args:
        case: The case.
        on: The day on which its provisions are shown (ISO); without it the last day of the material.

    Raises:
        UsageError: where ``on`` is no day, or the case has no agreements to ask about.
    """
    content = load_content(case)
    folder = files("trucewatch.publish") / "templates"
    environment = Environment(
        loader=PackageLoader("trucewatch.publish"), autoescape=select_autoescape(default=True),
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {
        "number": wording.number,
        "range": wording.bounds,
        "day": wording.day,
        "short_day": wording.short_day,
        "oneline": wording.oneline,
    }
    page = environment.get_template("dossier.html.j2").render(
        name=case.path.name.removesuffix(".case"),
        style=Markup("").join(Markup((folder / name).read_text(encoding="utf-8")) for name in STYLES),
        version=__version__,
        manifest=case.manifest,
        known=case.known,
        content=content,
        promised=promises(case, content, on),
        **_sections(content),
    )
    return page.translate(_STEERING)


def _sections(content: Content) -> dict[str, object]:
    spots = overview.spots(content)
    chart_map, off_map = render_map(spots)
    chart_time, off_time = render_timeline(events.moments(content), overview.publications(content))
    sources, rows, off_matrix = events.matrix(content)
    plots, off_plots = quantities.quantities(content)
    return {
        "matrix": Markup(render_matrix(sources, rows)) if rows else "",
        "matrix_rows": len(rows),
        "off_matrix": off_matrix,
        "quantities": plots,
        "off_quantities": off_plots,
        "summary": overview.summary(content),
        "coverage": overview.coverage(content),
        "timeline": Markup(chart_time),
        "off_timeline": off_time,
        "events": events.events(content),
        "contradictions": sharing.contradictions(content),
        "copies": sharing.copies(content),
        "commitments": overview.commitments(content),
        "omissions": overview.omissions(content),
        "map": Markup(chart_map),
        "off_map": off_map,
        "places": overview.places(content),
        "actors": overview.actors(content),
        "figures": overview.figures(content),
        "voices": overview.voices(content),
        "issues": overview.issues(content),
        "texts": [render_document(document, content) for document in content.documents],
    }
