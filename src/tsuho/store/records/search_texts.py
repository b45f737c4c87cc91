"""The index of masked texts (port TextIndex): one row a variant of a campaign's text or subject, found by any two characters.

SQLite's FTS5 splits the texts into threes (tokenizer trigram); PostgreSQL keeps their twos in a GIN index over an expression, so
that it needs no extension. Either index only says where the words may stand; the text itself says whether they do. The database
keeps its index by itself (migration 0013).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from tsuho.casework.index_text import masked_for_index, search_fold, text_digest
from tsuho.casework.search_ports import Match, Where
from tsuho.store.records.models import Report, SearchText
from tsuho.store.records.plain_text import plain_text
from tsuho.words.arrival import Arrival
from tsuho.words.judged import JudgedReport

_MAX_PIECES = 40  # of a long phrase that the index is asked for: the text is compared anyway
_COMMON = 2_000  # a pair of characters that more threes begin with stands in so many texts that the newest ones hold it
_END = "\n\n"  # behind every folded text, which has no white space: so its last two characters begin a three as well
_QUOTED_BEFORE, _QUOTED = 20, 80
_SHOWN = 'SELECT texts.id, texts.campaign_id, texts.report, texts."where", texts.folded, texts.shown FROM '
_FROM_TEXTS = "records_searchtext AS texts WHERE "
# The index is walked from its newest row and stops when enough texts hold the words: asked for by "id IN (…)" it would first give
# every row that there is, fifty thousand for 無料. CROSS JOIN: in this order and no other.
_FROM_INDEX = (
    "records_searchindex AS places CROSS JOIN records_searchtext AS texts ON texts.id = places.rowid "
    "WHERE records_searchindex MATCH %s AND "
)


@dataclass(frozen=True, slots=True)
class NewText:
    """A filed row with its judgement and its arrival; ``is_new``: nothing known was like its text."""

    row: Report
    judged: JudgedReport
    arrival: Arrival
    is_new: bool


def index_texts(new: Sequence[NewText]) -> None:
    """Index the subjects and texts that their campaigns do not have yet; the rows are saved."""
    found: list[SearchText] = []
    for text in new:
        if message := text.judged.message:
            found += _rows_of(text, message.subject, Where.SUBJECT)
            # a text like a known one is found by that one's words; short texts have no likeness, so each is looked at
            if text.is_new or not any(key.kind == "sketch" for key in text.judged.campaign_keys):
                found += _rows_of(text, message.text, Where.TEXT)
    in_campaign = {(row.campaign_id, row.where, row.digest): row for row in reversed(found) if row.campaign_id}
    known = set(
        SearchText.objects.filter(
            campaign__in={number for number, _, _ in in_campaign}, digest__in={digest for _, _, digest in in_campaign}
        ).values_list("campaign_id", "where", "digest")
    )
    alone = [row for row in found if row.campaign_id is None]
    SearchText.objects.bulk_create([*alone, *(row for key, row in in_campaign.items() if key not in known)])


def _rows_of(text: NewText, written: str, where: Where) -> list[SearchText]:
    arrival, message = text.arrival, text.judged.message
    folded = search_fold(written)
    if not folded or message is None:
        return []
    secrets = {*arrival.envelope.rcpt_to, *([arrival.monitor.address] if arrival.monitor else [])}
    if not arrival.monitor:
        secrets.add(arrival.envelope.mail_from or "")  # at a monitor the envelope's sender is who advertises
    shown = plain_text(masked_for_index(written, message, secrets), None)
    return [
        SearchText(
            campaign_id=text.row.campaign_id,
            report=text.row.pk,
            where=where.value,
            digest=text_digest(search_fold(shown)),
            folded=search_fold(shown) + _END,
            shown=shown,
        )
    ]


class TextsInDatabase:
    """The port TextIndex on SQLite and PostgreSQL."""

    def holding(self, words: Sequence[str], after: int | None, limit: int) -> list[Match]:
        """Texts that hold all of these, newest first."""
        question, row, values = _ASK[connection.vendor](words)
        bound = f" AND {row} < %s" if after is not None else ""
        with connection.cursor() as cursor:
            cursor.execute(
                f"{_SHOWN}{question}{bound} ORDER BY {row} DESC LIMIT %s",
                [*values, *([after] if after is not None else []), limit],
            )
            return [
                Match(campaign, None if campaign else report, Where(where), _quoted(shown, folded, words[0]), number)
                for number, campaign, report, where, folded, shown in cursor.fetchall()
            ]


def _ask_sqlite(words: Sequence[str]) -> tuple[str, str, list[Any]]:
    """Every three of every word must stand in the text; a word of two is any three that begins with it."""
    wanted: list[str] = []
    for word in words:
        pieces = list(dict.fromkeys(word[at : at + 3] for at in range(len(word) - 2)))[:_MAX_PIECES]
        if len(word) == 2:
            pieces = _threes(word)
            if len(pieces) > _COMMON:
                continue  # so common that the newest texts hold it: they are read from the newest on until enough do
            wanted.append(" OR ".join(map(_in_quotes, pieces)) or '""')
        else:
            wanted += map(_in_quotes, pieces)
    holds = " AND ".join(["instr(texts.folded, %s) > 0"] * len(words))
    if not wanted:
        return _FROM_TEXTS + holds, "texts.id", list(words)
    match = " AND ".join(f"({each})" for each in wanted)
    return _FROM_INDEX + holds, "places.rowid", [match, *words]


def _threes(pair: str) -> list[str]:
    """The threes of the index that begin with a pair; one more than are asked for says that there are too many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT term FROM records_searchterms WHERE term >= %s AND term < %s LIMIT %s",
            [pair, pair + "\U0010ffff", _COMMON + 1],
        )
        return [term for (term,) in cursor.fetchall()]


def _in_quotes(piece: str) -> str:
    return '"' + piece.replace('"', '""') + '"'


def _ask_postgresql(words: Sequence[str]) -> tuple[str, str, list[Any]]:
    """Every two of every word must stand in the text."""
    pieces = list(dict.fromkeys(word[at : at + 2] for word in words for at in range(len(word) - 1)))[:_MAX_PIECES]
    holds = " AND ".join(["position(%s in texts.folded) > 0"] * len(words))
    return f"{_FROM_TEXTS}records_twos(texts.folded) @> %s::text[] AND {holds}", "texts.id", [pieces, *words]


# What is asked of which tables, which of their columns is the text's number, and the values
_ASK: dict[str, Callable[[Sequence[str]], tuple[str, str, list[Any]]]] = {
    "sqlite": _ask_sqlite,
    "postgresql": _ask_postgresql,
}


def _quoted(shown: str, folded: str, word: str) -> str:
    """The text around the first place where the word stands: about there, since folding moves places."""
    at = folded.find(word)
    about = max(0, at * len(shown) // max(len(folded) - len(_END), 1) - _QUOTED_BEFORE)
    return " ".join(shown[about : about + _QUOTED].split())
