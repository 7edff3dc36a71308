"""The WSGI application: ``wsgi:app``."""

from config import Config
from portal.factory import create_app

app = create_app(Config.from_env())
