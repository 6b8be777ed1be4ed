"""The key that signs cookies: the one that is set, else one kept in a private file."""

import os
import secrets
from pathlib import Path

from web.setting_types import SHORTEST_SECRET_KEY
from web.settings import ConfigurationError, Settings

FILE_NAME = "secret_key"


def secret_key_of(settings: Settings) -> str:
    """Return the key, making it on the first start.

    Raises `ConfigurationError` when the kept one cannot be used.
    """
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value()
    path = settings.data_dir / FILE_NAME
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _kept(path) if path.exists() else _made(path)
    except OSError as failure:
        raise ConfigurationError(
            (f"{path} cannot be used ({failure.strerror}): check AUXCORD_DATA_DIR.",)
        ) from failure


def _kept(path: Path) -> str:
    key = path.read_text(encoding="ascii", errors="replace").strip()
    if len(key) < SHORTEST_SECRET_KEY:
        raise ConfigurationError(
            (f"{path} does not hold a secret key: remove it, and Auxcord makes a new one.",)
        )
    path.chmod(0o600)
    return key


def _made(path: Path) -> str:
    key = secrets.token_urlsafe(SHORTEST_SECRET_KEY)
    # It is written elsewhere first, so that a crash leaves no half of a key.
    draft = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(key + "\n")
    draft.replace(path)
    return key
