"""What can be done with a whole paper: copied, renamed, taken out, kept as a template, read from and written to a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QInputDialog

from workbench.domain.text import LocalText
from workbench.gui.language import Text, mark, say, show, tr

if TYPE_CHECKING:
    from workbench.domain.pack import Pack
    from workbench.gui.panes.briefing.pane import BriefingPane
    from workbench.services.pack_marks import Mark

HEAD_WORDS: dict[str, Text] = {
    "meeting_date": mark("composer", "Day of the meeting"),
    "panel": mark("composer", "Name of the panel"),
    "bureau": mark("composer", "Name of the bureau"),
    "dated": mark("composer", "Month of the signature"),
    "paper_no": mark("composer", "Paper number"),
    "title": mark("composer", "Title"),
    "version": mark("composer", "Moment of the figures"),
    "as_at": mark("composer", "Day to which delivery is stated"),
}


def _keep(pane: BriefingPane, pack: Pack) -> bool:
    from workbench.services.operations.packs import SavePack

    if pane.workspace.execute(SavePack(pack), initiator="composer") is None:
        return False
    pane.show_pack(pack.id)
    return True


def _ids(pane: BriefingPane) -> list[str]:
    from workbench.services.packs import templates

    session = pane.workspace.session
    return [*(one.id for one in session.packs()), *(one.id for one in templates(session))]


def _ready(pane: BriefingPane) -> Pack | None:
    pane.flush()
    return pane.draft.pack


def duplicate(pane: BriefingPane) -> None:
    """A copy of the paper under a title of its own."""
    pack = _ready(pane)
    if pack is not None:
        copied(pane, pack)


def copied(pane: BriefingPane, pack: Pack) -> str:
    """Keep a copy of a pack; its id."""
    from workbench.services.pack_edit import fresh_id

    new_id = fresh_id(pack.id, _ids(pane))
    title = LocalText(
        f"{pack.title.en} (copy)" if pack.title.en else None,
        f"{pack.title.zh_hant}（副本）" if pack.title.zh_hant else None,
    )
    _keep(pane, replace(pack, id=new_id, title=title))
    return new_id


def save_as_template(pane: BriefingPane) -> None:
    """Keep the paper as a pattern for others."""
    pack = _ready(pane)
    if pack is None:
        return
    name, ok = QInputDialog.getText(
        pane,
        tr("composer", "Save as a template"),
        tr("composer", "Name of the template"),
        text=show(pack.title),
    )
    if ok and name.strip():
        kept_as_template(pane, pack, name.strip())


def kept_as_template(pane: BriefingPane, pack: Pack, name: str) -> str:
    """Keep a pack as a template of that name; its id."""
    from workbench.services.pack_edit import fresh_id

    new_id = fresh_id(f"{pack.id}-template", _ids(pane))
    plain = replace(
        pack,
        id=new_id,
        template=True,
        name=LocalText(name, name),
        meeting_date="",
        paper_no=LocalText(),
        ignored={},
        accepted={},
    )
    _keep(pane, plain)
    return new_id


def rename(pane: BriefingPane) -> None:
    """The title is written in the head, in both languages."""
    pane.go_to("head")
    pane.focus_text()


def remove(pane: BriefingPane) -> None:
    """Take the paper out of the workspace; undo brings it back."""
    from workbench.services.operations.packs import RemovePack

    pack = _ready(pane)
    if pack is None:
        return
    if pane.workspace.execute(RemovePack(pack.id), initiator="composer") is not None:
        pane.workspace.notify.good(
            mark("composer", "“{title}” was taken out. Undo brings it back."),
            action=(mark("composer", "Undo"), lambda: pane.workspace.trigger("edit.undo")),
            title=pack.title,
        )


# ── files ─────────────────────────────────────────────────────────────────────────────────────────────────────


def ask_import(pane: BriefingPane) -> None:
    """Read a pack from a file of the user's choice."""
    name, _ = QFileDialog.getOpenFileName(
        pane, tr("composer", "Read a pack from a file"), "", tr("composer", "Packs (*.json)")
    )
    if name:
        import_path(pane, Path(name))


def import_path(pane: BriefingPane, path: Path) -> str:
    """Keep the pack of a file, under another id where its own is taken; its id, "" where it cannot be read."""
    from workbench.services.pack_edit import fresh_id
    from workbench.services.pack_files import load_pack

    pack = pane.workspace.attempt(lambda: load_pack(path))
    if pack is None:
        return ""
    new_id = fresh_id(pack.id, _ids(pane))
    return new_id if _keep(pane, replace(pack, id=new_id)) else ""


def ask_save(pane: BriefingPane) -> None:
    """Write the pack to a file of the user's choice."""
    pack = _ready(pane)
    if pack is None:
        return
    name, _ = QFileDialog.getSaveFileName(
        pane, tr("composer", "Write this pack to a file"), f"{pack.id}.json", tr("composer", "Packs (*.json)")
    )
    if name:
        save_path(pane, Path(name))


def save_path(pane: BriefingPane, path: Path) -> bool:
    """Write the pack to *path*."""
    from workbench.services.pack_writer import save_pack_file

    pack = _ready(pane)
    if pack is None:
        return False

    def work() -> bool:
        save_pack_file(pack, pane.workspace.session.framework_id(), path)
        return True

    if not pane.workspace.attempt(work):
        return False
    pane.workspace.notify.good(mark("composer", "The pack was written to {file}"), file=path.name)
    return True


def ask_own(pane: BriefingPane, form: str) -> None:
    """Choose a Word or PowerPoint template of the user's own."""
    words = (
        tr("composer", "Word templates (*.docx *.dotx)")
        if form == "docx"
        else tr("composer", "PowerPoint templates (*.pptx *.potx)")
    )
    name, _ = QFileDialog.getOpenFileName(pane, tr("composer", "Own template"), "", words)
    if name:
        use_own(pane, form, Path(name))


def use_own(pane: BriefingPane, form: str, path: Path) -> bool:
    """Check a template, keep it inside the workspace, and write this paper with it from now on."""
    from workbench.services.operations.evidence import AttachDocument
    from workbench.services.pack_templates import load_design

    pane.flush()

    def work() -> str:
        load_design(path, form)
        attach = AttachDocument.of_file(path)
        pane.workspace.execute_or_raise(attach, initiator="composer")
        return attach.document.id

    document = pane.workspace.attempt(work)
    if document is None:
        return False
    kept = pane.change(lambda pack: replace(pack, own={**pack.own, form: document}))
    if kept:
        pane.workspace.notify.good(
            mark("composer", "This paper is written with {file} from now on."), file=path.name
        )
    return kept


def drop_own(pane: BriefingPane) -> None:
    """Write this paper with the templates of the program again."""
    pane.change(lambda pack: replace(pack, own={}))


def export(pane: BriefingPane) -> None:
    """Export the paper that is written."""
    pane.flush()
    pane.workspace.trigger("briefing.export")


# ── findings ──────────────────────────────────────────────────────────────────────────────────────────────────


def ask_reason(pane: BriefingPane, one: Mark) -> None:
    """Ask why a finding may stand; an empty reason takes an earlier one back."""
    reason, ok = QInputDialog.getText(
        pane,
        tr("composer", "Let it stand"),
        say(mark("composer", "Why may this stand? {finding}"), finding=one.message),
        text=one.reason,
    )
    if ok:
        pane.excuse(one, reason)
