"""Plans as data: loading a package from ``data/frameworks`` and refusing one that is not sound.

A package is a folder of JSON files (``data/README.md`` documents the format). Loading is: read, check each file
against its JSON Schema, build domain values, check what no schema can (parents, counts, references). The first fault
found is raised as a :class:`FrameworkProblem` that names the file and the item.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.base.paths import asset
from workbench.domain.errors import UsageError
from workbench.domain.figure import DefinitionVersion, Indicator, Observation, Target
from workbench.domain.scenario import Model, Scenario
from workbench.domain.strategy import Framework, Term
from workbench.domain.text import LocalText
from workbench.services import framework_build as build
from workbench.services.framework_check import FrameworkProblem, check_content, check_part

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["EMPTY", "PARTS", "Content", "FrameworkProblem", "available", "load", "load_path"]

FORMAT = "blueprint-workbench/framework"
VERSION = 1
EMPTY = "empty"

# File → part. Only ``framework.json`` must be there.
PARTS: dict[str, str] = {
    "framework.json": "framework",
    "bodies.json": "bodies",
    "sources.json": "sources",
    "nodes.json": "nodes",
    "milestones.json": "milestones",
    "indicators.json": "indicators",
    "observations.json": "observations",
    "targets.json": "targets",
    "glossary.json": "glossary",
    "model.json": "models",
    "scenarios.json": "scenarios",
}


@dataclass(frozen=True, slots=True)
class Content:
    """Everything a package brings into a new workspace."""

    framework: Framework
    indicators: tuple[Indicator, ...] = ()
    definitions: tuple[DefinitionVersion, ...] = ()
    observations: tuple[Observation, ...] = ()
    targets: tuple[Target, ...] = ()
    terms: tuple[Term, ...] = ()
    models: tuple[Model, ...] = ()
    scenarios: tuple[Scenario, ...] = ()


def _folder() -> Path:
    return asset("data", "frameworks")


def available() -> dict[str, LocalText]:
    """The shipped packages: id → title, in the order of their ids. ``empty`` is not among them."""
    found: dict[str, LocalText] = {}
    for path in sorted(_folder().glob("*/framework.json")):
        found[path.parent.name] = LocalText.of(_read(path).get("title"))
    return found


def load(framework_id: str) -> Content:
    """A shipped package by id, or ``empty``: a plan without items.

    Raises :class:`~workbench.domain.errors.UsageError` for an unknown id, :class:`FrameworkProblem` for a package
    that is not sound.
    """
    if framework_id == EMPTY:
        title = LocalText("Untitled plan", "未命名計劃")
        return Content(Framework(EMPTY, title, "", "", (), (), (), (), {}))
    folder = _folder() / framework_id
    if framework_id not in available():
        known = ", ".join((*available(), EMPTY))
        raise UsageError("framework.unknown", id=framework_id, known=known)
    return load_path(folder)


def load_path(folder: Path) -> Content:
    """A package from any folder. Raises :class:`FrameworkProblem` naming the file and the item at fault."""
    parts: dict[str, dict[str, Any]] = {}
    for name, part in PARTS.items():
        path = folder / name
        if not path.is_file():
            if part == "framework":
                raise FrameworkProblem(name, "", "framework.no-file")
            continue
        document = _read(path)
        _check_head(document, name, part)
        check_part(document, name, part)
        parts[part] = document
    head = parts["framework"]
    for name, part in PARTS.items():
        if part in parts and parts[part]["framework"] != head["framework"]:
            raise FrameworkProblem(
                name,
                "",
                "framework.other-package",
                found=parts[part]["framework"],
                expected=head["framework"],
            )
    content = _build(parts)
    check_content(content)
    return content


def _read(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise FrameworkProblem(
            path.name, "", "framework.not-json", line=error.lineno, column=error.colno
        ) from None
    except UnicodeDecodeError:
        raise FrameworkProblem(path.name, "", "framework.not-utf8") from None
    except OSError as error:
        raise FrameworkProblem(path.name, "", "framework.unreadable", reason=error.strerror or "") from None
    if not isinstance(document, dict):
        raise FrameworkProblem(path.name, "", "framework.not-object")
    return document


def _check_head(document: dict[str, Any], name: str, part: str) -> None:
    if document.get("format") != FORMAT:
        raise FrameworkProblem(name, "", "framework.not-ours", format=FORMAT)
    version = document.get("version")
    if not isinstance(version, int) or version < 1:
        raise FrameworkProblem(name, "", "framework.no-version")
    if version > VERSION:
        raise FrameworkProblem(name, "", "framework.too-new", version=version, ours=VERSION)
    if document.get("part") != part:
        raise FrameworkProblem(name, "", "framework.other-part", expected=part)


def _build(parts: dict[str, dict[str, Any]]) -> Content:
    def items(part: str, key: str = "") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = parts.get(part, {}).get(key or part, [])
        return found

    head = parts["framework"]
    framework = Framework(
        id=head["framework"],
        title=LocalText.of(head["title"]),
        published=head.get("published", ""),
        publisher=head.get("publisher", ""),
        nodes=build.in_printed_order([build.node(item) for item in items("nodes")]),
        bodies=tuple(build.body(item) for item in items("bodies")),
        sources=tuple(build.source(item) for item in items("sources")),
        milestones=tuple(build.milestone(item) for item in items("milestones")),
        counts=dict(head.get("counts", {})),
    )
    return Content(
        framework=framework,
        indicators=tuple(build.indicator(item) for item in items("indicators")),
        definitions=tuple(build.definition(item) for item in items("indicators", "definitions")),
        observations=tuple(
            one for group in items("observations", "groups") for one in build.observations(group)
        ),
        targets=tuple(build.target(item) for item in items("targets")),
        terms=tuple(build.term(item) for item in items("glossary", "terms")),
        models=tuple(build.model(item) for item in items("models")),
        scenarios=tuple(build.scenario(item) for item in items("scenarios")),
    )
