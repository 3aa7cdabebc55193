"""The inspector's page of one indicator: what it measures, its figures by vintage, and where each was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.wording import figure, target_column
from workbench.gui.docks.page import Page, esc, link
from workbench.gui.language import mark, show, tr
from workbench.gui.words import confidence_words, mark_words, role_words, status_code_words, target_kind_words

if TYPE_CHECKING:
    from workbench.domain.figure import Indicator, Observation, Provenance, Target
    from workbench.services.session import Session

_SHOWN = 12  # vintages listed for an indicator; the Data tab has them all


def fill_indicator(page: Page, session: Session, indicator: Indicator, chosen: Observation | None) -> None:
    """Everything known of *indicator*; of the chosen point, its whole provenance first."""
    page.head(f"{role_words(indicator.role)} · {indicator.id}", indicator.name)
    vintages = session.vintages(indicator.id)
    if chosen is not None:
        _fill_point(page, session, indicator, chosen, vintages)
    else:
        values = [item for item in session.observations(indicator.id) if item.value is not None]
        if values:
            page.section(mark("inspector", "Latest figure"), _figure(page, indicator, values[-1]))
    page.section(mark("inspector", "Unit"), page.pair(indicator.unit.text))
    page.section(mark("inspector", "Compiled by"), esc(_body(session, indicator.owner)))
    page.section(mark("inspector", "Better when"), esc(_direction(indicator)))
    page.section(mark("inspector", "Reference and other target figures"), _targets(page, session, indicator))
    definitions = session.definitions(indicator.id)
    page.section(
        mark("inspector", "Definition"),
        *(
            (
                f"{page.muted(tr('inspector', 'From {period}', period=item.from_period))}<br>"
                if item.from_period
                else ""
            )
            + page.pair(item.text)
            for item in definitions
        ),
    )
    page.section(mark("inspector", "Formula"), esc(indicator.formula))
    page.section(mark("inspector", "Note"), page.pair(indicator.note))
    page.section(mark("inspector", "Figures by vintage"), *_vintages(page, indicator, vintages))
    used = [node for node in session.nodes() if indicator.id in node.indicators]
    page.section(
        mark("inspector", "Measures linked to it"), *(link(f"node:{n.id}", show(n.title)) for n in used)
    )


def figure_words(indicator: Indicator, item: Observation | Target) -> str:
    """The figure with its unit and qualifier, decimals as published."""
    from workbench.gui import language

    return figure(
        item.value,
        indicator.unit,
        language.current(),
        decimals=item.decimals,
        qualifier=item.qualifier,
        style="screen",
        text=item.text,
    )


def _figure(page: Page, indicator: Indicator, item: Observation) -> str:
    flags = "".join(f" · {esc(status_code_words(code))}" for code in item.status if code != "A")
    return f"<b>{esc(figure_words(indicator, item))}</b> ({esc(item.period.label(page.lang))}){flags}"


def _fill_point(
    page: Page,
    session: Session,
    indicator: Indicator,
    item: Observation,
    vintages: tuple[Observation, ...],
) -> None:
    page.section(mark("inspector", "Chosen figure"), _figure(page, indicator, item))
    page.section(mark("inspector", "As printed"), esc(item.text))
    page.section(mark("inspector", "Known from"), esc(item.vintage))
    page.section(mark("inspector", "Source"), *provenance_lines(page, session, item.provenance))
    confidence = confidence_words(item.confidence)
    page.section(
        mark("inspector", "Standing"),
        page.toned(confidence, "warn") if item.confidence == "outside" else esc(confidence),
    )
    page.section(
        mark("inspector", "Marks"),
        *(f"<b>{esc(sign)}</b> {esc(mark_words(sign))}" for sign in item.marks),
    )
    others = [other for other in vintages if other.period == item.period and other != item]
    page.section(
        mark("inspector", "Other vintages of this period"),
        *(
            f"{_point_link(other, other.vintage)} &nbsp; {esc(figure_words(indicator, other))}"
            for other in others
        ),
    )
    page.line(link("do:let-go", tr("inspector", "Back to the whole indicator")), "section")


def provenance_lines(page: Page, session: Session, where: Provenance) -> list[str]:
    """Document, place, file and cell, as far as they are known."""
    source = session.sources().get(where.source_id)
    lines = [link(f"source:{where.source_id}", show(source.title) if source else where.source_id)]
    if where.place:
        lines.append(esc(tr("inspector", "Place: {place}", place=where.place)))
    if where.file_name:
        lines.append(esc(tr("inspector", "File: {file}", file=where.file_name)))
    if where.sheet or where.cell:
        lines.append(esc(tr("inspector", "Sheet {sheet}, cell {cell}", sheet=where.sheet, cell=where.cell)))
    if where.cell and where.file_sha256:
        lines.append(link("do:printed", tr("inspector", "Show the printed cell")))
    if where.file_sha256:
        lines.append(page.muted(f"SHA-256 {where.file_sha256[:16]}…"))
    if where.quote_hint:
        lines.append(page.muted(tr("inspector", "Passage begins: {words}", words=where.quote_hint)))
    lines.append(page.pair(where.note))
    return lines


def _targets(page: Page, session: Session, indicator: Indicator) -> str:
    targets = session.targets(indicator.id)
    if not targets:
        return ""
    rows = [
        (
            esc(target_column(item.column_year, item.data_year, page.lang, words=True))
            + _target_kind(page, session, item),
            f"<b>{esc(figure_words(indicator, item))}</b>",
        )
        for item in sorted(targets, key=lambda item: (item.data_year, item.column_year))
    ]
    return page.table(rows)


def _target_kind(page: Page, session: Session, item: Target) -> str:
    """What kind of figure it is and who said it, where it is not one of the plan's own reference figures."""
    words = target_kind_words(item.kind)
    if not words:
        return ""
    source = session.sources().get(item.provenance.source_id)
    return (
        f"<br>{page.muted(words)} · {link(f'source:{source.id}', show(source.title))}"
        if source
        else f"<br>{page.muted(words)}"
    )


def _vintages(page: Page, indicator: Indicator, vintages: tuple[Observation, ...]) -> list[str]:
    if not vintages:
        return []
    newest = list(reversed(vintages))[:_SHOWN]
    rows = [
        (
            _point_link(item, item.period.label(page.lang)),
            esc(figure_words(indicator, item)),
            page.muted(item.vintage),
        )
        for item in newest
    ]
    head = (
        esc(tr("inspector", "Period")),
        esc(tr("inspector", "Figure")),
        esc(tr("inspector", "Known from")),
    )
    lines = [page.table(rows, head)]
    if len({item.vintage for item in vintages}) > 1:
        lines.append(link("do:revisions", tr("inspector", "What was known when…")))
    if len(vintages) > _SHOWN:
        more = tr("inspector", "All {n} in the Data tab", n=len(vintages))
        lines.append(link("do:data", more))
    return lines


def _point_link(item: Observation, words: str) -> str:
    return link(f"point:{item.period.code}|{item.vintage}", words)


def _body(session: Session, code: str) -> str:
    body = session.bodies().get(code)
    return f"{show(body.name)} {code}" if body else code


def _direction(indicator: Indicator) -> str:
    return {
        1: tr("inspector", "higher"),
        -1: tr("inspector", "lower"),
    }.get(indicator.direction, tr("inspector", "neither higher nor lower"))
