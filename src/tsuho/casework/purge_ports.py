"""The sockets of a purge (保存期間経過後の消去): which rows are past their limit, what holds some of them, and the proof of what went."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from tsuho.words.vocabulary import Kind


class Purged(StrEnum):
    """What a purge takes (消去した種類); each is counted and proved by itself."""

    EVIDENCE = "evidence"  # 証拠庫の行（原本を含む）
    REJUDGED = "rejudged"  # 再判定の行
    REPORT = "report"  # 情報提供・着信の行
    TEMPLATE = "template"  # 文面のひな型
    SEARCH_TEXT = "search_text"  # 検索用の文面
    LONE_FACT = "lone_fact"  # 単独の情報提供の値
    QUEUE_ITEM = "queue_item"  # 単独の情報提供の処理待ち
    REPORTER = "reporter"  # 情報提供者の仮名ごとの総数
    FEED_ITEM = "feed_item"  # 同意に基づく提供の控え
    CAMPAIGN = "campaign"  # 何も残らない送信者群の特徴
    POISON = "poison"  # 読めなかったもの


class Stays(StrEnum):
    """Why something past its limit stays (消去しない理由)."""

    OPEN_REFERRAL = "open_referral"  # 未了の提供・依頼
    CASE_NOT_OVER = "case_not_over"  # 事案が終わっていない
    IN_HAND = "in_hand"  # 担当者が処理中
    LEGAL_HOLD = "legal_hold"  # 保全
    MONTH_NOT_CLOSED = "month_not_closed"  # 月が締められていない


@dataclass(frozen=True, slots=True)
class Stale:
    """One report or hit that is past its limit; ``reporter`` is the pseudonym, ``campaign`` None: of none."""

    report: int
    arrival: int
    received_at: datetime
    campaign: int | None
    reporter: str


@dataclass(frozen=True, slots=True)
class Held:
    """What is held, and why: campaigns and reports by their numbers, arrivals by theirs."""

    campaigns: Mapping[int, Stays] = field(default_factory=dict)
    reports: Mapping[int, Stays] = field(default_factory=dict)
    arrivals: Mapping[int, Stays] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PurgeProof:
    """That so many of a class went, all received before a time: no word, address or number of any of them."""

    at: datetime
    what: Purged
    count: int
    before: datetime
    by: str


class PurgeRecords(Protocol):
    """The slim rows, and all that was made of the mails beside them."""

    def stale(self, kind: Kind, before: datetime, after: int, limit: int) -> list[Stale]:
        """Rows of a kind received before a time, behind a row number, in row order."""

    def held(self, evidence_since: datetime, now: datetime) -> Held:
        """What stands on a case whose last mail or step is not older than that, on an open referral, or in somebody's hands."""

    def purge(self, stale: Sequence[Stale], at: datetime) -> Mapping[Purged, int]:
        """Take these rows and what hangs on them, in one transaction; how many of each class."""

    def purge_emptied(self) -> int:
        """Take what campaigns still tell that no mail is left of and no case stands on; how many campaigns."""

    def leave_no_trace(self) -> None:
        """What went is overwritten in the database's files, as far as the engine lets itself be told so."""

    def prove(self, proofs: Sequence[PurgeProof]) -> None:
        """Append the proofs; the database refuses to change or delete one."""

    def proofs(self, since: datetime) -> list[PurgeProof]:
        """The proofs from a time on, oldest first."""


class PurgeEvidence(Protocol):
    """The evidence and what rebuilds wrote beside it."""

    def stale(self, before: datetime, *, monitors: bool, keep: Collection[int]) -> Mapping[Purged, int]:
        """How many rows a purge would take."""

    def purge(self, before: datetime, *, monitors: bool, keep: Collection[int]) -> Mapping[Purged, int]:
        """Take the rows of arrivals received before a time, of monitors or of all other doors, and their files from the disk.

        ``keep`` are arrivals that stay. How many rows went; taking what is gone already takes nothing.
        """
