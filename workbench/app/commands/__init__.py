"""The commands, by what they are about. Each module adds its own to the table; the work is done by the services."""

from __future__ import annotations

import argparse

from workbench import __version__
from workbench.app.commands import (
    comparators,
    consistency,
    definitions,
    demo,
    derive,
    exports,
    figures,
    keeping,
    looking,
    merging,
    papers,
    ratings,
    scenarios,
    tables,
    verify,
    vintages,
    workspaces,
)
from workbench.app.parser import Commands, Parser
from workbench.base.messages import word
from workbench.domain.text import Lang


def build_parser(lang: Lang) -> Parser:
    """The whole command line in *lang*."""
    parser = Parser(
        prog="workbench", lang=lang, description=word("app.about", lang), epilog=word("app.epilog", lang)
    )
    parser.add_argument(
        "--version", action="version", version=f"workbench {__version__}", help=word("app.arg-version", lang)
    )
    parser.add_argument(
        "--lang", choices=("en", "zh-Hant"), default=argparse.SUPPRESS, help=word("app.arg-lang", lang)
    )
    commands = Commands(parser, "command", word("app.group-commands", lang))
    workspaces.add_new(commands)
    demo.add_to(commands)
    tables.add_to(commands)
    figures.add_to(commands)
    ratings.add_to(commands)
    consistency.add_to(commands)
    derive.add_to(commands)
    definitions.add_to(commands)
    comparators.add_to(commands)
    vintages.add_to(commands)
    scenarios.add_to(commands)
    workspaces.add_snapshots(commands)
    merging.add_to(commands)
    papers.add_to(commands)
    verify.add_to(commands)
    keeping.add_to(commands)
    workspaces.add_check(commands)
    looking.add_to(commands)
    exports.add_to(commands)
    commands.later("index")
    parser.set_defaults(run=None)
    return parser
