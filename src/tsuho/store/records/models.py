"""The tables: slim rows that lists, search and claims need. Bytes, facts and findings are in the lake."""

from django.db import models

from tsuho.store.records.case_models import MeasureNote, RecipientRunNote, RefusalMail, RefusalNote
from tsuho.store.records.desk_models import (
    CampaignFact,
    ClaimRow,
    InflowHour,
    ItemNoteRow,
    QueueRow,
    ReportDecision,
    SearchText,
)
from tsuho.store.records.discard_models import DiscardProof
from tsuho.store.records.feed_models import ConsentRefused, FeedItem, FeedPull
from tsuho.store.records.grouping_models import CampaignChange, KeptApart, ReporterTotal, TextTemplate
from tsuho.store.records.ledger_models import ClosedMonth, LedgerDay, LedgerEntry, LedgerMonth, LedgerSeal
from tsuho.store.records.monitor_models import CustodyLine, ProvenanceSheet
from tsuho.store.records.office_models import (
    CallNote,
    MaterialMove,
    MeetingNote,
    MinutesVersion,
    PagePublication,
    QuestionnaireNote,
)
from tsuho.store.records.partner_models import ProviderAs, ProviderLayer, ProviderStanding
from tsuho.store.records.purge_models import PurgeProof
from tsuho.store.records.referral_models import PartnerEntry, Referral, ReferralAnswer, ReferralMove
from tsuho.store.records.survey_models import SurveyEntry, SurveyService
from tsuho.store.records.window_models import InboundListRow, InboundTieRow, MinistryAnswerRow, MinistryRequestRow

__all__ = (  # Django finds an app's tables in this module
    "CallNote",
    "CampaignChange",
    "CampaignFact",
    "ClaimRow",
    "ClosedMonth",
    "ConsentRefused",
    "CustodyLine",
    "DiscardProof",
    "FeedItem",
    "FeedPull",
    "InboundListRow",
    "InboundTieRow",
    "InflowHour",
    "ItemNoteRow",
    "KeptApart",
    "LedgerDay",
    "LedgerEntry",
    "LedgerMonth",
    "LedgerSeal",
    "MaterialMove",
    "MeasureNote",
    "MeetingNote",
    "MinistryAnswerRow",
    "MinistryRequestRow",
    "MinutesVersion",
    "PagePublication",
    "PartnerEntry",
    "ProvenanceSheet",
    "ProviderAs",
    "ProviderLayer",
    "ProviderStanding",
    "PurgeProof",
    "QuestionnaireNote",
    "QueueRow",
    "RecipientRunNote",
    "Referral",
    "ReferralAnswer",
    "ReferralMove",
    "RefusalMail",
    "RefusalNote",
    "ReportDecision",
    "ReporterTotal",
    "SearchText",
    "SurveyEntry",
    "SurveyService",
    "TextTemplate",
)


class Monitor(models.Model):
    """A monitor (モニター受信機): what V31 asks of it, and where it stands; ``address`` in lower case.

    ``contaminated_at`` says why it ended at ``retired_at``; ``silent_days`` is a person's limit, else its own past is.
    """

    address = models.CharField(max_length=320, unique=True)
    medium = models.CharField(max_length=10)
    carrier = models.CharField(max_length=100)
    since = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    excludes_consent = models.BooleanField()
    excludes_notified_address = models.BooleanField()
    excludes_dealing = models.BooleanField()
    excludes_published_address = models.BooleanField()
    partners = models.JSONField(default=list)
    label = models.CharField(max_length=60, default="")
    place = models.CharField(max_length=200, default="")
    contaminated_at = models.DateTimeField(null=True)
    silent_days = models.IntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("label",), name="one_monitor_a_label", condition=~models.Q(label="")),
        )


class Campaign(models.Model):
    """A campaign (同一送信者群). One that was joined into another stays as a signpost to it, with nothing in it."""

    name = models.CharField(max_length=200)
    messages = models.IntegerField(default=0)
    reports = models.IntegerField(default=0)
    monitor_hits = models.IntegerField(default=0)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField(db_index=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")


class CampaignKey(models.Model):
    """A strong key and the campaign that it joins; of a long value its SHA-256. ``strangers`` came by it and nothing else."""

    key = models.CharField(max_length=255, unique=True)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="keys")
    strangers = models.IntegerField(default=0)


class Report(models.Model):
    """One judged report or monitor hit, as lists show it, for 13 months. ``rules`` are those breached, in one string.

    ``joined_by`` are the keys that put it into its campaign; ``similarity`` is of its text with the nearest in there.
    ``named`` are the domains, numbers, sums and files that the mail names, as ``landing:shop.example``; ``ip_order`` is the
    address as text that sorts like addresses; ``sha256`` is of the arrival, ``message_sha256`` of the original.
    """

    arrival = models.BigIntegerField()
    number_in_arrival = models.IntegerField()
    received_at = models.DateTimeField(db_index=True)
    door = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    form = models.CharField(max_length=20)
    outcome = models.CharField(max_length=20)
    reason = models.CharField(max_length=10)
    category = models.CharField(max_length=40)
    language = models.CharField(max_length=20)
    from_address = models.CharField(max_length=320)
    subject = models.CharField(max_length=200)
    rules = models.CharField(max_length=400)
    standing = models.CharField(max_length=10)
    confidence = models.CharField(max_length=10)
    ip = models.CharField(max_length=45)
    port = models.IntegerField(null=True)
    network = models.JSONField(null=True)
    reporter = models.CharField(max_length=64)
    monitor = models.ForeignKey(Monitor, null=True, on_delete=models.PROTECT, related_name="hits")
    fingerprint = models.CharField(max_length=64, db_index=True)
    campaign = models.ForeignKey(  # found by the index below
        Campaign, null=True, on_delete=models.PROTECT, related_name="members", db_index=False
    )
    joined_by = models.JSONField(default=list)
    similarity = models.FloatField(null=True)
    noticed_at = models.DateTimeField(null=True)
    named = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64, default="")
    message_sha256 = models.CharField(max_length=64, default="")
    ip_order = models.CharField(max_length=40, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("arrival", "number_in_arrival"), name="one_row_a_report"),)
        indexes = (
            models.Index(fields=("campaign", "reporter"), name="reporters_of_campaign"),
            models.Index(fields=("campaign", "id"), name="members_of_campaign"),
            models.Index(fields=("reporter", "received_at"), name="reports_of_one", condition=~models.Q(reporter="")),
            models.Index(fields=("from_address", "id"), name="reports_by_from"),
            models.Index(fields=("ip_order", "id"), name="reports_by_ip", condition=~models.Q(ip_order="")),
            models.Index(fields=("sha256",), name="reports_by_arrival_hash", condition=~models.Q(sha256="")),
            models.Index(fields=("message_sha256",), name="reports_by_hash", condition=~models.Q(message_sha256="")),
            models.Index(
                fields=("monitor", "received_at"), name="hits_of_monitor", condition=models.Q(monitor__isnull=False)
            ),
            models.Index(
                fields=("campaign", "received_at"),
                name="hits_to_notice",
                condition=models.Q(kind="monitor_hit", confidence="observed", noticed_at=None),
            ),
            # the outcome stands in both, so that a count is answered without the table
            models.Index(
                fields=("outcome", "reason", "id"),
                name="incomplete_by_reason",
                condition=models.Q(outcome="incomplete"),
            ),
            models.Index(fields=("outcome", "received_at"), name="reports_on_hold", condition=models.Q(outcome="hold")),
        )


class Confirmation(models.Model):
    """A person of the ministry confirmed that a campaign breaches a provision (a rule id, V31)."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="confirmations")
    rule = models.CharField(max_length=20)
    by = models.CharField(max_length=200)
    reason = models.TextField()
    at = models.DateTimeField()


class Provider(models.Model):
    """An ISP or mail service in the partner register (ISP事業者): its layers laid over one another (partner_models)."""

    code = models.CharField(max_length=50, unique=True)
    name = models.CharField(max_length=200)
    contact = models.CharField(max_length=320)
    formats = models.JSONField(default=list)
    language = models.CharField(max_length=10)
    terms_url = models.CharField(max_length=500)
    wants = models.CharField(max_length=10, default="bundle")
    interval_hours = models.IntegerField(default=0)
    https_url = models.CharField(max_length=500, default="")


class ProviderNetwork(models.Model):
    """A network of a provider between two days.

    ``first`` and ``last`` address as `<family>:<hex>`, so that text order is address order.
    """

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="networks")
    position = models.IntegerField()
    prefix = models.CharField(max_length=50)
    length = models.IntegerField()
    first = models.CharField(max_length=40)
    last = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        indexes = (models.Index(fields=("first", "last"), name="network_by_address"),)


class OutboxRow(models.Model):
    """A letter that waits, was sent, or never will be."""

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=30)
    ticket = models.CharField(max_length=30)
    party = models.CharField(max_length=100)
    recipient = models.CharField(max_length=320)
    message_id = models.CharField(max_length=255)
    subject = models.CharField(max_length=500)
    message = models.BinaryField()
    reports = models.JSONField(default=list)
    simulated = models.BooleanField()
    state = models.CharField(max_length=10, default="queued")
    attempts = models.IntegerField(default=0)
    queued_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True, db_index=True)
    done_at = models.DateTimeField(null=True)
    said = models.TextField(default="")
    leave_by = models.DateTimeField(null=True)
    refused = models.BooleanField(default=False)


class OutboxFile(models.Model):
    """A document attached to a letter, kept as it was sent."""

    row = models.ForeignKey(OutboxRow, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=255)
    content = models.BinaryField()

    class Meta:
        ordering = ("id",)


class TicketCounter(models.Model):
    """The last ticket number given on a day."""

    day = models.DateField(unique=True)
    last = models.IntegerField()


class AuditEntry(models.Model):
    """Who did what when. Each entry's hash covers the one before; the database refuses to change or delete one."""

    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    act = models.CharField(max_length=50)
    subject = models.CharField(max_length=300)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = (
            models.Index(fields=("by", "id"), name="audit_by_person"),
            models.Index(fields=("act", "id"), name="audit_by_act"),
            models.Index(fields=("at",), name="audit_by_time"),
        )
