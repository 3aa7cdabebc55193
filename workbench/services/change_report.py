"""“What changed since the last Panel paper”, as a paper of its own: the differences between two snapshots in tables.

Made of the same neutral blocks as every other pack, so it comes as docx, pdf, pptx and xlsx in both languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.base.clock import today
from workbench.base.messages import both, word
from workbench.domain.pack import Block, Heading, Pack, Paragraph, TableBlock
from workbench.domain.text import LANGS, Lang, LocalText
from workbench.services.packs import write_pack

if TYPE_CHECKING:
    from workbench.services.compare import Difference
    from workbench.services.session import Session


def write_change_report(
    session: Session,
    since: str,
    until: str | None,
    langs: Sequence[Lang],
    formats: Sequence[str],
    out_dir: Path,
) -> list[Path]:
    """Write the differences between two snapshots (or one and the present); return the files.

    Raises :class:`UsageError` for an unknown snapshot or format, :class:`StorageError` if it cannot be written.
    """
    return write_pack(session, change_report(session, since, until), langs, formats, out_dir)


def change_report(session: Session, since: str, until: str | None = None) -> Pack:
    """The report as a pack without figure fields: every figure in it is already the one then or now."""
    found = session.differences(since, until)
    names = {"since": since, "until": until or ""}
    blocks: list[Block] = [
        Paragraph(_text("changes.summary" if found else "changes.none", count=len(found), **names))
    ]
    for cls, items in groupby(found, key=lambda item: item.cls):
        blocks += [Heading(_text(f"changes.{cls}")), _table(cls, list(items))]
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


def _table(cls: str, items: list[Difference]) -> TableBlock:
    head = tuple(_text(f"changes.column-{name}") for name in ("what", "part", "old", "new", "change"))
    rows = [
        (
            _escaped(item.what),
            LocalText(*(_part(item, lang) for lang in LANGS)),
            _same(item.old or "—"),
            _same(item.new or "—"),
            _same("" if item.percent is None else f"{item.percent:+.2f}%"),
        )
        for item in items
    ]
    return TableBlock(_text(f"changes.{cls}"), (head, *rows), widths=(0.36, 0.14, 0.19, 0.19, 0.12))


def _part(item: Difference, lang: Lang) -> str:
    if item.kind == "observation" or not item.part:
        return item.part
    return _plain(word(f"field.{item.part}", lang))


def _text(code: str, **params: object) -> LocalText:
    return _escaped(LocalText.of(both(code, **params)))


def _escaped(text: LocalText) -> LocalText:
    """Braces in a name are braces, not fields; a name that one language lacks shows the gap."""
    return LocalText(*(_plain(text.show(lang)) for lang in LANGS))


def _same(text: str) -> LocalText:
    return LocalText(_plain(text), _plain(text))


def _plain(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}").replace("**", "")
