"""The words of the secretariat's work (事務局): what kind of meeting was held."""

from enum import StrEnum


class MeetingKind(StrEnum):
    """A meeting that the centre holds as secretariat, or an exhibition that it stands at."""

    COUNCIL = "council"  # 推進協議会
    EXECUTIVE = "executive"  # 幹事会
    WORKING_GROUP = "working_group"
    ASSOCIATION = "association"  # 情報共有アソシエーション
    EXHIBITION = "exhibition"  # 展示・相談コーナー
