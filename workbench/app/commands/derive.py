"""``derive``: a formula over the series of a workspace, checked and computed; kept on demand."""

from __future__ import annotations

from argparse import Namespace

from workbench.app.commands.common import changing, reading, workspace_argument
from workbench.app.console import Console
from workbench.app.parser import Commands, arg
from workbench.domain.errors import UsageError


def add_to(commands: Commands) -> None:
    """``workbench derive FILE.wbk --formula F [--like ID] [--as-of DATE] [--save ID --name-en … --name-zh …] [--json]``."""
    from workbench.app.commands.figures import iso_date

    parser = commands.add("derive", _derive)
    workspace_argument(parser)
    arg(parser, "--formula", metavar="FORMULA")
    arg(parser, "--fill", nargs="?", const="", metavar="ID")
    arg(parser, "--like", metavar="ID")
    arg(parser, "--as-of", type=iso_date, default=None, metavar="DATE")
    arg(parser, "--save", metavar="ID")
    arg(parser, "--name-en", default="", metavar="TEXT")
    arg(parser, "--name-zh", default="", metavar="TEXT")


def _derive(arguments: Namespace, console: Console) -> int:
    from workbench.domain.figure import Indicator
    from workbench.domain.text import LocalText
    from workbench.services.derived import check_formula, measure_json, preview
    from workbench.services.indicators import derived_json
    from workbench.services.operations.derived import DefineDerived

    if (arguments.formula is None) == (arguments.fill is None):
        raise UsageError("app.derive-what")
    if arguments.fill is not None:
        return _fill(arguments, console)
    with (changing if arguments.save else reading)(arguments.file) as session:
        unit = session.indicator(arguments.like).unit if arguments.like else None
        checked = check_formula(session, arguments.formula, unit=unit)
        series = preview(session, arguments.formula, unit=unit, as_of=arguments.as_of)
        if arguments.save:
            if checked.unit is None:
                raise UsageError("app.derive-unit", measure=checked.measure.words())
            name = LocalText(arguments.name_en or None, arguments.name_zh or None)
            session.execute(
                DefineDerived(
                    Indicator(arguments.save, name, checked.unit, "component", formula=arguments.formula)
                )
            )
    if console.as_json:
        console.document({**measure_json(checked), **derived_json(series), "saved": arguments.save})
        return 0
    unit_words = checked.unit.text.show(console.lang) if checked.unit else checked.measure.words()
    console.line(f"{arguments.formula}  [{unit_words}]")
    for point in series.points:
        value = (
            console.word(point.reason, variable="", year=point.period.code)
            if point.value is None
            else f"{point.value:.6g}"
        )
        console.line(
            f"  {value}" if point.value is None else f"  {point.period.label(console.lang)}  {value}"
        )
    return 0


def _fill(arguments: Namespace, console: Console) -> int:
    """Keep the figures of published measures that only their components are published for."""
    from workbench.app.commands.figures import observation_json
    from workbench.services.derived import from_components
    from workbench.services.operations.figures import AddObservations

    with changing(arguments.file) as session:
        if arguments.fill:
            session.indicator(arguments.fill)
        found = from_components(session, arguments.fill or None)
        if found:
            session.execute(AddObservations(found, title=console.word("app.derive-fill")))
    if console.as_json:
        console.document([{"indicator": each.series_id, **observation_json(each)} for each in found])
    else:
        for each in found:
            console.line(f"{each.series_id}  {each.period.label(console.lang)}  {each.text}")
    return 0
