"""Word, Excel and PowerPoint files alike: parts joined by relationships, and what hides in any of them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from content.errors import Invalid
from content.hidden_data import pictures
from content.hidden_data.archives import BROKEN, pack, readable, unpack
from content.hidden_data.findings import Findings
from content.hidden_data.xml_parts import Element, drop_comments, local, named, parse, remove, text_of, to_bytes, unwrap

MACRO = "Tệp có macro nên không nhận được."
SIGNED = "Tệp có chữ ký số: làm sạch sẽ làm hỏng chữ ký. Cần người đăng quyết định."

_GONE_WITH_THEIR_PART = (
    "OLEObject", "externalData", "attachedTemplate", "headerSource", "dataSource", "recipientData",
    "externalReference", "altChunk",
    "oleObject", "legacyDrawing", "legacyDrawingHF", "control", "userShapes", "custData", "tags", "subDoc",
    "pivotCache", "sheet",
    "headerReference", "footerReference", "handoutMasterId", "sldId", "tablePart", "cache",
)  # fmt: skip

TYPES = "[Content_Types].xml"
_OWN_PATH = re.compile(r"file:|\b[A-Za-z]:[\\/]|\\\\[\w.]+\\|/(?:Users|home)/", re.IGNORECASE)
_PLAIN_LINK = re.compile(r"(?:https?|mailto|tel):|#", re.IGNORECASE)


@dataclass
class Relationship:
    """That a part needs another: by which id, of what kind, and which part or address."""

    key: str
    kind: str
    target: str
    outside: bool
    element: Element


class Package:
    """The parts of an Office file; XML is parsed when first asked for and written when it is packed."""

    def __init__(self, data: bytes, findings: Findings) -> None:
        self.findings = findings
        self.parts = unpack(data, findings)
        self._trees: dict[str, Element] = {}
        if TYPES not in self.parts:
            raise Invalid(BROKEN)
        # What nothing needs from the start is noted; what is cut off later was noted when it was.
        self._needed = {TYPES, *self.reached()}
        self._needed |= {_relationships_of(part) for part in ["", *self._needed]}

    def xml(self, name: str) -> Element:
        """The root of a part; its XML comments are noted and gone."""
        if name not in self._trees:
            root = parse(self.parts[name])
            if said := drop_comments(root):
                self.findings.add("xml_comment", "Ghi chú trong mã nguồn của tệp", said)
            self._trees[name] = root
        return self._trees[name]

    def relationships(self, part: str = "") -> list[Relationship]:
        """What a part needs; of the package itself when no part is named."""
        folder, name = posixpath.split(part)
        source = posixpath.join(folder, "_rels", f"{name}.rels")
        if source not in self.parts:
            return []
        return [_relationship(element, folder) for element in self.xml(source) if local(element) == "Relationship"]

    def main(self) -> str:
        """The name of the part that is the document itself."""
        for relationship in self.relationships():
            if relationship.kind == "officeDocument" and relationship.target in self.parts:
                return relationship.target
        raise Invalid(BROKEN)

    def drop_kinds(self, part: str, kinds: dict[str, Callable[[Relationship], None]]) -> None:
        """Cut a part off from what it needs of these kinds, after handing each to the function that notes it."""
        for relationship in self.relationships(part):
            if note := kinds.get(relationship.kind):
                note(relationship)
                remove(relationship.element)

    def content(self, relationship: Relationship) -> bytes:
        """The bytes of a part that is needed; empty for an address outside."""
        return b"" if relationship.outside else self.parts.get(relationship.target, b"")

    def said(self, relationship: Relationship) -> str:
        """The text of a part that is needed, as far as it is text."""
        if relationship.outside:
            return relationship.target
        content = self.content(relationship)
        return text_of(parse(content)) if content.lstrip(b"\xef\xbb\xbf").startswith(b"<") else readable(content)

    def reached(self) -> Iterator[str]:
        """The names of the parts that the document needs, directly or through others, each once."""
        seen = set()
        waiting = [""]
        while waiting:
            part = waiting.pop()
            for relationship in self.relationships(part):
                target = relationship.target
                if not relationship.outside and target in self.parts and target not in seen:
                    seen.add(target)
                    waiting.append(target)
                    yield target

    def packed(self) -> bytes:
        """The file anew, with the parts that it needs and no others; parts that nothing needs are noted."""
        kept = {TYPES, *self.reached()}
        kept |= {_relationships_of(part) for part in ["", *kept]} & self.parts.keys()
        for name in sorted(self.parts.keys() - kept - self._needed):
            self.findings.add(
                "unused_part",
                "Phần thừa trong tệp, không hiển thị ở đâu ({n})",
                readable(self.parts[name]),
                names=[name],
            )
        self._declare(kept)
        written = {name: to_bytes(self._trees[name]) if name in self._trees else self.parts[name] for name in kept}
        return pack(written, [TYPES, "_rels/.rels"])

    def _declare(self, kept: set[str]) -> None:
        endings = {name.rsplit(".", 1)[-1].lower() for name in kept}
        for element in list(self.xml(TYPES)):
            if (local(element) == "Override" and element.get("PartName", "").lstrip("/") not in kept) or (
                local(element) == "Default" and element.get("Extension", "").lower() not in endings
            ):
                remove(element)


def clean_everywhere(package: Package) -> None:
    """Note and take out what hides in the same way in all three: properties, embedded files, links, pictures."""
    _refuse_or_block(package)
    for part in ["", *package.reached()]:
        package.drop_kinds(part, _dropped(package))
    for part in sorted(package.reached()):
        _clean_links(package, part)
        _clean_picture(package, part)


def is_signed(package: Package) -> bool:
    """Whether an Office file carries a signature."""
    return any(
        relationship.kind == "origin" and "signature" in relationship.target for relationship in package.relationships()
    ) or any(part.startswith("_xmlsignatures/") for part in package.parts)


def own_path(text: str) -> bool:
    """Whether a text names a place on somebody's own machine or network."""
    return _OWN_PATH.search(text) is not None


def drop_unused(package: Package, part: str, kinds: tuple[str, ...]) -> list[Relationship]:
    """Cut a part off from what it names nowhere any more; gives what was cut off."""
    used = {
        str(value)
        for element in package.xml(part).iter("{*}*")
        for key, value in element.attrib.items()
        if "relationships}" in key
    }
    unused = [needed for needed in package.relationships(part) if needed.kind in kinds and needed.key not in used]
    for relationship in unused:
        remove(relationship.element)
    return unused


def drop_dangling(package: Package, part: str) -> None:
    """Take out of a part what named a part that is gone; what it shows on the page stays."""
    known = {relationship.key for relationship in package.relationships(part)}
    for element in list(package.xml(part).iter("{*}*")):
        for name, value in list(element.attrib.items()):
            if "relationships}" in str(name) and value and value not in known:
                _let_go(element, str(name))


def _let_go(element: Element, name: str) -> None:
    if local(element) == "hyperlink":
        unwrap(element)
    elif local(element) in _GONE_WITH_THEIR_PART:
        remove(element)
    else:
        del element.attrib[name]


def _refuse_or_block(package: Package) -> None:
    for name in package.parts:
        if posixpath.basename(name).lower() in ("vbaproject.bin", "vbadata.xml") or "/activex/" in name.lower():
            package.findings.add("macro", MACRO, removable=False, blocks=True)
    if "macroEnabled" in readable_types(package) or "/macrosheets/" in " ".join(package.parts).lower():
        package.findings.add("macro", MACRO, removable=False, blocks=True)
    if is_signed(package):
        package.findings.add("signed", SIGNED, removable=False)


def readable_types(package: Package) -> str:
    """The declared types of the parts, as one text."""
    return " ".join(element.get("ContentType", "") for element in package.xml(TYPES))


def _dropped(package: Package) -> dict[str, Callable[[Relationship], None]]:
    def noting(code: str, sentence: str) -> Callable[[Relationship], None]:
        return lambda found: package.findings.add(code, sentence, package.said(found), names=[found.target])

    custom = noting("custom_xml", "Dữ liệu XML tùy biến kèm theo ({n} phần)")
    return {
        "core-properties": lambda found: _note_core(package, found),
        "extended-properties": lambda found: _note_extended(package, found),
        "custom-properties": noting("custom_properties", "Thuộc tính tùy biến của tệp"),
        "docPropsVTypes": noting("custom_properties", "Thuộc tính tùy biến của tệp"),
        "thumbnail": lambda found: package.findings.add("thumbnail", "Ảnh thu nhỏ của trang đầu, có thể từ bản cũ"),
        "customXml": custom,
        "attachedTemplate": noting("template", "Đường dẫn tới tệp mẫu: {of}"),
        "mailMergeSource": noting("mail_merge", "Nguồn dữ liệu trộn thư: {of}"),
        "mailMergeHeaderSource": noting("mail_merge", "Nguồn dữ liệu trộn thư: {of}"),
        "recipientData": noting("mail_merge", "Nguồn dữ liệu trộn thư: {of}"),
        "printerSettings": lambda found: package.findings.add(
            "printer", "Thiết lập máy in của người soạn", package.said(found)
        ),
        "oleObject": noting("embedded", "Tệp nhúng bên trong ({n}): {of}"),
        "package": noting("embedded", "Tệp nhúng bên trong ({n}): {of}"),
        "externalLink": noting("external_link", "Liên kết tới tệp khác: {of}"),
        "externalLinkPath": noting("external_link", "Liên kết tới tệp khác: {of}"),
        "frame": noting("external_link", "Liên kết tới tệp khác: {of}"),
        "subDocument": noting("external_link", "Liên kết tới tệp khác: {of}"),
        "glossaryDocument": noting("building_blocks", "Đoạn văn mẫu lưu kèm tệp"),
        "userShapes": noting("chart_shapes", "Hình vẽ riêng trong biểu đồ"),
        "classificationlabels": noting("label", "Nhãn phân loại nội bộ của cơ quan"),
        "ui/extensibility": noting("add_in", "Phần bổ trợ giao diện kèm theo"),
        "webextensiontaskpanes": noting("add_in", "Phần bổ trợ giao diện kèm theo"),
    }


def _note_core(package: Package, relationship: Relationship) -> None:
    if not package.content(relationship):
        return
    root = parse(package.content(relationship))
    for name, sentence in (("creator", "Tên người soạn: {of}"), ("lastModifiedBy", "Tên người sửa cuối: {of}")):
        for element in named(root, name):
            if text := text_of(element).strip():
                package.findings.add(
                    {"creator": "author", "lastModifiedBy": "last_author"}[name], sentence, names=[text]
                )
    others = [
        text_of(element) for element in root if local(element) not in ("creator", "lastModifiedBy") and text_of(element)
    ]
    package.findings.add(
        "properties", "Thuộc tính của tệp (tiêu đề, từ khóa, ghi chú, ngày giờ soạn và in)", ", ".join(others)
    )


def _note_extended(package: Package, relationship: Relationship) -> None:
    if not package.content(relationship):
        return
    root = parse(package.content(relationship))
    for element in named(root, "Company", "Manager"):
        if text := text_of(element).strip():
            package.findings.add("company", "Tên cơ quan, người quản lý trong thuộc tính: {of}", text, names=[text])
    said = ", ".join(text_of(element) for element in root if local(element) not in ("Company", "Manager"))
    package.findings.add("program", "Phần mềm soạn thảo, thời gian soạn, số trang", said)


def _clean_links(package: Package, part: str) -> None:
    for relationship in package.relationships(part):
        if not relationship.outside or (relationship.kind == "hyperlink" and _PLAIN_LINK.match(relationship.target)):
            continue
        package.findings.add(
            "external_link", "Liên kết tới tệp khác: {of}", relationship.target, names=[relationship.target]
        )
        # The address goes and not the relationship: what names it in the text keeps its words.
        relationship.element.set("Target", "about:blank")
        if relationship.kind == "hyperlink":
            relationship.element.set("Target", "#")


def _clean_picture(package: Package, part: str) -> None:
    if not pictures.is_picture(package.parts[part]):
        return
    inside = Findings()
    try:
        package.parts[part] = pictures.strip(package.parts[part], inside)
    except Invalid:
        package.findings.add(
            "broken_picture", "Ảnh hỏng trong tệp, không làm sạch được ({n}): {of}", names=[part], removable=False
        )
        return
    package.findings.add_all(inside.listed(), "Trong ảnh của tệp: {sentence}")


def _relationship(element: Element, folder: str) -> Relationship:
    target = element.get("Target", "")
    outside = element.get("TargetMode") == "External"
    if not outside:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    kind = element.get("Type", "").rstrip("/")
    short = kind.rsplit("/", 1)[-1]
    return Relationship(
        element.get("Id", ""),
        "ui/extensibility" if kind.endswith("ui/extensibility") else short,
        target,
        outside,
        element,
    )


def _relationships_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
