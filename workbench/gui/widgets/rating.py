"""A rating as it is shown: shape, colour and word, and always the name of the method that gave it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.domain.figure import Indicator
    from workbench.domain.text import Lang
    from workbench.gui.theme import Theme
    from workbench.services.session import Session


@dataclass(frozen=True)
class Shown:
    """What to show. ``tone`` is a colour token, ``explanation`` the numbers behind it in words."""

    shape: str
    tone: str
    word: str
    method: str
    explanation: str


def rating_of(session: Session, indicator: Indicator, lang: Lang, theme: Theme) -> Shown | None:
    """The rating of an indicator, ``None`` where none can be shown at all."""
    return None
