"""Reports of the public, and those whose senders agreed to the association's use: planned originals, put into letters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from tsuho.simulation.attached import attached
from tsuho.simulation.incomplete import (
    empty,
    garbled,
    infected,
    lost_characters,
    only_screenshot,
    without_body,
    without_original,
)
from tsuho.simulation.inline import a_client, inline
from tsuho.simulation.invented import Invented, ReportTruth, Truth
from tsuho.simulation.letters import sent_by
from tsuho.simulation.originals import Message, compose, write
from tsuho.simulation.other_forms import (
    archived,
    can_be_pasted,
    feedback,
    filled_in,
    notified,
    pasted_source,
    returned,
    short_message,
)
from tsuho.simulation.parameters import parameters
from tsuho.simulation.plan import ATTACHING, CARRYING_ONE, Planned, PlannedReport
from tsuho.simulation.received import delivered
from tsuho.simulation.redirected import redirected
from tsuho.simulation.reporters import Reporter, a_reporter
from tsuho.simulation.typed_preamble import typed_preamble
from tsuho.words.vocabulary import Door, Form, Outcome

_EMPTY_HANDED: Mapping[str, Callable[[Reporter, str, datetime, Random], bytes]] = {
    "without_original": without_original,
    "only_screenshot": only_screenshot,
    "empty": empty,
}
_SPOILT: Mapping[str, Callable[[Message, tuple[bytes, ...], Random], bytes]] = {
    "I2": garbled,
    "I3": infected,
    "I4c": without_body,
}

_WITH_RECEIVED_LINES = frozenset(
    {Form.ATTACHED, Form.SERVER_FORWARD, Form.ARCHIVE, Form.PASTED_SOURCE, Form.ARF, Form.NOTICE, Form.BOUNCE}
)
_BY_SHORT_MESSAGE = "fictitious_billing"  # the trade that writes to telephone numbers


@dataclass(frozen=True, slots=True)
class _Writing:
    """A letter: its bytes, the form of the originals in it, and the program that wrote it (empty: not told)."""

    raw: bytes
    form: Form
    client: str = ""


def report(planned: Planned, seed: int, rng: Random) -> Invented:
    """One arrival of a reporter, written in the way that was planned."""
    reporter = a_reporter(rng, seed, mobile=planned.way.startswith("mobile"))
    door = _door(planned)
    to = parameters("partners")["doors"][door.value][0]
    messages = [_message(each, planned, reporter, rng) for each in planned.reports]
    writing = _written(planned, reporter, to, messages, rng)
    truths = tuple(
        _truth(each, writing.form, message, reporter) for each, message in zip(planned.reports, messages, strict=True)
    )
    truth = Truth(planned.kind, truths, writing.client)
    return sent_by(reporter, writing.raw, door, to, planned.at, truth, rng)


def _door(planned: Planned) -> Door:
    if planned.kind == "association":
        return Door.ASSOCIATION
    return Door.PLUGIN if planned.way == "plugin" else Door.FORWARD


def _message(each: PlannedReport, planned: Planned, reporter: Reporter, rng: Random) -> Message:
    """The mail as its recipient had it, some hours before reporting it."""
    sent_at = planned.at - timedelta(minutes=min(rng.lognormvariate(5, 1.2), 4_000), seconds=rng.randrange(60))
    message = compose(each.campaign, reporter.address, sent_at.replace(microsecond=0), rng)
    unreadable = each.reason == "I2" and planned.way not in ATTACHING | CARRYING_ONE
    return lost_characters(message, rng) if unreadable else message


def _written(planned: Planned, reporter: Reporter, to: str, messages: list[Message], rng: Random) -> _Writing:
    way, at, first = planned.way, planned.at, messages[0]
    if way in _EMPTY_HANDED:
        return _Writing(_EMPTY_HANDED[way](reporter, to, at, rng), Form.UNRECOVERED)
    if way in ATTACHING | CARRYING_ONE:
        return _carried(planned, reporter, to, messages, rng)
    if way == "form_sms" and first.campaign.category == _BY_SHORT_MESSAGE:
        return _Writing(short_message(reporter, to, first, at, rng), Form.SMS_FIELDS)
    if way in {"form", "form_sms"}:
        return _Writing(filled_in(reporter, to, first, at, rng), Form.FORM_FIELDS)
    if way == "mobile_typed":
        cut = planned.reports[0].reason == "I4e"
        return _Writing(typed_preamble(reporter, to, first, at, rng, cut=cut), Form.TYPED_PREAMBLE)
    if way == "mobile_redirected":
        return _Writing(redirected(reporter, to, first, at, rng), Form.SERVER_FORWARD)
    client = a_client(rng, mobile=way == "mobile_inline")
    return _Writing(inline(reporter, to, first, client, at, rng), Form.INLINE, client)


def _carried(planned: Planned, reporter: Reporter, to: str, messages: list[Message], rng: Random) -> _Writing:
    """A letter that carries the originals' own bytes."""
    way, at, first = planned.way, planned.at, messages[0]
    originals = [
        _SPOILT.get(each.reason, _whole)(message, delivered(message, reporter.provider, rng), rng)
        for each, message in zip(planned.reports, messages, strict=True)
    ]
    if way == "feedback":
        return _Writing(feedback(reporter, to, originals[0], first, at, rng), Form.ARF)
    if way == "notice":
        return _Writing(notified(reporter, to, originals[0], first, at, rng), Form.NOTICE)
    if way == "bounce":
        return _Writing(returned(reporter, to, originals[0], at, rng), Form.BOUNCE)
    if way == "pc_source" and can_be_pasted(originals[0]):
        return _Writing(pasted_source(reporter, to, originals[0], at, rng), Form.PASTED_SOURCE)
    if way in {"pc_source", "pc_archive"}:
        return _Writing(archived(reporter, to, originals, at, rng), Form.ARCHIVE)
    subject = "迷惑メール情報提供" if way == "plugin" else f"Fwd: {first.subject}"
    return _Writing(attached(reporter, to, originals, subject, at, rng), Form.ATTACHED)


def _whole(message: Message, received: tuple[bytes, ...], rng: Random) -> bytes:
    return write(message, rng, received)


def _truth(each: PlannedReport, form: Form, message: Message, reporter: Reporter) -> ReportTruth:
    campaign, ip = each.campaign, message.host.ip
    if form is Form.UNRECOVERED:
        return ReportTruth(form, Outcome.INCOMPLETE, reason=each.reason)
    carried = form in _WITH_RECEIVED_LINES and reporter.provider.trusted
    return ReportTruth(
        form=form,
        outcome=Outcome.INCOMPLETE if each.reason else Outcome(campaign.kind),
        rules=() if each.reason else campaign.missing,
        reason=each.reason,
        category=campaign.category,
        language=campaign.language,
        campaign=campaign.id,
        sent_from=ip,
        origin_ip=ip if carried else None,
    )
