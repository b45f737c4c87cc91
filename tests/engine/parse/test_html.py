"""HTML as its reader sees it: reading order, hidden text apart, every visible character traced to the source."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.engine.parse.charsets import Decoded
from tsuho.engine.parse.html import read_html


def shown(html: str):
    return read_html(Decoded.of_text(html), 1)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>一段落</p><p>二段落</p>", "一段落\n二段落\n"),
        ("配信<b>停止</b>は<i>こちら</i>", "配信停止はこちら"),  # inline tags never split a word
        ("A&amp;B &lt;C&gt; &#x5E83;&#21578;", "A&B <C> 広告"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<table><tr><td>〒</td><td>住所</td></tr></table>", "〒\t住所\t\n"),
        ("  many \n\n blanks  ", "many blanks "),
        ("<pre>a  b\n c</pre>", "a  b\n c\n"),
        ("<style>p{color:red}</style><script>if (a<b) x('</p>')</script>text", "text"),
        ("<head><title>no</title></head><body>yes", "yes"),
        ("<head><title>no<body>yes", "yes"),
        ("<!-- <p>no</p> -->yes<!doctype x>", "yes"),
        ('<a href="x>y">z</a>', "z"),
        ('<a href="unclosed>z</a> after', "z after"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
    ],
)
def test_reading_order(html, text):
    assert shown(html).text.chars == text


@pytest.mark.parametrize(
    "style",
    ["display:none", "DISPLAY : NONE !important", "visibility:hidden", "font-size:0", "font-size:1px", "opacity:0",
     "color:#fff;background:#fff", "color:white;background-color:#FFFFFF", "max-height:0;overflow:hidden", "mso-hide:all",
     "color:rgb(10,10,10);background:#0a0a0a"],
)  # fmt: skip
def test_hidden_text_stands_apart(style):
    found = shown(f'見える<div style="{style}">隠し<div>もっと</div>隠し</div>見える').text
    assert "隠し" not in found.chars and "もっと" not in found.chars
    assert found.chars.replace("\n", "") == "見える見える"
    assert found.hidden.chars.count("隠し") == 2 and "もっと" in found.hidden.chars


@pytest.mark.parametrize(
    "style", ["color:#767676;font-size:10px", "color:#fff;background:#000", "opacity:0.9", "font-size:12pt"]
)
def test_small_grey_print_is_visible(style):
    assert shown(f'<p style="{style}">住所</p>').text.chars.strip() == "住所"


def test_links_hold_their_target_and_what_the_reader_sees():
    html = (
        "x <a class=c href=\"http://a.example/?a=1&amp;b=2\">配信<b>停止</b></a> <a href='mailto:x@a.example'>mail</a>"
    )
    found = shown(html)
    assert [(link.target, found.text.chars[link.text_start : link.text_end]) for link in found.links] == [
        ("http://a.example/?a=1&b=2", "配信停止"),
        ("mailto:x@a.example", "mail"),
    ]
    assert html[found.links[0].source_start : found.links[0].source_end] == "http://a.example/?a=1&amp;b=2"


def test_a_tag_left_open_is_noticed():
    assert shown("text <a href='http://x.example/").open_tag
    assert not shown("text <b>").open_tag


HTML = st.lists(
    st.sampled_from(["<p>", "</p>", "<b>", "</b>", "&amp;", "&nbsp;", "&#x3042;", "&bogus;", "  ", "\n", "広告", "a", "<", ">", '"', "'", "<a href=x>",
                     "</a>", "<div style='display:none'>", "</div>", "<!--", "-->", "<script>", "</script>", "<pre>", "</pre>", "<td>", "ｶﾞ", "<title>"]),
    max_size=40,
).map("".join)  # fmt: skip


@given(HTML)
def test_every_visible_character_is_traced_to_its_source(html):
    found = shown(html)
    for text in filter(None, (found.text, found.text.hidden)):
        covered = [False] * len(text.chars)
        for run in text.runs:
            assert 0 <= run.source_start < run.source_end <= len(html)
            covered[run.start : run.end] = [True] * (run.end - run.start)
            if run.end - run.start == run.source_end - run.source_start:
                written = re.sub(r"[\t\r\n\f]", " ", html[run.source_start : run.source_end])
                assert text.chars[run.start : run.end] in (written, html[run.source_start : run.source_end])
        # what no run covers is layout, and layout is white
        assert all(is_covered or char.isspace() for is_covered, char in zip(covered, text.chars, strict=True))


@given(HTML)
def test_evidence_points_inside_the_bytes(html):
    found = shown(html).text
    size = len(html.encode())
    for start in range(len(found.chars)):
        a, b = found.evidence(start, start + 2).span
        assert 0 <= a <= b <= size
