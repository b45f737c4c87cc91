"""Grouping: templates of texts, campaigns kept apart, changes with their reasons, totals of reporters."""

import django.db.models.deletion
from django.db import migrations, models

_ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _campaign(name, *, null=False):
    return models.ForeignKey(
        null=null, on_delete=django.db.models.deletion.PROTECT, related_name=name, to="records.campaign"
    )


class Migration(migrations.Migration):
    dependencies = [("records", "0002_append_only")]
    operations = [
        migrations.AddField("campaignkey", "strangers", models.IntegerField(default=0)),
        migrations.AddField("report", "joined_by", models.JSONField(default=list)),
        migrations.AddField("report", "similarity", models.FloatField(null=True)),
        migrations.AlterField(
            "report",
            "campaign",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="members",
                to="records.campaign",
            ),
        ),
        migrations.AddIndex("report", models.Index(fields=["campaign", "reporter"], name="reporters_of_campaign")),
        migrations.CreateModel(
            "TextTemplate",
            [
                ("id", _ID),
                ("report", models.BigIntegerField(db_index=True)),
                ("likeness", models.BinaryField()),
                ("weak", models.JSONField(default=list)),
                ("campaign", _campaign("templates", null=True)),
            ],
        ),
        migrations.CreateModel(
            "KeptApart",
            [("id", _ID), ("low", _campaign("apart_from_higher")), ("high", _campaign("apart_from_lower"))],
            options={
                "constraints": [models.UniqueConstraint(fields=("low", "high"), name="kept_apart_once")],
            },
        ),
        migrations.CreateModel(
            "CampaignChange",
            [
                ("id", _ID),
                ("kind", models.CharField(max_length=10)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=200)),
                ("why", models.TextField()),
                ("messages", models.IntegerField(default=0)),
                ("campaign", _campaign("changes")),
                ("other", _campaign("changes_as_other", null=True)),
            ],
        ),
        migrations.CreateModel(
            "ReporterTotal",
            [
                ("id", _ID),
                ("reporter", models.CharField(max_length=64, unique=True)),
                ("reports", models.IntegerField()),
            ],
        ),
    ]
