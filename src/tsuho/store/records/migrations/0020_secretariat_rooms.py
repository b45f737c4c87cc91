"""The indexes of the secretariat's room: mail by the consent text it came in under, and what was taken back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("records", "0019_ministry_rooms"),)

    operations = (
        migrations.AddIndex(
            model_name="feeditem",
            index=models.Index(fields=["consent", "withdrawn_at"], name="feed_by_consent"),
        ),
        migrations.AddIndex(
            model_name="feeditem",
            index=models.Index(
                condition=models.Q(("withdrawn_at__isnull", False)), fields=["report"], name="feed_withdrawn"
            ),
        ),
    )
