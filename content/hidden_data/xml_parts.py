"""XML parts of files, read so that they can do nothing: no entities, no declarations, no network.

lxml and not the standard library's tree, because that one forgets which prefix stood for which namespace, and Word
names prefixes in attribute values (``mc:Ignorable``): a part without them opens as damaged.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from content.errors import Invalid
from content.hidden_data.archives import BROKEN, TOO_MUCH_INSIDE

LARGEST_XML = 48 * 1024 * 1024
"""Bytes of one part: a tree takes about ten times as many."""

Element = etree._Element


def parse(data: bytes) -> Element:
    """The root of an XML part; Invalid when it is damaged, too large or nested too deep, or declares anything."""
    if len(data) > LARGEST_XML:
        raise Invalid(TOO_MUCH_INSIDE)
    # Not `huge_tree`: libxml2 then refuses what is nested deeper than 256 and texts beyond 10 MB.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise Invalid(BROKEN) from None
    info: Any = root.getroottree().docinfo
    # Office files never have a DTD; it is how entities are declared that grow without end or name other files.
    if info.doctype or info.internalDTD is not None or info.externalDTD is not None:
        raise Invalid("Tệp này chứa khai báo XML không an toàn.")
    return root


def to_bytes(root: Element) -> bytes:
    """An XML part as it is written; comments, which no program shows, are left out by those who clean."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def local(element: Element) -> str:
    """An element's name without its namespace; empty for comments."""
    tag: object = element.tag
    return etree.QName(element).localname if isinstance(tag, str) else ""


def named(root: Element, *names: str) -> Iterator[Element]:
    """The elements below with one of these local names, whatever their namespace, safe to change under way."""
    wanted = set(names)
    return iter([element for element in root.iter("{*}*") if local(element) in wanted])


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its local name: strict and transitional files differ in namespaces only."""
    if name in element.attrib:
        return element.get(name)
    return next((str(value) for key, value in element.attrib.items() if etree.QName(key).localname == name), None)


def text_of(element: Element) -> str:
    """All text below an element."""
    return "".join(str(text) for text in element.itertext("{*}*"))


def child(element: Element, *path: str) -> Element | None:
    """The first child, or child of a child, along these local names."""
    found: Element | None = element
    for name in path:
        found = next((below for below in found if local(below) == name), None) if found is not None else None
    return found


def remove(element: Element) -> None:
    """Take an element out of its parent; the text that follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def unwrap(element: Element) -> None:
    """Take an element out and put its children where it stood."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    children = list(element)
    for offset, below in enumerate(children):
        parent.insert(place + offset, below)
    remove(element)


def drop_comments(root: Element) -> str:
    """Take out XML comments; gives what they said."""
    comments = list(root.iter(etree.Comment))
    said = " ".join(str(comment.text or "") for comment in comments)
    for comment in comments:
        remove(comment)
    return said.strip()
