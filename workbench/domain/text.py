"""Bilingual content. Two languages are two originals: neither is a copy or a fallback of the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Lang = Literal["en", "zh-Hant"]
LANGS: tuple[Lang, ...] = get_args(Lang)


def as_lang(tag: str) -> Lang:
    """The supported language for a tag such as ``zh_HK``, ``zh-Hant`` or ``en_GB``; English if unknown."""
    return "zh-Hant" if tag.lower().startswith(("zh", "yue")) else "en"


@dataclass(frozen=True, slots=True)
class LocalText:
    """A text in English and Traditional Chinese. ``None`` means *not written yet*, which readers must be shown."""

    en: str | None = None
    zh_hant: str | None = None

    def get(self, lang: Lang) -> str | None:
        """The text in *lang*, or ``None`` where it is missing."""
        return self.en if lang == "en" else self.zh_hant

    def show(self, lang: Lang) -> str:
        """The text in *lang*; where missing, the other language between 〔 〕 so that the gap is seen."""
        own = self.get(lang)
        if own:
            return own
        other = self.zh_hant if lang == "en" else self.en
        return f"〔{other}〕" if other else "〔…〕"

    @property
    def missing(self) -> tuple[Lang, ...]:
        """The languages in which this text is not written."""
        return tuple(lang for lang in LANGS if not self.get(lang))

    def as_dict(self) -> dict[str, str]:
        """Keyed by language tag, absent languages left out (the form used in JSON)."""
        return {lang: text for lang in LANGS if (text := self.get(lang))}

    @classmethod
    def of(cls, mapping: dict[str, str] | None) -> LocalText:
        """From a mapping keyed by language tag (``en``, ``zh-Hant``)."""
        mapping = mapping or {}
        return cls(mapping.get("en"), mapping.get("zh-Hant"))
