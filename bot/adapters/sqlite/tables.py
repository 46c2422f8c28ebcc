"""Reads and writes of the tables, synchronous, each write in one transaction."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from sqlite_utils import Database

from bot.adapters.sqlite.authors import AuthorTables
from bot.adapters.sqlite.schema import migrations
from bot.adapters.sqlite.vault import Vault
from bot.core import snapshot
from bot.core.events import DrillStarted, Event
from bot.core.recording import from_record, to_record
from bot.core.scenario import Scenario
from bot.errors import StoreFailed
from bot.ports import Address, Due, History, Past, Reply, Step, Trainee, Unsent

PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",  # a step is on the disk before it is sent, even if the power fails
    "foreign_keys = ON",
    "secure_delete = ON",  # what /forget erases is overwritten, not only unlinked
    "busy_timeout = 5000",
)

KEYS_KEPT = timedelta(days=7)
"""Telegram offers an update again for a day; a week is safe."""

_REPLY = TypeAdapter(Reply)


class Tables:
    """An open database file. Used from one thread only."""

    def __init__(self, path: Path, vault: Vault) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)  # the log beside it gets the same mode
        self._vault = vault
        self._db = Database(sqlite3.connect(path))
        for pragma in PRAGMAS:
            self._db.execute(f"PRAGMA {pragma}").fetchall()
        path.chmod(0o600)
        migrations.apply(self._db)
        self.authors = AuthorTables(self._db, vault)
        self._check_key()

    def close(self) -> None:
        self._db.close()

    def _check_key(self) -> None:
        """With another key everybody would be a stranger, so it is better to stop at once."""
        if known := self._one("SELECT address_sealed FROM trainees LIMIT 1"):
            self._address(known[0])

    # --- people -----------------------------------------------------------------------------

    def trainee(self, address: Address) -> Trainee:
        id_ = self._pseudonym(address)
        row = self._one("SELECT language, consented_at, drill FROM trainees WHERE id = ?", id_)
        if row is None:
            return Trainee(id_)
        language, consented, drill = row
        return Trainee(id_, language, _moment(consented), drill)

    def forget(self, address: Address) -> None:
        with self._db.atomic():
            self._erase_sessions("trainee = ?", self._pseudonym(address))
            self.authors.forget(address)
            self._db.execute("DELETE FROM outbox WHERE trainee = ?", [self._pseudonym(address)])
            self._db.execute("DELETE FROM trainees WHERE id = ?", [self._pseudonym(address)])
        self._empty_log()

    def purge(self, before: datetime) -> int:
        with self._db.atomic():
            erased = self._erase_sessions("updated_at < ?", before.isoformat())
            self.authors.purge(before)
            self._db.execute(
                "DELETE FROM trainees WHERE created_at < ?"
                " AND id NOT IN (SELECT trainee FROM sessions)"
                " AND id NOT IN (SELECT trainee FROM outbox)",
                [before.isoformat()],
            )
            self._db.execute(
                "DELETE FROM snapshots WHERE digest NOT IN (SELECT digest FROM sessions)"
            )
        self._empty_log()
        return erased

    def _erase_sessions(self, where: str, value: str) -> int:
        chosen = f"(SELECT id FROM sessions WHERE {where})"  # noqa: S608 - `where` is ours
        self._db.execute(f"UPDATE trainees SET drill = NULL WHERE drill IN {chosen}", [value])  # noqa: S608
        self._db.execute(f"DELETE FROM events WHERE session IN {chosen}", [value])  # noqa: S608
        self._db.execute(f"DELETE FROM scorecards WHERE session IN {chosen}", [value])  # noqa: S608
        return self._db.execute(f"DELETE FROM sessions WHERE {where}", [value]).rowcount  # noqa: S608

    def _empty_log(self) -> None:
        """Move everything out of the write-ahead log, so that no old page lingers in it."""
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    # --- steps ------------------------------------------------------------------------------

    def seen(self, key: str) -> bool:
        return self._one("SELECT 1 FROM seen WHERE key = ?", key) is not None

    def save(self, address: Address, step: Step) -> bool:
        with self._db.atomic():
            if self.seen(step.key):
                return False
            at = step.at.isoformat()
            self._db.execute("INSERT INTO seen (key, at) VALUES (?, ?)", [step.key, at])
            self._db.execute("DELETE FROM seen WHERE at < ?", [(step.at - KEYS_KEPT).isoformat()])
            self._save_trainee(address, step.trainee, at)
            if step.session is not None:
                self._save_session(step, step.session)
            self._db.conn.executemany(
                "INSERT INTO outbox (trainee, reply_sealed) VALUES (?, ?)",
                [(step.trainee.id, self._seal(asdict(reply))) for reply in step.replies],
            )
        return True

    def _save_trainee(self, address: Address, trainee: Trainee, at: str) -> None:
        known = {
            "language": trainee.language,
            "consented_at": trainee.consented.isoformat() if trainee.consented else None,
            "drill": trainee.drill,
        }
        changed = self._db.execute(
            "UPDATE trainees SET language = :language, consented_at = :consented_at,"
            " drill = :drill WHERE id = :id",
            {**known, "id": trainee.id},
        )
        if not changed.rowcount:
            self._db.execute(
                "INSERT INTO trainees (id, address_sealed, language, consented_at, drill,"
                " created_at) VALUES (:id, :address, :language, :consented_at, :drill, :at)",
                {**known, "id": trainee.id, "address": self._seal(asdict(address)), "at": at},
            )

    def _save_session(self, step: Step, session: str) -> None:
        if step.first_seq == 0:
            self._open_session(step, session)
        length = step.first_seq + len(step.events)
        silence = step.silence.isoformat() if step.silence else None
        patience = (step.silence - step.at).total_seconds() if step.silence else None
        changed = self._db.execute(
            "UPDATE sessions SET updated_at = ?, length = ?, silence_at = ?, patience = ?"
            " WHERE id = ? AND length = ?",
            [step.at.isoformat(), length, silence, patience, session, step.first_seq],
        )
        if not changed.rowcount:
            raise StoreFailed("This drill was continued elsewhere; nothing was changed.")
        self._db.conn.executemany(
            "INSERT INTO events (session, seq, at, event_sealed) VALUES (?, ?, ?, ?)",
            [
                (session, seq, step.at.isoformat(), self._seal(to_record(event)))
                for seq, event in enumerate(step.events, start=step.first_seq)
            ],
        )
        if step.scorecard:
            self._save_scorecard(step, session)

    def _open_session(self, step: Step, session: str) -> None:
        started = step.events[0]
        assert isinstance(started, DrillStarted)
        at = step.at.isoformat()
        self._db.execute(
            "INSERT OR IGNORE INTO sessions"
            " (id, trainee, scenario, digest, started_at, updated_at, length)"
            " VALUES (?, ?, ?, ?, ?, ?, 0)",
            [session, step.trainee.id, started.scenario, started.digest, at, at],
        )

    def _save_scorecard(self, step: Step, session: str) -> None:
        card = step.scorecard
        assert card is not None
        self._db.execute(
            "INSERT INTO scorecards (session, trainee, scenario, digest, kind, outcome, total, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                session,
                step.trainee.id,
                card.scenario,
                card.digest,
                card.kind.value,
                card.outcome.value,
                card.total,
                step.at.isoformat(),
            ],
        )

    # --- drills -----------------------------------------------------------------------------

    def events(self, session: str) -> Sequence[Event]:
        rows = self._all("SELECT event_sealed FROM events WHERE session = ? ORDER BY seq", session)
        return [from_record(json.loads(self._vault.open(sealed))) for (sealed,) in rows]

    def keep_snapshot(self, scenario: Scenario) -> None:
        with self._db.atomic():
            self._db.execute(
                "INSERT OR IGNORE INTO snapshots (digest, body) VALUES (?, ?)",
                [scenario.digest, snapshot.to_json(scenario)],
            )

    def snapshot(self, digest: str) -> Scenario | None:
        row = self._one("SELECT body FROM snapshots WHERE digest = ?", digest)
        return snapshot.from_json(row[0]) if row else None

    def due(self, now: datetime) -> Sequence[Due]:
        rows = self._all(
            "SELECT trainees.address_sealed, sessions.id, sessions.length FROM sessions"
            " JOIN trainees ON trainees.drill = sessions.id"
            " WHERE sessions.silence_at <= ? ORDER BY sessions.silence_at",
            now.isoformat(),
        )
        return [Due(self._address(sealed), session, length) for sealed, session, length in rows]

    def rearm(self, now: datetime) -> None:
        overdue = self._all(
            "SELECT id, patience FROM sessions WHERE silence_at < ?", now.isoformat()
        )
        with self._db.atomic():
            self._db.conn.executemany(
                "UPDATE sessions SET silence_at = ? WHERE id = ?",
                [((now + timedelta(seconds=wait)).isoformat(), id_) for id_, wait in overdue],
            )

    def history(self, trainee: str) -> History:
        rows = self._all(
            "SELECT session, scenario, digest, kind, outcome, total, at FROM scorecards"
            " WHERE trainee = ? ORDER BY at, session",
            trainee,
        )
        return History(tuple(_past(*row) for row in rows))

    # --- replies ----------------------------------------------------------------------------

    def unsent(self, address: Address) -> Sequence[Unsent]:
        rows = self._all(
            "SELECT id, reply_sealed FROM outbox WHERE trainee = ? ORDER BY id",
            self._pseudonym(address),
        )
        return [Unsent(id_, _REPLY.validate_json(self._vault.open(sealed))) for id_, sealed in rows]

    def mark_sent(self, reply: int) -> None:
        with self._db.atomic():
            self._db.execute("DELETE FROM outbox WHERE id = ?", [reply])

    def waiting(self) -> Sequence[Address]:
        rows = self._all(
            "SELECT address_sealed FROM trainees WHERE id IN (SELECT trainee FROM outbox)"
        )
        return [self._address(sealed) for (sealed,) in rows]

    # --- small change -----------------------------------------------------------------------

    def _pseudonym(self, address: Address) -> str:
        return self._vault.pseudonym(address.channel, address.id)

    def _seal(self, value: dict[str, Any]) -> bytes:
        return self._vault.seal(json.dumps(value, ensure_ascii=False))

    def _address(self, sealed: bytes) -> Address:
        return Address(**json.loads(self._vault.open(sealed)))

    def _one(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._db.execute(sql, values).fetchone()
        return row

    def _all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self._db.execute(sql, values).fetchall()


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _past(
    session: str, scenario: str, digest: str, kind: str, outcome: str, total: int, at: str
) -> Past:
    return Past(session, scenario, digest, kind, outcome, total, datetime.fromisoformat(at))
