"""Which rows of agencies' lists are in a referral: a row is in one and no other, whatever becomes of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("records", "0020_secretariat_rooms"),)

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
    )
