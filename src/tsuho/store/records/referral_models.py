"""The tables of what leaves: referrals, their moves, answers, and the register of partners."""

from django.db import models


class Referral(models.Model):
    """One thing that leaves, or is to leave (提供・依頼)."""

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=30)
    party = models.CharField(max_length=100)
    number = models.CharField(max_length=40, db_index=True)
    campaign = models.IntegerField(null=True)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    reports = models.JSONField(default=list)
    about = models.JSONField(default=dict)
    state = models.CharField(max_length=20, default="draft")
    opened_at = models.DateTimeField()
    moved_at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=("kind", "state", "moved_at"), name="referral_by_state"),
            models.Index(fields=("campaign",), name="referrals_of_campaign"),
            models.Index(fields=("party", "kind", "id"), name="referral_of_party"),
            models.Index(fields=("kind", "id"), name="referral_of_kind"),
        )


class ReferralMove(models.Model):
    """One move of a referral. The database refuses to change or delete one."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="moves")
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    role = models.CharField(max_length=30)
    verb = models.CharField(max_length=30)
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20)
    reason = models.TextField(default="")

    class Meta:
        ordering = ("id",)


class ReferralAnswer(models.Model):
    """What came back on a referral (措置結果): a kind and days, never a word about a subscriber."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=20)
    on = models.DateField()
    acted_on = models.CharField(
        max_length=10, default=""
    )  # a day, or nothing: a database takes two nulls for different
    at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ("on", "id")
        constraints = (
            models.UniqueConstraint(fields=("referral", "kind", "on", "acted_on"), name="one_row_an_answer"),
        )


class PartnerEntry(models.Model):
    """One partner as a person entered it: ``kind`` agency, vendor, body or ministry; ``entry`` its fields as JSON."""

    kind = models.CharField(max_length=10)
    code = models.CharField(max_length=50)
    entry = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kind", "code"), name="one_row_a_partner"),)
