"""A paper as a tagged PDF (PDF/UA-1) with the shipped fonts inside, set by Typst.

Typst refuses a glyph that the font lacks and a picture without words: then nothing is written and the reason is told.
"""

from __future__ import annotations

import json
import re
from typing import Any

from workbench.base.messages import word
from workbench.base.paths import asset
from workbench.briefing.office import thin
from workbench.briefing.resolved import (
    FilledAnnex,
    FilledBlock,
    FilledBreak,
    FilledChart,
    FilledContents,
    FilledHeading,
    FilledList,
    FilledNote,
    FilledPack,
    FilledParagraph,
    FilledPart,
    FilledSignature,
    FilledTable,
    plain,
    spans,
    table_notes,
    with_signature,
)
from workbench.briefing.svg import chart_svg
from workbench.domain.errors import RuleError, StorageError

FONT_FILES = ("NotoSansHK_400Regular.ttf", "NotoSansHK_700Bold.ttf")


def render(pack: FilledPack) -> bytes:
    """The paper as a PDF.

    Raises :class:`StorageError` ``briefing.no-font``, :class:`RuleError` ``briefing.no-glyph``, ``briefing.cannot-set``.
    """
    return _compile(pack, "pdf")[0]


def pages(pack: FilledPack, *, ppi: float = 96.0) -> list[bytes]:
    """The pages as PNG pictures, for a preview. Raises as :func:`render`."""
    return _compile(pack, "png", ppi)


def placed_pages(pack: FilledPack, *, ppi: float = 96.0) -> tuple[list[bytes], dict[int, tuple[int, float]]]:
    """:func:`pages`, and where each block of ``with_signature(pack)`` begins: (page from 0, points from its top)."""
    compiler = _compiler(pack, placed="1")
    try:
        made: Any = compiler.compile(format="png", ppi=ppi)
        found = json.loads(compiler.query("<block-place>", field="value"))
    except _typst_error() as error:
        raise _worded(str(error)) from error
    places = {int(one["block"]): (int(one["page"]) - 1, float(one["y"])) for one in found}
    return (list(made) if isinstance(made, list) else [made]), places


def _typst_error() -> type[Exception]:
    import typst

    error: type[Exception] = typst.TypstError
    return error


def _compiler(pack: FilledPack, **inputs: str) -> Any:
    import typst

    folder = asset("resources", "fonts")
    for name in FONT_FILES:
        if not (folder / name).is_file():
            raise StorageError("briefing.no-font", file=name)
    template = asset("resources", "typst", "paper.typ")
    return typst.Compiler(
        str(template),
        font_paths=[str(folder)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_data(pack), ensure_ascii=False), **inputs},
    )


def _compile(pack: FilledPack, form: str, ppi: float = 96.0) -> list[bytes]:
    compiler = _compiler(pack)
    try:
        if form == "pdf":
            made: Any = compiler.compile(format="pdf", pdf_standards=["ua-1"])
        else:
            made = compiler.compile(format="png", ppi=ppi)
    except _typst_error() as error:
        raise _worded(str(error)) from error
    return list(made) if isinstance(made, list) else [made]


def _worded(error: str) -> RuleError:
    """What Typst refused, in our words where it is a character that the font does not have."""
    first = error.splitlines()[0] if error else ""
    lacking = re.search(r'text `"(.+?)"` could not be displayed', first)
    if lacking is None:
        return RuleError("briefing.cannot-set", reason=first[:300])
    text = lacking.group(1)
    points = " ".join(f"U+{ord(character):04X}" for character in text[:8])
    return RuleError("briefing.no-glyph", text=text[:20], points=points)


def _data(pack: FilledPack) -> dict[str, Any]:
    language, region = ("zh", "HK") if pack.lang == "zh-Hant" else ("en", "GB")
    blocks = with_signature(pack)
    anchors = {anchor for block in blocks if (anchor := getattr(block, "anchor", ""))}
    setter = _Setter(pack, anchors)
    return {
        "lang": language,
        "region": region,
        "title_plain": plain(pack.title),
        "title": setter.runs(pack.title),
        "author": plain(pack.signature[0]) if pack.signature else "",
        "subject": word("packs.subject", pack.lang, committee=plain(pack.committee).replace("\n", " ")),
        "created": [int(part) for part in pack.created.split("-")],
        "classification": pack.mark,
        "version": pack.version,
        "page": word("packs.page", pack.lang, page="{page}", pages="{pages}"),
        "head": pack.head,
        "paper_no": setter.runs(pack.paper_no),
        "file_ref": setter.runs(pack.file_ref),
        "status": setter.runs(pack.status),
        "committee": setter.runs(pack.committee),
        "signature": [
            *(setter.runs(line) for line in pack.signature),
            *([setter.runs(pack.dated)] if pack.dated else []),
        ],
        "footnotes": [setter.runs(note) for note in pack.footnotes],
        "blocks": _with_depths([setter.block(block) for block in blocks]),
    }


def _with_depths(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Headings with their depth in the tags, which must begin at 1 and never skip a level (PDF/UA, 7.4.2)."""
    parts = any(item["kind"] == "part" for item in items)
    before = 0
    listed, entry = None, 0
    for item in items:
        if item["kind"] == "contents":
            listed, entry = item["level"], 0
        elif listed is not None and (
            item["kind"] in ("part", "annex") or (item["kind"] == "heading" and item["level"] <= listed)
        ):
            item["entry"], entry = entry, entry + 1
        if item["kind"] in ("heading", "annex", "part"):
            level = 0 if item["kind"] == "part" else item.get("level", 1)
            item["depth"] = before = min(level + parts, before + 1)
    return items


class _Setter:
    """Blocks as plain values for the Typst template."""

    def __init__(self, pack: FilledPack, anchors: set[str]) -> None:
        self.pack, self.lang, self.anchors = pack, pack.lang, anchors

    def runs(self, text: str) -> list[dict[str, Any]]:
        """Stretches: ``t`` the words, ``b`` bold, ``n`` number of a footnote, ``r`` an anchor that is there."""
        return [
            {
                "t": thin(span.text),
                "b": span.bold,
                "n": span.note,
                "r": span.ref if span.ref in self.anchors else "",
            }
            for span in spans(text)
        ]

    def caption(self, label: str, caption: str) -> list[dict[str, Any]]:
        before, _, after = word("packs.caption", self.lang, label=label, caption="\0").partition("\0")
        return [*self.runs(before), *self.runs(caption), *(self.runs(after) if after else [])]

    def block(self, block: FilledBlock) -> dict[str, Any]:
        """One block."""
        if isinstance(block, FilledHeading):
            level = max(1, min(3, block.level))
            return {
                "kind": "heading",
                "runs": self.runs(block.text),
                "level": level,
                "anchor": block.anchor,
            }
        if isinstance(block, FilledParagraph):
            return {
                "kind": "paragraph",
                "runs": self.runs(block.text),
                "number": block.number,
                "level": block.level,
                "look": block.look,
                "anchor": block.anchor,
            }
        if isinstance(block, FilledList):
            return {
                "kind": "list",
                "items": [self.runs(item) for item in block.items],
                "labels": list(block.labels),
            }
        if isinstance(block, FilledTable):
            return {
                "kind": "table",
                "caption": self.caption(block.label, block.caption),
                "rows": [[self.runs(cell) for cell in row] for row in block.rows],
                "head": block.header_rows,
                "widths": list(block.widths),
                "numeric": list(block.numeric),
                "notes": [self.runs(note) for note in table_notes(block, self.lang)],
                "anchor": block.anchor,
            }
        if isinstance(block, FilledChart):
            spec = block.spec
            return {
                "kind": "chart",
                "caption": self.caption(block.label, block.caption),
                "title": spec.title,
                "subtitle": spec.subtitle,
                "svg": chart_svg(spec),
                "alt": spec.alt,
                "notes": [self.runs(note) for note in (*spec.notes, spec.source_line)],
                "anchor": block.anchor,
            }
        if isinstance(block, FilledNote):
            return {"kind": "note", "runs": self.runs(block.text)}
        if isinstance(block, FilledAnnex):
            return {
                "kind": "annex",
                "label": block.label,
                "runs": self.runs(block.title),
                "anchor": block.anchor,
            }
        if isinstance(block, FilledPart):
            return {
                "kind": "part",
                "runs": self.caption_of_part(block),
                "head": block.head,
            }
        if isinstance(block, FilledContents):
            gap = "　" if self.lang == "zh-Hant" else "  "
            entries = [
                {"level": level, "text": f"{label}{gap}{title}" if label else title}
                for level, label, title in block.entries
            ]
            return {
                "kind": "contents",
                "runs": self.runs(block.title),
                "entries": entries,
                "level": block.level,
            }
        if isinstance(block, FilledSignature):
            return {"kind": "signature"}
        assert isinstance(block, FilledBreak)
        return {"kind": "break"}

    def caption_of_part(self, block: FilledPart) -> list[dict[str, Any]]:
        if not block.label:
            return self.runs(block.title)
        before, _, after = word("packs.part", self.lang, label=plain(block.label), title="\0").partition("\0")
        return [*self.runs(before), *self.runs(block.title), *(self.runs(after) if after else [])]
