"""What the inspection export needs, put together from an open centre."""

from datetime import UTC, datetime

from tsuho.casework.inspecting import Inspecting
from tsuho.jurisdictions.jp.texts import texts
from tsuho.wiring.keeping import keeping_of
from tsuho.wiring.open import Centre
from tsuho.wiring.program import law_of
from tsuho.wiring.referring import referring_of
from tsuho.wiring.settings_shown import secret_files, settings_shown
from tsuho.words.vocabulary import Source

_FIRST_YEAR = 2002  # of the Act; no report is older


def inspecting_of(centre: Centre) -> Inspecting:
    """All of it; the wording is the jurisdiction's."""
    settings = centre.settings
    shown = [(each.name, each.value, "changed" if each.changed else "") for each in settings_shown(settings)]
    return Inspecting(
        audit=centre.audit,
        heads=centre.audit_heads,
        keeping=keeping_of(centre),
        referrals=centre.referrals,
        discards=centre.discards,
        law=law_of(centre.reading.jurisdiction),
        settings=shown,
        secret_files=secret_files(settings),
        reporter=referring_of(centre).reporter,
        words=texts("inspection", "ja"),
        monitors=[sheet.address for sheet in centre.records.monitors()],
        is_reporter=lambda address: _is_reporter(centre, address),
        source=Source.SIMULATED if settings.centre.simulated else Source.COUNTED,
    )


def _is_reporter(centre: Centre, address: str) -> bool:
    """Whether this address ever reported, by its pseudonym of each year; those of a year differ once its key was changed."""
    from tsuho.store.records.reports_seen import ReportsOfOneInDatabase

    years = range(_FIRST_YEAR, centre.now().year + 1)
    pseudonyms = dict.fromkeys(centre.pseudonyms.of(address, datetime(year, 6, 1, tzinfo=UTC)) for year in years)
    return ReportsOfOneInDatabase().any_of(list(pseudonyms))
