"""A workspace as a Frictionless Data Package: ``datapackage.json`` and one CSV a table, texts exactly as they are.

Data Package 1.0 and Table Schema 1.0 (specs.frictionlessdata.io); titles in two languages follow its language pattern
(``title`` in English, ``title@zh-Hant``).
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.base.messages import LANGUAGES, word
from workbench.domain.text import LANGS, LocalText
from workbench.services.export import Progress, column_title, identity, readme_text, write_table
from workbench.services.export_tables import Column, Link, Table, tables
from workbench.services.export_text import Written, write_text

if TYPE_CHECKING:
    from workbench.services.session import Session

DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
}


def write_package(session: Session, folder: Path, ctx: Progress | None) -> list[Written]:
    """Write all tables, their description and a README into *folder*. Raises ``OSError``, :class:`Cancelled`.

    A link is declared only where every value is found in the table it points to, so that the package is valid even
    where the workspace has a loose end; the README names those that are not.
    """
    found = tables(session)
    pointed_at = {(link.table, link.to_column) for table in found for link in table.links}
    written: list[Written] = []
    for place, table in enumerate(found):
        watch = {link.column for link in table.links}
        watch |= {column.name for column in table.columns if (table.name, column.name) in pointed_at}
        written.append(write_table(folder, table, watch=sorted(watch), ctx=ctx, done=place / len(found)))
    known = {table.name: file for table, file in zip(found, written, strict=True)}
    loose = [
        f"{table.name}.{link.column}"
        for table in found
        for link in table.links
        if not _holds(table, link, known)
    ]
    resources = [_resource(table, known) for table in found]
    package = {**_package(session), "resources": resources}
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    written.append(write_text(folder / "datapackage.json", text))
    texts = ["plan", "figures", "unit", "status", "period", "datapackage", "empty", "left-out"]
    contents = zip(found, known.values(), strict=True)
    readme = readme_text(session, "datapackage", texts, contents, open_links=", ".join(loose))
    return [*written, write_text(folder / "README.txt", readme)]


def _holds(table: Table, link: Link, known: dict[str, Written]) -> bool:
    return known[table.name].seen[link.column] <= known[link.table].seen[link.to_column]


def _package(session: Session) -> dict[str, Any]:
    identified = identity(session)
    title = session.title()
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": re.sub(r"[^a-z0-9._-]+", "-", session.framework_id().lower()) or "workspace",
        "id": identified["id"],
        "languages": list(LANGUAGES),
    }
    named = {
        lang: word("export.package-title", lang, title=title.show(lang))
        if title.get(lang)
        else word("export.package-title-empty", lang)
        for lang in LANGS
    }
    package |= _bilingual("title", named)
    package |= _bilingual("description", {lang: word("export.readme-figures", lang) for lang in LANGUAGES})
    package |= _bilingual("licence_note", {lang: word("export.licence", lang) for lang in LANGUAGES})
    package["created"] = identified["at"]
    sources = [_source(source.title, source.locator, source.id) for source in session.sources().values()]
    if sources:
        package["sources"] = sources
    return package


def _source(title: LocalText, locator: str, source_id: str) -> dict[str, Any]:
    shown = {lang: title.show(lang) if title.missing != LANGS else source_id for lang in LANGS}
    entry: dict[str, Any] = {"name": source_id, **_bilingual("title", shown)}
    if re.fullmatch(r"https?://[!-~]+", locator):
        entry["path"] = locator
    return entry


def _resource(table: Table, known: dict[str, Written]) -> dict[str, Any]:
    file = known[table.name]
    schema: dict[str, Any] = {
        "fields": [_field(table, column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    links = [
        {
            "fields": [link.column],
            "reference": {
                "resource": "" if link.table == table.name else link.table,
                "fields": [link.to_column],
            },
        }
        for link in table.links
        if _holds(table, link, known)
    ]
    if links:
        schema["foreignKeys"] = links
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        **_bilingual("title", {lang: word(f"export.table-{table.name}", lang) for lang in LANGUAGES}),
        "path": file.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "dialect": DIALECT,
        "schema": schema,
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type}
    field |= _bilingual("title", {lang: column_title(column, lang) for lang in LANGUAGES})
    if column.name in table.key and column.name not in table.may_be_empty:
        field["constraints"] = {"required": True}
    return field


def _bilingual(name: str, texts: dict[Any, str]) -> dict[str, str]:
    return {name: texts["en"], f"{name}@zh-Hant": texts["zh-Hant"]}
