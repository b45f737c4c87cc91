"""The program as it is installed: its version, and hashes of the files that read and judge, for whoever asks under which rules."""

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from tsuho.casework.law_table import LawTable, law_table
from tsuho.engine.law.jurisdiction import Jurisdiction

_THINKS = ("words", "engine", "jurisdictions")  # what a finding depends on beside the mail and the facts
_READ = (".py", ".yaml")


def law_of(law: Jurisdiction) -> LawTable:
    """The table of the law and of the rules in force, as this installation holds them."""
    return law_table(law, source_hash, version("tsuho"), engine_hash())


@cache
def source_hash(module: str) -> str:
    """The SHA-256 of a module's file."""
    package, _, name = module.rpartition(".")
    return sha256(files(package).joinpath(f"{name}.py").read_bytes()).hexdigest()


@cache
def engine_hash() -> str:
    """One hash over all files that think, each with its path: no edit of a finder, a wording or a parameter escapes it."""
    whole = sha256()
    for folder in _THINKS:
        for path, file in sorted(_files(folder, files("tsuho").joinpath(folder)), key=lambda each: each[0]):
            whole.update(f"{path}\0{sha256(file.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def _files(path: str, folder: Traversable) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for each in folder.iterdir():
        if each.is_dir():
            found += _files(f"{path}/{each.name}", each)
        elif each.name.endswith(_READ):
            found.append((f"{path}/{each.name}", each))
    return found
