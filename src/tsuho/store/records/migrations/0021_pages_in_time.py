"""What keeps every list quick at two million reports: one index for the queue in place of seven, counters of hours, day counts in order."""

from django.db import migrations, models

QUEUE_INDEXES = (
    "queue_by_priority",
    "queue_by_kind",
    "queue_by_outcome",
    "queue_by_language",
    "queue_by_category",
    "queue_by_as",
    "queue_with_monitor",
    "queue_by_grade",
)
# the first moment of an hour, as the database writes a time
HOUR = {
    "sqlite": "strftime('%%Y-%%m-%%d %%H:00:00', received_at)",
    "postgresql": "date_trunc('hour', received_at, 'UTC')",
}


def count_hours(apps, schema_editor):
    """What was filed so far, once; from now on filing counts."""
    hour = HOUR[schema_editor.connection.vendor]
    hits = "SUM(CASE WHEN kind = 'monitor_hit' THEN 1 ELSE 0 END)"
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO records_inflowhour (hour, reports, monitor_hits) SELECT {hour} AS hour, COUNT(*) - {hits}, {hits} "
            "FROM records_report GROUP BY 1",
            [],
        )


class Migration(migrations.Migration):
    dependencies = (("records", "0020_secretariat_rooms"),)

    operations = (
        migrations.CreateModel(
            name="InflowHour",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hour", models.DateTimeField(unique=True)),
                ("reports", models.IntegerField()),
                ("monitor_hits", models.IntegerField()),
            ],
        ),
        migrations.RunPython(count_hours, migrations.RunPython.noop),
        *(migrations.RemoveIndex("queuerow", name) for name in QUEUE_INDEXES),
        migrations.AddIndex(
            "queuerow",
            models.Index(
                fields=[
                    "open",
                    "priority",
                    "id",
                    "kind",
                    "outcome",
                    "language",
                    "category",
                    "reason",
                    "asn",
                    "monitor_hits",
                    "last_at",
                ],
                name="queue_in_order",
            ),
        ),
        migrations.AddIndex("queuerow", models.Index(fields=["kind", "grade", "id"], name="queue_of_grade")),
        migrations.RemoveIndex("report", "incomplete_reports"),
        migrations.AddIndex(
            "report",
            models.Index(
                fields=["outcome", "reason", "id"],
                name="incomplete_by_reason",
                condition=models.Q(outcome="incomplete"),
            ),
        ),
        migrations.AddIndex(
            "report",
            models.Index(fields=["outcome", "received_at"], name="reports_on_hold", condition=models.Q(outcome="hold")),
        ),
        migrations.AddIndex(
            "campaignfact",
            models.Index(fields=["value", "count", "campaign"], name="days_by_count", condition=models.Q(what="day")),
        ),
    )
