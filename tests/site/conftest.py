"""The public site on a store that a test fills as it likes."""

from __future__ import annotations

import pytest

from tests.factories.public import Publisher


@pytest.fixture
def publisher(app):
    return Publisher(app.extensions["services"].projector.store)
