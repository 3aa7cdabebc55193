"""A figure of a paper as a number of a cell that looks as it is printed."""

from __future__ import annotations

import re

from workbench.briefing.resolved import spans
from workbench.domain.wording import MINUS, THIN

_NUMBER = re.compile(r"\d{1,3}(?:[\u2009,]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def printed_number(text: str, known: set[str]) -> tuple[float, str] | None:
    """The number of a cell that holds one figure, and the number format that prints the cell as in the paper.

    ``about 5 000 (2025)`` is 5000 with the format ``"about "0" "000" (2025)"``. ``None`` for words, several figures, pairs,
    and what a format cannot hold.
    """
    figures = [span for span in spans(text) if span.figure in known]
    if not figures or any(span.bold or "\n" in span.text for span in spans(text)):
        return None
    tokens = list(_NUMBER.finditer(figures[0].text))
    if len(tokens) != 1 or len([f for f in figures if _NUMBER.search(f.text)]) > 2:
        return None
    if any(_is_value(span.text) for span in figures[1:]):
        return None
    token_ = tokens[0]
    before = after = ""
    passed = False
    for span in spans(text):
        if span is figures[0]:
            before += span.text[: token_.start()]
            after += span.text[token_.end() :]
            passed = True
        elif passed:
            after += span.text
        else:
            before += span.text
    digits = token_.group()
    value = float(re.sub(r"[\u2009,]", "", digits))
    if before.endswith(MINUS):
        value, before = -value, before[:-1]
    whole, _, part = digits.partition(".")
    separator = THIN if THIN in whole else "," if "," in whole else ""
    groups = whole.count(separator) if separator else 0
    code = "#,##0" if separator == "," else "0" + f'"{THIN}"000' * groups
    code += "." + "0" * len(part) if part else ""
    code = f"{_literal(before)}{code}{_literal(after)}"
    if value < 0:
        code = f'{code};{_literal(before)}"{MINUS}"{code.removeprefix(_literal(before))}'
    return (value, code) if len(code) <= 200 and '"' not in before + after else None


def _is_value(text: str) -> bool:
    """Whether a second figure in a cell is more than the year of the first."""
    return not re.fullmatch(r"\d{4}", text)


def _literal(words: str) -> str:
    return f'"{words}"' if words else ""
