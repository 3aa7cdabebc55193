"""What an import did and why, as one page in one language: read before it is done, saved beside it afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from workbench.base.messages import word
from workbench.domain.text import Lang

if TYPE_CHECKING:
    from workbench.domain.errors import Problem
    from workbench.importers.reconciliation import Change
    from workbench.services.import_plan import ImportPlan
    from workbench.services.import_wizard import ImportWizard

_MOST = 200  # revised figures listed one by one


@dataclass(slots=True)
class Section:
    """A heading, lines below it, or a table with headings."""

    title: str
    lines: list[str] = field(default_factory=list)
    heads: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = field(default_factory=list)


def report(wizard: ImportWizard, plan: ImportPlan, lang: Lang) -> list[Section]:
    """All sections that have something to say, in order of reading."""
    sections = [
        _file(wizard, plan, lang),
        _tables(wizard, plan, lang),
        _decisions(wizard, lang),
        _findings(plan, lang, "drift"),
        _findings(plan, lang, "check"),
        _counts(plan, lang),
        _revised(plan, lang),
        _series(wizard, lang),
    ]
    return [section for section in sections if section.lines or section.rows]


def _say(code: str, lang: Lang, **params: object) -> str:
    return word(f"report.{code}", lang, **params)


def _file(wizard: ImportWizard, plan: ImportPlan, lang: Lang) -> Section:
    reading = plan.reading
    found = Section(_say("file", lang))
    found.lines.append(_say("read-as", lang, file=reading.file, format=reading.format))
    if reading.sha256:
        found.lines.append(f"SHA-256 {reading.sha256}")
    for table in plan.tables:
        origin = _say(f"origin-{table.origin}", lang)
        found.lines.append(_say("vintage", lang, date=table.vintage, origin=origin))
        break
    found.lines.append(_say("kept" if wizard.keeps_file else "not-kept", lang))
    return found


def _tables(wizard: ImportWizard, plan: ImportPlan, lang: Lang) -> Section:
    heads = tuple(_say(code, lang) for code in ("sheet", "range", "table", "recipe", "outcome"))
    found = Section(_say("tables", lang), heads=heads)
    recipes = {id(one.applied.table): one.applied.recipe for one in plan.tables}
    for state in wizard.states():
        recipe = recipes.get(id(state.table))
        if state.out:
            outcome = _say("left-out", lang)
        elif recipe is None:
            outcome = _say("undecided", lang)
        else:
            outcome = _say("read", lang, count=len(state.table.observations))
        known = _say("recipe-known", lang, id=state.recipe.id) if state.recipe else _say("recipe-new", lang)
        title = state.table.title.show(lang) if state.table.title.as_dict() else "–"
        found.rows.append((state.key[0], state.table.range, title, known, outcome))
    listed = {state.key[0] for state in wizard.states()}
    for info in wizard.sheets:
        if info.name not in listed:
            why = _say(f"skipped-{info.skipped}", lang) if info.skipped else _say("skipped-no-table", lang)
            found.rows.append((info.name, "", "", "", why))
    return found


def _decisions(wizard: ImportWizard, lang: Lang) -> Section:
    found = Section(_say("decisions", lang))
    for made in wizard.decisions:
        found.lines.append(f"{made.words.show(lang)} ({made.by}, {made.at[:16].replace('T', ' ')})")
    if not wizard.decisions:
        found.lines.append(_say("no-decisions", lang))
    return found


def _findings(plan: ImportPlan, lang: Lang, which: str) -> Section:
    found = Section(_say("drift" if which == "drift" else "checks", lang))
    order = ("error", "warning", "info")
    wanted = [one for one in plan.problems if ("drift" in one.code) == (which == "drift")]
    for problem in sorted(wanted, key=lambda one: order.index(one.severity)):
        found.lines.append(finding_words(problem, lang))
    if which == "check" and not wanted:
        found.lines.append(_say("no-findings", lang))
    return found


def finding_words(problem: Problem, lang: Lang) -> str:
    """A finding with its severity and place."""
    place = "!".join(part for part in (problem.sheet or "", problem.cell or "") if part)
    head = _say(problem.severity, lang)
    words = problem.message.show(lang)
    return f"{head} {place}: {words}" if place else f"{head}: {words}"


def _counts(plan: ImportPlan, lang: Lang) -> Section:
    found = Section(_say("outcome-title", lang))
    counts = plan.counts
    found.lines.append(_say("counts", lang, **counts))
    found.lines.append(_say("written", lang, count=len(plan.observations), series=len(plan.indicators)))
    return found


def _revised(plan: ImportPlan, lang: Lang) -> Section:
    heads = tuple(_say(code, lang) for code in ("series", "period", "old", "new", "percent", "cell"))
    found = Section(_say("revised", lang), heads=heads)
    changes = [one for one in plan.changes if one.kind in ("revised", "withdrawn", "undecided")]
    for change in changes[:_MOST]:
        found.rows.append(_change(change))
    if len(changes) > _MOST:
        found.lines.append(_say("more", lang, count=len(changes) - _MOST))
    return found


def _change(change: Change) -> tuple[str, ...]:
    candidate, held = change.candidate, change.held
    percent = f"{change.percent:+.2f}%".replace("-", "−") if change.percent is not None else ""
    return (
        change.series_id,
        change.period,
        f"{held.text} ({held.vintage})" if held is not None else "",
        candidate.text if candidate is not None else "–",
        percent,
        f"{candidate.sheet}!{candidate.cell}" if candidate is not None else "",
    )


def _series(wizard: ImportWizard, lang: Lang) -> Section:
    heads = tuple(_say(code, lang) for code in ("printed", "unit", "goes-to", "factor"))
    found = Section(_say("series-title", lang), heads=heads)
    for state in wizard.states():
        for row in state.rows if not state.out else ():
            path = " · ".join(part.show(lang) for part in row.series.path) or "–"
            unit = row.series.unit.show(lang) if row.series.unit.as_dict() else "–"
            target = row.target
            if target is None:
                goes = _say("undecided", lang)
            elif target.kind == "skip":
                goes = _say("left-out", lang)
            else:
                goes = f"{target.name.show(lang) if target.name.as_dict() else ''} ({target.indicator})"
            factor = f"{target.factor.normalize():f}" if target is not None else ""
            found.rows.append((path, unit, goes, factor))
    return found


def shortened(sections: list[Section], most: int, lang: Lang) -> list[Section]:
    """The same with at most so many rows in each section, for looking at; the report that is saved is whole."""
    found = []
    for section in sections:
        rest = len(section.rows) - most
        if rest > 0:
            lines = [*section.lines, _say("more", lang, count=rest)]
            section = Section(section.title, lines, section.heads, section.rows[:most])
        found.append(section)
    return found


def as_html(sections: list[Section], title: str, *, whole: bool = True, style: str = "") -> str:
    """The page as HTML. whole: with head and a style of its own, to be saved; else for a text browser."""
    parts: list[str] = [f"<h1>{escape(title)}</h1>"] if whole else []
    for section in sections:
        parts.append(f"<h2>{escape(section.title)}</h2>")
        if section.rows:
            head = "".join(f"<th align='left'>{escape(text)}</th>" for text in section.heads)
            body = "".join(
                "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in section.rows
            )
            parts.append(f"<table cellspacing='0' cellpadding='4'><tr>{head}</tr>{body}</table>")
        if section.lines:
            items = "".join(f"<li>{escape(line)}</li>" for line in section.lines)
            parts.append(f"<ul>{items}</ul>")
    if not whole:
        return f"<style>{style}</style>{''.join(parts)}"
    css = (
        "body{font-family:'Noto Sans HK',sans-serif;margin:2em;max-width:70em}"
        "table{border-collapse:collapse}th,td{border-bottom:1px solid #999;text-align:left;vertical-align:top}"
    )
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{escape(title)}</title>"
        f"<style>{css}</style></head><body>{''.join(parts)}</body></html>\n"
    )
