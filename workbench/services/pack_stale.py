"""Whether the figures of a draft are still those its author last saw: what moved since, to be accepted or held.

A pack remembers its figures as they were printed when they were last accepted (``Pack.accepted``). Where it remembers
nothing yet, it is laid against the last paper issued from it, else against the newest snapshot.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.domain.text import LocalText

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbench.briefing.resolved import TracedFigure
    from workbench.domain.pack import Pack
    from workbench.services.pack_data import PackData
    from workbench.services.session import Session

_PRINTED = ("value", "value_unit")


@dataclass(frozen=True, slots=True)
class MovedField:
    """A figure of a draft that prints otherwise than when it was last accepted. period: as code; now: as printed now.

    can_hold: whether the field can be bound to the figure of then (not the cells of a table filled from the workspace).
    """

    name: str
    before: LocalText
    now: LocalText
    period_before: str
    period_now: str
    vintage_before: str
    vintage_now: str
    can_hold: bool


def as_accepted(figures: Mapping[str, TracedFigure]) -> dict[str, str]:
    """What a pack remembers of its figures: period, vintage and print in both languages, by name."""
    return {
        name: json.dumps(
            [one.period, one.vintage, one.texts.show("en"), one.texts.show("zh-Hant")], ensure_ascii=False
        )
        for name, one in figures.items()
        if one.show in _PRINTED and one.texts.as_dict() and (one.value is not None or one.kind == "rating")
    }


def moved_fields(
    pack: Pack, accepted: Mapping[str, str], figures: Mapping[str, TracedFigure]
) -> tuple[MovedField, ...]:
    """The figures that print otherwise than *accepted* says. One that was not there then has not moved."""
    own = {one.name: one for one in pack.fields}
    found = []
    for name, said in accepted.items():
        figure = figures.get(name)
        if figure is None or figure.show not in _PRINTED:
            continue
        period, vintage, en, zh = json.loads(said)
        if (figure.texts.show("en"), figure.texts.show("zh-Hant")) == (en, zh) and figure.period == period:
            continue
        can_hold = name in own and own[name].kind == "observation" and bool(vintage)
        found.append(
            MovedField(
                name,
                LocalText(en, zh),
                figure.texts,
                period,
                figure.period,
                vintage,
                figure.vintage,
                can_hold,
            )
        )
    return tuple(found)


def accept(pack: Pack, figures: Mapping[str, TracedFigure], names: Iterable[str] | None = None) -> Pack:
    """*pack* remembering its figures as they print now: all of them, or of these names; others stay as they were."""
    now = as_accepted(figures)
    if names is not None:
        chosen = set(names)
        now = {**pack.accepted, **{name: said for name, said in now.items() if name in chosen}}
    return replace(pack, accepted=now)


def taken_as_seen(session: PackData, pack: Pack) -> Pack:
    """*pack* remembering its figures as *session* has them now: for one that has just been made."""
    from workbench.services.pack_fields import FieldBook
    from workbench.services.pack_live import expanded

    return accept(pack, FieldBook(session, expanded(session, pack)).figures)


def hold(pack: Pack, one: MovedField) -> Pack:
    """*pack* with a field bound to the figure of then: that period, in that vintage."""
    fields = tuple(
        replace(field, period=one.period_before, vintage=one.vintage_before, as_of="", snapshot_id="")
        if field.name == one.name
        else field
        for field in pack.fields
    )
    return replace(pack, fields=fields)


def earlier_figures(session: Session, pack: Pack) -> dict[str, str]:
    """What a pack that remembers nothing is laid against: as last issued, else as at the newest snapshot, else nothing."""
    from workbench.domain.errors import WorkbenchError
    from workbench.services.known import as_known
    from workbench.services.pack_fields import FieldBook
    from workbench.services.pack_live import expanded

    papers = [paper.snapshot_id for paper in session.issued_papers() if paper.pack_id == pack.id]
    marks = [mark.id for mark in session.snapshots()]
    chosen = papers[-1] if papers else marks[-1] if marks else ""
    if not chosen:
        return {}
    try:
        then = as_known(session, snapshot_id=chosen)
        return as_accepted(FieldBook(then, expanded(then, pack)).figures)
    except WorkbenchError:  # the snapshot does not hold what the pack names
        return {}
