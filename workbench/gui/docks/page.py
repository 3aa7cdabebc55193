"""Building a page of the inspector: small HTML, every value escaped, colours and sizes from the theme."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from workbench.gui import language
from workbench.gui.language import say, tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.domain.text import LocalText
    from workbench.gui.language import Text
    from workbench.gui.theme import Theme


def esc(text: str) -> str:
    """*text* as HTML, line ends kept."""
    return escape(text).replace("\n", "<br>")


def link(address: str, words: str) -> str:
    """A link; the inspector knows what to do with its address (``node:``, ``indicator:``, ``do:`` …)."""
    return f'<a href="{escape(address)}">{esc(words)}</a>'


class Page:
    """Collects sections. ``wide``: room for the two languages side by side; else one stands below the other."""

    def __init__(self, theme: Theme, *, wide: bool) -> None:
        self._theme = theme
        self._wide = wide
        self._parts: list[str] = []
        self.lang = language.current()

    def add(self, html: str) -> None:
        """Add ready HTML."""
        self._parts.append(html)

    def line(self, html: str, style: str = "") -> None:
        """A line of its own."""
        self._parts.append(f'<p class="{style}">{html}</p>')

    def head(self, over: str, title: LocalText) -> None:
        """What it is, and its title in both languages."""
        self.line(esc(over), "over")
        own, other = title.get(self.lang), title.zh_hant if self.lang == "en" else title.en
        missing = tr("inspector", "not written yet")
        if self._wide:
            self.add(
                f'<table width="100%"><tr><td width="50%" class="titleleft">{esc(title.zh_hant or missing)}</td>'
                f'<td width="50%" class="title">{esc(title.en or missing)}</td></tr></table>'
            )
        else:
            self.line(esc(own or missing), "title")
            self.line(esc(other or missing), "other")

    def section(self, name: Text, *lines: str) -> None:
        """A small heading and its lines of HTML; nothing where there are none."""
        kept = [text for text in lines if text]
        if kept:
            self.line(esc(say(name)), "section")
            for text in kept:
                self.line(text)

    def pair(self, text: LocalText) -> str:
        """Both languages of a text: side by side, or the other one in grey below."""
        if not text.en and not text.zh_hant:
            return ""
        missing = tr("inspector", "not written yet")
        if text.en == text.zh_hant:
            return esc(text.en or "")
        if self._wide:
            return (
                f'<table width="100%"><tr><td width="50%" class="left">{esc(text.zh_hant or missing)}</td>'
                f'<td width="50%">{esc(text.en or missing)}</td></tr></table>'
            )
        own, other = text.get(self.lang), text.zh_hant if self.lang == "en" else text.en
        return f'{esc(own or missing)}<br><span class="other">{esc(other or missing)}</span>'

    def muted(self, text: str) -> str:
        """Grey words."""
        return f'<span class="muted">{esc(text)}</span>'

    def toned(self, text: str, tone: str) -> str:
        """Words in the colour of a tone."""
        return f'<span style="color:{self._theme.hex(tone)}">{esc(text)}</span>'

    def marked(self, key: str, words: str) -> str:
        """A rating or status: its shape, its colour and its word."""
        mark = self._theme.mark(key)
        side = self._theme.px(11)
        return f'<img src="mark:{mark.icon}/{mark.tone}" width="{side}" height="{side}">&nbsp;{self.toned(words, mark.tone)}'

    def table(self, rows: Iterable[Iterable[str]], head: Iterable[str] = (), *, left: int = 1) -> str:
        """A table of ready HTML cells; columns from *left* on are figures, right-aligned."""

        def cells(row: Iterable[str], style: str) -> str:
            return "".join(
                f'<td class="{style}" align="{"left" if at < left else "right"}">{cell}</td>'
                for at, cell in enumerate(row)
            )

        top = f"<tr>{cells(head, 'th')}</tr>" if head else ""
        body = "".join(f"<tr>{cells(row, 'td')}</tr>" for row in rows)
        return f'<table width="100%" cellspacing="0">{top}{body}</table>'

    def html(self) -> str:
        """The page."""
        return f"<html><head><style>{self._css()}</style></head><body>{''.join(self._parts)}</body></html>"

    def _css(self) -> str:
        theme = self._theme
        gap, small = theme.px(9), theme.points("small")
        return (
            f"body {{ color: {theme.hex('text')}; }}"
            f"p {{ margin: 0 0 {theme.px(2)}px 0; }}"
            f"p.over {{ color: {theme.hex('muted')}; font-size: {small:.2f}pt; margin-bottom: {theme.px(3)}px; }}"
            f"p.title, td.title, td.titleleft {{ font-size: {theme.points('title'):.2f}pt; font-weight: 700; }}"
            f"p.other, span.other {{ color: {theme.hex('muted')}; }}"
            f"p.section {{ color: {theme.hex('muted')}; font-size: {theme.points('section'):.2f}pt;"
            f" margin-top: {gap}px; margin-bottom: {theme.px(1)}px; }}"
            f"span.muted {{ color: {theme.hex('muted')}; }}"
            f"td.th {{ color: {theme.hex('muted')}; font-size: {small:.2f}pt; padding: 1px 6px 2px 0; }}"
            f"td.left, td.titleleft {{ padding-right: {theme.px(14)}px; }}"
            f"td.td {{ padding: 1px 6px 1px 0; }}"
            f"a {{ color: {theme.hex('link')}; text-decoration: none; }}"
        )
