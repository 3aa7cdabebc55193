"""``indicators`` and ``rate``: figures and how they stand against their reference figures."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING, Any

from workbench.app.commands.common import as_asked, reading, workspace_argument
from workbench.app.console import Console
from workbench.app.parser import Commands, arg
from workbench.domain.figure import DefinitionVersion, Indicator, Observation, Provenance, Target
from workbench.domain.period import known_by
from workbench.domain.text import Lang

if TYPE_CHECKING:
    from workbench.services.session import Session


def add_to(commands: Commands) -> None:
    """``workbench indicators FILE.wbk [--as-of DATE] [--snapshot ID] [--indicator ID]``."""
    parser = commands.add("indicators", _indicators)
    workspace_argument(parser)
    arg(parser, "--as-of", type=iso_date, default=None, metavar="DATE")
    arg(parser, "--indicator", action="append", metavar="ID")
    arg(parser, "--snapshot", metavar="ID", help_code="app.arg-at-snapshot")


def iso_date(text: str) -> str:
    """An ISO date, checked. Raises ``ValueError``."""
    return date.fromisoformat(text).isoformat()


def _indicators(arguments: Namespace, console: Console) -> int:
    with reading(arguments.file) as opened:
        session = as_asked(opened, None, arguments.snapshot)
        if arguments.indicator:
            chosen = tuple(session.indicator(each) for each in arguments.indicator)
        else:
            chosen = session.indicators()
        if console.as_json:
            console.document(
                {
                    "file": arguments.file.name,
                    "as_of": arguments.as_of,
                    **({"snapshot": arguments.snapshot} if arguments.snapshot else {}),
                    "indicators": [_indicator_json(session, each, arguments.as_of) for each in chosen],
                }
            )
        else:
            _print_table(session, chosen, arguments.as_of, console)
    return 0


def _indicator_json(session: Session, indicator: Indicator, as_of: str | None) -> dict[str, Any]:
    return {
        "id": indicator.id,
        "role": indicator.role,
        "name": indicator.name.as_dict(),
        "short": indicator.short.as_dict(),
        "unit": {
            "code": indicator.unit.code,
            "kind": indicator.unit.kind,
            "text": indicator.unit.text.as_dict(),
            "multiplier": indicator.unit.multiplier,
        },
        "direction": indicator.direction,
        "formula": indicator.formula or None,
        "owner": indicator.owner or None,
        "dimensions": dict(sorted(indicator.dimensions.items())),
        "definitions": [_definition_json(each) for each in session.definitions(indicator.id)],
        "targets": [_target_json(each) for each in session.targets(indicator.id)],
        "observations": [observation_json(each) for each in session.observations(indicator.id, as_of=as_of)],
        "vintages": [
            observation_json(each)
            for each in session.vintages(indicator.id)
            if as_of is None or known_by(each.vintage) <= known_by(as_of)
        ],
    }


def observation_json(observation: Observation) -> dict[str, Any]:
    """A figure with everything that must not be parted from it."""
    return {
        "period": observation.period.code,
        "value": observation.value,
        "text": observation.text,
        "qualifier": observation.qualifier or None,
        "decimals": observation.decimals,
        "marks": list(observation.marks),
        "status": list(observation.status),
        "vintage": observation.vintage,
        "confidence": observation.confidence,
        "definition": observation.definition or None,
        "provenance": _provenance_json(observation.provenance),
    }


def _provenance_json(provenance: Provenance) -> dict[str, Any]:
    return {
        "source": provenance.source_id,
        "place": provenance.place or None,
        "file": provenance.file_name or None,
        "sha256": provenance.file_sha256 or None,
        "sheet": provenance.sheet or None,
        "cell": provenance.cell or None,
        "note": provenance.note.as_dict(),
    }


def _target_json(target: Target) -> dict[str, Any]:
    return {
        "id": target.id,
        "column_year": target.column_year,
        "data_year": target.data_year,
        "value": target.value,
        "text": target.text,
        "qualifier": target.qualifier or None,
        "kind": target.kind,
        "source": target.provenance.source_id,
    }


def _definition_json(definition: DefinitionVersion) -> dict[str, Any]:
    return {"id": definition.id, "from": definition.from_period or None, "text": definition.text.as_dict()}


def _print_table(
    session: Session, chosen: tuple[Indicator, ...], as_of: str | None, console: Console
) -> None:
    columns = sorted(
        {target.column_year for target in session.targets() if target.kind == "reference_target"}
    )
    rows = []
    for indicator in chosen:
        name = (indicator.short if indicator.short.as_dict() else indicator.name).show(console.lang)
        known = [each for each in session.observations(indicator.id, as_of=as_of) if each.value is not None]
        latest = known[-1] if known else None
        aims = {
            each.column_year: _shown(each, indicator, console.lang)
            for each in session.targets(indicator.id)
            if each.kind == "reference_target"
        }
        rows.append(
            (
                indicator.id,
                name,
                indicator.unit.text.show(console.lang),
                latest.period.label(console.lang) if latest else "",
                _shown(latest, indicator, console.lang) if latest else "–",
                *(aims.get(year, "") for year in columns),
            )
        )
    head = [console.word(f"app.head-{each}") for each in ("id", "indicator", "unit", "year", "latest")]
    console.table(head + [str(year) for year in columns], rows, right=frozenset(range(4, 5 + len(columns))))


def _shown(figure: Observation | Target, indicator: Indicator, lang: Lang) -> str:
    """The number with its qualifier and the decimals it was published with, in the style of the language."""
    from workbench.domain.wording import number, printed_decimals, qualified

    decimals = figure.decimals if figure.decimals is not None else printed_decimals(figure.text)
    text = number(figure.value, indicator.unit, lang, decimals=decimals, style="screen")
    return qualified(text, figure.qualifier, lang)
