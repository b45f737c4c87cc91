"""`tsuho check`: the doctor says what is well and what is not, in words, one line each."""

from tsuho.wiring.checkup import examine_centre
from tsuho.wiring.open import Centre


def print_checkup(centre: Centre) -> bool:
    """Print every check; whether all that must hold does."""
    well = True
    for found in examine_centre(centre):
        sign = "ok  " if found.well else "warn" if found.only_warns else "FAIL"
        print(f"{sign}  {found.what}: {found.said}")
        well &= found.well or found.only_warns
    return well
