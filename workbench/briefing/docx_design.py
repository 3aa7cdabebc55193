"""The user's own Word template: its styles and page, our paper in place of its placeholders.

A placeholder is ``{{name}}`` in a paragraph of the text, a table, a header or a footer, whatever runs Word has cut it
into. ``{{body}}`` stands alone in its paragraph, once, and gives way to the paper.
"""

from __future__ import annotations

import io
import re
import zipfile
from copy import deepcopy
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from docx import api
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from workbench.base.messages import word
from workbench.briefing import docx_styles
from workbench.briefing.docx_parts import place_of_body
from workbench.domain.errors import FileProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document

    from workbench.briefing.docx_text import Inline
    from workbench.briefing.resolved import FilledPack
    from workbench.domain.profile import StyleProfile
    from workbench.domain.text import Lang

NAMES = (
    *("body", "title", "paper_no", "status", "committee", "classification", "file_ref"),
    *("signature", "dated", "version", "mark"),
)
STYLES = (
    *("Heading 1", "Heading 2", "Caption", "Numbered Paragraph", "Lettered Paragraph", "Table Grid"),
    *("Table Head", "Table Text", "Table Figure", "Source Note"),
)
"""Styles every paper needs; those of rarer blocks are added in our form where the template has none."""
_PLACE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_OTHERS = "word/vbaProject.bin"


@dataclass(frozen=True, slots=True)
class Design:
    """A template that has been checked."""

    content: bytes
    file: str

    def document(self, lang: Lang, profile: StyleProfile | None) -> Document:
        """A fresh document of it, with the styles of rarer blocks and our numbering added where it has none."""
        document = api.Document(io.BytesIO(self.content))
        docx_styles.complete(document, lang, profile)
        return document

    def fill(self, document: Document, pack: FilledPack, inline: Inline) -> None:
        """Fill the placeholders; that of the paper becomes the place for it."""
        values = {
            name: str(getattr(pack, name))
            for name in ("title", "paper_no", "status", "committee", "classification", "file_ref", "dated")
        }
        values |= {"version": pack.version, "mark": pack.mark, "signature": "\n".join(pack.signature)}
        for paragraph in _paragraphs(document):
            text = _text(paragraph)
            found = _PLACE.findall(text)
            if "body" in found:
                paragraph.getparent().replace(paragraph, place_of_body())
            elif found:
                shown = _PLACE.sub(lambda match: values.get(match.group(1), match.group()), text)
                _replace(paragraph, inline.run(shown.replace("**", "")))


def checked_design(content: bytes, file: str) -> Design:
    """A template fit for papers. Raises :class:`FileProblem` naming missing styles and wrong placeholders, each with the nearest
    there is.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if sum(info.file_size for info in archive.infolist()) > 200_000_000:
                raise FileProblem("packs.design-unreadable", file=file, reason="> 200 MB")
        if _OTHERS in names:
            raise FileProblem("packs.design-macros", file=file)
        document = api.Document(io.BytesIO(content))
    except FileProblem:
        raise
    except Exception as error:  # whatever a damaged package makes of the library
        reason = type(error).__name__
        raise FileProblem("packs.design-unreadable", file=file, reason=reason) from error
    _check_styles(document, file)
    _check_places(document, file)
    return Design(content, file)


def _check_styles(document: Document, file: str) -> None:
    there = {style.name for style in document.styles if style.name}
    missing = [name for name in STYLES if name not in there]
    if not missing:
        return
    said = {
        lang: (", " if lang == "en" else "、").join(
            f"“{name}”{_near(name, there, lang)}" if lang == "en" else f"「{name}」{_near(name, there, lang)}"
            for name in missing
        )
        for lang in ("en", "zh-Hant")
    }
    raise FileProblem("packs.design-styles", file=file, missing=said["en"], missing_zh=said["zh-Hant"])


def _near(name: str, there: set[str], lang: str) -> str:
    near = get_close_matches(name, there, 1)
    return word("packs.near", lang, near=near[0]) if near else ""


def _check_places(document: Document, file: str) -> None:
    bodies = 0
    if document.element.body.find(f".//{qn('w:footnoteReference')}") is not None:
        raise FileProblem("packs.design-footnote", file=file)
    for paragraph in _paragraphs(document):
        text = _text(paragraph)
        for name in _PLACE.findall(text):
            if name not in NAMES:
                near = {lang: _near(name, set(NAMES), lang) for lang in ("en", "zh-Hant")}
                raise FileProblem(
                    "packs.design-placeholder",
                    file=file,
                    name=name,
                    near=near["en"],
                    near_zh=near["zh-Hant"],
                    known=", ".join(NAMES),
                )
            if name == "body":
                bodies += 1
                alone = _PLACE.fullmatch(text.strip()) is not None
                if not alone or paragraph.getparent().tag != qn("w:body") or bodies > 1:
                    raise FileProblem("packs.design-body-alone", file=file)
    if not bodies:
        raise FileProblem("packs.design-no-body", file=file)


def _paragraphs(document: Document) -> Iterator[Any]:
    """Every paragraph of text, tables, headers and footers."""
    roots = [document.element.body]
    for section in document.sections:
        for part in (
            section.header, section.footer, section.first_page_header, section.first_page_footer,
            section.even_page_header, section.even_page_footer,
        ):  # fmt: skip
            if not part.is_linked_to_previous:
                roots.append(part._element)
    for root in roots:
        yield from list(root.iter(qn("w:p")))


def _text(paragraph: Any) -> str:
    return "".join(element.text or "" for element in paragraph.iter(qn("w:t")))


def _replace(paragraph: Any, runs: str) -> None:
    """The runs of a paragraph give way to ours, which take the look of the first."""
    old = list(paragraph.iter(qn("w:r")))
    look = old[0].find(qn("w:rPr")) if old else None
    for element in list(paragraph):
        if element.tag != qn("w:pPr"):
            paragraph.remove(element)
    for run in parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>"):
        if look is not None:
            own = run.find(qn("w:rPr"))
            if own is not None:
                run.remove(own)
            run.insert(0, deepcopy(look))
        paragraph.append(run)
