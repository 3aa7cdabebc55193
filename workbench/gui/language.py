"""The language of the window, switched while it is open.

English is the source language. Each text on screen is *bound* once: :func:`bind` sets it now and again whenever the
language changes, for as long as its owner lives. :func:`tr` gives a text for the moment (a tooltip built on demand, a
painted label). Texts are literals: ``bind(button, button.setText, "import", "Choose file…")``; a table of texts holds
them as :func:`mark` values. ``{named}`` parameters are filled in after translation; a parameter may be a
:class:`LocalText` (shown in the language at hand) or a function of the language.
"""

from __future__ import annotations

import string
import weakref
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

import shiboken6
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from workbench.base.log import logger
from workbench.base.paths import asset
from workbench.domain.text import LANGS, Lang, LocalText
from workbench.gui.catalogue import Catalogue

FILE_NAMES: dict[Lang, str] = {"en": "en", "zh-Hant": "zh_Hant"}
_LOCALES: dict[Lang, str] = {"en": "en_HK", "zh-Hant": "zh_HK"}
_BOUND = "_bound_texts"  # attribute on the owner: the bindings live and die with it


class Text(NamedTuple):
    """A text to be translated later: its context and its English."""

    context: str
    text: str


def mark(context: str, text: str) -> Text:
    """Name a text in a table without translating it yet."""
    return Text(context, text)


class _Lenient(string.Formatter):
    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        return kwargs.get(str(key), f"{{{key}}}")


class _Translator(QTranslator):
    """Offers our catalogue to Qt itself: its dialogs look here first (a word of Qt's can be set right)."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """The text, or ``None`` (not ``""``, which Qt would show) to let the next translator answer."""
        return self._catalogue.find(context, text, None if n < 0 else n)

    def isEmpty(self) -> bool:
        """Never empty: Qt would not install it."""
        return False


class _Hub(QObject):
    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.lang: Lang = "en"
        self.catalogues: dict[Lang, Catalogue] = {}
        self.installed: list[QTranslator] = []
        self.owners: weakref.WeakSet[QObject] = weakref.WeakSet()

    def catalogue(self) -> Catalogue:
        if self.lang not in self.catalogues:
            self.catalogues[self.lang] = Catalogue.load(asset("i18n"), FILE_NAMES[self.lang])
        return self.catalogues[self.lang]


_hub = _Hub()
changed = _hub.changed  # Signal(str): the new language, after every bound text has been set
_lenient = _Lenient()


def current() -> Lang:
    """The language of the window."""
    return _hub.lang


def system_language() -> Lang:
    """The language this computer is set to: Traditional Chinese for any Chinese, else English."""
    return (
        "zh-Hant"
        if any(tag.startswith(("zh", "yue")) for tag in QLocale.system().uiLanguages()[:1])
        else "en"
    )


def locale() -> QLocale:
    """Hong Kong conventions in the language of the window."""
    return QLocale(_LOCALES[_hub.lang])


def set_language(lang: Lang) -> None:
    """Show the window in *lang*, at once: bound texts are set again, Qt's own texts follow, then ``changed``."""
    if lang not in LANGS:
        raise ValueError(lang)
    if lang == _hub.lang and _hub.installed:
        return
    different = lang != _hub.lang
    _hub.lang = lang
    QLocale.setDefault(locale())
    _install()
    if different:
        for owner in list(_hub.owners):
            _replay(owner)
        _hub.changed.emit(lang)


def _install() -> None:
    """Give Qt the translators of the language: its own by name (there is no zh_HK), ours after it, asked first."""
    if QCoreApplication.instance() is None:
        return
    for old in _hub.installed:
        QCoreApplication.removeTranslator(old)
    _hub.installed = []
    if _hub.lang == "zh-Hant":
        qt_own = QTranslator()
        if qt_own.load("qtbase_zh_TW", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            _hub.installed.append(qt_own)
    _hub.installed.append(_Translator(_hub.catalogue()))
    for translator in _hub.installed:
        QCoreApplication.installTranslator(translator)


def tr(context: str, text: str, /, **params: Any) -> str:
    """*text* in the language of the window, its ``{parameters}`` filled in. ``n`` chooses the plural form.

    A text without a finished translation, or whose translation has other placeholders, shows in English.
    """
    n = params.get("n")
    found = _hub.catalogue().find(context, text, n if isinstance(n, int) else None)
    return fill(found if found is not None else text, **params)


def say(text: Text, **params: Any) -> str:
    """:func:`tr` for a :func:`mark`-ed text."""
    return tr(text.context, text.text, **params)


def fill(text: str, **params: Any) -> str:
    """Put parameters into *text*. A missing one shows as its name: a text must never fail to appear."""
    if not params:
        return text
    values = {name: _value(value) for name, value in params.items()}
    try:
        return _lenient.vformat(text, (), values)
    except (ValueError, KeyError, IndexError, AttributeError):
        logger.warning("text cannot be filled: %s", text)
        return text


def show(text: LocalText) -> str:
    """Bilingual content in the language of the window (a gap shows as such)."""
    return text.show(_hub.lang)


def _value(value: Any) -> Any:
    if isinstance(value, LocalText):
        return value.show(_hub.lang)
    if isinstance(value, Text):
        return say(value)
    if callable(value):
        return value(_hub.lang)
    return value


class _Bound(NamedTuple):
    """A setter (weakly, where it is a method of a Qt object) and what it is to be given."""

    target: weakref.ref[Any] | None
    name: str
    call: Callable[..., Any] | None
    args: tuple[Any, ...]
    text: Text
    params: dict[str, Any]

    def apply(self) -> None:
        words = say(self.text, **self.params)
        if self.call is not None:
            self.call(*self.args, words)
            return
        target = self.target() if self.target is not None else None
        if target is not None and (not isinstance(target, QObject) or shiboken6.isValid(target)):
            getattr(target, self.name)(*self.args, words)


def bind(owner: QObject, setter: Callable[..., Any], context: str, text: str, /, **params: Any) -> None:
    """Give *setter* the text now and at each change of language, until *owner* is gone.

    The same setter of the same owner bound again replaces the earlier text. *setter* may be a method
    (``label.setText``), a :func:`functools.partial` of one (``partial(combo.setItemText, 0)``) or a function.
    """
    bind_text(owner, setter, Text(context, text), **params)


def bind_text(owner: QObject, setter: Callable[..., Any], text: Text, /, **params: Any) -> None:
    """:func:`bind` for a :func:`mark`-ed text."""
    args: tuple[Any, ...] = ()
    function = setter
    if isinstance(setter, partial):
        function, args = setter.func, setter.args
    holder = getattr(function, "__self__", None)
    name = getattr(function, "__name__", "")
    if holder is not None and name:
        key: Any = (id(holder), name, args)
        bound = _Bound(weakref.ref(holder), name, None, args, text, params)
    else:
        cells = tuple(id(cell.cell_contents) for cell in getattr(function, "__closure__", None) or ())
        key = (getattr(function, "__code__", function), getattr(function, "__defaults__", None), cells, args)
        bound = _Bound(None, name, function, args, text, params)
    bindings = owner.__dict__.setdefault(_BOUND, {})
    bindings[key] = bound
    _hub.owners.add(owner)
    bound.apply()


def unbind(owner: QObject) -> None:
    """Forget every text bound to *owner* (before it shows texts of another kind)."""
    owner.__dict__.pop(_BOUND, None)
    _hub.owners.discard(owner)


def _replay(owner: QObject) -> None:
    if not shiboken6.isValid(owner):
        _hub.owners.discard(owner)
        return
    for bound in list(owner.__dict__.get(_BOUND, {}).values()):
        bound.apply()


def bound_texts() -> list[Text]:
    """Every text now bound to a living owner (for tests)."""
    return [
        bound.text
        for owner in list(_hub.owners)
        if shiboken6.isValid(owner)
        for bound in owner.__dict__.get(_BOUND, {}).values()
    ]
