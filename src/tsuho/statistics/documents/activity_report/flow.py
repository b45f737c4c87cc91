"""Section 2, 活動実績: the flow of work with the year's figures in place, and the same as a table."""

from tsuho.statistics.documents.flow_diagram import flow_diagram
from tsuho.statistics.documents.flow_figures import Flow, flows_of, in_words, sources_named_of
from tsuho.statistics.documents.making import Making
from tsuho.statistics.fiscal_year import month_named
from tsuho.words.paper import Block, Heading, Paragraph, Picture, Table

TITLE = "activity_flow"
_BOXES = (
    "sender",
    "recipient",
    "consultation",
    "report",
    "monitor",
    "check",
    "ministry",
    "provider",
    "agency",
    "association",
)


def blocks(making: Making) -> list[Block]:
    """The diagram fills the page; its table gives the same figures with their sources."""
    flows = flows_of(making)
    first = month_named(making.months[0], making.language)
    opening = making.say("activity_flow_text", year=making.year, month=making.last_month, first=first)
    alt = in_words(making, flows)
    drawn = flow_diagram(flows, _words(making), alt, making.say("flow_foot", source=making.mark))
    return [
        Paragraph(opening),
        Picture(making.say("activity_flow_caption"), drawn, alt),
        Heading(making.say("activity_flow_table"), 2),
        _table(making, flows),
    ]


def _words(making: Making) -> dict[str, str]:
    return {
        **{f"flow_{name}": making.say(f"flow_{name}") for name in _BOXES},
        "flow_chain": f"{making.say('flow_chain')}\n{making.say('flow_discarded')}",
        "flow_centre_lines": making.say("flow_centre_lines"),
        "flow_title": making.say("activity_flow_caption"),
    }


def _table(making: Making, flows: tuple[Flow, ...]) -> Table:
    rows = tuple(
        (
            f"{flow.start} → {flow.end}",
            making.joined(flow.what),
            "\n".join(flow.figures),
            sources_named_of(flow, making),
        )
        for flow in flows
        if flow.figures
    )
    head = tuple(making.say(key) for key in ("flow_from_to", "flow_item", "flow_figure", "flow_source"))
    return Table(making.say("activity_flow_table"), head, rows)
