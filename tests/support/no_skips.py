"""Makes a test run fail that left out a test; on by `-p tests.support.no_skips`."""

import pytest


class NoSkips:
    """Counts what was left out, and has the last word."""

    def __init__(self) -> None:
        self.left_out = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.left_out += report.skipped

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self.left_out += report.skipped

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.left_out and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.left_out:
            terminalreporter.write_line(f"Left out, though none may be: {self.left_out}", red=True)


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(NoSkips())
