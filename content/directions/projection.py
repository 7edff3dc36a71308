"""What the public may see of this kind."""

from __future__ import annotations

from content.documents.projection import show_as, turns
from content.editorial.projection import EditorialProjection
from content.directions.models import Direction

PATH = "/chi-dao-dieu-hanh/"
PROJECTION = EditorialProjection(Direction, PATH, show_as("directions"), turns)
