"""The five kinds of failure. Each carries a code and parameters; :mod:`workbench.base.messages` words them.

A rule of the domain · a problem in a file · storage · cancelled · (anything else is a bug, and not one of these).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from workbench.base.messages import both, word
from workbench.domain.text import Lang, LocalText

Severity = Literal["error", "warning", "info"]


class WorkbenchError(Exception):
    """A failure with words for the user. ``exit_code`` is what the command line returns for it."""

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, /, **params: Any) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def words(self, lang: Lang) -> str:
        """What happened, to what, and what to do, in *lang*."""
        return word(self.code, lang, **{**self.params, **self._named(lang)})

    def _named(self, lang: Lang) -> dict[str, str]:
        """A parameter called ``kind`` is a code for what sort of thing is meant; people read its name."""
        kind = self.params.get("kind")
        named = word(f"kind.{kind}", lang) if isinstance(kind, str) else ""
        return {"kind": named} if named and named != f"kind.{kind}" else {}

    def __str__(self) -> str:
        return self.words("en")


class RuleError(WorkbenchError):
    """A rule of the domain is broken; ``field`` (if given) names where."""

    exit_code = 1

    def __init__(self, code: str, /, *, field: str | None = None, **params: Any) -> None:
        super().__init__(code, **params)
        self.field = field


class InputRuleError(RuleError):
    """A rule is broken inside an input file (a formula with a typo, say): the input could not be read."""

    exit_code = 3


class UsageError(WorkbenchError):
    """The call itself was wrong: unknown id, bad option, a command of a later part."""

    exit_code = 2


class FileProblem(WorkbenchError):
    """An input could not be read; ``params`` name the file and, where known, sheet and cell."""

    exit_code = 3


class StorageError(WorkbenchError):
    """The workspace file: locked, full, read-only, too new, damaged, in the way."""

    exit_code = 4


class Cancelled(WorkbenchError):
    """The user stopped the work. Nothing was changed."""

    exit_code = 5

    def __init__(self) -> None:
        super().__init__("work.cancelled")


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding about an input or a workspace, with its place."""

    severity: Severity
    code: str
    params: dict[str, Any] = field(default_factory=dict)
    sheet: str | None = None
    cell: str | None = None

    @property
    def message(self) -> LocalText:
        """The finding in words."""
        return LocalText.of(both(self.code, **self.params))
