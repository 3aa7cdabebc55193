"""The charts of a pack: of an indicator, of two on two axes, of scenarios side by side, of delivery."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.services.charts import indicator_chart

if TYPE_CHECKING:
    from workbench.domain.chart import ChartSpec
    from workbench.domain.pack import ChartBlock
    from workbench.domain.text import Lang
    from workbench.services.pack_fields import FieldBook, PackData


def pack_chart(session: PackData, block: ChartBlock, lang: Lang, book: FieldBook) -> ChartSpec:
    """The chart of a block in one language. Raises :class:`UsageError` for an indicator or scenario not there."""
    run = book.projection(block.scenario_id, block.indicator_id) if block.scenario_id else None
    return indicator_chart(
        session,
        block.indicator_id,
        lang,
        scenario_run=run,
        as_of=block.as_of or None,
        first_year=block.first_year,
        chinese_numerals=book.profiles[lang].chinese_numerals,
    )
