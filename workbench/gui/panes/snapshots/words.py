"""Words and signs of the tab: classes of change, standing of a step, names of snapshots."""

from __future__ import annotations

from workbench.base.messages import catalogue, word
from workbench.gui import language
from workbench.gui.language import Text, mark

STANDINGS: dict[str, Text] = {
    "in-force": mark("snapshots", "In force"),
    "undone": mark("snapshots", "Undone, can be redone"),
    "left-aside": mark("snapshots", "Left aside"),
    "undo": mark("snapshots", "Undo"),
    "redo": mark("snapshots", "Redo"),
}
# class of change → sign and colour token; the word is always beside it
SIGNS: dict[str, tuple[str, str]] = {
    "revised": ("△", "warn"),
    "newly-published": ("+", "good"),
    "re-based": ("≋", "warn"),
    "withdrawn": ("−", "bad"),
    "definition-changed": ("§", "warn"),
    "status-changed": ("◐", "info"),
    "wording-changed": ("¶", "info"),
    "assumption-changed": ("≈", "info"),
    "target-changed": ("◎", "warn"),
    "index-changed": ("∑", "warn"),
    "evidence-changed": ("✎", "info"),
    "document-changed": ("▤", "info"),
    "issued": ("✉", "good"),
    "mapping-changed": ("⇄", "info"),
    "pack-changed": ("▦", "info"),
    "setting-changed": ("⚙", "muted"),
    "added": ("+", "good"),
    "removed": ("−", "bad"),
    "changed": ("•", "muted"),
    "label-only": ("=", "muted"),
}


def class_words(cls: str) -> str:
    """*Figures revised* / *已修訂的數字*; a class we have no word for shows as it is."""
    code = f"changes.{cls}"
    return word(code, language.current()) if code in catalogue() else cls


def sign(cls: str) -> tuple[str, str]:
    """Sign and colour token of a class."""
    return SIGNS.get(cls, ("•", "muted"))
