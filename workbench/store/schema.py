"""Tables, triggers and numbered migrations of the workspace file. ``workbench/store/README.md`` describes them.

Things (nodes, indicators, scenarios …) stand one per row as JSON with readable generated columns beside it;
observations have real columns, being many. Triggers write every change to a log while a change set is open: undo,
snapshots and the audit trail are all read from that one log.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.domain import composite, evidence, figure, pack, scenario, strategy
from workbench.domain.changes import Kind

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

APPLICATION_ID = 0x426C7077  # "Blpw"
SCHEMA_VERSION = 2


@dataclass(frozen=True)
class Table:
    """A table of things: its Python type, its readable columns (JSON paths) and what they must point to."""

    kind: Kind
    type: type[Any]
    columns: dict[str, str]
    points_to: dict[str, str]


_TITLE = {"title_en": "$.title.en", "title_zh": "$.title.zh_hant"}
_NAME = {"name_en": "$.name.en", "name_zh": "$.name.zh_hant"}
_TEXT = {"text_en": "$.text.en", "text_zh": "$.text.zh_hant"}

TABLES: tuple[Table, ...] = (
    Table(
        "node",
        strategy.Node,
        {"kind": "$.kind", "parent": "$.parent", **_TITLE, "due": "$.due"},
        {"parent": "node"},
    ),
    Table("body", strategy.Body, _NAME, {}),
    Table("source", strategy.Source, {**_TITLE, "published": "$.published"}, {}),
    Table("milestone", strategy.Milestone, {"year": "$.year", **_TEXT}, {}),
    Table("term", strategy.Term, {"zh_hant": "$.zh_hant", "en": "$.en", "category": "$.category"}, {}),
    Table(
        "indicator",
        figure.Indicator,
        {**_NAME, "role": "$.role", "unit": "$.unit.code", "formula": "$.formula"},
        {},
    ),
    Table(
        "definition",
        figure.DefinitionVersion,
        {"series_id": "$.series_id", "from_period": "$.from_period", **_TEXT},
        {"series_id": "indicator"},
    ),
    Table(
        "target",
        figure.Target,
        {
            "indicator_id": "$.indicator_id",
            "column_year": "$.column_year",
            "data_year": "$.data_year",
            "value": "$.value",
        },
        {"indicator_id": "indicator"},
    ),
    Table("model", scenario.Model, _TITLE, {}),
    Table(
        "scenario",
        scenario.Scenario,
        {"model_id": "$.model_id", "parent": "$.parent", **_NAME},
        {"model_id": "model", "parent": "scenario"},
    ),
    Table("pack", pack.Pack, _TITLE, {}),
    Table(
        "document",
        evidence.Document,
        {
            **_TITLE,
            "file_name": "$.file_name",
            "sha256": "$.sha256",
            "size": "$.size",
            "source_id": "$.source_id",
        },
        {"sha256": "attachment(sha256)", "source_id": "source"},
    ),
    Table(
        "evidence",
        evidence.Evidence,
        {
            "node_id": "$.node_id",
            "date": "$.date",
            **_TEXT,
            "source_id": "$.source_id",
            "document_id": "$.document_id",
            "reliability": "$.reliability",
        },
        {"node_id": "node", "source_id": "source", "document_id": "document"},
    ),
    Table("index_definition", composite.IndexDefinition, _TITLE, {}),
)
BY_KIND: dict[str, Table] = {table.kind: table for table in TABLES}
PLAIN_TABLES = ("recipe", "setting")  # id → JSON, no type of their own
THING_TABLES = (*BY_KIND, *PLAIN_TABLES)

OBSERVATION_KEY = ("series_id", "period", "definition", "vintage")
OBSERVATION_REST = (
    "value",
    "text",
    "decimals",
    "status",
    "marks",
    "qualifier",
    "confidence",
    "provenance",
    "cell",
    "entered",
)
PRESENT_SET = "(SELECT coalesce(open_set, 0) FROM log_state)"  # what an observation is entered by
ISSUED_REST = (
    "pack_id",
    "title_en",
    "title_zh",
    "snapshot_id",
    "snapshot_digest",
    "language",
    "format",
    "file_name",
    "sha256",
    "at",
    "by",
    "meeting",
    "digest",
)


def _create_thing(name: str, columns: dict[str, str], points_to: dict[str, str]) -> str:
    generated = "".join(
        f",\n  {column} GENERATED ALWAYS AS (json_extract(body, '{path}')) VIRTUAL"
        for column, path in columns.items()
    )
    keys = "".join(
        f",\n  FOREIGN KEY ({column}) REFERENCES {target if '(' in target else f'{target}(id)'} DEFERRABLE INITIALLY DEFERRED"
        for column, target in points_to.items()
    )
    return (
        f"CREATE TABLE {name} (\n  id TEXT PRIMARY KEY NOT NULL,\n  ord INTEGER NOT NULL DEFAULT 0,\n"
        f"  body TEXT NOT NULL CHECK (json_valid(body)){generated}{keys}\n)"
    )


def _thing_triggers(name: str) -> list[str]:
    head = "INSERT INTO change (change_set, tbl, key, op, old, new) SELECT open_set, '{name}', {id}, '{op}', {old}, {new} FROM log_state"
    when = "WHEN (SELECT open_set FROM log_state) IS NOT NULL"
    row = "json_array({w}.ord, {w}.body)"
    old, new = row.format(w="OLD"), row.format(w="NEW")
    return [
        f"CREATE TRIGGER {name}_log_insert AFTER INSERT ON {name} {when} BEGIN "
        + head.format(name=name, id="NEW.id", op="I", old="NULL", new=new)
        + "; END",
        f"CREATE TRIGGER {name}_log_update AFTER UPDATE ON {name} {when} AND (OLD.body <> NEW.body OR OLD.ord <> NEW.ord) BEGIN "
        + head.format(name=name, id="NEW.id", op="U", old=old, new=new)
        + "; END",
        f"CREATE TRIGGER {name}_log_delete AFTER DELETE ON {name} {when} BEGIN "
        + head.format(name=name, id="OLD.id", op="D", old=old, new="NULL")
        + "; END",
    ]


_OBSERVATION_TABLE = """CREATE TABLE observation (
  series_id TEXT NOT NULL REFERENCES indicator(id) DEFERRABLE INITIALLY DEFERRED,
  period TEXT NOT NULL,
  definition TEXT NOT NULL DEFAULT '',
  vintage TEXT NOT NULL,
  value REAL,
  text TEXT NOT NULL,
  decimals INTEGER,
  status TEXT NOT NULL DEFAULT 'A',
  marks TEXT NOT NULL DEFAULT '',
  qualifier TEXT NOT NULL DEFAULT '',
  confidence TEXT NOT NULL DEFAULT 'official' CHECK (confidence IN ('official', 'derived', 'outside')),
  provenance INTEGER NOT NULL REFERENCES provenance(id),
  cell TEXT NOT NULL DEFAULT '',
  entered INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (series_id, period, definition, vintage)
) WITHOUT ROWID"""

# An inserted observation is in the table, so the log needs only its key; a removed one moves to observation_gone,
# column by column, so that it can come back as the same double (text would keep 15 digits).
_OBSERVATION_GONE = f"""CREATE TABLE observation_gone (
  seq INTEGER PRIMARY KEY REFERENCES change(seq),
  {", ".join((*OBSERVATION_KEY, *OBSERVATION_REST))}
)"""
_GONE_INDEX = f"CREATE INDEX observation_gone_by_key ON observation_gone ({', '.join(OBSERVATION_KEY)})"


def _log_observation(row: str, op: str) -> str:
    key = ", ".join(f"{row}.{name}" for name in OBSERVATION_KEY)
    return (
        "INSERT INTO change (change_set, tbl, key, op, old, new) "
        f"SELECT open_set, 'observation', json_array({key}), '{op}', NULL, NULL FROM log_state; "
    )


_LOGGING = "WHEN (SELECT open_set FROM log_state) IS NOT NULL"
_OBSERVATION_TRIGGERS = [
    "CREATE TRIGGER observation_fixed BEFORE UPDATE ON observation "
    "BEGIN SELECT RAISE(ABORT, 'an observation is never changed; add a vintage'); END",
    "CREATE TRIGGER observation_kept BEFORE DELETE ON observation WHEN (SELECT replaying FROM log_state) = 0 "
    "BEGIN SELECT RAISE(ABORT, 'an observation is only removed by undo or restore'); END",
    f"CREATE TRIGGER observation_log_insert AFTER INSERT ON observation {_LOGGING} BEGIN {_log_observation('NEW', 'I')}END",
    f"CREATE TRIGGER observation_log_delete AFTER DELETE ON observation {_LOGGING} BEGIN {_log_observation('OLD', 'D')}"
    f"INSERT INTO observation_gone VALUES (last_insert_rowid(), "
    f"{', '.join(f'OLD.{name}' for name in (*OBSERVATION_KEY, *OBSERVATION_REST))}); END",
]

_FIXED_TABLES = [
    "CREATE TABLE workspace (id TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, framework TEXT NOT NULL, created TEXT NOT NULL, "
    "created_with TEXT NOT NULL)",
    "CREATE TABLE provenance (id INTEGER PRIMARY KEY, source_id TEXT NOT NULL, place TEXT NOT NULL, quote_hint TEXT NOT NULL, "
    "file_name TEXT NOT NULL, file_sha256 TEXT NOT NULL, sheet TEXT NOT NULL, note TEXT NOT NULL, "
    "UNIQUE (source_id, place, quote_hint, file_name, file_sha256, sheet, note))",
    "CREATE TABLE change_set (id INTEGER PRIMARY KEY, action TEXT NOT NULL CHECK (action IN ('do', 'undo', 'redo', 'restore')), "
    "of_set INTEGER REFERENCES change_set(id), label TEXT NOT NULL, params TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL, "
    "reason TEXT NOT NULL DEFAULT '', touched TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(touched)), digest TEXT)",
    "CREATE TABLE change (seq INTEGER PRIMARY KEY, change_set INTEGER NOT NULL REFERENCES change_set(id), tbl TEXT NOT NULL, "
    "key TEXT NOT NULL, op TEXT NOT NULL CHECK (op IN ('I', 'U', 'D')), old TEXT, new TEXT)",
    "CREATE INDEX change_by_set ON change (change_set)",
    "CREATE TABLE log_state (one INTEGER PRIMARY KEY CHECK (one = 1), open_set INTEGER, replaying INTEGER NOT NULL DEFAULT 0)",
    "INSERT INTO log_state (one) VALUES (1)",
    "CREATE TABLE snapshot (id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, comment TEXT NOT NULL, at TEXT NOT NULL, "
    "by TEXT NOT NULL, change_id INTEGER NOT NULL, seq INTEGER NOT NULL, digest TEXT NOT NULL, "
    "auto INTEGER NOT NULL DEFAULT 0, pinned INTEGER NOT NULL DEFAULT 0)",
    "CREATE TRIGGER snapshot_fixed BEFORE UPDATE OF id, at, by, change_id, seq, digest, auto ON snapshot "
    "BEGIN SELECT RAISE(ABORT, 'a snapshot is never changed'); END",
    "CREATE TRIGGER snapshot_kept BEFORE DELETE ON snapshot WHEN OLD.auto = 0 OR OLD.pinned = 1 OR OLD.comment <> '' "
    "BEGIN SELECT RAISE(ABORT, 'only an automatic snapshot without comment is ever purged'); END",
    "CREATE TABLE attachment (sha256 TEXT PRIMARY KEY NOT NULL, size INTEGER NOT NULL CHECK (size = length(content)), "
    "content BLOB NOT NULL)",
    "CREATE TRIGGER attachment_fixed BEFORE UPDATE ON attachment BEGIN SELECT RAISE(ABORT, 'an attachment is never changed'); END",
    "CREATE TRIGGER attachment_kept BEFORE DELETE ON attachment "
    "BEGIN SELECT RAISE(ABORT, 'an attachment stays, for the log may lead back to it'); END",
    f"CREATE TABLE issued (id TEXT PRIMARY KEY NOT NULL, {', '.join(f'{name} TEXT NOT NULL' for name in ISSUED_REST)})",
    "CREATE TRIGGER issued_fixed BEFORE UPDATE ON issued BEGIN SELECT RAISE(ABORT, 'a paper that was issued stays so'); END",
    "CREATE TRIGGER issued_kept BEFORE DELETE ON issued BEGIN SELECT RAISE(ABORT, 'a paper that was issued stays so'); END",
    "CREATE TRIGGER snapshot_of_paper BEFORE DELETE ON snapshot WHEN EXISTS (SELECT 1 FROM issued WHERE snapshot_id = OLD.id) "
    "BEGIN SELECT RAISE(ABORT, 'a snapshot that a paper was issued from is never purged'); END",
    "CREATE TRIGGER change_set_fixed BEFORE UPDATE ON change_set WHEN OLD.digest IS NOT NULL "
    "BEGIN SELECT RAISE(ABORT, 'the change log is never changed'); END",
    "CREATE TRIGGER change_set_kept BEFORE DELETE ON change_set BEGIN SELECT RAISE(ABORT, 'the change log is never changed'); END",
    "CREATE TRIGGER change_fixed BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'the change log is never changed'); END",
    "CREATE TRIGGER change_kept BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'the change log is never changed'); END",
]


# Which contents no state needs any more is found out by store/attachments.py; this guards what can be said in SQL.
_ATTACHMENT_NAMED = (
    "CREATE TRIGGER attachment_named BEFORE DELETE ON attachment "
    "WHEN EXISTS (SELECT 1 FROM document WHERE document.sha256 = OLD.sha256) "
    "BEGIN SELECT RAISE(ABORT, 'a document names this attachment'); END"
)


def migrations() -> Migrations:
    """The numbered migrations. A new schema version adds one function here and never edits an old one."""
    from sqlite_utils.migrations import Migrations

    steps = Migrations("workbench")

    @steps()
    def m001_first_schema(db: Database) -> None:
        for statement in _FIXED_TABLES:
            db.execute(statement)
        for table in TABLES:
            db.execute(_create_thing(table.kind, table.columns, table.points_to))
        for name in PLAIN_TABLES:
            db.execute(_create_thing(name, {}, {}))
        for name in ("indicator", "definition"):  # what one import may bring thousands of
            db.execute(f"CREATE INDEX {name}_by_order ON {name} (ord)")
        db.execute(_OBSERVATION_TABLE)
        db.execute(_OBSERVATION_GONE)
        db.execute(_GONE_INDEX)
        for name in THING_TABLES:
            for trigger in _thing_triggers(name):
                db.execute(trigger)
        for trigger in _OBSERVATION_TRIGGERS:
            db.execute(trigger)

    @steps()
    def m002_second_rule_of_digests(db: Database) -> None:
        """Digests by rule 2 (:mod:`workbench.store.chain`), which version 1 cannot check; contents may be dropped."""
        db.execute("DROP TRIGGER attachment_kept")
        db.execute(_ATTACHMENT_NAMED)

    return steps
