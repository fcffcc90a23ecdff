"""Drafts of texts that nobody would sign: whatever stands in them, the file loads and holds the exact words."""

from __future__ import annotations

from html import escape
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.agreements.test_drafting import cited_in
from tests.documents.formats.make_pdf import make_pdf
from trucewatch.agreements.drafting.assemble import assemble_agreement
from trucewatch.agreements.drafting.model import Proposed
from trucewatch.agreements.drafting.propose import propose_agreement
from trucewatch.agreements.drafting.render import render_draft
from trucewatch.agreements.drafting.run import draft_agreement
from trucewatch.agreements.read import read_agreement
from trucewatch.annotate import Parser
from trucewatch.casebook import load_casebooks
from trucewatch.errors import UsageError
from trucewatch.extract.gazetteer import open_gazetteer
from trucewatch.extract.model import Knowledge

PARSER, KNOWLEDGE = Parser(), Knowledge(load_casebooks([]), open_gazetteer())

HOSTILE = [
    "# no comment", 'a "quoted: {flow}" word', "key: value", "- item", "&anchor *alias !tag", "%YAML 1.2", "---",
    "...", "|", ">-", "null", "no", "On", "2051-13-45", "\x00", "\x1b[31m", "\x7f", "\x85", "\u2028", "\ufeff",
    "\ufffe", "\u202e", "\\n \\u0041", "'", "’", "}", "]", "`", "@", "\t", "\r", "(450)", "four hundred (450) men",
    "(hereinafter the Parties)", "“the Sides” means", "(a)", "(b)", "1.", "2.", "I.", "Article 9", "D+7",
    "Day D means 3 May 2051", "99999999999999999999 men", "by 31 February 2051", "within 9999 years",
    "every 0 days", "for a term of 5 years", "\U0001f54a",
]  # fmt: skip
PLAIN = [
    "The Republic of Tavaria", "the Kingdom of Morvane", "the Parties", "shall", "shall not", "may", "agree to",
    "withdraw", "hand over", "its troops", "the town of Keln", "to the other", "by 5 May 2051", "within ten days",
    "and", ":", ";", ".", "it", "which", "under the control of", "40 lorries", "is to be", "they", "each of them",
]  # fmt: skip
PIECES = st.one_of(st.sampled_from(PLAIN), st.sampled_from(HOSTILE), st.text(max_size=8))
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from([" ", " ", " ", "\n", "\n\n", ""])), min_size=1, max_size=40).map(
    lambda parts: "".join(piece + joint for piece, joint in parts)
)


def even(words: str) -> str:
    return " ".join(words.split())


def check_draft(text: str) -> Proposed:
    proposed = propose_agreement(text, PARSER, KNOWLEDGE)
    made = render_draft(assemble_agreement(proposed, "draft"), {"draft": proposed}, frozenset())
    read = read_agreement(made.encode("utf-8", "surrogatepass"), "draft.yml")
    assert not read.findings, [str(finding) for finding in read.findings]
    assert read.agreement is not None
    assert [p.words for p in read.agreement.provisions] == [even(item.quote) for item in proposed.provisions]
    for span in cited_in(proposed):
        assert span.quote == text[span.start : span.end]
    return proposed


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example('1. The Parties shall "stop # now": {a: b}\n2. They shall not - *ever* - !go &back\x00\x85\x7f')
@example("1. The Parties shall:\n(a) stop;\n(b) go.\n2. No shall leave Null by 5 May 2051 to On.")
@example("shall")
@example("1.\n2.\n3.")
@example("The parties (four hundred (450) men) shall leave (hereinafter the Sides), and (a) go; (b) stop; (c) wait.")
@given(TEXTS)
def test_whatever_stands_in_it_the_draft_loads_and_holds_the_words(text: str) -> None:
    if text.strip():
        check_draft(text)


@pytest.mark.parametrize("text", ["1\n2\n3\n4\n", "I.\nII.\nIII.\n", "17 18 19", "IV V VI", "*** ---", "\ufeff1. \n"])
def test_numbers_alone_promise_nothing(text: str) -> None:
    assert not check_draft(text).provisions


def test_a_long_accord_is_read_to_its_end() -> None:
    point = "{}. The army of Tavaria shall leave post {} by 5 May 2051, and shall not come back to it for two years.\n"
    proposed = check_draft("Truce\n\n" + "".join(point.format(n, n) for n in range(1, 301)))
    assert [item.article for item in proposed.provisions][-1] == "300"


@pytest.mark.parametrize("content", [b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 8, b"\x89PNG\r\n\x1a\n" + b"\0" * 64])
def test_what_is_no_text_is_said_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "accord.bin").write_bytes(content)
    with pytest.raises(UsageError):
        draft_agreement([tmp_path / "accord.bin"], [])


LINES = [
    "Truce of Orn",
    "The Republic of Tavaria and the Kingdom of Morvane agree:",
    "1. The army of Tavaria shall leave Keln by 5 May 2051.",
    "2. The Kingdom of Morvane shall release 40 prisoners & pay <nothing>.",
]


def as_docx() -> bytes:
    file, document = BytesIO(), docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    document.save(file)
    return file.getvalue()


def as_html() -> bytes:
    return "".join(["<html><body>", *(f"<p>{escape(line)}</p>" for line in LINES), "</body></html>"]).encode()


def as_pdf() -> bytes:
    return make_pdf([[(72, 760 - 30 * number, 11, line) for number, line in enumerate(LINES)]])


@pytest.mark.parametrize(("name", "content"), [("a.html", as_html()), ("a.docx", as_docx()), ("a.pdf", as_pdf())])
def test_accords_come_in_any_format_of_reports(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    agreement = read_agreement(draft_agreement([tmp_path / name], []).text.encode(), "draft.yml").agreement
    assert agreement is not None
    assert [(item.article, item.bearers) for item in agreement.provisions[:2]] == [
        ("1", ("republic-of-tavaria",)), ("2", ("kingdom-of-morvane",)),
    ]  # fmt: skip
    assert agreement.provisions[0].window is not None and agreement.provisions[0].window.end == "2051-05-05"
