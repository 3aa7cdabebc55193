"""What Word, PowerPoint and Excel files share: fonts and language tags, and packing that always gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

from workbench.domain.text import Lang

FONTS: Final[dict[Lang, tuple[str, str]]] = {
    "en": ("Times New Roman", "PMingLiU"),
    "zh-Hant": ("Times New Roman", "PMingLiU"),
}
"""Latin and East Asian font of papers: what the offices that write them have on every desk."""
HEADING_FONTS: Final[dict[Lang, tuple[str, str]]] = {
    "en": ("Times New Roman", "Microsoft JhengHei"),
    "zh-Hant": ("Times New Roman", "Microsoft JhengHei"),
}
TAGS: Final[dict[Lang, str]] = {"en": "en-GB", "zh-Hant": "zh-HK"}


def unbroken(text: str) -> str:
    """*text* with no-break spaces inside its numbers: Office programs may end a line at a thin space."""
    return _INSIDE.sub("\u00a0", text)


def thin(text: str) -> str:
    """*text* with the thin space of official style inside its numbers, typed ones included."""
    return _INSIDE.sub("\u2009", text)


_INSIDE = re.compile(r"(?:(?<=(?<!\d)\d)|(?<=(?<!\d)\d\d)|(?<=(?<!\d)\d{3}))[\u2009 ](?=\d{3}(?!\d))")
_STAMP = (1980, 1, 1, 0, 0, 0)
_W3CDTF = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:(?:created|modified)>)")


def unpacked(package: bytes) -> dict[str, bytes]:
    """The parts of an Office package by name."""
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        return {name: source.read(name) for name in source.namelist()}


def repack(package: bytes, created: str) -> bytes:
    """The same Office package with fixed times, so that the same input gives the same bytes (see :func:`packed`)."""
    return packed(unpacked(package), created)


def packed(parts: dict[str, bytes], created: str) -> bytes:
    """An Office package of these parts, always the same bytes.

    created: ISO date written as the time of creation and last change. Parts keep their order, ``[Content_Types].xml``
    first, as the packaging rules (ECMA-376 part 2) recommend.
    """
    target = io.BytesIO()
    moment = f"{created}T00:00:00Z".encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as sink:
        names = sorted(parts, key=lambda name: (name != "[Content_Types].xml", name != "_rels/.rels", name))
        for name in names:
            content = parts[name]
            if name == "docProps/core.xml":
                content = _W3CDTF.sub(rb"\g<1>" + moment + rb"\g<2>", content)
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            info.create_system = 3
            sink.writestr(info, content, compresslevel=6)
    return target.getvalue()
