"""Names of charsets in mail: what each label means today, which of them the web's decoder knows, which are no charset at all."""

import codecs
from functools import lru_cache

SINGLE_BYTE = frozenset({"windows-1252", "iso-8859-1", "us-ascii"})
# Charsets whose bytes are all ASCII and still mean something else.
ASCII_CARRIES_MORE = frozenset(
    {"utf-7", "utf-16", "utf-16le", "utf-16be", "utf-32", "utf-32le", "utf-32be", "hz-gb-2312"}
)
SAYS_NOTHING = frozenset(
    {"", "us-ascii", "unknown-8bit", "default", "x-unknown", "unknown", "binary", "8bit", "_autodetect_all"}
)
WHATWG = frozenset(
    [
        *(f"iso-8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
        *(f"windows-125{number}" for number in (0, 1, 3, 4, 5, 6, 7, 8)),
        *("iso-2022-jp", "shift_jis", "euc-jp", "gb18030", "big5", "euc-kr", "utf-16le", "utf-16be"),
        *("ibm866", "koi8-r", "koi8-u", "macintosh", "windows-874"),
    ]
)  # fmt: skip
# Of Python's codecs, those that are no charset of mail; punycode takes quadratic time.
_NO_CHARSET = frozenset({"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"})
_SPELLINGS = {
    "shift_jis": "cp932 ms932 windows-31j windows-932 sjis x-sjis shift-jis shiftjis shift_jis-ms csshiftjis cswindows31j ms_kanji x-ms-cp932",
    "iso-2022-jp": "cp50220 cp50221 cp50222 x-windows-50220 x-windows-50221 iso-2022-jp-ms iso2022-jp iso2022jp csiso2022jp jis iso-2022-jp-1 iso-2022-jp-2 "
    "iso-2022-jp-3 iso-2022-jp-2004 iso-2022-jp-ext csiso2022jp2 iso-2022-jp-kddi x-iso-2022-jp-kddi",
    "euc-jp": "eucjp x-euc-jp x-euc euc_jp ujis eucjp-ms eucjp-win eucjp-open cp51932 x-eucjp cseucpkdfmtjapanese x-euc-japan",
    "euc_jis_2004": "euc-jis-2004 euc_jis-2004 eucjis2004 euc-jisx0213 euc-jis-x-0213",
    "shift_jis_2004": "shift_jis-2004 shift-jis-2004 sjis-2004 shift_jis_2004 shift_jisx0213 shift-jisx0213",
    "utf-8": "utf8 unicode-1-1-utf-8 cp65001 utf-8-mac utf8mb4 x-utf-8 utf-8n",
    "windows-1252": "cp1252 latin1 latin-1 iso-8859-1 iso8859-1 iso_8859-1 l1 cp819 x-cp1252 ansi iso-8859-1-windows-3.1-latin-1",
    "us-ascii": "ascii ansi_x3.4-1968 iso646-us us 646 7bit",
    "gb18030": "gb2312 gbk cp936 windows-936 ms936 gb_2312-80 csgb2312 euc-cn x-gbk chinese",
    "big5": "big5-hkscs cp950 x-x-big5 big5-eten csbig5 cn-big5",
    "euc-kr": "ks_c_5601-1987 ks_c_5601 ksc5601 cp949 windows-949 uhc korean euckr cseuckr",
    "windows-1254": "iso-8859-9 latin5 cp1254",
    "windows-874": "tis-620 iso-8859-11 cp874",
    "hz-gb-2312": "hz hz-gb hzgb",
}  # fmt: skip
_ALIASES = {spelling: name for name, spellings in _SPELLINGS.items() for spelling in spellings.split()}


@lru_cache(maxsize=512)
def charset_name(label: str) -> str:
    """The charset a label means in mail of today: windows-31j for every spelling of Shift_JIS, and so on."""
    name = label[:80].strip().strip("\"'").strip().lower()
    return _ALIASES.get(name, name)


@lru_cache(maxsize=512)
def python_codec(name: str) -> str:
    """Python's name of a charset that the web's tables leave out; empty for a name that is no charset."""
    try:
        found = codecs.lookup("hz" if name == "hz-gb-2312" else name)
    except (LookupError, ValueError):
        return ""
    is_text = getattr(found, "_is_text_encoding", True)
    return found.name if is_text and found.name.replace("_", "-") not in _NO_CHARSET else ""
