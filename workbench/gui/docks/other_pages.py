"""The inspector's pages of a scenario and of a source, and the empty one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.wording import rounded
from workbench.gui.docks.page import Page, esc, link
from workbench.gui.language import mark, show, tr

if TYPE_CHECKING:
    from workbench.domain.scenario import DriverPath, Scenario
    from workbench.domain.strategy import Source
    from workbench.services.session import Session


def fill_empty(page: Page) -> None:
    """Nothing is chosen: what to do."""
    page.line(esc(tr("inspector", "Nothing chosen")), "title")
    page.line(
        page.muted(
            tr(
                "inspector",
                "Choose an item in the strategy tree, a card or a point on a chart: everything known of it shows here.",
            )
        )
    )


def fill_scenario(page: Page, session: Session, scenario: Scenario) -> None:
    """What the scenario assumes, and why."""
    page.head(tr("inspector", "Scenario"), scenario.name)
    if scenario.parent:
        parents = {item.id: item for item in session.scenarios()}
        parent = parents.get(scenario.parent)
        words = show(parent.name) if parent else scenario.parent
        page.section(mark("inspector", "Inherits from"), link(f"scenario:{scenario.parent}", words))
    page.section(mark("inspector", "Note"), page.pair(scenario.note))
    models = {item.id: item for item in session.models()}
    model = models.get(scenario.model_id)
    labels = {item.name: show(item.label) for item in model.variables} if model else {}
    page.section(
        mark("inspector", "What it sets itself"),
        *(
            f"<b>{esc(labels.get(name, name))}</b><br>{esc(_path(path))}"
            + (f"<br>{page.muted(path.reason)}" if path.reason else "")
            for name, path in scenario.paths.items()
        ),
    )


def _path(path: DriverPath) -> str:
    parts = []
    if path.trend is not None:
        first, last = path.trend
        parts.append(tr("inspector", "Growth as in {first}–{last}", first=first, last=last))
    elif path.growth is not None:
        parts.append(tr("inspector", "{percent}% a year", percent=rounded(path.growth * 100, 2)))
    parts += [
        tr("inspector", "{year}: {percent}%", year=year, percent=rounded(rate * 100, 2))
        for year, rate in sorted(path.by_year.items())
    ]
    parts += [f"{year}: {value:,g}" for year, value in sorted(path.levels.items())]
    return " · ".join(parts)


def fill_source(page: Page, session: Session, source: Source) -> None:
    """A document or release."""
    page.head(f"{tr('inspector', 'Source')} · {source.id}", source.title)
    standing = (
        tr("inspector", "Issued by the Government or a public body")
        if source.official
        else tr("inspector", "not an official source")
    )
    page.line(page.muted(standing) if source.official else page.toned(standing, "warn"))
    bodies = session.bodies()
    publisher = show(bodies[source.publisher].name) if source.publisher in bodies else source.publisher
    page.section(mark("inspector", "Publisher"), esc(publisher))
    page.section(mark("inspector", "Published"), esc(source.published))
    page.section(mark("inspector", "Where to find it"), esc(source.locator))
    page.section(mark("inspector", "Note"), page.pair(source.note))
