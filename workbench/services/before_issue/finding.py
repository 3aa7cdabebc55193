"""One line of the list that is gone through before a paper goes out: what is wrong, where, and what would mend it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any, Literal

from workbench.base.messages import both
from workbench.domain.text import Lang, LocalText

Severity = Literal["red", "amber", "info"]


@dataclass(frozen=True, slots=True)
class Fix:
    """A mechanical replacement in a text of the pack: *old*, which begins at *start* of the text as written (with its
    ``{fields}``), becomes *new*. block: its place among the blocks, -1 for head, footnotes and signature. part: which of
    its texts, see :class:`Finding`.
    """

    block: int
    part: str
    lang: Lang
    start: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One red or amber line.

    code: *F01* … *F20* (section 11 of the drafting conventions), *S01* currency signs, *S02* per cent, *S03* a language
    not written, *S04* a place still to be filled in, *G01* an official term. variant: which sentence of that code.
    block: index among the blocks of the pack, -1 for head, footnotes and signature. part: *text*, *caption*, *r2c3* (a
    cell, from 1), *n1* (a note), *source*, *i2* (an item), *title*, *label*, *head.title* …, *f:name* (a footnote), *s1*.
    first, second: the values of both sides: English and Chinese where the languages differ, else what stands there and
    what it is laid against. ignored: the reason for which the pack lets it stand, "" while it counts.
    """

    code: str
    severity: Severity
    variant: str
    block: int
    part: str
    place: LocalText
    first: str = ""
    second: str = ""
    near: str = ""
    fixes: tuple[Fix, ...] = ()
    ignored: str = ""
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The same as long as the same is said: reasons for letting it stand are kept under it.

        It does not depend on where in the paper the text stands, but on both values: once one moves, the line is back.
        """
        said = "\x1f".join((self.code, self.variant, self.first, self.second, self.near))
        return f"{self.code}-{hashlib.sha256(said.encode()).hexdigest()[:12]}"

    @property
    def counts(self) -> bool:
        """Whether it stands in the way: red, and not let stand."""
        return self.severity == "red" and not self.ignored

    @property
    def message(self) -> LocalText:
        """The line in words, with the place before it."""
        params = {
            "place": self.place.show("en"),
            "place_zh": self.place.show("zh-Hant"),
            "first": self.first,
            "second": self.second,
            "near": self.near,
            **self.params,
        }
        return LocalText.of(both(f"before.{self.code}-{self.variant}", **params))

    def as_json(self) -> dict[str, Any]:
        """For the command line and scripts."""
        return {
            "code": self.code,
            "severity": self.severity,
            "key": self.key,
            "block": self.block,
            "part": self.part,
            "place": self.place.as_dict(),
            "first": self.first,
            "second": self.second,
            "message": self.message.as_dict(),
            "fixable": bool(self.fixes),
            "ignored": self.ignored or None,
        }
