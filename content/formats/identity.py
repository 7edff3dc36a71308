"""The name of a document among all documents of the world: the FRBR address of Akoma Ntoso, which ELI takes as well."""

from __future__ import annotations

from content.formats.publication import Publication
from content.slugs import slugify

LANGUAGES = {"vi": "vie", "en": "eng"}
"""ISO 639-2 for the two languages of the portal."""


def work(publication: Publication) -> str:
    """The document, whatever its language: ``/akn/vn-44/act/quyet-dinh/2024/12-2024-qd-ubnd``."""
    place = "-".join(filter(None, ("vn", slugify(publication.place_code))))
    type_ = slugify(publication.type) or "van-ban"
    number = slugify(publication.number) or slugify(publication.id) or "khong-so"
    return f"/akn/{place}/act/{type_}/{publication.dated.year}/{number}"


def expression(publication: Publication) -> str:
    """Its text in one language as of a day: ``…/vie@2024-05-01``."""
    return f"{work(publication)}/{LANGUAGES.get(publication.language, 'vie')}@{publication.dated.isoformat()}"
