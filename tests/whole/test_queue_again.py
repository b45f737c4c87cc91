"""A notice that failed for good goes again when a person has mended what was wrong: once, under its one Message-ID, counted once."""

from datetime import timedelta
from email import message_from_bytes

import pytest

from tsuho.casework.deliver import deliver
from tsuho.casework.errors import CannotDo, PermanentFailure
from tsuho.casework.refer_provider_notices import refer_provider_notices
from tsuho.casework.settle import settle
from tsuho.delivery.by_email import ByEmail
from tsuho.terminal.decide import decide
from tsuho.wiring.moving import moving_of
from tsuho.wiring.open import open_centre
from tsuho.wiring.referring import referring_of
from tsuho.wiring.settings import read_settings
from tsuho.words.referrals import ReferralState
from tsuho.words.vocabulary import ReferralKind


class Refusing:
    def send(self, letter, mail_from):
        raise PermanentFailure("the relay answered 550 no such user")


def again(centre, number):
    return decide(centre, "queue_again", number, role="", by="見本", reason="宛先を直した", language="en")


def test_what_failed_for_good_goes_again_once(confirmed_centre, sink):
    centre = open_centre(read_settings(confirmed_centre))
    now = centre.now()
    refer_provider_notices(referring_of(centre), now=now, dry_run=False)

    def round_at(at, way_out):
        settle(moving_of(centre), centre.outbox, at)
        done = deliver(centre.outbox, way_out, centre.audit, now=at, mail_from="n@centre.example")
        settle(moving_of(centre), centre.outbox, at)
        return done

    assert round_at(now, Refusing()).given_up == 3
    bounced = centre.referrals.standing(ReferralKind.PROVIDER_NOTICE)
    assert {each.state for each in bounced} == {ReferralState.BOUNCED}
    first = bounced[0]
    was = centre.outbox.letter(first.key).letter

    with pytest.raises(CannotDo, match="not queue again"):
        again(centre, first.id)  # letters to this provider came back, and nobody has looked at that yet
    assert round_at(now + timedelta(hours=1), ByEmail.to(sink.relay, 10)).sent == 0 == len(sink.taken)

    centre.partners.confirm(first.party, {"contact": "mended@isp.example"}, "見本", now)
    centre.partners.clear_bounce(first.party)
    again(centre, first.id)
    later = centre.now() + timedelta(hours=2)
    assert round_at(later, ByEmail.to(sink.relay, 10)).sent == 1
    ((_, recipients, raw),) = sink.taken
    assert recipients == ("mended@isp.example",)
    assert message_from_bytes(raw)["Message-ID"] == was.message_id
    assert centre.referrals.referral(first.id).state is ReferralState.SENT
    assert [each.verb for each in centre.referrals.history(first.id)] == ["queue", "fail", "queue_again", "deliver"]

    assert round_at(later + timedelta(hours=2), ByEmail.to(sink.relay, 10)).sent == 0, "once is once"
    day = now.date()
    sums = dict(centre.ledger.sums(day - timedelta(days=2), day + timedelta(days=3), ("series", "party")))
    assert sums["provider_notice", first.party] == len(first.reports)
    states = {each.id: each.state for each in centre.referrals.standing(ReferralKind.PROVIDER_NOTICE)}
    assert [states[each.id] for each in bounced[1:]] == [ReferralState.BOUNCED] * 2, "the others wait for a person"
