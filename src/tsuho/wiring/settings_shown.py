"""The settings of a centre as they may be shown: every one, what differs from the default marked, and no secret among them.

Secrets stand in files of their own, of which only names are told; but an address of a database may carry a password, and a
setting of tomorrow may be a secret by name, so both are covered here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from urllib.parse import urlsplit, urlunsplit

from tsuho.wiring.settings import SECTIONS, Settings

COVERED = "••••"
_SECRET = re.compile(r"pass(?:word|wd|phrase)?|secret|token|credential|api_?key|private", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SettingShown:
    """One setting: its name (``web.listen``), its value as text, and whether somebody chose another than the default."""

    name: str
    value: str
    changed: bool


def settings_shown(settings: Settings) -> Sequence[SettingShown]:
    """All settings, in the order of the sections."""
    shown = []
    for section, kind in SECTIONS.items():
        here, defaults = getattr(settings, section), kind()
        for each in fields(kind):
            value = getattr(here, each.name)
            text = COVERED if _SECRET.search(each.name) and isinstance(value, str) and value else _text(value)
            shown.append(SettingShown(f"{section}.{each.name}", text, value != getattr(defaults, each.name)))
    return shown


def secret_files(settings: Settings) -> Sequence[str]:
    """The names of the files that hold secrets, and never what is in them."""
    folder = settings.folder / "secrets"
    return sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(_text(each) for each in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return _without_password(value) if isinstance(value, str) else str(value)


def _without_password(text: str) -> str:
    """An address without the password in it; the part behind the question mark may hold one as well."""
    if "://" not in text:
        return text
    try:
        parts = urlsplit(text)
    except ValueError:
        return COVERED  # nobody can say where a password would stand in it
    who, at, host = parts.netloc.rpartition("@")
    name, colon, _ = who.partition(":")
    netloc = f"{name}{colon}{COVERED if colon else ''}{at}{host}"
    asked = re.sub(r"(?i)\b([\w.-]*(?:pass|secret|token|key)[\w.-]*=)[^&]*", rf"\1{COVERED}", parts.query)
    return urlunsplit((parts.scheme, netloc, parts.path, asked, parts.fragment))
