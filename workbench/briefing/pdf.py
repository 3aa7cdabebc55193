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
    FilledHeading,
    FilledNote,
    FilledPack,
    FilledParagraph,
    FilledTable,
    plain,
    runs,
    table_notes,
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


def _compile(pack: FilledPack, form: str, ppi: float = 96.0) -> list[bytes]:
    import typst

    folder = asset("resources", "fonts")
    for name in FONT_FILES:
        if not (folder / name).is_file():
            raise StorageError("briefing.no-font", file=name)
    template = asset("resources", "typst", "paper.typ")
    compiler = typst.Compiler(
        str(template),
        font_paths=[str(folder)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_data(pack), ensure_ascii=False)},
    )
    try:
        if form == "pdf":
            made: Any = compiler.compile(format="pdf", pdf_standards=["ua-1"])
        else:
            made = compiler.compile(format="png", ppi=ppi)
    except typst.TypstError as error:
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
    blocks = [_block(block, pack) for block in pack.blocks]
    signature: dict[str, Any] = {"kind": "signature"}
    first_annex = next(
        (n for n, block in enumerate(pack.blocks) if isinstance(block, FilledAnnex)), len(blocks)
    )
    blocks.insert(first_annex, signature)
    return {
        "lang": language,
        "region": region,
        "title_plain": plain(pack.title),
        "author": pack.signature[0] if pack.signature else "",
        "subject": word("packs.subject", pack.lang, committee=pack.committee.replace("\n", " ")),
        "created": [int(part) for part in pack.created.split("-")],
        "classification": pack.classification,
        "page": word("packs.page", pack.lang, page="{page}", pages="{pages}"),
        "paper_no": pack.paper_no,
        "status": pack.status,
        "committee": pack.committee,
        "signature": [*pack.signature, *([pack.dated] if pack.dated else [])],
        "blocks": blocks,
    }


def _block(block: FilledBlock, pack: FilledPack) -> dict[str, Any]:
    lang = pack.lang
    if isinstance(block, FilledHeading):
        return {"kind": "heading", "text": block.text, "level": max(1, min(2, block.level))}
    if isinstance(block, FilledParagraph):
        return {
            "kind": "paragraph",
            "runs": [[thin(text), bold] for text, bold in runs(block.text)],
            "number": block.number,
            "level": block.level,
        }
    if isinstance(block, FilledTable):
        return {
            "kind": "table",
            "caption": word("packs.caption", lang, label=block.label, caption=block.caption),
            "rows": [[thin(cell) for cell in row] for row in block.rows],
            "head": block.header_rows,
            "widths": list(block.widths),
            "numeric": list(block.numeric),
            "notes": table_notes(block, lang),
        }
    if isinstance(block, FilledChart):
        spec = block.spec
        return {
            "kind": "chart",
            "caption": word("packs.caption", lang, label=block.label, caption=block.caption),
            "title": spec.title,
            "subtitle": spec.subtitle,
            "svg": chart_svg(spec),
            "alt": spec.alt,
            "notes": [*spec.notes, spec.source_line],
        }
    if isinstance(block, FilledNote):
        return {"kind": "note", "text": block.text}
    if isinstance(block, FilledAnnex):
        return {"kind": "annex", "label": block.label, "title": block.title}
    assert isinstance(block, FilledBreak)
    return {"kind": "break"}
