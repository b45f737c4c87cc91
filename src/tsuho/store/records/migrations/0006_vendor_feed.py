"""The vendor feed; its log of pulls can only grow."""

from django.db import migrations, models

TABLE = "records_feedpull"


def refuse(apps, schema_editor):
    """The function for PostgreSQL stands since 0002."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE} "
            "FOR EACH STATEMENT EXECUTE FUNCTION records_refuse()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_no_{change.lower()} BEFORE {change} ON {TABLE} BEGIN "
            f"SELECT RAISE(ABORT, '{TABLE} is append-only: it says who saw what'); END"
        )


def number():
    return ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


class Migration(migrations.Migration):
    dependencies = [("records", "0005_referrals")]

    operations = [
        migrations.CreateModel(
            name="ConsentRefused",
            fields=[
                number(),
                ("reporter", models.CharField(max_length=64, unique=True)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="FeedItem",
            fields=[
                number(),
                ("report", models.BigIntegerField(unique=True)),
                ("arrival", models.BigIntegerField()),
                ("number_in_arrival", models.IntegerField()),
                ("received_at", models.DateTimeField(db_index=True)),
                ("reporter", models.CharField(db_index=True, max_length=64)),
                ("reference", models.CharField(max_length=36, unique=True)),
                ("consent", models.CharField(max_length=50)),
                ("why_not", models.CharField(default="", max_length=40)),
                ("position", models.BigIntegerField(null=True, unique=True)),
                ("changed_at", models.DateTimeField(db_index=True, null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("ahead", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="FeedPull",
            fields=[
                number(),
                ("vendor", models.CharField(max_length=50)),
                ("at", models.DateTimeField()),
                ("form", models.CharField(max_length=20)),
                ("after", models.BigIntegerField()),
                ("upto", models.BigIntegerField()),
                ("items", models.IntegerField()),
                ("tombstones", models.IntegerField()),
            ],
            options={"indexes": [models.Index(fields=["vendor", "at"], name="feed_pull_by_vendor")]},
        ),
        migrations.RunPython(refuse, migrations.RunPython.noop),
    ]
