"""Cover what a person has not asked to see, character for character, so that every place in the text stays where it is.

Covered are all addresses but those of the sender's own domains, the names that are greeted, and the local parts of the reporter's,
the recipients' and the monitors' addresses.
"""

from collections.abc import Collection

from tsuho.casework.index_text import is_senders, own_domains, secret_words
from tsuho.referral.recipient_codes import ADDRESS, greeted
from tsuho.words.judged import MessageFacts

COVER = "•"


def cover(text: str, message: MessageFacts | None, secrets: Collection[str]) -> str:
    """The text with as many characters as before."""
    own, hidden = own_domains(message), {each.strip().lower() for each in secrets if each.strip()}
    text = ADDRESS.sub(lambda m: m[0] if is_senders(m[0].lower(), own, hidden) else COVER * len(m[0]), text)
    if words := secret_words(hidden):
        text = words.sub(lambda m: COVER * len(m[0]), text)
    for start, end in greeted(text):
        text = text[:start] + COVER * (end - start) + text[end:]
    return text
