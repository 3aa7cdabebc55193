"""What a thing or a field of it holds, in words a person reads: for comparisons, merging and the paper of changes.

Contents come as plain JSON values (see :mod:`workbench.store.codec`) or as :class:`Observation`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.base.messages import catalogue, word
from workbench.domain.errors import RuleError, UsageError
from workbench.domain.figure import Observation, Unit
from workbench.domain.period import Period
from workbench.domain.text import Lang, LocalText
from workbench.domain.wording import figure, rounded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.services.reading import Reading

EMPTY = "—"


def field_words(name: str, lang: Lang) -> str:
    """Name of a field of a thing; one that we have no word for shows as it is written in the file."""
    code = f"field.{name}"
    return word(code, lang) if code in catalogue() else name.replace("_", " ")


def kind_words(kind: str, lang: Lang) -> str:
    """*Scenario* / *情景* for a kind of thing."""
    code = f"thing.{kind}"
    return word(code, lang) if code in catalogue() else kind


def part_words(kind: str, part: str, lang: Lang) -> str:
    """What a difference is about: the period of a figure, or the name of a field; "" for a whole thing."""
    if kind != "observation" or not part:
        return field_words(part, lang) if part else ""
    try:
        return Period.parse(part).label(lang)
    except RuleError:
        return part


def both_languages(item: Any) -> LocalText | None:
    """A bilingual text stored as plain JSON; ``None`` if *item* is none."""
    if isinstance(item, dict) and item and set(item) <= {"en", "zh_hant"}:
        return LocalText(item.get("en"), item.get("zh_hant"))
    return None


def figure_words(session: Reading, item: Observation, lang: Lang, unit: Unit | None = None) -> str:
    """A figure with its qualifier and unit, decimals as published; as printed where the series is not known.

    unit: that of the state the figure is from, where the series has another one now.
    """
    if unit is None:
        try:
            unit = session.indicator(item.series_id).unit
        except UsageError:
            return item.text or EMPTY
    return figure(
        item.value,
        unit,
        lang,
        decimals=item.decimals,
        qualifier=item.qualifier,
        style="screen",
        text=item.text,
    )


def source_words(session: Reading, item: Observation, lang: Lang) -> str:
    """Where a figure was read: document, place, sheet and cell as far as known."""
    where = item.provenance
    source = session.sources().get(where.source_id)
    cell = f"{where.sheet}!{where.cell}" if where.sheet and where.cell else where.sheet or where.cell
    parts = (source.title.show(lang) if source else where.source_id, where.place, where.file_name, cell)
    return " · ".join(dict.fromkeys(part for part in parts if part))


def value_words(session: Reading, kind: str, field: str, item: Any, lang: Lang) -> str:
    """*item* in words, on one or more lines; — where there is nothing.

    kind, field: where it stands (field "" = the whole thing). Both languages of a bilingual text are told.
    """
    if item is None or item in ("", [], {}):
        return EMPTY
    if isinstance(item, Observation):
        words = figure_words(session, item, lang)
        return word("values.figure", lang, figure=words, vintage=item.vintage)
    if field == "paths" and isinstance(item, dict):
        return "\n".join(_path(session, name, path, lang) for name, path in item.items())
    if field == "unit" and isinstance(item, dict) and both_languages(item.get("text")) is not None:
        return _unit(item, lang)
    if field == "reliability" and f"evidence.{item}" in catalogue():
        return word(f"evidence.{item}", lang)
    if field == "official_status" and f"status.{item}" in catalogue():
        return word(f"status.{item}", lang)
    return "\n".join(_lines(item, lang, 0))


def changed_paths(old: Any, new: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Of two sets of assumptions only the drivers that differ, in the order of the model's file."""
    before, after = (item if isinstance(item, dict) else {} for item in (old, new))
    names = [name for name in dict.fromkeys((*before, *after)) if before.get(name) != after.get(name)]
    return (
        {name: before[name] for name in names if name in before},
        {name: after[name] for name in names if name in after},
    )


def _unit(item: dict[str, Any], lang: Lang) -> str:
    """A unit by its name; the power of ten of what is stored, which a name need not tell, and its code beside it."""
    name = LocalText(item["text"].get("en"), item["text"].get("zh_hant")).show(lang)
    power = f" ×10^{item['multiplier']}" if item.get("multiplier") else ""
    return f"{name}{power} [{item.get('code', '')}]"


def _path(session: Reading, name: str, path: Any, lang: Lang) -> str:
    label = next(
        (
            variable.label.show(lang)
            for model in session.models()
            for variable in model.variables
            if variable.name == name
        ),
        name,
    )
    return word("values.pair", lang, name=label, value=_assumption(path, lang))


def _assumption(path: Any, lang: Lang) -> str:
    if not isinstance(path, dict):
        return str(path)
    told = []
    if path.get("growth") is not None:
        told.append(word("values.growth", lang, rate=_rate(path["growth"])))
    if path.get("trend"):
        first, last = path["trend"]
        told.append(word("values.trend", lang, first=first, last=last))
    for key in ("by_year", "levels"):
        for year, value in (path.get(key) or {}).items():
            shown = _rate(value) if key == "by_year" else f"{value:,}"
            told.append(word("values.in-year", lang, year=year, value=shown))
    if path.get("reason"):
        told.append(word("values.reason", lang, reason=path["reason"]))
    return ("；" if lang == "zh-Hant" else "; ").join(told) or EMPTY


def _rate(fraction: Any) -> str:
    return f"{rounded(float(fraction) * 100, None)}%" if isinstance(fraction, int | float) else str(fraction)


def _lines(item: Any, lang: Lang, depth: int) -> Iterable[str]:
    """JSON as an indented outline, names of fields in words, braces and quotes left out."""
    text = both_languages(item)
    space = "  " * depth
    if text is not None:
        for part in (text.get(lang), text.zh_hant if lang == "en" else text.en):
            if part:
                yield space + part
    elif isinstance(item, dict):
        for name, value in item.items():
            inner = list(_lines(value, lang, depth + 1))
            if len(inner) == 1:
                yield space + word("values.pair", lang, name=field_words(name, lang), value=inner[0].strip())
            else:
                yield space + word("values.heading", lang, name=field_words(name, lang))
                yield from inner
    elif isinstance(item, list):
        for value in item:
            yield from _lines(value, lang, depth)
    elif isinstance(item, bool):
        yield space + word("values.yes" if item else "values.no", lang)
    elif item is None:
        yield space + EMPTY
    else:
        yield space + str(item)
