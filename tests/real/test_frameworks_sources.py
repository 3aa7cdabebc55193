"""Every quotation hint of the shipped plans stands in the document it points to."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from workbench.base.paths import asset
from workbench.services import frameworks

pytestmark = pytest.mark.real

SOURCES = Path(__file__).resolve().parents[2].parent / "shared" / "sources"


def bare(text: str) -> str:
    """White space, and the replacement characters of the text extraction, taken out."""
    return re.sub(r"[\s\ufffd]", "", text)


@pytest.fixture(scope="module")
def documents() -> dict[str, str]:
    if not SOURCES.is_dir():
        pytest.skip("the source documents are not beside the project")
    return {path.name[:3]: bare(path.read_text(encoding="utf-8")) for path in SOURCES.glob("*.txt")}


@pytest.mark.parametrize("framework_id", list(frameworks.available()))
def test_hints_are_found(framework_id: str, documents: dict[str, str]) -> None:
    content = frameworks.load(framework_id)
    hints = [(one.id, one.source.source_id, one.source.quote_hint) for one in content.framework.nodes]
    hints += [
        (one.id, step.source.source_id, step.source.quote_hint)
        for one in content.framework.nodes
        for step in one.progress
    ]
    hints += [(one.id, one.source.source_id, one.source.quote_hint) for one in content.framework.milestones]
    hints += [
        (f"{one.series_id} {one.period.code}", one.provenance.source_id, one.provenance.quote_hint)
        for one in content.observations
    ]
    hints += [(one.id, one.provenance.source_id, one.provenance.quote_hint) for one in content.targets]
    checked = [(name, source, bare(hint)) for name, source, hint in hints if hint and source in documents]
    assert checked
    assert [one for one in checked if one[2] not in documents[one[1]]] == []
    assert max(len(hint) for _, _, hint in checked) <= 20


@pytest.mark.parametrize("framework_id", list(frameworks.available()))
def test_no_sentence_of_the_documents_is_copied(framework_id: str, documents: dict[str, str]) -> None:
    """Titles of items are facts of the plan; everything else must be in our own words."""
    everything = "".join(documents.values())
    for path in asset("data", "frameworks", framework_id).glob("*.json"):
        if path.name == "glossary.json":  # long names of things, word for word
            continue
        document = json.loads(path.read_text(encoding="utf-8"))
        for field, text in _texts(document, ""):
            if field in ("title", "name", "short"):
                continue
            for sentence in re.split("[。；]", text):
                if len(re.findall("[\u4e00-\u9fff]", sentence)) > 20:
                    assert bare(sentence) not in everything, (path.name, sentence)


def _texts(value: object, field: str) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [
            found
            for key, inner in value.items()
            for found in _texts(inner, field if key == "zh-Hant" else key)
        ]
    if isinstance(value, list):
        return [found for inner in value for found in _texts(inner, field)]
    return [(field, value)] if isinstance(value, str) else []
