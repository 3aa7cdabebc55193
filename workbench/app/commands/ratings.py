"""``rate``: how an indicator stands on its way to a target, by every published method."""

from __future__ import annotations

import math
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.app.commands.common import read_json, reading
from workbench.app.console import Console
from workbench.app.parser import Commands, arg
from workbench.domain.errors import FileProblem, UsageError

if TYPE_CHECKING:
    from workbench.services.agreement import Agreement
    from workbench.services.ratings import IndicatorRating
    from workbench.services.roll_up import RollUp
    from workbench.services.session import Session


def add_to(commands: Commands) -> None:
    """``workbench rate FILE.wbk … | --cases CASES.json | --base Y:V --latest Y:V --target Y:V --direction up|down``."""
    from workbench.app.commands.figures import iso_date

    parser = commands.add("rate", _rate)
    arg(parser, "file", nargs="?", type=Path, metavar="FILE.wbk")
    arg(parser, "--indicator", action="append", metavar="ID")
    arg(parser, "--target-year", type=int, metavar="YEAR")
    arg(parser, "--base-year", type=int, metavar="YEAR")
    arg(parser, "--method", default="all", metavar="NAME")
    arg(parser, "--as-of", type=iso_date, metavar="DATE")
    arg(parser, "--cases", type=Path, metavar="CASES.json")
    for name in ("--base", "--latest", "--target"):
        arg(parser, name, type=_point, metavar="YEAR:VALUE", help_code="app.arg-point")
    arg(parser, "--direction", choices=("up", "down"))
    arg(parser, "--limit", type=float, metavar="X")
    arg(parser, "--roll-up", nargs="?", const="", metavar="NODE")
    arg(parser, "--weight", action="append", type=_weight, metavar="ID=W")


def _point(text: str) -> tuple[int, float]:
    """``2020:100`` as year and value. Raises ``ValueError``."""
    year, _, value = text.partition(":")
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(text)
    return int(year), number


def _weight(text: str) -> tuple[str, float]:
    """``S1=2`` as id and weight. Raises ``ValueError``."""
    name, _, value = text.rpartition("=")
    if not name:
        raise ValueError(text)
    return name, float(value)


def _rate(arguments: Namespace, console: Console) -> int:
    by_hand = any(each is not None for each in (arguments.base, arguments.latest, arguments.target))
    if sum((arguments.file is not None, arguments.cases is not None, by_hand)) != 1:
        raise UsageError("app.rate-what")
    if arguments.file is not None:
        if arguments.roll_up is not None:
            return _roll_up(arguments, console)
        return _rate_workspace(arguments, console)
    from workbench.services.ratings import rate_cases

    cases = [_case_by_hand(arguments)] if by_hand else _read_cases(arguments.cases)
    rated = rate_cases(cases, arguments.method)
    if console.as_json:
        console.document(rated)
    else:
        for case in rated:
            _print_methods(str(case["id"]), case["methods"], console)
    return 0


def _case_by_hand(arguments: Namespace) -> dict[str, Any]:
    for name in ("base", "latest", "target", "direction"):
        if getattr(arguments, name) is None:
            raise UsageError("app.args-required", names=f"--{name}")
    (base_year, base), (year, value) = arguments.base, arguments.latest
    target_year, target = arguments.target
    return {
        "id": "case",
        "series": [[base_year, base], [year, value]],
        "base_year": base_year,
        "direction": arguments.direction,
        "target": target,
        "target_year": target_year,
        "limit": arguments.limit,
    }


def _read_cases(path: Path) -> list[dict[str, Any]]:
    cases = read_json(path)
    if not isinstance(cases, list) or not all(isinstance(case, dict) for case in cases):
        raise FileProblem("app.not-cases", file=path.name)
    return cases


def _rate_workspace(arguments: Namespace, console: Console) -> int:
    from workbench.services import ratings
    from workbench.services.agreement import agreement_json

    options: dict[str, Any] = {
        "method": arguments.method,
        "base_year": arguments.base_year,
        "as_of": arguments.as_of,
    }
    with reading(arguments.file) as session:
        rated: list[IndicatorRating] = []
        wanted = arguments.indicator or [each.id for each in session.indicators() if each.role == "reference"]
        for indicator in wanted:
            found = ratings.rate_indicator(session, indicator, **options)
            if arguments.target_year is not None:
                if arguments.indicator:
                    found = ratings.rate_indicator(
                        session, indicator, target_year=arguments.target_year, **options
                    )
                else:
                    year = arguments.target_year
                    found = tuple(
                        each for each in found if year in (each.target.column_year, each.target.data_year)
                    )
            rated += found
        agreed = _agreements(session, rated, arguments)
    plain = [
        {
            **ratings.indicator_rating_json(each),
            **({"agreement": agreement_json(agreed[place])} if agreed else {}),
        }
        for place, each in enumerate(rated)
    ]
    if console.as_json:
        console.document(plain)
        return 0
    for each, document in zip(rated, plain, strict=True):
        name = each.indicator.name.show(console.lang)
        _print_methods(f"{name} · {each.target.column_year}", document["methods"], console)
        if "agreement" in document:
            console.line(f"  {document['agreement']['words'][console.lang]}")
        if each.definition_break:
            console.note(f"! {console.word('app.rate-break')}")
    return 0


def _agreements(session: Session, rated: list[IndicatorRating], arguments: Namespace) -> list[Agreement]:
    """How far the methods agree on each; none where only one method was asked for."""
    if arguments.method != "all":
        return []
    from workbench.services.agreement import agreement

    return [
        agreement(
            session,
            each.indicator.id,
            target_year=each.target.column_year,
            base_year=arguments.base_year,
            as_of=arguments.as_of,
        )[0]
        for each in rated
    ]


def _roll_up(arguments: Namespace, console: Console) -> int:
    from workbench.services.roll_up import roll_up, roll_up_json

    with reading(arguments.file) as session:
        found = roll_up(
            session,
            arguments.roll_up or None,
            target_year=arguments.target_year or 2027,
            as_of=arguments.as_of,
            weights=dict(arguments.weight) if arguments.weight else None,
        )
    if console.as_json:
        console.document(roll_up_json(found))
    else:
        _print_roll_up(found, console, 0)
    return 0


def _print_roll_up(item: RollUp, console: Console, depth: int) -> None:
    def status(name: str | None) -> str:
        return console.word(f"app.status-{name.replace('_', '-')}") if name else "–"

    indent = "  " * depth
    console.line(f"{indent}{item.node_id}  {item.title.show(console.lang)}: {status(item.status)}")
    console.line(f"{indent}  {item.calculation.show(console.lang)}")
    worst = console.word("app.roll-up-worst", status=status(item.worst_status))
    counts = ", ".join(
        f"{status(name) if name != 'not_assessable' else '–'} {count}" for name, count in item.counts.items()
    )
    console.line(f"{indent}  {worst}; {counts}")
    for child in item.children:
        if child.parts:
            _print_roll_up(child, console, depth + 1)


def _print_methods(title: str, methods: dict[str, dict[str, Any]], console: Console) -> None:
    console.line(title)
    for name, rating in methods.items():
        if rating["not_assessable"]:
            said = console.word("app.status-not-assessable", reason=rating["not_assessable"])
        else:
            said = (
                console.word(f"app.status-{rating['status'].replace('_', '-')}") if rating["status"] else "–"
            )
        value = "" if rating["value"] is None else f"  {rating['value']:.3g}"
        console.line(f"  {name:<15}{said}{value}")
