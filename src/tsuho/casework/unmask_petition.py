"""Look at whom a petition (申出) names: the reason goes to the audit log first, then the applicant or a file is given, once."""

from datetime import datetime

from tsuho.casework.enter_petition import applicant_of, refuse_named
from tsuho.casework.ports import Audit
from tsuho.casework.referral_ports import Referral
from tsuho.referral.documents.petition_file import Applicant


def unmask_petition(audit: Audit, petition: Referral, field: str, *, by: str, reason: str, at: datetime) -> Applicant:
    """The applicant. ``field`` says what is looked at: him, or a file. Raises CannotDo without a reason, or if it names him."""
    applicant = applicant_of(petition)
    refuse_named(applicant, by, reason)
    audit.write(at, by, "unmask", f"petition {petition.number}", {"field": field, "reason": reason})
    return applicant
