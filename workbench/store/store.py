"""Reading and putting things, by kind, in one workspace database."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.base.clock import stamp
from workbench.domain.changes import Kind
from workbench.domain.errors import RuleError, StorageError
from workbench.domain.figure import Observation, Provenance
from workbench.domain.period import Period, vintage_order
from workbench.domain.text import LocalText
from workbench.store import schema
from workbench.store.codec import dumps, from_plain, loads
from workbench.store.database import connect, sound_rows, storage_errors

if TYPE_CHECKING:
    from sqlite_utils import Database

OBSERVATION_COLUMNS = (*schema.OBSERVATION_KEY, *schema.OBSERVATION_REST[:-1])
_INSERT_OBSERVATION = (
    f"INSERT INTO observation ({', '.join(OBSERVATION_COLUMNS)}, entered) "
    f"VALUES ({', '.join('?' * len(OBSERVATION_COLUMNS))}, {schema.PRESENT_SET})"
)
_PROVENANCE_COLUMNS = ("source_id", "place", "quote_hint", "file_name", "file_sha256", "sheet", "note")


class Store:
    """An open database. Every call is a statement of its own unless inside :meth:`atomic`. Safe across threads.

    While another thread is in the middle of a transaction, reading does not wait for it: it goes through a second
    connection, which sees what was committed last.
    """

    def __init__(self, db: Database, path: Path, shown: Path | None = None) -> None:
        self.db = db
        self.path = path
        self.shown = shown or path  # the file that messages name: the user's, not the working copy
        self.lock = threading.RLock()
        self._aside: Database | None = None
        self._aside_lock = threading.Lock()
        self._provenance_ids: dict[tuple[Any, ...], int] = {}
        self._provenances: dict[int, Provenance] = {}

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        workspace_id: str,
        title: str,
        framework: str,
        created_with: str,
        shown: Path | None = None,
    ) -> Store:
        """A new, empty database at *path*. Raises :class:`StorageError`."""
        db = connect(path, shown=shown)
        store = cls(db, path, shown)
        try:
            with storage_errors(store.shown):
                db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
                schema.migrations().apply(db)
                db.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")
                with db.atomic():
                    db.execute(
                        "INSERT INTO workspace (id, title, framework, created, created_with) VALUES (?, ?, ?, ?, ?)",
                        (workspace_id, title, framework, stamp(), created_with),
                    )
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def open_to_read(cls, path: Path, shown: Path | None = None) -> Store:
        """A second connection to a database that is open for writing elsewhere. Raises :class:`StorageError`."""
        return cls(connect(path, read_only=True, shown=shown), path, shown)

    @contextmanager
    def held_still(self) -> Iterator[None]:
        """Everything read inside is of one moment, whatever another connection writes meanwhile."""
        self.hold_still()
        try:
            yield
        finally:
            self.db.execute("ROLLBACK")

    def hold_still(self) -> None:
        """As :meth:`held_still`, until the connection is closed."""
        with storage_errors(self.shown):
            self.db.execute("BEGIN")
            # the moment is that of the first reading
            self.db.execute("SELECT count(*) FROM log_state").fetchone()

    def stop_when(self, stop: Callable[[], bool] | None, steps: int) -> None:
        """Break off a statement (``store.interrupted``) once *stop* says so; asked every *steps* of SQLite's machine."""
        self.db.conn.set_progress_handler(stop, steps)

    def close(self) -> None:
        """Close the connection."""
        with self.lock:
            self.db.close()
        with self._aside_lock:
            if self._aside is not None:
                self._aside.close()
                self._aside = None

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """All or nothing; may be nested. Raises :class:`StorageError`, and :class:`RuleError` for a dangling reference."""
        with self.lock, storage_errors(self.shown):
            try:
                with self.db.atomic():
                    yield
            except BaseException:
                self._provenance_ids.clear()  # some of them may have been rolled back
                self._provenances.clear()
                raise

    def rows(self, sql: str, parameters: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query. Raises :class:`StorageError`."""
        with self.reading(sql, parameters) as cursor:
            return list(cursor.fetchall())

    @contextmanager
    def reading(self, sql: str, parameters: Iterable[Any] = ()) -> Iterator[sqlite3.Cursor]:
        """The rows of a query, one after the other; no other thread uses that connection meanwhile.

        Raises :class:`StorageError`.
        """
        with self._connection() as db, storage_errors(self.shown):
            cursor = db.execute(sql, parameters if isinstance(parameters, dict) else tuple(parameters))
            try:
                yield cursor
            finally:
                cursor.close()

    @contextmanager
    def _connection(self) -> Iterator[Database]:
        """The own connection, or, while another thread has it for a transaction, one beside it that can only read."""
        if self.lock.acquire(blocking=False):
            try:
                yield self.db
            finally:
                self.lock.release()
            return
        with self._aside_lock:
            if self._aside is None:
                self._aside = connect(self.path, read_only=True, shown=self.shown)
            yield self._aside

    # --- things -------------------------------------------------------------------------------------------------

    def all(self, kind: Kind) -> list[Any]:
        """All things of a kind in their order."""
        table = schema.BY_KIND[kind]
        return [
            self._decoded(row[0], table)
            for row in self.rows(f"SELECT body FROM {table.kind} ORDER BY ord, rowid")
        ]

    def get(self, kind: Kind, thing_id: str) -> Any | None:
        """The thing with that id, or ``None``."""
        table = schema.BY_KIND[kind]
        rows = self.rows(f"SELECT body FROM {table.kind} WHERE id = ?", (thing_id,))
        return self._decoded(rows[0][0], table) if rows else None

    def _decoded(self, body: str, table: schema.Table) -> Any:
        try:
            return loads(body, table.type)
        except Exception as error:  # cattrs groups its errors; whatever it is, the row is not one we wrote
            raise StorageError(
                "store.damaged", file=self.shown.name, detail=f"{table.kind}: {error}"
            ) from error

    def put(self, kind: Kind, thing: Any, *, order: int | None = None) -> None:
        """Add a thing or replace the one with its id. A new one goes last unless *order* is given."""
        thing_id = (
            thing.code if kind == "body" else f"{thing.zh_hant}|{thing.en}" if kind == "term" else thing.id
        )
        self.put_raw(kind, thing_id, dumps(thing), order)

    def put_raw(self, table: str, thing_id: str, body: str, order: int | None = None) -> None:
        """Put the JSON text of a thing as it is. For what is already known to be sound."""
        if table not in schema.THING_TABLES:
            raise KeyError(table)
        with self.lock, storage_errors(self.shown):
            self.db.execute(
                f"INSERT INTO {table} (id, ord, body) VALUES (?1, coalesce(?3, (SELECT coalesce(max(ord), -1) + 1 FROM {table})), ?2) "
                "ON CONFLICT (id) DO UPDATE SET body = excluded.body, ord = coalesce(?3, ord)",
                (thing_id, body, order),
            )

    def remove(self, kind: Kind, thing_id: str) -> None:
        """Remove a thing. What still points to it makes the surrounding transaction fail with :class:`RuleError`."""
        table = schema.BY_KIND[kind]
        with self.lock, storage_errors(self.shown):
            self.db.execute(f"DELETE FROM {table.kind} WHERE id = ?", (thing_id,))

    def put_recipe(self, key: str, recipe: dict[str, Any]) -> None:
        """Remember how a table is read, under its fingerprint."""
        self.put_raw("recipe", key, json.dumps(recipe, ensure_ascii=False, sort_keys=True))

    def recipes(self) -> dict[str, dict[str, Any]]:
        """Remembered recipes by table fingerprint."""
        with sound_rows(self.shown):
            return {
                key: json.loads(body) for key, body in self.rows("SELECT id, body FROM recipe ORDER BY id")
            }

    def put_setting(self, key: str, value: Any) -> None:
        """Keep a setting in the workspace (JSON values)."""
        self.put_raw("setting", key, json.dumps(value, ensure_ascii=False, sort_keys=True))

    def settings(self) -> dict[str, Any]:
        """All settings of the workspace."""
        with sound_rows(self.shown):
            return {
                key: json.loads(body) for key, body in self.rows("SELECT id, body FROM setting ORDER BY id")
            }

    def workspace(self) -> dict[str, str]:
        """Identity of the workspace: id, title, framework, created, created_with."""
        names = ("id", "title", "framework", "created", "created_with")
        rows = self.rows(f"SELECT {', '.join(names)} FROM workspace")
        if len(rows) != 1:
            raise StorageError("store.damaged", file=self.shown.name, detail="workspace")
        return dict(zip(names, rows[0], strict=True))

    # --- observations -------------------------------------------------------------------------------------------

    def add_observations(self, observations: Iterable[Observation]) -> None:
        """Add observations. Raises :class:`RuleError` if one with its series, period, definition and vintage is there."""
        current: Observation | None = None

        def rows() -> Iterator[tuple[Any, ...]]:
            nonlocal current
            for current in observations:
                yield self._observation_row(current)

        # A savepoint within the step's transaction would be journalled page by page: two thirds more time.
        whole = nullcontext() if self.db.conn.in_transaction else self.atomic()
        with self.lock, storage_errors(self.shown), whole:
            try:
                self.db.conn.executemany(_INSERT_OBSERVATION, rows())
            except sqlite3.IntegrityError as error:
                if "UNIQUE" not in str(error) or current is None:
                    raise
                raise RuleError(
                    "store.observation-exists",
                    series=current.series_id,
                    period=current.period.code,
                    vintage=current.vintage,
                ) from error

    def observations(self, series_id: str) -> list[Observation]:
        """Every vintage of a series, ordered by period, then vintage."""
        rows = self.rows(
            f"SELECT {', '.join(OBSERVATION_COLUMNS)} FROM observation WHERE series_id = ?",
            (series_id,),
        )
        with sound_rows(self.shown):
            found = [self._observation(row) for row in rows]
        found.sort(key=lambda item: (item.period, *vintage_order(item.vintage), item.definition))
        return found

    def observation(self, key: list[str]) -> Observation | None:
        """The observation with that key: series, period, definition, vintage."""
        where = " AND ".join(f"{name} = ?" for name in schema.OBSERVATION_KEY)
        rows = self.rows(f"SELECT {', '.join(OBSERVATION_COLUMNS)} FROM observation WHERE {where}", key)
        return self.observation_of(rows[0]) if rows else None

    def gone_observation(self, seq: int) -> Observation:
        """The observation that the change *seq* took out."""
        sql = f"SELECT {', '.join(OBSERVATION_COLUMNS)} FROM observation_gone WHERE seq = ?"
        return self.observation_of(self.rows(sql, (seq,))[0])

    def figures_by_source(self, series: Iterable[str] | None = None) -> dict[str, dict[str, int]]:
        """Series → source of the figures → how many have a value (all vintages); of all series or of those given."""
        sql = "SELECT series_id, provenance, count(value) FROM observation {} GROUP BY series_id, provenance"
        if series is None:
            rows = self.rows(sql.format(""))
        else:
            rows = [row for name in series for row in self.rows(sql.format("WHERE series_id = ?"), (name,))]
        source = dict(self.rows("SELECT id, source_id FROM provenance"))
        found: dict[str, dict[str, int]] = {}
        for series_id, place, count in rows:
            counts = found.setdefault(series_id, {})
            counts[source[place]] = counts.get(source[place], 0) + count
        return found

    def observed_series(self) -> dict[str, int]:
        """Series that have observations, with how many (all vintages)."""
        return dict(self.rows("SELECT series_id, count(*) FROM observation GROUP BY series_id"))

    def _observation_row(self, item: Observation) -> tuple[Any, ...]:
        return (
            item.series_id,
            item.period.code,
            item.definition,
            item.vintage,
            item.value,
            item.text,
            item.decimals,
            " ".join(item.status),
            json.dumps(item.marks, ensure_ascii=False) if item.marks else "",
            item.qualifier,
            item.confidence,
            self._provenance_id(item.provenance),
            item.provenance.cell,
        )

    def observation_of(self, row: tuple[Any, ...]) -> Observation:
        """The observation in a row of :data:`OBSERVATION_COLUMNS`. Raises :class:`StorageError` if it is damaged."""
        with sound_rows(self.shown):
            return self._observation(row)

    def _observation(self, row: tuple[Any, ...]) -> Observation:
        (
            series_id,
            period,
            definition,
            vintage,
            value,
            text,
            decimals,
            status,
            marks,
            qualifier,
            confidence,
            prov,
            cell,
        ) = row
        return Observation(
            series_id=series_id,
            period=Period.parse(period),
            vintage=vintage,
            value=value,
            text=text,
            provenance=self._provenance(prov, cell),
            status=tuple(status.split()),
            marks=tuple(json.loads(marks)) if marks else (),
            qualifier=qualifier,
            decimals=decimals,
            confidence=confidence,
            definition=definition,
        )

    def _provenance_id(self, item: Provenance) -> int:
        head = (item.source_id, item.place, item.quote_hint, item.file_name, item.file_sha256, item.sheet)
        known = self._provenance_ids.get((*head, item.note))
        if known is not None:
            return known
        key = (*head, dumps(item.note))
        names = ", ".join(_PROVENANCE_COLUMNS)
        self.db.execute(f"INSERT OR IGNORE INTO provenance ({names}) VALUES (?, ?, ?, ?, ?, ?, ?)", key)
        where = " AND ".join(f"{name} = ?" for name in _PROVENANCE_COLUMNS)
        (found,) = self.db.execute(f"SELECT id FROM provenance WHERE {where}", key).fetchone()
        self._provenance_ids[*head, item.note] = found
        return int(found)

    def know_places(self) -> None:
        """Read all places that figures come from, so that rows can be made observations without the database."""
        for (number,) in self.rows("SELECT id FROM provenance"):
            self._provenance(number, "")

    def _provenance(self, provenance_id: int, cell: str) -> Provenance:
        known = self._provenances.get(provenance_id)
        if known is None:
            names = ", ".join(_PROVENANCE_COLUMNS)
            row = self.rows(f"SELECT {names} FROM provenance WHERE id = ?", (provenance_id,))[0]
            values = dict(zip(_PROVENANCE_COLUMNS, row, strict=True))
            note: LocalText = from_plain(json.loads(values.pop("note")), LocalText)
            known = Provenance(**values, note=note)
            self._provenances[provenance_id] = known
        if not cell:
            return known
        return Provenance(
            known.source_id,
            known.place,
            known.quote_hint,
            known.file_name,
            known.file_sha256,
            known.sheet,
            cell,
            known.note,
        )

    # --- attachments ----------------------------------------------------------------------------------------------

    def put_attachment(self, content: bytes) -> str:
        """Keep a file's content, once however often it is put; return its SHA-256 (see :mod:`workbench.store.attachments`)."""
        name = hashlib.sha256(content).hexdigest()
        with self.lock, storage_errors(self.shown):
            self.db.execute(
                "INSERT INTO attachment (sha256, size, content) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (name, len(content), content),
            )
        return name

    def attachment(self, sha256: str) -> bytes | None:
        """Content kept under that SHA-256. Raises :class:`StorageError` if it is no longer what was kept."""
        rows = self.rows("SELECT content FROM attachment WHERE sha256 = ?", (sha256,))
        if not rows:
            return None
        content = bytes(rows[0][0])
        if hashlib.sha256(content).hexdigest() != sha256:
            raise StorageError("store.damaged", file=self.shown.name, detail=f"attachment {sha256[:12]}")
        return content

    def attachments(self) -> dict[str, int]:
        """SHA-256 and size of every content kept."""
        return dict(self.rows("SELECT sha256, size FROM attachment ORDER BY sha256"))

    # --- everything, as text --------------------------------------------------------------------------------------

    def logical_dump(self) -> str:
        """All content as text in a fixed order: equal texts mean equal workspaces, whatever their pages look like."""
        lines: list[str] = []
        for name in schema.THING_TABLES:
            rows = self.rows(f"SELECT id, ord, body FROM {name} ORDER BY id")
            lines.extend(json.dumps([name, *row], ensure_ascii=False) for row in rows)
        for (series_id,) in self.rows("SELECT DISTINCT series_id FROM observation ORDER BY series_id"):
            lines.extend(dumps(item) for item in self.observations(series_id))
        return "\n".join(lines)
