"""`imsmanifest.xml`: what is in a package, and how a learning environment launches it.

Rules: SCORM 1.2 Content Aggregation Model, with IMS Content Packaging 1.1.2 and IMS Metadata 1.2.1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from lxml import etree

from leidraad.courses.course import Completion
from leidraad.packages.scorm.contents import Contents, Unit
from leidraad.storage.unfit import UNFIT

NAME = "imsmanifest.xml"

_CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
_MD = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SPACES: dict[str | None, str] = {None: _CP, "adlcp": _ADL, "imsmd": _MD}
# What the schema and the information model allow at most.
_LONGEST_TITLE, _LONGEST_WORDS, _LONGEST_DESCRIPTION = 200, 1000, 2000
_ORGANIZATION, _SHARED = "course", "shared"


def manifest(course: Contents, units: Sequence[Unit], shared: Sequence[str]) -> bytes:
    """Return the manifest of a package.

    Args:
        course: what it is of.
        units: what is launched, in order.
        shared: the paths of all other files.
    """
    root = etree.Element(f"{{{_CP}}}manifest", nsmap=_SPACES, identifier=course.name, version="1.0")
    about = _add(root, "metadata")
    _add(about, "schema", "ADL SCORM")
    _add(about, "schemaversion", "1.2")
    _describe(about, course)
    organizations = _add(root, "organizations", default=_ORGANIZATION)
    organization = _add(organizations, "organization", identifier=_ORGANIZATION)
    _add(organization, "title", _short(course.titles[course.locales[0].code], _LONGEST_TITLE))
    resources = _add(root, "resources")
    for number, unit in enumerate(units, start=1):
        # Hosts have launched the first resource of all, so these come before what they share.
        resource = _add(resources, "resource", identifier=f"unit-{number}", type="webcontent", href=unit.file)
        resource.set(f"{{{_ADL}}}scormtype", "sco")
        _add(resource, "file", href=unit.file)
        _add(resource, "dependency", identifierref=_SHARED)
        item = _add(organization, "item", identifier=f"item-{number}", identifierref=f"unit-{number}")
        item.set("isvisible", "true")
        _add(item, "title", _short(unit.title, _LONGEST_TITLE))
        if unit.completion is not Completion.READ:
            _add(item, "masteryscore", str(course.passing_score), space=_ADL)
    resource = _add(resources, "resource", identifier=_SHARED, type="webcontent")
    resource.set(f"{{{_ADL}}}scormtype", "asset")
    for file in shared:
        _add(resource, "file", href=quote(file))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _describe(about: Any, course: Contents) -> None:
    """Add what a catalogue shows of a course."""
    lom = _add(about, "lom", space=_MD)
    general = _add(lom, "general", space=_MD)
    _say(general, "title", course.titles, _LONGEST_WORDS)
    for locale in course.locales:
        _add(general, "language", locale.code, space=_MD)
    if any(course.descriptions.values()):
        _say(general, "description", course.descriptions, _LONGEST_DESCRIPTION)
    for lang, words in course.keywords.items():
        for word in words:
            _say(general, "keyword", {lang: word}, _LONGEST_WORDS)
    if course.minutes:
        educational = _add(lom, "educational", space=_MD)
        time = _add(educational, "typicallearningtime", space=_MD)
        hours, minutes = divmod(course.minutes, 60)
        _add(time, "datetime", f"PT{hours}H{minutes}M", space=_MD)


def _say(parent: Any, name: str, texts: Mapping[str, str], longest: int) -> None:
    """Add a text in each language that has it."""
    element = _add(parent, name, space=_MD)
    for lang, text in texts.items():
        if text:
            _add(element, "langstring", _short(text, longest), space=_MD).set(_LANG, lang)


def _short(text: str, longest: int) -> str:
    """Return a text that is no longer than a schema allows, cut between words."""
    plain = " ".join(text.split())
    if len(plain) <= longest:
        return plain
    begin, _, rest = plain[: longest - 1].rpartition(" ")
    return f"{begin or rest}…"


def _add(parent: Any, name: str, text: str | None = None, *, space: str = _CP, **attributes: str) -> Any:
    element = etree.SubElement(parent, f"{{{space}}}{name}", attributes)
    if text is not None:
        element.text = UNFIT.sub("\ufffd", text)
    return element
