"""A chain letter at the chain door: the letter itself is what counts, with the prefecture its forwarder typed on line 1.

Nothing else of the forwarder is looked at, and nothing of the letter outlives its counting.
"""

import re

from tsuho.engine.parse.body import Body
from tsuho.engine.parse.mime import Mail
from tsuho.engine.unwrap.original import Original
from tsuho.words.vocabulary import Form

_PREFECTURE = re.compile(r"\s*(北海道|東京都|(?:京都|大阪)府|[一-龥]{2,3}県)\s*(?:\n|\Z)")
_SNS = re.compile(
    r"\((?:SNS|LINE|mixi|twitter|facebook)\)|(?:LINE|SNS|ツイッター|ミクシィ)(?:で|に)(?:来|届|回|まわ)", re.IGNORECASE
)
_HEAD = 300  # characters in which the forwarder says where the letter went round


def passed_on(mail: Mail, body: Body, subject: str) -> Original:
    """The letter, with ``prefecture`` and ``medium`` (mail or sns) as its forwarder stated them."""
    head = body.text.folded.text[:_HEAD]
    found = _PREFECTURE.match(head)
    reported = {"medium": "sns" if _SNS.search(f"{subject}\n{head}") else "mail"}
    if found:
        reported["prefecture"] = found.group(1)
    return Original(Form.DIRECT, 0, mail, mail=mail, reported=reported)
