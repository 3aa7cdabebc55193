"""Domain values to JSON columns and back, by their type hints."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from workbench.domain.pack import Block

if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")


@cache
def _converter() -> Converter:
    from cattrs.preconf.json import make_converter
    from cattrs.strategies import configure_tagged_union

    converter = make_converter(omit_if_default=True)
    configure_tagged_union(Block, converter, tag_name="block")
    return converter


def to_plain(value: Any) -> Any:
    """A dataclass as dictionaries, lists and primitives; fields at their default are left out."""
    return _converter().unstructure(value)


def from_plain(plain: Any, kind: type[T]) -> T:
    """The dataclass *kind* from what :func:`to_plain` gave. Raises ``cattrs`` errors for anything else."""
    return _converter().structure(plain, kind)


def dumps(value: Any) -> str:
    """JSON text in one stable form: sorted keys, no spaces, full precision."""
    return json.dumps(to_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def loads(text: str, kind: type[T]) -> T:
    """The dataclass *kind* from JSON text."""
    return from_plain(json.loads(text), kind)
