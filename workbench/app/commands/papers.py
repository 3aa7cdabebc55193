"""``brief``: briefing packs."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.app.commands.common import (
    as_asked,
    changing,
    make_folder,
    moment_arguments,
    problem_json,
    reading,
    workspace_argument,
)
from workbench.app.console import Console
from workbench.app.parser import Commands, arg
from workbench.domain.errors import UsageError
from workbench.domain.text import LANGS, Lang, as_lang

if TYPE_CHECKING:
    from workbench.domain.issued import IssuedPaper
    from workbench.domain.pack import Pack
    from workbench.services.session import Session

FORMATS = ("docx", "pptx", "pdf", "xlsx")


def add_to(commands: Commands) -> None:
    """``workbench brief FILE.wbk --pack ID --lang zh-Hant|en|both --format docx,pdf --out DIR``."""
    parser = commands.add("brief", _brief, lang=False)
    workspace_argument(parser)
    arg(parser, "--pack", metavar="ID")
    arg(parser, "--lang", choices=("en", "zh-Hant", "both"), default="both", help_code="app.arg-pack-lang")
    arg(parser, "--format", type=formats, default=("docx", "pdf"), metavar="docx,pptx,pdf,xlsx")
    arg(parser, "--out", type=Path, required=True, metavar="DIR")
    moment_arguments(parser)
    arg(parser, "--record", action="store_true")
    arg(parser, "--meeting", default="", metavar="TEXT")
    arg(parser, "--panel", metavar="ID", help_code="app.arg-panel")
    arg(parser, "--meeting-date", metavar="DATE", help_code="app.arg-meeting-date")
    arg(parser, "--number", metavar="NO", help_code="app.arg-number")
    arg(parser, "--dated", metavar="MONTH", help_code="app.arg-dated")
    arg(parser, "--bureau", metavar="CODE", help_code="app.arg-bureau")
    arg(parser, "--profile", action="append", default=[], metavar="ID", help_code="app.arg-profile")
    arg(parser, "--final", action="store_true", help_code="app.arg-final")
    arg(
        parser,
        "--own-template",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help_code="app.arg-own",
    )


def formats(text: str) -> tuple[str, ...]:
    """Formats separated by commas. Raises ``ValueError`` for one that is not known, or none."""
    named = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    if not named or not set(named) <= set(FORMATS):
        raise ValueError(text)
    return named


def available(named: tuple[str, ...]) -> tuple[str, ...]:
    """*named*, if each has its renderer. Raises :class:`UsageError` for a format of a later part."""
    import importlib.util

    for name in named:
        if importlib.util.find_spec(f"workbench.briefing.{name}") is None:
            raise UsageError("app.not-yet", command=f"--format {name}")
    return named


def _chosen(session: Session, arguments: Namespace) -> Pack:
    """The pack with what the command line says of its head. Raises :class:`UsageError`, :class:`RuleError`."""
    from workbench.services.packs import find_pack, with_head
    from workbench.services.profiles import profile

    profiles = {found.lang: found.id for found in map(profile, arguments.profile)}
    return with_head(
        find_pack(session, arguments.pack),
        panel=arguments.panel,
        meeting_date=arguments.meeting_date,
        bureau=arguments.bureau,
        number=arguments.number,
        dated=arguments.dated,
        draft=False if arguments.final else None,
        profiles=profiles,
    )


def _own(paths: list[Path]) -> dict[str, Path]:
    """The user's own template files by format. Raises :class:`UsageError` for another kind of file."""
    found = {}
    for path in paths:
        kind = path.suffix.lower().removeprefix(".")
        if kind not in ("docx", "pptx"):
            raise UsageError("packs.design-kind", file=path.name)
        found[kind] = path
    return found


def _kept(session: Session, pack: Pack, own: dict[str, Path]) -> Pack:
    """The pack as kept in the workspace, its templates too, so that the paper can be made again from the snapshot.

    Raises :class:`FileProblem` for a template.
    """
    from dataclasses import replace

    from workbench.services.operations.evidence import AttachDocument
    from workbench.services.operations.packs import SavePack
    from workbench.services.pack_templates import load_design

    held = dict(pack.own)
    for form, path in own.items():
        load_design(path, form)  # told of its faults before anything is changed
        attach = AttachDocument.of_file(path)
        same = [one.id for one in session.documents() if one.sha256 == attach.document.sha256]
        if not same:
            session.execute(attach)
        held[form] = same[0] if same else attach.document.id
    pack = replace(pack, own=held)
    if pack not in session.packs():
        session.execute(SavePack(pack))
    return pack


def _brief(arguments: Namespace, console: Console) -> int:
    from workbench.base.files import sha256
    from workbench.services import packs

    wanted = available(arguments.format)
    langs: tuple[Lang, ...] = LANGS if arguments.lang == "both" else (as_lang(arguments.lang),)
    entered: tuple[IssuedPaper, ...] = ()
    snapshot = ""
    past = arguments.as_of or arguments.snapshot
    if past and arguments.record:
        raise UsageError("app.record-past")
    with (changing if arguments.record else reading)(arguments.file) as opened:
        session = as_asked(opened, arguments.as_of, arguments.snapshot)
        pack = _chosen(session, arguments)
        own = _own(arguments.own_template)
        if arguments.record:
            pack, own = _kept(session, pack, own), {}
        folder = make_folder(arguments.out)
        problems = packs.problems_of(session, pack)
        written = packs.write_pack(session, pack, langs, wanted, folder, own=own)
        if arguments.record:
            from workbench.services.issuing import record_files

            entered = record_files(session, pack, written, meeting=arguments.meeting)
            snapshot = next(each.name for each in session.snapshots() if each.id == entered[0].snapshot_id)
    for problem in problems:
        console.note(f"! {problem.message.show(console.lang)}")
    if console.as_json:
        console.document(
            {
                "pack": pack.id,
                "out": str(folder),
                "files": [{"file": path.name, "sha256": sha256(path)} for path in written],
                "problems": [problem_json(problem) for problem in problems],
                "issued": [{"id": paper.id, "snapshot": paper.snapshot_id} for paper in entered],
            }
        )
    else:
        for path in written:
            console.line(str(path))
    if entered:
        console.say("app.issued-recorded", count=len(entered), name=snapshot)
    console.say("app.brief-made", count=len(written), folder=str(folder))
    return 0
