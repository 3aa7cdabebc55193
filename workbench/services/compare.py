"""What changed between two states of a workspace, in words: classed, keyed on ids, figures old → new.

Nothing is matched by position or label, so re-ordered rows and equal names never confuse it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from workbench.domain.errors import UsageError
from workbench.domain.figure import Observation
from workbench.domain.period import vintage_order
from workbench.domain.text import Lang, LocalText

if TYPE_CHECKING:
    from workbench.services.session import Session
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
    session: Session,
    history: History,
    since: int,
    until: int | None = None,
    *,
    tolerance: float = 0.0,
    relative: float = 0.0,
) -> list[Difference]:
    """Differences between two places in the change log (*until* = the present if ``None``), most telling class first.

    tolerance: values closer than this (absolute) count as equal, relative: those closer than this fraction of the old
    one; a new vintage that only repeats the figure is no difference.
    """
    periods: dict[str, set[str]] = defaultdict(set)
    found: list[Difference] = []
    for entry in history.net_changes(since, until):
        if entry.tbl == "observation":
            series_id, period, *_ = json.loads(entry.key)
            periods[series_id].add(period)
        else:
            found += _thing(entry)
    then = history.series_at(periods, since)
    now = (
        history.series_at(periods, until)
        if until is not None
        else {name: session.vintages(name) for name in periods}
    )
    for series_id, touched in periods.items():
        found += _series(
            session, series_id, touched, list(then[series_id]), list(now[series_id]), (tolerance, relative)
        )
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


def _series(
    session: Session,
    series_id: str,
    periods: set[str],
    old: list[Observation],
    new: list[Observation],
    tolerance: tuple[float, float],
) -> list[Difference]:
    """Compare what was known for each period then with what is known now, not row by row."""
    try:
        name = session.indicator(series_id).name
    except UsageError:
        name = LocalText(series_id, series_id)
    then, now = _latest(old), _latest(new)
    told = (
        _figure(series_id, name, period, then.get(period), now.get(period), tolerance)
        for period in sorted(periods)
    )
    return [difference for difference in told if difference is not None]


def _figure(
    series_id: str,
    name: LocalText,
    period: str,
    old: Observation | None,
    new: Observation | None,
    tolerance: tuple[float, float],
) -> Difference | None:
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
        if old is new:
            return None
        return told("newly-published" if old is None else "withdrawn")
    if old.value is None and new.value is not None:
        return told("newly-published")
    if old.value is not None and new.value is None:
        return told("withdrawn")
    if old.value is not None and new.value is not None and _apart(old.value, new.value, *tolerance):
        return told("revised")
    if (old.status, old.marks, old.qualifier) != (new.status, new.marks, new.qualifier):
        return told("status-changed")
    return told("label-only") if old.text != new.text and old.value == new.value else None


def _apart(old: float, new: float, tolerance: float, relative: float) -> bool:
    return abs(new - old) > max(tolerance, relative * abs(old))


def _latest(observations: Iterable[Observation]) -> dict[str, Observation]:
    latest: dict[str, Observation] = {}
    for item in sorted(
        observations, key=lambda item: (item.period, *vintage_order(item.vintage), item.definition)
    ):
        latest[item.period.code] = item
    return latest


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
