"""The master of our slides: 16:9, fonts for both scripts in the theme, the mark of the paper and the number on each slide."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from workbench.briefing.office import TAGS
from workbench.briefing.palette import token

if TYPE_CHECKING:
    from workbench.briefing.resolved import FilledPack

WIDTH, HEIGHT = 12192000, 6858000  # EMU: 13.333 × 7.5 inches
LATIN = "Arial"
"""Slides are read from afar: a face without serifs, on every desk, beside the heading face of the profile."""
_KEPT = ("Title Slide", "Title and Content", "Title Only", "Blank")
COVER, CONTENT, TITLE_ONLY = _KEPT[:3]
_BOXES = {  # placeholder type → left, top, width, height in inches, by layout
    COVER: {"ctrTitle": (0.9, 2.1, 11.5, 1.7), "subTitle": (0.9, 4.0, 11.5, 2.0)},
    CONTENT: {"title": (0.6, 0.45, 12.1, 0.95), "": (0.6, 1.6, 12.1, 4.9)},
    TITLE_ONLY: {"title": (0.6, 0.45, 12.1, 0.95)},
}
_NAMESPACES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def new_deck(pack: FilledPack) -> Any:
    """A presentation without slides, in our design."""
    from pptx import Presentation as new_presentation  # noqa: N813 - a function in spite of its name
    from pptx.util import Emu

    deck = new_presentation()
    deck.slide_width, deck.slide_height = Emu(WIDTH), Emu(HEIGHT)
    _theme(deck, pack)
    layouts = deck.slide_layouts
    for layout in list(layouts):
        if layout.name not in _KEPT:
            layouts.remove(layout)
        else:
            _place(layout, _BOXES.get(layout.name, {}))
            _drop(layout, ("dt", "ftr", "sldNum"))
    master = deck.slide_master
    _place(master, {"title": (0.6, 0.45, 12.1, 0.95), "body": (0.6, 1.6, 12.1, 4.9)})
    _drop(master, ("dt", "ftr", "sldNum"))
    _text_styles(master)
    _lines(master, pack)
    return deck


def east_font(pack: FilledPack) -> str:
    """The East Asian face of slides."""
    return pack.profile.heading_font if pack.profile else "Microsoft JhengHei"


def _theme(deck: Any, pack: FilledPack) -> None:
    """Latin and East Asian faces of headings and text; whatever is typed later takes them too."""
    part = next(
        rel.target_part for rel in deck.slide_master.part.rels.values() if rel.reltype.endswith("/theme")
    )
    xml = part.blob.decode("utf-8")
    for kind in ("majorFont", "minorFont"):
        xml = re.sub(
            rf"(<a:{kind}>).*?(</a:{kind}>)",
            lambda found: (
                f"{found.group(1)}<a:latin typeface={quoteattr(LATIN)}/><a:ea typeface={quoteattr(east_font(pack))}/>"
                f'<a:cs typeface=""/><a:font script="Hant" typeface={quoteattr(east_font(pack))}/>{found.group(2)}'
            ),
            xml,
            flags=re.S,
        )
    part._blob = xml.encode("utf-8")


def _place(layout: Any, boxes: dict[str, tuple[float, float, float, float]]) -> None:
    from pptx.util import Inches

    for shape in layout.placeholders:
        kind = shape._element.ph.get("type", "")
        if kind in boxes:
            shape.left, shape.top, shape.width, shape.height = (Inches(value) for value in boxes[kind])


def _drop(layout: Any, kinds: tuple[str, ...]) -> None:
    for shape in list(layout.placeholders):
        if shape._element.ph.get("type", "") in kinds:
            shape._element.getparent().remove(shape._element)


def _text_styles(master: Any) -> None:
    """Titles at the left in 22 points; text in 18."""
    from pptx.oxml.ns import qn

    styles = master._element.find(qn("p:txStyles"))
    title = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    title.set("algn", "l")
    properties = title.find(qn("a:defRPr"))
    properties.set("sz", "2200")
    properties.set("b", "1")
    for place, level in enumerate(styles.find(qn("p:bodyStyle"))):
        found = level.find(qn("a:defRPr"))
        if found is not None:
            found.set("sz", str(max(1400, 1800 - 200 * place)))


def _lines(master: Any, pack: FilledPack) -> None:
    """The classification and draft mark above, version and number below: on the master, so on every slide."""
    from pptx.oxml import parse_xml

    tree = master.shapes._spTree
    number = f'<a:fld id="{{6F1A2B0C-7D3E-4F5A-8B9C-0D1E2F3A4B5C}}" type="slidenum">{_look(pack)}<a:t>‹#›</a:t></a:fld>'
    boxes = (
        ("Mark", 0.6, 0.08, 12.1, 0.35, "ctr", _run(pack.mark, pack, bold=True) if pack.mark else ""),
        ("Version", 0.6, 7.08, 9.0, 0.3, "l", _run(pack.version, pack) if pack.version else ""),
        ("Number", 11.7, 7.08, 1.0, 0.3, "r", number),
    )
    for place, (name, left, top, width, height, align, content) in enumerate(boxes):
        if not content:
            continue
        tree.append(
            parse_xml(
                f'<p:sp {_NAMESPACES}><p:nvSpPr><p:cNvPr id="{900 + place}" name="{name}"/><p:cNvSpPr txBox="1"/>'
                f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{_emu(left)}" y="{_emu(top)}"/>'
                f'<a:ext cx="{_emu(width)}" cy="{_emu(height)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
                '</p:spPr><p:txBody><a:bodyPr wrap="square" anchor="ctr"/><a:lstStyle/>'
                f'<a:p><a:pPr algn="{align}"/>{content}</a:p></p:txBody></p:sp>'
            )
        )


def _emu(inches: float) -> int:
    return round(inches * 914400)


def _look(pack: FilledPack, *, bold: bool = False) -> str:
    weight = ' b="1"' if bold else ""
    return (
        f'<a:rPr lang="{TAGS[pack.lang]}" sz="1000"{weight}>'
        f'<a:solidFill><a:srgbClr val="{token("muted").lstrip("#").upper()}"/></a:solidFill></a:rPr>'
    )


def _run(words: str, pack: FilledPack, *, bold: bool = False) -> str:
    return f"<a:r>{_look(pack, bold=bold)}<a:t>{escape(words)}</a:t></a:r>"
