"""A provider's own window, to which notices are posted instead of mailed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("records", "0013_queue_and_search"),)

    operations = (
        migrations.AddField(
            model_name="provider", name="https_url", field=models.CharField(default="", max_length=500)
        ),
    )
