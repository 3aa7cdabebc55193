"""``explain`` and ``revisions``: why a ratio is another figure than it was, and how far figures are revised."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from typing import Any

from workbench.app.commands.common import reading, workspace_argument
from workbench.app.console import Console
from workbench.app.parser import Commands, arg
from workbench.domain.errors import RuleError


def add_to(commands: Commands) -> None:
    """``workbench explain FILE.wbk --indicator ID --since DATE [--until DATE]`` and ``revisions FILE.wbk --indicator ID``."""
    from workbench.app.commands.figures import iso_date

    explain = commands.add("explain", _explain)
    workspace_argument(explain)
    arg(explain, "--indicator", required=True, metavar="ID", help_code="app.arg-indicator")
    arg(explain, "--since", required=True, type=iso_date, metavar="DATE", help_code="app.arg-since-date")
    arg(explain, "--until", type=iso_date, default=None, metavar="DATE", help_code="app.arg-until-date")
    revisions = commands.add("revisions", _revisions)
    workspace_argument(revisions)
    arg(revisions, "--indicator", required=True, metavar="ID", help_code="app.arg-indicator")


def _explain(arguments: Namespace, console: Console) -> int:
    from workbench.services.agreement import colour_changes
    from workbench.services.decomposition import split_change, split_json

    lang = console.lang
    with reading(arguments.file) as session:
        colours = colour_changes(session, arguments.indicator, since=arguments.since, until=arguments.until)
        try:
            found = split_change(session, arguments.indicator, since=arguments.since, until=arguments.until)
        except RuleError as problem:
            # A count has no parts to split its change by; why its colour changed can be said all the same.
            if problem.code != "split.no-formula" or not colours:
                raise
            found = None
    if console.as_json:
        document: dict[str, Any] = {"split": None} if found is None else split_json(found)
        document["colours"] = [
            {
                "method": each.method,
                "column_year": each.target_year,
                "before": each.before,
                "revised": each.revised,
                "after": each.after,
                "cause": each.cause,
                "words": each.words.as_dict(),
            }
            for each in colours
        ]
        console.document(document)
        return 0
    if found is not None:
        name = found.indicator.name.show(lang)
        console.line(
            f"{name}: {found.before:.6g} ({found.first_year}) → {found.after:.6g} ({found.last_year})"
        )
        for part in found.parts:
            console.line(f"  {part.amount:+.6g}  {part.words.show(lang)}")
        console.line(f"  = {float(found.change):+.6g}")
        console.line(found.method.show(lang))
    for each in colours:
        if each.cause != "none":
            console.line(f"{each.target_year}  {each.words.show(lang)}")
    return 0


def _revisions(arguments: Namespace, console: Console) -> int:
    from workbench.services.revisions import spread, spread_by_horizon, triangles

    documents: list[dict[str, Any]] = []
    with reading(arguments.file) as session:
        for triangle in triangles(session, arguments.indicator):
            rows = [
                {
                    "period": period.code,
                    "cells": [
                        {
                            "event": cell.event,
                            "value": cell.observation.value if cell.observation else None,
                            "change": cell.change,
                        }
                        for cell in row
                    ],
                }
                for period, row in zip(triangle.periods, triangle.cells, strict=True)
            ]
            documents.append(
                {
                    "indicator": triangle.series_id,
                    "definition": triangle.definition or None,
                    "vintages": list(triangle.vintages),
                    "rows": rows,
                    "statistics": asdict(spread(triangle)),
                    "by_horizon": [asdict(each) for each in spread_by_horizon(triangle)],
                }
            )
    if console.as_json:
        console.document(documents)
        return 0
    for document in documents:
        console.line(f"{document['indicator']} {document['definition'] or ''}".rstrip())
        body = [
            (
                row["period"],
                *(
                    ""
                    if cell["event"] in ("", "carried")
                    else f"{cell['value']:g}"
                    if cell["value"] is not None
                    else "–"
                    for cell in row["cells"]
                ),
            )
            for row in document["rows"]
        ]
        head = ("", *document["vintages"])
        console.table(head, body, right=frozenset(range(1, len(head))))
        found = document["statistics"]
        if found["count"]:
            test = "" if found["p"] is None else f"  t {found['t']:.2f}, p {found['p']:.3f}"
            console.line(
                console.word(
                    "app.revision-statistics",
                    count=found["count"],
                    mean=f"{found['mean']:+.4g}",
                    absolute=f"{found['mean_absolute']:.4g}",
                    test=test,
                )
            )
    return 0
