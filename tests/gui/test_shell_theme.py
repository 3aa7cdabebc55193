"""Colours that can be read, a theme that follows, a size that is honoured, figures of equal width."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QApplication

from workbench.base.paths import asset
from workbench.gui.theme import CHOICES, Theme, load_fonts, tokens

NAMES = ("light", "dark", "contrast")
BACKS = ("page", "panel", "raised", "field")
TEXTS = ("text", "muted", "link", "good", "warn", "bad", "info", "target")
GRAPHICS = ("border", "focus", "accent", "break", "milestone")


def luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", NAMES)
def test_text_has_a_contrast_of_4_5(name: str):
    colors = tokens()["themes"][name]
    poor = [
        (text, back, round(contrast(colors[text], colors[back]), 2))
        for text in TEXTS
        for back in BACKS
        if contrast(colors[text], colors[back]) < 4.5
    ]
    pairs = [
        ("selected_text", "selected"),
        ("on_accent", "accent"),
        ("on_accent", "accent_hover"),
        ("match_text", "match"),
    ]
    pairs += [("text", f"{tone}_back") for tone in ("good", "warn", "bad", "info")] + [
        ("text", "hover"),
        ("muted", "projection_zone"),
    ]
    poor += [
        (a, b, round(contrast(colors[a], colors[b]), 2))
        for a, b in pairs
        if contrast(colors[a], colors[b]) < 4.5
    ]
    assert poor == []


@pytest.mark.parametrize("name", NAMES)
def test_graphics_have_a_contrast_of_3(name: str):
    colors = tokens()["themes"][name]
    drawn = {token: colors[token] for token in GRAPHICS}
    drawn |= {f"series {i}": color for i, color in enumerate(tokens()["series"][name])}
    poor = [
        (what, back, round(contrast(color, colors[back]), 2))
        for what, color in drawn.items()
        for back in ("panel", "page")
        if contrast(color, colors[back]) < 3
    ]
    assert poor == []


@pytest.mark.parametrize("name", NAMES)
def test_series_are_eight_different_colours_in_one_order(name: str):
    palette = tokens()["series"][name]
    assert len(palette) == len(set(palette)) == len(tokens()["series_order"]) == 8


def test_every_theme_has_every_token():
    keys = [set(theme) for theme in tokens()["themes"].values()]
    assert keys[0] == keys[1] == keys[2]


def test_marks_differ_in_shape_within_ratings_and_within_statuses():
    marks = tokens()["marks"]
    for group in (
        ("achieved", "on_track", "acceleration", "limited", "away", "unknown"),
        ("not_started", "in_progress", "partly_completed", "completed", "late", "dropped"),
    ):
        assert len({marks[key]["shape"] for key in group}) == len(group)
        assert len({marks[key]["icon"] for key in group}) == len(group)


def test_every_icon_named_is_there():
    folder = asset("resources", "icons")
    named = {entry["icon"] for entry in tokens()["marks"].values()}
    named |= set(
        re.findall(r"\$\{icons\}/([\w-]+)\.svg", asset("resources", "window.qss").read_text(encoding="utf-8"))
    )
    from workbench.gui.actions import ACTIONS
    from workbench.gui.panes import PANES

    named |= {spec.icon for spec in (*ACTIONS, *PANES) if spec.icon}
    assert [name for name in sorted(named) if not (folder / f"{name}.svg").is_file()] == []


def test_icons_take_the_colour_of_the_theme():
    for path in asset("resources", "icons").glob("*.svg"):
        assert not re.search(r"#[0-9a-fA-F]{3,6}", path.read_text(encoding="utf-8")), path.name


def test_no_colour_is_written_in_the_code():
    gui = asset("workbench", "gui")
    found = [
        f"{path.name}: {match}"
        for path in gui.rglob("*.py")
        for match in re.findall(r"[\"']#[0-9a-fA-F]{6}[\"']", path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("choice", [choice for choice in CHOICES if choice != "system"])
def test_a_theme_dresses_the_application(qapp: QApplication, choice: str):
    theme = Theme("light")
    theme.set_choice(choice)
    assert theme.name == choice
    window = tokens()["themes"][choice]["page"]
    assert qapp.palette().window().color() == QColor(window)
    assert tokens()["themes"][choice]["accent"] in qapp.styleSheet()
    assert "${" not in qapp.styleSheet()
    theme.set_choice("light")


def test_changed_is_sent_and_icons_are_made_anew(qtbot, qapp: QApplication):
    theme = Theme("light")
    theme.apply()
    before = theme.icon("open").pixmap(16, 16).toImage()
    with qtbot.waitSignal(theme.changed):
        theme.set_choice("dark")
    assert theme.icon("open").pixmap(16, 16).toImage() != before
    theme.set_choice("light")


def test_scale_is_kept_within_1_and_3_and_reaches_fonts_and_pixels(qapp: QApplication):
    theme = Theme("light")
    theme.set_scale(2.0)
    assert theme.font().pointSizeF() == 21.0
    assert theme.px(16) == 32
    assert qapp.font().pointSizeF() == 21.0
    theme.set_scale(9)
    assert theme.scale == 3.0
    theme.set_scale(0.2)
    assert theme.scale == 1.0
    assert qapp.font().pointSizeF() == 10.5


def test_the_shipped_font_is_used_and_figures_have_equal_width(qapp: QApplication):
    assert "Noto Sans HK" in load_fonts()
    theme = Theme("light")
    theme.apply()
    assert qapp.font().family() == "Noto Sans HK"
    metrics = QFontMetricsF(theme.font())
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_english_quotation_marks_are_not_as_wide_as_a_chinese_character(qapp: QApplication, english: None):
    theme = Theme("light")
    theme.apply()
    metrics = QFontMetricsF(theme.font())
    assert metrics.horizontalAdvance("’") < metrics.horizontalAdvance("中") / 2


def test_the_system_is_followed_when_it_turns_dark(qtbot, qapp: QApplication, monkeypatch):
    from PySide6.QtCore import Qt

    theme = Theme("system")
    theme.apply()
    hints = qapp.styleHints()
    monkeypatch.setattr("workbench.gui.theme._system_scheme", lambda: Qt.ColorScheme.Dark)
    with qtbot.waitSignal(theme.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)  # as the system does; off screen there is none
    assert theme.name == "dark"
    theme.set_choice("light")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.name == "light"  # a choice stays
