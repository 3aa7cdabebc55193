"""Every package that the program needs to run is named, with its licence, in ``THIRD_PARTY_LICENCES.md``."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

REPO = Path(__file__).resolve().parents[2]


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _needed() -> set[str]:
    project = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: set[str] = set()
    waiting = [Requirement(each) for each in project["dependencies"]]
    while waiting:
        requirement = waiting.pop()
        name = _canonical(requirement.name)
        if name in found or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        found.add(name)
        waiting += [Requirement(each) for each in metadata.requires(name) or []]
    return found


def test_every_package_of_the_program_is_named_with_its_licence() -> None:
    page = (REPO / "THIRD_PARTY_LICENCES.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([\w.-]+) \|[^|]*\| ([^|]+) \|$", page, re.M))
    missing = _needed() - set(rows)
    assert not missing, f"not named: {sorted(missing)}"
    assert all(licence.strip() for licence in rows.values())


def test_the_fonts_bring_their_licence() -> None:
    fonts = list((REPO / "resources" / "fonts").glob("*.ttf"))
    assert fonts
    assert (
        "SIL OPEN FONT LICENSE"
        in (REPO / "resources" / "fonts" / "OFL.txt").read_text(encoding="utf-8").upper()
    )
