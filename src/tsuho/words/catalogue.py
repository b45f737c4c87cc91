"""The catalogue of message keys: everything a finding, an origin or an error says to a person, in ja and en.

One YAML file a room under ``messages/``: ``key: {ja: …, en: …}``, with ``{name}`` where a detail goes in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import yaml

LANGUAGES = ("ja", "en")


@cache
def messages() -> Mapping[str, Mapping[str, str]]:
    """All keys with their texts. A key that stands in two files is an error: one word for one thing."""
    found: dict[str, Mapping[str, str]] = {}
    for file in sorted(files("tsuho.words").joinpath("messages").iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".yaml"):
            continue
        for key, texts in (yaml.safe_load(file.read_text("utf-8")) or {}).items():
            if key in found:
                raise ValueError(f"message key {key!r} stands twice; see words/messages/{file.name}")
            if set(texts) != set(LANGUAGES):
                raise ValueError(f"message key {key!r} in words/messages/{file.name} needs exactly ja and en")
            found[key] = texts
    return found


def say(key: str, language: str = "ja", details: Mapping[str, str] | None = None) -> str:
    """The text of a key in one language, its details filled in."""
    text = messages()[key][language]
    return text.format_map(details) if details else text


@dataclass(frozen=True, slots=True)
class Words:
    """A text that waits for its reader: a key and its details, said when his language is known.

    A detail may be such a text itself, or several of them, which are joined.
    """

    key: str
    details: Mapping[str, object] = field(default_factory=dict)

    def said_in(self, language: str) -> str:
        """The text in one language."""
        return say(self.key, language, {name: _detail(value, language) for name, value in self.details.items()})

    def __hash__(self) -> int:
        """By what it says: details are a mapping, which has no hash, and equal texts are counted together."""
        return hash((self.key, self.said_in("en")))

    def __str__(self) -> str:
        """In English, as the command line and the logs say it."""
        return self.said_in("en")


def as_written(text: str) -> Words:
    """What a person wrote himself, or a library said: the same in every language."""
    return Words("as_written", {"text": text})


def _detail(value: object, language: str) -> str:
    if isinstance(value, Words):
        return value.said_in(language)
    if isinstance(value, tuple):
        return ("；" if language == "ja" else "; ").join(_detail(each, language) for each in value)
    return str(value)
