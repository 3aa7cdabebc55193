"""What published figures say of one another: implied denominators, contradictions, stated against computed growth.

``findings(session, as_of) -> tuple[Finding, …]`` is all that a page needs. Every finding is worked out from the figures
in the workspace by a stated rule (nothing is typed in): it bears the calculations, so that a reader can redo each on a
calculator, the range that rounding leaves, the figures it rests on with their sources, and a sentence in each language.

=================  =======================================================================================
``Finding.code``   what
=================  =======================================================================================
implied            denominators that a printed ratio and its printed numerator imply (GDP, population, labour force)
implied-ratio      GDP per head, from two ratios that share a numerator
denominator-switch the implied denominator turns round between actual and reference figures
not-one-test       two reference figures of one year imply a third figure that the published one is already beyond
which-denominator  which of several denominators reproduces the published figure
moving-away        the newest figure is further from the reference figure than the first of the same definition
pace, pace-jump    growth a year so far, and needed; *jump* where the needed one is out of proportion
stated-growth,     growth as stated in a document against growth computed from the figures beside it
stated-agrees
not-comparable     figures of one family that count different things: growth is not computed, and why
break              printed figures side by side on different definitions
sum-differs,       published parts against their published total
sums-agree
recomputed-differs a published figure that does not come out of its published components
=================  =======================================================================================

Ranges are exact interval arithmetic on the printed digits (:mod:`workbench.calc.intervals`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from workbench.base.messages import word
from workbench.domain.text import LANGS, Lang, LocalText

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.services.consistency_reading import Figure
    from workbench.services.reading import Reading

Kind = Literal["implied", "contradiction", "pace", "statement", "comparability", "recomputation"]
KINDS: tuple[Kind, ...] = ("contradiction", "implied", "pace", "statement", "comparability", "recomputation")


@dataclass(frozen=True, slots=True)
class Calculation:
    """One line that can be redone on a calculator.

    label: of what (a column of the plan's table, a year). formula: in names; sum: in printed numbers, with the result.
    value, low, high: the result and what it may be before rounding, in *unit* (low = high: exact). note: what the
    result is set against, "" if nothing.
    """

    label: LocalText
    formula: LocalText
    sum: LocalText
    value: float
    low: float
    high: float
    range: LocalText
    unit: LocalText
    note: LocalText


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the figures say of one another.

    severity: *warning* = two published statements do not go together as a reader would take them; *info* = worth
    knowing. indicators: ids of reference indicators it is about, first the one it belongs to (may be empty).
    title, words: a heading and a sentence; rule: how it was found. calculations: the lines of the sum; inputs: every
    figure used, with source, place and vintage.
    """

    code: str
    kind: Kind
    severity: Literal["warning", "info"]
    indicators: tuple[str, ...]
    title: LocalText
    words: LocalText
    rule: LocalText
    calculations: tuple[Calculation, ...]
    inputs: tuple[Figure, ...]

    @property
    def sources(self) -> tuple[LocalText, ...]:
        """Titles of the documents it rests on, each once."""
        return tuple(dict.fromkeys(item.source for item in self.inputs))


def findings(session: Reading, as_of: str | None = None) -> tuple[Finding, ...]:
    """Everything found in the figures known on *as_of* (ISO date; ``None``: now). Warnings first, by kind and indicator.

    Takes a :class:`workbench.services.frozen.FrozenSession` too, for work on another thread.
    """
    from workbench.services import consistency_course, consistency_implied, consistency_statements
    from workbench.services.consistency_reading import Reader

    reader = Reader(session, as_of)
    rules = (consistency_implied, consistency_course, consistency_statements)
    found = [item for rule in rules for item in rule.found(reader)]
    order = {item.id: place for place, item in enumerate(reader.eight)}
    return tuple(
        sorted(
            found,
            key=lambda item: (
                item.severity != "warning",
                KINDS.index(item.kind),
                order.get(item.indicators[0], len(order)) if item.indicators else len(order),
            ),
        )
    )


def say(code: str, params: Callable[[Lang], dict[str, Any]]) -> LocalText:
    """The message ``consistency.<code>`` in each language, its parameters made for that language."""
    return LocalText(*(word(f"consistency.{code}", lang, **params(lang)) for lang in LANGS))


def finding_json(item: Finding) -> dict[str, Any]:
    """A finding as ``workbench consistency --json`` prints it."""
    return {
        "code": item.code,
        "kind": item.kind,
        "severity": item.severity,
        "indicators": list(item.indicators),
        "title": item.title.as_dict(),
        "words": item.words.as_dict(),
        "rule": item.rule.as_dict(),
        "calculations": [
            {
                "label": line.label.as_dict(),
                "formula": line.formula.as_dict(),
                "sum": line.sum.as_dict(),
                "value": line.value,
                "low": line.low,
                "high": line.high,
                "range": line.range.as_dict(),
                "unit": line.unit.as_dict(),
                "note": line.note.as_dict(),
            }
            for line in item.calculations
        ],
        "inputs": [
            {
                "series": figure.series_id,
                "name": figure.name.as_dict(),
                "year": figure.year,
                "kind": figure.kind,
                "value": figure.value,
                "low": figure.low,
                "high": figure.high,
                "text": figure.text.as_dict(),
                "source": figure.source_id,
                "place": figure.place or None,
                "vintage": figure.vintage or None,
                "confidence": figure.confidence,
                "definition": figure.definition or None,
            }
            for figure in item.inputs
        ],
    }
