"""Writes the letters that lead to a new password, in a lane of their own.

Asking for one is the same work for everybody, so its time tells nobody who has an account.
"""

import asyncio
from typing import Final, Self

import structlog

from auth.errors import Crowded, MailFailed, NoMail
from auth.password_resets import Draft, PasswordResets
from player.core.errors import Unavailable
from player.ending import end

WAITING_AT_MOST: Final = 100

log = structlog.get_logger()


class ResetLetters:
    """A context: letters are written for as long as it lasts."""

    def __init__(self, resets: PasswordResets) -> None:
        self._resets = resets
        self._asked: asyncio.Queue[tuple[str, Draft]] = asyncio.Queue(WAITING_AT_MOST)
        self._busy = False
        self._writing: asyncio.Task[None] | None = None

    def ask(self, email: str, draft: Draft) -> None:
        """Have a letter sent, if anybody has this address; raises `NoMail` or `Crowded`."""
        if not self._resets.can_write:
            raise NoMail
        try:
            self._asked.put_nowait((email, draft))
        except asyncio.QueueFull:
            raise Crowded from None

    @property
    def idle(self) -> bool:
        """Say whether all that was asked for has been seen to."""
        return self._asked.empty() and not self._busy

    async def __aenter__(self) -> Self:
        self._writing = asyncio.create_task(self._keep_writing(), name="reset letters")
        return self

    async def __aexit__(self, *_failure: object) -> None:
        if self._writing is not None:
            await end(self._writing)

    async def _keep_writing(self) -> None:
        while True:
            email, draft = await self._asked.get()
            self._busy = True
            try:
                await self._resets.write_to(email, draft)
            except (MailFailed, Unavailable) as failure:
                # The address is somebody's own affair, so it is in no log.
                log.warning("reset_letter_not_sent", reason=str(failure))
            finally:
                self._busy = False
