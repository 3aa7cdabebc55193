"""What this user prefers on this computer: language, theme, scale, recent files, folders, layout. Not in the workspace."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QByteArray, QSettings

from workbench.base.paths import settings_dir
from workbench.domain.text import LANGS, Lang
from workbench.gui.theme import CHOICES, ThemeChoice

_RECENT = 8


class Settings:
    """A small ini file. One that cannot be written changes nothing but that it forgets."""

    def __init__(self) -> None:
        with suppress(OSError):
            settings_dir().mkdir(parents=True, exist_ok=True)
        self._ini = QSettings(str(settings_dir() / "window.ini"), QSettings.Format.IniFormat)

    def _get(self, key: str, default: Any = None) -> Any:
        return self._ini.value(key, default)

    def _put(self, key: str, value: Any) -> None:
        self._ini.setValue(key, value)

    @property
    def language(self) -> Lang | None:
        """The language chosen, ``None`` before any choice."""
        value = self._get("language")
        return cast("Lang", value) if value in LANGS else None

    @language.setter
    def language(self, lang: Lang) -> None:
        self._put("language", lang)

    @property
    def theme(self) -> ThemeChoice:
        """The theme chosen; *system* before any choice."""
        value = self._get("theme", "system")
        return cast("ThemeChoice", value) if value in CHOICES else "system"

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._put("theme", choice)

    @property
    def scale(self) -> float:
        """1.0 to 3.0."""
        try:
            return min(3.0, max(1.0, float(self._get("scale", 1.0))))
        except (TypeError, ValueError):
            return 1.0

    @scale.setter
    def scale(self, scale: float) -> None:
        self._put("scale", scale)

    @property
    def last_pane(self) -> str:
        """The tab that was in front."""
        return str(self._get("pane", ""))

    @last_pane.setter
    def last_pane(self, pane_id: str) -> None:
        self._put("pane", pane_id)

    def recent(self) -> list[Path]:
        """Workspaces opened last, newest first, that still exist."""
        value = self._get("recent", [])
        names = [value] if isinstance(value, str) else list(value or [])
        return [path for path in map(Path, names) if path.is_file()]

    def add_recent(self, path: Path) -> None:
        """Put *path* first."""
        names = [str(path), *(str(old) for old in self.recent() if old != path)]
        self._put("recent", names[:_RECENT])

    def folder(self, purpose: str) -> Path:
        """The folder last used for *purpose* (open, import, export); the home folder before that."""
        path = Path(str(self._get(f"folder/{purpose}", "")))
        return path if path.name and path.is_dir() else Path.home()

    def set_folder(self, purpose: str, folder: Path) -> None:
        """Remember a folder."""
        self._put(f"folder/{purpose}", str(folder))

    def blob(self, key: str) -> QByteArray | None:
        """Geometry or layout kept under *key*."""
        value = self._get(f"layout/{key}")
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None

    def set_blob(self, key: str, value: QByteArray) -> None:
        """Keep geometry or layout."""
        self._put(f"layout/{key}", value)

    def forget(self, key: str) -> None:
        """Drop geometry or layout."""
        self._ini.remove(f"layout/{key}")

    def sync(self) -> None:
        """Write now."""
        self._ini.sync()
