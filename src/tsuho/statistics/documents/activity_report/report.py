"""The whole activity report: its title page, its ten sections in the centre's order, and the annex."""

from datetime import date

from tsuho.statistics.documents.activity_report import (
    agencies,
    annex,
    awareness,
    chain_mail,
    consultations,
    expulsion,
    flow,
    monitors,
    others,
    reports,
    work,
)
from tsuho.statistics.documents.asked import IN_ACTIVITY_REPORT, Ask, asked_all
from tsuho.statistics.documents.making import Draw, Making, numbered, section
from tsuho.statistics.fiscal_year import day_named
from tsuho.words.paper import Block, Heading, Publication

_SECTIONS = (work, flow, consultations, reports, monitors, expulsion, agencies, chain_mail, awareness, others)


def activity_report(ask: Ask, draw: Draw, *, sender: str, language: str, day: date) -> Publication:
    """The report of the fiscal year that ``ask`` answers for, dated ``day``, in the name of ``sender``."""
    making = Making(asked_all(ask, IN_ACTIVITY_REPORT), language, draw)
    blocks: list[Block] = []
    for number, each in enumerate(_SECTIONS, 1):
        blocks += section(number, making.say(each.TITLE, year=making.year), each.blocks(making), language)
    blocks.append(Heading(making.say(annex.TITLE)))
    blocks += numbered(making.say("caption_annex"), annex.blocks(making), language)
    return Publication(
        title=making.say("activity_title"),
        period=making.year,
        language=language,
        day=day,
        shown_day=day_named(day, language),
        sender=sender,
        contents=making.say("activity_contents"),
        about=(making.say("activity_about_figures"), making.say("activity_about_source", source=making.mark)),
        mark=making.mark,
        blocks=tuple(blocks),
        simulated=making.all_simulated,
    )
