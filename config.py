"""The settings of a running portal: read once from the environment, then frozen. Imports nothing of the portal's."""

from __future__ import annotations

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROLES = ("all", "public", "desk")
ENGINES = ("tantivy", "whoosh")
YES = ("1", "true", "yes")


class ConfigError(ValueError):
    """A setting that the portal cannot run with; the message names it."""


@dataclass(frozen=True, kw_only=True)
class Province:
    """Whom the portal speaks for, as the header and footer of every page say it."""

    name_vi: str
    name_en: str
    short_name: str
    office: str
    """The contact point for information."""
    address: str
    phone: str
    email: str
    code: str = ""
    """The province's administrative code, ``44``; it names its documents among all of the country's."""
    reception: str = ""
    """Where the province receives citizens with complaints and denunciations; none said where it is empty."""
    reception_address: str = ""
    reception_phone: str = ""
    reception_hours: str = ""
    answer_days: int = 0
    """Within how many working days feedback is answered at the latest; none promised where it is nought."""
    answer_basis: str = ""
    """The rule that says so."""
    answer_basis_checked: bool = False
    """Whether somebody has compared that rule with its published text; until then pages say that nobody has."""
    fictional: bool = False
    """Whether every page says that this province does not exist."""

    @classmethod
    def from_file(cls, path: Path) -> Province:
        """The province described in a TOML file with these names."""
        try:
            return cls(**tomllib.loads(path.read_text("utf-8")))
        except (OSError, TypeError, ValueError) as error:
            raise ConfigError(f"PORTAL_PROVINCE: {path}: {error}") from None


@dataclass(frozen=True, kw_only=True)
class Config:
    """Every setting, with the environment variable that sets it."""

    instance: Path
    """PORTAL_INSTANCE: the folder of databases, files and index; ./instance."""
    database_url: str
    """DATABASE_URL: the private store; sqlite in the instance. In PostgreSQL as desk, or as intake for ROLE=public."""
    public_database_url: str
    """PUBLIC_DATABASE_URL: the public store as the site reads it; sqlite in the instance, or DATABASE_URL's server."""
    secret_key: str
    """SECRET_KEY: signs sessions, forms and receipt codes; made once and kept in the instance where it is not given."""
    province: Province
    """PORTAL_PROVINCE: a TOML file that names the province; the fictional one of the demonstration."""
    search_engine: str = "tantivy"
    """SEARCH_ENGINE: tantivy or whoosh."""
    role: str = "all"
    """ROLE: what the process serves: public, desk or all."""
    host: str = "127.0.0.1"
    """HOST: the address that ``portal serve`` listens on."""
    port: int = 8000
    """PORT: the port that ``portal serve`` listens on."""
    workers: int = 2
    """WORKERS: how many processes ``portal serve`` answers with."""
    threads: int = 32
    """THREADS: how many requests each process works on at once, and how many connections its pools keep for them."""
    demo: bool = False
    """PORTAL_DEMO: lets demonstration accounts sign in without a second factor; never where anything is real."""
    secure: bool = False
    """SECURE: says that the portal is reached by HTTPS only: secure cookies, HSTS."""
    trusted_proxies: int = 0
    """TRUSTED_PROXIES: how many reverse proxies stand in front and set X-Forwarded-For."""
    base_url: str = ""
    """BASE_URL: the portal's own address, for feeds and the sitemap; the request's where it is not given."""
    files_url: str = ""
    """FILES_URL: the folder of private files, as a path or a file: address; ``files`` in the instance."""

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Config:
        """The settings of an environment; raises :class:`ConfigError`, naming what is wrong."""
        instance = Path(environ.get("PORTAL_INSTANCE") or HERE / "instance").resolve()
        database_url = _psycopg(environ.get("DATABASE_URL") or f"sqlite:///{instance / 'private.db'}")
        embedded = database_url.startswith("sqlite")
        default = f"sqlite:///{instance / 'public.db'}" if embedded else database_url
        return cls(
            instance=instance,
            database_url=database_url,
            public_database_url=_psycopg(environ.get("PUBLIC_DATABASE_URL") or default),
            secret_key=environ.get("SECRET_KEY") or _kept_secret(instance / "secret_key"),
            province=Province.from_file(Path(environ.get("PORTAL_PROVINCE") or HERE / "content/demo/province.toml")),
            search_engine=_one_of(environ, "SEARCH_ENGINE", ENGINES),
            role=_one_of(environ, "ROLE", ROLES),
            host=environ.get("HOST") or "127.0.0.1",
            port=_number(environ, "PORT", 8000, 0, 65535),
            workers=_number(environ, "WORKERS", 2, 1, 64),
            # Far more than may send something at once, see ``portal.web.turnstile``.
            threads=_number(environ, "THREADS", 32, 16, 512),
            demo=environ.get("PORTAL_DEMO", "").lower() in YES,
            secure=environ.get("SECURE", "").lower() in YES,
            trusted_proxies=_number(environ, "TRUSTED_PROXIES", 0, 0, 8),
            base_url=environ.get("BASE_URL", "").rstrip("/"),
            files_url=environ.get("FILES_URL", ""),
        )

    @property
    def files(self) -> Path:
        """The folder of private files."""
        return Path(self.files_url.removeprefix("file://")) if self.files_url else self.instance / "files"

    @property
    def public_files(self) -> Path:
        """The folder of files that are public now."""
        return self.instance / "public_files"

    @property
    def search_index(self) -> Path:
        """The folder of the search index, a cache."""
        return self.instance / "search"


def _psycopg(url: str) -> str:
    """An address as SQLAlchemy reads it, with the driver that the portal comes with."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _one_of(environ: Mapping[str, str], name: str, known: tuple[str, ...]) -> str:
    value = environ.get(name) or known[0]
    if value not in known:
        raise ConfigError(f"{name}: {value!r} is none of {', '.join(known)}")
    return value


def _number(environ: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    value = environ.get(name) or str(default)
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise ConfigError(f"{name}: {value!r} is no number from {least} to {most}")
    return int(value)


def _kept_secret(path: Path) -> str:
    """The key kept at ``path``, made there the first time; two processes starting at once get the same one."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(48))
        try:
            os.link(beside, path)
        except FileExistsError:
            pass
        finally:
            beside.unlink()
    return path.read_text().strip()
