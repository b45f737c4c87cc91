"""A migrated database to copy: migrating is slow, a file copy is not, so `make` migrates once and the rest copies."""

import shutil
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from tsuho.store.records.set_up import set_up, sqlite


def migrate() -> None:
    """Bring the database that this process is set up on to today's tables."""
    call_command("migrate", verbosity=0, interactive=False)


def migrate_new(path: Path, secret_key: str) -> None:
    """Make a new SQLite database with today's tables, whole in its one file; the process is set up on it afterwards."""
    set_up(sqlite(path), secret_key=secret_key)
    migrate()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def copy_template(template: Path, path: Path) -> None:
    """Copy a template to a new centre's place; only its owner may read it."""
    path.touch(mode=0o600, exist_ok=False)
    shutil.copyfile(template, path)
