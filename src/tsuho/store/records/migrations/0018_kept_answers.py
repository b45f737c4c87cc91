from django.db import migrations, models


def count_rows(apps, schema_editor):
    schema_editor.execute(
        "INSERT INTO records_ledgervolume (day, series, source, entries) "
        "SELECT day, series, source, SUM(entries) FROM records_ledgermonth GROUP BY day, series, source"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0017_partner_windows"),
    ]

    operations = [
        migrations.CreateModel(
            name="LedgerVolume",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("series", models.CharField(max_length=30)),
                ("source", models.CharField(max_length=12)),
                ("entries", models.BigIntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("day", "series", "source"), name="one_volume_a_month")],
            },
        ),
        migrations.CreateModel(
            name="KeptAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64, unique=True)),
                ("made_of", models.CharField(max_length=400)),
                ("text", models.TextField()),
            ],
        ),
        migrations.RunPython(count_rows, migrations.RunPython.noop),
    ]
