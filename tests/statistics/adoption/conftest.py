"""Sayings of two resolvers, written by hand."""

from datetime import UTC, datetime

import pytest

from tsuho.words.surveys import Said, Saying

AT = datetime(2015, 6, 1, 3, 0, tzinfo=UTC)


def pair(name, kind, records=(), *, said=Said.ANSWERED, authentic=False):
    return tuple(Saying(name, kind, each, AT, said, tuple(records), authentic=authentic) for each in ("one", "two"))


@pytest.fixture
def told():
    """Both resolvers tell these records; ``None`` is "no such name", a reason (``timeout``) is silence of both."""

    def made(records, authentic=()):
        asked = {}
        for (name, kind), values in records.items():
            if values is None:
                asked[name, kind] = pair(name, kind, said=Said.NO_SUCH_NAME)
            elif isinstance(values, str):
                asked[name, kind] = tuple(
                    Saying(name, kind, each, AT, Said.NOTHING, why=values) for each in ("one", "two")
                )
            else:
                asked[name, kind] = pair(name, kind, values, authentic=name in authentic)
        return asked

    return made
