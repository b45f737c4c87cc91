"""A campaign key as the records keep it: ``kind:value``, of a long value its hash, so that an index can hold it."""

from hashlib import sha256

from tsuho.store.records.plain_text import plain_text
from tsuho.words.judged import CampaignKey

_LONGEST = 255


def key_text(key: CampaignKey) -> str:
    """The key's text, at most 255 characters."""
    text = plain_text(str(key), None)
    if len(text) <= _LONGEST:
        return text
    return f"{key.kind}:sha256:{sha256(text.encode()).hexdigest()}"
