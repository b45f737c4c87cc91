"""The figures of the centre's flow diagram: what one month and its fiscal year say beside each arrow, and where it came from."""

from dataclasses import dataclass

from tsuho.statistics.documents import asked
from tsuho.statistics.documents.making import Making
from tsuho.statistics.documents.saying import line_of
from tsuho.statistics.fiscal_year import month_short
from tsuho.statistics.shown import sources_named


@dataclass(frozen=True, slots=True)
class Flow:
    """One arrow: from whom to whom, what goes there, and its figures, a line each; none where nothing is counted."""

    key: str
    start: str
    end: str
    what: str
    figures: tuple[str, ...] = ()
    series: tuple[str, ...] = ()


def flows_of(making: Making) -> tuple[Flow, ...]:
    """Every arrow of the diagram, in the order in which a report passes along them."""
    say, month_and_year = making.say, _MonthAndYear(making)
    sender, centre = say("flow_sender"), say("flow_centre")
    recipient, monitor = say("flow_recipient"), say("flow_monitor")
    ministry, provider, agency = say("flow_ministry"), say("flow_provider"), say("flow_agency")
    association = making.one_line("flow_association")
    return (
        Flow("mail", sender, recipient, say("flow_mail")),
        Flow("monitor", sender, monitor, say("flow_mail"), month_and_year.of(asked.MONITORS), (asked.MONITORS,)),
        Flow(
            "consultation", recipient, centre, say("flow_consultation"),
            month_and_year.of(asked.CONSULTATIONS), (asked.CONSULTATIONS,),
        ),
        Flow("report", recipient, centre, say("flow_report"), month_and_year.reports(), (asked.REPORTS,)),
        Flow("chain", recipient, centre, say("flow_chain"), month_and_year.year(asked.CHAIN_MAIL), (asked.CHAIN_MAIL,)),
        Flow("ministry", centre, ministry, say("flow_to_ministry"), month_and_year.warnings(), (asked.WARNINGS,)),
        Flow(
            "provider", centre, provider, say("flow_to_provider"),
            month_and_year.with_parties(asked.NOTICES, asked.PROVIDERS), (asked.NOTICES, asked.PROVIDERS),
        ),
        Flow("agency", centre, agency, say("flow_to_agency"), month_and_year.of(asked.AGENCIES), (asked.AGENCIES,)),
        Flow(
            "association", centre, association, say("flow_to_association"),
            month_and_year.association(), (asked.ASSOCIATION, asked.MEMBERS),
        ),
        Flow("orders", ministry, sender, say("flow_orders")),
        Flow("suspension", provider, sender, say("flow_suspension")),
        Flow("measures", agency, sender, say("flow_measures")),
    )  # fmt: skip


def in_words(making: Making, flows: tuple[Flow, ...]) -> str:
    """The diagram for who cannot see it: each arrow as a sentence."""
    said = [
        making.say(
            "flow_alt_arrow",
            start=flow.start,
            end=flow.end,
            what=" ".join((making.joined(flow.what), *flow.figures)),
        )
        for flow in flows
    ]
    return ("。" if making.language == "ja" else ". ").join(said)


def sources_named_of(flow: Flow, making: Making) -> str:
    """Where the figures beside one arrow came from."""
    found = [source for name in flow.series for source, rows in making.answers[name].sources.items() if rows]
    return sources_named(found, making.language)


@dataclass(frozen=True, slots=True)
class _MonthAndYear:
    """How the figures beside an arrow are written."""

    making: Making

    def of(self, name: str) -> tuple[str, ...]:
        return (self._month(self.making.last(name)), self.making.say("flow_year", n=self.making.total(name)))

    def year(self, name: str) -> tuple[str, ...]:
        return (self._year(self.making.total(name)),)

    def reports(self) -> tuple[str, ...]:
        making, answer = self.making, self.making.answers[asked.REPORTS]
        violation = line_of(answer, "violation")
        found = making.counted(violation.total if violation else 0, answer)
        return (*self.year(asked.REPORTS), *making.say("flow_of_which", n=found).split("\n"))

    def warnings(self) -> tuple[str, ...]:
        making, answer = self.making, self.making.answers[asked.WARNINGS]
        drafted = line_of(answer, "drafted")
        count = making.counted(drafted.total if drafted else 0, answer)
        return tuple(making.say("flow_warnings", n=count).split("\n"))

    def with_parties(self, name: str, parties: str) -> tuple[str, ...]:
        making = self.making
        month = making.say(
            "flow_month_parties", n=making.last(name), month=month_short(making.months[-1], making.language),
            parties=making.last(parties),
        )  # fmt: skip
        year = making.say("flow_year_parties", n=making.total(name), parties=making.total(parties))
        return (*month.split("\n"), *year.split("\n"))

    def association(self) -> tuple[str, ...]:
        making = self.making
        return (*self.year(asked.ASSOCIATION), making.say("flow_members", n=making.total(asked.MEMBERS)))

    def _month(self, n: str) -> str:
        return self.making.say("flow_month", n=n, month=month_short(self.making.months[-1], self.making.language))

    def _year(self, n: str) -> str:
        return self.making.say("flow_in_year", n=n, year=self.making.year)
