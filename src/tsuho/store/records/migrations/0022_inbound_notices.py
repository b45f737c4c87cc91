"""Which rows of agencies' lists are in a referral, a row in one and no other; and the proofs of purge, which nobody rewrites."""

from django.db import migrations, models

TABLE = "records_purgeproof"


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
    dependencies = (("records", "0021_pages_in_time"),)

    operations = (
        migrations.CreateModel(
            name="InboundTieRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agency", models.CharField(max_length=50)),
                ("ip", models.CharField(max_length=45)),
                ("at", models.DateTimeField()),
                ("key", models.CharField(max_length=200)),
            ],
            options={
                "indexes": [models.Index(fields=["key"], name="inbound_rows_of_referral")],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "ip", "at"), name="one_tie_an_inbound_row"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PurgeProof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_index=True)),
                ("what", models.CharField(max_length=20)),
                ("count", models.BigIntegerField()),
                ("before", models.DateTimeField()),
                ("by", models.CharField(max_length=200)),
            ],
        ),
        migrations.RunPython(refuse, migrations.RunPython.noop),
    )
