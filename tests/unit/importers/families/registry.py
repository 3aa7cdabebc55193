"""The makers of workbooks, by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from tests.unit.importers.families.maker import Made

MAKERS: dict[str, tuple[Callable[[], list[Made]], str]] = {}
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def made(kind: str = "xlsx") -> Callable[[Callable[[], list[Made]]], Callable[[], list[Made]]]:
    """Note a function that makes one workbook, of this kind of file."""

    def note(function: Callable[[], list[Made]]) -> Callable[[], list[Made]]:
        MAKERS[function.__name__] = (function, kind)
        return function

    return note


def day(year: int, month: int, date: int) -> dt.datetime:
    """A date as a spreadsheet holds it: without a zone."""
    return dt.datetime(year, month, date)  # noqa: DTZ001
