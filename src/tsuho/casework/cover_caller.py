"""Cover whoever is named in a desk's note: mail addresses, telephone numbers, and names before 様・さん・氏.

A machine tells a name from a word only where somebody is addressed by it, so that no other name is written stays the
consultant's duty. Covering too much costs a word, covering too little keeps a caller: where in doubt, it is covered.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Named(StrEnum):
    """What stood in a note; its words are ``desk_covered_<value>`` in the catalogue."""

    ADDRESS = "address"
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Covered:
    """A note with everybody covered, and what was covered in it, in the order of the kinds."""

    text: str
    found: tuple[Named, ...]


_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
# wider than the numbers of a mail that campaigns are joined by: here a number too many costs a second look, not a wrong join
_NUMBER = re.compile(r"(?<!\d)(?:\+?81|0)(?:[-‐‑–ー\s().]{0,2}\d){8,}")
_NAME = re.compile(
    r"(?P<name>[一-龠々]{1,4}[ 　]?[一-龠々]{0,3}|[ァ-ヶー]{2,10}[ 　]?[ァ-ヶー]{0,8}|[A-Za-z]{2,20})"
    r"(?P<after>様(?![々子式相態なにの]?[子式相態])(?![々なにで])|さん(?!ざん|かく|すう|せい)|さま(?!ざま)|氏(?!名))"
)
# who is meant by these is nobody in particular
_NOBODY = re.compile(
    r"(?:お|御)?(?:客|皆|皆々|神|王|奥|嫁|娘|息子|孫|子|父|母|兄|姉|弟|妹|爺|婆|業者|店員|警察|弁護士|消費者|利用者|会員|相談者|"
    r"本人|家族|主人|旦那|先生|医者|看護師|友達|友人|同僚|上司|担当者|関係者|事業者|各位|外国人|本屋|花屋|"
    r"同|仕|多|模|有|一|異|左|両|何|王|某|ユーザー|ユーザ|ドコモ|ソフトバンク)"
)
_COVERS = {Named.ADDRESS: "〔メールアドレス〕", Named.NUMBER: "〔電話番号〕", Named.NAME: "〔氏名〕"}


def cover_caller(text: str) -> Covered:
    """The note as it may be kept. What was covered once is not found again, so a covered note is kept as it stands."""
    folded = unicodedata.normalize("NFKC", text)
    found = []
    for kind, pattern in ((Named.ADDRESS, _ADDRESS), (Named.NUMBER, _NUMBER)):
        folded, count = pattern.subn(_COVERS[kind], folded)
        if count:
            found.append(kind)
    without = _NAME.sub(_without_name, folded)
    if without != folded:
        found.append(Named.NAME)
    # a note without anybody in it stays as it was written: folding alone changes ㈱ and full-width figures
    return Covered(without, tuple(found)) if found else Covered(text, ())


def _without_name(match: re.Match[str]) -> str:
    if _NOBODY.fullmatch(match["name"].strip()):
        return match[0]
    return _COVERS[Named.NAME] + match["after"]
