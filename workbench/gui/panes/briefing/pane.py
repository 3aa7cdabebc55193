"""Briefing: the composer of papers. Outline, both languages side by side, what is wrong, the pages as printed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QPoint, QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.pack import Footnote
from workbench.domain.text import LocalText
from workbench.gui import language
from workbench.gui.language import bind, bind_text, mark, say, show, tr
from workbench.gui.panes.briefing import deeds
from workbench.gui.panes.briefing.block_form import KIND_WORDS, BlockForm, shape_of
from workbench.gui.panes.briefing.chips import ChipLook
from workbench.gui.panes.briefing.draft import Draft
from workbench.gui.panes.briefing.form import Form
from workbench.gui.panes.briefing.head_form import HeadForm, head_shape
from workbench.gui.panes.briefing.margin import SHAPES, MarginList
from workbench.gui.panes.briefing.outline import Outline
from workbench.gui.panes.briefing.preview import Preview
from workbench.gui.panes.briefing.rows import outline_entries, plain_words
from workbench.gui.widgets.empty_state import EmptyState
from workbench.gui.widgets.pane_base import Pane
from workbench.services import pack_edit

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.domain.changes import Kind
    from workbench.domain.pack import FigureField, Pack
    from workbench.domain.text import Lang
    from workbench.gui.language import Text
    from workbench.gui.panes.briefing.pair import TextPair
    from workbench.gui.workspace import Workspace
    from workbench.services.pack_marks import Fix, Margin, Mark
    from workbench.services.pack_pages import Pages

_LANGUAGE_NAMES: dict[Lang, str] = {"en": "English", "zh-Hant": "中文"}


class BriefingPane(Pane):
    """The seventh tab."""

    kinds: ClassVar[tuple[Kind, ...]] = (
        "pack",
        "observation",
        "indicator",
        "target",
        "scenario",
        "model",
        "source",
        "definition",
        "node",
        "body",
    )

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.draft = Draft(workspace, self)
        self.draft.looked.connect(self._looked)
        self.draft.pages_set.connect(self._pages_set)
        self.draft.failed.connect(self._failed)
        self._lang_chosen = False
        self._at = "head"
        self._shape: tuple[Any, ...] = ()
        self.form: Form | None = None
        self._pair: TextPair | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(self.px(12), self.px(8), self.px(12), self.px(6))
        self._column.setSpacing(self.px(6))
        self._column.addLayout(self._bar())
        self.stack = QStackedWidget(self)
        self._column.addWidget(self.stack, 1)
        self.stack.addWidget(self._work())
        self.empty = EmptyState(
            workspace.theme,
            mark("composer", "This workspace has no briefing pack yet."),
            mark("composer", "New paper from a template…"),
            self.new_paper,
            self,
        )
        self.stack.addWidget(self.empty)

    # ── making ───────────────────────────────────────────────────────────────────────────────────────────

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.px(6))
        self.pack_box = QComboBox(self)
        self.pack_box.setMinimumContentsLength(16)
        self.pack_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.pack_box.activated.connect(lambda at: self.show_pack(str(self.pack_box.itemData(at))))
        bind(self.pack_box, self.pack_box.setAccessibleName, "composer", "Briefing pack")
        row.addWidget(self.pack_box, 1)
        self.pack_menu = self._menu_button(row, mark("composer", "Paper"))
        self._fill_pack_menu(self.pack_menu)
        self.view_menu = self._menu_button(row, mark("composer", "Show"))
        languages = QHBoxLayout()
        languages.setSpacing(0)
        self._group = QButtonGroup(self)
        self.language_buttons: dict[Lang, QPushButton] = {}
        names: tuple[tuple[Lang, str, str], ...] = (("zh-Hant", "中", "left"), ("en", "EN", "right"))
        for lang, words, side in names:
            button = QPushButton(words, self)
            button.setCheckable(True)
            button.setProperty("segment", side)
            named = _LANGUAGE_NAMES[lang]
            bind(button, button.setAccessibleName, "composer", "Pages in {language}", language=named)
            bind(button, button.setToolTip, "composer", "Pages in {language}", language=named)
            button.clicked.connect(lambda _=False, chosen=lang: self.show_language(chosen))
            self._group.addButton(button)
            self.language_buttons[lang] = button
            languages.addWidget(button)
        row.addLayout(languages)
        self.export_button = QPushButton(self)
        self.export_button.setProperty("primary", True)
        bind(self.export_button, self.export_button.setText, "composer", "Export pack…")
        self.export_button.clicked.connect(lambda: deeds.export(self))
        row.addWidget(self.export_button)
        return row

    def _menu_button(self, row: QHBoxLayout, words: Text) -> QMenu:
        button = QToolButton(self)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        bind_text(button, lambda text, to=button: to.setText(f"{text} ▾"), words)
        bind_text(button, button.setAccessibleName, words)
        menu = QMenu(button)
        button.setMenu(menu)
        row.addWidget(button)
        return menu

    def _entry(self, menu: QMenu, words: Text, deed: Callable[[], object]) -> None:
        action = menu.addAction("")
        bind_text(action, action.setText, words)
        action.triggered.connect(lambda _=False: deed())

    def _fill_pack_menu(self, menu: QMenu) -> None:
        one = self._entry
        one(menu, mark("composer", "New paper from a template…"), self.new_paper)
        one(menu, mark("composer", "Copy this paper…"), lambda: deeds.duplicate(self))
        one(menu, mark("composer", "Save as a template…"), lambda: deeds.save_as_template(self))
        one(menu, mark("composer", "Rename…"), lambda: deeds.rename(self))
        one(menu, mark("composer", "Take out of the workspace"), lambda: deeds.remove(self))
        menu.addSeparator()
        one(menu, mark("composer", "Read a pack from a file…"), lambda: deeds.ask_import(self))
        one(menu, mark("composer", "Write this pack to a file…"), lambda: deeds.ask_save(self))
        menu.addSeparator()
        one(menu, mark("composer", "Own Word template…"), lambda: deeds.ask_own(self, "docx"))
        one(menu, mark("composer", "Own PowerPoint template…"), lambda: deeds.ask_own(self, "pptx"))
        one(menu, mark("composer", "Standard templates again"), lambda: deeds.drop_own(self))

    def _work(self) -> QWidget:
        self.upright = QSplitter(Qt.Orientation.Vertical, self)
        self.upright.setChildrenCollapsible(False)
        self.upright.setHandleWidth(self.px(8))
        self.upright.setStyleSheet("QSplitter::handle { background: transparent; }")
        self.split = QSplitter(Qt.Orientation.Horizontal, self.upright)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(self.px(8))
        self.outline = Outline(self.workspace.theme, self.split)
        bind(self.outline, self.outline.setAccessibleName, "composer", "Outline of the paper")
        self.outline.setMinimumWidth(self.px(110))
        self.outline.chosen.connect(self._chosen)
        self.outline.moved.connect(self.move_block)
        self.outline.rows.dropped.connect(self._dropped)
        self.outline.removed.connect(self.remove_block)
        self.outline.duplicated.connect(self.duplicate_block)
        self.outline.adding.connect(self._ask_add)
        self.outline.opened.connect(self.focus_text)
        self.outline.customContextMenuRequested.connect(self._outline_menu)
        self.split.addWidget(self.outline)
        self.split.addWidget(self._editor())
        self.preview = Preview(self.workspace.theme, self.split)
        self.preview.setMinimumWidth(self.px(160))
        self.preview.block_pressed.connect(lambda number: self.go_to(f"block:{number}"))
        self.split.addWidget(self.preview)
        for place, share in enumerate((0, 3, 2)):
            self.split.setStretchFactor(place, share)
        self.split.setSizes([self.px(140), self.px(385), self.px(235)])
        self.upright.addWidget(self.split)
        self.margin_list = MarginList(self.workspace.theme, self.upright)
        self.margin_list.going.connect(self._go_mark)
        self.margin_list.mending.connect(self.mend)
        self.margin_list.excusing.connect(lambda one: deeds.ask_reason(self, one))
        self.margin_list.accepting.connect(self.accept_all)
        self.upright.addWidget(self.margin_list)
        self.upright.setStretchFactor(0, 1)
        self.upright.setSizes([self.px(430), self.px(110)])
        for words, widget in (
            (mark("composer", "Outline"), self.outline),
            (mark("composer", "Pages"), self.preview),
            (mark("composer", "Findings"), self.margin_list),
        ):
            action = self.view_menu.addAction("")
            action.setCheckable(True)
            action.setChecked(True)
            bind_text(action, action.setText, words)
            action.toggled.connect(widget.setVisible)
        return self.upright

    def _editor(self) -> QWidget:
        self.editor = QWidget(self.split)
        self.editor.setMinimumWidth(self.px(220))
        column = QVBoxLayout(self.editor)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.px(5))
        row = QHBoxLayout()
        row.setSpacing(self.px(4))
        self.add_menu = self._menu_button(row, mark("composer", "Add"))
        for kind in pack_edit.KINDS:
            self._entry(self.add_menu, KIND_WORDS[kind], partial(self.add_block, kind))
        self.figure_button = QPushButton(self)
        bind(self.figure_button, self.figure_button.setText, "composer", "Insert figure…")
        self.figure_button.clicked.connect(lambda: self.pick_figure())
        row.addWidget(self.figure_button)
        self.insert_menu = self._menu_button(row, mark("composer", "Insert"))
        self.insert_menu.aboutToShow.connect(self._fill_insert)
        row.addStretch(1)
        column.addLayout(row)
        self.heading = QLabel(self)
        self.heading.setProperty("role", "strong")
        self.heading.setWordWrap(True)
        column.addWidget(self.heading)
        self.notes = QLabel(self)
        self.notes.setProperty("tone", "warn")
        self.notes.setWordWrap(True)
        column.addWidget(self.notes)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self.area, 1)
        return self.editor

    # ── what is chosen ───────────────────────────────────────────────────────────────────────────────────

    def focus_item(self, item_id: str) -> None:
        """Jump here from the palette, or to a pack that was made."""
        self.show_pack(item_id)

    def show_pack(self, pack_id: str) -> None:
        """Write another pack."""
        self.flush()
        self.draft.choose(pack_id)
        self._at, self._shape = "head", ()
        self.update_soon()

    def show_language(self, lang: Lang) -> None:
        """Show the pages in this language, whatever that of the window."""
        self.draft.lang, self._lang_chosen = lang, True
        self.language_buttons[lang].setChecked(True)
        self.draft.look_now()

    def go_to(self, at: str) -> None:
        """Show the block, footnote or head of that place."""
        self.flush()
        self.outline.choose(at)

    @property
    def at(self) -> str:
        """The place that is written: ``head``, ``block:3``, ``footnote:name``."""
        return self._at

    @property
    def block_number(self) -> int | None:
        """The number of the block that is written, from 0."""
        return int(self._at[6:]) if self._at.startswith("block:") else None

    @property
    def page_count(self) -> int:
        """Pages shown."""
        return self.preview.page_count

    def focus_text(self) -> None:
        """Put the cursor into the first text of what is chosen."""
        if self.form is not None and self.form.pairs:
            self.form.pairs[0].focus_lang(language.current())

    # ── showing ──────────────────────────────────────────────────────────────────────────────────────────

    def refresh(self) -> None:
        """Packs, outline, editor; marks and pages when they are there."""
        packs = self.session.packs()
        if self.draft.pack_id not in {item.id for item in packs}:
            first = next((item for item in packs if not item.template), packs[0] if packs else None)
            self.draft.choose(first.id if first is not None else "")
            self._at, self._shape = "head", ()
        with QSignalBlocker(self.pack_box):
            self.pack_box.clear()
            for item in packs:
                words = show(item.title).replace("\n", " ")
                if item.template:
                    words = tr(
                        "composer", "Template: {name}", name=item.name if item.name.as_dict() else item.title
                    )
                self.pack_box.addItem(words, item.id)
            self.pack_box.setCurrentIndex(self.pack_box.findData(self.draft.pack_id))
        if not self._lang_chosen:
            self.draft.lang = language.current()
        self.language_buttons[self.draft.lang].setChecked(True)
        self.export_button.setEnabled(bool(packs))
        self.stack.setCurrentIndex(0 if packs else 1)
        if not packs:
            self.draft.abandon()
            return
        self.margin_list.read_only = not self.draft.writable
        self._show_outline()
        self._show_form()
        if self.page_count:
            self.draft.look_soon()
        else:
            self.preview.tell(tr("composer", "Setting the pages…"))
            self.draft.look_now()

    def _show_outline(self) -> None:
        pack = self.draft.pack
        if pack is None:
            return
        entries = outline_entries(pack, self.draft.margin, language.current())
        places = {entry.at for entry in entries}
        if self._at not in places:
            last = len(pack.blocks) - 1
            self._at = f"block:{last}" if self._at.startswith("block:") and last >= 0 else "head"
        with QSignalBlocker(self.outline.selectionModel()):
            self.outline.rows.show_entries(entries)
            self.outline.choose(self._at)
        self.outline.viewport().update()

    def _show_form(self) -> None:
        """Show what is chosen; a form that fits is kept, with its cursors."""
        pack = self.draft.pack
        if pack is None:
            return
        number = self.block_number
        theme, look = self.workspace.theme, self.look
        value: Any
        made: Callable[[], Form]
        if number is not None:
            value = pack.blocks[number]
            shape = ("block", pack.id, number, *shape_of(value))
            made = lambda: BlockForm(theme, look, self.plain, self.session, pack, value)  # noqa: E731
        elif self._at.startswith("footnote:"):
            name = self._at[9:]
            value = next(note for note in pack.footnotes if note.name == name)
            shape = ("footnote", pack.id, name)
            made = lambda: _footnote_form(theme, look, value)  # noqa: E731
        else:
            value, shape = pack, head_shape(pack)
            made = lambda: HeadForm(theme, look, self.session, pack)  # noqa: E731
        if shape == self._shape and self.form is not None:
            self.form.show_value(value)
        else:
            self._new_form(made(), shape)
        self._say_place(pack)

    def _new_form(self, form: Form, shape: tuple[Any, ...]) -> None:
        had_focus = self.form is not None and self.form.isAncestorOf(self.focusWidget() or self)
        same_place = shape[:3] == self._shape[:3]
        self._shape, self._pair = shape, None
        self.form = form
        form.changed.connect(self._edited)
        form.entered.connect(self._entered)
        form.opened.connect(self.open_chip)
        form.set_read_only(not self.draft.writable)
        # Never wider than there is room: its rows close up, and no language is cut at the edge.
        form.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.area.setWidget(form)  # the earlier form is deleted with it
        if had_focus and same_place:
            self.focus_text()

    def _say_place(self, pack: Pack) -> None:
        number = self.block_number
        if number is not None:
            kind = KIND_WORDS[pack_edit.kind_of(pack.blocks[number])]
            words = tr(
                "composer",
                "{kind} · block {number} of {all}",
                kind=kind,
                number=number + 1,
                all=len(pack.blocks),
            )
        elif self._at.startswith("footnote:"):
            words = tr("composer", "Footnote “{name}”", name=self._at[9:])
        else:
            words = tr("composer", "Head of the paper")
        self.heading.setText(words)
        marks = self.draft.margin.open() if self.draft.margin is not None else ()
        here = [f"{SHAPES[one.severity]} {show(one.message)}" for one in marks if one.at == self._at]
        first = here[0] if here else ""
        if len(here) > 1:
            first = tr("composer", "{finding} (and {n} more below)", finding=first, n=len(here) - 1)
        self.notes.setText(first)
        self.notes.setToolTip("\n".join(here))
        self.notes.setVisible(bool(here))

    def _looked(self, margin: Margin) -> None:
        if self._released:
            return
        self.margin_list.show_margin(margin)
        self._show_outline()
        if self.form is not None:
            self.form.refresh_chips()
            grid = getattr(self.form, "grid", None)
            if grid is not None:
                grid.show_block(self.form.value)
        pack = self.draft.pack
        if pack is not None:
            self._say_place(pack)

    def _pages_set(self, pages: Pages) -> None:
        if not self._released:
            self.preview.show_pages(pages)
            if (number := self.block_number) is not None:
                self.preview.go_to_block(number)

    def _failed(self, words: str) -> None:
        if not self._released:
            self.preview.tell(words)

    def look(self, name: str, lang: Lang) -> ChipLook:
        """What a chip says: the figure as printed, and on hover its field, series, period and source."""
        margin = self.draft.margin
        if name.startswith("^"):
            return ChipLook(
                f"※{name[1:]}", "raised", "link", tr("composer", "Footnote “{name}”", name=name[1:])
            )
        printed = margin.printed.get(name) if margin is not None else None
        words = printed.get(lang) if printed is not None else None
        if name.startswith(">"):
            tip = tr("composer", "Reference to “{name}”", name=name[1:])
            return ChipLook(words or name[1:], "raised", "link", tip)
        if words is None:
            known = margin is None or name in {one.name for one in (self.draft.pack or _NO_FIELDS).fields}
            unknown = tr("composer", "“{name}” stands for nothing in this pack", name=name)
            return ChipLook(name, "info_back" if known else "bad_back", "text", name if known else unknown)
        figure = margin.figures.get(name) if margin is not None else None
        if figure is None:
            return ChipLook(
                words.replace("\n", " "), "sunken", "text", tr("composer", "{name}: from the head", name=name)
            )
        gone = words.startswith("〔")
        moved = any(one.name == name and one.moved is not None for one in margin.open()) if margin else False
        tip = " · ".join(
            part
            for part in (name, figure.series_id, figure.period, figure.vintage, show(figure.source))
            if part and part != "〔…〕"
        )
        return ChipLook(words, "bad_back" if gone else "warn_back" if moved else "info_back", "text", tip)

    def plain(self, text: LocalText, lang: Lang) -> str:
        """A text with its figures as printed."""
        return plain_words(text.get(lang) or "", lang, self.draft.margin)

    # ── writing ──────────────────────────────────────────────────────────────────────────────────────────

    def _chosen(self, at: str) -> None:
        if at == self._at:
            return
        self.flush()
        self._at = at
        self._show_form()
        if (number := self.block_number) is not None:
            self.preview.go_to_block(number)
        elif at == "head":
            self.preview.turn(-self.preview.page)

    def _entered(self, pair: TextPair) -> None:
        self._pair = pair

    def _edited(self, value: Any) -> None:
        """The form gave a new value."""
        number = self.block_number
        if number is not None:
            kept = self.draft.change(lambda pack: pack_edit.replaced(pack, number, value))
        elif isinstance(value, Footnote):
            kept = self.draft.change(
                lambda pack: replace(
                    pack, footnotes=tuple(value if n.name == value.name else n for n in pack.footnotes)
                )
            )
        else:
            kept = self.draft.change(lambda _: value)
        if not kept:  # refused: show what is kept
            self._show_form()

    def flush(self) -> None:
        """Keep what was written and not kept yet."""
        if self.form is not None:
            self.form.flush()

    def change(self, make: Callable[[Pack], Pack], at: str = "") -> bool:
        """Change the pack as one step, and go to a place of it."""
        self.flush()
        before = self._at
        if at:
            self._at = at
        kept = self.draft.change(make)
        if not kept:
            self._at = before
        self._catch_up()
        return kept

    def add_block(self, kind: pack_edit.BlockKind) -> None:
        """A new block after the chosen one (from the head: at the start), ready to be written."""
        pack = self.draft.pack
        if pack is None:
            return
        number = self.block_number
        at = 0 if self._at == "head" else len(pack.blocks) if number is None else number + 1
        chosen = self.workspace.selection.indicator or next((one.id for one in self.session.indicators()), "")
        block = pack_edit.new_block(kind, pack, indicator_id=chosen)
        if self.change(lambda held: pack_edit.inserted(held, at, block), f"block:{at}"):
            self.focus_text()

    def move_block(self, by: int) -> None:
        """The chosen block one place up or down."""
        number = self.block_number
        pack = self.draft.pack
        if number is not None and pack is not None and 0 <= number + by < len(pack.blocks):
            self._dropped(number, number + by)

    def _dropped(self, source: int, target: int) -> None:
        self.change(lambda pack: pack_edit.moved(pack, source, target), f"block:{target}")

    def remove_block(self) -> None:
        """Take the chosen block or footnote out."""
        number = self.block_number
        if number is not None:
            self.change(lambda pack: pack_edit.removed(pack, number))
        elif self._at.startswith("footnote:"):
            name = self._at[9:]
            self.change(
                lambda pack: replace(pack, footnotes=tuple(n for n in pack.footnotes if n.name != name))
            )

    def duplicate_block(self) -> None:
        """A copy of the chosen block below it."""
        number = self.block_number
        if number is not None:
            self.change(lambda pack: pack_edit.duplicated(pack, number), f"block:{number + 1}")

    def _ask_add(self) -> None:
        row = self.outline.visualRect(self.outline.currentIndex())
        self.add_menu.popup(self.outline.viewport().mapToGlobal(row.bottomLeft()))

    def _outline_menu(self, point: QPoint) -> None:
        menu = QMenu(self.outline)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, deed in (
            (mark("composer", "Write"), self.focus_text),
            (mark("composer", "Move up"), lambda: self.move_block(-1)),
            (mark("composer", "Move down"), lambda: self.move_block(1)),
            (mark("composer", "Copy"), self.duplicate_block),
            (mark("composer", "Take out"), self.remove_block),
            (mark("composer", "Add below…"), self._ask_add),
        ):
            menu.addAction(say(words)).triggered.connect(lambda _=False, deed=deed: deed())
        menu.popup(self.outline.viewport().mapToGlobal(point))

    # ── figures, footnotes, references ───────────────────────────────────────────────────────────────────

    def pick_figure(self) -> None:
        """Search a figure and put it into both languages."""
        from workbench.gui.dialogs.figure_picker import FigurePicker

        pack = self.draft.pack
        if pack is not None and self.draft.writable and self._target() is not None:
            FigurePicker(self.workspace, pack, self.insert_figure, self).open()

    def open_chip(self, name: str) -> None:
        """Change what a chip stands for: its figure, everywhere in the paper; the text of a footnote; a block referred to."""
        from workbench.gui.dialogs.figure_picker import FigurePicker

        pack = self.draft.pack
        if pack is None:
            return
        if name.startswith("^"):
            self.go_to(f"footnote:{name[1:]}")
        elif name.startswith(">"):
            at = next(
                (n for n, one in enumerate(pack.blocks) if getattr(one, "anchor", "") == name[1:]), None
            )
            if at is not None:
                self.go_to(f"block:{at}")
        elif self.draft.writable:
            held = next((one for one in pack.fields if one.name == name), None)
            if held is not None:
                self.flush()
                change = partial(self.rebind, name)
                FigurePicker(self.workspace, pack, change, self, held=held).open()

    def rebind(self, name: str, field: FigureField) -> None:
        """Bind a field to another figure wherever it stands; it counts as seen."""
        from workbench.services.pack_fields import FieldBook
        from workbench.services.pack_stale import as_accepted

        def make(pack: Pack) -> Pack:
            made = pack_edit.with_field_replaced(pack, name, field)
            alone = replace(made, blocks=(), fields=tuple(one for one in made.fields if one.name == name))
            seen = as_accepted(FieldBook(self.session, alone).figures)
            return replace(made, accepted={**self.draft.accepted(pack), **seen})

        self.change(make)

    def _target(self) -> TextPair | None:
        """The pair of texts that takes what is inserted."""
        if self.form is None or not self.form.pairs:
            return None
        return self._pair if self._pair in self.form.pairs else self.form.pairs[0]

    def insert_figure(self, field: FigureField) -> str:
        """Put a figure into both languages at their cursors, as one step; the name of its field."""
        from workbench.services.pack_marks import margin_of

        pair, pack = self._target(), self.draft.pack
        if pair is None or pack is None:
            return ""
        self.flush()
        pack = self.draft.pack or pack
        made, name = pack_edit.with_field(pack, field)
        if self.draft.margin is not None and name not in self.draft.margin.printed:
            alone = replace(
                made, blocks=(), footnotes=(), fields=tuple(f for f in made.fields if f.name == name)
            )
            found = margin_of(self.session, alone, {})
            margin = self.draft.margin
            self.draft.margin = replace(
                margin,
                figures={**margin.figures, **found.figures},
                printed={**margin.printed, **found.printed},
            )
        self._insert(pair, name, lambda _: made)
        return name

    def _insert(self, pair: TextPair, name: str, make: Callable[[Pack], Pack]) -> None:
        """A name into both texts of a pair, and what it stands for into the pack, in one step."""
        held: list[Any] = []
        assert self.form is not None
        self.form.changed.disconnect(self._edited)
        self.form.changed.connect(held.append)
        try:
            for edit in pair.texts.values():
                edit.insert_name(name)
            pair.flush()
        finally:
            self.form.changed.disconnect(held.append)
            self.form.changed.connect(self._edited)
        if not held:
            return
        value, number = held[-1], self.block_number

        def both(pack: Pack) -> Pack:
            made = make(pack)
            if number is not None:
                return pack_edit.replaced(made, number, value)
            if isinstance(value, Footnote):
                notes = tuple(value if n.name == value.name else n for n in made.footnotes)
                return replace(made, footnotes=notes)
            head: Pack = value
            return replace(head, fields=made.fields, footnotes=made.footnotes, blocks=made.blocks)

        self.draft.change(both)
        self._catch_up()

    def insert_footnote(self) -> None:
        """A new footnote, called in both languages at their cursors; then its text is written."""
        pair, pack = self._target(), self.draft.pack
        if pair is None or pack is None:
            return
        self.flush()
        made, name = pack_edit.with_footnote(self.draft.pack or pack)
        self._insert(pair, f"^{name}", lambda _: made)
        self.go_to(f"footnote:{name}")
        self.focus_text()

    def insert_reference(self, number: int) -> None:
        """A reference to a block, which gets an anchor if it has none."""
        pair, pack = self._target(), self.draft.pack
        if pair is None or pack is None:
            return
        self.flush()
        made, name = pack_edit.with_anchor(self.draft.pack or pack, number)
        self._insert(pair, f">{name}", lambda _: made)

    def insert_word(self, name: str) -> None:
        """A word of the head, such as the day of the meeting."""
        pair = self._target()
        if pair is not None:
            self.flush()
            self._insert(pair, name, lambda pack: pack)

    def _fill_insert(self) -> None:
        self.insert_menu.clear()
        pack = self.draft.pack
        if pack is None:
            return
        self._now(self.insert_menu, tr("composer", "Footnote"), self.insert_footnote)
        refer = self.insert_menu.addMenu(tr("composer", "Reference to"))
        for number, block in enumerate(pack.blocks):
            if pack_edit.can_be_anchored(block) and number != self.block_number:
                entry = self.outline.rows.row_of(f"block:{number}")
                words = self.outline.rows.entries[entry].words[:50] if entry >= 0 else str(number)
                self._now(refer, words, partial(self.insert_reference, number))
        head = self.insert_menu.addMenu(tr("composer", "Word of the head"))
        for name, named in deeds.HEAD_WORDS.items():
            self._now(head, say(named), partial(self.insert_word, name))

    def _now(self, menu: QMenu, words: str, deed: Callable[[], object]) -> None:
        menu.addAction(words).triggered.connect(lambda _=False: deed())

    # ── findings ─────────────────────────────────────────────────────────────────────────────────────────

    def _go_mark(self, one: Mark) -> None:
        if not one.at:
            return
        self.go_to(one.at)
        if self.form is None:
            return
        for pair in self.form.pairs:
            named = any(one.name and one.name in edit.chips() for edit in pair.texts.values())
            lacking = one.lang and pair.said.as_dict() and not pair.said.get(one.lang)
            if named or lacking:
                pair.focus_lang(one.lang or language.current())
                return
        self.focus_text()

    def mend(self, one: Mark, fix: Fix) -> None:
        """Do what mends a finding."""
        from workbench.services.pack_marks import fixed

        figures = self.draft.margin.figures if self.draft.margin is not None else {}
        self.change(
            lambda pack: fixed(replace(pack, accepted=dict(self.draft.accepted(pack))), one, fix, figures)
        )

    def excuse(self, one: Mark, reason: str) -> None:
        """Let a finding stand for a reason; an empty one takes that back."""
        from workbench.services.pack_marks import ignored

        self.change(lambda pack: ignored(pack, one, reason))

    def accept_all(self) -> None:
        """Every figure as it is now."""
        from workbench.services.pack_stale import accept

        margin = self.draft.margin
        if margin is not None:
            self.change(lambda pack: accept(pack, margin.figures))

    # ── papers ───────────────────────────────────────────────────────────────────────────────────────────

    def new_paper(self) -> None:
        """Make a paper from a template."""
        from workbench.gui.dialogs.new_paper import NewPaperDialog

        if self.draft.writable:
            NewPaperDialog(self.workspace, self.show_pack, self).open()

    def release(self) -> None:
        """Keep what was written; stop looking."""
        if not self._released:
            self.flush()
            self.draft.release()
        super().release()


class _NoFields:
    fields: tuple[Any, ...] = ()


_NO_FIELDS = _NoFields()


def _footnote_form(theme: Any, look: Any, note: Footnote) -> Form:
    form = Form(theme, look)
    form.pair(
        mark("composer", "Text of the footnote"),
        lambda value: value.text,
        lambda value, text: replace(value, text=text),
        lines=4,
    )
    form.column.addStretch(1)
    form.show_value(note)
    return form
