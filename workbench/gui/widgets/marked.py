"""Two texts side by side with what differs marked: struck out before, underlined after; not by colour alone."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from workbench.gui.docks.page import esc

if TYPE_CHECKING:
    from workbench.gui.theme import Theme

_EMPTY = "—"


def _tokens(text: str) -> list[str]:
    """Words of English and single characters of Chinese: what a reader compares."""
    tokens: list[str] = []
    for character in text:
        if (
            tokens
            and character.isascii()
            and character.isalnum()
            and tokens[-1][-1].isascii()
            and tokens[-1][-1].isalnum()
        ):
            tokens[-1] += character
        else:
            tokens.append(character)
    return tokens


def marked(theme: Theme, old: str, new: str, *, lines: bool = True) -> tuple[str, str]:
    """Both texts as HTML, what differs marked; without *lines* where neither side is the older."""
    if not old or not new:
        return esc(old or _EMPTY), esc(new or _EMPTY)
    before, after = _tokens(old), _tokens(new)
    back = theme.hex("match")
    ink = theme.hex("match_text")
    sides: tuple[list[str], list[str]] = ([], [])
    for how, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for out, words, deco in (
            (sides[0], "".join(before[a:b]), "line-through"),
            (sides[1], "".join(after[c:d]), "underline"),
        ):
            deco = deco if lines else "none"
            if words and how != "equal":
                out.append(
                    f'<span style="background-color:{back}; color:{ink}; text-decoration:{deco}">{esc(words)}</span>'
                )
            else:
                out.append(esc(words))
    return "".join(sides[0]), "".join(sides[1])
