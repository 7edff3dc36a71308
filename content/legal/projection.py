"""What the public may see of this kind."""

from __future__ import annotations

from content.documents.projection import show_as, turns
from content.editorial.projection import EditorialProjection
from content.legal.models import LegalDocument

PATH = "/van-ban/"
PROJECTION = EditorialProjection(LegalDocument, PATH, show_as("legal"), turns)
