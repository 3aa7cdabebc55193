"""Briefing packs: fill in the figures, check both languages against one another, write every format.

Nothing is written before everything is filled in and rendered; a paper with a missing figure is refused. What others
need: :func:`find_pack`, :func:`with_head`, :func:`build_pack` / :func:`write_pack`, :func:`rendered` (bytes, nothing
written), :func:`fill_pack` (the paper in one language), :func:`check_pack`, and for files that came back
:func:`workbench.briefing.manifest.read_manifest`. See ``data/packs/README.md``.
"""

from __future__ import annotations

import json
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, replace
from datetime import date, timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from workbench.base import files
from workbench.base.messages import both
from workbench.briefing.manifest import State, manifest
from workbench.domain.errors import Problem, RuleError, StorageError, UsageError
from workbench.domain.pack import PACK_FORMATS, ChartBlock
from workbench.domain.text import LocalText
from workbench.services.names_at import committee_name, iso_day, iso_month
from workbench.services.pack_data import PackData
from workbench.services.pack_fields import FieldBook
from workbench.services.pack_files import load_pack, shipped_packs
from workbench.services.pack_fill import checked, fill_pack, filler, head_problems
from workbench.services.pack_live import expanded
from workbench.services.pack_parity import parity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from workbench.briefing.resolved import FilledPack
    from workbench.domain.pack import Pack
    from workbench.domain.text import Lang

FORMATS = ("docx", "pdf", "pptx", "xlsx")
__all__ = [
    "FORMATS",
    "build_pack",
    "check_pack",
    "checked",
    "fill_pack",
    "filler",
    "find_pack",
    "load_pack",
    "made_from",
    "parity",
    "problems_of",
    "rendered",
    "shipped_packs",
    "templates",
    "with_head",
    "write_files",
    "write_pack",
]


class Progress(Protocol):
    """Of long work: how far it is, and whether to stop."""

    def report(self, done: float, text: str = "") -> None: ...
    def check_cancelled(self) -> None: ...


# ── which pack ────────────────────────────────────────────────────────────────────────────────────────────────


def templates(session: PackData) -> tuple[Pack, ...]:
    """The templates a new paper can be made from: those shipped for the plan, then those kept in the workspace."""
    own = tuple(pack for pack in session.packs() if pack.template)
    known = {pack.id for pack in own}
    framework: Callable[[], str] | None = getattr(session, "framework_id", None)
    shipped = shipped_packs(framework(), templates=True) if framework is not None else ()
    return (*(pack for pack in shipped if pack.id not in known), *own)


def find_pack(session: PackData, pack_id: str | None = None) -> Pack:
    """The pack of that id in the workspace, else the template of that id; without an id the workspace's first.

    Raises :class:`UsageError` ``packs.unknown-pack`` naming those there are, ``packs.none`` where there is none.
    """
    kept = {pack.id: pack for pack in session.packs()}
    if pack_id is None:
        if not kept:
            raise UsageError("packs.none")
        return next((pack for pack in kept.values() if not pack.template), next(iter(kept.values())))
    if pack_id in kept:
        return kept[pack_id]
    offered = {pack.id: pack for pack in templates(session)}
    if pack_id in offered:
        return offered[pack_id]
    raise UsageError("packs.unknown-pack", id=pack_id, known=", ".join((*kept, *offered)))


def with_head(
    pack: Pack,
    *,
    panel: str | None = None,
    meeting_date: str | None = None,
    bureau: str | None = None,
    draft: bool | None = None,
    number: str | None = None,
    dated: str | None = None,
    profiles: Mapping[Lang, str] | None = None,
) -> Pack:
    """*pack* with what is decided late about its head; what is ``None`` stays.

    number: of the paper, as the Secretariat assigns it (``CB(1)551/2026(03)``); "" = pending. dated: month of the
    signature; a new day of meeting without it dates the paper in the month a week before, as papers go out by then.
    Raises :class:`UsageError` (``packs.unknown-panel``, ``packs.bad-date``) and :class:`RuleError`
    ``packs.panel-not-then`` for a panel that did not bear a name on the day of the meeting.
    """
    changes: dict[str, Any] = {}
    if meeting_date is not None:
        changes["meeting_date"] = iso_day(meeting_date) if meeting_date else ""
        if meeting_date and dated is None:
            changes["dated"] = (date.fromisoformat(meeting_date) - timedelta(days=7)).isoformat()[:7]
    if panel is not None:
        changes["panel"] = panel
    if bureau is not None:
        changes["bureau"] = bureau
    if draft is not None:
        changes["draft"] = draft
    if number is not None:
        code = "packs.paper-no" if number else "packs.paper-no-pending"
        changes["paper_no"] = LocalText.of(both(code, number=number.replace("{", "{{").replace("}", "}}")))
    if dated is not None:
        changes["dated"] = iso_month(dated) if dated else ""
    if profiles:
        changes["profiles"] = {**pack.profiles, **profiles}
    found = replace(pack, **changes)
    if found.panel:
        committee_name(found.panel, found.meeting_date)
    return found


def made_from(template: Pack, pack_id: str, title: LocalText | None = None) -> Pack:
    """A paper of its own made from a template (or another paper), to be kept with ``SavePack``."""
    return replace(template, id=pack_id, title=title or template.title, template=False, made_from=template.id)


# ── making ────────────────────────────────────────────────────────────────────────────────────────────────────


def build_pack(
    session: PackData,
    pack_id: str,
    langs: Sequence[Lang],
    formats: Sequence[str],
    out_dir: Path,
    *,
    ctx: Progress | None = None,
    own: Mapping[str, Path] | None = None,
) -> list[Path]:
    """Make a pack in each language and format, and the trace of its figures; return the files written.

    Files: ``<id>_<lang>.<format>`` and ``<id>_trace.json`` (every figure with series, period, vintage and source,
    and the findings of the check). The same workspace and pack give the same bytes. own: format → the user's own
    template file (see :mod:`workbench.services.pack_templates`).
    Raises :class:`UsageError` (unknown pack or format), :class:`RuleError` ``packs.unresolved`` where a figure is
    missing, :class:`FileProblem` for a template, :class:`StorageError` ``briefing.cannot-write``,
    :class:`Cancelled`. Then no file has been written, and those that were there are as they were.
    """
    return write_pack(session, find_pack(session, pack_id), langs, formats, out_dir, ctx=ctx, own=own)


def write_pack(
    session: PackData,
    pack: Pack,
    langs: Sequence[Lang],
    formats: Sequence[str],
    out_dir: Path,
    *,
    ctx: Progress | None = None,
    own: Mapping[str, Path] | None = None,
) -> list[Path]:
    """As :func:`build_pack`, for a pack that need not be kept in the workspace."""
    made = rendered(session, pack, langs, formats, ctx=ctx, own=own)
    if ctx:
        ctx.check_cancelled()
    written = write_files(out_dir, made)
    if ctx:
        ctx.report(1.0)
    return written


def rendered(
    session: PackData,
    pack: Pack,
    langs: Sequence[Lang],
    formats: Sequence[str],
    *,
    ctx: Progress | None = None,
    own: Mapping[str, Path] | None = None,
) -> dict[str, bytes]:
    """The files of a pack by name, trace last, nothing written. Raises as :func:`build_pack`."""
    for name in formats:
        if name not in FORMATS:
            raise UsageError("packs.unknown-format", format=name, formats=", ".join(FORMATS))
    designs = _designs(session, pack, own or {}, formats)
    written, pack = pack, expanded(session, pack)
    book = FieldBook(session, pack)
    problems = _refuse_gaps(session, written, book)
    state = _state(session)
    by_form = any(set(block.only) & set(PACK_FORMATS) for block in pack.blocks)
    made: dict[str, bytes | Future[bytes]] = {}
    steps = max(1, len(langs) * len(formats))
    with ThreadPoolExecutor(1) as beside:  # Typst works outside Python's lock: PDF beside the Office files
        try:
            for lang in langs:
                filled: FilledPack | None = None
                for name in formats:
                    file = f"{pack.id}_{lang}.{name}"
                    if ctx:
                        ctx.check_cancelled()
                        ctx.report(len(made) / steps, file)
                    if filled is None or by_form:
                        filled = fill_pack(session, pack, lang, book=book, form=name)
                        filled = replace(filled, manifest=manifest(filled, state))
                    if name == "pdf":
                        made[file] = beside.submit(_render, name, filled, None)
                    else:
                        made[file] = _render(name, filled, designs.get(name))
            done = {
                file: content if isinstance(content, bytes) else content.result()
                for file, content in made.items()
            }
        except BaseException:
            beside.shutdown(wait=False, cancel_futures=True)
            raise
    return {**done, f"{pack.id}_trace.json": trace(pack, book, problems, state)}


def _designs(
    session: PackData, pack: Pack, own: Mapping[str, Path], formats: Sequence[str]
) -> dict[str, Any]:
    """The user's own templates: files given now, else the documents that the pack names."""
    if not own and not pack.own:
        return {}
    from workbench.services.pack_templates import kept_design, load_design

    kept = {n: kept_design(session, held, n) for n, held in pack.own.items() if n in formats and n not in own}
    return {**kept, **{name: load_design(path, name) for name, path in own.items() if name in formats}}


def _state(session: PackData) -> State:
    identity: Callable[[], dict[str, str]] | None = getattr(session, "identity", None)
    return State(identity()["id"] if identity is not None else "", session.moment())


def _refuse_gaps(session: PackData, pack: Pack, book: FieldBook) -> list[Problem]:
    said = parity(pack)
    unknown = [problem for problem in said if problem.code == "packs.unknown-name"]
    missing = [problem for problem in book.problems if problem.severity == "error"]
    for code, errors in (
        ("packs.bad-head", head_problems(session, pack)),
        ("packs.bad-head", unknown),
        ("packs.unresolved", missing),
    ):
        if errors:
            first = errors[0].message
            raise RuleError(code, count=len(errors), first=first.show("en"), first_zh=first.show("zh-Hant"))
    return [*book.problems, *said]


def _render(name: str, filled: FilledPack, design: Any) -> bytes:
    """A format by its renderer, imported only now: they bring heavy libraries."""
    module = import_module(f"workbench.briefing.{name}")
    if design is None:
        return cast("bytes", module.render(filled))
    return cast("bytes", module.render(filled, design))


def write_files(folder: Path, made: Mapping[str, bytes]) -> list[Path]:
    """Write rendered files together, all or none. Raises :class:`StorageError` ``briefing.cannot-write``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        files.write_together({folder / name: content for name, content in made.items()})
    except OSError as error:
        reason = error.strerror or type(error).__name__
        name = str(error.filename or "").replace("\\", "/").rpartition("/")[2]
        known = next((one for one in made if one in name), next(iter(made)))
        raise StorageError("briefing.cannot-write", file=known, reason=reason) from error
    return [folder / name for name in made]


# ── checking ──────────────────────────────────────────────────────────────────────────────────────────────────


def check_pack(session: PackData, pack_id: str) -> list[Problem]:
    """What would keep a pack from going out, or should be looked at first; nothing is written."""
    return problems_of(session, find_pack(session, pack_id))


def problems_of(session: PackData, pack: Pack) -> list[Problem]:
    """As :func:`check_pack`, for a pack that need not be kept in the workspace."""
    book = FieldBook(session, expanded(session, pack))
    return [*head_problems(session, pack), *book.problems, *parity(pack), *_empty_charts(session, pack)]


def _empty_charts(session: PackData, pack: Pack) -> list[Problem]:
    """Charts of indicators that have no figure yet: they are printed with words in place of the drawing."""
    return [
        Problem("warning", "packs.chart-empty", {"series": block.indicator_id})
        for block in pack.blocks
        if isinstance(block, ChartBlock)
        and block.indicator_id
        and not any(item.value is not None for item in session.vintages(block.indicator_id))
    ]


# ── trace ─────────────────────────────────────────────────────────────────────────────────────────────────────


def trace(pack: Pack, book: FieldBook, problems: Sequence[Problem], state: State) -> bytes:
    """Every figure of a paper with where it came from, as JSON."""
    plain: dict[str, Any] = {
        "format": "blueprint-workbench/trace",
        "version": 1,
        "pack": pack.id,
        "workspace": state.workspace_id,
        "moment": state.moment,
        "figures": [
            {
                **{key: value for key, value in asdict(figure).items() if key not in ("texts", "source")},
                "texts": figure.texts.as_dict(),
                "source": figure.source.as_dict(),
            }
            for figure in book.figures.values()
        ],
        "findings": [
            {"severity": problem.severity, "code": problem.code, "message": problem.message.as_dict()}
            for problem in problems
        ],
    }
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()
