"""What a value of a published series is called in a table's head and lines, in Japanese or English."""

from tsuho.words.catalogue import messages

# A column's words stand in the catalogue under the prefix of the vocabulary that its values are of.
_PREFIXES = {
    "outcome": "outcome", "door": "door", "form": "form", "reason": "reason", "tags": "tag", "medium": "medium",
    "country": "country", "language": "language", "kind": "kind", "region": "region",
}  # fmt: skip


def value_said(column: str, value: str, language: str) -> str:
    """A value in words; one that has none (a carrier's name, a provider's code) stands for itself."""
    if not value:
        return messages()["value_empty"][language]
    for key in (f"{_PREFIXES.get(column, column)}_{value}", f"value_{value}"):
        if key in messages():
            return messages()[key][language]
    return value


def column_said(column: str, language: str) -> str:
    """The head of a column."""
    return messages()[f"column_{column}"][language]
