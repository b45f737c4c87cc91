from django.db import migrations, models


APPEND_ONLY = ("records_ledgerseal", "records_closedmonth")
SPLITS = (
    "series, day, source, door, form, language, outcome, reason, medium, country, carrier, kind, region, party, tags, "
    "correction, corrected_on"
)
MONTH = {"sqlite": "date(day, 'start of month')", "postgresql": "date_trunc('month', day)::date"}


def add_column(name, length):
    """By hand: Django would copy the whole table on SQLite, and its triggers that refuse changes would be gone."""

    def add(apps, schema_editor):
        schema_editor.execute(
            f"ALTER TABLE records_ledgerentry ADD COLUMN {name} varchar({length}) DEFAULT '' NOT NULL"
        )

    return add


def refuse(apps, schema_editor):
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
                f"SELECT RAISE(ABORT, '{table} is append-only: book a correction instead'); END"
            )


def sum_up(apps, schema_editor):
    month = MONTH[schema_editor.connection.vendor]
    for table, day in (("records_ledgerday", "day"), ("records_ledgermonth", month)):
        splits = SPLITS.replace("day,", f"{day},", 1)
        schema_editor.execute(
            f'INSERT INTO {table} ({SPLITS}, "count", entries) SELECT {splits}, SUM("count"), COUNT(*) '
            f"FROM records_ledgerentry GROUP BY {splits}"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0008_discard_proof"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClosedMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.CharField(max_length=7, unique=True)),
                ("entries", models.BigIntegerField()),
                ("hash", models.CharField(max_length=64)),
                ("previous", models.CharField(max_length=64)),
                ("seal", models.CharField(max_length=64)),
                ("signature", models.CharField(max_length=200)),
                ("signed_with", models.CharField(max_length=100)),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("audit", models.CharField(default="", max_length=90)),
            ],
        ),
        migrations.CreateModel(
            name="LedgerSeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("last_row", models.BigIntegerField(unique=True)),
                ("entries", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64, unique=True)),
            ],
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(add_column("corrected_on", 10), migrations.RunPython.noop)],
            state_operations=[
                migrations.AddField(
                    model_name="ledgerentry", name="corrected_on", field=models.CharField(default="", max_length=10)
                )
            ],
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(add_column("correction", 100), migrations.RunPython.noop)],
            state_operations=[
                migrations.AddField(
                    model_name="ledgerentry", name="correction", field=models.CharField(default="", max_length=100)
                )
            ],
        ),
        migrations.CreateModel(
            name="LedgerDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("series", models.CharField(max_length=30)),
                ("day", models.DateField()),
                ("source", models.CharField(max_length=12)),
                ("count", models.BigIntegerField()),
                ("door", models.CharField(max_length=20)),
                ("form", models.CharField(max_length=20)),
                ("language", models.CharField(max_length=20)),
                ("outcome", models.CharField(max_length=20)),
                ("reason", models.CharField(max_length=10)),
                ("medium", models.CharField(max_length=10)),
                ("country", models.CharField(max_length=2)),
                ("carrier", models.CharField(max_length=100)),
                ("kind", models.CharField(max_length=40)),
                ("region", models.CharField(max_length=40)),
                ("party", models.CharField(max_length=100)),
                ("tags", models.CharField(max_length=400)),
                ("correction", models.CharField(default="", max_length=100)),
                ("corrected_on", models.CharField(default="", max_length=10)),
                ("entries", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "day",
                            "series",
                            "source",
                            "door",
                            "form",
                            "language",
                            "outcome",
                            "reason",
                            "medium",
                            "country",
                            "carrier",
                            "kind",
                            "region",
                            "party",
                            "tags",
                            "correction",
                            "corrected_on",
                        ),
                        name="one_sum_a_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("series", models.CharField(max_length=30)),
                ("day", models.DateField()),
                ("source", models.CharField(max_length=12)),
                ("count", models.BigIntegerField()),
                ("door", models.CharField(max_length=20)),
                ("form", models.CharField(max_length=20)),
                ("language", models.CharField(max_length=20)),
                ("outcome", models.CharField(max_length=20)),
                ("reason", models.CharField(max_length=10)),
                ("medium", models.CharField(max_length=10)),
                ("country", models.CharField(max_length=2)),
                ("carrier", models.CharField(max_length=100)),
                ("kind", models.CharField(max_length=40)),
                ("region", models.CharField(max_length=40)),
                ("party", models.CharField(max_length=100)),
                ("tags", models.CharField(max_length=400)),
                ("correction", models.CharField(default="", max_length=100)),
                ("corrected_on", models.CharField(default="", max_length=10)),
                ("entries", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "series",
                            "day",
                            "source",
                            "door",
                            "form",
                            "language",
                            "outcome",
                            "reason",
                            "medium",
                            "country",
                            "carrier",
                            "kind",
                            "region",
                            "party",
                            "tags",
                            "correction",
                            "corrected_on",
                        ),
                        name="one_sum_a_month",
                    )
                ],
            },
        ),
        migrations.RunPython(refuse, migrations.RunPython.noop),
        migrations.RunPython(sum_up, migrations.RunPython.noop),
    ]
