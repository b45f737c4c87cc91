"""The scanner of a centre that has no virus engine: it knows the industry's test file (EICAR) and nothing else.

It stands here so that the way of an infected report can be walked without an infected file. A mail without the test file is
recorded as not scanned, never as clean, and `tsuho check` says that no virus engine is connected.
"""

from tsuho.engine.parse.mime import Mail, scan
from tsuho.words.virus import ScanState, VirusScan

# In two pieces, so that no scanner takes this file for what it recognises.
_TEST_FILE = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
NAME = "EICAR-Test-File"
BY = "test file only"
_MAX_DEPTH = 5


def scan_for_test_file(raw: bytes, why: str = "no_engine") -> VirusScan:
    """Found, if any part of the mail, or of a mail inside it, holds the test file; else not scanned, and why."""
    if _holds(scan(raw), 0):
        return VirusScan(ScanState.FOUND, NAME, BY)
    return VirusScan(ScanState.NOT_SCANNED, "", BY, why)


def _holds(mail: Mail, depth: int) -> bool:
    for part in mail.parts:
        if part.children:
            continue
        if _TEST_FILE in part.body:
            return True
        named_mail = part.type.full == "message/rfc822" or part.type.file_name.lower().endswith(".eml")
        if named_mail and depth < _MAX_DEPTH and part.inner_mail and _holds(part.inner_mail, depth + 1):
            return True
    return False
