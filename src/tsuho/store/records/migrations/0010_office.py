"""The tables of the desk and the secretariat."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0009_ledger_sums"),
    ]

    operations = [
        migrations.CreateModel(
            name="MaterialMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("material", models.CharField(db_index=True, max_length=40)),
                ("day", models.DateField(db_index=True)),
                ("pieces", models.IntegerField()),
                ("by", models.CharField(max_length=200)),
                ("to", models.CharField(max_length=20)),
                ("prefecture", models.CharField(max_length=10)),
            ],
        ),
        migrations.CreateModel(
            name="MeetingNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("title", models.CharField(max_length=300)),
                ("day", models.DateField(db_index=True)),
                ("members", models.JSONField(default=list)),
                ("agenda", models.JSONField(default=list)),
                ("documents", models.JSONField(default=list)),
                ("by", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="PagePublication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(db_index=True, max_length=300)),
                ("kind", models.CharField(max_length=20)),
                ("title", models.CharField(max_length=300)),
                ("change", models.CharField(max_length=10)),
                ("day", models.DateField(db_index=True)),
                ("by", models.CharField(max_length=200)),
                ("approved_by", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="QuestionnaireNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300)),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("asked", models.IntegerField()),
                ("answered", models.IntegerField()),
                ("by", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="CallNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("category", models.CharField(max_length=10)),
                ("started_at", models.DateTimeField(db_index=True)),
                ("ended_at", models.DateTimeField()),
                ("consultant", models.CharField(max_length=200)),
                ("summary", models.TextField()),
                ("medium", models.CharField(max_length=10)),
                ("age_band", models.CharField(max_length=10)),
                ("prefecture", models.CharField(max_length=10)),
                ("advice", models.CharField(max_length=100)),
                ("handed_to", models.CharField(max_length=20)),
                ("about", models.CharField(max_length=40)),
                ("follow_up_on", models.DateField(null=True)),
                ("followed_up_by", models.CharField(max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("follow_up_on__isnull", False), ("followed_up_by", "")),
                        fields=["follow_up_on"],
                        name="open_follow_ups",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MinutesVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("by", models.CharField(max_length=200)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="minutes", to="records.meetingnote"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
    ]
