"""The register of services, and the book of survey rounds, which the database refuses to change."""

from django.db import migrations, models

TABLE = "records_surveyentry"


def refuse(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE} "
            "FOR EACH STATEMENT EXECUTE FUNCTION records_refuse()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_no_{change.lower()} BEFORE {change} ON {TABLE} BEGIN "
            f"SELECT RAISE(ABORT, '{TABLE} is append-only: append a newer entry instead'); END"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0010_office"),
    ]

    operations = [
        migrations.CreateModel(
            name="SurveyService",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=50, unique=True)),
                ("source", models.CharField(db_index=True, max_length=100)),
                ("value", models.JSONField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="SurveyEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.CharField(db_index=True, max_length=6)),
                ("kind", models.CharField(max_length=20)),
                ("value", models.JSONField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=200)),
                ("simulated", models.BooleanField()),
            ],
        ),
        migrations.RunPython(refuse, migrations.RunPython.noop),
    ]
