"""“What changed since the last Panel paper”, as a paper of its own: the differences between two snapshots in tables.

Made of the same neutral blocks as every other pack, so it comes as docx, pdf, pptx and xlsx in both languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.base.clock import today
from workbench.base.messages import both
from workbench.domain.pack import Block, Heading, Pack, Paragraph, TableBlock
from workbench.domain.text import LANGS, Lang, LocalText
from workbench.domain.wording import MINUS
from workbench.services.change_classes import NOT_COMPARABLE
from workbench.services.packs import write_pack
from workbench.services.value_words import (
    EMPTY,
    both_languages,
    changed_paths,
    kind_words,
    part_words,
    value_words,
)

if TYPE_CHECKING:
    from workbench.services.compare import Difference
    from workbench.services.reading import Reading

_LINES = 6  # of a field that holds more than a line


def write_change_report(
    session: Reading,
    since: str,
    until: str | None,
    langs: Sequence[Lang],
    formats: Sequence[str],
    out_dir: Path,
    *,
    tolerance: float = 0.0,
    relative: float = 0.0,
) -> list[Path]:
    """Write the differences between two snapshots (or one and the present); return the files.

    tolerance, relative: as for :meth:`Session.differences`.

    Raises :class:`UsageError` for an unknown snapshot or format, :class:`StorageError` if it cannot be written.
    """
    found = session.differences(since, until, tolerance=tolerance, relative=relative)
    return write_pack(session, report_of(session, found, since, until), langs, formats, out_dir)


def change_report(session: Reading, since: str, until: str | None = None) -> Pack:
    """All differences between two snapshots (or one and the present) as a pack."""
    return report_of(session, session.differences(since, until), since, until)


def report_of(session: Reading, found: Sequence[Difference], since: str, until: str | None = None) -> Pack:
    """These differences as a pack without figure fields: every figure in it is already the one then or now.

    since, until: snapshots by id or name. *found* may be a choice out of all differences; its classes need not stand together.
    """
    marks = {key: mark for mark in session.snapshots() for key in (mark.name, mark.id)}
    shown = {key: marks[key].name if key in marks else key for key in (since, until or "")}
    names = {"since": shown[since], "until": shown[until or ""]}
    blocks: list[Block] = [
        Paragraph(_text("changes.summary" if found else "changes.none", count=len(found), **names))
    ]
    by_class: dict[str, list[Difference]] = {}
    for item in found:
        by_class.setdefault(item.cls, []).append(item)
    for cls, items in by_class.items():
        blocks.append(Heading(_text(f"changes.{cls}")))
        if cls in NOT_COMPARABLE and any(item.kind == "observation" for item in items):
            blocks.append(Paragraph(_text("changes.not-comparable")))
        blocks.append(_table(session, cls, items))
    return Pack(
        id="changes",
        title=_text("changes.title-between" if until else "changes.title", **names),
        paper_no=LocalText("", ""),
        status=LocalText("", ""),
        committee=session.title(),
        blocks=tuple(blocks),
        fields=(),
        dated=today().isoformat()[:7],
    )


def _table(session: Reading, cls: str, items: list[Difference]) -> TableBlock:
    """One row for each; the column of changes in per cent only where there are any."""
    moved = any(item.percent is not None for item in items)
    names = ("what", "part", "old", "new", "change")[: 5 if moved else 4]
    head = tuple(_text(f"changes.column-{name}") for name in names)
    rows = []
    for item in items:
        row = (
            _escaped(item.what),
            LocalText(*(_plain(part_words(item.kind, item.part, lang)) for lang in LANGS)),
            *_sides(session, item),
        )
        percent = "" if item.percent is None else f"{item.percent:+.2f}%".replace("-", MINUS)
        rows.append((*row, _same(percent)) if moved else row)
    widths = (0.36, 0.14, 0.19, 0.19, 0.12) if moved else (0.34, 0.14, 0.26, 0.26)
    return TableBlock(_text(f"changes.{cls}"), (head, *rows), widths=widths)


def _sides(session: Reading, item: Difference) -> tuple[LocalText, LocalText]:
    """Before and after: figures as printed, fields in words, a thing that came or went by its kind only."""
    if item.kind == "observation" and not (item.old_item is None and item.new_item is None):
        return _same(item.old or EMPTY), _same(item.new or EMPTY)
    if not item.part and (item.old_item is None or item.new_item is None):
        there = LocalText(*(_plain(kind_words(item.kind, lang)) for lang in LANGS))
        if item.cls == "issued":
            there = _same(
                " · ".join(filter(None, (item.new, item.new_item["meeting"], item.new_item["at"][:10])))
            )
        nothing = _same(EMPTY)
        return (nothing, there) if item.old_item is None else (there, nothing)
    old, new = item.old_item, item.new_item
    if item.part == "paths":
        old, new = changed_paths(old, new)
    return _value(session, item, old), _value(session, item, new)


def _value(session: Reading, item: Difference, value: Any) -> LocalText:
    text = both_languages(value)
    if text is not None:
        return LocalText(*(_plain(text.get(lang) or EMPTY) for lang in LANGS))
    return LocalText(
        *(_plain(_short(value_words(session, item.kind, item.part, value, lang))) for lang in LANGS)
    )


def _short(words: str) -> str:
    """A cell holds a few lines; the whole is in the workspace."""
    lines = words.splitlines()
    return "; ".join(lines[:_LINES]) + (" …" if len(lines) > _LINES else "")


def _text(code: str, **params: object) -> LocalText:
    return _escaped(LocalText.of(both(code, **params)))


def _escaped(text: LocalText) -> LocalText:
    """Braces in a name are braces, not fields; a name that one language lacks shows the gap."""
    return LocalText(*(_plain(text.show(lang)) for lang in LANGS))


def _same(text: str) -> LocalText:
    return LocalText(_plain(text), _plain(text))


def _plain(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}").replace("**", "")
