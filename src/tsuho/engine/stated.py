"""What a person states of an arrival that was read wrongly: the charset that its text is in, the form that it came in."""

from dataclasses import dataclass

from tsuho.words.vocabulary import Form


@dataclass(frozen=True, slots=True)
class Stated:
    """``charset`` is used whatever labels and bytes say; ``form`` is the only wrapping that is tried. Empty: as always."""

    charset: str = ""
    form: Form | None = None


NOTHING_STATED = Stated()
