"""A paper issued again with today's figures, and the cover note that lists what changed: old → new, and why.

The old figures of the note are fields bound to the snapshot that the paper was issued from, the new ones are the fields of
the paper itself; so both are traced like every other figure, and neither is typed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from workbench.base.clock import today
from workbench.base.messages import both
from workbench.domain.errors import UsageError
from workbench.domain.pack import (
    AnnexStart,
    FigureField,
    Heading,
    LiveTable,
    Pack,
    Paragraph,
    TableBlock,
)
from workbench.domain.text import LANGS, LocalText
from workbench.domain.wording import MINUS
from workbench.services.before_issue.draft import Draft, parts_of
from workbench.services.before_issue.figures import definition_of
from workbench.services.change_report import report_of
from workbench.services.issuing import moved_figure, moved_figures
from workbench.services.pack_fields import FieldBook
from workbench.services.pack_live import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbench.briefing.resolved import TracedFigure
    from workbench.domain.issued import IssuedPaper
    from workbench.domain.pack import Block
    from workbench.services.session import Session

Reason = Literal["revised", "newer", "definition", "reworded", "gone", "added"]
_FIGURE_KINDS = ("observation", "target", "scenario", "delivery", "rating")
_NOT_TOLD = ("observation", "pack", "issued", "snapshot", "document", "recipe")
"""Kinds of changes that the annex leaves out: figures stand in the table, the rest is no matter of the paper."""


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """A figure of the paper that is another one now. places: where it stands, in words. percent: of a revised one."""

    name: str
    reason: Reason
    series: LocalText
    places: tuple[LocalText, ...]
    issued: LocalText
    now: LocalText
    period: str
    period_now: str
    source_now: LocalText
    percent: float | None = None
    field: FigureField | None = None


@dataclass(frozen=True, slots=True)
class Reissue:
    """What is made: the paper with today's figures, and its cover note. edited: passages changed by hand since."""

    issued: IssuedPaper
    pack: Pack
    cover: Pack
    changed: tuple[ChangedFigure, ...]
    edited: tuple[LocalText, ...]


def last_issued(session: Session, pack_id: str = "") -> IssuedPaper:
    """The paper issued last (from a pack). Raises :class:`UsageError` ``reissue.none``."""
    found = [one for one in session.issued_papers() if not pack_id or one.pack_id == pack_id]
    if not found:
        raise UsageError("reissue.none", id=pack_id or "—")
    return max(found, key=lambda one: one.at)


def reissue(session: Session, paper: IssuedPaper, pack: Pack | None = None) -> Reissue:
    """The paper of an entry of the register once more, with today's figures, and its cover note.

    pack: with another head, say; else the pack as the workspace has it now, or as it was if it is not there any more.
    Raises :class:`UsageError` where the snapshot that it was issued from is not in this copy of the workspace.
    """
    from workbench.services.known import as_known

    then = as_known(session, snapshot_id=paper.snapshot_id)
    before = then.pack(paper.pack_id)
    if pack is None:
        kept = {one.id: one for one in session.packs()}
        pack = kept.get(paper.pack_id, before)
    old = Draft(then, before)
    new = Draft(session, pack)
    changed = (*_changed(session, paper, old, new), *_points(session, paper, old, new))
    edited = tuple(_edited(old, new))
    return Reissue(paper, pack, _cover(session, paper, pack, new, changed, edited), changed, edited)


# ── which figures ─────────────────────────────────────────────────────────────────────────────────────────────


def _changed(session: Session, paper: IssuedPaper, old: Draft, new: Draft) -> Iterator[ChangedFigure]:
    """Fields of the paper, each once for all its places; those of tables from the workspace included."""
    where = {draft: _places(draft) for draft in (old, new)}
    # fields that have gone out of the paper are filled as they would be now
    missing = tuple(one for one in old.pack.fields if one.name not in new.book.figures)
    rest = FieldBook(session, replace(old.pack, fields=missing, blocks=())).figures if missing else {}
    now = {**rest, **new.book.figures}
    fields = {one.name: one for one in (*old.pack.fields, *new.pack.fields)}
    told: set[tuple[str, ...]] = set()
    for name, before in old.book.figures.items():
        if before.show not in ("value", "value_unit") and before.kind != "rating":
            continue
        places = where[new].get(name) or where[old].get(name)
        if not places or before.kind not in _FIGURE_KINDS:
            continue
        after = now[name]
        found = _how(session, before, after)
        if found is None:
            continue
        reason, percent = found
        key = (before.kind, before.series_id, before.period, before.texts.show("en"), after.texts.show("en"))
        if key in told:
            continue
        told.add(key)
        twins = {
            other
            for other, figure in old.book.figures.items()
            if (figure.kind, figure.series_id, figure.period, figure.texts) == (*key[:3], before.texts)
        }
        every = [p for twin in sorted(twins) for p in where[new].get(twin, ())] or list(places)
        yield ChangedFigure(
            name,
            reason,
            _series(session, before),
            tuple(dict.fromkeys(every)),
            before.texts,
            after.texts if after.value is not None or after.kind == "rating" else LocalText("—", "—"),
            before.period,
            after.period,
            after.source,
            percent,
            fields.get(name),
        )


def _how(session: Session, before: TracedFigure, after: TracedFigure) -> tuple[Reason, float | None] | None:
    """Why a figure is another one now: a change of definition before anything else, for then the two cannot be compared."""
    if before.kind == "rating":
        return None if before.texts == after.texts else ("revised", None)
    moved = moved_figure(session, before, after)
    if moved is None:
        return None
    compared = before.kind == "observation" and after.value is not None
    if compared and definition_of(session, before) != definition_of(session, after):
        return "definition", None
    return moved.why, moved.percent


def _points(session: Session, paper: IssuedPaper, old: Draft, new: Draft) -> Iterator[ChangedFigure]:
    """Points that only a chart shows and that would stand elsewhere today."""
    told = {(f.series_id, f.period) for f in old.book.figures.values()}
    labels: dict[str, LocalText] = {}
    for unit in new.units:
        if unit.part == "caption" and unit.block >= 0:
            for name in ("indicator_id", "second_id"):
                if series := getattr(new.pack.blocks[unit.block], name, ""):
                    labels.setdefault(series, unit.place)
    for moved in moved_figures(session, paper):
        if (moved.series_id, moved.period) in told or moved.series_id not in labels:
            continue
        yield ChangedFigure(
            f"{moved.series_id} {moved.period}",
            moved.why,
            moved.series,
            (labels[moved.series_id],),
            moved.issued,
            moved.now if moved.now.as_dict() else LocalText("—", "—"),
            moved.period,
            moved.period_now,
            moved.source_now,
            moved.percent,
        )


def _series(session: Session, figure: TracedFigure) -> LocalText:
    try:
        return session.indicator(figure.series_id).name
    except UsageError:
        if figure.kind != "delivery":
            return LocalText(figure.series_id, figure.series_id)
    node = next((one for one in session.nodes() if one.id == figure.series_id), None)
    if node is not None:
        return node.title
    return LocalText.of(both("reissue.count", state=figure.series_id))


def _places(draft: Draft) -> dict[str, list[LocalText]]:
    found: dict[str, list[LocalText]] = {}
    for unit in draft.units:
        for name in dict.fromkeys([*unit.figures("en"), *unit.figures("zh-Hant")]):
            found.setdefault(name, []).append(unit.place)
    return found


def _edited(old: Draft, new: Draft) -> Iterator[LocalText]:
    """Passages written otherwise than when the paper was issued (as written, before any figure)."""
    known = {_wording(text) for text in _written(old.original)}
    for unit in new.units:
        written = not (unit.block >= 0 and isinstance(new.original.blocks[unit.block], LiveTable))
        if (
            written
            and unit.part not in ("head.paper_no", "head.status")
            and _wording(unit.template) not in known
        ):
            yield unit.place


def _wording(text: LocalText) -> tuple[str, str]:
    return text.en or "", text.zh_hant or ""


def _written(pack: Pack) -> Iterable[LocalText]:
    for block in pack.blocks:
        yield from (text for _, text in parts_of(block))
    yield from (note.text for note in pack.footnotes)
    yield from (pack.title, pack.committee, pack.classification, pack.file_ref, *pack.signature)


# ── the cover note ────────────────────────────────────────────────────────────────────────────────────────────


def _cover(
    session: Session,
    paper: IssuedPaper,
    pack: Pack,
    new: Draft,
    changed: tuple[ChangedFigure, ...],
    edited: tuple[LocalText, ...],
) -> Pack:
    fields: dict[str, FigureField] = {}
    title = escaped(pack.title) if "{" not in f"{pack.title.en}{pack.title.zh_hant}" else pack.title
    day = paper.at[:10]
    names = {
        "title": title.show("en"), "title_zh": title.show("zh-Hant"),
        "day": _day(new, day).show("en"), "day_zh": _day(new, day).show("zh-Hant"),
        "meeting": _plain(paper.meeting) or "—",
        "count": len(changed),
    }  # fmt: skip
    blocks: list[Block] = [Paragraph(_text("since-meeting" if paper.meeting else "since", **names))]
    blocks.append(Paragraph(_text("changed" if changed else "unchanged", **names)))
    if changed:
        head = tuple(_text(f"column-{name}") for name in ("where", "what", "old", "new", "why"))
        rows = [_row(one, number, paper, fields) for number, one in enumerate(changed, start=1)]
        blocks.append(TableBlock(_text("table"), (head, *rows), widths=(0.18, 0.27, 0.16, 0.16, 0.23)))
    if edited:
        places = LocalText(
            "; ".join(p.show("en") for p in edited), "、".join(p.show("zh-Hant") for p in edited)
        )
        blocks.append(
            Paragraph(
                _text(
                    "edited",
                    count=len(edited),
                    places=_plain(places.show("en")),
                    places_zh=_plain(places.show("zh-Hant")),
                )
            )
        )
    others = [
        one
        for one in session.differences(paper.snapshot_id)
        if one.kind not in _NOT_TOLD and one.cls != "issued"
    ]
    if others:
        blocks.append(Paragraph(_text("others", count=len(others))))
        blocks.append(AnnexStart("", _text("others-title", day=names["day"], day_zh=names["day_zh"])))
        report = report_of(session, others, paper.snapshot_id)
        blocks += [replace(one, level=2) if isinstance(one, Heading) else one for one in report.blocks[1:]]
    return Pack(
        id=f"{pack.id}-changes",
        title=_text("title", **names),
        paper_no=pack.paper_no,
        status=_text("status"),
        committee=pack.committee,
        blocks=tuple(blocks),
        fields=tuple(fields.values()),
        signature=pack.signature,
        dated=pack.dated or today().isoformat()[:7],
        meeting_date=pack.meeting_date,
        classification=pack.classification,
        profiles=pack.profiles,
        panel=pack.panel,
        bureau=pack.bureau,
        draft=pack.draft,
        head="paper",
        made_from=pack.id,
        own=pack.own,
    )


def _row(
    one: ChangedFigure, number: int, paper: IssuedPaper, fields: dict[str, FigureField]
) -> tuple[LocalText, ...]:
    """Place, figure with its period, as issued, now, why."""
    places = LocalText(
        _plain("; ".join(p.show("en") for p in one.places)),
        _plain("、".join(p.show("zh-Hant") for p in one.places)),
    )
    period = one.period if one.period == one.period_now else f"{one.period} → {one.period_now}"
    what = LocalText(
        _plain(f"{one.series.show('en')} ({period})"), _plain(f"{one.series.show('zh-Hant')}（{period}）")
    )
    old, now = escaped(one.issued), escaped(one.now)
    if one.field is not None and one.field.kind == "observation" and one.reason != "gone":
        before = replace(
            one.field,
            name=f"old_{number}",
            period=one.period,
            snapshot_id=paper.snapshot_id,
            vintage="",
            as_of="",
        )
        after = replace(one.field, name=f"new_{number}", period=one.period_now)
        fields[before.name], fields[after.name] = before, after
        old, now = (LocalText(f"{{{f.name}}}", f"{{{f.name}}}") for f in (before, after))
    percent = "" if one.percent is None else f"{one.percent:+.1f}%".replace("-", MINUS)
    source = one.source_now if one.source_now.as_dict() else LocalText("—", "—")
    why = _text(
        f"why-{one.reason}-percent" if percent and one.reason == "revised" else f"why-{one.reason}",
        percent=percent, source=source.show("en"), source_zh=source.show("zh-Hant"), period=one.period_now,
    )  # fmt: skip
    return places, what, old, now, why


def _day(draft: Draft, iso: str) -> LocalText:
    return LocalText(*(draft.book.date(iso, lang) for lang in LANGS))


def _text(code: str, **params: object) -> LocalText:
    said = both(f"reissue.{code}", **params)
    keep = code in (
        "title",
        "since",
        "since-meeting",
    )  # they hold the title of the paper, which may name fields
    return LocalText(*(said[lang] if keep else _plain(said[lang]) for lang in LANGS))


def _plain(words: str) -> str:
    return words.replace("{", "{{").replace("}", "}}").replace("**", "*")
