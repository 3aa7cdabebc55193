"""The SDMX-ML 3.0 structure message that goes with exported data: code lists, concepts, structures and dataflows.

Schemas: SDMXMessage.xsd and SDMXStructure*.xsd 3.0 (sdmx-twg/sdmx-ml). Names are given in English and Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from xml.sax.saxutils import escape, quoteattr

from workbench.base.messages import LANGUAGES, word

AGENCY = "BLUEPRINT_WORKBENCH"
VERSION = "1.0.0"
_CONCEPTS = "CS_WORKBENCH"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMESPACES = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/"


@dataclass(frozen=True, slots=True)
class Code:
    """A code, its names by language, and (where it differs) the id in the workspace that it stands for."""

    id: str
    names: dict[str, str]
    stands_for: str = ""


@dataclass(frozen=True, slots=True)
class CodeList:
    """A code list."""

    id: str
    names: dict[str, str]
    codes: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class Component:
    """A dimension, the time dimension, the measure or an attribute, and how its value is read off a thing."""

    id: str
    role: Literal["dimension", "time", "measure", "attribute"]
    names: dict[str, str]
    get: Callable[[Any], Any]
    code_list: str = ""
    text_type: str = "String"


@dataclass(frozen=True, slots=True)
class Flow:
    """A dataflow with the data structure of the same name."""

    id: str
    names: dict[str, str]
    components: tuple[Component, ...]

    @property
    def header(self) -> list[str]:
        """Header of its data message."""
        return ["STRUCTURE", "STRUCTURE_ID", "ACTION", *(component.id for component in self.components)]

    def row(self, thing: Any) -> list[Any]:
        """The record of *thing*: action I, for information."""
        values = [component.get(thing) for component in self.components]
        return ["dataflow", f"{AGENCY}:{self.id}({VERSION})", "I", *values]


def structure_message(
    flows: Sequence[Flow], code_lists: Sequence[CodeList], *, prepared: str, message_id: str
) -> str:
    """The whole message as text. *prepared*: ISO moment. Characters that XML cannot hold become U+FFFD."""
    concepts = {component.id: component.names for flow in flows for component in flow.components}
    # A list without codes is no list: the components that would use it are left uncoded (they have no values either).
    lists = [each for each in code_lists if each.codes]
    known = {each.id for each in lists}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<mes:Structure xmlns:mes="{_NAMESPACES}message" xmlns:str="{_NAMESPACES}structure" xmlns:com="{_NAMESPACES}common">',
        "<mes:Header>",
        f"<mes:ID>{message_id}</mes:ID>",
        "<mes:Test>false</mes:Test>",
        f"<mes:Prepared>{escape(prepared)}</mes:Prepared>",
        f'<mes:Sender id="{AGENCY}">',
        *_names(_both("sdmx-agency")),
        "</mes:Sender>",
        "</mes:Header>",
        "<mes:Structures>",
        "<str:Codelists>",
        *(line for each in lists for line in _code_list(each)),
        "</str:Codelists>",
        "<str:ConceptSchemes>",
        f"<str:ConceptScheme {_artefact(_CONCEPTS, 'conceptscheme.ConceptScheme')}>",
        *_names(_both("sdmx-concepts")),
        *(
            line
            for name, names in concepts.items()
            for line in _item("Concept", name, names, _concept_urn(name))
        ),
        "</str:ConceptScheme>",
        "</str:ConceptSchemes>",
        "<str:Dataflows>",
        *(line for flow in flows for line in _dataflow(flow)),
        "</str:Dataflows>",
        "<str:DataStructures>",
        *(line for flow in flows for line in _data_structure(flow, known)),
        "</str:DataStructures>",
        "</mes:Structures>",
        "</mes:Structure>",
    ]
    return "\n".join(lines) + "\n"


def _both(code: str) -> dict[str, str]:
    return {lang: word(f"export.{code}", lang) for lang in LANGUAGES}


def _text(text: str) -> str:
    return escape(_NOT_IN_XML.sub("\ufffd", text))


def _names(names: dict[str, str]) -> Iterator[str]:
    for lang, text in names.items():
        yield f'<com:Name xml:lang="{lang}">{_text(text)}</com:Name>'


def _urn(package_and_class: str, name: str, item: str = "") -> str:
    urn = f"urn:sdmx:org.sdmx.infomodel.{package_and_class}={AGENCY}:{name}({VERSION})"
    return f"{urn}.{item}" if item else urn


def _concept_urn(name: str) -> str:
    return _urn("conceptscheme.Concept", _CONCEPTS, name)


def _artefact(name: str, package_and_class: str) -> str:
    urn = quoteattr(_urn(package_and_class, name))
    return f'id="{name}" urn={urn} agencyID="{AGENCY}" version="{VERSION}" isExternalReference="false"'


def _item(tag: str, name: str, names: dict[str, str], urn: str, description: str = "") -> Iterator[str]:
    yield f"<str:{tag} id={quoteattr(name)} urn={quoteattr(urn)}>"
    yield from _names(names)
    if description:
        yield f'<com:Description xml:lang="en">{_text(description)}</com:Description>'
    yield f"</str:{tag}>"


def _code_list(each: CodeList) -> Iterator[str]:
    yield f"<str:Codelist {_artefact(each.id, 'codelist.Codelist')}>"
    yield from _names(each.names)
    for code in each.codes:
        yield from _item(
            "Code", code.id, code.names, _urn("codelist.Code", each.id, code.id), code.stands_for
        )
    yield "</str:Codelist>"


def _dataflow(flow: Flow) -> Iterator[str]:
    yield f"<str:Dataflow {_artefact(flow.id, 'datastructure.Dataflow')}>"
    yield from _names(flow.names)
    yield f"<str:Structure>{_urn('datastructure.DataStructure', flow.id)}</str:Structure>"
    yield "</str:Dataflow>"


def _data_structure(flow: Flow, known: set[str]) -> Iterator[str]:
    yield f"<str:DataStructure {_artefact(flow.id, 'datastructure.DataStructure')}>"
    yield from _names(flow.names)
    yield "<str:DataStructureComponents>"
    by_role = {
        role: [each for each in flow.components if each.role == role]
        for role in ("dimension", "time", "attribute", "measure")
    }
    yield '<str:DimensionList id="DimensionDescriptor">'
    for place, component in enumerate(by_role["dimension"], start=1):
        yield from _component(flow, component, known, "Dimension", f' position="{place}"')
    for component in by_role["time"]:
        yield from _component(flow, component, known, "TimeDimension")
    yield "</str:DimensionList>"
    yield '<str:AttributeList id="AttributeDescriptor">'
    for component in by_role["attribute"]:
        yield from _component(
            flow, component, known, "Attribute", ' usage="optional"', ["<str:Observation/>"]
        )
    yield "</str:AttributeList>"
    yield '<str:MeasureList id="MeasureDescriptor">'
    for component in by_role["measure"]:
        yield from _component(flow, component, known, "Measure", ' usage="optional"')
    yield "</str:MeasureList>"
    yield "</str:DataStructureComponents>"
    yield "</str:DataStructure>"


_URN_CLASS = {
    "Dimension": "Dimension",
    "TimeDimension": "TimeDimension",
    "Attribute": "DataAttribute",
    "Measure": "Measure",
}


def _component(
    flow: Flow,
    component: Component,
    known: set[str],
    tag: str,
    more: str = "",
    relationship: Iterable[str] = (),
) -> Iterator[str]:
    urn = _urn(f"datastructure.{_URN_CLASS[tag]}", flow.id, component.id)
    yield f'<str:{tag} id="{component.id}" urn={quoteattr(urn)}{more}>'
    yield f"<str:ConceptIdentity>{_concept_urn(component.id)}</str:ConceptIdentity>"
    yield "<str:LocalRepresentation>"
    if component.code_list in known:
        yield f"<str:Enumeration>{_urn('codelist.Codelist', component.code_list)}</str:Enumeration>"
    else:
        text_type = {"time": "ObservationalTimePeriod", "measure": "Double"}.get(
            component.role, component.text_type
        )
        yield f'<str:TextFormat textType="{text_type}"/>'
    yield "</str:LocalRepresentation>"
    lines = list(relationship)
    if lines:
        yield "<str:AttributeRelationship>"
        yield from lines
        yield "</str:AttributeRelationship>"
    yield f"</str:{tag}>"
