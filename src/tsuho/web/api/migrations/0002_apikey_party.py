from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("api", "0001_initial")]
    operations = [migrations.AddField("apikey", "party", models.CharField(default="", max_length=100))]
