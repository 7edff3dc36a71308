"""What search engines and other registers read of a document: schema.org Legislation with the terms of ELI beside."""

from __future__ import annotations

import json
from typing import Any

from content.formats.identity import expression, work
from content.formats.publication import File, Publication, Relation, in_one_line, printable

_FORCE = {
    "in_force": ("InForce", "InForce-inForce"),
    "partly": ("PartiallyInForce", "InForce-partiallyInForce"),
    "expired": ("NotInForce", "InForce-notInForce"),
    "suspended": ("NotInForce", "InForce-notInForce"),
    "not_yet": ("NotInForce", "InForce-notInForce"),
}
"""A status in the words of schema.org and of ELI; nothing for one that nobody knows."""

_RELATIONS = {
    "amends": ("legislationAmends", "eli:amends"),
    "supplements": ("legislationChanges", "eli:changes"),
    "replaces": ("legislationRepeals", "eli:repeals"),
    "repeals": ("legislationRepeals", "eli:repeals"),
    "suspends": ("legislationChanges", "eli:changes"),
    "corrects": ("legislationCorrects", "eli:corrects"),
    "implements": ("legislationApplies", "eli:applies"),
    "guides": ("legislationApplies", "eli:applies"),
    "consolidates": ("legislationConsolidates", "eli:consolidates"),
    "based_on": ("isBasedOn", "eli:based_on"),
    "cites": ("citation", "eli:cites"),
}
"""A relation in the words of schema.org and of ELI."""

_SAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
"""So that the text may stand in a ``<script>`` of a page."""


def linked_data(publication: Publication) -> bytes:
    """JSON-LD of the document without its text; safe inside an element of HTML."""
    publication = printable(publication)
    day = publication.issued and publication.issued.isoformat()
    schema_force, eli_force = _FORCE.get(publication.status, ("", ""))
    known: dict[str, Any] = {
        "@context": ["https://schema.org", {"eli": "http://data.europa.eu/eli/ontology#"}],
        "@type": ["Legislation", "eli:LegalResource"],
        "@id": publication.address,
        "url": publication.address,
        "identifier": expression(publication),
        "legislationIdentifier": publication.number,
        "name": in_one_line(publication.title),
        "abstract": in_one_line(publication.summary),
        "inLanguage": publication.language,
        "legislationType": publication.type,
        "legislationDate": day,
        "legislationDateVersion": publication.dated.isoformat(),
        "temporalCoverage": _coverage(publication),
        "legislationLegalForce": schema_force and f"https://schema.org/{schema_force}",
        "legislationPassedBy": publication.issuer and {"@type": "GovernmentOrganization", "name": publication.issuer},
        "legislationJurisdiction": publication.place and {"@type": "AdministrativeArea", "name": publication.place},
        "about": publication.field,
        "datePublished": publication.published_at.isoformat(),
        "dateModified": publication.updated_at.isoformat(),
        "version": str(publication.edition),
        "eli:id_local": work(publication),
        "eli:type_document": publication.type,
        "eli:number": publication.number,
        "eli:title": in_one_line(publication.title),
        "eli:date_document": day,
        "eli:date_publication": publication.published_at.date().isoformat(),
        "eli:first_date_entry_in_force": publication.effective and publication.effective.isoformat(),
        "eli:date_no_longer_in_force": publication.expires and publication.expires.isoformat(),
        "eli:in_force": eli_force and {"@id": f"http://data.europa.eu/eli/ontology#{eli_force}"},
        "eli:passed_by": publication.issuer,
        **_relations(publication.relations),
        "encoding": [_file(file) for file in publication.files],
    }
    said = {name: value for name, value in known.items() if value not in ("", None, [])}
    return (json.dumps(said, ensure_ascii=False, indent=2).translate(_SAFE) + "\n").encode()


def _coverage(publication: Publication) -> str:
    if publication.effective is None:
        return ""
    end = publication.expires.isoformat() if publication.expires else ".."
    return f"{publication.effective.isoformat()}/{end}"


def _relations(relations: tuple[Relation, ...]) -> dict[str, list[dict[str, Any]]]:
    """The other documents under both words for what is done to them; an address names one, else its number."""
    found: dict[str, list[dict[str, Any]]] = {}
    for relation in relations:
        known = {
            "@type": "Legislation",
            "@id": relation.address,
            "legislationIdentifier": relation.number,
            "name": in_one_line(relation.title),
        }
        other = {name: value for name, value in known.items() if value}
        for word in _RELATIONS.get(relation.type, ()):
            found.setdefault(word, []).append(other)
    return found


def _file(file: File) -> dict[str, Any]:
    return {
        "@type": "LegislationObject",
        "name": in_one_line(file.name),
        "contentUrl": file.address,
        "encodingFormat": file.media_type,
        "contentSize": str(file.size),
        "sha256": file.sha256,
    }
