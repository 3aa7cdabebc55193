"""The page that explains the code names every room there is, and no file that is not there."""

from __future__ import annotations

import re
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "workbench"
PAGE = (PACKAGE / "README.md").read_text(encoding="utf-8")


def test_every_room_is_on_the_page_and_every_room_on_the_page_exists() -> None:
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    picture = PAGE.split("```")[1]
    drawn = set(re.findall(r"^[\s│├└]*(\w+)  ", picture, re.M))
    assert drawn == rooms
    assert set(re.findall(r"^\| `(\w+)` \|", PAGE, re.M)) == rooms


def test_every_file_named_on_the_page_exists() -> None:
    named = set(re.findall(r"`((?:\w+/)+\w+\.py)`", PAGE))
    assert named
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    missing = {name for name in named if name.split("/")[0] in rooms and not (PACKAGE / name).is_file()}
    assert not missing
    for room, files in re.findall(r"^\| `(\w+)` \|.*\| (.*?) \|$", PAGE, re.M):
        for name in re.findall(r"`([\w/]+(?:\.py|/))`", files):
            assert (PACKAGE / room / name).exists(), f"{room}/{name}"


def test_every_room_says_what_it_is() -> None:
    for path in sorted(PACKAGE.glob("*/__init__.py")):
        text = path.read_text(encoding="utf-8")
        assert text.startswith('"""'), path
        assert "To be described" not in text, f"{path.parent.name}/__init__.py is not described yet"
