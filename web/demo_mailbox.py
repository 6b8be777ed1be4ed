"""The demo's mailbox: letters that would go out are kept in memory and shown at `/dev/mail`."""

from collections import deque
from dataclasses import asdict
from typing import Final

from quart import Blueprint, Response

from auth.account_ports import Letter
from web.access import Access, access
from web.api.answers import json_answer
from web.compression import never_compress
from web.pages.frame import render_page

KEPT: Final = 50


class DevelopmentMailbox:
    """Takes every letter (`web.serve.Mailbox`); the latest are kept, the newest first."""

    def __init__(self) -> None:
        self._letters: deque[Letter] = deque(maxlen=KEPT)
        self.pages = Blueprint("dev_mail", __name__)
        self._add_pages()

    async def send(self, letter: Letter) -> None:
        self._letters.appendleft(letter)

    def _add_pages(self) -> None:
        @self.pages.get("/dev/mail")
        @access(Access.PUBLIC)
        async def show() -> str:
            """Show the letters to a person."""
            never_compress()
            return await render_page("dev_mail.html", letters=list(self._letters))

        @self.pages.get("/dev/mail.json")
        @access(Access.PUBLIC)
        async def list_letters() -> Response:
            """Give the letters to a program."""
            return json_answer({"letters": [asdict(letter) for letter in self._letters]})
