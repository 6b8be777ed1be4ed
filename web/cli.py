"""The command line: `auxcord` and its commands."""

import argparse
import asyncio
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from db.errors import DatabaseError
from web import logs, variables
from web.listening import CannotListen
from web.settings import ConfigurationError, Settings, data_dir_in_force, load_settings
from web.version import installed_version

Command = Callable[[argparse.Namespace], None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    chosen = _parser().parse_args(arguments)
    command: Command = chosen.command
    try:
        command(chosen)
    except ConfigurationError as failure:
        for problem in failure.problems:
            _complain(problem)
        return 1
    except (CannotListen, DatabaseError) as failure:
        _complain(str(failure))
        return 1
    return 0


def serve(_chosen: argparse.Namespace) -> None:
    """Run the server with the settings of the environment."""
    settings = load_settings()
    logs.configure(settings.log_format, settings.log_level)
    for warning in settings.warnings():
        _complain(warning)
    from web.serve import run  # noqa: PLC0415 - The other commands need not load all of it.

    run(settings)


def demo(chosen: argparse.Namespace) -> None:
    """Run the server in a simulated world: no bot, no account, no network."""
    from web.demo import run  # noqa: PLC0415 - Production never loads the simulators.

    run(chosen)


def check_config(_chosen: argparse.Namespace) -> None:
    """Say everything that is wrong with the settings; connects to nothing."""
    unusable = tuple(_unusable_data_dir(data_dir_in_force()))
    try:
        settings = load_settings()
    except ConfigurationError as failure:
        raise ConfigurationError((*failure.problems, *unusable)) from None
    if unusable:
        raise ConfigurationError(unusable)
    for warning in settings.warnings():
        _complain(warning)
    _say("The settings are in order.")


def rebuild_statistics(_chosen: argparse.Namespace) -> None:
    """Count all statistics anew from what was played; no server may run meanwhile."""
    settings = load_settings()
    logs.configure(settings.log_format, settings.log_level)
    from web import compose  # noqa: PLC0415 - The other commands need not load all of it.

    def tell(counted: int) -> None:
        _complain(f"Counted {counted} plays so far.")

    counted = asyncio.run(compose.rebuild_statistics(settings, tell))
    _say(f"All statistics are counted anew, from {counted} plays.")


def rebuild_library(_chosen: argparse.Namespace) -> None:
    """Put everybody's library together anew; no server may run meanwhile."""
    settings = load_settings()
    logs.configure(settings.log_format, settings.log_level)
    from web import compose  # noqa: PLC0415 - The other commands need not load all of it.

    def tell(read: int) -> None:
        _complain(f"Read {read} plays, playlists and favourites so far.")

    read = asyncio.run(compose.rebuild_library(settings, tell))
    _say(f"All libraries are put together anew, from {read} plays, playlists and favourites.")


def print_config(_chosen: argparse.Namespace) -> None:
    """Print the settings in force, without secrets."""
    _say(variables.redacted(load_settings()))


def env_example(_chosen: argparse.Namespace) -> None:
    """Print a .env with every setting and its default."""
    sys.stdout.write(variables.example(Settings))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="auxcord", description="The player, dashboard and API of a Discord music bot."
    )
    parser.add_argument("--version", action="version", version=f"auxcord {installed_version()}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    every: tuple[Command, ...] = (
        serve,
        demo,
        check_config,
        print_config,
        env_example,
        rebuild_statistics,
        rebuild_library,
    )
    for command in every:
        name = command.__name__.replace("_", "-")
        own = commands.add_parser(name, help=command.__doc__, description=command.__doc__)
        own.set_defaults(command=command)
        if command is demo:
            _add_demo_options(own)
    return parser


def _add_demo_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, help="the port to listen on (AUXCORD_PORT, or 8080)")
    parser.add_argument(
        "--data-dir",
        type=Path,
        help="where the demo keeps its data (AUXCORD_DATA_DIR, or .data/demo)",
    )
    parser.add_argument(
        "--quiet", action="store_true", help="nobody comes, goes, or touches the music by itself"
    )


def _unusable_data_dir(data_dir: Path) -> Iterator[str]:
    place = data_dir.absolute()
    while not place.exists():
        place = place.parent
    if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        yield f"AUXCORD_DATA_DIR: nothing can be written to {place}."


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _complain(text: str) -> None:
    sys.stderr.write(f"{text}\n")
