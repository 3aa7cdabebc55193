"""Promises of the plan that were worded anew: the words before and after, each with its date and source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.docks.page import Page, esc, link
from workbench.gui.language import bind, mark, show, tr

if TYPE_CHECKING:
    from workbench.gui.workspace import Workspace
    from workbench.services.wordings import DatedWording


class WordingsDialog(Dialog):
    """One entry for each new wording; the name of the measure leads to it."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        from workbench.gui.docks.inspector import Browser

        super().__init__(mark("wordings", "Changes of wording"), parent)
        self._workspace = workspace
        theme = workspace.theme
        self.resize(theme.px(820), theme.px(520))
        self.words(
            mark(
                "wordings",
                "A promise may be worded anew instead of being kept. Evidence of the kind “Words the promise anew” "
                "stands here too.",
            ),
            "muted",
        )
        self.browser = Browser(theme, self)
        bind(self.browser, self.browser.setAccessibleName, "wordings", "Changes of wording")
        self.browser.anchorClicked.connect(lambda url: self._follow(url.toString().partition(":")[2]))
        self.column.addWidget(self.browser, 1)
        self.buttons()
        language.changed.connect(self.refresh)
        workspace.changes.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Read the plan anew."""
        from workbench.services.wordings import wording_changes

        session = self._workspace.reading
        page = Page(self._workspace.theme, wide=True)
        found = wording_changes(session)
        if not found:
            page.line(page.muted(tr("wordings", "No promise has been worded anew so far.")))
        for change in found:
            page.line(f"<b>{link(f'node:{change.node.id}', show(change.node.title))}</b>", "section")
            page.add(
                f'<table width="100%"><tr><td width="50%" class="left">{self._side(page, change.before)}</td>'
                f'<td width="50%">{self._side(page, change.after)}</td></tr></table>'
            )
        self.browser.setHtml(page.html())

    def _side(self, page: Page, wording: DatedWording) -> str:
        source = self._workspace.reading.sources().get(wording.source_id)
        head = " · ".join(part for part in (wording.date, show(source.title) if source else "") if part)
        own, other = (
            wording.text.get(page.lang),
            wording.text.zh_hant if page.lang == "en" else wording.text.en,
        )
        below = f'<br><span class="other">{esc(other)}</span>' if other else ""
        return f"{page.muted(head)}<br>{esc(own or '')}{below}"

    def _follow(self, node_id: str) -> None:
        self._workspace.selection.select_node(node_id)
        self.accept()
