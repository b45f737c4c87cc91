"""Tags, known in every template: words from the catalogue, times, badges, covered addresses, links that cannot be followed, text with marks."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tsuho.web.accounts.gate import may_enter
from tsuho.web.centre import centre
from tsuho.web.look.dates import day_text, time_text
from tsuho.web.look.hostile import cover, defang, line, marked, plain
from tsuho.web.look.paging import Page
from tsuho.words.catalogue import Words, messages
from tsuho.words.catalogue import say as say_words
from tsuho.words.judged import Finding

register = template.Library()


def _said(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


@register.simple_tag(takes_context=True)
def say(context: Context, key: str, **details: object) -> str:
    """The words of a key in the page's language."""
    return say_words(str(key), context["language"], {name: _detail(context, value) for name, value in details.items()})


@register.simple_tag(takes_context=True)
def said(context: Context, words: Words, width: int = 300) -> str:
    """A text that waited for its reader, on one harmless line: what a person or a library wrote may stand in it."""
    return line(words.said_in(context["language"]), width)


def _detail(context: Context, value: object) -> str:
    return value.said_in(context["language"]) if isinstance(value, Words) else _said(value)


@register.simple_tag
def say_in(language: str, key: str) -> str:
    """The words of a key in another language than the page's."""
    return say_words(str(key), language)


@register.simple_tag(takes_context=True)
def say_of(context: Context, family: str, value: object) -> str:
    """A value by its words: the key family_value."""
    return say_words(f"{family}_{value}", context["language"])


@register.simple_tag(takes_context=True)
def say_how(context: Context, family: str, value: object) -> str:
    """What to do about a value: the key family_value_how."""
    return say_words(f"{family}_{value}_how", context["language"])


@register.simple_tag(takes_context=True)
def named(context: Context, family: str, value: object) -> str:
    """A value of a list that is never complete (languages, countries): by its words where we have them, else as it is."""
    key = f"{family}_{value}"
    return say_words(key, context["language"]) if key in messages() else line(str(value))


@register.simple_tag(takes_context=True)
def why(context: Context, finding: Finding) -> str:
    """Why a rule says what it says."""
    return words_with(context, finding.why_key, finding.details)


@register.simple_tag(takes_context=True)
def words_with(context: Context, key: str, details: Mapping[str, str]) -> str:
    """The words of a key that came with its own details; a mail may stand in them, so they are one harmless line."""
    return line(say_words(key, context["language"], details)) if key else ""


@register.simple_tag
def number(value: object) -> str:
    """A number with its thousands apart; what is unknown says nothing."""
    return "–" if value is None else _said(value)


@register.simple_tag(takes_context=True)
def time(context: Context, at: datetime | None) -> str:
    """A time in the centre's own zone, its UTC to be read when the pointer rests on it."""
    if at is None:
        return SafeString('<span class="quiet">–</span>')
    utc = at.astimezone(UTC)
    said = time_text(at, centre().reading.jurisdiction.timezone, context["calendar"], context["language"])
    return format_html(
        '<time datetime="{}" title="{} UTC">{}</time>',
        utc.isoformat(timespec="seconds"),
        f"{utc:%Y-%m-%d %H:%M:%S}",
        said,
    )


@register.simple_tag(takes_context=True)
def day(context: Context, of: date) -> str:
    """A day, by the calendar that the person chose; of a time, the centre's own day."""
    if isinstance(of, datetime):
        of = of.astimezone(centre().reading.jurisdiction.timezone).date()
    said = day_text(of, context["calendar"], context["language"])
    return format_html('<time datetime="{}">{}</time>', of.isoformat(), said)


@register.simple_tag(takes_context=True)
def badge(context: Context, family: str, value: object, tone: str = "plain") -> str:
    """A state in words; its tone (plain, good, warn, bad, info) has a shape too, since colour alone tells some nothing."""
    return format_html(
        '<span class="badge badge-{}">{}</span>', tone, say_words(f"{family}_{value}", context["language"])
    )


@register.inclusion_tag("look/field.html", takes_context=True)
def field(context: Context, bound: BoundField, key: str, help: str = "") -> dict[str, Any]:  # noqa: A002  # as templates call it
    """One field of a form: its label and help from the catalogue, its errors, and the control."""
    language = context["language"]
    bound.field.widget.attrs.pop("placeholder", None)  # a library's words; a label says it and stays when one types
    if help:
        bound.field.widget.attrs["aria-describedby"] = f"{bound.auto_id}_help"
    return {
        "field": bound,
        "label": say_words(key, language),
        "help": say_words(help, language) if help else "",
        "checkbox": isinstance(bound.field.widget, CheckboxInput),
        "language": language,
    }


@register.inclusion_tag("look/filter.html", takes_context=True)
def filter_form(context: Context, form: BaseForm, *keys: str) -> dict[str, Any]:
    """A form above a list, sent by GET so that a filtered list has an address; one message key a field, in order."""
    return {
        "fields": list(zip(form, keys, strict=True)),
        "request": context["request"],
        "language": context["language"],
    }


@register.inclusion_tag("look/pager.html", takes_context=True)
def pager(context: Context, page: Page[Any]) -> dict[str, Any]:
    """The ways from a page of a long list: to its beginning and to what comes next."""
    query = context["request"].GET.copy()
    query.pop("after", None)
    begin = query.urlencode()
    query["after"] = page.after
    return {
        "first": page.first,
        "begin": begin,
        "next": query.urlencode() if page.after else "",
        "language": context["language"],
    }


@register.filter(name="plain")
def plain_filter(text: str) -> str:
    """Text of a mail without characters that hide, reorder or move anything."""
    return plain(str(text))


@register.filter(name="line")
def line_filter(text: str, width: int = 0) -> str:
    """The same on one line, cut to a width."""
    return line(str(text), width)


@register.simple_tag
def defanged(url: str) -> str:
    """A link that can be read and not followed."""
    return format_html('<span class="defanged" translate="no">{}</span>', defang(str(url)))


@register.inclusion_tag("look/masked.html", takes_context=True)
def masked(context: Context, address: str, kind: str, number: int) -> dict[str, Any]:
    """An address half covered, with a way to see it: ``kind`` and ``number`` say to the unmasking window whose it is."""
    return {
        "covered": cover(address),
        "kind": kind,
        "number": number,
        "may": may_enter(context.get("person"), "console:unmask"),
        "language": context["language"],
    }


@register.simple_tag
def text_with_marks(text: str, spans: list[tuple[int, int, str]]) -> str:
    """A mail's text as text, with what a finding stands on marked; a mark's name is read when the pointer rests on it."""
    # cleaned piece by piece, because cleaning first would move what the spans point at
    pieces = format_html_join(
        "",
        "{}",
        (
            (format_html('<mark title="{}" tabindex="0">{}</mark>', names, plain(piece)) if names else plain(piece),)
            for piece, names in marked(text, list(spans))
        ),
    )
    return format_html('<pre class="message-text" tabindex="0" translate="no">{}</pre>', pieces)


@register.simple_tag(takes_context=True)
def column(context: Context, key: str, field: str = "", kind: str = "") -> SafeString:
    """A table's column head; with ``field`` a link that sorts by it, and backwards on the second click."""
    text = say_words(key, context["language"])
    shape = SafeString(' class="number"') if kind == "number" else SafeString("")
    if not field:
        return format_html('<th scope="col"{}>{}</th>', shape, text)
    query = context["request"].GET.copy()
    now = query.get("sort", "")
    query["sort"] = f"-{field}" if now == field else field
    query.pop("after", None)
    order = {field: "ascending", f"-{field}": "descending"}.get(now, "none")
    return format_html(
        '<th scope="col"{} aria-sort="{}"><a href="?{}">{}</a></th>', shape, order, query.urlencode(), text
    )
