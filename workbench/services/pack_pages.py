"""The pages of a pack as pictures, and where on them each of its blocks begins: for a preview that can be walked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.briefing.resolved import with_signature
from workbench.services.pack_fields import FieldBook
from workbench.services.pack_fill import fill_pack
from workbench.services.pack_live import expanded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.domain.pack import Pack
    from workbench.domain.text import Lang
    from workbench.services.pack_data import PackData
    from workbench.services.packs import Progress


@dataclass(frozen=True, slots=True)
class Pages:
    """Pictures (PNG) and, by number of the block in ``pack.blocks``, (page from 0, points from its top)."""

    pictures: tuple[bytes, ...] = ()
    places: Mapping[int, tuple[int, float]] = field(default_factory=dict)
    ppi: float = 96.0


def pack_pages(
    session: PackData, pack: Pack, lang: Lang, *, ppi: float = 96.0, ctx: Progress | None = None
) -> Pages:
    """Set a pack in one language. Raises as :func:`workbench.services.packs.fill_pack` and ``briefing.pdf.pages``."""
    from workbench.briefing.pdf import placed_pages

    plain = expanded(session, pack)
    if ctx is not None:
        ctx.check_cancelled()
    origins: list[
        int
    ] = []  # live tables become tables one for one: a block has the same number in both packs
    filled = fill_pack(session, plain, lang, book=FieldBook(session, plain), origins=origins)
    if ctx is not None:
        ctx.check_cancelled()
    pictures, found = placed_pages(filled, ppi=ppi)
    # the signature may stand where no block of the pack does
    held = {id(one): origin for one, origin in zip(filled.blocks, origins, strict=True)}
    places: dict[int, tuple[int, float]] = {}
    for number, one in enumerate(with_signature(filled)):
        origin = held.get(id(one))
        if origin is not None and number in found:
            places.setdefault(origin, found[number])
    return Pages(tuple(pictures), places, ppi)
