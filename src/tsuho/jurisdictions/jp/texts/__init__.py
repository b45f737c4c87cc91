"""The wording of what the centre says in Japan's name: warnings, inquiries, petitions, use limits, with their sources."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

LANGUAGES = ("ja", "en")


@cache
def texts(document: str, language: str) -> Mapping[str, str]:
    """The wording of one document in one language, by name. ValueError for a text that lacks a language."""
    table = yaml.safe_load(files("tsuho.jurisdictions.jp.texts").joinpath(f"{document}.yaml").read_text("utf-8"))
    for name, said in table.items():
        if set(said) != set(LANGUAGES):
            raise ValueError(f"{document}.yaml: {name!r} needs exactly {' and '.join(LANGUAGES)}")
    return {name: said[language] for name, said in table.items()}
