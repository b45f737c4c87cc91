"""The monitor rooms: labels and places, provenance sheets and custody logs that nobody changes, and the index of a monitor's mail."""

import django.db.models.deletion
from django.db import migrations, models

APPEND_ONLY = ("records_provenancesheet", "records_custodyline")


def refuse_changes(apps, schema_editor):
    """Sheets and custody logs are append-only, as the ledger and the audit log are (0002)."""
    for table in APPEND_ONLY:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION records_refuse()"
            )
            continue
        for change in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} BEGIN "
                f"SELECT RAISE(ABORT, '{table} is append-only: append a correction instead'); END"
            )


def _of_monitor(name):
    return models.ForeignKey(
        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name=name, to="records.monitor"
    )


def _id():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = (("records", "0022_inbound_notices"),)

    operations = (
        migrations.AddField("monitor", "label", models.CharField(default="", max_length=60)),
        migrations.AddField("monitor", "place", models.CharField(default="", max_length=200)),
        migrations.AddField("monitor", "contaminated_at", models.DateTimeField(null=True)),
        migrations.AddField("monitor", "silent_days", models.IntegerField(null=True)),
        migrations.AddConstraint(
            "monitor",
            models.UniqueConstraint(
                condition=models.Q(("label", ""), _negated=True), fields=("label",), name="one_monitor_a_label"
            ),
        ),
        migrations.CreateModel(
            name="ProvenanceSheet",
            fields=[
                ("id", _id()),
                ("made_by", models.CharField(max_length=200)),
                ("made_on", models.DateField()),
                ("machine", models.CharField(max_length=200)),
                ("keeper", models.CharField(max_length=200)),
                ("never_registered", models.BooleanField()),
                ("never_used", models.BooleanField()),
                ("never_on_paper", models.BooleanField()),
                ("no_dealings", models.BooleanField()),
                ("published", models.CharField(max_length=20)),
                ("published_where", models.CharField(max_length=300)),
                ("new_address", models.BooleanField()),
                ("quarantine_days", models.IntegerField()),
                ("partners", models.JSONField()),
                ("remarks", models.TextField()),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("monitor", _of_monitor("sheets")),
            ],
            options={"indexes": [models.Index(fields=["monitor", "id"], name="sheets_of_monitor")]},
        ),
        migrations.CreateModel(
            name="CustodyLine",
            fields=[
                ("id", _id()),
                ("act", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=200)),
                ("note", models.TextField()),
                ("noted_at", models.DateTimeField()),
                ("monitor", _of_monitor("custody")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["monitor", "id"], name="custody_of_monitor"),
                    models.Index(fields=["monitor", "act", "at"], name="custody_by_act"),
                ]
            },
        ),
        migrations.AddIndex(
            "report",
            models.Index(
                fields=["monitor", "received_at"],
                name="hits_of_monitor",
                condition=models.Q(("monitor__isnull", False)),
            ),
        ),
        migrations.RunPython(refuse_changes, migrations.RunPython.noop),
    )
