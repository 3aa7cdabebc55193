"""The user's own PowerPoint template: its master and layouts, our slides in them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from workbench.base.messages import word
from workbench.briefing.pptx_master import CONTENT, COVER, TITLE_ONLY
from workbench.domain.errors import FileProblem

LAYOUTS = (COVER, CONTENT, TITLE_ONLY)
_ALIASES = {
    COVER: ("標題投影片", "Title slide"),
    CONTENT: ("標題及內容", "標題與內容", "標題及物件"),
    TITLE_ONLY: ("只有標題", "僅標題", "標題"),
}


@dataclass(frozen=True, slots=True)
class Design:
    """A template that has been checked. names: our layout → its name in the template."""

    content: bytes
    file: str
    names: dict[str, str]

    def deck(self) -> Any:
        """A fresh presentation of it, without its own slides."""
        from pptx import Presentation as open_presentation  # noqa: N813 - a function in spite of its name

        deck = open_presentation(io.BytesIO(self.content))
        listed = deck.slides._sldIdLst
        for entry in list(listed):
            deck.part.drop_rel(entry.rId)
            listed.remove(entry)
        return deck

    def layout(self, deck: Any, name: str) -> Any:
        """The layout of the template that stands for ours."""
        return next(one for one in deck.slide_layouts if one.name == self.names[name])


def checked_design(content: bytes, file: str) -> Design:
    """A template fit for slides. Raises :class:`FileProblem` naming missing layouts, each with the nearest there is."""
    from pptx import Presentation as open_presentation  # noqa: N813 - a function in spite of its name

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "ppt/vbaProject.bin" in archive.namelist():
                raise FileProblem("packs.design-macros", file=file)
            if sum(info.file_size for info in archive.infolist()) > 200_000_000:
                raise FileProblem("packs.design-unreadable", file=file, reason="> 200 MB")
        deck: Any = open_presentation(io.BytesIO(content))
    except FileProblem:
        raise
    except Exception as error:  # whatever a damaged package makes of the library
        reason = type(error).__name__
        raise FileProblem("packs.design-unreadable", file=file, reason=reason) from error
    there = {layout.name: layout for layout in deck.slide_layouts}
    names: dict[str, str] = {}
    missing: list[str] = []
    for name in LAYOUTS:
        found = next((one for one in (name, *_ALIASES[name]) if one in there), None)
        kinds = {s.placeholder_format.idx for s in there[found].placeholders} if found else set()
        if found is None or 0 not in kinds or (name == CONTENT and 1 not in kinds):
            missing.append(name)
        else:
            names[name] = found
    if missing:
        said = {}
        for lang, joint, left, right in (("en", ", ", "“", "”"), ("zh-Hant", "、", "「", "」")):
            said[lang] = joint.join(f"{left}{name}{right}{_near(name, set(there), lang)}" for name in missing)
        raise FileProblem("packs.design-layouts", file=file, missing=said["en"], missing_zh=said["zh-Hant"])
    return Design(content, file, names)


def _near(name: str, there: set[str], lang: str) -> str:
    near = get_close_matches(name, there, 1)
    return word("packs.near", lang, near=near[0]) if near else ""
