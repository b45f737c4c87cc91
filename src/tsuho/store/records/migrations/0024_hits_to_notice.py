"""Hits that stand in no notice yet are found by their campaign: the confirmed campaigns of years are large, what is due of them is small."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("records", "0023_monitor_rooms"),)

    operations = (
        migrations.AddIndex(
            "report",
            models.Index(
                fields=["campaign", "received_at"],
                name="hits_to_notice",
                condition=models.Q(kind="monitor_hit", confidence="observed", noticed_at=None),
            ),
        ),
    )
