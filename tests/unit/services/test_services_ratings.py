"""A rating that hangs on digits nobody printed says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.services.ratings import rate_indicator
from workbench.services.session import Session


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory):
    with Session.create(tmp_path_factory.mktemp("ratings") / "s.wbk") as opened:
        yield opened


def test_about_sixty_thousand_is_not_surely_sixty_thousand(session: Session) -> None:
    (rating,) = rate_indicator(session, "K3.1", target_year=2027)
    assert rating.latest is not None
    assert (rating.latest.value, rating.latest.qualifier, rating.target.value) == (60000, "about", 60000)
    assert "statcan" in rating.rounding_may_flip


def test_a_figure_printed_to_the_dollar_is_sure(session: Session) -> None:
    (rating,) = rate_indicator(session, "K1.2", target_year=2032)
    assert "statcan" not in rating.rounding_may_flip


def test_the_outline_of_a_paper_reads_as_the_paper(tmp_path: Path) -> None:
    from workbench.services.packs import filler

    with Session.create(tmp_path / "s.wbk") as session:
        pack = session.packs()[0]
        for lang in ("en", "zh-Hant"):
            told = filler(session, pack, lang)
            texts = [told(block.text) for block in pack.blocks if hasattr(block, "text")]
            assert any("1.3%" in text for text in texts)
            assert not any("{" in text for text in texts)
