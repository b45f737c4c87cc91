import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone


def into_layers(apps, schema_editor):
    """What stood in the register becomes its imported layer; what was inhibited stays so."""
    providers = apps.get_model("records", "Provider")
    layers = apps.get_model("records", "ProviderLayer")
    standings = apps.get_model("records", "ProviderStanding")
    for row in providers.objects.all():
        networks = [
            [each.prefix, each.since.isoformat(), each.until.isoformat() if each.until else None]
            for each in row.networks.order_by("position")
        ]
        value = {
            "code": row.code,
            "name": row.name,
            "contact": row.contact,
            "formats": row.formats,
            "language": row.language,
            "terms_url": row.terms_url,
            "networks": networks,
            "as_numbers": [],
            "wants": row.wants,
            "interval_hours": 0,
        }
        layers.objects.create(code=row.code, layer="imported", source="import", value=value, at=timezone.now())
        if row.inhibited:
            standings.objects.create(code=row.code, inhibited=row.inhibited)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0006_vendor_feed"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProviderLayer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(db_index=True, max_length=50)),
                ("layer", models.CharField(max_length=10)),
                ("source", models.CharField(default="", max_length=100)),
                ("field", models.CharField(default="", max_length=30)),
                ("value", models.JSONField()),
                ("by", models.CharField(default="", max_length=200)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "layer", "source", "field"), name="one_row_a_provider_layer"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProviderStanding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=50, unique=True)),
                ("inhibited", models.CharField(default="", max_length=500)),
                ("inhibited_until", models.DateField(null=True)),
                ("bounces", models.IntegerField(default=0)),
                ("bounced_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ProviderAs",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asn", models.BigIntegerField(db_index=True)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="as_numbers", to="records.provider"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="provider",
            name="interval_hours",
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name="outboxrow",
            name="leave_by",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="outboxrow",
            name="refused",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(into_layers, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="provider",
            name="inhibited",
        ),
    ]
