"""Prints what a benchmark found."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from benchmarks.by_turns import Compared, Times
from benchmarks.timed_steps import Timed

CONSOLE = Console(width=110)


def print_timed(title: str, steps: Sequence[Timed]) -> None:
    headings = ("seconds", "a second", "processor: ours", "database's", "together, a second")
    table = _table(title, "step", *headings)
    for one in steps:
        processor = one.ours + one.databases
        table.add_row(
            f"{one.what}: {one.count:,}",
            *(f"{one.lasted:,.0f}", f"{one.count / one.lasted:,.0f}"),
            *(f"{one.ours:,.0f}", f"{one.databases:,.0f}", f"{one.count / processor:,.0f}"),
        )
    CONSOLE.print(table)


def print_compared(title: str, one: str, other: str, compared: Sequence[Compared]) -> None:
    table = _table(title, "median (middle half), ms", one, other, f"{other} / {one}")
    for each in compared:
        table.add_row(each.what, _shown(each.one), _shown(each.other), f"{each.ratio:.2f}")
    CONSOLE.print(table)


def _shown(times: Times) -> str:
    lower, upper = times.middle_half
    return f"{times.median:.2f} ({lower:.2f}–{upper:.2f})"


def _table(title: str, first: str, *others: str) -> Table:
    table = Table(title=title)
    table.add_column(first)
    for heading in others:
        table.add_column(heading, justify="right")
    return table
