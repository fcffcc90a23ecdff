"""The measure of places on corpora of toponyms, on a small corpus in each of the two formats."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Tools
from trucewatch.evaluate.geoparsing import measure_places, read_corpus

GEOVIRUS = """<articles><article><text>Rain fell in Nairobi. Qelm stayed dry.</text><locations>
<location><name>Nairobi</name><start>13</start><end>20</end><lat>-1.29</lat><lon>36.82</lon></location>
<location><name>Qelm</name><start>22</start><end>26</end><lat>1</lat><lon>2</lon></location>
</locations></article></articles>"""
LGL = """<articles><article docid="1"><text><![CDATA[Rain fell in Nairobi.]]></text><toponyms>
<toponym><start>13</start><end>20</end><phrase>Nairobi</phrase><gaztag><lat>50</lat><lon>10</lon></gaztag></toponym>
<toponym><start>5</start><end>9</end><phrase>fell</phrase></toponym></toponyms></article></articles>"""


def test_found_missed_and_near(tmp_path: Path, tools: Tools) -> None:
    (tmp_path / "a.xml").write_text(GEOVIRUS)
    articles = list(read_corpus(tmp_path / "a.xml"))
    figures = measure_places(articles, tools.parser, tools.knowledge).figures()
    assert (figures["gold"], figures["predicted"]) == (2, 1)
    assert figures["precision"] == 1 and figures["recall"] == 0.5 and figures["f1"] == pytest.approx(2 / 3)
    assert figures["within 161 km of all"] == 0.5 and figures["within 25 km of found"] == 1
    assert figures["median km"] < 10


def test_a_wrong_point_counts_against(tmp_path: Path, tools: Tools) -> None:
    (tmp_path / "b.xml").write_text(LGL)
    tally = measure_places(list(read_corpus(tmp_path / "b.xml")), tools.parser, tools.knowledge)
    assert tally.found == 1 and tally.located == 1 and len(tally.misplaced) == 1
    assert tally.figures()["within 161 km of all"] == 0


def test_nothing_at_all_is_no_error(tmp_path: Path, tools: Tools) -> None:
    assert measure_places([], tools.parser, tools.knowledge).figures()["f1"] == 0
