"""The whole main job once, on real figures, without a window: what ``workbench demo`` and the smoke run do.

A new workspace from the Blueprint; an official table imported; every published indicator that can be computed anew from
its components compared; the scenarios evaluated and one goal sought; a snapshot; the paper in every format and both
languages; a summary of it all. Nothing here is special: each step is the service that the window uses.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from workbench.base import files
from workbench.base.messages import word
from workbench.base.paths import asset
from workbench.domain.errors import RuleError, Severity, StorageError
from workbench.domain.text import LANGS, Lang

if TYPE_CHECKING:
    from workbench.domain.snapshot import Snapshot
    from workbench.services.import_plan import ImportPlan
    from workbench.services.indicators import Recomputed
    from workbench.services.scenarios import GoalSeek, ScenarioRun
    from workbench.services.session import Session

WORKSPACE = "blueprint.wbk"
PAPERS = "papers"


class Told(Protocol):
    """Hears of each step: a message code of ``demo.*`` and its parameters."""

    def __call__(self, code: str, /, **params: Any) -> None:
        """A step begins."""


def _silent(code: str, /, **params: Any) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demonstration made."""

    folder: Path
    workspace: Path
    plan: ImportPlan | None
    recomputed: tuple[Recomputed, ...]
    runs: tuple[ScenarioRun, ...]
    answer: GoalSeek | None
    snapshot: Snapshot
    papers: tuple[Path, ...]
    findings: Counter[Severity]

    def as_json(self) -> dict[str, Any]:
        """The document of ``workbench demo --json`` and of ``summary.json``."""
        from workbench.services.indicators import recomputed_json

        compared = [
            row for row in self.recomputed if row.recomputed is not None and row.verdict != "circular"
        ]
        return {
            "workspace": self.workspace.name,
            "import": None
            if self.plan is None
            else {
                "file": self.plan.path.name,
                "sha256": self.plan.reading.sha256,
                "counts": self.plan.counts,
            },
            "recomputation": {
                "compared": len(compared),
                "agree": sum(row.agrees for row in compared),
                "figures": [recomputed_json(row) for row in compared],
            },
            "scenarios": [
                {
                    "id": run.scenario.id,
                    "name": run.scenario.name.as_dict(),
                    "indicators": [
                        {"id": each.indicator.id, "words": each.words().as_dict()} for each in run.indicators
                    ],
                }
                for run in self.runs
            ],
            "goal_seek": None if self.answer is None else self.answer.words().as_dict(),
            "snapshot": {"id": self.snapshot.id, "name": self.snapshot.name, "digest": self.snapshot.digest},
            "papers": [
                {"file": f"{PAPERS}/{path.name}", "sha256": files.sha256(path)} for path in self.papers
            ],
            "findings": dict(sorted(self.findings.items())),
        }

    def lines(self, lang: Lang) -> list[str]:
        """The summary for a person."""

        def say(code: str, **params: Any) -> str:
            return word(f"demo.{code}", lang, **params)

        compared = [
            row for row in self.recomputed if row.recomputed is not None and row.verdict != "circular"
        ]
        found = [say("summary-workspace", file=self.workspace.name)]
        if self.plan is not None:
            counts = self.plan.counts
            found.append(
                say(
                    "summary-import",
                    file=self.plan.path.name,
                    new=counts["new"],
                    unchanged=counts["unchanged"],
                    revised=counts["revised"],
                )
            )
        found.append(
            say("summary-recomputed", agree=sum(row.agrees for row in compared), count=len(compared))
        )
        for row in compared:
            if not row.agrees or row.verdict != "agrees":
                found.append("  " + _difference(row, lang))
        for run in self.runs:
            found.append(say("summary-scenario", name=run.scenario.name.show(lang)))
            found += [f"  {each.words().show(lang)}" for each in run.indicators if each.projection]
        if self.answer is not None:
            found.append(f"{say('summary-goal')} {self.answer.words().show(lang)}")
        found.append(say("summary-snapshot", name=self.snapshot.name))
        found += [say("summary-paper", file=f"{PAPERS}/{path.name}") for path in self.papers]
        return found


def _difference(row: Recomputed, lang: Lang) -> str:
    from workbench.domain.wording import figure

    value = row.then if row.verdict == "agrees-as-then-known" else row.recomputed
    return word(
        f"demo.{row.verdict}",
        lang,
        name=row.indicator.name.show(lang),
        period=row.period.label(lang),
        published=figure(
            row.published.value, row.indicator.unit, lang, decimals=row.published.decimals, style="screen"
        ),
        recomputed=figure(
            value, row.indicator.unit, lang, decimals=(row.published.decimals or 0) + 2, style="screen"
        ),
        now=figure(row.recomputed, row.indicator.unit, lang, decimals=row.published.decimals, style="screen"),
    )


def shipped_table() -> Path | None:
    """The official table that comes with the program, ``None`` if there is none."""
    found = sorted(
        path for path in asset("data", "tables").glob("*") if path.suffix in (".csv", ".xls", ".xlsx")
    )
    return found[0] if found else None


def run_demo(folder: Path, *, table: Path | None = None, told: Told = _silent) -> Demo:
    """Do it all in *folder* (made if absent), importing *table* or the one that comes with the program.

    Raises :class:`StorageError` (folder cannot be written, a workspace is there already), :class:`FileProblem`,
    :class:`RuleError` or :class:`UsageError` where the table cannot be taken in.
    """
    from workbench.services import packs, scenarios
    from workbench.services.importing import commit_import, plan_import
    from workbench.services.indicators import recompute
    from workbench.services.session import Session

    papers = folder / PAPERS
    try:
        papers.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError("app.folder", folder=str(folder), reason=error.strerror or str(error)) from error
    workspace = folder / WORKSPACE
    told("demo.step-new", file=workspace.name)
    with Session.create(workspace) as session:
        plan = None
        book = table or shipped_table()
        if book is not None:
            told("demo.step-import", file=book.name)
            plan = plan_import(session, book)
            if plan.blocking:
                raise RuleError(
                    "importing.blocked",
                    file=book.name,
                    count=len(plan.blocking),
                    first=plan.blocking[0].message.show("en"),
                )
            commit_import(session, plan)
        told("demo.step-recompute")
        recomputed = recompute(session)
        told("demo.step-scenario")
        runs = tuple(scenarios.run(session, each.id) for each in session.scenarios())
        answer = _seek(session, runs[0]) if runs else None
        told("demo.step-snapshot")
        snapshot = session.create_snapshot("示範 Demo")
        session.save()
        written: list[Path] = []
        whole = (pack for pack in packs.templates(session) if pack.head == "cover")  # the full briefing pack
        for pack in (*session.packs(), *whole):
            told("demo.step-pack", title_en=pack.title.show("en"), title_zh=pack.title.show("zh-Hant"))
            written += packs.write_pack(session, pack, LANGS, formats(), papers)
        findings = Counter(problem.severity for problem in session.check())
    demo = Demo(folder, workspace, plan, recomputed, runs, answer, snapshot, tuple(written), findings)
    _write_summary(demo)
    return demo


def formats() -> tuple[str, ...]:
    """The formats that papers can be written in."""
    import importlib.util

    from workbench.services.packs import FORMATS

    return tuple(
        name for name in FORMATS if importlib.util.find_spec(f"workbench.briefing.{name}") is not None
    )


def _seek(session: Session, run: ScenarioRun) -> GoalSeek | None:
    """What it would take: the first target that the scenario misses and that one driver alone can reach."""
    from workbench.services import scenarios

    for outcome in run.indicators:
        if outcome.variable is None or outcome.variable.is_driver:
            continue
        needed = scenarios.compiled(run.model).drivers_of(outcome.variable.name)
        for target in reversed(outcome.targets):
            if target.gap is None or target.gap.met is not False or target.published:
                continue
            for driver in needed:
                answer = scenarios.solve(
                    session, run.scenario.id, driver, outcome.indicator.id, target.target.data_year
                )
                if answer.solution.status == "solved":
                    return answer
    return None


def _write_summary(demo: Demo) -> None:
    text = "\n\n".join("\n".join(demo.lines(lang)) for lang in LANGS)
    document = json.dumps(demo.as_json(), ensure_ascii=False, indent=1, allow_nan=False)
    for name, content in (("summary.txt", text), ("summary.json", document)):
        try:
            files.write_bytes(demo.folder / name, f"{content}\n".encode())
        except OSError as error:
            raise StorageError(
                "app.folder", folder=str(demo.folder), reason=error.strerror or str(error)
            ) from error
