"""What several commands share: opening a workspace, and domain values as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from workbench.app.parser import Parser, arg
from workbench.domain.errors import FileProblem, Problem, StorageError, UsageError
from workbench.domain.text import LocalText

if TYPE_CHECKING:
    from workbench.services.session import Session


def workspace_argument(parser: Parser) -> None:
    """The positional FILE.wbk."""
    arg(parser, "file", type=Path, metavar="FILE.wbk", help_code="app.arg-file")


def moment_arguments(parser: Parser) -> None:
    """``--as-of DATE`` and ``--snapshot ID``: what was known then, not what is known now."""
    arg(parser, "--as-of", metavar="YYYY[-MM[-DD]]", help_code="app.arg-as-known")
    arg(parser, "--snapshot", metavar="ID", help_code="app.arg-at-snapshot")


def as_asked(session: Session, as_of: str | None, snapshot: str | None) -> Session:
    """*session* as it is to be read. Raises :class:`RuleError` (no date), :class:`UsageError` (both, or no such snapshot)."""
    if as_of and snapshot:
        raise UsageError("app.one-moment")
    if not as_of and not snapshot:
        return session
    from workbench.services.known import as_known

    return as_known(session, as_of=as_of or "", snapshot_id=snapshot or "")


@contextmanager
def reading(path: Path) -> Iterator[Session]:
    """The workspace at *path*, to read: it may be open in a window or lie on a read-only disk."""
    from workbench.services.session import Session

    session = Session.open(path, read_only=True)
    try:
        yield session
    finally:
        session.close()


@contextmanager
def changing(path: Path) -> Iterator[Session]:
    """The workspace at *path*, to change: saved on leaving, and left as it was if anything fails."""
    from workbench.services.session import Session

    session = Session.open(path)
    try:
        if session.read_only:
            raise StorageError("app.read-only", file=path.name)
        yield session
        session.save()
    finally:
        session.close()


def text_json(text: LocalText) -> dict[str, str]:
    """Keyed by language; an absent language is absent."""
    return text.as_dict()


def problem_json(problem: Problem) -> dict[str, Any]:
    """A finding with its place, in both languages."""
    return {
        "severity": problem.severity,
        "code": problem.code,
        "sheet": problem.sheet,
        "cell": problem.cell,
        "message": problem.message.as_dict(),
    }


def read_json(path: Path) -> Any:
    """A JSON file. Raises :class:`FileProblem` where it cannot be read or is not JSON."""
    import json

    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FileProblem("app.unreadable", file=path.name, reason=error.strerror or str(error)) from error
    except ValueError as error:
        raise FileProblem("app.not-json", file=path.name, reason=str(error)) from error


def make_folder(path: Path) -> Path:
    """The output folder *path*, made if absent. Raises :class:`StorageError` where it cannot be written."""
    import os
    import tempfile

    try:
        path.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".workbench-", dir=path)
        os.close(handle)
        Path(name).unlink()
    except OSError as error:
        raise StorageError("app.folder", folder=str(path), reason=error.strerror or str(error)) from error
    return path


class Named(Protocol):
    """Something with an id and a name in both languages."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def name(self) -> LocalText:
        """What people call it."""


N = TypeVar("N", bound=Named)


def pick(things: Sequence[N], wanted: str, kind: str) -> N:
    """The one of *things* with the id or (in either language, whatever the case) the name *wanted*.

    Raises :class:`UsageError` for none, and for a name that several have.
    """
    for thing in things:
        if thing.id == wanted:
            return thing
    named = [
        thing
        for thing in things
        if wanted.casefold() in ((thing.name.en or "").casefold(), (thing.name.zh_hant or "").casefold())
    ]
    if len(named) > 1:
        raise UsageError("app.ambiguous", name=wanted, ids=", ".join(thing.id for thing in named))
    if not named:
        raise UsageError("session.unknown-id", kind=kind, id=wanted)
    return named[0]
