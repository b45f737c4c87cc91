"""What the centre answers the ministry, kept as it was written; and the index that lists of one kind of referral are read by."""

from django.db import migrations, models

ASKED, ANSWERED = "records_ministryrequestrow", "records_ministryanswerrow"


def refuse(apps, schema_editor):
    """What was asked and answered must stand years later: the database refuses to change or delete either."""
    for table in (ASKED, ANSWERED):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION records_refuse()"
            )
            continue
        for change in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} BEGIN "
                f"SELECT RAISE(ABORT, '{table} is append-only: what was written stays as it was'); END"
            )


class Migration(migrations.Migration):
    dependencies = (("records", "0018_kept_answers"),)

    operations = (
        migrations.CreateModel(
            name="MinistryAnswerRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=models.deletion.PROTECT, related_name="answers", to="records.ministryrequestrow"
                    ),
                ),
            ],
            options={"ordering": ("id",)},
        ),
        migrations.AddIndex("referral", models.Index(fields=["kind", "id"], name="referral_of_kind")),
        migrations.RunPython(refuse, migrations.RunPython.noop),
    )
