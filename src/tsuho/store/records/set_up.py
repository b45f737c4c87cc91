"""Set Django up from plain arguments, once in a process, and say which database it works on.

Call ``set_up`` before anything that imports `models`. It may be called again for another database: the process then works
on that one, so one process serves one centre at a time.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import django
from django.conf import settings
from django.db import connections

# By name, because the windows stand above the store: their apps share its database, and nothing else is taken from them.
_PROJECT = "tsuho.web.project"

# FULL: what was counted survives a power cut. recursive_triggers: REPLACE cannot slip past a trigger that refuses DELETE.
_SQLITE_SETUP = """
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
PRAGMA recursive_triggers=ON;
PRAGMA cache_size=-32000;
PRAGMA temp_store=MEMORY;
"""


def sqlite(path: Path) -> dict[str, Any]:
    """The records in one file. A writer takes the write lock at once and waits up to 30 s for it."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 30, "init_command": _SQLITE_SETUP},
    }


def postgresql(url: str) -> dict[str, Any]:
    """The records in PostgreSQL: ``postgresql://user:password@host:port/name``; ``?host=/socket/folder`` is understood."""
    parts = urlsplit(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
    }


def set_up(
    database: Mapping[str, Any],
    *,
    secret_key: str,
    language: str = "ja",
    time_zone: str = "Asia/Tokyo",
    allowed_hosts: Sequence[str] = (),
    trusted_origins: Sequence[str] = (),
    windows: Mapping[str, Any] | None = None,
    debug: bool = False,
) -> None:
    """Start Django on a database (see ``sqlite`` and ``postgresql``), or turn a started one to another centre.

    ``windows`` are settings of the windows under the names that the project gives them.
    """
    own = {
        "DATABASES": {"default": dict(database)},
        "SECRET_KEY": secret_key,
        "LANGUAGE_CODE": language,
        "TIME_ZONE": time_zone,
        "ALLOWED_HOSTS": list(allowed_hosts),
        # behind a proxy that ends TLS, a form's origin is https and not what we see of the request
        "CSRF_TRUSTED_ORIGINS": list(trusted_origins),
        "DEBUG": debug,
    }
    project = import_module(_PROJECT)
    safe = {name: getattr(project, name) for name in dir(project) if name.isupper()}
    # the project's own values too, so that nothing of a former centre stays
    wanted = safe | own | dict(windows or {})
    if settings.configured:
        _turn_to(wanted)
        return
    settings.configure(**wanted, LOGGING_CONFIG=None)
    django.setup()


def _turn_to(wanted: Mapping[str, Any]) -> None:
    for name, value in wanted.items():
        setattr(settings, name, value)
    connections["default"].close()
    del connections["default"]
    connections.settings = connections.configure_settings(wanted["DATABASES"])
