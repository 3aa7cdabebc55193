"""Style profiles of offices, kept as JSON in ``data/profiles``."""

from __future__ import annotations

import json
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any

from workbench.base.paths import asset
from workbench.domain.errors import FileProblem, UsageError
from workbench.domain.profile import StyleProfile
from workbench.domain.text import LANGS, LocalText

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.domain.pack import Pack
    from workbench.domain.text import Lang

FORMAT = "blueprint-workbench/profile"
USUAL: dict[Lang, str] = {"en": "government-en", "zh-Hant": "government-zh"}


@cache
def profiles() -> dict[str, StyleProfile]:
    """All profiles by id, in the order of their ids. Raises :class:`FileProblem` naming a file that is damaged."""
    found = (_read(path) for path in sorted(asset("data", "profiles").glob("*.json")))
    return {profile.id: profile for profile in found}


def profile(profile_id: str) -> StyleProfile:
    """One profile. Raises :class:`UsageError` ``packs.unknown-profile``, which names those there are."""
    try:
        return profiles()[profile_id]
    except KeyError:
        raise UsageError("packs.unknown-profile", id=profile_id, known=", ".join(profiles())) from None


def profile_of(pack: Pack, lang: Lang) -> StyleProfile:
    """The profile in which *pack* is written in *lang*. Raises :class:`UsageError`, also for one of the other language."""
    found = profile(pack.profiles.get(lang) or USUAL[lang])
    if found.lang != lang:
        raise UsageError("packs.profile-language", id=found.id, lang=lang)
    return found


def _read(path: Path) -> StyleProfile:
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        return profile_from(plain)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise FileProblem("packs.unreadable", file=path.name, reason=str(error)) from error


def profile_from(plain: dict[str, Any]) -> StyleProfile:
    """A profile from its JSON form. Raises ``ValueError`` or ``TypeError`` for anything else."""
    if plain.get("format") != FORMAT or plain.get("version") != 1 or plain.get("lang") not in LANGS:
        raise ValueError(FORMAT)
    known = {field.name: field for field in fields(StyleProfile)}
    values = {key: value for key, value in plain.items() if key in known}
    if unknown := set(plain) - set(known) - {"format", "version"}:
        raise ValueError(", ".join(sorted(unknown)))
    values["name"] = LocalText.of(plain["name"])
    for name in ("quotes", "inner_quotes"):
        if name in values:
            opening, closing = values[name]
            values[name] = (str(opening), str(closing))
    found = StyleProfile(**values)
    for name in ("parts", "letters", "romans"):
        if getattr(found, name).count("{}") != 1:
            raise ValueError(name)
    if found.currency not in ("council", "full") or not 6 <= found.size <= 30:
        raise ValueError("currency, size")
    return found
