"""Translations read from ``.ts`` files when the program starts: nothing to compile, nothing generated to commit."""

from __future__ import annotations

import string
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from workbench.base.log import logger

_FORMATTER = string.Formatter()


def placeholders(text: str) -> frozenset[str]:
    """Names of the ``{placeholders}`` in *text*; a text that is no format string has the single one ``{?}``."""
    try:
        return frozenset(name for _, name, _, _ in _FORMATTER.parse(text) if name is not None)
    except ValueError:
        return frozenset({"?"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a catalogue. ``forms``: the translation, or one per plural form where ``numerus``."""

    context: str
    source: str
    forms: tuple[str, ...]
    numerus: bool = False
    finished: bool = True
    comment: str = ""

    @property
    def sound(self) -> bool:
        """Whether every form has exactly the placeholders of the source."""
        wanted = placeholders(self.source)
        return bool(self.forms) and all(form and placeholders(form) == wanted for form in self.forms)


def read_ts(path: Path) -> list[Entry]:
    """Every message of a Qt ``.ts`` file, also unfinished and vanished ones. Raises ``OSError``, ``ET.ParseError``."""
    entries: list[Entry] = []
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None:
                continue
            numerus = message.get("numerus") == "yes"
            forms = (
                tuple(form.text or "" for form in translation.iter("numerusform"))
                if numerus
                else (translation.text or "",)
            )
            entries.append(
                Entry(
                    name,
                    message.findtext("source") or "",
                    forms,
                    numerus,
                    translation.get("type") is None and all(forms),
                    message.findtext("comment") or "",
                )
            )
    return entries


class Catalogue:
    """Finished, sound messages of one language, by context and source text."""

    def __init__(self, entries: list[Entry]) -> None:
        self._entries: dict[tuple[str, str], Entry] = {}
        for entry in entries:
            if not entry.finished:
                continue
            if not entry.sound:
                logger.warning(
                    "translation refused, its placeholders differ: %s | %s", entry.context, entry.source
                )
                continue
            self._entries[entry.context, entry.source] = entry

    @classmethod
    def load(cls, folder: Path, language: str) -> Catalogue:
        """All ``*_<language>.ts`` of *folder*. A file that cannot be read is logged and left out: English shows."""
        entries: list[Entry] = []
        for path in sorted(folder.glob(f"*_{language}.ts")):
            try:
                entries += read_ts(path)
            except (OSError, ET.ParseError) as error:
                logger.warning("catalogue not read: %s: %s", path.name, error)
        return cls(entries)

    def find(self, context: str, text: str, n: int | None = None) -> str | None:
        """The translation of *text*, in the plural form for *n* (two forms: one, other). ``None`` if there is none."""
        entry = self._entries.get((context, text))
        if entry is None:
            return None
        if entry.numerus and len(entry.forms) > 1:
            return entry.forms[0 if n == 1 else 1]
        return entry.forms[0]
