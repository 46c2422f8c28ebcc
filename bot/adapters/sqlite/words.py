"""What people wrote, taken out of what is kept of them; what their words did stays."""

import json

from sqlite_utils import Database

from bot.adapters.sqlite.vault import Vault, making_sense
from bot.core.consent import wordless
from bot.core.recording import from_record, to_record
from bot.errors import Unreadable


def take_words(db: Database, vault: Vault, trainee: str) -> None:
    """Erase a person's candidates and all text of their drills, inside of the caller's transaction.

    An event that nobody can read any more is left as it is.
    """
    db.execute("DELETE FROM candidates WHERE trainee = ?", [trainee])
    rows = db.execute(
        "SELECT session, seq, event_sealed FROM events JOIN sessions ON sessions.id = session"
        " WHERE trainee = ?",
        [trainee],
    ).fetchall()
    db.conn.executemany(
        "UPDATE events SET event_sealed = ? WHERE session = ? AND seq = ?",
        [
            (bare, session, seq)
            for session, seq, sealed in rows
            if (bare := _without_words(vault, sealed))
        ],
    )


def _without_words(vault: Vault, sealed: bytes) -> bytes | None:
    """The event sealed anew; None where there is nothing to take out of it."""
    try:
        with making_sense():
            event = from_record(json.loads(vault.open(sealed)))
    except Unreadable:
        return None
    bare = wordless(event)
    return None if bare == event else vault.seal(json.dumps(to_record(bare), ensure_ascii=False))
