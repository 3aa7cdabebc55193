"""A finding as a page: the sentence, the sum written out, the range that rounding leaves, the figures with their places."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from workbench.gui.language import tr

if TYPE_CHECKING:
    from workbench.domain.text import Lang
    from workbench.gui.theme import Theme
    from workbench.services.consistency import Calculation, Finding

_CONTEXT = "ConsistencyPage"


def finding_html(item: Finding, lang: Lang, theme: Theme) -> str:
    """The page in one language. Links: ``figure:3`` the fourth input, ``indicator:K1.1``."""
    muted, link = theme.hex("muted"), theme.hex("link")
    parts = [
        f"<h3>{escape(item.title.show(lang))}</h3>",
        f"<p>{escape(item.words.show(lang))}</p>",
    ]
    if item.calculations:
        parts.append(f"<h4>{escape(tr(_CONTEXT, 'Calculation'))}</h4>")
        parts += [_calculation(one, lang, muted) for one in item.calculations]
    parts.append(f"<h4>{escape(tr(_CONTEXT, 'Figures it rests on'))}</h4>")
    rows = []
    for number, figure in enumerate(item.inputs):
        place = " · ".join(part for part in (figure.source.show(lang), figure.place) if part)
        known = tr(_CONTEXT, "as known on {date}", date=figure.vintage) if figure.vintage else ""
        words = escape(" · ".join(part for part in (place, known) if part))
        rows.append(
            f'<tr><td><a style="color:{link}" href="figure:{number}">{escape(figure.name.show(lang))}</a></td>'
            f'<td>{escape(figure.period.show(lang))}</td><td align="right"><b>{escape(figure.text.show(lang))}</b></td></tr>'
            f'<tr><td colspan="3" style="color:{muted}"><small>{words}</small></td></tr>'
        )
    parts.append(f'<table width="100%" cellpadding="2">{"".join(rows)}</table>')
    if item.indicators:
        links = ", ".join(
            f'<a style="color:{link}" href="indicator:{name}">{escape(name)}</a>' for name in item.indicators
        )
        parts.append(f"<p>{escape(tr(_CONTEXT, 'Indicators:'))} {links}</p>")
    parts.append(
        f'<p style="color:{muted}"><small>{escape(tr(_CONTEXT, "How it was found:"))} {escape(item.rule.show(lang))}</small></p>'
    )
    return "".join(parts)


def _calculation(one: Calculation, lang: Lang, muted: str) -> str:
    details = [text.show(lang) for text in (one.range, one.note) if text.as_dict() and text.show(lang)]
    more = f'<br><small style="color:{muted}">{escape(" · ".join(details))}</small>' if details else ""
    return (
        f'<p style="margin-left:6px"><b>{escape(one.label.show(lang))}</b><br>'
        f'<span style="color:{muted}">{escape(one.formula.show(lang))}</span><br>{escape(one.sum.show(lang))}{more}</p>'
    )
