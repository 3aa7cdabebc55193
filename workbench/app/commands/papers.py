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
from workbench.domain.errors import RuleError, UsageError
from workbench.domain.text import LANGS, Lang, as_lang

if TYPE_CHECKING:
    from workbench.domain.issued import IssuedPaper
    from workbench.domain.pack import Pack
    from workbench.services.before_issue import Finding
    from workbench.services.reissue import Reissue
    from workbench.services.session import Session

FORMATS = ("docx", "pptx", "pdf", "xlsx")


def add_to(commands: Commands) -> None:
    """``workbench brief FILE.wbk --pack ID --lang zh-Hant|en|both --format docx,pdf --out DIR``."""
    parser = commands.add("brief", _brief, lang=False)
    workspace_argument(parser)
    arg(parser, "--pack", metavar="ID")
    arg(parser, "--lang", choices=("en", "zh-Hant", "both"), default="both", help_code="app.arg-pack-lang")
    arg(parser, "--format", type=formats, default=("docx", "pdf"), metavar="docx,pptx,pdf,xlsx")
    arg(parser, "--out", type=Path, metavar="DIR")
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
    arg(parser, "--check", "--check-only", action="store_true", dest="check", help_code="app.arg-check")
    arg(parser, "--fix", action="store_true", help_code="app.arg-fix")
    arg(parser, "--let", action="append", default=[], metavar="KEY=REASON", help_code="app.arg-let")
    arg(parser, "--anyway", action="store_true", help_code="app.arg-anyway")
    arg(parser, "--reissue", metavar="ISSUED_ID", help_code="app.arg-reissue")
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


def _chosen(session: Session, arguments: Namespace, pack: Pack | None = None) -> Pack:
    """The pack with what the command line says of its head. Raises :class:`UsageError`, :class:`RuleError`."""
    from workbench.services.packs import find_pack, with_head
    from workbench.services.profiles import profile

    profiles = {found.lang: found.id for found in map(profile, arguments.profile)}
    return with_head(
        pack or find_pack(session, arguments.pack),
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
    from workbench.services.before_issue import check_before_issue

    wanted = available(arguments.format)
    langs: tuple[Lang, ...] = LANGS if arguments.lang == "both" else (as_lang(arguments.lang),)
    past = arguments.as_of or arguments.snapshot
    if past and (arguments.record or arguments.reissue):
        raise UsageError("app.record-past")
    if arguments.check or arguments.fix or arguments.let:
        return _check(arguments, console)
    if arguments.out is None:
        raise UsageError("app.args-required", names="--out")
    entered: tuple[IssuedPaper, ...] = ()
    snapshot = ""
    again: Reissue | None = None
    with (changing if arguments.record else reading)(arguments.file) as opened:
        session = as_asked(opened, arguments.as_of, arguments.snapshot)
        pack, again = _paper(session, arguments)
        findings = check_before_issue(session, pack)
        if arguments.record and not arguments.anyway:
            _refuse_red(findings)
        own = _own(arguments.own_template)
        if arguments.record:
            pack, own = _kept(session, pack, own), {}
        folder = make_folder(arguments.out)
        problems = packs.problems_of(session, pack)
        made = packs.rendered(session, pack, langs, wanted, own=own)
        names = set(made)
        if again is not None:
            made |= packs.rendered(session, again.cover, langs, wanted, own=own)
        written = packs.write_files(folder, made)
        if arguments.record:
            from workbench.services.issuing import record_files

            papers = [path for path in written if path.name in names]
            entered = record_files(session, pack, papers, meeting=arguments.meeting)
            snapshot = next(each.name for each in session.snapshots() if each.id == entered[0].snapshot_id)
    for problem in problems:
        console.note(f"! {problem.message.show(console.lang)}")
    said = {problem.message.show(console.lang) for problem in problems}
    for finding in findings:
        if (
            finding.severity != "info"
            and not finding.ignored
            and finding.message.show(console.lang) not in said
        ):
            console.note(_line(finding, console))
    if console.as_json:
        document = {
            "pack": pack.id,
            "out": str(folder),
            "files": [{"file": path.name, "sha256": sha256(path)} for path in written],
            "problems": [problem_json(problem) for problem in problems],
            "findings": [finding.as_json() for finding in findings],
            "issued": [{"id": paper.id, "snapshot": paper.snapshot_id} for paper in entered],
        }
        console.document({**document, **({"changed": _changed_json(again)} if again is not None else {})})
    else:
        for path in written:
            console.line(str(path))
    if again is not None:
        console.say("app.brief-reissued", count=len(again.changed), day=again.issued.at[:10])
    if entered:
        console.say("app.issued-recorded", count=len(entered), name=snapshot)
    console.say("app.brief-made", count=len(written), folder=str(folder))
    return 0


def _paper(session: Session, arguments: Namespace) -> tuple[Pack, Reissue | None]:
    """The paper asked for; with ``--reissue`` that of an entry of the register, and its cover note.

    Raises :class:`UsageError` for an entry that is not there.
    """
    if arguments.reissue is None:
        return _chosen(session, arguments), None
    from workbench.services.reissue import last_issued, reissue

    if arguments.reissue == "last":
        paper = last_issued(session, arguments.pack or "")
    else:
        found = [one for one in session.issued_papers() if one.id == arguments.reissue]
        if not found:
            raise UsageError("session.unknown-id", kind="issued", id=arguments.reissue)
        paper = found[0]
    pack = _chosen(session, arguments, reissue(session, paper).pack)
    return pack, reissue(session, paper, pack)


def _refuse_red(findings: tuple[Finding, ...]) -> None:
    red = [one for one in findings if one.counts]
    if red:
        first = red[0].message
        raise RuleError(
            "app.brief-red", count=len(red), first=first.show("en"), first_zh=first.show("zh-Hant")
        )


def _check(arguments: Namespace, console: Console) -> int:
    """``--check``: every line, no paper written; 1 while red ones stand. ``--fix`` and ``--let`` change the pack first."""
    from workbench.services.before_issue import check_before_issue
    from workbench.services.operations.packs import SavePack

    changes = arguments.fix or arguments.let
    if changes and (arguments.as_of or arguments.snapshot):
        raise UsageError("app.record-past")
    with (changing if changes else reading)(arguments.file) as opened:
        session = as_asked(opened, arguments.as_of, arguments.snapshot)
        pack, _ = _paper(session, arguments)
        if changes:
            mended = _mended(session, pack, arguments)
            if mended != pack:
                session.execute(SavePack(mended))
            pack = mended
        findings = check_before_issue(session, pack)
    if console.as_json:
        console.document({"pack": pack.id, "findings": [finding.as_json() for finding in findings]})
    else:
        for finding in findings:
            console.line(_line(finding, console))
    counts = {
        severity: sum(one.severity == severity and not one.ignored for one in findings)
        for severity in ("red", "amber", "info")
    }
    console.say("app.brief-checked", **counts, ignored=sum(bool(one.ignored) for one in findings))
    return 1 if counts["red"] else 0


def _mended(session: Session, pack: Pack, arguments: Namespace) -> Pack:
    """The pack with every mechanical replacement made, and letting stand what has a reason now.

    Raises :class:`UsageError` for a key that no line has.
    """
    from workbench.services.before_issue import check_before_issue, fixed, ignored

    findings = check_before_issue(session, pack)
    for text in arguments.let:
        key, _, reason = text.partition("=")
        line = next((one for one in findings if one.key == key.strip()), None)
        if line is None:
            raise UsageError("app.no-such-line", key=key)
        pack = ignored(pack, line, reason)
    kept = set(pack.ignored)
    for _ in range(_MOST_FIXES if arguments.fix else 0):
        line = next(
            (one for one in check_before_issue(session, pack) if one.fixes and one.key not in kept), None
        )
        if line is None:
            break
        pack = fixed(pack, line)
    return pack


_MOST_FIXES = 500  # one after the other: each moves the places of the next


def _line(finding: Finding, console: Console) -> str:
    mark = "-" if finding.ignored else {"red": "!!", "amber": "!", "info": "·"}[finding.severity]
    reason = f" ({finding.ignored})" if finding.ignored else ""
    return f"{mark} {finding.code} {finding.message.show(console.lang)}{reason}"


def _changed_json(again: Reissue) -> list[dict[str, object]]:
    return [
        {
            "field": one.name,
            "reason": one.reason,
            "series": one.series.as_dict(),
            "places": [place.as_dict() for place in one.places],
            "period": one.period,
            "issued": one.issued.as_dict(),
            "period_now": one.period_now,
            "now": one.now.as_dict(),
            "percent": one.percent,
        }
        for one in again.changed
    ]
