"""Real mail decodes without a replacement character that is not in its source, in text, subject and sender's name alike."""

from pathlib import Path

import pytest

from tsuho.engine.parse.body import read_body
from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.language import language_of
from tsuho.engine.parse.mime import scan

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
KINDS = ("japanese", "charset", "mime", "malformed", "ham", "spam")
MAILS = [path for kind in KINDS for path in sorted((CORPUS / kind).glob("*.eml"))] if CORPUS.is_dir() else []
SAYS_IT_ITSELF = ("\ufffd".encode(), b"&#65533;", b"&#xfffd;", b"&#xFFFD;")

pytestmark = [pytest.mark.shared, pytest.mark.skipif(not MAILS, reason="the shared corpus is not here")]


@pytest.mark.parametrize("path", MAILS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_nothing_is_lost_that_was_not_lost_before(path):
    mail = scan(path.read_bytes())
    body = read_body(mail)
    if not any(mark in part.body for part in mail.parts for mark in SAYS_IT_ITSELF):
        for text in filter(None, (body.text, body.other_text, body.text.hidden)):
            assert "\ufffd" not in text.chars, (text.charset_label, text.charset_guess, text.charset_used)
    for name in ("subject", "from"):
        if "\ufffd".encode() not in mail.root.value(name):
            assert "\ufffd" not in header_text(mail.root.value(name))


def test_japanese_mail_is_known_as_japanese():
    found = [
        language_of(read_body(scan(path.read_bytes())).text.chars) for path in MAILS if path.parent.name == "japanese"
    ]
    said = [language for language in found if language]
    assert said.count("ja") >= 0.9 * len(said)
