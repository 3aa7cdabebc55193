"""The texts of the window, read from its source: what is bound, said or marked, and what the catalogues hold.

Run ``python -m tests.i18n.window_texts`` to list them; with ``--update workbench`` (or ``panes``,
``snapshots``, ``importing``) new texts are written into that catalogue, unfinished, and those no longer
used are taken out.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

REPO = Path(__file__).resolve().parents[2]
GUI = REPO / "workbench" / "gui"
APP = REPO / "workbench" / "app"
PLACES = {"tr": 0, "mark": 0, "bind": 2}  # function → place of the context among its arguments
QT_CONTEXTS = frozenset({"QPlatformTheme", "QDialogButtonBox", "QMessageBox", "QFileDialog", "QLineEdit"})
PANE_FILES = ("panes/", "charts/")
SNAPSHOT_FILES = (
    "panes/snapshots/",
    "dialogs/merge.py",
    "dialogs/revisions.py",
    "dialogs/changes.py",
    "handlers/keeping.py",
)
IMPORT_FILES = ("importing/", "dialogs/import_dialog.py", "dialogs/printed.py", "models/import_model.py")
COMPOSER_FILES = (
    "panes/briefing/",
    "dialogs/figure_picker.py",
    "dialogs/new_paper.py",
    "dialogs/verify.py",
)
SHELL_WIDGETS = frozenset({"switch.py", "recovery.py", "dock_title.py"})


@dataclass(frozen=True)
class Found:
    """A text in the source."""

    context: str
    text: str
    file: str
    line: int


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
            if name in PLACES and (
                isinstance(function, ast.Name)
                or (isinstance(function.value, ast.Name) and function.value.id == "language")
            ):
                yield node, PLACES[name]


def constants(tree: ast.Module) -> dict[str, str]:
    """Strings that a module names at its top (a context used many times)."""
    return {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name) and isinstance(node.value.value, str)
    }


def literal(argument: ast.expr, names: dict[str, str]) -> str | None:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    return names.get(argument.id) if isinstance(argument, ast.Name) else None


def scan() -> tuple[list[Found], list[str]]:
    """All literal texts, and complaints about those that are none."""
    found: list[Found] = []
    complaints: list[str] = []
    for path in sorted([*GUI.rglob("*.py"), *APP.rglob("*.py")]):
        file = path.relative_to(GUI if path.is_relative_to(GUI) else REPO / "workbench").as_posix()
        if file == "language.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = constants(tree)
        for call, place in calls(tree):
            pair = [literal(argument, names) for argument in call.args[place : place + 2]]
            if len(pair) != 2 or None in pair or not isinstance(call.args[place + 1], ast.Constant):
                complaints.append(f"{file}:{call.lineno}: context and text must be plain literals")
                continue
            found.append(Found(str(pair[0]), str(pair[1]), file, call.lineno))
    return found, complaints


def catalogue_for(file: str) -> str:
    """Which catalogue the texts of a source file belong to."""
    if file.startswith("app/"):
        return "app"
    if file.startswith(SNAPSHOT_FILES):
        return "snapshots"
    if file.startswith(IMPORT_FILES):
        return "importing"
    if file.startswith(COMPOSER_FILES):
        return "composer"
    own_widget = file.startswith("widgets/") and Path(file).name not in SHELL_WIDGETS
    return "panes" if file.startswith(PANE_FILES) or own_widget else "workbench"


def update(which: str) -> None:
    from workbench.gui.catalogue import Entry, read_ts

    found, complaints = scan()
    for line in complaints:
        print(line)
    wanted: dict[str, dict[tuple[str, str], None]] = {
        "workbench": {},
        "panes": {},
        "snapshots": {},
        "importing": {},
        "composer": {},
        "app": {},
    }
    placed: set[tuple[str, str]] = set()
    for item in sorted(found, key=lambda item: catalogue_for(item.file) != "workbench"):
        if (item.context, item.text) not in placed:
            placed.add((item.context, item.text))
            wanted[catalogue_for(item.file)][item.context, item.text] = None
    known: dict[tuple[str, str], Entry] = {}
    for name in wanted:
        path = REPO / "i18n" / f"{name}_zh_Hant.ts"
        for entry in read_ts(path) if path.is_file() else []:
            if any(entry.forms):
                known[entry.context, entry.source] = entry
    for name, keys in wanted.items():
        if name != which:
            continue
        contexts: dict[str, list[str]] = {}
        for context, text in keys:
            contexts.setdefault(context, []).append(text)
        lines = [
            '<?xml version="1.0" encoding="utf-8"?>',
            "<!DOCTYPE TS>",
            '<TS version="2.1" language="zh_HK" sourcelanguage="en">',
        ]
        for context in sorted(contexts):
            lines += ["<context>", f"    <name>{escape(context)}</name>"]
            for text in sorted(contexts[context]):
                entry = known.get((context, text))
                if entry is None:
                    print(f"to translate: {name}: {context} | {text}")
                state = "" if entry is not None and entry.finished else ' type="unfinished"'
                forms = entry.forms if entry is not None else ("",)
                numerus = entry is not None and entry.numerus
                if numerus:
                    inner = "".join(f"<numerusform>{escape(form)}</numerusform>" for form in forms)
                else:
                    inner = escape(forms[0])
                attribute = ' numerus="yes"' if numerus else ""
                lines += [
                    f"    <message{attribute}>",
                    f"        <source>{escape(text)}</source>",
                    f"        <translation{state}>{inner}</translation>",
                    "    </message>",
                ]
            lines.append("</context>")
        lines.append("</TS>")
        (REPO / "i18n" / f"{name}_zh_Hant.ts").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if "--update" in sys.argv:
        update(sys.argv[sys.argv.index("--update") + 1])
    else:
        for one in scan()[0]:
            print(f"{one.file}:{one.line}\t{one.context}\t{one.text}")
