"""``scenario``: several goals at once, tables, tornado, measures, batches, looking back, the card, the workbook."""

from __future__ import annotations

import re
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.app.commands.common import pick, reading, workspace_argument
from workbench.app.console import Console
from workbench.app.parser import Commands, arg
from workbench.domain.errors import FileProblem, StorageError, UsageError

if TYPE_CHECKING:
    from workbench.calc.knobs import Knob
    from workbench.domain.scenario import Scenario
    from workbench.services.back_test import Summary
    from workbench.services.batch import Batch, Outcome
    from workbench.services.goal_seek import Aim, ManySeek, Turning
    from workbench.services.scenario_data import Inputs
    from workbench.services.session import Session
    from workbench.services.uncertainty import UncertainRun

_DRIVER = re.compile(
    r"(?P<name>[^=@]+)(=(?P<low>[^.]*(\.\d+)?)\.\.(?P<high>[^@]+))?(@(?P<priority>[1-9]\d*))?"
)
_TARGET = re.compile(r"(?P<id>[^@=]+)@(?P<year>\d{4})(=(?P<value>.+))?")


def add_to(group: Commands) -> None:
    """The sub-commands of ``scenario`` that answer questions about one scenario."""
    batch = group.add("batch", _batch, help_code="app.help-scenario-batch")
    _scenario(batch)
    arg(
        batch,
        "--table",
        type=Path,
        required=True,
        metavar="TABLE.csv",
        help_code="app.arg-batch-table",
    )
    arg(batch, "--out", type=Path, metavar="OUT", help_code="app.arg-batch-out")
    for name, run in (("tornado", _tornado), ("measures", _measures), ("table", _table)):
        parser = group.add(name, run, help_code=f"app.help-scenario-{name}")
        _scenario(parser)
        arg(parser, "--indicator", required=True, metavar="ID")
        arg(parser, "--year", type=int, required=True, metavar="YEAR")
        if name == "table":
            arg(parser, "--row", required=True, metavar="NAME=A,B,…")
            arg(parser, "--column", metavar="NAME=A,B,…")
        if name == "tornado":
            arg(parser, "--shift", type=float, default=0.01, metavar="X")
    past = group.add("back-test", _back_test, help_code="app.help-scenario-back-test")
    _scenario(past)
    from workbench.app.commands.figures import iso_date

    arg(past, "--as-of", type=iso_date, required=True, metavar="DATE")
    card = group.add("card", _card, help_code="app.help-scenario-card")
    workspace_argument(card)
    arg(card, "model", nargs="?", metavar="MODEL", help_code="app.arg-scenario-model")
    export = group.add("export", _export, help_code="app.help-scenario-export")
    _scenario(export)
    arg(export, "--out", type=Path, required=True, metavar="OUT.xlsx", help_code="app.arg-scenario-out")
    differences = group.add("differences", _differences, help_code="app.help-scenario-differences")
    _scenario(differences)
    arg(differences, "other", nargs="?", metavar="OTHER", help_code="app.arg-scenario-other")


def _scenario(parser: Any) -> None:
    workspace_argument(parser)
    arg(parser, "name", metavar="NAME", help_code="app.arg-scenario-name")


def _picked(session: Session, arguments: Namespace) -> Scenario:
    return pick(session.scenarios(), arguments.name, "scenario")


def turning(text: str) -> Turning:
    """``NAME[=LOW..HIGH][@PRIORITY]``. Raises ``ValueError``."""
    from workbench.services.goal_seek import Turning

    found = _DRIVER.fullmatch(text)
    if found is None:
        raise ValueError(text)
    low, high = found["low"], found["high"]
    return Turning(
        found["name"],
        None if not low else float(low),
        None if not high else float(high),
        int(found["priority"] or 1),
    )


def aim(text: str) -> Aim:
    """``ID@YEAR[=VALUE]``. Raises ``ValueError``."""
    from workbench.services.goal_seek import Aim

    found = _TARGET.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return Aim(found["id"], int(found["year"]), None if found["value"] is None else float(found["value"]))


def many_json(seek: ManySeek) -> dict[str, Any]:
    """The answer for several drivers and targets."""
    answer = seek.answer
    return {
        "status": answer.status,
        "controls": [
            {
                "name": control.knob.key,
                "low": control.low,
                "high": control.high,
                "priority": control.priority,
                "value": value,
                "present": None if control.present != control.present else control.present,
            }
            for control, value in zip(seek.controls, answer.values, strict=True)
        ],
        "targets": [
            {
                "indicator": each.indicator_id,
                "period": str(each.year),
                "value": each.value,
                "achieved": reached,
                "met": at not in answer.missed,
            }
            for at, (each, reached) in enumerate(zip(seek.aims, answer.achieved, strict=True))
        ],
        "binding": [{"name": seek.controls[at].knob.key, "bound": bound} for at, bound in answer.binding],
        "words": seek.words().as_dict(),
    }


def uncertain_json(run: UncertainRun) -> dict[str, Any]:
    """Draws of a scenario: percentiles, means and the probability of meeting each target, by indicator."""
    return {
        "draws": run.draws,
        "seed": run.seed,
        "sampling": run.sampling,
        "inputs": list(run.names),
        "fingerprint": run.fingerprint,
        "indicators": [
            {
                "id": fan.indicator.id,
                "periods": [str(year) for year in fan.years],
                "percentiles": {f"{level:g}": list(values) for level, values in fan.percentiles.items()},
                "mean": list(fan.mean),
                "scenario": list(fan.central),
                "targets": [
                    {
                        "data_year": chance.target.data_year,
                        "target": chance.target.value,
                        "probability": chance.probability,
                        "standard_error": chance.error,
                        "known": chance.known,
                        "by_year": {str(year): share for year, share in chance.by_year.items()},
                    }
                    for chance in run.chances[fan.indicator.id]
                ],
                "words": run.words(fan.indicator.id).as_dict(),
            }
            for fan in run.fans.values()
        ],
    }


def _batch(arguments: Namespace, console: Console) -> int:
    from workbench.services import batch
    from workbench.services.scenario_data import inputs_of

    try:
        text = arguments.table.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileProblem("app.unreadable", file=arguments.table.name, reason=reason) from error
    except UnicodeDecodeError as error:
        raise FileProblem("app.unreadable", file=arguments.table.name, reason=str(error)) from error
    with reading(arguments.file) as session:
        scenario = _picked(session, arguments)
        variations = batch.read_table(text, inputs_of(session, scenario.id))
        done = batch.run_batch(session, scenario.id, variations)
        rows = batch.table_of(done, session, console.lang)
        if arguments.out is not None:
            write = {".csv": batch.write_csv, ".xlsx": batch.write_xlsx}.get(arguments.out.suffix.lower())
            if write is None:
                raise UsageError("app.batch-format", file=arguments.out.name)
            try:
                write(done, session, arguments.out, console.lang)
            except OSError as error:
                reason = error.strerror or str(error)
                raise StorageError("app.not-written", file=arguments.out.name, reason=reason) from error
    if console.as_json:
        console.document(_batch_json(arguments, scenario.id, done))
    else:
        shown = [["" if cell is None else _cell(cell) for cell in row] for row in rows]
        console.table(shown[0], [tuple(row) for row in shown[1:]])
    return 0


def _cell(cell: str | float) -> str:
    return cell if isinstance(cell, str) else f"{cell:.6g}"


def _batch_json(arguments: Namespace, scenario_id: str, done: Batch) -> dict[str, Any]:
    def outcome(each: Outcome) -> dict[str, Any]:
        return {
            "name": each.variation.name or None,
            "settings": {knob.key: value for knob, value in each.variation.settings.items()},
            "values": {key: {str(y): v for y, v in own.items()} for key, own in each.values.items()},
            "met": {key: {str(y): v for y, v in own.items()} for key, own in each.met.items()},
            "not_computable": [{"indicator": key, "period": str(year)} for key, year in each.problems],
        }

    return {
        "file": arguments.file.name,
        "scenario": scenario_id,
        "fingerprint": done.fingerprint,
        "base": outcome(done.base),
        "variations": [outcome(each) for each in done.outcomes],
    }


def _tornado(arguments: Namespace, console: Console) -> int:
    from workbench.services.scenario_sentences import tornado_words
    from workbench.services.sensitivity import tornado

    with reading(arguments.file) as session:
        scenario = _picked(session, arguments)
        found = tornado(session, scenario.id, arguments.indicator, arguments.year, shift=arguments.shift)
        model = session.model(scenario.model_id)
        labels = {v.name: v.label for v in model.variables} | {each.id: each.label for each in model.levers}
        words = tornado_words(session, found, labels)
    if console.as_json:
        bars = [
            {
                "name": bar.name,
                "turn": bar.turn,
                "low": bar.low,
                "high": bar.high,
                "at_low": bar.at_low,
                "at_high": bar.at_high,
            }
            for bar in found.bars
        ]
        told = {"indicator": found.indicator_id, "period": str(found.year), "value": found.central}
        console.document({"scenario": scenario.id, **told, "bars": bars, "words": words.as_dict()})
    else:
        console.line(words.show(console.lang))
        for bar in found.bars:
            ends = (bar.at_low, bar.at_high)
            shown = " … ".join("–" if end is None else f"{end:.4g}" for end in ends)
            console.line(f"  {labels[bar.name].show(console.lang)}: {shown}")
    return 0


def _settings(inputs: Inputs, text: str) -> tuple[Knob, list[float]]:
    from workbench.services.batch import knob_of, number_in

    name, _, values = text.partition("=")
    if not values:
        raise UsageError("app.args-value", name="--row", value=text)
    key = name if "." in name else f"{name}.growth"
    return knob_of(key, inputs, 1), [number_in(each, 1, at + 1) for at, each in enumerate(values.split(","))]


def _table(arguments: Namespace, console: Console) -> int:
    from workbench.services.scenario_data import inputs_of
    from workbench.services.sensitivity import table

    with reading(arguments.file) as session:
        scenario = _picked(session, arguments)
        inputs = inputs_of(session, scenario.id)
        first = _settings(inputs, arguments.row)
        second = None if arguments.column is None else _settings(inputs, arguments.column)
        found = table(session, scenario.id, arguments.indicator, arguments.year, first, second)
    if console.as_json:
        console.document(
            {
                "scenario": scenario.id,
                "indicator": found.indicator_id,
                "period": str(found.year),
                "row": first[0].key,
                "column": None if second is None else second[0].key,
                "rows": list(found.rows),
                "columns": list(found.columns),
                "values": [list(row) for row in found.values],
            }
        )
    else:
        head = [first[0].key, *(f"{each:g}" for each in found.columns or (0.0,))]
        rows = [
            (f"{setting:g}", *("–" if cell is None else f"{cell:.6g}" for cell in row))
            for setting, row in zip(found.rows, found.values, strict=True)
        ]
        console.table(head if second is not None else [first[0].key, arguments.indicator], rows)
    return 0


def _measures(arguments: Namespace, console: Console) -> int:
    from workbench.services.levers import close_the_gap
    from workbench.services.scenario_sentences import closing_words

    with reading(arguments.file) as session:
        scenario = _picked(session, arguments)
        found = close_the_gap(session, scenario.id, arguments.indicator, arguments.year)
        words = closing_words(session, found)
    if console.as_json:
        console.document(
            {
                "scenario": scenario.id,
                "indicator": found.indicator_id,
                "period": str(found.year),
                "target": found.target,
                "value": found.value,
                "together": found.together,
                "together_met": found.together_met,
                "measures": [
                    {
                        "lever": each.row.lever.id,
                        "node": each.row.lever.node_id,
                        "label": each.row.lever.label.as_dict(),
                        "on": each.row.on,
                        "confidence": each.row.lever.confidence or None,
                        "without": each.without,
                        "with": each.with_it,
                        "closes": each.closes,
                        "needed_times": each.needed,
                        "reason": each.row.lever.reason.as_dict(),
                    }
                    for each in found.measures
                ],
                "words": words.as_dict(),
            }
        )
    else:
        console.line(words.show(console.lang))
    return 0


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "count": summary.count,
        "bias": summary.bias,
        "mean_absolute": summary.mean_absolute,
        "inside": {str(share): hit for share, hit in summary.hits.items()},
        "better_than_no_change": summary.better,
    }


def _back_test(arguments: Namespace, console: Console) -> int:
    from workbench.services.back_test import score

    with reading(arguments.file) as session:
        scenario = _picked(session, arguments)
        found = score(session, scenario.id, arguments.as_of)
        words = found.words(session)
    if console.as_json:
        console.document(
            {
                "scenario": scenario.id,
                "as_of": found.as_of,
                "projections": [
                    {
                        "indicator": each.indicator_id,
                        "period": str(each.year),
                        "horizon": each.horizon,
                        "projected": each.projected,
                        "outcome": each.outcome,
                        "inside": {str(share): hit for share, hit in each.inside.items()},
                    }
                    for each in found.scores
                ],
                "summary": _summary(found.summary),
                "indicators": {key: _summary(each) for key, each in found.by_indicator.items()},
                "later_vintages": list(found.later),
                "fixed_by_hand": list(found.hindsight),
                "words": words.as_dict(),
            }
        )
    else:
        console.line(words.show(console.lang))
    return 0


def _card(arguments: Namespace, console: Console) -> int:
    from workbench.services.model_card import card

    with reading(arguments.file) as session:
        models = session.models()
        chosen = next((each for each in models if each.id == arguments.model), None)
        if arguments.model is None and models:
            chosen = models[0]
        if chosen is None:
            raise UsageError("session.unknown-id", kind="model", id=arguments.model or "")
        found = card(session, chosen.id)
    if console.as_json:
        past = found.back_test
        console.document(
            {
                "model": chosen.id,
                "title": chosen.title.as_dict(),
                "note": chosen.note.as_dict(),
                "variables": [
                    {
                        "name": row.variable.name,
                        "label": row.variable.label.as_dict(),
                        "unit": row.variable.unit,
                        "equation": row.equation or None,
                        "history": row.variable.history or None,
                        "indicator": row.variable.indicator_id or None,
                        "sources": [source.id for source in row.sources],
                        "last_actual": None if row.last is None else str(row.last[0]),
                        "derived": row.derived,
                        "note": row.variable.note.as_dict(),
                    }
                    for row in found.rows
                ],
                "levers": [
                    {
                        "id": lever.id,
                        "node": lever.node_id,
                        "variable": lever.variable,
                        "amount": lever.amount,
                        "confidence": lever.confidence or None,
                        "reason": lever.reason.as_dict(),
                    }
                    for lever in found.levers
                ],
                "edges": [list(edge) for edge in found.edges],
                "back_test": None
                if past is None
                else {
                    "window": past.window,
                    "origins": [past.first_origin, past.last_origin],
                    "overall": _summary(past.overall),
                    "by_horizon": {str(ahead): _summary(each) for ahead, each in past.by_horizon.items()},
                    "by_variable": {name: _summary(each) for name, each in past.by_variable.items()},
                },
            }
        )
    else:
        console.line(chosen.title.show(console.lang))
        for row in found.rows:
            equation = f" = {row.equation}" if row.equation else ""
            console.line(f"  {row.variable.label.show(console.lang)} [{row.variable.unit}]{equation}")
    return 0


def _export(arguments: Namespace, console: Console) -> int:
    from workbench.services.scenario_workbook import export_workbook

    with reading(arguments.file) as session:
        scenario = _picked(session, arguments)
        try:
            export_workbook(session, scenario.id, arguments.out, console.lang)
        except OSError as error:
            reason = error.strerror or str(error)
            raise StorageError("app.not-written", file=arguments.out.name, reason=reason) from error
    if console.as_json:
        console.document({"scenario": scenario.id, "written": arguments.out.name})
    else:
        console.line(arguments.out.name)
    return 0


def _differences(arguments: Namespace, console: Console) -> int:
    from workbench.services.scenarios import difference_list
    from workbench.store.codec import to_plain

    with reading(arguments.file) as session:
        scenario = _picked(session, arguments)
        other = None
        if arguments.other is not None:
            other = pick(session.scenarios(), arguments.other, "scenario").id
        found = difference_list(session, scenario.id, other)
        model = session.model(scenario.model_id)
    labels = {v.name: v.label for v in model.variables} | {each.id: each.label for each in model.levers}
    if console.as_json:

        def plain(value: Any) -> Any:
            return (
                [to_plain(each) for each in value] if isinstance(value, tuple) else value and to_plain(value)
            )

        console.document(
            {
                "scenario": scenario.id,
                "other": other if other is not None else scenario.parent,
                "differences": [
                    {
                        "what": each.what,
                        "name": each.name,
                        "other": plain(each.first),
                        "here": plain(each.second),
                    }
                    for each in found
                ],
            }
        )
    else:
        for each in found:
            label = labels[each.name].show(console.lang) if each.name in labels else each.name
            console.line(f"{console.word(f'app.differs-{each.what}')} {label}".strip())
    return 0
