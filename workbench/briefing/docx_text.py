"""The runs of a Word paragraph: bold, figures in hidden bookmarks, footnote calls, cross-references, fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from workbench.briefing.office import TAGS, unbroken
from workbench.briefing.resolved import Span, spans

if TYPE_CHECKING:
    from workbench.domain.text import Lang

FIGURE_MARK = "_fig"
"""``_fig12_7``: the twelfth figure of the paper in reading order, of the seventh figure of the manifest. Names that
begin with an underscore are not shown in Word's list of bookmarks."""


class Inline:
    """Writes runs and hands out what must be unique in a document: bookmark numbers and names, footnotes called."""

    def __init__(
        self,
        lang: Lang,
        figures: Iterable[str],
        anchors: dict[str, str],
        *,
        fonts: tuple[str, str] | None = None,
    ) -> None:
        """fonts: Latin and East Asian face of every run; ``None`` leaves them to the styles (the user's own template)."""
        self.lang = lang
        self.numbers = {name: number for number, name in enumerate(figures, start=1)}
        self.anchors = anchors  # anchor → bookmark, of what can be referred to
        self.bookmarks = self.used = 0
        self.called: list[int] = []
        hint = ' w:hint="eastAsia"' if lang == "zh-Hant" else ""
        faces = ""
        if fonts is not None:
            latin, east = (quoteattr(font) for font in fonts)
            faces = f" w:ascii={latin} w:hAnsi={latin} w:eastAsia={east} w:cs={latin}"
        self._fonts = f"<w:rFonts{hint}{faces}/>" if hint or faces else ""
        self._lang = f'<w:lang w:val="{TAGS["en"]}" w:eastAsia="{TAGS["zh-Hant"]}"/>'

    def runs(self, text: str, *, lead: str = "") -> str:
        """The runs of a text. lead: run properties that come first, such as a style."""
        return "".join(self._span(span, lead) for span in spans(text))

    def run(self, words: str, properties: str = "", *, bold: bool = False) -> str:
        """One run; a line feed is a new line, numbers keep together."""
        held = f"<w:rPr>{properties}{self._fonts}{'<w:b/>' if bold else ''}{self._lang}</w:rPr>"
        return "".join(
            f'<w:r>{held}{"<w:br/>" if place else ""}<w:t xml:space="preserve">{escape(unbroken(line))}</w:t></w:r>'
            for place, line in enumerate(words.split("\n"))
        )

    def bookmarked(self, name: str, content: str) -> str:
        """*content* between the two ends of a bookmark."""
        self.bookmarks += 1
        mark = self.bookmarks
        return f'<w:bookmarkStart w:id="{mark}" w:name={quoteattr(name)}/>{content}<w:bookmarkEnd w:id="{mark}"/>'

    def field(self, code: str, shown: str, *, dirty: bool = False) -> str:
        """A Word field with the result it has now. dirty: Word is asked to work it out anew on opening."""
        stale = ' w:dirty="true"' if dirty else ""
        properties = f"<w:rPr>{self._fonts}{self._lang}</w:rPr>"
        return (
            f'<w:r><w:fldChar w:fldCharType="begin"{stale}/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            f'<w:r>{properties}<w:t xml:space="preserve">{escape(shown)}</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    def _span(self, span: Span, lead: str) -> str:
        if span.note:
            self.called.append(span.note)
            return (
                '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
                f'<w:footnoteReference w:id="{span.note}"/></w:r>'
            )
        if span.ref and span.ref in self.anchors:
            switch = "\\r \\h" if self.anchors[span.ref].startswith("_Par") else "\\h"
            return self.field(f"REF {self.anchors[span.ref]} {switch}", span.text)
        content = self.run(span.text, lead, bold=span.bold)
        if span.figure in self.numbers:
            self.used += 1
            content = self.bookmarked(f"{FIGURE_MARK}{self.used}_{self.numbers[span.figure]}", content)
        return content
