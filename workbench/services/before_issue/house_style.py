"""Official usage as data: ``data/style/official.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from workbench.base.paths import asset
from workbench.domain.errors import FileProblem
from workbench.domain.text import LANGS, Lang

FORMAT = "blueprint-workbench/style"


@dataclass(frozen=True, slots=True)
class Usage:
    """A form not used and the one that is; right in the words of *except_*."""

    wrong: str
    right: str
    except_: tuple[str, ...] = ()
    lang: Lang = "zh-Hant"


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """What the file says; see ``data/style/README.md``."""

    variant_profiles: frozenset[str]
    variants: tuple[Usage, ...]
    never: tuple[Usage, ...]
    projection: dict[Lang, tuple[str, ...]]
    definition: dict[Lang, tuple[str, ...]]
    former: dict[Lang, tuple[str, ...]]
    placeholders: dict[Lang, tuple[str, ...]]
    titles: tuple[str, ...]
    known_abbreviations: frozenset[str]
    short_forms: tuple[Usage, ...]
    not_committees: tuple[Usage, ...]


@cache
def house_style() -> HouseStyle:
    """Raises :class:`FileProblem` where the file is damaged."""
    path = asset("data", "style", "official.json")
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        if plain["format"] != FORMAT or plain["version"] != 1:
            raise ValueError(FORMAT)
        variants = plain["variants"]
        return HouseStyle(
            variant_profiles=frozenset(variants["profiles"]),
            variants=tuple(_usage(one) for one in (*variants["words"], *variants["characters"])),
            never=tuple(_usage(one) for one in plain["never"]),
            projection=_words(plain["projection"]),
            definition=_words(plain["definition"]),
            former=_words(plain["former"]),
            placeholders=_words(plain["placeholders"]),
            titles=tuple(plain["titles"]),
            known_abbreviations=frozenset(plain["known_abbreviations"]),
            short_forms=tuple(Usage(one["short"], one["full"]) for one in plain["short_forms"]),
            not_committees=tuple(_usage(one) for one in plain["not_committees"]),
        )
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise FileProblem("packs.unreadable", file=path.name, reason=str(error)) from error


def _usage(one: dict[str, Any]) -> Usage:
    return Usage(one["wrong"], one["right"], tuple(one.get("except", ())), one.get("lang", "zh-Hant"))


def _words(plain: dict[str, list[str]]) -> dict[Lang, tuple[str, ...]]:
    return {lang: tuple(plain[lang]) for lang in LANGS}
