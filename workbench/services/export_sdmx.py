"""The figures of a workspace as SDMX-CSV 2.0 (sdmx-twg/sdmx-csv, data message field guide), with their structure.

Two dataflows that share nothing but code lists: ``OBSERVATIONS`` and ``TARGETS``. Every vintage is a series of its own,
so that no observation has to be left out: the key is FREQ, INDICATOR, DEFINITION, VINTAGE, TIME_PERIOD.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from workbench.base.messages import LANGUAGES, word
from workbench.domain.figure import MISSING_STATUSES, STATUS_CODES, Confidence, Qualifier
from workbench.services.export import Progress, identity, readme_text, watched
from workbench.services.export_structure import (
    AGENCY,
    VERSION,
    Code,
    CodeList,
    Component,
    Flow,
    structure_message,
)
from workbench.services.export_tables import figure_tables
from workbench.services.export_text import Written, write_csv, write_text

if TYPE_CHECKING:
    from workbench.domain.figure import Indicator, Observation, Provenance, Target
    from workbench.domain.period import Period
    from workbench.domain.text import LocalText
    from workbench.services.session import Session

NOT_APPLICABLE = "_Z"  # as in the SDMX cross-domain code lists
UNKNOWN = "_U"
_NOT_IN_A_CODE = re.compile(r"[^A-Za-z0-9_@$-]")
_TARGET_KINDS = ("reference_target", "earlier_target", "plan", "hope")


def write_sdmx(session: Session, folder: Path, ctx: Progress | None) -> list[Written]:
    """Write both data messages, their structure message and a README. Raises ``OSError``, :class:`Cancelled`."""
    codes = _Codes(session)
    statuses = max([2, *(len(item.status) for item in _observations(session))])
    observations, targets = _observation_flow(codes, statuses), _target_flow(codes)
    pairs: tuple[tuple[Flow, Callable[[], Iterable[Any]], float], ...] = (
        (observations, lambda: _observations(session), 0.0),
        (targets, session.targets, 0.9),
    )
    written = []
    for flow, things, done in pairs:
        name = f"{flow.id.lower()}.csv"
        rows = (flow.row(item) for item in watched(things(), ctx, done, name))
        written.append(write_csv(folder / name, flow.header, rows))
    message = structure_message(
        [observations, targets],
        codes.lists(),
        prepared=identity(session)["at"],
        message_id="BLUEPRINT_WORKBENCH",
    )
    written.append(write_text(folder / "structure.xml", message))
    found = {table.name: table for table in figure_tables(session)}
    contents = zip((found["observations"], found["targets"]), written, strict=False)
    texts = ["plan", "figures", "sdmx", "sdmx-key", "sdmx-time", "sdmx-status"]
    return [*written, write_text(folder / "README.txt", readme_text(session, "sdmx-csv", texts, contents))]


def time_period(period: Period) -> str:
    """The period as SDMX writes it. A year from April is a time range: a reporting year would be taken for January's."""
    if period.frequency == "S":
        return period.code.replace("-H", "-S")
    if period.frequency == "Y":
        return f"{period.start.isoformat()}/P1Y"
    return period.code


def frequency(period: Period) -> str:
    """Code of CL_FREQ; a year is a year wherever it begins."""
    return "A" if period.frequency == "Y" else period.frequency


def by_precedence(statuses: Iterable[str]) -> list[str]:
    """Statuses without repeats, first the one to keep where only one can be kept.

    A break comes first, then a missing value (SDMX, Possible Ways of Implementing the Observation Status Concept 2.0,
    section 2), then the order of the workspace.
    """
    return sorted(dict.fromkeys(statuses), key=lambda code: (code != "B", code not in MISSING_STATUSES))


def code_ids(ids: Iterable[str]) -> dict[str, str]:
    """A code for each id: the id itself where SDMX allows it (IDType), else ``_`` for a full stop and ``-`` for a colon.

    Where another character is not allowed, or two ids would become one, each such character becomes ``$`` and its
    hexadecimal number in four digits or more. No code is given twice.
    """
    wanted = list(dict.fromkeys(ids))
    taken = {name for name in wanted if name and not _NOT_IN_A_CODE.search(name)}
    found: dict[str, str] = {}
    for name in wanted:
        code = name
        if name not in taken:
            code = name.replace(".", "_").replace(":", "-")
            if not code or _NOT_IN_A_CODE.search(code) or code in taken:
                code = _NOT_IN_A_CODE.sub(lambda match: f"${ord(match[0]):04X}", name) or "$"
            while code in taken:
                code += "$"
            taken.add(code)
        found[name] = code
    return found


def _observations(session: Session) -> Iterator[Observation]:
    return (item for series in session.indicators() for item in session.vintages(series.id))


class _Codes:
    """Code lists of a workspace, and the code for each id."""

    def __init__(self, session: Session) -> None:
        self.series: dict[str, Indicator] = {item.id: item for item in session.indicators()}
        self.names: dict[str, dict[str, LocalText]] = {
            "INDICATOR": {item.id: item.name for item in self.series.values()},
            "DEFINITION": {each.id: each.text for item in self.series for each in session.definitions(item)},
            "SOURCE": {item.id: item.title for item in session.sources().values()},
            "UNIT": {},
            "TARGET": {item.id: self.series[item.indicator_id].name for item in session.targets()},
        }
        for item in sorted(self.series.values(), key=lambda item: item.unit.multiplier):
            self.names["UNIT"].setdefault(item.unit.code, item.unit.text)
        used = {"DEFINITION": set[str](), "SOURCE": set[str]()}
        self.statuses = set(STATUS_CODES)
        for found in _observations(session):
            used["DEFINITION"].add(found.definition)
            used["SOURCE"].add(found.provenance.source_id)
            self.statuses.update(found.status)
        used["SOURCE"].update(item.provenance.source_id for item in session.targets())
        self.of: dict[str, dict[str, str]] = {}
        for name, known in self.names.items():
            extra = sorted(used.get(name, set()) - {*known, ""})
            self.of[name] = code_ids([*known, *extra])

    def code(self, name: str, thing_id: str) -> str:
        return self.of[name][thing_id] if thing_id else ""

    def lists(self) -> list[CodeList]:
        """All lists, each with names in both languages."""
        found = [_fixed("FREQ", "ASQMD")]
        for name in ("INDICATOR", "DEFINITION", "TARGET", "UNIT", "SOURCE"):
            codes = [
                Code(code, self._called(name, thing), "" if thing == code else thing)
                for thing, code in self.of[name].items()
            ]
            if name == "DEFINITION":
                codes.append(Code(NOT_APPLICABLE, _words("definition-only")))
            found.append(CodeList(f"CL_{name}", _words(f"list-{name.lower()}"), tuple(codes)))
        unknown = sorted(self.statuses - set(STATUS_CODES))
        found.append(_fixed("OBS_STATUS", [*STATUS_CODES, *unknown]))
        found.append(_fixed("QUALIFIER", [each for each in get_args(Qualifier) if each]))
        found.append(_fixed("CONFIDENCE", get_args(Confidence)))
        found.append(_fixed("TARGET_KIND", _TARGET_KINDS))
        return found

    def _called(self, name: str, thing: str) -> dict[str, str]:
        text = self.names[name].get(thing)
        return (text.as_dict() if text is not None else {}) or {"en": thing}


def _fixed(name: str, codes: Iterable[str]) -> CodeList:
    known = [Code(code, _words(f"{name.lower()}-{code}", code)) for code in codes]
    return CodeList(f"CL_{name}", _words(f"list-{name.lower()}"), tuple(known))


def _words(code: str, fallback: str = "") -> dict[str, str]:
    full = f"export.{code}"
    texts = {lang: word(full, lang) for lang in LANGUAGES}
    return {"en": fallback} if fallback and texts["en"] == full else texts


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes components; concept names come from the columns of the tables where they are the same thing."""

    codes: _Codes

    def dimension(self, name: str, words: str, get: Callable[[Any], Any], code_list: str = "") -> Component:
        return Component(name, "dimension", _words(words), get, code_list)

    def attribute(
        self, name: str, words: str, get: Callable[[Any], Any], code_list: str = "", text_type: str = "String"
    ) -> Component:
        return Component(name, "attribute", _words(words), get, code_list, text_type)

    def unit(self) -> list[Component]:
        series = self.codes.series

        def measure(item: Any) -> str:
            return self.codes.code("UNIT", series[_series_of(item)].unit.code)

        return [
            self.attribute("UNIT_MEASURE", "field-unit-code", measure, "CL_UNIT"),
            self.attribute(
                "UNIT_MULT",
                "field-unit-multiplier",
                lambda item: series[_series_of(item)].unit.multiplier,
                text_type="Integer",
            ),
            self.attribute("DECIMALS", "field-decimals", lambda item: item.decimals, text_type="Integer"),
            self.attribute("OBS_TEXT", "concept-obs-text", lambda item: item.text),
            self.attribute("QUALIFIER", "field-qualifier", lambda item: item.qualifier, "CL_QUALIFIER"),
        ]

    def provenance(self) -> list[Component]:
        def told(get: Callable[[Provenance], Any]) -> Callable[[Any], Any]:
            return lambda item: get(item.provenance)

        source = told(lambda place: self.codes.code("SOURCE", place.source_id))
        return [
            self.attribute("SOURCE_ID", "field-source-id", source, "CL_SOURCE"),
            self.attribute("PLACE", "field-place", told(lambda place: place.place)),
            self.attribute("QUOTE_HINT", "field-quote-hint", told(lambda place: place.quote_hint)),
            self.attribute("FILE_NAME", "field-file-name", told(lambda place: place.file_name)),
            self.attribute("FILE_SHA256", "field-file-sha256", told(lambda place: place.file_sha256)),
            self.attribute("SHEET", "field-sheet", told(lambda place: place.sheet)),
            self.attribute("CELL", "field-cell", told(lambda place: place.cell)),
            self.attribute("COMMENT_OBS", "concept-comment-obs", told(lambda place: place.note.en)),
            self.attribute(
                "COMMENT_OBS_ZH", "concept-comment-obs-zh", told(lambda place: place.note.zh_hant)
            ),
        ]


def _series_of(item: Observation | Target) -> str:
    return str(getattr(item, "series_id", "") or getattr(item, "indicator_id", ""))


def _observation_flow(codes: _Codes, statuses: int) -> Flow:
    make = _Maker(codes)

    def status(place: int) -> Callable[[Observation], str]:
        def get(item: Observation) -> str:
            ordered = by_precedence(item.status)
            return ordered[place] if place < len(ordered) else ""

        return get

    components = [
        make.dimension("FREQ", "concept-freq", lambda item: frequency(item.period), "CL_FREQ"),
        make.dimension(
            "INDICATOR",
            "field-indicator-id",
            lambda item: codes.code("INDICATOR", item.series_id),
            "CL_INDICATOR",
        ),
        make.dimension(
            "DEFINITION",
            "field-definition",
            lambda item: codes.code("DEFINITION", item.definition) or NOT_APPLICABLE,
            "CL_DEFINITION",
        ),
        make.dimension("VINTAGE", "field-vintage", lambda item: item.vintage or UNKNOWN),
        Component(
            "TIME_PERIOD", "time", _words("concept-time-period"), lambda item: time_period(item.period)
        ),
        Component("OBS_VALUE", "measure", _words("concept-obs-value"), lambda item: item.value),
        make.attribute("OBS_STATUS", "concept-obs-status", status(0), "CL_OBS_STATUS"),
    ]
    for place in range(1, statuses):
        named = {lang: word("export.concept-obs-status-n", lang, n=place + 1) for lang in LANGUAGES}
        components.append(
            Component(f"OBS_STATUS_{place + 1}", "attribute", named, status(place), "CL_OBS_STATUS")
        )
    components += [
        *make.unit(),
        make.attribute("MARKS", "field-marks", lambda item: _json(item.marks)),
        make.attribute("CONFIDENCE", "field-confidence", lambda item: item.confidence, "CL_CONFIDENCE"),
        make.attribute("PERIOD", "field-period", lambda item: item.period.code),
        make.attribute("SERIES_ID", "field-series-id", lambda item: item.series_id),
        *make.provenance(),
    ]
    return Flow("OBSERVATIONS", _words("table-observations"), tuple(components))


def _target_flow(codes: _Codes) -> Flow:
    make = _Maker(codes)
    components = [
        make.dimension("FREQ", "concept-freq", lambda item: "A", "CL_FREQ"),
        make.dimension(
            "INDICATOR",
            "field-indicator-id",
            lambda item: codes.code("INDICATOR", item.indicator_id),
            "CL_INDICATOR",
        ),
        make.dimension("TARGET", "concept-target", lambda item: codes.code("TARGET", item.id), "CL_TARGET"),
        Component("TIME_PERIOD", "time", _words("concept-time-period"), lambda item: f"{item.data_year:04d}"),
        Component("OBS_VALUE", "measure", _words("concept-obs-value"), lambda item: item.value),
        make.attribute("TARGET_KIND", "concept-target-kind", lambda item: item.kind, "CL_TARGET_KIND"),
        make.attribute(
            "COLUMN_YEAR", "field-column-year", lambda item: item.column_year, text_type="Integer"
        ),
        *make.unit(),
        make.attribute("SERIES_ID", "field-series-id", lambda item: item.indicator_id),
        make.attribute("TARGET_ID", "field-id", lambda item: item.id),
        *make.provenance(),
    ]
    return Flow("TARGETS", _words("table-targets"), tuple(components))


def _json(marks: tuple[str, ...]) -> str:
    return json.dumps(list(marks), ensure_ascii=False) if marks else ""


__all__ = ["AGENCY", "VERSION", "by_precedence", "code_ids", "frequency", "time_period", "write_sdmx"]
