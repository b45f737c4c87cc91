"""Tables behind the queue, claims, campaign facts, decisions and search.

SQLite: Django rebuilds a table to change it and drops its triggers, so a later migration that alters ``SearchText`` or
``ItemNoteRow`` has to make these triggers again.
"""

import django.db.models.deletion
from django.db import migrations, models

APPEND_ONLY = ("records_itemnoterow", "records_reportdecision")

_SQLITE_SEARCH = (
    # only where words stand is asked, never how often: without positions the index is a third as large
    "CREATE VIRTUAL TABLE records_searchindex USING fts5("
    "folded, content='records_searchtext', content_rowid='id', tokenize='trigram case_sensitive 1', detail=none)",
    "CREATE VIRTUAL TABLE records_searchterms USING fts5vocab(records_searchindex, row)",
    "CREATE TRIGGER records_searchtext_new AFTER INSERT ON records_searchtext BEGIN "
    "INSERT INTO records_searchindex(rowid, folded) VALUES (new.id, new.folded); END",
    "CREATE TRIGGER records_searchtext_gone AFTER DELETE ON records_searchtext BEGIN "
    "INSERT INTO records_searchindex(records_searchindex, rowid, folded) VALUES ('delete', old.id, old.folded); END",
)
_POSTGRESQL_SEARCH = (
    "CREATE FUNCTION records_twos(folded text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ "
    "SELECT coalesce(array_agg(DISTINCT chars[at] || chars[at + 1]), '{}') "
    "FROM (SELECT regexp_split_to_array(folded, '') AS chars) AS split, "
    "generate_series(1, array_length(split.chars, 1) - 1) AS at $$",
    "CREATE INDEX records_searchtext_twos ON records_searchtext USING gin (records_twos(folded))",
)


def make_search(apps, schema_editor):
    search = {"sqlite": _SQLITE_SEARCH, "postgresql": _POSTGRESQL_SEARCH}[schema_editor.connection.vendor]
    for statement in search:
        schema_editor.execute(statement, params=None)


def refuse_changes(apps, schema_editor):
    """Notes and decisions are append-only, as the ledger and the audit log are (0002)."""
    for table in APPEND_ONLY:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION records_refuse()"
            )
            continue
        for change in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} BEGIN "
                f"SELECT RAISE(ABORT, '{table} is append-only: append a correction instead'); END"
            )


class Migration(migrations.Migration):
    dependencies = [("records", "0012_audit_search")]

    operations = [
        migrations.CreateModel(
            name="CampaignFact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("report", models.BigIntegerField(default=0)),
                ("what", models.CharField(max_length=16)),
                ("value", models.CharField(max_length=255)),
                ("count", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="ClaimRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=10)),
                ("number", models.BigIntegerField()),
                ("by", models.CharField(db_index=True, max_length=200)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ItemNoteRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=10)),
                ("number", models.BigIntegerField()),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("text", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="QueueRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=10)),
                ("number", models.BigIntegerField()),
                ("priority", models.BigIntegerField()),
                ("open", models.SmallIntegerField(default=1)),
                ("title", models.CharField(max_length=200)),
                ("messages", models.IntegerField()),
                ("grade", models.CharField(max_length=2)),
                ("outcome", models.CharField(max_length=20)),
                ("reason", models.CharField(default="", max_length=10)),
                ("language", models.CharField(default="", max_length=20)),
                ("category", models.CharField(default="", max_length=40)),
                ("asn", models.BigIntegerField(default=0)),
                ("monitor_hits", models.IntegerField(default=0)),
                ("last_at", models.DateTimeField()),
                ("finished_messages", models.IntegerField(default=0)),
                ("finished_grade", models.CharField(default="", max_length=2)),
                ("finished_by", models.CharField(default="", max_length=200)),
                ("finished_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ReportDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("arrival", models.BigIntegerField()),
                ("number_in_arrival", models.IntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("rules", models.CharField(default="", max_length=400)),
                ("stated", models.JSONField(default=dict)),
                ("outcome_before", models.CharField(default="", max_length=20)),
                ("outcome_after", models.CharField(default="", max_length=20)),
                ("by", models.CharField(max_length=200)),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("report", models.BigIntegerField(db_index=True)),
                ("where", models.CharField(max_length=10)),
                ("digest", models.CharField(max_length=32)),
                ("folded", models.TextField()),
                ("shown", models.TextField()),
            ],
        ),
        migrations.AddField(
            model_name="report",
            name="ip_order",
            field=models.CharField(default="", max_length=40),
        ),
        migrations.AddField(
            model_name="report",
            name="message_sha256",
            field=models.CharField(default="", max_length=64),
        ),
        migrations.AddField(
            model_name="report",
            name="named",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="report",
            name="sha256",
            field=models.CharField(default="", max_length=64),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["campaign", "id"], name="members_of_campaign"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["from_address", "id"], name="reports_by_from"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("ip_order", ""), _negated=True), fields=["ip_order", "id"], name="reports_by_ip"
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("sha256", ""), _negated=True), fields=["sha256"], name="reports_by_arrival_hash"
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("message_sha256", ""), _negated=True),
                fields=["message_sha256"],
                name="reports_by_hash",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("outcome", "incomplete")), fields=["reason", "id"], name="incomplete_reports"
            ),
        ),
        migrations.AddField(
            model_name="campaignfact",
            name="campaign",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="facts",
                to="records.campaign",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimrow",
            constraint=models.UniqueConstraint(fields=("kind", "number"), name="one_claim_an_item"),
        ),
        migrations.AddIndex(
            model_name="itemnoterow",
            index=models.Index(fields=["kind", "number", "id"], name="notes_of_item"),
        ),
        migrations.AddIndex(
            model_name="queuerow",
            index=models.Index(fields=["open", "priority", "id"], name="queue_by_priority"),
        ),
        migrations.AddIndex(
            model_name="queuerow",
            index=models.Index(fields=["open", "kind", "priority", "id"], name="queue_by_kind"),
        ),
        migrations.AddIndex(
            model_name="queuerow",
            index=models.Index(fields=["open", "outcome", "priority", "id"], name="queue_by_outcome"),
        ),
        migrations.AddIndex(
            model_name="queuerow",
            index=models.Index(fields=["open", "language", "priority", "id"], name="queue_by_language"),
        ),
        migrations.AddIndex(
            model_name="queuerow",
            index=models.Index(fields=["open", "category", "priority", "id"], name="queue_by_category"),
        ),
        migrations.AddIndex(
            model_name="queuerow",
            index=models.Index(fields=["open", "asn", "priority", "id"], name="queue_by_as"),
        ),
        migrations.AddIndex(
            model_name="queuerow",
            index=models.Index(
                condition=models.Q(("monitor_hits__gt", 0)),
                fields=["open", "priority", "id"],
                name="queue_with_monitor",
            ),
        ),
        migrations.AddConstraint(
            model_name="queuerow",
            constraint=models.UniqueConstraint(fields=("kind", "number"), name="one_row_an_item"),
        ),
        migrations.AddIndex(
            model_name="reportdecision",
            index=models.Index(fields=["arrival", "number_in_arrival"], name="decisions_of_report"),
        ),
        migrations.AddIndex(
            model_name="reportdecision",
            index=models.Index(fields=["kind", "at"], name="decisions_by_kind"),
        ),
        migrations.AddField(
            model_name="searchtext",
            name="campaign",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="texts",
                to="records.campaign",
            ),
        ),
        migrations.AddIndex(
            model_name="campaignfact",
            index=models.Index(fields=["what", "value", "id"], name="facts_by_value"),
        ),
        migrations.AddIndex(
            model_name="campaignfact",
            index=models.Index(condition=models.Q(("report__gt", 0)), fields=["report"], name="facts_of_lone_report"),
        ),
        migrations.AddConstraint(
            model_name="campaignfact",
            constraint=models.UniqueConstraint(
                fields=("campaign", "what", "value", "report"), name="one_row_a_campaign_fact"
            ),
        ),
        migrations.AddIndex(
            model_name="searchtext",
            index=models.Index(fields=["campaign", "where", "digest"], name="texts_of_campaign"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                fields=["reporter", "received_at"],
                name="reports_of_one",
                condition=models.Q(("reporter", ""), _negated=True),
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["campaign"], name="referrals_of_campaign"),
        ),
        migrations.RunPython(make_search, migrations.RunPython.noop),
        migrations.RunPython(refuse_changes, migrations.RunPython.noop),
    ]
