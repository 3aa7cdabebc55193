"""What a plan package must satisfy, and the fault that names the file and the item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.base.messages import word
from workbench.domain.errors import FileProblem

if TYPE_CHECKING:
    from workbench.domain.text import Lang
    from workbench.services.frameworks import Content


class FrameworkProblem(FileProblem):
    """A package is not sound. ``params``: file, node (the id at fault, or the part of the file) and problem (English)."""

    def __init__(self, file: str, node: str, problem_code: str, **details: Any) -> None:
        self.problem_code = problem_code
        self.details = details
        super().__init__(
            "framework.invalid", file=file, node=node, problem=word(problem_code, "en", **details)
        )

    def words(self, lang: Lang) -> str:
        """The fault in *lang*, the inner sentence included."""
        place = f"{self.params['node']}" if self.params["node"] else ""
        problem = word(self.problem_code, lang, **self.details)
        code = "framework.invalid" if place else "framework.invalid-file"
        return word(code, lang, file=self.params["file"], node=place, problem=problem)


def check_part(document: dict[str, Any], file: str, part: str) -> None:
    """Check one file against its schema."""


def check_content(content: Content) -> None:
    """Check what no schema can."""
