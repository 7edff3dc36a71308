"""PowerPoint files: comments, speaker's notes and hidden slides, as far as they lie open."""

from __future__ import annotations

from content.hidden_data.office_package import Package, Relationship, clean_everywhere, drop_dangling
from content.hidden_data.xml_parts import attribute, local, named, parse, remove, text_of

_FALSE = ("0", "false", "off")


def clean(package: Package) -> None:
    """Note everything hidden in a PowerPoint file and take it out, in place."""
    main = package.main()
    _drop_hidden_slides(package, main)
    for part in [main, *list(package.reached())]:
        package.drop_kinds(
            part,
            {
                "comments": lambda found: _note_comments(package, found),
                "notesSlide": lambda found: package.findings.add(
                    "notes", "Ghi chú của người trình bày ở {n} trang", package.said(found)
                ),
                "commentAuthors": lambda found: _note_authors(package, found),
                "authors": lambda found: _note_authors(package, found),
                "tags": lambda found: package.findings.add(
                    "tags", "Thẻ dữ liệu của phần mềm bổ trợ", package.said(found)
                ),
            },
        )
    clean_everywhere(package)
    for part in sorted(set(package.reached())):
        if part.endswith(".xml"):
            drop_dangling(package, part)
            for shape in named(package.xml(part), "cNvPr"):
                if attribute(shape, "hidden") in ("1", "true"):
                    _drop_shape(package, part, shape)


def _drop_shape(package: Package, part: str, properties: object) -> None:
    shape = properties.getparent()  # type: ignore[attr-defined]
    above = shape.getparent() if shape is not None else None
    if above is not None and local(shape).startswith("nv"):
        package.findings.add("hidden_shape", "{n} hình, khung chữ bị ẩn trên trang trình chiếu", text_of(above))
        remove(above)


def _drop_hidden_slides(package: Package, main: str) -> None:
    for relationship in package.relationships(main):
        if relationship.kind != "slide" or relationship.target not in package.parts:
            continue
        slide = package.xml(relationship.target)
        if attribute(slide, "show") in _FALSE:
            package.findings.add("hidden_slide", "{n} trang trình chiếu bị ẩn", text_of(slide))
            remove(relationship.element)


def _note_comments(package: Package, relationship: Relationship) -> None:
    root = parse(package.content(relationship) or b"<none/>")
    for comment in named(root, "cm"):
        package.findings.add("comment", "{n} nhận xét trên trang trình chiếu", text_of(comment))


def _note_authors(package: Package, relationship: Relationship) -> None:
    people = named(parse(package.content(relationship) or b"<none/>"), "cmAuthor", "author")
    names = [attribute(person, "name") or "" for person in people]
    package.findings.add("people", "Người nhận xét: {of}", ", ".join(names), names=names)
