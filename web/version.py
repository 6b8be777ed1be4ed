"""Which version of Auxcord this is."""

from importlib.metadata import PackageNotFoundError, version

API_VERSION = "0.1.0"


def installed_version() -> str:
    """Return the version of the installed program."""
    try:
        return version("auxcord")
    except PackageNotFoundError:
        return "(not installed)"
