"""Styles, page and automatic numbering of a Word paper, set on python-docx's plain template."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from workbench.briefing.office import TAGS
from workbench.domain.profile import StyleProfile
from workbench.domain.text import LocalText

if TYPE_CHECKING:
    from docx.document import Document

    from workbench.domain.text import Lang

NUMBERED, LETTERED, ROMAN = "Numbered Paragraph", "Lettered Paragraph", "Roman Paragraph"
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
# name, based on, size, bold, alignment, space before, space after, keep with next
_STYLES: tuple[tuple[str, str, float, bool, str, float, float, bool], ...] = (
    ("Title", "Normal", 14, True, "centre", 4, 16, True),
    ("Heading 1", "Normal", 13, True, "left", 14, 8, True),
    ("Heading 2", "Normal", 13, True, "left", 10, 6, True),
    ("Heading 3", "Normal", 13, False, "left", 8, 4, True),
    ("Paper Number", "Normal", 12, False, "right", 0, 0, True),
    ("Paper Status", "Normal", 13, True, "left", 0, 18, True),
    ("Paper Committee", "Normal", 14, True, "centre", 6, 10, True),
    (NUMBERED, "Normal", 13, False, "both", 0, 10, False),
    (LETTERED, NUMBERED, 13, False, "both", 0, 8, False),
    (ROMAN, NUMBERED, 13, False, "both", 0, 8, False),
    ("List Bulleted", "Normal", 13, False, "both", 0, 6, False),
    ("List Counted", "Normal", 13, False, "both", 0, 6, False),
    ("Question", "Normal", 13, True, "left", 10, 6, True),
    ("Answer", "Normal", 13, False, "both", 0, 8, False),
    ("Quotation", "Normal", 12, False, "both", 0, 8, False),
    ("Caution", "Normal", 12, True, "left", 6, 8, False),
    ("Centred", "Normal", 13, False, "centre", 0, 6, False),
    ("Part Title", "Heading 1", 15, True, "centre", 0, 14, True),
    ("Contents Title", "Normal", 13, True, "left", 10, 8, True),
    ("toc 1", "Normal", 12, True, "left", 6, 2, False),
    ("toc 2", "Normal", 12, False, "left", 0, 2, False),
    ("toc 3", "Normal", 11, False, "left", 0, 2, False),
    ("footnote text", "Normal", 10, False, "left", 0, 0, False),
    ("Caption", "Normal", 11, True, "left", 8, 4, True),
    ("Chart Finding", "Normal", 12, True, "left", 0, 0, True),
    ("Chart Measure", "Normal", 10, False, "left", 0, 2, True),
    ("Chart Frame", "Normal", 10, False, "left", 0, 0, True),
    ("Source Note", "Normal", 9, False, "left", 0, 2, False),
    ("Table Head", "Normal", 8.5, True, "centre", 2, 2, False),
    ("Table Text", "Normal", 9, False, "left", 2, 2, False),
    ("Table Figure", "Table Text", 9, False, "centre", 2, 2, False),
    ("Annex Label", "Heading 1", 13, True, "right", 0, 10, True),
    ("Annex Title", "Normal", 13, True, "centre", 0, 10, True),
    ("Signature Block", "Normal", 13, False, "left", 0, 0, False),
    ("Header", "Normal", 9, True, "centre", 0, 0, False),
    ("Footer", "Normal", 9, False, "centre", 0, 0, False),
)


def prepare(document: Document, lang: Lang, profile: StyleProfile | None = None) -> None:
    """Page, fonts, language, styles and numbering of a paper in *lang*, in the fonts and size of its profile."""
    profile = profile or StyleProfile("", lang, LocalText())
    fonts = (profile.latin_font, profile.east_font)
    _page(document)
    _defaults(document, fonts)
    normal = document.styles["Normal"]
    _fonts(normal.element, fonts)
    normal.font.size = Pt(profile.size)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.15
    normal.paragraph_format.widow_control = True
    if lang == "zh-Hant":
        _no_gaps(normal.element)
    there = {style.name for style in document.styles}
    for name, base, size, bold, align, before, after, keep in _STYLES:
        scaled = round(size * profile.size / 13 * 2) / 2
        _style(document, fonts, name, base, scaled, bold, align, before, after, keep, new=name not in there)
    if lang == "en":
        document.styles["Heading 2"].font.italic = True
    _indents(document)
    _reference_style(document)
    _numbering(document, profile)


def _id(name: str) -> str:
    """The id under which our XML names a style."""
    if name.startswith("toc "):
        return f"TOC{name[4:]}"
    return "FootnoteText" if name == "footnote text" else name.replace(" ", "")


def style_ids(document: Document) -> dict[str, str]:
    """Our id of each style → its id in this document, which may be another in the user's own template."""
    names = ["Normal", "Table Grid", *(name for name, *_ in _STYLES)]
    there = {style.name: style.style_id for style in document.styles if style.name}
    return {_id(name): there[name] for name in names if name in there}


def renamed(document: Document, body: str) -> str:
    """*body* with the ids of styles that this document gives them."""
    ids = style_ids(document)
    return re.sub(
        r'(<w:(?:p|tbl)Style w:val=")([^"]+)(")',
        lambda found: f"{found.group(1)}{ids.get(found.group(2), found.group(2))}{found.group(3)}",
        body,
    )


def complete(document: Document, lang: Lang, profile: StyleProfile | None) -> None:
    """Add to the user's own template what it lacks of our styles and numbering; what it has stays as it is."""
    profile = profile or StyleProfile("", lang, LocalText())
    fonts = (profile.latin_font, profile.east_font)
    there = {style.name for style in document.styles}
    for name, base, size, bold, align, before, after, keep in _STYLES:
        if name not in there:
            _style(document, fonts, name, base, size, bold, align, before, after, keep, new=True)
    if "footnote reference" not in there:
        _reference_style(document)
    numbering = document.part.numbering_part.element
    if first_list(numbering) == 0:
        _numbering(document, profile, clear=False)


def _indents(document: Document) -> None:
    styles = document.styles
    for name, left in (("Answer", 0.0), ("Quotation", 1.25), ("toc 2", 0.6), ("toc 3", 1.2)):
        styles[name].paragraph_format.left_indent = Cm(left)
    styles["Quotation"].paragraph_format.right_indent = Cm(1.25)
    for name in ("toc 1", "toc 2", "toc 3"):
        layout = styles[name].paragraph_format
        layout.tab_stops.add_tab_stop(Cm(16.0), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.SPACES)
        layout.right_indent = Cm(0.8)


def _reference_style(document: Document) -> None:
    """The raised number of a footnote."""
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="character" w:styleId="FootnoteReference">'
            '<w:name w:val="footnote reference"/><w:uiPriority w:val="99"/>'
            '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        )
    )


def _no_gaps(style: Any) -> None:
    """No space of its own where Chinese meets digits or Latin letters: official Chinese has none."""
    properties = style.get_or_add_pPr()
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        element = OxmlElement(name)
        element.set(qn("w:val"), "0")
        later = (
            "w:bidi",
            "w:adjustRightInd",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:jc",
            "w:outlineLvl",
        )
        properties.insert_element_before(element, *later)


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.3), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.1)


def _defaults(document: Document, fonts: tuple[str, str]) -> None:
    """Document-wide fonts and languages; the template's theme fonts would win over them, so they go."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    old = properties.find(qn("w:rFonts"))
    if old is not None:
        properties.remove(old)
    properties.insert(0, _font_element(fonts))
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    _language(language)
    settings = document.settings.element
    for one in settings.iter(qn("w:compatSetting")):
        if one.get(qn("w:name")) == "compatibilityMode":
            one.set(qn("w:val"), "15")  # or Word opens the file in its compatibility mode
    theme_lang = settings.find(qn("w:themeFontLang"))
    if theme_lang is not None:
        _language(theme_lang)


def _language(element: Any) -> None:
    element.set(qn("w:val"), TAGS["en"])
    element.set(qn("w:eastAsia"), TAGS["zh-Hant"])
    bidi = qn("w:bidi")
    if bidi in element.attrib:
        del element.attrib[bidi]


def _font_element(fonts: tuple[str, str]) -> Any:
    latin, east = fonts
    element = OxmlElement("w:rFonts")
    for name, font in (("w:ascii", latin), ("w:hAnsi", latin), ("w:eastAsia", east), ("w:cs", latin)):
        element.set(qn(name), font)
    return element


def _fonts(style: Any, fonts: tuple[str, str]) -> None:
    properties = style.get_or_add_rPr()
    old = properties.find(qn("w:rFonts"))
    if old is not None:
        properties.remove(old)
    properties.insert(0, _font_element(fonts))
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    _language(language)


def _style(
    document: Document,
    fonts: tuple[str, str],
    name: str,
    base: str,
    size: float,
    bold: bool,
    align: str,
    before: float,
    after: float,
    keep: bool,
    *,
    new: bool,
) -> None:
    styles = document.styles
    if not new:
        style = styles[name]
    else:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.element.set(qn("w:styleId"), _id(name))
        style.quick_style = True
    style.base_style = styles[base]
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    _fonts(style.element, fonts)
    layout = style.paragraph_format
    layout.alignment = _ALIGN[align]
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.keep_with_next = keep
    layout.line_spacing = (
        1.0 if name.startswith(("Table", "Source", "Chart", "Header", "Footer", "footnote")) else 1.15
    )
    borders = style.element.pPr.find(qn("w:pBdr")) if style.element.pPr is not None else None
    if borders is not None:
        style.element.pPr.remove(borders)


def _numbering(document: Document, profile: StyleProfile, *, clear: bool = True) -> None:
    """One list through the whole paper: 1., 2., … and (a), (i) below; bound to the three paragraph styles."""
    numbering = document.part.numbering_part.element
    for old in list(numbering) if clear else ():
        numbering.remove(old)
    lists = [int(e.get(qn("w:abstractNumId"))) for e in numbering.findall(qn("w:abstractNum"))]
    abstract = max(lists, default=0) + 1
    instance = max((int(e.get(qn("w:numId"))) for e in numbering.findall(qn("w:num"))), default=0) + 1
    ids = style_ids(document)
    levels = (
        ("decimal", "%1.", NUMBERED),
        ("lowerLetter", profile.letters.replace("{}", "%2"), LETTERED),
        ("lowerRoman", profile.romans.replace("{}", "%3"), ROMAN),
    )
    parts = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{profile.first_number if not place else 1}"/>'
        f'<w:numFmt w:val="{form}"/><w:pStyle w:val="{ids[_id(name)]}"/><w:suff w:val="tab"/>'
        f'<w:lvlText w:val={quoteattr(text)}/><w:lvlJc w:val="left"/><w:pPr><w:tabs>'
        f'<w:tab w:val="num" w:pos="{709 * (place + 1)}"/></w:tabs>'
        f'<w:ind w:left="{(0, 1418, 2127)[place]}" w:firstLine="{0 if not place else -709}"/></w:pPr></w:lvl>'
        for place, (form, text, name) in enumerate(levels)
    )
    listed = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}">'
        f'<w:multiLevelType w:val="multilevel"/>{parts}</w:abstractNum>'
    )
    earliest = numbering.find(qn("w:num"))
    if earliest is not None:
        earliest.addprevious(listed)
    else:
        numbering.append(listed)
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{instance}"><w:abstractNumId w:val="{abstract}"/></w:num>')
    )
    for place, (_, _, name) in enumerate(levels):
        properties = document.styles[name].element.get_or_add_pPr()
        old = properties.find(qn("w:numPr"))
        if old is not None:
            properties.remove(old)
        number = parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{place}"/><w:numId w:val="{instance}"/></w:numPr>'
        )
        properties._insert_numPr(number)


def first_list(numbering: Any) -> int:
    """The abstract list whose first level numbers paragraphs ``1.`` and belongs to a style; 0 where there is none."""
    for element in numbering.findall(qn("w:abstractNum")):
        if len(list(element.iter(qn("w:pStyle")))) >= len((NUMBERED, LETTERED)):
            return int(element.get(qn("w:abstractNumId")))
    return 0


def list_definitions(numbering: Any, profile: StyleProfile | None) -> dict[str, int]:
    """Add the abstract lists of each kind of list to a numbering part; kind → abstract id."""
    profile = profile or StyleProfile("", "en", LocalText())
    taken = [int(e.get(qn("w:abstractNumId"))) for e in numbering.findall(qn("w:abstractNum"))]
    first = max(taken, default=0) + 1
    kinds = {
        "bullet": ("bullet", "•"),
        "letter": ("lowerLetter", profile.letters.replace("{}", "%1")),
        "roman": ("lowerRoman", profile.romans.replace("{}", "%1")),
        "part": (
            "taiwaneseCountingThousand" if profile.chinese_parts else "decimal",
            profile.parts.replace("{}", "%1"),
        ),
    }
    earliest = numbering.find(qn("w:num"))
    for place, (form, text) in enumerate(kinds.values()):
        element = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{first + place}"><w:multiLevelType w:val="singleLevel"/>'
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="tab"/>'
            f'<w:lvlText w:val={quoteattr(text)}/><w:lvlJc w:val="left"/>'
            '<w:pPr><w:tabs><w:tab w:val="num" w:pos="709"/></w:tabs><w:ind w:left="709" w:hanging="709"/></w:pPr></w:lvl>'
            "</w:abstractNum>"
        )
        if earliest is not None:
            earliest.addprevious(element)  # the schema wants all abstract lists before the first instance
        else:
            numbering.append(element)
    return {kind: first + place for place, kind in enumerate(kinds)}
