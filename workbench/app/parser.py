"""The argument parser, in the reader's language.

``argparse`` words its own complaints in English only; the few that a user can cause are recognised and said anew.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NoReturn

from workbench.base.messages import word
from workbench.domain.errors import UsageError
from workbench.domain.text import Lang

_COMPLAINTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"the following arguments are required: (?P<names>.+)"), "app.args-required"),
    (re.compile(r"one of the arguments (?P<names>.+) is required"), "app.args-required"),
    (re.compile(r"unrecognized arguments: (?P<names>.+)"), "app.args-unknown"),
    (
        re.compile(r"argument (?P<name>.+): invalid choice: '(?P<value>.*)' \(choose from (?P<choices>.+)\)"),
        "app.args-choice",
    ),
    (re.compile(r"argument (?P<name>.+): invalid .+ value: '(?P<value>.*)'"), "app.args-value"),
    (
        re.compile(r"argument (?P<name>.+): expected (?:one|at least one|\d+) arguments?"),
        "app.args-missing-value",
    ),
    (re.compile(r"argument (?P<name>.+): not allowed with argument (?P<other>.+)"), "app.args-exclusive"),
    (re.compile(r"ambiguous option: (?P<name>\S+) could match (?P<choices>.+)"), "app.args-ambiguous"),
)

Run = Callable[[Any, Any], int]


class _Formatter(argparse.HelpFormatter):
    """Help with its headings in the reader's language."""

    def __init__(self, lang: Lang, prog: str) -> None:
        super().__init__(prog)
        self._lang = lang

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        head = word("app.usage-head", self._lang) if prefix is None else prefix
        super().add_usage(usage, actions, groups, head)


class Parser(argparse.ArgumentParser):
    """An ``ArgumentParser`` that speaks *lang* and raises :class:`UsageError` instead of ending the program."""

    def __init__(self, *, lang: Lang = "en", **kwargs: Any) -> None:
        super().__init__(
            formatter_class=partial(_Formatter, lang), add_help=False, allow_abbrev=False, **kwargs
        )
        self.lang = lang
        self._positionals.title = word("app.group-arguments", lang)
        self._optionals.title = word("app.group-options", lang)
        self.add_argument("-h", "--help", action="help", help=word("app.arg-help", lang))

    def parse_args(self, args: Any = None, namespace: Any = None) -> argparse.Namespace:  # type: ignore[override]
        """As usual, but a command of a later part takes any options: what it says is that it is not there yet."""
        parsed: argparse.Namespace
        parsed, rest = self.parse_known_args(args, namespace)
        if rest and getattr(parsed, "run", None) is not _not_yet:
            self.error(f"unrecognized arguments: {' '.join(rest)}")
        return parsed

    def error(self, message: str) -> NoReturn:
        """Refuse the call, saying why and how it should look."""
        for pattern, code in _COMPLAINTS:
            match = pattern.fullmatch(message)
            if match is not None:
                message = word(code, self.lang, **match.groupdict())
                break
        raise UsageError("app.usage", message=message, usage=self.format_usage().strip(), prog=self.prog)


class Commands:
    """The table of commands that the modules of :mod:`workbench.app.commands` fill."""

    def __init__(self, parser: Parser, dest: str, title: str) -> None:
        self._lang = parser.lang
        self._dest = dest
        self._sub = parser.add_subparsers(
            dest=dest, metavar=word(f"app.meta-{dest}", parser.lang), title=title
        )

    def add(
        self, name: str, run: Run | None = None, *, json: bool = True, lang: bool = True, help_code: str = ""
    ) -> Parser:
        """A command *name*; its help is the message ``app.help-NAME``. *run* gets the arguments and the console."""
        text = word(help_code or f"app.help-{name}", self._lang)
        parser = self._sub.add_parser(name, help=text.replace("%", "%%"), description=text, lang=self._lang)
        if json:
            parser.add_argument("--json", action="store_true", help=word("app.arg-json", self._lang))
        if lang:
            parser.add_argument(
                "--lang",
                choices=("en", "zh-Hant"),
                default=argparse.SUPPRESS,
                help=word("app.arg-lang", self._lang),
            )
        if run is not None:
            parser.set_defaults(run=run)
        return parser

    def group(self, name: str) -> Commands:
        """A command with sub-commands, such as ``snapshot``."""
        parser = self.add(name, json=False, lang=False)
        return Commands(parser, f"{name}_command", word("app.group-commands", self._lang))

    def later(self, name: str) -> None:
        """A command of a later part: known, listed as such, refused with exit code 2."""
        text = word("app.help-later", self._lang)
        parser = self._sub.add_parser(name, help=text.replace("%", "%%"), description=text, lang=self._lang)
        parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
        parser.set_defaults(run=_not_yet, prog_name=parser.prog)


def _not_yet(arguments: Any, _console: Any) -> int:
    raise UsageError("app.not-yet", command=arguments.prog_name)


def arg(parser: Parser, *names: str, **kwargs: Any) -> None:
    """Add an argument whose help is the message ``app.arg-NAME`` (its last, long name)."""
    code = f"app.arg-{names[-1].lstrip('-').replace('_', '-')}"
    text = word(kwargs.pop("help_code", code), parser.lang)
    parser.add_argument(
        *names, help=text.replace("%", "%%"), **kwargs
    )  # argparse would fill in its own %(…)s
