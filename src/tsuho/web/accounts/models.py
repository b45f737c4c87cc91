"""A person who may sign in. Custom from the first migration, because Django cannot change it afterwards."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class Role(models.TextChoices):
    """What a person does at the centre; what a role may see and decide stands with each window."""

    ADMINISTRATOR = "administrator"
    ANALYST = "analyst"
    CONSULTANT = "consultant"
    SUPERVISOR = "supervisor"
    LIAISON = "liaison"
    EDITOR = "editor"
    SECRETARIAT = "secretariat"
    OFFICIAL = "official"
    PARTNER = "partner"


class User(AbstractUser):
    role = models.CharField(max_length=20, choices=Role, default=Role.ANALYST)

    class Meta:
        app_label = "accounts"
