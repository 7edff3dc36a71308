"""The desk, where staff maintain records: Flask-Admin lives only here, every change goes through content's actions."""

from __future__ import annotations

from flask import Flask

from admin import desk, security


def init_app(app: Flask) -> None:
    """Put the desk under /admin; the factory has already installed the database, the services and CSRF protection."""
    security.init_app(app)
    desk.init_app(app)
