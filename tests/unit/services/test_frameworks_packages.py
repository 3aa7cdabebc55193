"""Every shipped package loads; a second plan needs no code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.base.paths import asset
from workbench.services import frameworks


@pytest.mark.parametrize("framework_id", list(frameworks.available()))
def test_every_shipped_package_is_sound(framework_id: str) -> None:
    content = frameworks.load(framework_id)
    assert content.framework.id == framework_id
    assert sum(content.framework.counts.values()) == len(content.framework.nodes)
    assert not content.framework.title.missing


def test_nine_tasks() -> None:
    content = frameworks.load("nine-tasks-2016")
    tasks = [one for one in content.framework.nodes if one.kind == "goal"]
    assert [one.id for one in tasks] == [f"N{number}" for number in range(1, 10)]
    assert tasks[2].title.zh_hant == "鼓勵投資科技初創企業"
    assert content.framework.nodes[1].parent == "N1"


@pytest.mark.parametrize("path", sorted(asset("data", "schema").glob("*.json")), ids=lambda path: path.name)
def test_schemas_are_schemas(path: Path) -> None:
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))


def test_there_is_a_schema_for_every_part() -> None:
    names = {path.name.removesuffix(".schema.json") for path in asset("data", "schema").glob("*.schema.json")}
    assert names >= set(frameworks.PARTS.values())


def test_no_folder_of_data_holds_machine_paths() -> None:
    for path in asset("data", "frameworks").rglob("*.json"):
        text = path.read_text(encoding="utf-8")
        assert not any(part in text for part in ("/work/", "/tmp/", "/root/", "C:\\")), path.name
