"""The centre answers what the ministry asked of it (調査の求めへの回答): kept as written, and read by the ministry at its window.

An answer leaves the centre, so it is checked as every outgoing document is: no address of a monitor, in any encoding.
"""

from collections.abc import Sequence

from tsuho.casework.ask_centre import MOST
from tsuho.casework.errors import CannotDo
from tsuho.casework.office import named
from tsuho.casework.ports import Audit
from tsuho.casework.window_ports import MinistryRequests, RequestAnswer
from tsuho.referral.leak_check import LeakCheck, Leaks
from tsuho.words.catalogue import Words


def answer_ministry_request(
    requests: MinistryRequests, audit: Audit, answer: RequestAnswer, secrets: Sequence[str]
) -> int:
    """Keep an answer; its number. The same words said twice are one answer, so that a second click adds nothing.

    ``secrets`` are the addresses of all monitors. Raises CannotDo for a request that is none, and for what may not leave.
    """
    named(answer.by)
    text, at = answer.text.strip(), answer.at
    if not text or len(text) > MOST:
        raise CannotDo("cannot_answer_ministry", most=f"{MOST:,}")
    if requests.request(answer.request) is None:
        raise CannotDo("cannot_find_request", request=answer.request)
    try:
        LeakCheck(secrets).must_not_leak(Words("leak_answer"), text.encode("utf-8", "replace"))
    except Leaks as leaks:
        raise CannotDo("cannot_answer_leaking", leaks=leaks.words or str(leaks)) from None
    known = [each.number for each in requests.answers([answer.request]) if each.text == text]
    if known:
        return known[0]
    number = requests.answer(RequestAnswer(answer.request, text, answer.by, at))
    details = {"answer": str(number), "characters": str(len(text))}
    audit.write(at, answer.by, "ministry_request_answered", f"request {answer.request}", details)
    return number
