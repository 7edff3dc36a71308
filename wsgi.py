"""The WSGI application: ``wsgi:app``."""

from config import Config
from portal.factory import create_app
from portal.serving import end_with_server

end_with_server()
app = create_app(Config.from_env())
