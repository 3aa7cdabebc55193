"""The inspector's page of one node of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.errors import RuleError
from workbench.domain.figure import Unit
from workbench.domain.strategy import CLAIMS_PROGRESS
from workbench.domain.text import LocalText
from workbench.domain.wording import date_words, figure
from workbench.gui.docks.page import Page, esc, link
from workbench.gui.language import mark, show, tr
from workbench.gui.widgets.steps import moment, step_words
from workbench.gui.words import (
    commitment_words,
    evidence_words,
    kind_words,
    official_words,
    progress_words,
    status_words,
    type_words,
)

if TYPE_CHECKING:
    from workbench.domain.evidence import Evidence
    from workbench.domain.strategy import Amount, MeasureTarget, Node, Progress, SourceRef
    from workbench.services.session import Session

_SHORT = 48  # characters of a link or of words that stand for a piece of evidence
_HKD_MILLION = Unit("HKD", "money", LocalText("HK$ million", "百萬港元"), 6)


def fill_node(page: Page, session: Session, node: Node) -> None:
    """Everything known of *node*, the empty left out."""
    over = " · ".join(part for part in (kind_words(node.kind), node.printed_no, node.id) if part)
    page.head(over, node.title)
    page.line(page.muted(official_words(node.official)))
    if node.kind == "measure":
        page.section(mark("inspector", "Delivery status"), *_status(page, session, node))
    page.section(mark("inspector", "Kind"), _kind(node))
    page.section(mark("inspector", "Lead"), *_bodies(page, session, node))
    page.section(mark("inspector", "Start"), esc(_date(node.start)))
    page.section(mark("inspector", "Due"), esc(_date(node.due)), page.pair(node.due_text))
    page.section(mark("inspector", "Amounts"), *(_amount(page, session, item) for item in node.amounts))
    page.section(mark("inspector", "Targets"), *(_target(page, session, item) for item in node.targets))
    page.section(
        mark("inspector", "Evidence"),
        *(_evidence(page, session, item) for item in session.evidence(node.id)),
        link("do:evidence", tr("inspector", "Add evidence…")),
    )
    page.section(
        mark("inspector", "Progress reported"), *(_progress(page, session, item) for item in node.progress)
    )
    page.section(mark("inspector", "Wording over time"), *_wordings(page, session, node))
    page.section(
        mark("inspector", "Linked indicators"), *(_indicator(session, item) for item in node.indicators)
    )
    page.section(mark("inspector", "Components"), *(page.pair(item) for item in node.components))
    page.section(mark("inspector", "Note"), page.pair(node.note))
    page.section(mark("inspector", "Source"), source_line(page, session, node.source))
    page.section(mark("inspector", "History of this item"), *_history(page, session, node.id))


def _status(page: Page, session: Session, node: Node) -> list[str]:
    change = link("do:status", tr("inspector", "Change status…"))
    words = status_words(node.official_status)
    shown = page.marked(node.official_status, words) if node.official_status else page.muted(words)
    lines = [f"{shown} &nbsp; {change}", page.muted(node.official_status_reason)]
    if node.official_status_date:
        lines.append(page.muted(tr("inspector", "As of {date}", date=_date(node.official_status_date))))
    if node.official_status_evidence:
        names = [_basis(session, node, name) for name in node.official_status_evidence]
        lines.append(f"{page.muted(tr('inspector', 'Rests on:'))} {', '.join(names)}")
    elif node.official_status in CLAIMS_PROGRESS:
        lines.append(page.toned(tr("inspector", "No evidence is named for this status"), "warn"))
    return lines


def _basis(session: Session, node: Node, name: str) -> str:
    """A piece of evidence or the source of a report, by its id."""
    for item in session.evidence(node.id):
        if item.id == name:
            words = show(item.text)
            words = words if len(words) <= _SHORT else words[: _SHORT - 1] + "…"
            return esc(f"{_date(item.date)} {words}")
    source = session.sources().get(name)
    return link(f"source:{name}", show(source.title)) if source is not None else esc(name)


def _evidence(page: Page, session: Session, item: Evidence) -> str:
    """One piece: kind, date and reliability; the words; where they stand; what can be done."""
    from workbench.services.checks import is_broken

    head = " · ".join(
        part
        for part in (evidence_words(item.kind), _date(item.date), evidence_words(item.reliability))
        if part
    )
    weak = item.reliability in ("unpublished", "unverified")
    places = []
    source = session.sources().get(item.source_id)
    if source is not None:
        places.append(link(f"source:{item.source_id}", show(source.title)))
    if item.page:
        places.append(
            esc(tr("inspector", "page {page}", page=item.page) if item.page.isdigit() else item.page)
        )
    if item.link:
        broken = page.toned(f" · {tr('inspector', 'not there')}", "bad") if is_broken(item.link) else ""
        shown = item.link if len(item.link) <= _SHORT else item.link[: _SHORT - 1] + "…"
        places.append(link(f"web:{item.link}", shown) + broken)
    document = next((one for one in session.documents() if one.id == item.document_id), None)
    if document is not None:
        export = link(f"do:save-document:{document.id}", tr("inspector", "Export…"))
        places.append(f"{link(f'do:open-document:{document.id}', document.file_name)} ({export})")
    acts = " &nbsp; ".join(
        (
            link(f"do:edit-evidence:{item.id}", tr("inspector", "Edit…")),
            link(f"do:remove-evidence:{item.id}", tr("inspector", "Remove")),
        )
    )
    top = page.toned(head, "warn") if weak else page.muted(head)
    return "<br>".join((top, page.pair(item.text), " · ".join(places), acts))


def _wordings(page: Page, session: Session, node: Node) -> list[str]:
    """The promise as it was worded from each date on, where it was worded anew."""
    from workbench.services.wordings import wordings

    told = wordings(session, node)
    if len(told) < 2:
        return []
    lines = []
    for item in told:
        source = session.sources().get(item.source_id)
        where = f" · {link(f'source:{item.source_id}', show(source.title))}" if source is not None else ""
        lines.append(f"{page.muted(_date(item.date))}{where}<br>{page.pair(item.text)}")
    return lines


def _kind(node: Node) -> str:
    parts = (type_words(node.type), commitment_words(node.commitment))
    return esc(" · ".join(part for part in parts if part))


def _bodies(page: Page, session: Session, node: Node) -> list[str]:
    bodies = session.bodies()
    names = []
    for code in node.lead_bodies:
        name = show(bodies[code].name) if code in bodies else code
        names.append(f"{esc(name)} {page.muted(code)}" if name != code else esc(code))
    basis = {
        "stated": tr("inspector", "Named in the passage"),
        "inferred": tr("inspector", "Our reading: not named in the passage"),
    }.get(node.lead_basis, "")
    return [*names, page.muted(basis)] if names else []


def _date(iso: str | None) -> str:
    if not iso:
        return ""
    from workbench.gui import language

    try:
        return date_words(iso, language.current())
    except RuleError:
        return iso  # a split year or a quarter: as the source has it


def amount_words(amount: Amount) -> str:
    """The money in the language of the window, exactly: *HK$10 billion* / *100億港元*."""
    from workbench.gui import language

    return figure(amount.hkd_million, _HKD_MILLION, language.current(), style="screen")


def _amount(page: Page, session: Session, amount: Amount) -> str:
    name = show(amount.name) if amount.name.en or amount.name.zh_hant else ""
    counted = ""
    if amount.counted_at:
        counted = f"<br>{page.muted(tr('inspector', 'Already counted at'))} {link(f'node:{amount.counted_at}', amount.counted_at)}"
    return f"<b>{esc(amount_words(amount))}</b> {esc(name)}{counted}"


def _target(page: Page, session: Session, target: MeasureTarget) -> str:
    words = page.pair(target.text)
    extra = []
    if target.date:
        extra.append(tr("inspector", "by {date}", date=_date(target.date)))
    if target.baseline is not None:
        base = f"{target.baseline:,}" if isinstance(target.baseline, int | float) else str(target.baseline)
        if target.baseline_date:
            base = f"{base} ({_date(target.baseline_date)})"
        extra.append(tr("inspector", "from {baseline}", baseline=base))
    parts = [words or esc(f"{target.quantity} {target.comparator} {target.value} {target.unit}")]
    if extra:
        parts.append(page.muted(" · ".join(extra)))
    if target.note.en or target.note.zh_hant:
        parts.append(page.muted(show(target.note)))
    if target.series_id:
        parts.append(_indicator(session, target.series_id))
    return "<br>".join(parts)


def _progress(page: Page, session: Session, progress: Progress) -> str:
    head = tr("inspector", "As of {date}", date=_date(progress.as_of))
    source = session.sources().get(progress.source.source_id)
    official = ""
    if source is not None and not source.official:
        official = page.toned(f" · {tr('inspector', 'not an official source')}", "warn")
    named = link(
        f"source:{progress.source.source_id}", show(source.title) if source else progress.source.source_id
    )
    return f"{page.muted(head)} · {esc(progress_words(progress.status))}<br>{page.pair(progress.text)}<br>{named}{official}"


def _indicator(session: Session, indicator_id: str) -> str:
    known = {item.id: item for item in session.indicators()}
    item = known.get(indicator_id)
    return link(f"indicator:{indicator_id}", show(item.name)) if item else esc(indicator_id)


def source_line(page: Page, session: Session, ref: SourceRef) -> str:
    """The document, its section, and the first characters of the passage."""
    source = session.sources().get(ref.source_id)
    parts = [link(f"source:{ref.source_id}", show(source.title) if source else ref.source_id)]
    if ref.section:
        parts.append(esc(tr("inspector", "section {section}", section=ref.section)))
    text = " · ".join(parts)
    if ref.quote_hint:
        text += f"<br>{page.muted(tr('inspector', 'Passage begins: {words}', words=ref.quote_hint))}"
    return text


def _history(page: Page, session: Session, node_id: str) -> list[str]:
    lines = []
    for change in reversed(session.history()):
        touched = change.touched.get("node")
        if touched is not None and node_id in touched.ids:
            reason = f"<br>{esc(change.reason)}" if change.reason else ""
            lines.append(f"{page.muted(moment(change.at))} {esc(step_words(change, page.lang))}{reason}")
    return lines[:20]
