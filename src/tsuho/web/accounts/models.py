"""A person who may sign in. Custom from the first migration, because Django cannot change it afterwards."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class Role(models.TextChoices):
    """What a person does at the centre; where a role may come in stands in ``may.py``."""

    ADMINISTRATOR = "administrator"  # 専任管理者
    ANALYST = "analyst"  # 分析員, who keeps the monitors too
    CONSULTANT = "consultant"  # 電話相談員
    SUPERVISOR = "supervisor"  # 相談主任
    LIAISON = "liaison"  # ISP担当, 国際担当
    EDITOR = "editor"  # 広報
    SECRETARIAT = "secretariat"  # 事務局
    OFFICIAL = "official"  # 総務省
    PARTNER = "partner"  # a provider, an agency or a vendor, which sees what is its own


class PartyKind(models.TextChoices):
    """Which register a partner's code stands in."""

    NOBODY = ""
    PROVIDER = "provider"
    AGENCY = "agency"
    VENDOR = "vendor"


class User(AbstractUser):
    """``party`` ties a partner's account to that one partner: its code in the register of ``party_kind``."""

    role = models.CharField(max_length=20, choices=Role, default=Role.ANALYST)
    party_kind = models.CharField(max_length=10, choices=PartyKind, default=PartyKind.NOBODY, blank=True)
    party = models.CharField(max_length=50, default="", blank=True)

    class Meta:
        app_label = "accounts"
        constraints = (
            # an account of a partner without its code would see nothing, or, by a mistake in a window, everything
            models.CheckConstraint(
                condition=models.Q(role="partner") & ~models.Q(party="") & ~models.Q(party_kind="")
                | ~models.Q(role="partner") & models.Q(party="") & models.Q(party_kind=""),
                name="a_partner_and_nobody_else_has_a_party",
            ),
        )
