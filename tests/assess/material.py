"""An invented lake district for tests of assessment: Ketria, Sorven, and the observers that Doveland sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trucewatch.agreements.model import Agreement, Breach, Conduct, Fluent, Force, Provision, Window
from trucewatch.assess.days import day_number
from trucewatch.assess.provisions import Board, ProvisionCase
from trucewatch.assess.scope import read_material
from trucewatch.casebook.model import Actor, Affiliation, Casebook, Name, Outlet, Place
from trucewatch.records.link import Event, Origin

Row = dict[str, Any]
OPENED = "2031-03-01"


def actor(name: str, kind: str, side: str | None = None, **more: Any) -> Actor:
    return Actor(name, kind, (Name(name.replace("-", " ").title()),), side=side, **more)


def place(name: str, kind: str, at: tuple[float, float], radius: float, *within: str) -> Place:
    return Place(name, kind, (Name(name.title()),), at[0], at[1], radius, within=within)


ACTORS = (
    actor("ketria", "state", "ketria"), actor("sorven", "state", "sorven"), actor("doveland", "state", "doveland"),
    actor("ketrian-army", "force", "ketria", affiliations=(Affiliation("ketria"),)),
    actor("ketrian-ministry", "ministry", "ketria", affiliations=(Affiliation("ketria"),)),
    actor("sorveni-army", "force", "sorven", affiliations=(Affiliation("sorven"),)),
    actor("sorveni-minister", "person", affiliations=(Affiliation("sorven", "minister", "2030-01-01", "2031-12-31"),)),
    actor("sorveni-anglers", "protesters", "sorven", affiliations=(Affiliation("sorven"),)),
    actor("dove-observers", "peacekeepers", "doveland", affiliations=(Affiliation("doveland", since="2031-03-01"),)),
    actor("dovish-troops", "force", "doveland", affiliations=(Affiliation("doveland"),)),
    actor("lake-watch", "body", "international"),
)  # fmt: skip
PLACES = (
    place("lake-district", "district", (50.0, 20.0), 30), place("mirefield", "town", (50.1, 20.1), 4, "lake-district"),
    place("reed-road", "road", (50.1, 20.2), 15), place("far-hills", "district", (52.0, 24.0), 20),
    place("far-town", "town", (52.0, 24.0), 4, "far-hills"),
)  # fmt: skip
CASEBOOK = Casebook(
    ("lake",), {"ketria": "Ketria", "sorven": "Sorven", "doveland": "Doveland", "international": "Others"},
    {one.id: one for one in ACTORS}, {one.id: one for one in PLACES},
    {"globe": Outlet("globe", (Name("The Globe"),)), "mail": Outlet("mail", (Name("The Mail"),))}, "0" * 64,
)  # fmt: skip
VOICES: dict[str, Row] = {
    "globe": {"own_voice": True, "document": "globe"}, "mail": {"own_voice": True, "document": "mail"},
    "columnist": {"own_voice": True, "document": "column"},
    "ketria": {"claimant_actor_id": "ketria", "claimant_side": "ketria"},
    "ketrian-ministry": {"claimant_actor_id": "ketrian-ministry", "claimant_side": "ketria"},
    "sorven": {"claimant_actor_id": "sorven", "claimant_side": "sorven"},
    "sorveni-army": {"claimant_actor_id": "sorveni-army", "claimant_side": "sorven"},
    "doveland": {"claimant_actor_id": "doveland", "claimant_side": "doveland"},
    "lake-watch": {"claimant_actor_id": "lake-watch", "claimant_side": "international"},
    "somebody": {"claimant": "a villager"},
}  # fmt: skip
"""Who can say something in these tests."""
GENRES = {"globe": "news", "mail": "news", "column": "opinion", "paper": "news"}


class Lake:
    """Claims, documents and events of a test, and the board over them."""

    def __init__(self) -> None:
        self.claims: list[Row] = []
        self.documents: dict[str, Row] = {}
        self.figures: list[Row] = []
        self.times: list[Row] = []
        self.attributions: list[Row] = []
        self.groups: dict[str, list[str]] = {}

    def say(
        self, act: str, date: str | None = None, says: str = "globe", known: str | None = "2031-06-01",
        status: str = "happened", **more: Any,
    ) -> str:  # fmt: skip
        """Add a claim and return its id. ``by``, ``to`` and ``at`` are actors and a place; ``event`` groups claims."""
        voice = dict(VOICES[says])
        outlet = voice.pop("document", "paper")
        document = f"{outlet} of {known}"
        self.documents[document] = {
            "document_id": document, "published_to": known, "genre": GENRES[outlet], "text": "",
            "outlet_id": outlet if outlet in ("globe", "mail") else None, "outlet": outlet, "author": "A. Columnist",
        }  # fmt: skip
        claim_id = f"c-{len(self.claims):04d}"
        figure = more.get("figure")
        if figure:
            self.figures.append({"figure_id": f"f-{claim_id}", "unit": "troops", "low": figure, "high": figure,
                                 "quote": f"{figure} men"})  # fmt: skip
        by = more.get("by", "ketrian-army")
        self.claims.append({
            "claim_id": claim_id, "document_id": document, "segment_id": "s", "start": 10 * len(self.claims),
            "end": 10 * len(self.claims) + 5, "quote": more.get("quote", act), "kind": "act", "act": act,
            "actors": people(by), "recipients": people(more.get("to")), "place_ids": [f"casebook:{more['at']}"]
            if more.get("at") else [], "date": date, "status": status, "review": more.get("review", "unreviewed"),
            "own_voice": voice.get("own_voice", False), "claimant": voice.get("claimant", says),
            "claimant_actor_id": voice.get("claimant_actor_id"), "claimant_side": voice.get("claimant_side"),
            "figure_ids": [f"f-{claim_id}"] if figure else [],
        })  # fmt: skip
        self.groups.setdefault(more.get("event", claim_id), []).append(claim_id)
        return claim_id

    def tell(self, sentence: str, quote: str, time: Row | None = None, said: str | None = None, **more: Any) -> str:
        """Add a shelling told in a sentence of a report of its own; ``time`` is a mention of a time in that sentence.

        ``said`` are those of its words that somebody is told to have said.
        """
        claim_id = self.say(**({"act": "shelling", "at": "mirefield", "quote": quote} | more))
        claim, document = self.claims[-1], self.documents[self.claims[-1]["document_id"]]
        offset = len(document["text"])
        document["text"] += f"{sentence}\n"
        claim["start"] = offset + sentence.index(quote)
        claim["end"] = claim["start"] + len(quote)
        if time:
            start = offset + sentence.index(time["quote"])
            self.times.append({"time_id": f"t-{claim_id}", "zone": None, "part": None, "start": start} | time)
            claim["time_ids"] = [f"t-{claim_id}"]
        if said:
            start = offset + sentence.index(said)
            self.attributions.append({"attribution_id": f"a-{claim_id}", "start": start, "end": start + len(said)})
            claim["attribution_id"] = f"a-{claim_id}"
        return claim_id

    def events(self) -> list[Event]:
        empty: dict[str, Any] = {
            "act": None, "event_type": None, "status": "happened", "label": "", "label_id": "", "actors": (),
            "recipients": (), "place_ids": (), "date": None, "first": None, "last": None, "denied_ids": (),
            "document_ids": (), "part_of": None, "known_on": None, "why": "",
        }  # fmt: skip
        return [Event(event_id=f"e-{name}", claim_ids=tuple(ids), **empty) for name, ids in sorted(self.groups.items())]

    def monitors(self) -> list[Origin]:
        """Return the origins of what the observers of the lake say; who else speaks is told from the claims."""
        return [
            Origin(claim_id=row["claim_id"], origin="lake-watch", name="Lake Watch", side="international",
                   kind="monitor", copied_from=None, why="")
            for row in self.claims if row["claimant_actor_id"] == "lake-watch"
        ]  # fmt: skip

    def board(
        self, *provisions: Provision, agreements: Sequence[Agreement] = (), order: Sequence[int] | None = None
    ) -> Board:
        claims = [self.claims[at] for at in order] if order is not None else self.claims
        tables = {"claims": claims, "documents": list(self.documents.values()), "actors": [], "places": [],
                  "figures": self.figures, "times": self.times, "attributions": self.attributions}  # fmt: skip
        material = read_material(tables, self.events(), self.monitors(), CASEBOOK)
        return Board(material, [*([lake_accord(*provisions)] if provisions else []), *agreements], CASEBOOK)

    def one(self, provision: Provision, *more: Provision) -> ProvisionCase:
        return self.board(provision, *more)[f"lake-accord/{provision.id}"]


def people(names: str | Sequence[str] | None) -> list[Row]:
    listed = [names] if isinstance(names, str) else list(names or ())
    return [
        {"actor_id": name if name in CASEBOOK.actors else None, "name": name, "mention_id": None} for name in listed
    ]


ROAD = Fluent(id="road", kind="corridor", title="Reed road", places=("reed-road",), actors=("ketria", "sorven"))


def lake_accord(*provisions: Provision, **more: Any) -> Agreement:
    fields: dict[str, Any] = {
        "id": "lake-accord", "title": "Lake accord", "kind": "preliminary", "signed": OPENED,
        "in_force": Force(start=f"{OPENED}T00:00"), "territory": ("lake-district",), "parties": ("ketria", "sorven"),
        "fluents": (ROAD,),
    }  # fmt: skip
    return Agreement(**(fields | {"provisions": provisions} | more))


def promise(check: str | None = "done_by", **more: Any) -> Provision:
    """A duty of Ketria to Sorven: to leave the lake district by the end of March, unless said otherwise."""
    fields: dict[str, Any] = {
        "id": "leave", "article": "1", "words": "Ketria leaves the lake district.", "kind": "duty",
        "bearers": ("ketria",), "beneficiaries": ("sorven",), "window": Window(form="by", end="2031-03-31"),
        "conduct": Conduct(acts=("withdrawal",), places=("lake-district",)), "check": check,
    }  # fmt: skip
    return Provision(**(fields | more))


def truce(**more: Any) -> Provision:
    """A ban on fighting in the lake district, on both."""
    fields: dict[str, Any] = {
        "id": "truce", "article": "2", "words": "Nobody shoots in the lake district.", "kind": "ban",
        "bearers": ("ketria", "sorven"), "beneficiaries": ("ketria", "sorven"),
        "window": Window(form="from", start="in_force"),
        "conduct": Conduct(acts=("shelling", "capture"), places=("lake-district",)), "check": "never_done",
    }  # fmt: skip
    return Provision(**(fields | more))


def passage(**more: Any) -> Provision:
    """A duty of Sorven to keep the reed road open."""
    fields: dict[str, Any] = {
        "id": "passage", "article": "3", "words": "Sorven keeps the reed road open.", "kind": "duty",
        "bearers": ("sorven",), "beneficiaries": ("ketria",), "window": Window(form="from", start="in_force"),
        "conduct": Conduct(acts=("convoy-through", "closure-lifted"), places=("reed-road",)), "check": "kept_up",
        "breach": Breach(acts=("blockade", "checkpoint")),
    }  # fmt: skip
    return Provision(**(fields | more))


def on(day: str) -> int:
    return day_number(day)
