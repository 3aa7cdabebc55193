"""Packs while they are written: blocks, fields, marks in the margin, what moved, the JSON form. No window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from workbench.domain.errors import RuleError
from workbench.domain.figure import Provenance
from workbench.domain.pack import (
    AnnexStart,
    FigureField,
    Heading,
    Pack,
    Paragraph,
    PartStart,
    TableBlock,
)
from workbench.domain.text import LocalText
from workbench.services import pack_edit, pack_stale
from workbench.services.operations.packs import SavePack
from workbench.services.pack_fields import FieldBook
from workbench.services.pack_files import load_pack
from workbench.services.pack_live import expanded
from workbench.services.pack_marks import Margin, Mark, fixed, ignored, margin_of
from workbench.services.pack_writer import pack_plain, save_pack_file
from workbench.services.packs import made_from, templates
from workbench.services.session import Session


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with Session.create(tmp_path_factory.mktemp("writing") / "sample.wbk") as made:
        yield made


def both(en: str, zh: str) -> LocalText:
    return LocalText(en, zh)


def paper(*blocks: object, fields: tuple[FigureField, ...] = ()) -> Pack:
    nothing = LocalText()
    return Pack("p", both("T", "題"), nothing, nothing, nothing, blocks, fields)  # type: ignore[arg-type]


# ---- blocks -----------------------------------------------------------------------------------------------------


def test_blocks_are_put_in_moved_copied_and_taken_out() -> None:
    one, two, three = (Heading(both(f"h{n}", f"標{n}"), anchor=f"a{n}") for n in (1, 2, 3))
    pack = paper(one, two)
    assert pack_edit.inserted(pack, 1, three).blocks == (one, three, two)
    assert pack_edit.inserted(pack, 2, three).blocks == (one, two, three)
    assert pack_edit.moved(paper(one, two, three), 0, 2).blocks == (two, three, one)
    assert pack_edit.moved(paper(one, two, three), 2, 0).blocks == (three, one, two)
    copied = pack_edit.duplicated(pack, 0)
    assert copied.blocks == (one, replace(one, anchor=""), two)  # an anchor stands once
    assert pack_edit.removed(copied, 1).blocks == (one, two)


def test_a_copied_annex_and_part_get_a_letter_and_an_id_of_their_own() -> None:
    pack = paper(AnnexStart("A", both("x", "某")), PartStart("facts", both("y", "乙")))
    copied = pack_edit.duplicated(pack_edit.duplicated(pack, 0), 2)
    assert [b.letter for b in copied.blocks if isinstance(b, AnnexStart)] == ["A", "B"]
    assert [b.id for b in copied.blocks if isinstance(b, PartStart)] == ["facts", "facts-2"]


@pytest.mark.parametrize("kind", pack_edit.KINDS)
def test_a_new_block_of_each_kind_can_be_kept_and_copied(session: Session, kind: pack_edit.BlockKind) -> None:
    pack = paper()
    block = pack_edit.new_block(kind, pack, indicator_id="K1.1")
    assert pack_edit.kind_of(block) == kind
    with_it = pack_edit.duplicated(pack_edit.inserted(pack, 0, block), 0)
    session.execute(SavePack(with_it))
    assert session.pack("p") == with_it
    session.undo()


def test_each_slot_of_a_block_can_be_written() -> None:
    cell = both("c", "格")
    table = TableBlock(cell, ((cell, cell), (cell, cell)), notes=(cell,), source=cell)
    assert list(pack_edit.slots(table)) == ["caption", "r0c0", "r0c1", "r1c0", "r1c1", "note0", "source"]
    for slot in pack_edit.slots(table):
        changed = pack_edit.with_text(table, slot, both("new", "新"))
        differ = [s for s, text in pack_edit.slots(changed).items() if text != pack_edit.slots(table)[s]]
        assert differ == [slot]
    with pytest.raises(KeyError):
        pack_edit.with_text(Heading(cell), "caption", cell)


def test_an_anchor_stands_once_and_is_a_name() -> None:
    pack = paper(Heading(both("a", "甲"), anchor="here"), Heading(both("b", "乙")))
    with pytest.raises(RuleError, match="here"):
        pack_edit.replaced(pack, 1, Heading(both("b", "乙"), anchor="here"))
    with pytest.raises(RuleError):
        pack_edit.replaced(pack, 1, Heading(both("b", "乙"), anchor="2 words"))
    again, name = pack_edit.with_anchor(pack, 1)
    assert name == "heading"
    assert again.blocks[1].anchor == "heading"  # type: ignore[union-attr]


# ---- fields -----------------------------------------------------------------------------------------------------


def test_the_very_same_figure_has_one_field() -> None:
    first, name = pack_edit.with_field(paper(), FigureField("K1.1 latest", "observation", "K1.1", "latest"))
    again, same = pack_edit.with_field(first, FigureField("other", "observation", "K1.1", "latest"))
    assert name == same == "K1_1_latest"
    assert again is first
    more, other = pack_edit.with_field(first, FigureField("K1.1 latest", "observation", "K1.1", "2020"))
    assert other == "K1_1_latest_2"
    assert len(more.fields) == 2


def test_a_field_is_never_called_like_a_word_of_the_head() -> None:
    _, name = pack_edit.with_field(paper(), FigureField("title", "observation", "K1.1", "latest"))
    assert name == "title_2"


def test_a_field_in_use_stays() -> None:
    field = FigureField("f", "observation", "K1.1", "latest")
    pack = paper(Paragraph(both("{f}", "{f}")), fields=(field,))
    assert pack_edit.places_of(pack, "f") == ("block:0",)
    with pytest.raises(RuleError, match="f"):
        pack_edit.without_field(pack, "f")


# ---- marks ------------------------------------------------------------------------------------------------------


def own(margin: Margin) -> list[Mark]:
    """Without the lines of F01 to F20, which have tests of their own."""
    return [mark for mark in margin.marks if mark.finding is None]


def codes(session: Session, pack: Pack) -> list[tuple[str, str]]:
    return [(mark.code, mark.at) for mark in own(margin_of(session, pack, {}))]


def test_what_is_wrong_stands_at_its_block(session: Session) -> None:
    field = FigureField("f", "target", "K1.1", "2027")
    pack = paper(
        Paragraph(both("Right {f}.", "對{f}。")),
        Paragraph(LocalText("Only English {f}", None)),
        Paragraph(both("One {f}", "沒有數字")),
        Paragraph(both("{ff}", "{ff}")),
        fields=(field,),
    )
    assert codes(session, pack) == [
        ("packs.missing-text", "block:1"),
        ("packs.parity-fields", "block:2"),
        ("packs.unknown-name", "block:3"),
    ]


def test_what_can_be_mended_is_mended(session: Session) -> None:
    field = FigureField("ratio", "target", "K1.1", "2027")
    spare = FigureField("spare", "observation", "K1.2", "latest")
    pack = paper(
        Paragraph(both("One {ratio}", "沒有數字")),
        Paragraph(both("{ratioo}", "{ratio}")),
        fields=(field, spare),
    )
    for _ in range(6):
        margin = margin_of(session, pack, {})
        mark = next((one for one in own(margin) if one.fixes), None)
        if mark is None:
            break
        pack = fixed(pack, mark, mark.fixes[0], margin.figures)
    assert own(margin_of(session, pack, {})) == []
    assert pack.blocks[0].text == both("One {ratio}", "沒有數字{ratio}")  # type: ignore[union-attr]
    assert pack.blocks[1].text == both("{ratio}", "{ratio}")  # type: ignore[union-attr]
    assert pack.fields == (field,)


def test_a_finding_may_stand_for_a_reason_and_follows_its_block(session: Session) -> None:
    lonely = FigureField("lonely", "target", "K1.1", "2027")
    pack = paper(Paragraph(both("A {lonely}", "甲")), Paragraph(both("x", "某")), fields=(lonely,))
    (mark,) = own(margin_of(session, pack, {}))
    told = ignored(pack, mark, "  quoted so  ")
    assert told.ignored == {mark.key: "quoted so"}
    moved = pack_edit.moved(told, 0, 1)
    (again,) = own(margin_of(session, moved, {}))
    assert (again.at, again.reason) == ("block:1", "quoted so")
    assert again not in margin_of(session, moved, {}).open()
    assert ignored(told, again, "").ignored == {}


def test_what_no_paper_goes_out_with_cannot_be_excused(session: Session) -> None:
    gap = FigureField("f", "observation", "K1.1", "1066")
    pack = paper(Paragraph(both("{f} {g}", "{f}{g}")), fields=(gap,))
    assert {mark.code: mark.must for mark in own(margin_of(session, pack, {}))} == {
        "packs.no-figure": True,
        "packs.unknown-name": True,
    }


# ---- what moved -------------------------------------------------------------------------------------------------


def test_a_newer_vintage_makes_the_draft_stale_until_accepted_or_held(tmp_path: Path) -> None:
    from workbench.services.operations.figures import AddObservations

    with Session.create(tmp_path / "w.wbk") as session:
        field = FigureField("f", "observation", "K1.1", "2020")
        pack = paper(Paragraph(both("{f}", "{f}")), fields=(field,))
        before = FieldBook(session, pack).figures["f"]
        pack = pack_stale.accept(pack, FieldBook(session, pack).figures)
        session.execute(SavePack(pack))
        assert session.pack("p").accepted == pack.accepted
        assert own(margin_of(session, pack, pack.accepted)) == []

        old = next(o for o in session.observations("K1.1") if o.period.code == before.period)
        new = replace(
            old,
            value=(old.value or 0) + 0.5,
            text="",
            vintage="2026-11-20",
            provenance=Provenance(source_id=old.provenance.source_id),
        )
        session.execute(AddObservations((new,)))
        margin = margin_of(session, pack, pack.accepted)
        (mark,) = own(margin)
        assert (mark.code, mark.at, mark.fixes) == ("packs.moved", "block:0", ("accept", "hold"))
        assert before.texts.show("en") in mark.message.show("en")
        assert margin.figures["f"].texts.show("en") in mark.message.show("en")

        kept = fixed(pack, mark, "hold", margin.figures)
        assert FieldBook(session, kept).figures["f"].texts == before.texts
        assert own(margin_of(session, kept, kept.accepted)) == []
        seen = fixed(pack, mark, "accept", margin.figures)
        assert own(margin_of(session, seen, seen.accepted)) == []
        assert FieldBook(session, seen).figures["f"].value == new.value


def test_a_pack_that_remembers_nothing_is_laid_against_the_newest_snapshot(session: Session) -> None:
    pack = session.pack("panel-paper")
    assert pack_stale.earlier_figures(session, pack) == {}
    session.create_snapshot("now")
    earlier = pack_stale.earlier_figures(session, pack)
    figures = FieldBook(session, expanded(session, pack)).figures
    assert earlier == pack_stale.as_accepted(figures)
    assert "ratio_latest" in earlier


# ---- the file ---------------------------------------------------------------------------------------------------


def test_every_template_survives_its_json_form(session: Session, tmp_path: Path) -> None:
    for template in (*templates(session), *session.packs()):
        path = tmp_path / f"{template.id}.json"
        save_pack_file(template, "blueprint-2022", path)
        assert load_pack(path) == template


def test_a_block_without_words_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    with pytest.raises(RuleError, match="1"):
        save_pack_file(paper(Paragraph(LocalText())), "blueprint-2022", path)
    assert not path.exists()


def test_what_belongs_to_the_workspace_stays_there(session: Session) -> None:
    pack = made_from(templates(session)[0], "mine")
    told = replace(pack, own={"docx": "doc-1"}, ignored={"a": "b"}, accepted={"f": "[]"})
    assert pack_plain(told, "f") == pack_plain(pack, "f")
