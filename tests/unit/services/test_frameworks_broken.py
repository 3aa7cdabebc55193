"""Each kind of mistake in a plan package is refused with the file, the item and a reason, in both languages."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.base.paths import asset
from workbench.services import frameworks
from workbench.services.framework_check import span

Change = Callable[[dict[str, Any]], None]


def item(items: list[dict[str, Any]], **where: Any) -> dict[str, Any]:
    return next(one for one in items if all(one.get(key) == value for key, value in where.items()))


def node(document: dict[str, Any], node_id: str) -> dict[str, Any]:
    return item(document["nodes"], id=node_id)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "plan"
    shutil.copytree(asset("data", "frameworks", "blueprint-2022"), folder)
    return folder


def change(folder: Path, file: str, edit: Change) -> None:
    path = folder / file
    document = json.loads(path.read_text(encoding="utf-8"))
    edit(document)
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


MISTAKES: dict[str, tuple[str, Change, str, str]] = {
    "unknown parent": (
        "nodes.json",
        lambda d: node(d, "S3.G2.R1").update(parent="S9.G9"),
        "S3.G2.R1",
        "unknown-parent",
    ),
    "parent of the same level": (
        "nodes.json",
        lambda d: node(d, "S1.G2").update(parent="S1.G1"),
        "S1.G2",
        "wrong-parent",
    ),
    "circle": (
        "nodes.json",
        lambda d: (node(d, "S8").update(parent="S8.G1"), node(d, "S8.G1").update(parent="S8")),
        "S8",
        "wrong-parent|circle",
    ),
    "same id twice": (
        "nodes.json",
        lambda d: node(d, "S5.G1.R2.M1").update(id="S5.G1.R1.M1"),
        "S5.G1.R1.M1",
        "duplicate",
    ),
    "same place twice": (
        "nodes.json",
        lambda d: node(d, "S1.G1.R1.M2").update(order=1),
        "S1.G1.R1.M2",
        "duplicate-order",
    ),
    "one measure lost": (
        "nodes.json",
        lambda d: d["nodes"].remove(node(d, "S8.G1.R3.M2")),
        "measure",
        "counts",
    ),
    "unknown body": (
        "nodes.json",
        lambda d: node(d, "S1.G2.R1.M1").update(lead_bodies=["NASA"]),
        "S1.G2.R1.M1",
        "unknown-body",
    ),
    "unknown indicator": (
        "nodes.json",
        lambda d: node(d, "S1.G2.R1.M1").update(indicators=["K9.9"]),
        "S1.G2.R1.M1",
        "unknown-indicator",
    ),
    "unknown source": (
        "nodes.json",
        lambda d: node(d, "D2").update(source={"source": "999"}),
        "D2",
        "unknown-source",
    ),
    "money counted nowhere": (
        "nodes.json",
        lambda d: node(d, "S1.G3.R1.M3")["amounts"][0].update(counted_at="S9"),
        "S1.G3.R1.M3",
        "unknown-node",
    ),
    "starts after it is due": (
        "nodes.json",
        lambda d: node(d, "S6.G1.R3.M1").update(start="2027"),
        "S6.G1.R3.M1",
        "start-after-due",
    ),
    "no thirteenth month": (
        "nodes.json",
        lambda d: node(d, "S6.G1.R3.M1").update(start="2021-13"),
        "S6.G1.R3.M1",
        "bad-period",
    ),
    "no English": (
        "nodes.json",
        lambda d: node(d, "S7.G1")["title"].pop("en"),
        "S7.G1",
        "missing-en",
    ),
    "blank Chinese": (
        "nodes.json",
        lambda d: node(d, "S7.G1")["title"].update({"zh-Hant": " "}),
        "S7.G1",
        "missing-zh-Hant",
    ),
    "field left out": ("nodes.json", lambda d: node(d, "S4.G2").pop("order"), "S4.G2", "missing-field"),
    "field misspelt": (
        "nodes.json",
        lambda d: node(d, "S4.G2").update(titel="x"),
        "S4.G2",
        "unknown-field",
    ),
    "kind not known": (
        "nodes.json",
        lambda d: node(d, "S4.G2").update(kind="aim"),
        "S4.G2",
        "not-allowed",
    ),
    "words where a number belongs": (
        "nodes.json",
        lambda d: node(d, "S4.G2").update(order="first"),
        "S4.G2",
        "wrong-type",
    ),
    "date in another form": (
        "nodes.json",
        lambda d: node(d, "S2.G1.R1.M1").update(due="31/12/2025"),
        "S2.G1.R1.M1",
        "bad-form",
    ),
    "quotation too long": (
        "nodes.json",
        lambda d: node(d, "D1")["source"].update(quote_hint="一" * 21),
        "D1",
        "too-long",
    ),
    "owner not a body": (
        "indicators.json",
        lambda d: item(d["indicators"], id="K2.1").update(owner="NASA"),
        "K2.1",
        "unknown-body",
    ),
    "formula with a typo": (
        "indicators.json",
        lambda d: item(d["indicators"], id="gerd_gdp_derived").update(formula="gerd / gpd_current"),
        "gerd_gdp_derived",
        "expression.",
    ),
    "successor not a body": (
        "bodies.json",
        lambda d: item(d["bodies"], code="OGCIO").update(successor="XYZ"),
        "OGCIO",
        "unknown-body",
    ),
    "pair that disagrees": (
        "observations.json",
        lambda d: item(d["groups"], series="K1.3", source="001")["observations"][0].update(value=44),
        "K1.3 2014",
        "bad-pair",
    ),
    "two figures of one vintage": (
        "observations.json",
        lambda d: item(d["groups"], series="K1.3", source="001")["observations"][1].update(period="2014"),
        "K1.3 2014",
        "twice-known",
    ),
    "missing without a reason": (
        "observations.json",
        lambda d: item(d["groups"], series="K3.2")["observations"][0].update(value=None),
        "K3.2 2014",
        "no-value",
    ),
    "definition of another series": (
        "observations.json",
        lambda d: item(d["groups"], series="K1.2", source="001")["observations"][0].update(
            definition="K1.1@1998"
        ),
        "K1.2 2014",
        "unknown-definition",
    ),
    "figure without a series": (
        "observations.json",
        lambda d: d["groups"][0].update(series="nothing"),
        "nothing 1998",
        "unknown-indicator",
    ),
    "status not of the list": (
        "observations.json",
        lambda d: item(d["groups"], series="K3.2")["observations"][0].update(status=["X"]),
        "K3.2 2014",
        "not-allowed",
    ),
    "target of nothing": (
        "targets.json",
        lambda d: d["targets"][0].update(indicator="K9.9"),
        "K1.1:2027",
        "unknown-indicator",
    ),
    "identity with a typo": (
        "model.json",
        lambda d: item(d["models"][0]["variables"], name="gerd_gdp").update(formula="gerd / gdpp"),
        "gerd_gdp",
        "expression.",
    ),
    "identities in a ring": (
        "model.json",
        lambda d: item(d["models"][0]["variables"], name="gerd").update(formula="gerd_gdp * 2"),
        "blueprint",
        "expression.cycle",
    ),
    "assumption about nothing": (
        "scenarios.json",
        lambda d: d["scenarios"][0]["paths"].update(weather={"growth": 0.1}),
        "recent-pace",
        "unknown-driver",
    ),
    "scenario without a parent": (
        "scenarios.json",
        lambda d: d["scenarios"][1].update(parent="nobody"),
        "blueprint-path",
        "unknown-scenario",
    ),
    "scenario of another model": (
        "scenarios.json",
        lambda d: d["scenarios"][0].update(model="other"),
        "recent-pace",
        "unknown-model",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistakes_name_the_item(package: Path, mistake: str) -> None:
    file, edit, where, kind = MISTAKES[mistake]
    change(package, file, edit)
    with pytest.raises(frameworks.FrameworkProblem) as raised:
        frameworks.load_path(package)
    problem = raised.value
    assert problem.code == "framework.invalid"
    assert problem.params["node"] == where
    assert any(part in problem.params["kind"] for part in kind.split("|"))
    for lang in ("en", "zh-Hant"):
        words = problem.words(lang)
        assert where in words
        assert problem.params["file"] in words
        assert "{" not in words
    assert problem.words("en") != problem.words("zh-Hant")
    assert problem.exit_code == 3


HEADS: dict[str, tuple[Change, str]] = {
    "another format": (lambda d: d.update(format="something"), "not-ours"),
    "newer version": (lambda d: d.update(version=2), "too-new"),
    "no version": (lambda d: d.pop("version"), "no-version"),
    "another part": (lambda d: d.update(part="bodies"), "other-part"),
    "another plan": (lambda d: d.update(framework="other-plan"), "other-package"),
}


@pytest.mark.parametrize("mistake", HEADS)
def test_heads_of_files(package: Path, mistake: str) -> None:
    edit, kind = HEADS[mistake]
    change(package, "nodes.json", edit)
    with pytest.raises(frameworks.FrameworkProblem) as raised:
        frameworks.load_path(package)
    assert raised.value.params["kind"] == f"framework.{kind}"
    assert "nodes.json" in raised.value.words("zh-Hant")


@pytest.mark.parametrize(
    ("raw", "kind"),
    [(b'{"format": ', "not-json"), (b"[]", "not-object"), ('{"a": "\u85cd"}'.encode("big5"), "not-utf8")],
)
def test_files_that_are_not_json(package: Path, raw: bytes, kind: str) -> None:
    (package / "targets.json").write_bytes(raw)
    with pytest.raises(frameworks.FrameworkProblem) as raised:
        frameworks.load_path(package)
    assert raised.value.params["kind"] == f"framework.{kind}"


def test_a_folder_without_a_plan(tmp_path: Path) -> None:
    with pytest.raises(frameworks.FrameworkProblem) as raised:
        frameworks.load_path(tmp_path)
    assert "framework.json" in raised.value.words("en")


def test_the_smallest_package_is_a_title_and_one_item(tmp_path: Path) -> None:
    def part(name: str, **body: Any) -> dict[str, Any]:
        head = {"format": "blueprint-workbench/framework", "version": 1, "framework": "tiny", "part": name}
        return {**head, **body}

    both = {"en": "A plan", "zh-Hant": "計劃"}
    files = {
        "framework.json": part("framework", title=both, counts={"goal": 1}),
        "sources.json": part("sources", sources=[{"id": "paper", "title": both, "official": True}]),
        "nodes.json": part(
            "nodes",
            nodes=[
                {
                    "id": "G1",
                    "kind": "goal",
                    "order": 1,
                    "title": both,
                    "official": "no",
                    "source": {"source": "paper"},
                }
            ],
        ),
    }
    for name, document in files.items():
        (tmp_path / name).write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    content = frameworks.load_path(tmp_path)
    assert [one.id for one in content.framework.nodes] == ["G1"]
    assert content.framework.title.zh_hant == "計劃"


@given(st.integers(1900, 2199), st.integers(1, 12))
def test_spans_hold_their_parts(year: int, month: int) -> None:
    whole, part = span("f", "n", "due", f"{year}"), span("f", "n", "due", f"{year}-{month:02d}")
    assert whole[0] <= part[0] <= part[1] <= whole[1]
    school = span("f", "n", "due", f"{year}/{(year + 1) % 100:02d}")
    assert school[0].year == year
    assert school[1].year == year + 1


@given(st.text(max_size=12))
def test_a_date_is_read_or_refused(text: str) -> None:
    try:
        first, last = span("f", "n", "due", text)
    except frameworks.FrameworkProblem:
        return  # any other exception fails the test
    assert first <= last
