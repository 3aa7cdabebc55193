"""What changed between two states of a workspace, in words: classed, keyed on ids, figures old → new.

Nothing is matched by position or label, so re-ordered rows and equal names never confuse it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from dataclasses import fields as fields_of
from typing import TYPE_CHECKING, Any

from workbench.domain.figure import Unit
from workbench.domain.text import Lang, LocalText
from workbench.services.change_classes import (
    CLASSES,
    NOT_COMPARABLE,
    Class,
    class_of_field,
    class_of_standing,
    class_of_unit,
    rebased,
)
from workbench.services.revisions import same_rounded
from workbench.store.chain import Progress, unheeded
from workbench.store.codec import from_plain
from workbench.store.figure_log import StoredFigure
from workbench.store.schema import BY_KIND

if TYPE_CHECKING:
    from workbench.domain.snapshot import Snapshot
    from workbench.services.reading import Reading
    from workbench.store.history import History, Net

__all__ = ["CLASSES", "Class", "Difference", "differences", "in_order", "papers_issued"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One change. ``what`` names the thing in both languages; ``old``/``new`` are as printed, "" where absent.

    old_item, new_item: the whole of both sides, for whoever shows more than a line: an :class:`Observation` (made when asked for) for a
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
    units: tuple[Unit, Unit] | None = field(default=None, compare=False, repr=False)
    old_whole: Any = field(default=None, compare=False, repr=False)
    new_whole: Any = field(default=None, compare=False, repr=False)

    @property
    def old_item(self) -> Any:
        """The whole of the earlier side."""
        return self.old_whole.observation() if isinstance(self.old_whole, StoredFigure) else self.old_whole

    @property
    def new_item(self) -> Any:
        """The whole of the later side."""
        return self.new_whole.observation() if isinstance(self.new_whole, StoredFigure) else self.new_whole

    @property
    def percent(self) -> float | None:
        """Change of the value in per cent of the old one; ``None`` where either is absent or the old one is zero, and
        where they are not to be compared: on another base or definition.
        """
        if self.old_value is None or self.new_value is None or self.old_value == 0:
            return None
        if self.cls in NOT_COMPARABLE:
            return None
        return (self.new_value - self.old_value) / abs(self.old_value) * 100

    def words(self, lang: Lang) -> str:
        """The change as a sentence."""
        from workbench.base.messages import word
        from workbench.services.value_words import field_words

        percent = self.percent
        figure = self.kind == "observation"
        code = f"difference.{self.cls}"
        if self.cls == "status-changed" and not figure:
            code = "difference.changed"  # a status of a figure is not a field: of a thing the field is named
        elif self.cls in NOT_COMPARABLE and figure:
            code += "-figure"
        elif self.kind == "definition" and not self.part and self.cls in NOT_COMPARABLE:
            code += "-new"
        return word(
            code,
            lang,
            what=self.what.show(lang),
            part=self.part if figure or not self.part else field_words(self.part, lang),
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
    things = history.net_changes(since, until, things_only=True)
    later = history.net_changes(until, things_only=True) if until is not None else []
    standing = _Standing(session, things, later)
    for entry in things:
        found += _thing(entry, standing, (tolerance, relative))
    names = {item.id: item.name for item in session.indicators()}
    for old, new in history.figure_changes(since, until, progress=progress):
        told = _figure(names, old, new, (tolerance, relative), standing)
        if told is not None:
            found.append(told)
    return in_order(found)


def in_order(found: Iterable[Difference]) -> list[Difference]:
    """The most telling class first; within a class as they are."""
    order = {cls: place for place, cls in enumerate(CLASSES)}
    return sorted(found, key=lambda item: order[item.cls])


def papers_issued(session: Reading, since: Snapshot, until: Snapshot | None) -> list[Difference]:
    """Papers issued after *since* (from a later snapshot) and not after *until*. The register is no part of the log."""
    place = {mark.id: number for number, mark in enumerate(session.snapshots())}
    first, last = place[since.id], place[until.id] if until is not None else len(place)
    found = []
    for paper in session.issued_papers():
        if paper.snapshot_id in place:
            issued = first < place[paper.snapshot_id] <= last
        else:  # taken over from another copy, which alone has its snapshot
            issued = since.at <= paper.at and (until is None or paper.at <= until.at)
        if issued:
            told = {
                "file_name": paper.file_name,
                "language": paper.language,
                "meeting": paper.meeting,
                "at": paper.at,
            }
            found.append(
                Difference(
                    "issued",
                    "issued",
                    paper.id,
                    paper.title,
                    new=paper.file_name,
                    new_whole={**told, "by": paper.by},
                )
            )
    return found


class _Standing:
    """On what the figures of each series stood, then and now: base period, unit, definitions."""

    def __init__(self, session: Reading, things: Iterable[Net], later: Iterable[Net]) -> None:
        """things: what changed between the two states; later: what changed after the later one."""
        self.of_series: dict[str, Class] = {}
        self.units: dict[
            str, tuple[Unit, Unit]
        ] = {}  # of series whose unit is not the present one on both sides
        for entry in later:
            if entry.tbl == "indicator" and entry.old is not None:
                self.units[entry.key] = (_unit(entry.old), _unit(entry.old))
        self.texts: dict[str, LocalText] = {}
        self._series: dict[str, list[tuple[str, LocalText]]] = {}
        for each in session.indicators():
            for item in session.definitions(each.id):
                self.texts[item.id] = item.text
                self._series.setdefault(each.id, []).append((item.id, item.text))
        for entry in things:
            if entry.tbl == "indicator" and entry.old is not None and entry.new is not None:
                self.units[entry.key] = (_unit(entry.old), _unit(entry.new))
                cls = class_of_unit(entry.old, entry.new)
                if cls is not None:
                    self.of_series[entry.key] = cls
            elif entry.tbl == "definition":
                for content in (entry.old, entry.new):
                    if content is not None and entry.key not in self.texts:
                        self.texts[entry.key] = LocalText(
                            content["text"].get("en"), content["text"].get("zh_hant")
                        )
        self._new = {entry.key for entry in things if entry.old is None}

    def of_figure(self, old: StoredFigure, new: StoredFigure) -> Class | None:
        """Class of a pair of figures that do not stand on the same; ``None`` where they do."""
        if old.definition != new.definition:
            known = [name for name, _ in self._series.get(new.series_id, ()) if name not in self._new]
            first = known[0] if known else ""  # "" is “the only one”: the first that the series has
            cls = class_of_standing(old.definition or first, new.definition or first, self.texts)
            if cls is not None:
                return cls
        return self.of_series.get(new.series_id)

    def of_definition(self, entry: Net) -> Class | None:
        """Class of a definition that came to a series which was there before; ``None`` otherwise."""
        series_id = entry.new["series_id"]
        if series_id in self._new:
            return None
        others = [
            text
            for name, text in self._series.get(series_id, ())
            if name != entry.key and name not in self._new
        ]
        return "re-based" if others and rebased(others[-1], entry.new["text"]) else "definition-changed"


def _thing(entry: Net, standing: _Standing, tolerance: tuple[float, float]) -> list[Difference]:
    content = entry.new if entry.new is not None else entry.old
    what = _name(entry, content)
    if entry.old is None or entry.new is None:
        cls: Class = "added" if entry.old is None else "removed"
        if entry.tbl == "definition" and entry.old is None:
            cls = standing.of_definition(entry) or cls
        return [Difference(entry.tbl, cls, entry.key, what, old_whole=entry.old, new_whole=entry.new)]
    if not (isinstance(entry.old, dict) and isinstance(entry.new, dict)):
        return [
            Difference(
                entry.tbl,
                class_of_field(entry.tbl, "value", entry.old, entry.new),
                entry.key,
                what,
                "value",
                _plain(entry.old),
                _plain(entry.new),
                old_whole=entry.old,
                new_whole=entry.new,
            )
        ]
    fields = [name for name in {**entry.old, **entry.new} if entry.old.get(name) != entry.new.get(name)]
    numbers: dict[str, tuple[float, float]] = {}
    if entry.tbl == "target" and "value" in fields:
        numbers["value"] = (float(entry.old["value"]), float(entry.new["value"]))
        if not _apart(*numbers["value"], *tolerance):
            fields = [name for name in fields if name not in ("value", "text")]
    found = []
    for name in fields:
        # what is not stored is as it is by default: “not verified → official”, not “— → official”
        old, new = (
            side[name] if name in side else _default(entry.tbl, name) for side in (entry.old, entry.new)
        )
        found.append(
            Difference(
                entry.tbl,
                class_of_field(entry.tbl, name, old, new),
                entry.key,
                what,
                name,
                _plain(old),
                _plain(new),
                numbers[name][0] if name in numbers else None,
                numbers[name][1] if name in numbers else None,
                old_whole=old,
                new_whole=new,
            )
        )
    return found


def _default(kind: str, name: str) -> Any:
    """What a field of a thing is where it is not stored; ``None`` for what is nothing by itself."""
    table = BY_KIND.get(kind)
    default = (
        next((each.default for each in fields_of(table.type) if each.name == name), None) if table else None
    )
    return default if isinstance(default, str | int) else None


def _figure(
    names: Mapping[str, LocalText],
    old: StoredFigure | None,
    new: StoredFigure | None,
    tolerance: tuple[float, float],
    standing: _Standing,
) -> Difference | None:
    """Compare what was known for a period then with what is known now, not row by row."""
    one = old or new
    assert one is not None
    series_id, period = one.series_id, one.period
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
            standing.units.get(series_id),
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
        return told(standing.of_figure(old, new) or "revised")
    if old.standing != new.standing:
        return told("status-changed")
    return told("label-only") if old.text != new.text and one_figure else None


def _unit(content: dict[str, Any]) -> Unit:
    return from_plain(content["unit"], Unit)


def _apart(old: float, new: float, tolerance: float, relative: float) -> bool:
    return abs(new - old) > max(tolerance, relative * abs(old))


def _name(entry: Net, content: Any) -> LocalText:
    for part in ("title", "name", "text", "id"):
        text = content.get(part) if isinstance(content, dict) else None
        if isinstance(text, dict):
            return LocalText(text.get("en"), text.get("zh_hant"))
        if isinstance(text, str) and entry.tbl == "recipe" and text:
            return LocalText(text, text)  # its key is a fingerprint, which tells a person nothing
    return LocalText(entry.key, entry.key)


def _plain(value: Any) -> str:
    """A field as one line of text."""
    show: Callable[[Any], str] = lambda item: json.dumps(item, ensure_ascii=False, sort_keys=True)  # noqa: E731
    if value is None:
        return ""
    if isinstance(value, dict) and set(value) <= {"en", "zh_hant"}:
        return "／".join(text for text in (value.get("zh_hant"), value.get("en")) if text)
    return value if isinstance(value, str) else show(value)
