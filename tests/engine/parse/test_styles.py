"""Which styles and style sheets make text invisible, and which only look like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.engine.parse.decoded import Decoded
from tsuho.engine.parse.html import read_html
from tsuho.engine.parse.style_sheets import MAX_RULES, sheet_rules


def read(html: str):
    return read_html(Decoded.of_text(html), 1).text


def shown(html: str) -> bool:
    text = read(html)
    assert ("字" in text.chars) != ("字" in (text.hidden.chars if text.hidden else "")), "it is in one of the two"
    return "字" in text.chars


@pytest.mark.parametrize(
    "style",
    [
        "display:none", "display:none !important", "visibility:collapse", "opacity:.0", "opacity:0%", "font-size:0", "font-size:2px",
        "font:0/0 a", "font:1px Arial", "font-size:.1em", "font-size:1%", "width:0;overflow:hidden", "height:1px;overflow-y:hidden",
        "max-width:0px;overflow:hidden", "position:absolute;top:-1000px", "position:fixed;left:-999em", "text-indent:-9999px",
        "margin:0 0 0 -2000px", "clip-path:circle(0)", "transform:scale(0)", "transform:translateX(-2000px)", "color:transparent",
        "color:#ffffff00", "color:rgba(1,2,3,0)", "color:hsl(0,0%,100%)", "color:snow", "color:rgb(100%,100%,100%)", "mso-hide:all",
        "color:#123;background:#123 no-repeat", "color:#f0f0f0", "-webkit-text-fill-color:white",
    ],
)  # fmt: skip
def test_hidden(style):
    assert not shown(f'<p style="{style}">字</p>')


@pytest.mark.parametrize(
    "style",
    [
        "display:block", "opacity:0.5", "font-size:3px", "font-size:70%", "font:12px/1.5 Arial", "width:0", "overflow:hidden;height:40px",
        "left:-9999px", "margin-left:-20px", "color:#ccc", "color:#fff;background:#333", "color:#fff;background-image:url(x)",
        "color:#fff;background:linear-gradient(red,blue)", "color:#fff;background-color:var(--x)", "color:var(--x)", "color:cornflowerblue",
        "color:#fff;background-color:rebeccapurple", "transform:scale(0.9)", "text-indent:-2em", "border:none", "display-none:x",
    ],
)  # fmt: skip
def test_visible(style):
    assert shown(f'<p style="{style}">字</p>')


@pytest.mark.parametrize(
    ("css", "body", "is_shown"),
    [
        (".a{display:none}", '<p class="b A">字', False),
        ("p.a{display:none}", '<div class="a">字', True),
        (".a.b{display:none}", '<p class="b c a">字', False),
        (".a.b{display:none}", '<p class="a">字', True),
        ("#x{display:none}", '<p id="x">字', False),
        ("*{font-size:0}", "<p>字", False),
        ("div p{display:none}", "<div><b><p>字", False),
        ("div>p{display:none}", "<div><b><p>字", True),
        ("div > p{display:none}", "<div><p>字", False),
        (".a .b .c{display:none}", "<i class=b><i class=a><i class=c>字", True),
        (".a .b .c{display:none}", "<i class=a><i class=b><i class=c>字", False),
        (".a{display:none}.a{display:block}", '<p class="a">字', True),
        ("p.a{display:none}.a{display:block}", '<p class="a">字', False),
        (".a{display:none!important}p.a{display:block}", '<p class="a">字', False),
        (".a,.b{color:white}", '<p class="b">字', False),
        ("@media screen{.a{display:none}}", '<p class="a">字', False),
        ("@media (max-width:9px){.a{display:none}}", '<p class="a">字', True),
        ("@import url(x);.a{display:none}", '<p class="a">字', False),
        ("@font-face{font-family:x;display:none}.a{display:none}", '<p class="a">字', False),
        ("a:hover{display:none} .a[x]{display:none} p+p{display:none}", '<p class="a">字', True),
        ("/* .a{display:none} */", '<p class="a">字', True),
        ("<!-- .a{display:none} -->", '<p class="a">字', False),
        (".a{display:none", '<p class="a">字', True),
        ("}}{{;:.a{display:none}", '<p class="a">字', True),
        (".a{background:#000}", '<p class="a"><font color="#0a0a0a">字', False),
        (".a{color:#fff}", '<table bgcolor="#fff"><td class="a">字', False),
        (".a{color:#fff}", '<table bgcolor="#036"><td class="a">字', True),
    ],
)  # fmt: skip
def test_style_sheets(css, body, is_shown):
    assert shown(f"<style>{css}</style>{body}") is is_shown


def test_a_sheet_in_a_comment_does_nothing():
    assert shown('<!--[if mso]><style>.a{display:none}</style><![endif]--><p class="a">字</p>')


def test_the_ways_are_named():
    text = read('<p style="display:none">あ</p><p style="font-size:1px">い</p><!-- う --><p hidden>え</p>')
    assert text.ways == ("display_none", "tiny", "comment", "hidden_attribute")


def test_a_link_on_blue_is_blue_on_blue():
    assert not shown('<div style="background:#0000ee"><a href="http://a.example/">字</a></div>')
    assert shown('<div style="background:#0000ee"><a href="http://a.example/" style="color:#fff">字</a></div>')


def test_rules_are_capped():
    assert len(sheet_rules(".a{color:red}" * 10_000)) == MAX_RULES


@given(
    st.lists(
        st.sampled_from(
            [
                "{",
                "}",
                ".a",
                "#b",
                "p",
                ">",
                ",",
                " ",
                "display:none",
                ";",
                "@media",
                "(",
                ")",
                "/*",
                "*/",
                "!important",
                "color:#fff",
                "\\",
                "あ",
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_any_sheet_is_read(css):
    text = read(f'<style>{css}</style><div><p class="a" id="b">字</p></div>')
    assert ("字" in text.chars) or ("字" in text.hidden.chars)
