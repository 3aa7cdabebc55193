"""``scenario``: evaluate, compare, seek goals."""

from __future__ import annotations

import math
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.app.commands import scenario_answers
from workbench.app.commands.common import pick, problem_json, read_json, reading, workspace_argument
from workbench.app.console import Console
from workbench.app.parser import Commands, Parser, arg
from workbench.domain.errors import InputRuleError, Problem, RuleError, UsageError
from workbench.domain.scenario import DriverPath, Scenario

if TYPE_CHECKING:
    from workbench.calc.engine import NotComputable
    from workbench.services.goal_seek import Aim, Turning
    from workbench.services.scenarios import IndicatorOutcome, ScenarioRun, TargetOutcome
    from workbench.services.session import Session


def add_to(commands: Commands) -> None:
    """``workbench scenario run|compare|solve|list|evaluate``."""
    group = commands.group("scenario")
    listing = group.add("list", _list, help_code="app.help-scenario-list")
    workspace_argument(listing)
    for name, run, least in (("run", _run, "*"), ("compare", _compare, "+")):
        parser = group.add(name, run, help_code=f"app.help-scenario-{name}")
        workspace_argument(parser)
        arg(parser, "names", nargs=least, metavar="NAME", help_code="app.arg-scenario-names")
        _as_of(parser)
        arg(parser, "--draws", type=int, metavar="N")
        arg(parser, "--seed", type=int, default=None, metavar="S")
        arg(parser, "--sampling", choices=("lhs", "random"), default="lhs")
        arg(parser, "--shares", action="store_true")
    solve = group.add("solve", _solve, help_code="app.help-scenario-solve")
    workspace_argument(solve)
    arg(solve, "name", metavar="NAME", help_code="app.arg-scenario-name")
    arg(solve, "--driver", required=True, action="append", metavar="NAME[=LOW..HIGH][@PRIORITY]")
    arg(solve, "--indicator", metavar="ID")
    arg(solve, "--year", type=int, metavar="YEAR")
    arg(solve, "--target", action="append", default=[], metavar="ID@YEAR[=VALUE]")
    arg(solve, "--value", type=_number, metavar="X")
    arg(solve, "--parameter", choices=("growth", "level"), default="growth")
    arg(solve, "--low", type=_number, metavar="X")
    arg(solve, "--high", type=_number, metavar="X")
    evaluate = group.add("evaluate", _evaluate, help_code="app.help-scenario-evaluate")
    arg(evaluate, "--model", type=Path, required=True, metavar="MODEL.json")
    scenario_answers.add_to(group)


def _as_of(parser: Parser) -> None:
    from workbench.app.commands.figures import iso_date

    arg(parser, "--as-of", type=iso_date, default=None, metavar="DATE")


def _number(text: str) -> float:
    """A finite number. Raises ``ValueError``."""
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _list(arguments: Namespace, console: Console) -> int:
    with reading(arguments.file) as session:
        scenarios = session.scenarios()
        titles = {model.id: model.title for model in session.models()}
    if console.as_json:
        console.document(
            {"file": arguments.file.name, "scenarios": [_scenario_json(each) for each in scenarios]}
        )
    else:
        names = {each.id: each.name.show(console.lang) for each in scenarios}
        console.table(
            [console.word(f"app.head-{each}") for each in ("id", "scenario", "model", "parent")],
            [
                (
                    each.id,
                    each.name.show(console.lang),
                    titles[each.model_id].show(console.lang) if each.model_id in titles else each.model_id,
                    names.get(each.parent or "", ""),
                )
                for each in scenarios
            ],
        )
    return 0


def _chosen(session: Session, names: list[str]) -> list[Scenario]:
    scenarios = session.scenarios()
    return [pick(scenarios, name, "scenario") for name in names] if names else list(scenarios)


def _uncertain(arguments: Namespace, session: Session, scenario_id: str) -> dict[str, Any]:
    """Draws of a scenario where they are asked for, and shares of variance."""
    from workbench.services import uncertainty

    if arguments.draws is None:
        if arguments.seed is not None or arguments.shares:
            raise UsageError("app.both-of", first="--draws", second="--seed")
        return {}
    seed = 1 if arguments.seed is None else arguments.seed
    drawn = uncertainty.draw(
        session,
        scenario_id,
        draws=arguments.draws,
        seed=seed,
        sampling=arguments.sampling,
        as_of=arguments.as_of,
    )
    found = {**scenario_answers.uncertain_json(drawn), "said": drawn}
    if arguments.shares:
        found["shares"] = [
            {
                "indicator": each.indicator_id,
                "period": str(each.year),
                "first_order": each.shares.first,
                "total_order": each.shares.total,
                "first_order_95": {key: list(pair) for key, pair in each.shares.first_between.items()},
                "total_order_95": {key: list(pair) for key, pair in each.shares.total_between.items()},
            }
            for each in uncertainty.shares(session, scenario_id, seed=seed, as_of=arguments.as_of)
        ]
    return found


def _run(arguments: Namespace, console: Console) -> int:
    from workbench.services import scenarios

    with reading(arguments.file) as session:
        runs = [
            scenarios.run(session, each.id, as_of=arguments.as_of)
            for each in _chosen(session, arguments.names)
        ]
        return _show(session, runs, {}, arguments, console)


def _compare(arguments: Namespace, console: Console) -> int:
    from workbench.services import scenarios

    with reading(arguments.file) as session:
        ids = [each.id for each in _chosen(session, arguments.names)]
        comparison = scenarios.compare(session, ids, as_of=arguments.as_of)
        changed = {
            name: [None if path is None else _path_json(path) for path in paths]
            for name, paths in comparison.changed.items()
        }
        differences = [
            {
                "scenario": other,
                "differs_in": [
                    {"what": each.what, "name": each.name}
                    for each in scenarios.difference_list(session, other, ids[0])
                ],
            }
            for other in ids[1:]
        ]
        more = {"changed": changed, "differences": differences}
        return _show(session, list(comparison.runs), more, arguments, console)


def _show(
    session: Session, runs: list[ScenarioRun], more: dict[str, Any], arguments: Namespace, console: Console
) -> int:
    from workbench.services.scenario_checks import checks

    drawn = [_uncertain(arguments, session, run.scenario.id) for run in runs]
    said = [found.pop("said", None) for found in drawn]
    if console.as_json:
        console.document(
            {
                "file": arguments.file.name,
                "as_of": arguments.as_of,
                "scenarios": [
                    {**run_json(run), **({"uncertainty": found} if found else {})}
                    for run, found in zip(runs, drawn, strict=True)
                ],
                **more,
            }
        )
        return 0
    for run, fans in zip(runs, said, strict=True):
        console.line(run.scenario.name.show(console.lang))
        for outcome in run.indicators:
            if outcome.targets or outcome.projection:
                console.line(f"  {outcome.words().show(console.lang)}")
                if fans is not None and outcome.indicator.id in fans.fans:
                    console.line(f"    {fans.words(outcome.indicator.id).show(console.lang)}")
        for message in [*(each.message for each in run.warnings), *(each.message for each in checks(run))]:
            console.note(f"  ? {message.show(console.lang)}")
        for problem in run.problems:
            console.note(f"  ! {problem.message.show(console.lang)}")
        console.line()
    return 0


def _solve(arguments: Namespace, console: Console) -> int:
    from workbench.services import scenarios

    if (arguments.low is None) != (arguments.high is None):
        raise UsageError("app.both-of", first="--low", second="--high")
    bounds = None if arguments.low is None else (arguments.low, arguments.high)
    drivers, aims = _asked(arguments)
    with reading(arguments.file) as session:
        scenario = pick(session.scenarios(), arguments.name, "scenario")
        if len(drivers) > 1 or arguments.target or _detailed(drivers[0]):
            return _solve_many(session, scenario, drivers, aims, console)
        answer = scenarios.solve(
            session,
            scenario.id,
            arguments.driver[0],
            arguments.indicator,
            arguments.year,
            arguments.value,
            parameter=arguments.parameter,
            bounds=bounds,
        )
        solution = answer.solution
        if console.as_json:
            console.document(
                {
                    "file": arguments.file.name,
                    "scenario": scenario.id,
                    "driver": arguments.driver[0],
                    "parameter": answer.parameter,
                    "indicator": answer.indicator.id,
                    "period": str(answer.data_year),
                    "target": solution.target,
                    "bounds": list(solution.bounds),
                    "solution": {
                        "value": solution.value,
                        "achieved": solution.achieved,
                        "status": solution.status,
                        "binding": solution.binding,
                        "reached": solution.reached,
                        "reached_with": solution.reached_with,
                        "others": list(solution.others),
                    },
                    "already_met": answer.already_met,
                    "words": answer.words().as_dict(),
                }
            )
        else:
            console.line(answer.words().show(console.lang))
    return 0 if solution.status == "solved" else 1


def _asked(arguments: Namespace) -> tuple[list[Turning], list[Aim]]:
    """Drivers and targets as written. Raises :class:`UsageError`."""
    from workbench.services.goal_seek import Aim

    try:
        drivers = [scenario_answers.turning(text) for text in arguments.driver]
    except ValueError as error:
        raise UsageError("app.args-value", name="--driver", value=str(error)) from None
    try:
        aims = [scenario_answers.aim(text) for text in arguments.target]
    except ValueError as error:
        raise UsageError("app.args-value", name="--target", value=str(error)) from None
    if (arguments.indicator is None) != (arguments.year is None):
        raise UsageError("app.both-of", first="--indicator", second="--year")
    if arguments.indicator is not None:
        aims.insert(0, Aim(arguments.indicator, arguments.year, arguments.value))
    if not aims:
        raise UsageError("app.args-required", names="--indicator, --year")
    return drivers, aims


def _detailed(driver: Turning) -> bool:
    """Whether bounds or a priority are written with the driver."""
    return driver.low is not None or driver.high is not None or driver.priority != 1


def _solve_many(
    session: Session, scenario: Scenario, drivers: list[Turning], aims: list[Aim], console: Console
) -> int:
    from workbench.services.goal_seek import seek

    answer = seek(session, scenario.id, drivers, aims)
    if console.as_json:
        console.document({"scenario": scenario.id, **scenario_answers.many_json(answer)})
    else:
        console.line(answer.words().show(console.lang))
    return 0 if answer.answer.status == "solved" else 1


def _evaluate(arguments: Namespace, console: Console) -> int:
    from workbench.services.evaluation import evaluate_model

    model = read_json(arguments.model)
    try:
        document = evaluate_model(model)
    except RuleError as error:
        raise InputRuleError(error.code, field=error.field, **error.params) from error
    solution = document.get("solution")
    code = 0 if solution is None or solution["status"] == "solved" else 1
    if console.as_json:
        console.document(document)
        return code
    names = list(document["values"])
    rows = [
        [
            period,
            *(
                "–" if (value := document["values"][name][place]) is None else f"{value:.6g}"
                for name in names
            ),
        ]
        for place, period in enumerate(document["periods"])
    ]
    console.table([console.word("app.head-year"), *names], rows, right=frozenset(range(1, len(names) + 1)))
    if solution is not None:
        console.line(f"{solution['status']}: {solution['value']}")
    return code


def _path_json(path: DriverPath) -> dict[str, Any]:
    from workbench.store.codec import to_plain

    return {
        "growth": path.growth,
        "by_year": {str(year): value for year, value in sorted(path.by_year.items())},
        "levels": {str(year): value for year, value in sorted(path.levels.items())},
        "trend": list(path.trend) if path.trend else None,
        "fit": path.fit,
        "interpolate": path.interpolate or None,
        "shape": path.shape and to_plain(path.shape),
        "link": path.link and to_plain(path.link),
        "reason": path.reason or None,
    }


def _scenario_json(scenario: Scenario) -> dict[str, Any]:
    from workbench.store.codec import to_plain

    def plain(things: dict[str, Any]) -> dict[str, Any]:
        return {name: to_plain(thing) for name, thing in sorted(things.items())}

    return {
        "id": scenario.id,
        "name": scenario.name.as_dict(),
        "model": scenario.model_id,
        "parent": scenario.parent,
        "note": scenario.note.as_dict(),
        "paths": {name: _path_json(path) for name, path in sorted(scenario.paths.items())},
        "levers": plain(scenario.levers),
        "add_factors": {
            name: [to_plain(part) for part in parts] for name, parts in sorted(scenario.add_factors.items())
        },
        "actuals": plain(scenario.actuals),
        "spreads": plain(scenario.spreads),
        "correlations": None
        if scenario.correlations is None
        else [to_plain(each) for each in scenario.correlations],
    }


def run_json(run: ScenarioRun) -> dict[str, Any]:
    """A run: values of every variable by period (missing = null), drivers, and what it says of the indicators."""
    from workbench.services.scenario_checks import checks

    return {
        **_scenario_json(run.scenario),
        "fingerprint": run.fingerprint,
        "periods": [run.inputs.ready.grid.code(step) for step in run.result.years.tolist()],
        "values": {
            name: [_real(each) for each in array.tolist()] for name, array in run.result.values.items()
        },
        "actual": {name: array.tolist() for name, array in run.result.actual.items()},
        "replaced": {
            name: [run.inputs.ready.grid.code(int(step)) for step in run.result.years[where]]
            for name, where in run.result.replaced.items()
        },
        "drivers": [
            {
                "variable": row.variable.name,
                "label": row.variable.label.as_dict(),
                "unit": row.variable.unit,
                "stated_in": row.origin or None,
                "growth": row.growth,
                "last_actual": None
                if row.last_actual is None
                else run.inputs.ready.grid.code(row.last_actual),
                "last_value": row.last_value,
                "recent_growth": row.recent,
            }
            for row in run.drivers
        ],
        "indicators": [_outcome_json(outcome) for outcome in run.indicators],
        "problems": [_not_computable(problem) for problem in run.problems],
        "warnings": [_not_computable(problem) for problem in run.warnings],
        "checks": [
            {
                "variable": each.variable,
                "period": each.period,
                "code": each.code,
                "message": each.message.as_dict(),
            }
            for each in checks(run)
        ],
    }


def _real(value: float) -> float | None:
    return None if math.isnan(value) else value


def _outcome_json(outcome: IndicatorOutcome) -> dict[str, Any]:
    latest = outcome.latest
    return {
        "id": outcome.indicator.id,
        "variable": outcome.variable.name if outcome.variable else None,
        "latest": None
        if latest is None
        else {"period": latest.period.code, "value": latest.value, "text": latest.text},
        "projection": {str(year): value for year, value in outcome.projection},
        "targets": [_target_json(each) for each in outcome.targets],
        "words": outcome.words().as_dict(),
        "problems": [_not_computable(problem) for problem in outcome.problems],
    }


def _target_json(outcome: TargetOutcome) -> dict[str, Any]:
    gap = outcome.gap
    return {
        "column_year": outcome.target.column_year,
        "data_year": outcome.target.data_year,
        "target": outcome.target.value,
        "text": outcome.target.text,
        "value": outcome.value,
        "published": outcome.published,
        "difference": None if gap is None else gap.difference,
        "met": None if gap is None else gap.met,
        "required_growth": None if outcome.required is None else outcome.required.growth,
        "required_change": None if outcome.required is None else outcome.required.change,
    }


def _not_computable(problem: NotComputable) -> dict[str, Any]:
    period = None if problem.year is None else str(problem.year)
    plain = problem_json(Problem("warning", problem.code, {"variable": problem.variable, **problem.params}))
    return {"variable": problem.variable, "period": period, **plain, "message": problem.message.as_dict()}
