"""The form of a block: its texts, its settings, where it stands, and by what name others refer to it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from workbench.domain.pack import PACK_FORMATS, LiveTable, PartStart, TableBlock
from workbench.domain.text import LANGS, LocalText
from workbench.gui.language import Text, bind_text, current, mark
from workbench.gui.panes.briefing.form import Form
from workbench.gui.panes.briefing.table_form import TableGrid
from workbench.gui.widgets.flow import FlowLayout
from workbench.services.pack_edit import can_be_anchored, kind_of, slots, with_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from workbench.domain.pack import Block, Pack
    from workbench.domain.text import Lang
    from workbench.gui.panes.briefing.chips import ChipLook
    from workbench.gui.theme import Theme
    from workbench.services.reading import Reading

    Choice = tuple[Any, Text | LocalText | str]

KIND_WORDS: dict[str, Text] = {
    "heading": mark("composer", "Heading"),
    "paragraph": mark("composer", "Paragraph"),
    "list": mark("composer", "List"),
    "table": mark("composer", "Table"),
    "live": mark("composer", "Table from the workspace"),
    "chart": mark("composer", "Chart"),
    "note": mark("composer", "Note"),
    "page_break": mark("composer", "Page break"),
    "annex": mark("composer", "Annex"),
    "part": mark("composer", "Part"),
    "contents": mark("composer", "Contents"),
    "signature": mark("composer", "Signature"),
}
_TEXT = mark("composer", "Text")
_SLOT_WORDS: dict[str, Text] = {
    "text": _TEXT,
    "title": mark("composer", "Title"),
    "label": mark("composer", "Label, such as Tab 2"),
    "caption": mark("composer", "Caption"),
    "source": mark("composer", "Source line"),
    "item": mark("composer", "Item {number}"),
    "note": mark("composer", "Note {number}"),
}
_LOOKS = (
    ("", mark("composer", "Plain")),
    ("question", mark("composer", "Question")),
    ("answer", mark("composer", "Answer")),
    ("quote", mark("composer", "Quotation")),
    ("caution", mark("composer", "Caution")),
    ("centre", mark("composer", "Centred")),
)
_STYLES = (
    ("bullet", mark("composer", "Bullets")),
    ("letter", mark("composer", "(a), (b), (c)")),
    ("roman", mark("composer", "(i), (ii), (iii)")),
    ("part", mark("composer", "Parts of a question")),
)
_LEVELS = (
    (0, mark("composer", "1, 2, 3")),
    (1, mark("composer", "(a), (b), (c)")),
    (2, mark("composer", "(i), (ii), (iii)")),
)
_LIVE = (
    ("indicators", mark("composer", "Reference indicators")),
    ("sources", mark("composer", "Sources of their latest figures")),
    ("measures", mark("composer", "Measures of a bureau")),
    ("overdue", mark("composer", "Measures overdue")),
    ("commitments", mark("composer", "Amounts and quantities promised")),
    ("scenarios", mark("composer", "Results of scenarios")),
    ("revisions", mark("composer", "Revisions of a series")),
)
_CHARTS = (
    ("indicator", mark("composer", "Course of an indicator")),
    ("combination", mark("composer", "Columns and a line")),
    ("scenarios", mark("composer", "Scenarios compared")),
    ("delivery", mark("composer", "Delivery of measures")),
)
HEADS = (
    ("", mark("composer", "None")),
    ("paper", mark("composer", "Paper: number, status, body, title")),
    ("brief", mark("composer", "Legislative Council Brief")),
    ("reply", mark("composer", "Written reply")),
    ("cover", mark("composer", "Cover")),
    ("sheet", mark("composer", "Sheet")),
)
_NONE = mark("composer", "None")
_ALL = mark("composer", "All")


def shape_of(block: Block) -> tuple[Any, ...]:
    """Two blocks of one shape can be shown by the same form."""
    kind = kind_of(block)
    if kind == "table":
        return kind, len(getattr(block, "notes", ()))
    return kind, getattr(block, "kind", ""), *slots(block)


class BlockForm(Form):
    """Made for the shape of one block."""

    def __init__(
        self,
        theme: Theme,
        look: Callable[[str, Lang], ChipLook],
        plain: Callable[[LocalText, Lang], str],
        session: Reading,
        pack: Pack,
        block: Block,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, look, parent)
        self._session, self._pack, self._plain = session, pack, plain
        self.kind = kind_of(block)
        self.grid: TableGrid | None = None
        self._settings(block)
        for slot in slots(block):
            if not slot.startswith("r") or self.kind != "table":
                self._slot(slot)
            elif self.grid is None:
                self._table()
        if self.kind in ("list", "table", "live"):
            self._more()
        self._place(block)
        if not any(not pair.texts["en"].maximumHeight() < 10_000 for pair in self.pairs):
            self.column.addStretch(1)
        self.show_value(block)

    # ── texts ────────────────────────────────────────────────────────────────────────────────────────────

    def _slot(self, slot: str) -> None:
        stem = slot.rstrip("0123456789")
        number = int(slot[len(stem) :]) + 1 if slot != stem else 0
        long = slot == "text" and self.kind != "heading"
        self.pair(
            _SLOT_WORDS[stem],
            lambda block: slots(block).get(slot, LocalText()),
            lambda block, text: with_text(block, slot, text),
            lines=5 if long else 2,
            fixed=not long,
            number=number,
        )

    def _table(self) -> None:
        self.grid = grid = TableGrid(self.theme, self._plain, lambda: self.value, self)
        self.column.addWidget(grid, 1)
        self._grid = None
        grid.changed.connect(self.put)
        self.also(grid.show_block)
        pair = self.pair(
            mark("composer", "Cell"),
            lambda block: slots(block).get(grid.slot, LocalText()),
            lambda block, text: with_text(block, grid.slot, text),
            lines=2,
        )
        grid.leaving.connect(pair.flush)
        grid.chosen.connect(lambda: pair.set_text(slots(self.value).get(grid.slot, LocalText())))
        grid.opened.connect(partial(pair.focus_lang, "en"))

    def _more(self) -> None:
        row = QHBoxLayout()
        name = "items" if self.kind == "list" else "notes"
        add = mark("composer", "Add an item") if name == "items" else mark("composer", "Add a note")
        less = (
            mark("composer", "Take the last item out")
            if name == "items"
            else mark("composer", "Take the last note out")
        )
        row.addWidget(self.button(add, lambda: self._grow(name, 1)))
        taking = self.button(less, lambda: self._grow(name, -1))
        self.also(lambda block: taking.setEnabled(len(getattr(block, name)) > (name == "items")))
        row.addWidget(taking)
        row.addStretch(1)
        self.column.addLayout(row)
        self._grid = None

    def _grow(self, name: str, by: int) -> None:
        self.flush()
        held = getattr(self.value, name)
        self.put(replace(self.value, **{name: (*held, LocalText()) if by > 0 else held[:-1]}))

    # ── settings ─────────────────────────────────────────────────────────────────────────────────────────

    def _set(self, attribute: str) -> tuple[Callable[[Any], Any], Callable[[Any, Any], Any]]:
        return (lambda value: getattr(value, attribute)), (
            lambda value, new: replace(value, **{attribute: new})
        )

    def _settings(self, block: Block) -> None:
        kind = self.kind
        if kind == "heading" or kind == "contents":
            self.spin(mark("composer", "Level"), "level", 1, 3)
        elif kind == "paragraph":
            self.check(mark("composer", "Numbered"), "numbered")
            self.combo(mark("composer", "Numbered as"), _LEVELS, *self._set("level"))
            self.combo(mark("composer", "Set as (without a number)"), _LOOKS, *self._set("look"))
        elif kind == "list":
            self.combo(mark("composer", "Marked by"), _STYLES, *self._set("style"))
        elif kind == "table":
            self.spin(mark("composer", "Header rows"), "header_rows", 0, 5)
            self.line(
                mark("composer", "Shares of the width"),
                lambda value: " ".join(f"{share:g}" for share in value.widths),
                _with_widths,
                hint=mark("composer", "All alike"),
            )
        elif kind == "annex":
            self.line(mark("composer", "Letter"), *self._set("letter"))
        elif kind == "part" and isinstance(block, PartStart):
            self.line(mark("composer", "Name of the part in conditions"), *self._set("id"))
            self.combo(mark("composer", "Head"), HEADS, *self._set("head"))
        elif kind == "live" and isinstance(block, LiveTable):
            self._live(block)
        elif kind == "chart":
            self._chart(getattr(block, "kind", ""))

    def _live(self, block: LiveTable) -> None:
        self.combo(mark("composer", "Filled with"), _LIVE, *self._set("kind"))
        if block.kind in ("measures", "overdue", "commitments"):
            bodies: list[Choice] = [(one.code, one.name) for one in self._session.bodies().values()]
            choices: list[Choice] = [
                ("", _ALL),
                ("pack", mark("composer", "That of the paper")),
                *bodies,
            ]
            self.combo(mark("composer", "Bureau"), choices, *self._param("bureau"))
            self.line(
                mark("composer", "As at"),
                *self._param("as_of"),
                hint=mark("composer", "The day of the paper"),
            )
        elif block.kind == "scenarios":
            scenarios = [(one.id, one.name) for one in self._session.scenarios()]
            self.combo(mark("composer", "Scenario"), (("", _ALL), *scenarios), *self._param("scenarios"))
        if block.kind in ("indicators", "sources", "revisions", "scenarios"):
            series = [(one.id, one.name) for one in self._session.indicators()]
            first = mark("composer", "All reference indicators")
            self.combo(mark("composer", "Series"), (("", first), *series), *self._param("series"))

    def _param(self, name: str) -> tuple[Callable[[Any], Any], Callable[[Any, Any], Any]]:
        def put(value: LiveTable, new: str) -> LiveTable:
            kept = {key: held for key, held in value.params.items() if key != name}
            return replace(value, params={**kept, name: new} if new else kept)

        return (lambda value: value.params.get(name, "")), put

    def _chart(self, kind: str) -> None:
        series = [(one.id, one.name) for one in self._session.indicators()]
        scenarios: list[Choice] = [("", _NONE), *((one.id, one.name) for one in self._session.scenarios())]
        self.combo(mark("composer", "Kind of chart"), _CHARTS, *self._set("kind"))
        if kind != "delivery":
            self.combo(mark("composer", "Indicator"), series, *self._set("indicator_id"))
            self.line(
                mark("composer", "From the year"),
                lambda value: str(value.first_year or ""),
                lambda value, text: replace(value, first_year=int(text) if text.isdigit() else None),
                hint=mark("composer", "The first there is"),
            )
        if kind == "combination":
            self.combo(mark("composer", "Line on the second axis"), series, *self._set("second_id"))
        if kind in ("indicator", "scenarios"):
            self.combo(mark("composer", "Scenario"), scenarios, *self._set("scenario_id"))
            self.check(mark("composer", "Bars over the likely range"), "interval")
        self.line(mark("composer", "As known on"), *self._set("as_of"), hint=mark("composer", "Now"))

    # ── where it stands ──────────────────────────────────────────────────────────────────────────────────

    def _place(self, block: Block) -> None:
        if can_be_anchored(block):
            self.line(
                mark("composer", "Name for references"),
                *self._set("anchor"),
                hint=mark("composer", "None"),
            )
        self.words(mark("composer", "Stands only in (all, if none is ticked)"))
        row = FlowLayout(gap=self.theme.px(6))
        for part in (one for one in self._pack.blocks if isinstance(one, PartStart)):
            if self.kind == "part":
                break
            box = QCheckBox(part.title.show(current()) or part.id, self)
            box.setToolTip(part.id)
            box.clicked.connect(partial(self._only, part.id))
            self.also(partial(_tick, box, part.id))
            row.addWidget(box)
        names: dict[str, Text] = {
            "en": mark("composer", "English"),
            "zh-Hant": mark("composer", "Chinese"),
            "docx": mark("composer", "Word"),
            "pdf": mark("composer", "PDF"),
            "pptx": mark("composer", "PowerPoint"),
            "xlsx": mark("composer", "Excel"),
        }
        for word in (*LANGS, *PACK_FORMATS):
            box = QCheckBox(self)
            bind_text(box, box.setText, names[word])
            box.clicked.connect(partial(self._only, word))
            self.also(partial(_tick, box, word))
            row.addWidget(box)
        self.column.addLayout(row)

    def _only(self, word: str, on: bool) -> None:
        kept = tuple(one for one in self.value.only if one != word)
        self.put(replace(self.value, only=(*kept, word) if on else kept))


def _with_widths(block: TableBlock, text: str) -> TableBlock:
    """A number for each column; anything else leaves the table as it is, nothing shares the width evenly."""
    parts = text.split()
    if not parts:
        return replace(block, widths=())
    try:
        shares = tuple(float(part) for part in parts)
    except ValueError:
        return block
    if len(shares) != len(block.rows[0]) or not all(0 < share < 1e6 for share in shares):
        return block
    return replace(block, widths=shares)


def _tick(box: QCheckBox, word: str, block: Any) -> None:
    box.setChecked(word in block.only)
