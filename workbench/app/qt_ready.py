"""Can Qt start on this machine? Found out by trying, so that a missing library is one clear line and not an abort.

Qt ends the whole process (``qFatal``) when its platform plugin cannot be loaded or the display does not answer; so
both are tried here first, with the system's own loader, before Qt is asked.
"""

from __future__ import annotations

import ctypes
import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from types import ModuleType

from workbench.app.display import has_display
from workbench.domain.errors import WorkbenchError

_MISSING = re.compile(r"(lib[\w+.-]+\.so[\w.]*): cannot open shared object file")

# Debian's package for each library that Qt loads; any other is named after its library by Debian's own rule.
_PACKAGES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


class CannotOpenWindow(WorkbenchError):
    """No window is possible here; the commands are."""

    exit_code = 2


def debian_package(library: str) -> str:
    """The Debian package that holds *library*: ``libxcb-icccm.so.4`` → ``libxcb-icccm4``."""
    if library in _PACKAGES:
        return _PACKAGES[library]
    stem, _, version = library.partition(".so.")
    major = version.split(".")[0]
    return f"{stem}-{major}".lower() if stem[-1:].isdigit() else f"{stem}{major}".lower()


def missing_library(error: BaseException) -> str | None:
    """The shared library that the loader complained about, if that is what *error* is."""
    match = _MISSING.search(str(error))
    return match.group(1) if match else None


def require_qt() -> None:
    """Make sure that Qt can be imported and can open a window here. Raises :class:`CannotOpenWindow`."""
    if not has_display():
        raise CannotOpenWindow("app.no-display")
    try:
        import PySide6
        import PySide6.QtSvg
        import PySide6.QtWidgets
    except ImportError as error:
        library = missing_library(error)
        if library is not None:
            raise CannotOpenWindow(
                "app.no-library", library=library, package=debian_package(library)
            ) from error
        raise CannotOpenWindow("app.no-qt", reason=str(error)) from error
    if sys.platform.startswith("linux"):
        _require_platform(PySide6)


def _require_platform(pyside: ModuleType) -> None:
    asked = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    if asked not in ("", "xcb") or (not asked and os.environ.get("WAYLAND_DISPLAY")):
        return
    plugin = Path(str(pyside.__file__)).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    if not plugin.is_file():  # a frozen program keeps it elsewhere and brings its libraries with it
        return
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        library = missing_library(error)
        if library is None:
            raise CannotOpenWindow("app.no-platform", platform="xcb", package="libxcb-cursor0") from error
        raise CannotOpenWindow("app.no-library", library=library, package=debian_package(library)) from error
    if not _display_answers():
        raise CannotOpenWindow("app.display-silent", display=os.environ.get("DISPLAY", ""))


def _display_answers() -> bool:
    """Whether the X server named by ``DISPLAY`` accepts a connection; true if that cannot be found out."""
    with suppress(OSError, AttributeError):
        xcb = ctypes.CDLL("libxcb.so.1")
        xcb.xcb_connect.restype = ctypes.c_void_p
        xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
        xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
        connection = xcb.xcb_connect(None, None)
        broken = bool(xcb.xcb_connection_has_error(connection))
        xcb.xcb_disconnect(connection)
        return not broken
    return True
