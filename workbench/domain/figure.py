"""A figure and everything that must never be parted from it: unit, qualifier, decimals, status, place, vintage."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from workbench.domain.period import Period
from workbench.domain.text import LocalText

UnitKind = Literal["count", "money", "percent", "ratio", "pair", "rate", "other"]
Confidence = Literal["official", "derived", "outside"]
Qualifier = Literal[
    "", "about", "over", "at_least", "nearly", "under", "at_most"
]  # 約 逾 不少於 近 少於 不多於

# SDMX CL_OBS_STATUS 2.2, the codes this program gives out. "R" is not SDMX: it is kept apart as ``revised`` marks.
STATUS_CODES = [
    "A",
    "B",
    "D",
    "E",
    "F",
    "G",
    "I",
    "K",
    "W",
    "O",
    "M",
    "P",
    "S",
    "L",
    "H",
    "Q",
    "J",
    "N",
    "U",
    "V",
]
MISSING_STATUSES = frozenset(["O", "M", "L", "H", "Q"])


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure. ``multiplier`` is the power of ten of the stored value (SDMX UNIT_MULT): 6 = millions.

    ``pair`` values are the first share of a pair that sums to 100 (58 is printed 58:42).
    """

    code: str
    kind: UnitKind
    text: LocalText
    multiplier: int = 0


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a figure was read: document or file, place in it, and how sure we are of the transcription."""

    source_id: str
    place: str = ""  # section, table, or "sheet!cell"
    quote_hint: str = ""
    file_name: str = ""
    file_sha256: str = ""
    sheet: str = ""
    cell: str = ""
    note: LocalText = field(default_factory=LocalText)


@dataclass(frozen=True, slots=True)
class Observation:
    """One value of one series for one reference period, as known from one vintage date on. Never changed, only followed.

    value: the number in the series' unit, ``None`` where missing (``status`` says why). text: as printed.
    decimals: as printed; ``None`` if unknown. vintage: ISO date (or year, year-month) from which it was known.
    """

    series_id: str
    period: Period
    vintage: str
    value: float | None
    text: str
    provenance: Provenance
    status: tuple[str, ...] = ("A",)
    marks: tuple[str, ...] = ()
    qualifier: Qualifier = ""
    decimals: int | None = None
    confidence: Confidence = "official"
    definition: str = ""  # id of the definition version, "" = the only one


@dataclass(frozen=True, slots=True)
class Target:
    """A reference figure set for a year. Not an observation: it is never averaged, revised or drawn as one.

    column_year: the year printed on the column (2027); data_year: the year the data refer to (2025).
    """

    id: str
    indicator_id: str
    column_year: int
    data_year: int
    value: float
    text: str
    provenance: Provenance
    qualifier: Qualifier = ""
    decimals: int | None = None
    kind: Literal["reference_target", "earlier_target", "plan", "hope"] = "reference_target"


@dataclass(frozen=True, slots=True)
class DefinitionVersion:
    """How a series is defined from one reference period on. Two versions are never drawn as one line unasked."""

    id: str
    series_id: str
    from_period: str  # "" = from the beginning
    text: LocalText
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """A series of observations: one of the reference indicators 參考指標, a component, or an imported series.

    formula: expression over other series (:mod:`workbench.calc.expression`), "" for data as published.
    direction: which way is better (+1, -1, 0 = neither). short: the name on cards and axes.
    """

    id: str
    name: LocalText
    unit: Unit
    role: Literal["reference", "component", "series", "imported"] = "series"
    short: LocalText = field(default_factory=LocalText)
    direction: int = 1
    area: LocalText = field(default_factory=LocalText)
    formula: str = ""
    owner: str = ""  # body code
    note: LocalText = field(default_factory=LocalText)
    order: int = 0
    color: int = 0  # place in the series palette: the same indicator has the same colour everywhere
    dimensions: dict[str, str] = field(default_factory=dict)
