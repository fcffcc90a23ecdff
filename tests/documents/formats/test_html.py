"""HTML: the visible text of the whole page in its order, with blocks that tell what is what."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.documents.formats.html import read_html
from trucewatch.documents.formats.html_deep import read_deep
from trucewatch.documents.formats.markup import hint_of_name
from trucewatch.documents.model import Reading
from trucewatch.errors import Unreadable

PAGE = """<!doctype html><html lang="en"><head><title>Quiet returns | Velmar Courier</title>
<meta property="og:site_name" content="Velmar Courier">
<meta property="article:published_time" content="2031-03-04T10:00:00Z">
<link rel="canonical" href="https://courier.example/quiet"><style>p { color: red }</style></head>
<body class="single has-sidebar"><a class="sr-only" href="#main">Skip to content</a>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<div class="main-sidebar-wrapper"><article><h1>Quiet returns to Oreth</h1>
<div class="meta"><span class="byline">By <a rel="author">Jo Marren</a></span><time
datetime="2031-03-04">4 March 2031</time></div>
<figure><img src="x.jpg" alt="not text"><figcaption>A road near Oreth.</figcaption></figure>
<p>Both sides <b>ag</b>reed   to
stop.<br>It held&nbsp;overnight.</p><script>var hidden = 1;</script>
<p style="display:none">Invisible</p><p hidden>Gone</p>
<blockquote><p>“We want peace,” she said.</p></blockquote>
<table><tr><th>Killed</th><td>12</td></tr><tr><td>Wounded</td><td>30</td></tr></table>
</article><div class="related-posts"><h3><a href="/other">Another story</a></h3></div></div>
<footer>© Velmar Courier</footer></body></html>"""


def rows(reading: Reading) -> list[tuple[str, tuple[str, ...], str]]:
    return [(block.hint, block.inside, reading.text[block.start : block.end]) for block in reading.blocks]


def read(page: str, charset: str | None = None) -> Reading:
    return read_html(page.encode(), charset)


def test_a_page_becomes_its_visible_text_with_hints() -> None:
    assert rows(read(PAGE)) == [
        ("link", ("nav", "list"), "Home"),
        ("link", ("nav", "list"), "World"),
        ("heading1", ("article",), "Quiet returns to Oreth"),
        ("byline", ("article",), "By Jo Marren 4 March 2031"),
        ("caption", ("article",), "A road near Oreth."),
        ("text", ("article",), "Both sides agreed to stop.\nIt held\xa0overnight."),
        ("quote", ("article",), "“We want peace,” she said."),
        ("table", ("article",), "Killed\t12"),
        ("table", ("article",), "Wounded\t30"),
        ("heading3", ("aside", "link"), "Another story"),
        ("footer", (), "© Velmar Courier"),
    ]


def test_blocks_are_apart_by_blank_lines() -> None:
    reading = read(PAGE)
    assert reading.text.split("\n\n") == [text for _, _, text in rows(reading)]


def test_a_page_says_what_it_is() -> None:
    metadata = read(PAGE).metadata
    assert (metadata.title, metadata.outlet) == ("Quiet returns | Velmar Courier", "Velmar Courier")
    assert (metadata.published, metadata.language) == ("2031-03-04T10:00:00Z", "en")
    assert metadata.address == "https://courier.example/quiet"


def test_linked_data_is_trusted_first() -> None:
    data = """{"@graph": [{"@type": "WebPage", "name": "x"}, {"@type": ["NewsArticle"], "headline": "Truce holds",
      "author": [{"name": "Jo Marren"}, {"name": "A. Tel"}], "publisher": {"name": "Norrland Radio"},
      "datePublished": "2031-03-05T08:00:00+01:00", "inLanguage": "en"}]}"""
    metadata = read(f'<title>Other</title><script type="application/ld+json">{data}</script><p>Words').metadata
    assert (metadata.title, metadata.author) == ("Truce holds", "Jo Marren, A. Tel")
    assert (metadata.outlet, metadata.published) == ("Norrland Radio", "2031-03-05T08:00:00+01:00")


@pytest.mark.parametrize(
    "data", ["{", "[" * 5000, '{"@type": 3, "@graph": 4}', "null", '{"@type":"Article","author":[[]]}']
)
def test_broken_linked_data_is_passed_over(data: str) -> None:
    assert read(f'<script type="application/ld+json">{data}</script><p>Words').text == "Words"


@pytest.mark.parametrize(
    ("comment", "address"),
    [
        ("<!-- saved from url=(0031)https://courier.example/saved -->", "https://courier.example/saved"),
        ("<!--\n Page saved with SingleFile \n url: https://courier.example/one \n saved date: x\n-->",
         "https://courier.example/one"),
    ],
)  # fmt: skip
def test_the_program_that_saved_a_page_tells_its_address(comment: str, address: str) -> None:
    picture = "data:image/png;base64," + "QUJD" * 100
    reading = read(f"<html>{comment}<body><img src='{picture}'>Words")
    assert (reading.text, reading.metadata.address) == ("Words", address)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>one<p>two", "one\n\ntwo"),
        ("one<br><br>two", "one\n\ntwo"),
        ("<p>a <i> b</i> c</p>", "a b c"),
        ("<pre>  x\n   y</pre>", "x\n   y"),
        ("<a>One</a><a>Two</a>", "One Two"),
        ("<a>Velmar</a>ian", "Velmarian"),
        ("a<!-- no -->b &amp; &lt;c&gt; &#8211;", "ab & <c> –"),
        ("<p>x</p>tail<div>y</div>", "x\n\ntail\n\ny"),
        ("<textarea>typed</textarea><select><option>A<option>B</select>", "typed\n\nA\n\nB"),
        ("<table><tr><td><p>one</p><p>two</p></td><td>" + "word " * 60 + "</td></tr></table>",
         "one\n\ntwo\n\n" + ("word " * 60).strip()),
        ("<template>t</template><noscript>n</noscript><svg><text>s</text></svg>shown", "shown"),
    ],
)  # fmt: skip
def test_text_is_set_as_a_browser_sets_it(markup: str, text: str) -> None:
    assert read(f"<body>{markup}</body>").text == text


@pytest.mark.parametrize("depth", [1_900, 2_100, 100_000])
@pytest.mark.parametrize("tag", ["div", "b", "nav"])
def test_any_depth_of_nesting_is_read(depth: int, tag: str) -> None:
    started = time.monotonic()
    page = f"<p>before</p>{f'<{tag}>' * depth}deep{f'</{tag}>' * depth}<p>after</p>"
    assert read(page).text == "before\n\ndeep\n\nafter"
    assert time.monotonic() - started < 20


def test_unclosed_and_crossed_tags_of_any_depth() -> None:
    page = "<p>before" + "<div><i>" * 50_000 + "deep" + "</span></p>" * 50_000 + "<script>x" + "</script>end"
    assert read(page).text == "before\n\ndeep\n\nend"


@pytest.mark.parametrize(
    "page", ["<p>a<p>b<ul><li>c<li>d</ul>", "x<br>y<hr>z", "<p hidden>a<b>c</b></p>d", "<p>1 &lt; 2 &eacute;"]
)
def test_both_ways_of_reading_agree(page: str) -> None:
    written = read_deep(page)
    assert written.text() == read(page).text


@given(st.lists(st.sampled_from(
    ["<p>", "</p>", "<div class='sidebar'>", "</div>", "<b>", "</b>", "<br>", "<td>", "<tr>", "<table>", "</table>",
     "<li>", "<h2>", "</h2>", "<a>", "</a>", "<time>", "</time>", "<pre>", "</pre>", "word ", " more\n", "&nbsp;",
     "<nav>", "</nav>", "<script>", "</script>", "<p hidden>", "<!--", "-->", "\0", "<"]
), max_size=40))  # fmt: skip
def test_blocks_lie_in_the_text_in_order_whatever_the_markup(pieces: list[str]) -> None:
    try:
        reading = read("".join(pieces))
    except Unreadable as error:
        assert error.code == "no-text"
        return
    at = 0
    for block in reading.blocks:
        assert at <= block.start < block.end <= len(reading.text)
        words = reading.text[block.start : block.end]
        assert words == words.strip()
        assert not reading.text[at : block.start].strip()
        at = block.end
    assert at == len(reading.text)


@pytest.mark.parametrize(
    ("declared", "codec"), [("utf-8", "cp1251"), ("iso-8859-1", "cp1251"), ("windows-1251", "utf-8"), ("", "utf-16")]
)
def test_a_wrong_charset_does_not_garble_the_page(declared: str, codec: str) -> None:
    words = "Войска покинули деревню, и жители вернулись домой утром."
    page = f"<html><head><meta charset='{declared}'></head><body><p>{words}</p></body></html>"
    assert read_html(page.encode(codec), None).text == words


@pytest.mark.parametrize(
    "payload", [b"<html></html>", b"<!-- only a comment -->", b"<script>x</script>", b"<p>&nbsp;</p>"]
)
def test_a_page_without_words_is_no_document(payload: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        read_html(payload, None)
    assert caught.value.code == "no-text"


def test_entities_of_its_own_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><html><p>&b;</p></html>'
    assert "aaaaaaaaaaaaaaaaaaaa" not in read(bomb).text.partition("]>")[2]


@pytest.mark.parametrize(
    ("name", "hint"),
    [("site-footer", "footer"), ("footerLinks", "footer"), ("wp-caption-text", "caption"), ("has-sidebar", None),
     ("RelatedPosts", "aside"), ("entry-content", None), ("article__byline", "byline"), ("loaded", None)],
)  # fmt: skip
def test_class_names_tell_what_is_what(name: str, hint: str | None) -> None:
    assert hint_of_name(name)[0] == hint


def test_twenty_megabytes_in_one_paragraph() -> None:
    started = time.monotonic()
    assert len(read("<p>" + "word " * 4_000_000).text) == 20_000_000 - 1
    assert time.monotonic() - started < 20
