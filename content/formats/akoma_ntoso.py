"""A document as Akoma Ntoso 3: parts, articles, clauses and points under the ids that they have on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lxml import etree

from content.formats.identity import LANGUAGES, expression, work
from content.formats.publication import Publication, in_one_line, nested, printable
from content.provisions.outline import Clause, clauses, paragraphs
from content.provisions.provision import Level

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_PREFIXES: Any = {None: NAMESPACE}
"""No prefix at all, which the type of lxml does not foresee."""
PORTAL, ISSUER = "cong-thong-tin", "co-quan-ban-hanh"
"""Who wrote the markup and who wrote the law, as ids among the references."""

_ELEMENTS = {
    Level.PART: "part",
    Level.CHAPTER: "chapter",
    Level.SECTION: "section",
    Level.SUBSECTION: "subsection",
    Level.ARTICLE: "article",
}
"""What Akoma Ntoso calls a part; an annex and a text without a name are containers with a name of their own."""

_WORD = re.compile(r".*(?:^|-)(muc|khoan|diem)-")
_WORDS = {"muc": "section", "khoan": "clause", "diem": "point"}
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(?:/[\w.~/-]*)?", re.ASCII)
"""What the portal's own addresses look like; the schema refuses what is none."""
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class _Branch:
    element: str
    anchor: str = ""
    name: str = ""
    number: str = ""
    heading: str = ""
    lines: list[str] = field(default_factory=list)
    branches: list[_Branch] = field(default_factory=list)


def akoma_ntoso(publication: Publication) -> bytes:
    """The whole document, valid against the schema of OASIS."""
    publication = printable(publication)
    root = etree.Element(_named("akomaNtoso"), None, _PREFIXES)
    act = _under(root, "act", name="act", contains="originalVersion")
    _meta(act, publication)
    _preface(_under(act, "preface"), publication)
    body = _body(publication)
    if body and (lines := paragraphs(publication.preamble)):
        _written_lines(_under(act, "preamble"), lines)
    _Writer().write(_under(act, "body"), body or [_text(publication.preamble)])
    signed = [in_one_line(one) for one in (publication.signer_title, publication.signer) if one.strip()]
    if signed and not publication.is_signed_in_text:
        _written_lines(_under(act, "conclusions"), signed)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _meta(act: etree._Element, publication: Publication) -> None:
    meta = _under(act, "meta")
    identification = _under(meta, "identification", source=f"#{PORTAL}")
    the_work, the_expression = work(publication), expression(publication)
    days = _days(publication)
    element = _frbr(identification, "FRBRWork", the_work, days, ISSUER)
    _under(element, "FRBRcountry", value="vn")
    _under(element, "FRBRsubtype", value=in_one_line(publication.type) or "văn bản")
    if number := in_one_line(publication.number):
        _under(element, "FRBRnumber", value=number)
    element = _frbr(identification, "FRBRExpression", the_expression, [("text", publication.dated)], ISSUER)
    _under(element, "FRBRversionNumber", value=str(publication.edition))
    _under(element, "FRBRlanguage", language=LANGUAGES.get(publication.language, "vie"))
    made = [("published", publication.updated_at.date())]
    element = _frbr(identification, "FRBRManifestation", the_expression, made, PORTAL, suffix=".akn")
    _under(element, "FRBRformat", value="application/akn+xml")
    references = _under(meta, "references", source=f"#{PORTAL}")
    for relation in publication.relations:
        if _ADDRESS.fullmatch(relation.address):
            shown = in_one_line(relation.number) or in_one_line(relation.title) or relation.address
            _under(references, "activeRef", href=relation.address, showAs=shown)
    issuer = in_one_line(publication.issuer) or "Không rõ"
    _under(references, "TLCOrganization", eId=ISSUER, href=f"/akn/ontology/organization/vn/{ISSUER}", showAs=issuer)
    portal = f"Cổng thông tin {in_one_line(publication.place)}".strip()
    _under(references, "TLCOrganization", eId=PORTAL, href=f"/akn/ontology/organization/vn/{PORTAL}", showAs=portal)


def _days(publication: Publication) -> list[tuple[str, date]]:
    named = (("issued", publication.issued), ("effective", publication.effective), ("expires", publication.expires))
    return [(name, day) for name, day in named if day] or [("published", publication.published_at.date())]


def _frbr(
    parent: etree._Element,
    name: str,
    address: str,
    days: Sequence[tuple[str, date]],
    author: str,
    *,
    suffix: str = "",
) -> etree._Element:
    element = _under(parent, name)
    _under(element, "FRBRthis", value=f"{address}/!main{suffix}")
    _under(element, "FRBRuri", value=f"{address}{suffix}")
    for word, day in days:
        _under(element, "FRBRdate", date=day.isoformat(), name=word)
    _under(element, "FRBRauthor", href=f"#{author}")
    return element


def _preface(preface: etree._Element, publication: Publication) -> None:
    named = (("docProponent", publication.issuer), ("docType", publication.type), ("docNumber", publication.number))
    for name, text in (*named, ("docTitle", publication.title)):
        if words := in_one_line(text):
            _under(_under(preface, "p"), name).text = words
    if not len(preface):
        _under(preface, "p")


def _body(publication: Publication) -> list[_Branch]:
    """The provisions as a tree, in their order of reading."""
    found: list[_Branch] = []
    within: list[_Branch] = []
    for depth, provision in nested(publication.provisions):
        branch = _text(provision.text, provision.anchor)
        branch.element = _ELEMENTS.get(provision.kind, "hcontainer")
        branch.name = "" if provision.kind in _ELEMENTS else str(provision.kind)
        branch.number, branch.heading = in_one_line(provision.label), in_one_line(provision.heading)
        del within[depth:]
        (within[-1].branches if within else found).append(branch)
        within.append(branch)
    return found


def _text(text: str, anchor: str = "") -> _Branch:
    """A text with its clauses and points under it, each under the one it belongs to."""
    lines = paragraphs(text)
    starts = {clause.first: clause for clause in clauses(text, anchor)}
    root = _Branch("hcontainer", anchor, "text")
    within = [(len(lines), root)]
    for at, line in enumerate(lines):
        while within[-1][0] <= at:
            within.pop()
        branch = within[-1][1]
        if clause := starts.get(at):
            item = _clause(clause)
            branch.branches.append(item)
            within.append((at + clause.text.count("\n") + 1, item))
        else:
            _loose(branch).lines.append(line)
    return root


def _clause(clause: Clause) -> _Branch:
    word = _WORD.match(clause.anchor)
    element = _WORDS[word[1]] if word else "paragraph"
    return _Branch(element, clause.anchor, number=clause.label, lines=clause.text.split("\n")[:1])


def _loose(branch: _Branch) -> _Branch:
    """Where a line without an address is kept: the branch itself, or a container behind what stands under it."""
    if not branch.branches:
        return branch
    if branch.branches[-1].name != "text":
        branch.branches.append(_Branch("hcontainer", branch.anchor, "text"))
    return branch.branches[-1]


class _Writer:
    """Writes branches as elements and gives each id once."""

    def __init__(self) -> None:
        self._given = {PORTAL, ISSUER}
        self._next: dict[str, int] = {}

    def write(self, parent: etree._Element, branches: Sequence[_Branch]) -> None:
        """All the branches under an element."""
        for branch in branches:
            element = _under(parent, branch.element, eId=self._id(branch.anchor))
            if branch.name:
                element.set("name", branch.name)
            for name, text in (("num", branch.number), ("heading", branch.heading)):
                if text:
                    _under(element, name).text = text
            if branch.lines or not branch.branches:
                _written_lines(_under(element, "intro" if branch.branches else "content"), branch.lines)
            self.write(element, branch.branches)

    def _id(self, wanted: str) -> str:
        wanted = _SPACE.sub("-", wanted) or "phan"
        given, count = wanted, self._next.get(wanted, 2)
        while given in self._given:
            given, count = f"{wanted}-{count}", count + 1
        self._next[wanted] = count
        self._given.add(given)
        return given


def _written_lines(parent: etree._Element, lines: Sequence[str]) -> None:
    for line in lines or ("",):
        _under(parent, "p").text = line


def _under(parent: etree._Element, element: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _named(element), attributes)


def _named(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
