"""The register of papers that went out: entering their files, telling a file by its content, figures that moved since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast, get_args

from workbench.base.files import sha256
from workbench.domain.errors import FileProblem, RuleError, UsageError
from workbench.domain.issued import IssuedPaper, PaperFile, PaperFormat
from workbench.domain.pack import ChartBlock
from workbench.domain.text import LANGS, LocalText
from workbench.services.revisions import same_rounded

if TYPE_CHECKING:
    from workbench.briefing.resolved import TracedFigure
    from workbench.domain.pack import Pack
    from workbench.services.session import Session

Moved = Literal["revised", "newer", "reworded", "gone"]


@dataclass(frozen=True, slots=True)
class MovedFigure:
    """A figure of an issued paper that the workspace would give differently today.

    why: *revised* = another value for the same period; *newer* = a later period has been published; *reworded* = the
    same value put differently; *gone* = there is none any more. value: None where it was or is words only.
    """

    series_id: str
    series: LocalText
    why: Moved
    period: str
    issued: LocalText
    issued_value: float | None
    period_now: str
    now: LocalText
    now_value: float | None
    vintage_now: str
    source_now: LocalText

    @property
    def percent(self) -> float | None:
        """How much larger (+) the value is now, in per cent of the value issued; ``None`` where that says nothing."""
        if self.why != "revised" or not self.issued_value or self.now_value is None:
            return None
        return (self.now_value - self.issued_value) / abs(self.issued_value) * 100


def record_files(
    session: Session, pack: Pack, paths: Iterable[Path], *, meeting: str = ""
) -> tuple[IssuedPaper, ...]:
    """Record what :func:`workbench.services.packs.build_pack` wrote of *pack* as issued; its trace is left out.

    Call it on the session that the files were built from, before anything is changed. Raises :class:`RuleError` if none
    of *paths* is a paper, :class:`FileProblem` if one cannot be read again.
    """
    return session.record_issued(pack.id, pack.title, [*_papers(pack, paths)], meeting=meeting)


def _papers(pack: Pack, paths: Iterable[Path]) -> Iterable[PaperFile]:
    for path in paths:
        kind = path.suffix.lstrip(".")
        lang = next((lang for lang in LANGS if path.stem == f"{pack.id}_{lang}"), None)
        if kind not in get_args(PaperFormat) or lang is None:
            continue
        yield PaperFile(path.name, lang, cast("PaperFormat", kind), _digest(path))


def state_of(session: Session) -> int:
    """A number that changes with every step made in the workspace: is it still the state that files were built from?"""
    steps = session.history()
    return steps[-1].id if steps else 0


def find_file(session: Session, path: Path) -> tuple[IssuedPaper, ...]:
    """The entries of the register with exactly the content of *path*, whatever its name. Raises :class:`FileProblem`."""
    digest = _digest(path)
    return tuple(paper for paper in session.issued_papers() if paper.sha256 == digest)


def moved_figures(session: Session, paper: IssuedPaper) -> tuple[MovedFigure, ...]:
    """What the paper said that the workspace would say differently now; each figure once, whatever its places.

    The pack, its tables filled from the workspace included, is read twice: with everything as it was at the snapshot it
    was issued from, and as it is now. Words that are no figures are not compared.
    Raises :class:`UsageError` if the snapshot or the pack of then is not in this copy of the workspace.
    """
    from workbench.services.known import as_known
    from workbench.services.pack_fields import FieldBook
    from workbench.services.pack_live import expanded

    then = as_known(session, snapshot_id=paper.snapshot_id)
    pack = expanded(then, then.pack(paper.pack_id))
    old, new = FieldBook(then, pack).figures, FieldBook(session, pack).figures
    found: dict[tuple[str, ...], MovedFigure] = {}
    for name, before in old.items():
        if before.show in ("value", "value_unit"):
            moved = moved_figure(session, before, new[name])
            if moved is not None:
                key = (moved.series_id, moved.period, moved.issued.show("en"), before.scenario_id)
                found.setdefault(key, moved)
    told = {(one.series_id, one.period) for one in found.values()}
    drawn = {item.id for item in then.indicators()}
    for block in pack.blocks:
        if isinstance(block, ChartBlock):
            for series_id in {block.indicator_id, block.second_id} & drawn:
                for moved in _moved_points(then, session, series_id, block.first_year):
                    if (series_id, moved.period) not in told:
                        found[series_id, moved.period] = moved
    return tuple(found.values())


def _moved_points(
    then: Session, session: Session, series_id: str, first_year: int | None
) -> Iterable[MovedFigure]:
    """Points of a chart that would stand elsewhere today. A later point is no change of what was issued."""
    now = {item.period.code: item for item in session.observations(series_id)}
    for old in then.observations(series_id):
        new = now.get(old.period.code)
        if old.value is None or (first_year and old.period.start.year < first_year):
            continue
        if new is not None and new.value is not None and (new.value == old.value or same_rounded(old, new)):
            continue
        source = session.sources().get(new.provenance.source_id) if new is not None else None
        yield MovedFigure(
            series_id,
            then.indicator(series_id).name,
            "revised" if new is not None and new.value is not None else "gone",
            old.period.code,
            LocalText(old.text, old.text),
            old.value,
            old.period.code,
            LocalText(new.text, new.text) if new is not None else LocalText(),
            new.value if new is not None else None,
            new.vintage if new is not None else "",
            source.title if source is not None else LocalText(),
        )


def moved_figure(session: Session, before: TracedFigure, after: TracedFigure) -> MovedFigure | None:
    """How a figure as printed stands to the same field as filled now; ``None`` where it would be printed the same."""
    if (before.value, before.period, before.texts) == (after.value, after.period, after.texts):
        return None
    if before.value is None:
        return None  # nothing was said then
    why: Moved = "revised"
    if after.value is None:
        why = "gone"
    elif after.period != before.period:
        why = "newer"
    elif before.texts.as_dict() == after.texts.as_dict():
        return None  # a finer figure behind the same print
    elif after.value == before.value:
        why = "reworded"
    try:
        series = session.indicator(before.series_id).name
    except UsageError:
        series = LocalText(before.series_id, before.series_id)
    return MovedFigure(
        before.series_id, series, why, before.period, before.texts, before.value,
        after.period, after.texts, after.value, after.vintage, after.source,
    )  # fmt: skip


def write_again(session: Session, paper: IssuedPaper, folder: Path) -> tuple[Path, bool]:
    """Write the file of an entry once more from the state it was issued from; and whether it is the same to the byte.

    A later version of the program may draw a page otherwise; then the second value is ``False``. Raises
    :class:`UsageError` (snapshot or pack not in this copy), :class:`RuleError` (a file of that name is there already),
    :class:`StorageError` (cannot be written).
    """
    from workbench.services.known import as_known
    from workbench.services.packs import build_pack

    target = folder / f"{paper.pack_id}_{paper.language}.{paper.format}"
    for name in (target, folder / f"{paper.pack_id}_trace.json"):
        if name.exists():
            raise RuleError("issued.file-there", file=name.name)
    then = as_known(session, snapshot_id=paper.snapshot_id)
    written = build_pack(then, paper.pack_id, (paper.language,), (paper.format,), folder)
    return written[0], _digest(written[0]) == paper.sha256


def _digest(path: Path) -> str:
    try:
        return sha256(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise FileProblem("evidence.unreadable", file=path.name, reason=reason) from error
