"""The classes that changes are told in, and the rules by which a change falls into one."""

from __future__ import annotations

import re
from typing import Any, Literal

from workbench.domain.text import LocalText

Class = Literal[
    "revised",
    "newly-published",
    "withdrawn",
    "re-based",
    "definition-changed",
    "target-changed",
    "status-changed",
    "wording-changed",
    "assumption-changed",
    "index-changed",
    "evidence-changed",
    "document-changed",
    "issued",
    "mapping-changed",
    "pack-changed",
    "setting-changed",
    "added",
    "removed",
    "changed",
    "label-only",
]
CLASSES: tuple[Class, ...] = (
    "revised",
    "newly-published",
    "withdrawn",
    "re-based",
    "definition-changed",
    "target-changed",
    "status-changed",
    "wording-changed",
    "assumption-changed",
    "index-changed",
    "evidence-changed",
    "document-changed",
    "issued",
    "mapping-changed",
    "pack-changed",
    "added",
    "removed",
    "setting-changed",
    "changed",
    "label-only",
)
"""Most telling first."""

NOT_COMPARABLE: tuple[Class, ...] = ("re-based", "definition-changed")
"""Figures of these classes stand on another base or definition: a change in per cent would mean nothing."""

_BY_KIND: dict[str, Class] = {
    "evidence": "evidence-changed",
    "document": "document-changed",
    "index_definition": "index-changed",
    "recipe": "mapping-changed",
    "setting": "setting-changed",
    "target": "target-changed",
}
_BY_FIELD: dict[tuple[str, str], Class] = {
    ("node", "indicators"): "mapping-changed",
    ("model", "variables"): "definition-changed",
    ("pack", "blocks"): "pack-changed",
    ("pack", "fields"): "pack-changed",
}
_FIELDS: dict[str, Class] = {
    "title": "wording-changed",
    "name": "wording-changed",
    "short": "wording-changed",
    "text": "wording-changed",
    "note": "wording-changed",
    "due_text": "wording-changed",
    "official_status": "status-changed",
    "official_status_reason": "status-changed",
    "formula": "definition-changed",
    "unit": "definition-changed",
    "dimensions": "definition-changed",
    "from_period": "definition-changed",
    "paths": "assumption-changed",
}
_OTHERWISE: dict[str, Class] = {"pack": "pack-changed", "definition": "definition-changed"}
_MAY_NAME_A_BASE = ("unit", "name", "short", "text", "note", "dimensions")

_MONTH = r"(?:(?:19|20)\d\d年\d{1,2}月|(?:\d{1,2}/)?(?:19|20)\d\d(?:/\d\d)?)"
_SPAN = rf"{_MONTH}(?:\s*[-–—至]\s*{_MONTH})?"
_BASES = (
    re.compile(rf"({_SPAN})\s*年?\s*[=＝]\s*100\b"),  # 2020=100, 10/2019 - 9/2020 = 100
    re.compile(rf"chained\s*\(?\s*({_SPAN})", re.I),  # in chained (2022) dollars
    re.compile(rf"constant\s*\(?\s*({_SPAN})", re.I),  # at constant (2015) market prices
    re.compile(rf"at\s*\(?\s*({_SPAN})\s*\)?\s*prices", re.I),
    re.compile(rf"以\s*[（(]?\s*({_SPAN})\s*[）)]?\s*年?\s*[）)]?\s*(?:環比|固定)"),
    re.compile(rf"固定\s*[（(]?\s*({_SPAN})\s*[）)]?\s*年?\s*(?:市價|價格)"),
    re.compile(rf"按\s*({_SPAN})\s*年\s*(?:固定)?價格"),
    re.compile(rf"BASE_PER\W{{1,6}}({_SPAN})"),  # the attribute of SDMX
)


def base_of(*texts: object) -> str:
    """The base period that a unit, name or definition names (``2020``, ``10/2019-9/2020``); "" if it names none.

    Index bases (*2020 = 100*), reference years of chained and of constant-price figures, and SDMX's ``BASE_PER``.
    """
    for text in texts:
        for pattern in _BASES:
            found = pattern.search(str(text))
            if found:
                span = re.sub(r"(\d{4})年(\d{1,2})月", r"\2/\1", found[1])
                return re.sub(r"\s*[-–—至]\s*", "-", span)
    return ""


def rebased(old: object, new: object) -> bool:
    """Whether both sides name a base period, and not the same one."""
    bases = (base_of(_told(old)), base_of(_told(new)))
    return all(bases) and bases[0] != bases[1]


def class_of_field(kind: str, field: str, old: Any, new: Any) -> Class:
    """Class of a changed field of a thing that is there before and after."""
    if kind in ("indicator", "definition") and field in _MAY_NAME_A_BASE and rebased(old, new):
        return "re-based"
    if kind == "definition" and field == "text":
        return "definition-changed"  # its text is what defines
    return (
        _BY_KIND.get(kind)
        or _BY_FIELD.get((kind, field))
        or _FIELDS.get(field)
        or _OTHERWISE.get(kind, "changed")
    )


def class_of_standing(old: str, new: str, texts: dict[str, LocalText]) -> Class | None:
    """Class of a pair of figures on these definitions (ids), whose texts are given; ``None`` where it is one."""
    if old == new:
        return None
    return "re-based" if rebased(texts.get(old, old), texts.get(new, new)) else "definition-changed"


def class_of_unit(old: dict[str, Any], new: dict[str, Any]) -> Class | None:
    """Class of all figures of a series whose own description changed from *old* to *new* (as stored), if it makes one."""
    if any(rebased(old.get(field), new.get(field)) for field in ("unit", "name", "note", "dimensions")):
        return "re-based"
    units = [item.get("unit") or {} for item in (old, new)]
    measured = [(item.get("kind"), item.get("multiplier", 0), item.get("code")) for item in units]
    return "definition-changed" if measured[0] != measured[1] else None


def _told(item: object) -> str:
    """All text in a plain value."""
    if isinstance(item, LocalText):
        return f"{item.en or ''} {item.zh_hant or ''}"
    if isinstance(item, dict):
        return " ".join(f"{name} {_told(value)}" for name, value in item.items())
    if isinstance(item, list | tuple):
        return " ".join(map(_told, item))
    return "" if item is None else str(item)
