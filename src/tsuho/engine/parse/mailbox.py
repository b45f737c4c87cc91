"""The mailbox in a From field: address and display name, read the way a suspicious reader would (RFC 5322 section 3.4).

A value that names several addresses yields the last one in angle brackets, which is the one mail goes to; an address in
the display name is only a name.
"""

import re

_ANGLE = re.compile(r"<\s*([^<>\s]{1,320})\s*>")
_BARE = re.compile(r"[^\s<>()\[\],;:\"]{1,64}@[^\s<>()\[\],;:\"]{1,255}")


def mailbox(text: str) -> tuple[str, str]:
    """(address, display name) of a decoded header value; both empty where there is none."""
    angles = [found for found in _ANGLE.finditer(text) if "@" in found.group(1)]
    if angles:
        last = angles[-1]
        name = text[: last.start()].strip().strip('"').strip()
        return last.group(1).strip(), name
    bare = _BARE.search(text)
    if bare:
        rest = (text[: bare.start()] + text[bare.end() :]).strip(' \t()"<>')
        return bare.group(), rest
    return "", text.strip().strip('"').strip()
