"""``workbench verify``: every figure of a paper that was edited by hand, against the paper as exported and the workspace.

The paper carries itself as it was exported (:mod:`workbench.briefing.manifest`), so that what was changed by hand is told
without the workspace; the workspace then tells which of its figures it would give differently today.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from workbench.base.messages import both
from workbench.briefing.manifest import Manifest, manifest_of
from workbench.briefing.office import unpacked
from workbench.briefing.read_back import Mark, Unit, read_units
from workbench.domain.errors import FileProblem, Problem, RuleError, UsageError
from workbench.domain.text import LANGS, Lang, LocalText
from workbench.services.verify_diff import Change, Edit, compare

if TYPE_CHECKING:
    from workbench.briefing.resolved import TracedFigure
    from workbench.services.issuing import MovedFigure
    from workbench.services.session import Session

Kind = Change | Literal["stale", "one-language"]
ERRORS = (
    "value",
    "magnitude",
    "qualifier",
    "unit",
    "year",
    "language",
    "words",
    "added",
    "order",
    "stale",
    "one-language",
)
"""Kinds that make a paper wrong; the others (taken out, more or fewer decimals) are told."""
_MOST_BYTES = 200_000_000
_HEAD = ("head.paper_no", "head.status")


@dataclass(frozen=True, slots=True)
class Finding:
    """One figure that is not as it should be.

    place: where in the file (``¶6`` paragraph six as numbered, else see :class:`~workbench.briefing.read_back.Unit`).
    expected, found: as printed; "" where there is none. other: the figure in the other language. figure: the traced
    figure that stood there, ``None`` for a typed number. percent: of a stale figure, how much it moved.
    held: fields of the paper that do print a number that was added.
    """

    kind: Kind
    severity: Literal["error", "warning", "info"]
    file: str
    lang: Lang
    place: str
    near: str
    expected: str
    found: str
    other: str = ""
    figure: TracedFigure | None = None
    percent: float | None = None
    held: tuple[str, ...] = ()

    @property
    def message(self) -> LocalText:
        """In words, both languages."""
        code = "stale-gone" if self.kind == "stale" and not self.expected else self.kind
        return Problem(self.severity, f"verify.{code}", self.params).message

    @property
    def params(self) -> dict[str, str]:
        """What the sentence is filled with."""
        places = place_words(self.place)
        named = self.figure.series_id if self.figure is not None else ""
        return {
            "place": places.show("en"),
            "place_zh": places.show("zh-Hant"),
            "expected": self.expected,
            "found": self.found,
            "near": self.near,
            "other": self.other,
            "series": named,
            "period": self.figure.period if self.figure is not None else "",
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """One file. checked: how many figures bound to the workspace it holds; typed: how many units were read."""

    file: str
    pack_id: str
    lang: Lang
    made_at: str
    snapshot_id: str
    same_workspace: bool
    checked: int
    units: int
    findings: tuple[Finding, ...]

    @property
    def right(self) -> bool:
        """Nothing in it is wrong."""
        return not any(one.severity == "error" for one in self.findings)


def verify(session: Session, paths: Sequence[Path], *, pack_id: str = "") -> tuple[Verdict, ...]:
    """Verify the files of a paper; given together, its languages are also laid against one another.

    pack_id: the pack to lay a file against that says nothing of itself any more (written by another program).
    Raises :class:`FileProblem` for a file that is no such paper or cannot be read.
    """
    verdicts = [_one(session, path, pack_id) for path in paths]
    return tuple(_beside(one, [other for other in verdicts if other is not one]) for one in verdicts)


def read_paper(path: Path) -> dict[str, bytes]:
    """The parts of a docx, pptx or xlsx. Raises :class:`FileProblem`."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise FileProblem("verify.too-large", file=path.name)
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > 4 * _MOST_BYTES:
                raise FileProblem("verify.too-large", file=path.name)
            content = path.read_bytes()
        parts = unpacked(content)
    except OSError as error:
        raise FileProblem(
            "verify.unreadable", file=path.name, reason=error.strerror or type(error).__name__
        ) from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise FileProblem("verify.no-office-file", file=path.name) from error
    return parts


def _one(session: Session, path: Path, pack_id: str) -> Verdict:
    parts = read_paper(path)
    try:
        held = manifest_of(parts)
        if held is None or not held.units:
            held = _from_workspace(session, path, pack_id)
        units = read_units(parts, tuple(held.figures))
    except ValueError as error:
        raise FileProblem("verify.no-office-file", file=path.name) from error
    lang: Lang = "zh-Hant" if held.lang == "zh-Hant" else "en"
    before = tuple(_tight(unit, held, lang) for unit in held.units)
    heads = {text for name in _HEAD for text in held.texts.get(name, ("", ()))[:1] if isinstance(text, str)}
    found = [_finding(edit, held, path.name, lang, heads) for edit in compare(before, units, lang)]
    stale = _stale(session, held, path.name, lang)
    return Verdict(
        path.name,
        held.pack_id,
        lang,
        held.state.moment,
        held.state.snapshot_id,
        held.state.workspace_id in ("", session.identity().get("id", "")),
        sum(len(unit.marks) for unit in held.units),
        len(units),
        (*found, *stale),
    )


def _from_workspace(session: Session, path: Path, pack_id: str) -> Manifest:
    """What the file would say of itself had it just been written from the workspace."""
    from workbench.services.packs import find_pack, rendered

    kind = path.suffix.lower().removeprefix(".")
    lang = next((lang for lang in LANGS if path.stem.endswith(f"_{lang}")), None)
    if not pack_id or kind not in ("docx", "pptx", "xlsx") or lang is None:
        raise FileProblem("verify.says-nothing", file=path.name)
    pack = find_pack(session, pack_id)
    (content,) = (
        made for name, made in rendered(session, pack, (lang,), (kind,)).items() if name.endswith(kind)
    )
    held = manifest_of(unpacked(content))
    assert held is not None
    return held


def _tight(unit: Unit, held: Manifest, lang: Lang) -> Unit:
    """The unit with each figure marked where its own text stands, also where only its cell was known."""
    marks, last = [], 0
    for mark in unit.marks:
        figure = held.figures.get(mark.name)
        text = _loose(figure.texts.show(lang)) if figure is not None else ""
        within = _loose(unit.text)
        start = within.find(text, max(mark.start, last), mark.end) if text else -1
        if start < 0:
            start = within.find(text, mark.start, mark.end) if text else -1
        if start >= 0:
            marks.append(Mark(start, start + len(text), mark.name))
            last = start + len(text)
        else:
            marks.append(mark)
    return replace(unit, marks=tuple(marks))


def _loose(text: str) -> str:
    return re.sub("[\u00a0\u2009\u202f]", " ", text)


def _finding(edit: Edit, held: Manifest, file: str, lang: Lang, heads: set[str]) -> Finding:
    figure = held.figures.get(edit.field)
    unit = edit.unit or edit.now
    assert unit is not None
    severity: Literal["error", "warning", "info"] = "error" if edit.kind in ERRORS else "warning"
    if edit.unit is not None and edit.unit.text in heads:
        severity = "info"  # the number of a paper and the day of a meeting are written in when they are known
    other: Lang = "en" if lang == "zh-Hant" else "zh-Hant"
    return Finding(
        edit.kind,
        severity,
        file,
        lang,
        _place(unit, edit.cell),
        edit.near,
        edit.expected,
        edit.found,
        figure.texts.show(other) if figure is not None and edit.kind != "added" else "",
        figure,
        held=_printing(held, edit.found, lang) if edit.kind == "added" else (),
    )


def _printing(held: Manifest, text: str, lang: Lang) -> tuple[str, ...]:
    """The fields of the paper that print this very figure."""
    return tuple(
        name for name, figure in held.figures.items() if _loose(figure.texts.show(lang)) == _loose(text)
    )[:3]


def _place(unit: Unit, cell: int) -> str:
    if unit.kind == "cells" and cell:
        sheet, _, row = unit.place.rpartition("!")
        return f"{sheet}!{_letters(cell)}{row}"
    if unit.label:
        return f"¶{unit.label}"
    return f"{unit.place}c{cell}" if cell and unit.kind == "row" else unit.place


def _letters(number: int) -> str:
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return found


_PLACES: tuple[tuple[str, str], ...] = (
    (r"¶(?P<n>.+)", "numbered"),
    (r"(?:slide(?P<s>\d+)/)?t(?P<n>\d+)r(?P<r>\d+)(?:c(?P<c>\d+))?", "cell"),
    (r"slide(?P<n>\d+)/.*", "slide"),
    (r"notes(?P<n>\d+)/.*", "notes"),
    (r"c(?P<n>\d+)s(?P<r>\d+)", "chart"),
    (r"f(?P<n>\d+)", "footnote"),
    (r"(?:header|footer)(?P<n>\d+)", "header"),
    (r"p(?P<n>\d+)", "paragraph"),
)


def place_words(place: str) -> LocalText:
    """A place in words: ``t1r4c3`` → *table 1, row 4, column 3*."""
    for pattern, code in _PLACES:
        match = re.fullmatch(pattern, place)
        if match:
            given = {name: value or "" for name, value in match.groupdict().items()}
            code = "slide-cell" if code == "cell" and given.get("s") else code
            code = "row" if code == "cell" and not given.get("c") else code
            return LocalText.of(both(f"verify.place-{code}", **given))
    return LocalText(place, place) if place else LocalText.of(both("verify.place-nowhere"))


# ── against the workspace ─────────────────────────────────────────────────────────────────────────────


def _stale(session: Session, held: Manifest, file: str, lang: Lang) -> list[Finding]:
    """Figures of the paper that the workspace would give differently now; each once."""
    now = _figures_now(session, held)
    found, told = [], set()
    for name, before in held.figures.items():
        if before.show not in ("value", "value_unit"):
            continue
        after = now.get(name)
        moved = _moved(session, before, after) if after is not None else None
        if moved is None or (
            moved.why == "reworded" and after is not None and before.qualifier == after.qualifier
        ):
            continue
        key = (moved.series_id, moved.period, moved.issued.show("en"), before.scenario_id)
        if key in told:
            continue
        told.add(key)
        place = next((_place(u, 0) for u in held.units if any(m.name == name for m in u.marks)), "")
        other: Lang = "en" if lang == "zh-Hant" else "zh-Hant"
        said = moved.now.show(lang) if moved.why != "gone" else ""
        if said and moved.why == "newer":
            said = f"{said} ({moved.period_now})" if lang == "en" else f"{said}（{moved.period_now}）"
        found.append(
            Finding(
                "stale", "error", file, lang, place, moved.series.show(lang), said, before.texts.show(lang),
                before.texts.show(other), before, moved.percent,
            )
        )  # fmt: skip
    return found


def _moved(session: Session, before: TracedFigure, after: TracedFigure) -> MovedFigure | None:
    from workbench.services.issuing import moved_figure

    return moved_figure(session, before, after)


def _figures_now(session: Session, held: Manifest) -> dict[str, TracedFigure]:
    """The fields of the paper as the workspace fills them now: by its pack, and one by one where that is not there."""
    from workbench.domain.pack import FigureField, Pack
    from workbench.services.pack_fields import FieldBook
    from workbench.services.pack_live import expanded
    from workbench.services.packs import find_pack

    now: dict[str, TracedFigure] = {}
    try:
        pack = expanded(session, find_pack(session, held.pack_id))
        now = FieldBook(session, pack).figures
    except (UsageError, RuleError):
        pack = Pack(held.pack_id, LocalText(), LocalText(), LocalText(), LocalText(), (), ())
    missing = [
        FigureField(
            name=figure.name,
            kind=cast("Literal['observation', 'target']", figure.kind),
            series_id=figure.series_id,
            period=figure.period.split(" ")[0],
            show=cast("Literal['value', 'value_unit']", figure.show),
            decimals=figure.decimals,
        )
        for figure in held.figures.values()
        if figure.name not in now
        and figure.kind in ("observation", "target")
        and figure.show in ("value", "value_unit")
    ]
    if missing:
        now |= FieldBook(session, replace(pack, fields=tuple(missing), blocks=())).figures
    return now


def _beside(verdict: Verdict, others: Sequence[Verdict]) -> Verdict:
    """What was taken out of one language but stands in the other is wrong, not only gone."""
    pair = [one for one in others if one.pack_id == verdict.pack_id and one.lang != verdict.lang]
    if not pair:
        return verdict
    gone = {(f.kind, f.figure.name) for one in pair for f in one.findings if f.figure is not None}
    found = [
        replace(f, kind="one-language", severity="error")
        if f.kind == "removed" and f.figure is not None and (f.kind, f.figure.name) not in gone
        else f
        for f in verdict.findings
    ]
    return replace(verdict, findings=tuple(found))
