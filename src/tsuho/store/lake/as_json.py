"""Values of the vocabulary as JSON text, and back again without loss: how findings and facts are kept for years.

Back means today's classes: a field that is no longer known is dropped, one that did not exist then takes its default.
"""

import json
import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

Value = TypeVar("Value")


def to_json(value: object) -> str:
    """The JSON text of a value made of dataclasses, enums, dates, tuples and mappings."""
    text = json.dumps(value, default=_plain, ensure_ascii=False, separators=(",", ":"))
    if text.isascii() or _encodes(text):
        return text
    return json.dumps(value, default=_plain, separators=(",", ":"))


def from_json(kind: type[Value], text: str) -> Value:
    """The value again. Raises ValueError, KeyError or TypeError for a text that never was one."""
    built: Value = _built(kind, json.loads(text))
    return built


def _encodes(text: str) -> bool:
    """Whether the text is whole Unicode; half of a surrogate pair, as broken mails have it, is kept as an escape."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _plain(value: Any) -> object:
    if names := _names(value.__class__):
        return {name: getattr(value, name) for name in names}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no place in evidence")


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass; none for anything else."""
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return typing.get_type_hints(kind)


def _built(kind: Any, value: Any) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {typing.Union, types.UnionType}:
        return None if value is None else _built(next(each for each in inner if each is not types.NoneType), value)
    if origin is tuple:
        kinds = [inner[0]] * len(value) if inner[-1] is Ellipsis else inner
        return tuple(_built(each, item) for each, item in zip(kinds, value, strict=True))
    if origin is not None:  # a Mapping: JSON's keys are strings, and so are ours
        return {key: _built(inner[1], item) for key, item in value.items()}
    if is_dataclass(kind):
        hints = _hints(typing.cast("type", kind))
        return typing.cast("Any", kind)(
            **{name: _built(hints[name], item) for name, item in value.items() if name in hints}
        )
    if issubclass(kind, date):
        return kind.fromisoformat(value)
    if issubclass(kind, Enum):
        return kind(value)
    return value
