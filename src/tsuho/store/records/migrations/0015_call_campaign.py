"""A call's campaign, found while talking; and what the desk's lists are read by."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("records", "0014_provider_window"),)

    operations = (
        migrations.AddField(model_name="callnote", name="campaign", field=models.IntegerField(null=True)),
        migrations.AddIndex(
            model_name="callnote",
            index=models.Index(fields=("category", "started_at"), name="calls_by_category"),
        ),
        migrations.AddIndex(
            model_name="callnote",
            index=models.Index(
                fields=("campaign", "started_at"), name="calls_by_campaign", condition=models.Q(campaign__isnull=False)
            ),
        ),
        migrations.AddIndex(
            model_name="callnote",
            index=models.Index(
                fields=("follow_up_on", "id"),
                name="kept_follow_ups",
                condition=models.Q(follow_up_on__isnull=False) & ~models.Q(followed_up_by=""),
            ),
        ),
    )
