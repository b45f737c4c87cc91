from django.db import migrations, models

TABLE = "records_discardproof"


def refuse(apps, schema_editor):
    """A proof that could be rewritten proves nothing: the database refuses to change or delete one."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE} "
            "FOR EACH STATEMENT EXECUTE FUNCTION records_refuse()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_no_{change.lower()} BEFORE {change} ON {TABLE} BEGIN "
            f"SELECT RAISE(ABORT, '{TABLE} is append-only: a proof stays as it was written'); END"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0007_provider_layers"),
    ]

    operations = [
        migrations.CreateModel(
            name="DiscardProof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, unique=True)),
                ("at", models.DateTimeField(db_index=True)),
                ("chain_class", models.CharField(max_length=12)),
                ("door", models.CharField(max_length=20)),
                ("source", models.CharField(max_length=12)),
            ],
        ),
        migrations.RunPython(refuse, migrations.RunPython.noop),
    ]
