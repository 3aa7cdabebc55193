"""Checks the order of child elements where the Office schemas ask for one; a wrong order makes Office offer a repair."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

_P = "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"  # noqa: E501
_R = "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"  # noqa: E501
ORDER = {
    "w:pPr": _P,
    "w:rPr": _R,
    "w:tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",  # noqa: E501
    "w:tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "w:style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",  # noqa: E501
    "w:lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "w:abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "w:sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",  # noqa: E501
    "wp:inline": "extent effectExtent docPr cNvGraphicFramePr graphic",
    "c:chartSpace": "date1904 lang roundedCorners AlternateContent style clrMapOvr pivotSource protection chart spPr txPr externalData printSettings userShapes extLst",  # noqa: E501
    "c:chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly dispBlanksAs",
    "c:lineChart": "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId",
    "c:ser": "idx order tx spPr invertIfNegative pictureOptions marker dPt dLbls trendline errBars cat val smooth shape",
    "c:barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
    "c:errBars": "errDir errBarType errValType noEndCap plus minus val spPr",
    "w:settings": "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats forceUpgrade captions readModeInkLockDown schemaLibrary smartTagType doNotAutoCompressPictures shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator docId defaultImageDpi",  # noqa: E501
    "w:footnote": "p",
    "w:numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "w:num": "abstractNumId lvlOverride",
    "w:trPr": "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden",
    "p:nvPr": "ph audioCd wavAudioFile audioFile videoFile quickTimeFile custDataLst extLst",
    "c:dPt": "idx invertIfNegative marker bubble3D explosion spPr",
    "c:dLbls": "dLbl delete numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator showLeaderLines",  # noqa: E501
    "c:dLbl": "idx delete layout tx numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator",  # noqa: E501
    "c:catAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl",  # noqa: E501
    "c:valAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt crossBetween majorUnit minorUnit dispUnits",  # noqa: E501
    "c:scaling": "logBase orientation max min",
    "c:marker": "symbol size spPr",
    "a:rPr": "ln noFill solidFill gradFill effectLst highlight uLnTx latin ea cs sym hlinkClick",
    "a:ln": "noFill solidFill prstDash round bevel miter headEnd tailEnd",
}
_NAMES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://schemas.openxmlformats.org/presentationml/2006/main": "p",
}


def parts(package: bytes) -> dict[str, bytes]:
    """The parts of an Office package by name."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def disorder(package: bytes) -> list[str]:
    """Elements whose children stand in another order than the schema's, or are not in it."""
    found = []
    for name, content in parts(package).items():
        if not name.endswith((".xml", ".rels")):
            continue
        for element in ElementTree.fromstring(content).iter():
            order = ORDER.get(_short(element.tag))
            if order is None:
                continue
            known = order.split()
            children = [re.sub(r"\{.*\}", "", child.tag) for child in element]
            places = [known.index(child) if child in known else -1 for child in children]
            if -1 in places or places != sorted(places):
                found.append(f"{name}: {_short(element.tag)}: {children}")
    return found


def dangling(package: bytes) -> list[str]:
    """Relationships whose target is not in the package, and parts without a content type."""
    held, found = parts(package), []
    types = held["[Content_Types].xml"].decode()
    for name, content in held.items():
        if name.endswith(".rels"):
            base = name.replace("_rels/", "").rsplit("/", 1)[0] if "/" in name.replace("_rels/", "") else ""
            for relation in ElementTree.fromstring(content):
                if relation.get("TargetMode") == "External":
                    continue
                target = relation.get("Target", "")
                path = target.lstrip("/") if target.startswith("/") else _joined(base, target)
                if path not in held:
                    found.append(f"{name} → {path}")
        elif f'PartName="/{name}"' not in types and f'Extension="{name.rsplit(".", 1)[-1]}"' not in types:
            found.append(f"no type: {name}")
    return found


def _joined(base: str, target: str) -> str:
    steps = [step for step in base.split("/") if step]
    for step in target.split("/"):
        if step == "..":
            steps.pop()
        elif step != ".":
            steps.append(step)
    return "/".join(steps)


def _short(tag: str) -> str:
    space, _, name = tag[1:].partition("}")
    return f"{_NAMES.get(space, '?')}:{name}"
