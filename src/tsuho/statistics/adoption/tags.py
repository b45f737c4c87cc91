"""Records written as ``tag=value; …`` (DKIM, DMARC, MTA-STS, TLS-RPT, BIMI): the first of each tag, in lower case."""

import re
from collections.abc import Callable, Mapping

_MOST_TAGS = 50
_MOST_CHARACTERS = 8_192


def tags_of(record: str) -> Mapping[str, str]:
    """The tags of a record; of a tag that stands twice the first holds."""
    tags: dict[str, str] = {}
    for each in record[:_MOST_CHARACTERS].split(";", _MOST_TAGS)[:_MOST_TAGS]:
        name, equals, value = each.partition("=")
        if equals:
            tags.setdefault(name.strip().lower(), value.strip())
    return tags


def begins(version: str) -> Callable[[str], bool]:
    """Whether a record begins with this version tag, as its standard demands of the first tag."""
    first = re.compile(rf"\s*v\s*=\s*{version}\s*(?:;|$)", re.IGNORECASE)
    return lambda record: first.match(record) is not None
