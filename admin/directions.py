"""The desk of direction and administration."""

from __future__ import annotations

from admin.documents import DocumentView


class DirectionView(DocumentView):
    """Directives, official letters, notices of conclusion."""

    noun = "directions"


VIEW = DirectionView
