"""What partners hand in at their windows, and the indexes that their lists and the ministry's cases are read by."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("records", "0015_call_campaign"),)

    operations = (
        migrations.CreateModel(
            name="InboundListRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agency", models.CharField(max_length=50)),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("sha256", models.CharField(max_length=64)),
                ("rows", models.JSONField()),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "id"], name="inbound_of_agency")],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "sha256"), name="one_row_an_inbound_list"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MinistryRequestRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AddIndex("referral", models.Index(fields=["party", "kind", "id"], name="referral_of_party")),
        migrations.AddIndex("queuerow", models.Index(fields=["kind", "grade", "number"], name="queue_by_grade")),
    )
