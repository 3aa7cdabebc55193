"""Entering the files of a paper that went out in the register of the workspace."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

from workbench.base.files import sha256
from workbench.domain.errors import FileProblem
from workbench.domain.issued import IssuedPaper, PaperFile, PaperFormat
from workbench.domain.text import LANGS

if TYPE_CHECKING:
    from workbench.domain.pack import Pack
    from workbench.services.session import Session


def record_files(
    session: Session, pack: Pack, paths: Iterable[Path], *, meeting: str = ""
) -> tuple[IssuedPaper, ...]:
    """Record what :func:`workbench.services.packs.build_pack` wrote of *pack* as issued; its trace is left out.

    Call it on the session that the files were built from, before anything is changed. Raises :class:`RuleError` if none
    of *paths* is a paper, :class:`FileProblem` if one cannot be read again.
    """
    return session.record_issued(pack.id, pack.title, [*_papers(pack, paths)], meeting=meeting)


def _papers(pack: Pack, paths: Iterable[Path]) -> Iterable[PaperFile]:
    for path in paths:
        kind = path.suffix.lstrip(".")
        lang = next((lang for lang in LANGS if path.stem == f"{pack.id}_{lang}"), None)
        if kind not in get_args(PaperFormat) or lang is None:
            continue
        try:
            digest = sha256(path)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise FileProblem("evidence.unreadable", file=path.name, reason=reason) from error
        yield PaperFile(path.name, lang, cast("PaperFormat", kind), digest)
