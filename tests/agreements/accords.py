"""Agreements of an invented conflict, written for the tests of reading, calendar, check and diff."""

from __future__ import annotations

from pathlib import Path

CASEBOOK = """
sides: {ostara: Ostara, brenland: Brenland}
actors:
  ostara: {kind: state, side: ostara, names: [Ostara]}
  brenland: {kind: state, side: brenland, names: [Brenland]}
  ostaran-army: {kind: force, side: ostara, names: [Ostaran army], affiliations: ostara}
  pilot-force: {kind: peacekeepers, names: [Pilot Force]}
places:
  marl: {kind: town, at: [-30, -30], names: [Marl]}
  marl-road: {kind: corridor, at: [-30, -30], names: [Marl road]}
"""

HEAD = """id: pine-accord
title: The Pine accord
kind: preliminary
signed: 2031-01-30
in_force: {from: 2031-01-31T13:00, zone: "+04:00"}
territory: marl
parties: [ostara, brenland]
guarantors: pilot-force
casebooks: book.yml
sources: The text as printed in the gazette of Ostara
versions:
  ostaran: {language: en, source: Gazette of Ostara}
  brennish: {language: en, source: Gazette of Brenland}
fluents:
  road: {kind: corridor, title: The Marl road, places: marl-road, states: [open, closed], initial: open}
provisions:
"""

GUNS = """  guns:
    article: "1"
    words: The guns leave Marl.
    kind: duty
    bearers: ostara
    conduct: {acts: withdrawal, places: marl}
    window: {by: 2031-03-20}
    check: done_by
"""


def write_accord(folder: Path, provisions: str = GUNS, head: str = HEAD, name: str = "accord.yml") -> Path:
    """Write an accord and its casebook into a folder; return the path of the accord."""
    (folder / "book.yml").write_text(CASEBOOK, encoding="utf-8")
    path = folder / name
    path.write_text(head + provisions, encoding="utf-8")
    return path
