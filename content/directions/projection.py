"""What the public may see of this kind."""

from __future__ import annotations

from content.directions.models import Direction
from content.documents.projection import show_as, turns
from content.editorial.projection import EditorialProjection

PATH = "/chi-dao-dieu-hanh/"
PROJECTION = EditorialProjection(Direction, PATH, show_as("directions"), turns)
