"""The form of the head of a paper: number, status, body, panel and day of the meeting, classification, signature, style."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout

from workbench.domain.text import LANGS, LocalText
from workbench.gui.language import mark
from workbench.gui.panes.briefing.block_form import HEADS
from workbench.gui.panes.briefing.form import Form

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from workbench.domain.pack import Pack
    from workbench.domain.text import Lang
    from workbench.gui.panes.briefing.chips import ChipLook
    from workbench.gui.theme import Theme
    from workbench.services.reading import Reading

RESTRICTED = LocalText("RESTRICTED", "限閱文件")


def panels(day: str) -> list[tuple[str, LocalText]]:
    """Committees by the names they bore on a day; one that bore none then is left out."""
    from workbench.services.names_at import committees

    return [(one.id, name) for one in committees().values() if (name := one.name_at(day)) is not None]


class HeadForm(Form):
    """Made for the number of lines of the signature and the day of the meeting."""

    def __init__(
        self,
        theme: Theme,
        look: Callable[[str, Lang], ChipLook],
        session: Reading,
        pack: Pack,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, look, parent)
        from workbench.services.profiles import USUAL, profiles

        for attribute, title in (
            ("title", mark("composer", "Title")),
            ("status", mark("composer", "Status")),
            ("committee", mark("composer", "Body")),
            ("paper_no", mark("composer", "Paper number")),
        ):
            self._text(attribute, title, 2)
        none = ("", mark("composer", "To be decided"))
        self.combo(mark("composer", "Panel"), (none, *panels(pack.meeting_date)), *_of("panel"))
        leads = {code for node in session.nodes() for code in node.lead_bodies}
        bodies = [(one.code, one.name) for one in session.bodies().values() if one.code in leads]
        self.combo(mark("composer", "Bureau"), (none, *bodies), *_of("bureau"))
        day = mark("composer", "YYYY-MM-DD")
        self.line(mark("composer", "Day of the meeting"), *_of("meeting_date"), hint=day)
        month = mark("composer", "YYYY-MM")
        self.line(mark("composer", "Month of the signature"), *_of("dated"), hint=month)
        self.combo(mark("composer", "Head of the first page"), HEADS, *_of("head"))
        for lang in LANGS:
            choices = [(p.id, p.name) for p in profiles().values() if p.lang == lang]
            title = mark("composer", "English style") if lang == "en" else mark("composer", "Chinese style")
            self.combo(title, choices, *_profile(lang, USUAL[lang]))
        self.check(mark("composer", "Draft: marked so on every page"), "draft")
        self.check(mark("composer", "Moment of the figures at the foot of every page"), "version_line")
        self._text("classification", mark("composer", "Classification, on every page"), 1)
        row = QHBoxLayout()
        restricted = self.button(
            mark("composer", "RESTRICTED 限閱文件"),
            lambda: self.put(replace(self.value, classification=RESTRICTED)),
        )
        row.addWidget(restricted)
        row.addWidget(
            self.button(
                mark("composer", "No classification"),
                lambda: self.put(replace(self.value, classification=LocalText())),
            )
        )
        row.addStretch(1)
        self.column.addLayout(row)
        self._text("file_ref", mark("composer", "File reference"), 1)
        for place in range(len(pack.signature)):
            self.pair(
                mark("composer", "Signature, line {number}"),
                partial(_line, place),
                partial(_signed, place),
                number=place + 1,
            )
        row = QHBoxLayout()
        row.addWidget(self.button(mark("composer", "Add a line to the signature"), lambda: self._grow(1)))
        less = self.button(mark("composer", "Take the last line out"), lambda: self._grow(-1))
        self.also(lambda value: less.setEnabled(bool(value.signature)))
        row.addWidget(less)
        row.addStretch(1)
        self.column.addLayout(row)
        if pack.template:
            self._text("name", mark("composer", "Name of the template"), 1)
        self.show_value(pack)

    def _text(self, attribute: str, title: Any, lines: int) -> None:
        self.pair(title, *_of(attribute), lines=lines)

    def _grow(self, by: int) -> None:
        self.flush()
        held = self.value.signature
        self.put(replace(self.value, signature=(*held, LocalText()) if by > 0 else held[:-1]))


def head_shape(pack: Pack) -> tuple[Any, ...]:
    """Two packs of one shape can be shown by the same form."""
    return "head", len(pack.signature), pack.meeting_date, pack.template, pack.id


def _of(attribute: str) -> tuple[Callable[[Any], Any], Callable[[Any, Any], Any]]:
    return (lambda value: getattr(value, attribute)), (lambda value, new: replace(value, **{attribute: new}))


def _profile(lang: Lang, usual: str) -> tuple[Callable[[Any], Any], Callable[[Any, Any], Any]]:
    def put(value: Pack, new: str) -> Pack:
        return replace(value, profiles={**value.profiles, lang: new})

    return (lambda value: value.profiles.get(lang) or usual), put


def _line(at: int, pack: Pack) -> LocalText:
    return pack.signature[at] if at < len(pack.signature) else LocalText()


def _signed(at: int, pack: Pack, text: LocalText) -> Pack:
    lines = list(pack.signature)
    lines[at] = text
    return replace(pack, signature=tuple(lines))
