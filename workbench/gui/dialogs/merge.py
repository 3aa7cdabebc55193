"""Merging another copy: conflicts side by side, nothing chosen beforehand; what will be taken; then one undoable step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.errors import Cancelled, WorkbenchError
from workbench.domain.figure import Observation
from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.docks.page import esc
from workbench.gui.language import Text, bind, bind_text, mark, show, tr
from workbench.gui.widgets.marked import marked
from workbench.gui.widgets.text_table import Cell, TextTable
from workbench.services.value_words import (
    EMPTY,
    changed_paths,
    field_words,
    kind_words,
    source_words,
    value_words,
)

if TYPE_CHECKING:
    from workbench.domain.text import LocalText
    from workbench.gui.workspace import Workspace
    from workbench.services.merge import MergeItem, MergePlan, Side

_LONG = 34  # half-width characters of a value shown in the list


class MergeDialog(Dialog):
    """Two lists: what has to be decided, and what only the other copy has."""

    def __init__(self, workspace: Workspace, plan: MergePlan, parent: QWidget) -> None:
        super().__init__(mark("merge", "Merge a copy"), parent)
        self._workspace, self._plan = workspace, plan
        self.choices: dict[tuple[str, str, str], Side] = {}
        self._taken = [item for item in plan.items if not item.conflict]
        self._names = self._held()
        theme = workspace.theme
        self.resize(theme.px(960), theme.px(640))
        self.said = QLabel(self)
        self.said.setProperty("role", "strong")
        self.said.setWordWrap(True)
        self.column.addWidget(self.said)
        self.words(
            mark(
                "merge",
                "Mine is this workspace, theirs is the other copy, which is only read. Nothing changes before you "
                "merge, and merging is one step that Undo takes back.",
            ),
            "muted",
        )
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        bind(self.tabs, self.tabs.setAccessibleName, "merge", "What differs")
        self.tabs.addTab(self._decide_tab(), "")
        self.tabs.addTab(self._taken_tab(), "")
        self.column.addWidget(self.tabs, 1)
        box = self.buttons(mark("merge", "Merge"))
        self.rest: dict[Side, QPushButton] = {}
        sides: tuple[tuple[Side, Text], ...] = (
            ("mine", mark("merge", "Keep mine for the rest")),
            ("theirs", mark("merge", "Take theirs for the rest")),
        )
        for side, words in sides:
            button = QPushButton(self)
            button.setAutoDefault(False)
            bind_text(button, button.setText, words)
            button.clicked.connect(lambda _=False, side=side: self.decide_rest(side))
            box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            button.setVisible(bool(plan.conflicts))
            self.rest[side] = button
        language.changed.connect(self._retranslate)
        self._retranslate()
        if plan.conflicts:
            self.list.selectRow(0)
        else:
            self.tabs.setCurrentIndex(1)

    # ---- building -----------------------------------------------------------------------------------------------
    def _decide_tab(self) -> QWidget:
        theme = self._workspace.theme
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, theme.px(8), 0, 0)
        column.setSpacing(theme.px(8))
        self.list = TextTable(theme, page)
        bind(self.list, self.list.setAccessibleName, "merge", "Conflicts")
        self.list.selectionModel().currentRowChanged.connect(self._show_conflict)
        column.addWidget(self.list, 2)
        self.nothing = QLabel(page)
        self.nothing.setProperty("role", "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        bind(
            self.nothing,
            self.nothing.setText,
            "merge",
            "No conflict: nothing was changed differently in both copies.",
        )
        column.addWidget(self.nothing, 1)
        self.beside = QWidget(page)
        row = QHBoxLayout(self.beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        self.radios: dict[Side, QRadioButton] = {}
        self.browsers: dict[Side, QTextBrowser] = {}
        self._group = QButtonGroup(self)
        sides: tuple[tuple[Side, Text, Text], ...] = (
            ("mine", mark("merge", "Keep &mine"), mark("merge", "Mine")),
            ("theirs", mark("merge", "Take &theirs"), mark("merge", "Theirs")),
        )
        for side, words, name in sides:
            card = QFrame(self.beside)
            card.setProperty("card", True)
            inside = QVBoxLayout(card)
            radio = QRadioButton(card)
            bind_text(radio, radio.setText, words)
            radio.toggled.connect(lambda on, side=side: self._toggled(side, on))
            self._group.addButton(radio)
            browser = QTextBrowser(card)
            browser.setFrameShape(QFrame.Shape.NoFrame)
            bind_text(browser, browser.setAccessibleName, name)
            inside.addWidget(radio)
            inside.addWidget(browser, 1)
            row.addWidget(card, 1)
            self.radios[side], self.browsers[side] = radio, browser
        column.addWidget(self.beside, 3)
        self.base = QLabel(page)
        self.base.setProperty("role", "small")
        self.base.setWordWrap(True)
        self.base.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(self.base)
        some = bool(self._plan.conflicts)
        for part in (self.list, self.beside, self.base):
            part.setVisible(some)
        self.nothing.setVisible(not some)
        return page

    def _taken_tab(self) -> QWidget:
        theme = self._workspace.theme
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, theme.px(8), 0, 0)
        self.taken = TextTable(theme, page)
        bind(self.taken, self.taken.setAccessibleName, "merge", "What will be taken")
        column.addWidget(self.taken)
        return page

    # ---- words --------------------------------------------------------------------------------------------------
    def _retranslate(self) -> None:
        self.said.setText(
            tr(
                "merge",
                "“{file}”: {conflicts} to decide, {taken} will be taken.",
                file=self._plan.file,
                conflicts=len(self._plan.conflicts),
                taken=len(self._taken) + len(self._plan.papers),
            )
        )
        left = len(self._plan.conflicts) - len(self.choices)
        self.tabs.setTabText(0, tr("merge", "To decide ({count})", count=left))
        self.tabs.setTabText(
            1, tr("merge", "Will be taken ({count})", count=len(self._taken) + len(self._plan.papers))
        )
        self._show_list()
        header = [
            Cell(tr("merge", "What")),
            Cell(tr("merge", "Part")),
            Cell(tr("merge", "Now")),
            Cell(tr("merge", "After")),
        ]
        self.taken.show_rows(
            header,
            [
                [
                    Cell(self._name(item), tip=self._thing(item)),
                    Cell(self._part(item)),
                    Cell(self._short(item, item.mine), tip=self._value(item, item.mine)),
                    Cell(self._short(item, item.theirs), tip=self._value(item, item.theirs)),
                ]
                for item in self._taken
            ]
            + [
                [
                    Cell(paper.title.show(language.current()), tip=paper.file_name),
                    Cell(tr("merge", "Issued paper")),
                    Cell("—"),
                    Cell(f"{paper.file_name} · {paper.at[:10]}"),
                ]
                for paper in self._plan.papers
            ],
            stretch=0,
        )
        self._show_conflict()

    def _show_list(self) -> None:
        header = [
            Cell(tr("merge", "What")),
            Cell(tr("merge", "Part")),
            Cell(tr("merge", "Mine")),
            Cell(tr("merge", "Theirs")),
            Cell(tr("merge", "Decision")),
        ]
        decided = {
            "mine": (tr("merge", "✓ mine"), "good"),
            "theirs": (tr("merge", "✓ theirs"), "good"),
            "": (tr("merge", "○ open"), "warn"),
        }
        rows = []
        for number, item in enumerate(self._plan.conflicts):
            words, tone = decided[self.choices.get(item.place, "")]
            rows.append(
                [
                    Cell(self._name(item), key=str(number), tip=self._thing(item)),
                    Cell(self._part(item)),
                    Cell(self._short(item, item.mine), tip=self._value(item, item.mine)),
                    Cell(self._short(item, item.theirs), tip=self._value(item, item.theirs)),
                    Cell(words, tone=tone),
                ]
            )
        self.list.show_rows(header, rows, stretch=0)
        left = len(self._plan.conflicts) - len(self.choices)
        self.tabs.setTabText(0, tr("merge", "To decide ({count})", count=left))
        self.ok.setEnabled(left == 0)
        for button in self.rest.values() if hasattr(self, "rest") else ():
            button.setEnabled(left > 0)

    def _thing(self, item: MergeItem) -> str:
        words = kind_words(item.kind, language.current())
        what = self._name(item)
        return f"{words}：{what}" if language.current() == "zh-Hant" else f"{words}: {what}"

    def _name(self, item: MergeItem) -> str:
        figure = next(
            (side for side in (item.theirs, item.mine, item.base) if isinstance(side, Observation)), None
        )
        if figure is None:
            return show(self._names.get((item.kind, item.key), item.what))
        names: dict[str, LocalText] = {each.id: each.name for each in self._workspace.session.indicators()}
        name = show(names[figure.series_id]) if figure.series_id in names else figure.series_id
        return f"{name} {figure.period.label(language.current())}"

    def _held(self) -> dict[tuple[str, str], LocalText]:
        """Names of things as they are here: the other copy may have given them others."""
        session = self._workspace.session
        return {
            **{("node", each.id): each.title for each in session.nodes()},
            **{("indicator", each.id): each.name for each in session.indicators()},
            **{("scenario", each.id): each.name for each in session.scenarios()},
            **{("pack", each.id): each.title for each in session.packs()},
        }

    def _part(self, item: MergeItem) -> str:
        return field_words(item.field, language.current()) if item.field else tr("merge", "the whole")

    def _value(self, item: MergeItem, value: Any) -> str:
        lang = language.current()
        if value is None:
            return tr("merge", "not there") if not item.field else EMPTY
        if isinstance(value, Observation):
            lines = (
                value_words(self._workspace.session, item.kind, "", value, lang),
                source_words(self._workspace.session, value, lang),
            )
            return "\n".join(line for line in lines if line)
        if item.field == "paths":
            # only what the two sides have differently
            other = item.theirs if value is item.mine else item.mine
            value = changed_paths(value, other)[0] or value
        return value_words(self._workspace.session, item.kind, item.field, value, lang)

    def _short(self, item: MergeItem, value: Any) -> str:
        words, room = " ".join(self._value(item, value).split()), _LONG
        for at, character in enumerate(words):
            room -= 1 if character.isascii() else 2
            if room < 0:
                return words[:at] + "…"
        return words

    # ---- deciding -----------------------------------------------------------------------------------------------
    @property
    def current(self) -> MergeItem | None:
        """The conflict looked at."""
        key = self.list.current_key()
        return self._plan.conflicts[int(key)] if key else None

    def _show_conflict(self) -> None:
        item = self.current
        self.beside.setEnabled(item is not None)
        self._group.setExclusive(False)
        for side, radio in self.radios.items():
            with QSignalBlocker(radio):
                radio.setChecked(item is not None and self.choices.get(item.place) == side)
        self._group.setExclusive(True)
        if item is None:
            for browser in self.browsers.values():
                browser.setHtml("")
            self.base.setText("")
            return
        both = (self._value(item, item.mine), self._value(item, item.theirs))
        html = (
            marked(self._workspace.theme, *both, lines=False)
            if sum(map(len, both)) < 6000
            else (esc(both[0]), esc(both[1]))
        )
        for browser, text in zip(self.browsers.values(), html, strict=True):
            browser.setHtml(text)
        self.base.setText(
            tr("merge", "Both began from: {value}", value=self._short(item, item.base))
            if item.base is not None
            else tr("merge", "It was in neither copy before they parted.")
        )

    def _toggled(self, side: Side, on: bool) -> None:
        item = self.current
        if on and item is not None:
            self.decide(item, side)

    def decide(self, item: MergeItem, side: Side) -> None:
        """Decide one conflict."""
        self.choices[item.place] = side
        self._show_list()
        self._show_conflict()

    def decide_rest(self, side: Side) -> None:
        """Decide every conflict that is still open."""
        for item in self._plan.conflicts:
            self.choices.setdefault(item.place, side)
        self._show_list()
        self._show_conflict()

    def accept(self) -> None:
        """Merge, as one step."""
        workspace = self._workspace
        try:
            change = workspace.carry_out(
                mark("merge", "Merging “{file}”"),
                lambda: workspace.session.apply_merge(self._plan, self.choices),
                size=len(self._plan.items),
                file=self._plan.file,
            )
        except Cancelled:  # nothing was changed: stay, with everything decided
            return
        except WorkbenchError as error:
            workspace.notify.error(error)
            self.reject()
            return
        if change is None:
            workspace.notify.info(mark("merge", "Everything was kept as it is here; nothing was changed."))
        else:
            workspace.notify.good(
                mark("merge", "“{file}” was merged."),
                (mark("merge", "Undo"), lambda: workspace.trigger("edit.undo")),
                file=self._plan.file,
            )
        super().accept()
