"""Reads and writes of who may enter the facilitators' page."""

from datetime import datetime

from sqlite_utils import Database

from bot.adapters.sqlite.vault import Vault
from bot.ports import Duty, WebSession


class LoginTables:
    """Two tables of an open database file. Used from one thread only."""

    def __init__(self, db: Database, vault: Vault) -> None:
        self._db = db
        self._vault = vault

    def add(self, token: str, facilitator: str, until: datetime) -> None:
        with self._db.atomic():
            self._db.execute(
                "INSERT INTO logins (token, facilitator, until) VALUES (?, ?, ?)",
                [self._hidden(token), facilitator, until.isoformat()],
            )

    def take(self, token: str, now: datetime) -> str | None:
        hidden = self._hidden(token)
        with self._db.atomic():
            row = self._db.execute(
                "SELECT facilitator FROM logins WHERE token = ? AND until > ?",
                [hidden, now.isoformat()],
            ).fetchone()
            self._db.execute("DELETE FROM logins WHERE token = ?", [hidden])
        return row[0] if row else None

    def open_session(self, token: str, session: WebSession) -> None:
        with self._db.atomic():
            self._db.execute(
                "INSERT INTO web_sessions (token, facilitator, form_key_sealed, until)"
                " VALUES (?, ?, ?, ?)",
                [
                    self._hidden(token),
                    session.facilitator,
                    self._vault.seal(session.form_key),
                    session.until.isoformat(),
                ],
            )

    def session(self, token: str, now: datetime) -> WebSession | None:
        row = self._db.execute(
            "SELECT web_sessions.facilitator, form_key_sealed, until FROM web_sessions"
            " JOIN duties ON duties.trainee = web_sessions.facilitator AND duties.duty = ?"
            " WHERE token = ? AND until > ?",
            [Duty.FACILITATOR.value, self._hidden(token), now.isoformat()],
        ).fetchone()
        if row is None:
            return None
        facilitator, form_key, until = row
        return WebSession(facilitator, self._vault.open(form_key), datetime.fromisoformat(until))

    def end_session(self, token: str) -> None:
        with self._db.atomic():
            self._db.execute("DELETE FROM web_sessions WHERE token = ?", [self._hidden(token)])

    def _hidden(self, token: str) -> str:
        return self._vault.pseudonym("login", token)
