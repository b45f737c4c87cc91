"""Text from a mail, made harmless for a terminal: no control characters, no bidirectional tricks, no escape sequences."""

import re

# C0 and C1 controls, bidirectional controls and isolates, zero-width characters, line separators, tags, surrogates.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def harmless(text: str) -> str:
    """The text with every character gone that could move the cursor, reorder a line or hide."""
    return _HARMFUL.sub("", text)


def one_line(text: str, width: int = 0) -> str:
    """The same on one line, cut to a width in characters (0: uncut)."""
    line = " ".join(harmless(text).split())
    return line if not width or len(line) <= width else line[: width - 1] + "…"
