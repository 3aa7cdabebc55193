"""What changed between two states of a workspace, in words: classed, keyed on ids, figures old → new.

Nothing is matched by position or label, so re-ordered rows and equal names never confuse it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from workbench.domain.figure import Observation
from workbench.domain.text import Lang, LocalText
from workbench.services.revisions import same_rounded
from workbench.store.chain import Progress, unheeded

if TYPE_CHECKING:
    from workbench.services.reading import Reading
    from workbench.store.history import History, Net

Class = Literal[
    "newly-published",
    "revised",
    "withdrawn",
    "label-only",
    "status-changed",
    "definition-changed",
    "wording-changed",
    "assumption-changed",
    "added",
    "removed",
    "changed",
]

_FIELD_CLASSES: dict[str, Class] = {
    "title": "wording-changed",
    "name": "wording-changed",
    "short": "wording-changed",
    "text": "wording-changed",
    "note": "wording-changed",
    "due_text": "wording-changed",
    "official_status": "status-changed",
    "official_status_reason": "status-changed",
    "official_status_date": "status-changed",
    "official_status_evidence": "status-changed",
    "formula": "definition-changed",
    "unit": "definition-changed",
    "from_period": "definition-changed",
    "paths": "assumption-changed",
}
CLASSES: tuple[Class, ...] = (
    "revised",
    "newly-published",
    "withdrawn",
    "definition-changed",
    "status-changed",
    "wording-changed",
    "assumption-changed",
    "added",
    "removed",
    "changed",
    "label-only",
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One change. ``what`` names the thing in both languages; ``old``/``new`` are as printed, "" where absent.

    old_item, new_item: the whole of both sides, for whoever shows more than a line: an :class:`Observation` for a
    figure, plain JSON for a field of a thing or (where it was added or removed) the thing; ``None`` where absent.
    """

    kind: str
    cls: Class
    id: str
    what: LocalText
    part: str = ""  # period of a figure, or field of a thing
    old: str = ""
    new: str = ""
    old_value: float | None = None
    new_value: float | None = None
    old_item: Any = field(default=None, compare=False, repr=False)
    new_item: Any = field(default=None, compare=False, repr=False)

    @property
    def percent(self) -> float | None:
        """Change of the value in per cent of the old one; ``None`` where either is absent or the old one is zero."""
        if self.old_value is None or self.new_value is None or self.old_value == 0:
            return None
        return (self.new_value - self.old_value) / abs(self.old_value) * 100

    def words(self, lang: Lang) -> str:
        """The change as a sentence."""
        from workbench.base.messages import word

        percent = self.percent
        # a status of a figure is not a field: of a thing the field is named
        plain = self.cls == "status-changed" and self.kind != "observation"
        return word(
            "difference.changed" if plain else f"difference.{self.cls}",
            lang,
            what=self.what.show(lang),
            part=word(f"field.{self.part}", lang) if self.cls not in _FIGURES else self.part,
            old=_status(self.part, self.old, lang) or "—",
            new=_status(self.part, self.new, lang) or "—",
            percent=""
            if percent is None
            else f"（{percent:+.2f}%）"
            if lang != "en"
            else f" ({percent:+.2f}%)",
        )

    def as_json(self) -> dict[str, Any]:
        """For ``workbench snapshot diff --json``."""
        return {
            "kind": self.kind,
            "class": self.cls,
            "id": self.id,
            "what": self.what.as_dict(),
            "part": self.part,
            "old": self.old or None,
            "new": self.new or None,
            "old_value": self.old_value,
            "new_value": self.new_value,
            "percent": self.percent,
        }


def _status(part: str, text: str, lang: Lang) -> str:
    """A delivery status in words; anything else as it is."""
    from workbench.base.messages import catalogue, word

    code = f"status.{text}"
    return word(code, lang) if part == "official_status" and code in catalogue() else text


_FIGURES = ("revised", "newly-published", "withdrawn", "label-only")


def differences(
    session: Reading,
    history: History,
    since: int,
    until: int | None = None,
    *,
    tolerance: float = 0.0,
    relative: float = 0.0,
    progress: Progress = unheeded,
) -> list[Difference]:
    """Differences between two places in the change log (*until* = the present if ``None``), most telling class first.

    tolerance: values closer than this (absolute) count as equal, relative: those closer than this fraction of the old
    one; a new vintage that only repeats the figure is no difference.
    """
    found: list[Difference] = []
    for entry in history.net_changes(since, until, things_only=True):
        found += _thing(entry)
    names = {item.id: item.name for item in session.indicators()}
    for old, new in history.figure_changes(since, until, progress=progress):
        told = _figure(names, old, new, (tolerance, relative))
        if told is not None:
            found.append(told)
    return sorted(found, key=lambda item: CLASSES.index(item.cls))


def _thing(entry: Net) -> list[Difference]:
    content = entry.new if entry.new is not None else entry.old
    what = _name(entry, content)
    if entry.old is None or entry.new is None:
        cls: Class = "added" if entry.old is None else "removed"
        return [Difference(entry.tbl, cls, entry.key, what, old_item=entry.old, new_item=entry.new)]
    if not (isinstance(entry.old, dict) and isinstance(entry.new, dict)):
        return [
            Difference(
                entry.tbl,
                "changed",
                entry.key,
                what,
                "value",
                _plain(entry.old),
                _plain(entry.new),
                old_item=entry.old,
                new_item=entry.new,
            )
        ]
    fields = [name for name in {**entry.old, **entry.new} if entry.old.get(name) != entry.new.get(name)]
    return [
        Difference(
            entry.tbl,
            _FIELD_CLASSES.get(name, "changed"),
            entry.key,
            what,
            name,
            _plain(entry.old.get(name)),
            _plain(entry.new.get(name)),
            old_item=entry.old.get(name),
            new_item=entry.new.get(name),
        )
        for name in fields
    ]


def _figure(
    names: Mapping[str, LocalText],
    old: Observation | None,
    new: Observation | None,
    tolerance: tuple[float, float],
) -> Difference | None:
    """Compare what was known for a period then with what is known now, not row by row."""
    one = old or new
    assert one is not None
    series_id, period = one.series_id, one.period.code
    name = names.get(series_id, LocalText(series_id, series_id))

    def told(cls: Class) -> Difference:
        return Difference(
            "observation",
            cls,
            series_id,
            name,
            period,
            old.text if old else "",
            new.text if new else "",
            old.value if old else None,
            new.value if new else None,
            old,
            new,
        )

    if old is None or new is None:
        return told("newly-published" if old is None else "withdrawn")
    if old.value is None and new.value is not None:
        return told("newly-published")
    if old.value is not None and new.value is None:
        return told("withdrawn")
    one_figure = old.value == new.value or same_rounded(old, new)
    if (
        old.value is not None
        and new.value is not None
        and not one_figure
        and _apart(old.value, new.value, *tolerance)
    ):
        return told("revised")
    if (old.status, old.marks, old.qualifier) != (new.status, new.marks, new.qualifier):
        return told("status-changed")
    return told("label-only") if old.text != new.text and one_figure else None


def _apart(old: float, new: float, tolerance: float, relative: float) -> bool:
    return abs(new - old) > max(tolerance, relative * abs(old))


def _name(entry: Net, content: Any) -> LocalText:
    for part in ("title", "name", "text"):
        text = content.get(part) if isinstance(content, dict) else None
        if isinstance(text, dict):
            return LocalText(text.get("en"), text.get("zh_hant"))
    return LocalText(entry.key, entry.key)


def _plain(value: Any) -> str:
    """A field as one line of text."""
    show: Callable[[Any], str] = lambda item: json.dumps(item, ensure_ascii=False, sort_keys=True)  # noqa: E731
    if value is None:
        return ""
    if isinstance(value, dict) and set(value) <= {"en", "zh_hant"}:
        return "／".join(text for text in (value.get("zh_hant"), value.get("en")) if text)
    return value if isinstance(value, str) else show(value)
