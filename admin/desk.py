"""Puts the desk together: its views in the order of the menu, its templates, its frame."""

from __future__ import annotations

from flask import Blueprint, Flask
from flask_admin import Admin
from flask_admin.theme import Bootstrap4Theme

from admin import accounts, announcements, audit, directions, feedback, legal, organisations, password, wording
from admin.address import DESK
from admin.queue import QueueView

parts = Blueprint("desk_parts", __name__, template_folder="templates")
"""Brings the desk's templates; its static files are served beside the site's."""


def init_app(app: Flask) -> None:
    """Register the desk's views under /admin."""
    app.register_blueprint(parts)
    wording.init_app(app)
    admin = Admin(
        app,
        name="Bàn làm việc",
        url=DESK,
        endpoint="desk",
        index_view=QueueView(name="Việc cần làm", endpoint="desk", url=DESK),
        # Our pages extend our own frame; nothing of Bootstrap or jQuery is loaded.
        theme=Bootstrap4Theme(base_template="desk/frame.html"),
    )
    admin.add_views(
        legal.VIEW(),
        directions.VIEW(),
        announcements.VIEW(),
        feedback.VIEW(),
        organisations.VIEW(),
        accounts.VIEW(),
        audit.VIEW(),
        password.VIEW(),
    )
