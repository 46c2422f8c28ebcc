"""Reads and writes of the tables, synchronous, each write in one transaction."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from sqlite3 import OperationalError
from typing import Any

from pydantic import TypeAdapter

from bot.adapters.sqlite.addresses import addresses_in
from bot.adapters.sqlite.authors import AuthorTables
from bot.adapters.sqlite.cohorts import CohortTables
from bot.adapters.sqlite.drills import DrillTables
from bot.adapters.sqlite.integrity import check_column
from bot.adapters.sqlite.logins import LoginTables
from bot.adapters.sqlite.opening import open_database
from bot.adapters.sqlite.sittings import SittingTables
from bot.adapters.sqlite.vault import Vault, making_sense
from bot.adapters.sqlite.words import take_words
from bot.core.consent import Keeps
from bot.errors import Unreadable
from bot.ports import Address, Backlog, Reply, Step, Trainee, Unsent

KEYS_KEPT = timedelta(days=7)
"""Telegram offers an update again for a day; a week is safe."""

_REPLY = TypeAdapter(Reply)


class Tables:
    """An open database file. Used from one thread only."""

    def __init__(self, path: Path, vault: Vault, *, durable: bool = True) -> None:
        self._vault = vault
        self._db = open_database(path, durable=durable)
        self.authors = AuthorTables(self._db, vault)
        self.cohorts = CohortTables(self._db, vault)
        self.drills = DrillTables(self._db, vault)
        self.logins = LoginTables(self._db, vault)
        self.sittings = SittingTables(self._db, vault)
        self._check_key()

    def close(self) -> None:
        self._db.close()

    def _check_key(self) -> None:
        """With another key everybody would be a stranger, so it is better to stop at once."""
        check_column(self._db, self._vault, "trainees", "address_sealed")

    # --- people -----------------------------------------------------------------------------

    def trainee(self, address: Address) -> Trainee:
        id_ = self._pseudonym(address)
        row = self._one(
            "SELECT language, consented_at, drill, keeps, quiz, reminders, reminded_at"
            " FROM trainees WHERE id = ?",
            id_,
        )
        if row is None:
            return Trainee(id_)
        language, consented, drill, keeps, quiz, reminders, reminded = row
        return Trainee(
            id_,
            language,
            _moment(consented),
            drill,
            Keeps(keeps),
            quiz,
            bool(reminders),
            _moment(reminded),
        )

    def to_remind(self, before: datetime) -> Sequence[Address]:
        rows = self._all(
            "SELECT address_sealed FROM trainees WHERE consented_at IS NOT NULL AND reminders"
            " AND (reminded_at IS NULL OR reminded_at < ?)"
            " AND id IN (SELECT trainee FROM scorecards) ORDER BY id",
            before.isoformat(),
        )
        return addresses_in(self._vault, rows)

    def forget(self, address: Address) -> None:
        with self._db.atomic():
            self.drills.erase("trainee = ?", self._pseudonym(address))
            self.authors.forget(address)
            self.sittings.forget(self._pseudonym(address))
            self.cohorts.forget(self._pseudonym(address))
            self._db.execute("DELETE FROM outbox WHERE trainee = ?", [self._pseudonym(address)])
            self._db.execute("DELETE FROM trainees WHERE id = ?", [self._pseudonym(address)])
        self._empty_log()

    def purge(self, before: datetime) -> int:
        with self._db.atomic():
            erased = self.drills.erase("updated_at < ?", before.isoformat())
            self.authors.purge(before)
            self.sittings.purge(before)
            self.cohorts.purge(before)
            self._db.execute(
                "DELETE FROM trainees WHERE created_at < ?"
                " AND id NOT IN (SELECT trainee FROM sessions)"
                " AND id NOT IN (SELECT trainee FROM sittings)"
                " AND id NOT IN (SELECT trainee FROM outbox)"
                " AND id NOT IN (SELECT trainee FROM duties)"
                " AND id NOT IN (SELECT trainee FROM candidates)"
                " AND id NOT IN (SELECT trainee FROM members)",
                [before.isoformat()],
            )
            self._db.execute(
                "DELETE FROM snapshots WHERE digest NOT IN (SELECT digest FROM sessions)"
            )
        self._empty_log()
        return erased

    def _empty_log(self) -> None:
        """Move everything out of the write-ahead log, so that no old page lingers in it.

        Errors: sqlite3.OperationalError while somebody reads; erasing can be asked for again.
        """
        busy, *_ = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise OperationalError("database is locked")

    # --- steps ------------------------------------------------------------------------------

    def seen(self, key: str) -> bool:
        return self._one("SELECT 1 FROM seen WHERE key = ?", key) is not None

    def note(self, key: str, at: datetime) -> None:
        with self._db.atomic():
            sql = "INSERT OR IGNORE INTO seen (key, at) VALUES (?, ?)"
            self._db.execute(sql, [key, at.isoformat()])
            self._db.execute("DELETE FROM seen WHERE at < ?", [(at - KEYS_KEPT).isoformat()])

    def save(self, address: Address, step: Step) -> bool:
        with self._db.atomic():
            if self.seen(step.key):
                return False
            at = step.at.isoformat()
            keeps = step.trainee.keeps
            ends_words = keeps is Keeps.ACTS and self.trainee(address).keeps is Keeps.REPLIES
            self.note(step.key, step.at)
            self._save_trainee(address, step.trainee, at)
            if step.snapshot is not None:
                self.drills.keep_snapshot(step.snapshot)
            if step.session is not None:
                self.drills.save(step, step.session)
            if step.quiz is not None:
                self.sittings.save(step.trainee.id, step.quiz, step.at)
            if step.membership is not None:
                self.cohorts.change(step.trainee.id, step.membership, step.at)
            self._db.conn.executemany(
                "INSERT INTO outbox (trainee, reply_sealed, at) VALUES (?, ?, ?)",
                [(step.trainee.id, self._seal(asdict(reply)), at) for reply in step.replies],
            )
            if ends_words:
                take_words(self._db, self._vault, step.trainee.id)
        if ends_words:
            with suppress(OperationalError):  # the step is saved; the next purge empties it
                self._empty_log()
        return True

    def _save_trainee(self, address: Address, trainee: Trainee, at: str) -> None:
        known = {
            "language": trainee.language,
            "consented_at": trainee.consented.isoformat() if trainee.consented else None,
            "drill": trainee.drill,
            "keeps": trainee.keeps.value,
            "quiz": trainee.quiz,
            "reminders": trainee.reminders,
            "reminded_at": trainee.reminded.isoformat() if trainee.reminded else None,
        }
        changed = self._db.execute(
            "UPDATE trainees SET language = :language, consented_at = :consented_at,"
            " drill = :drill, keeps = :keeps, quiz = :quiz, reminders = :reminders,"
            " reminded_at = :reminded_at WHERE id = :id",
            {**known, "id": trainee.id},
        )
        if not changed.rowcount:
            self._db.execute(
                "INSERT INTO trainees (id, address_sealed, language, consented_at, drill, keeps,"
                " quiz, reminders, reminded_at, created_at) VALUES (:id, :address, :language,"
                " :consented_at, :drill, :keeps, :quiz, :reminders, :reminded_at, :at)",
                {**known, "id": trainee.id, "address": self._seal(asdict(address)), "at": at},
            )

    # --- replies ----------------------------------------------------------------------------

    def unsent(self, address: Address) -> Sequence[Unsent]:
        rows = self._all(
            "SELECT id, reply_sealed FROM outbox WHERE trainee = ? ORDER BY id",
            self._pseudonym(address),
        )
        return [Unsent(id_, self._reply(sealed)) for id_, sealed in rows]

    def mark_sent(self, reply: int, now: datetime) -> None:
        with self._db.atomic():
            row = self._one(
                "SELECT drill FROM trainees JOIN outbox ON outbox.trainee = trainees.id"
                " WHERE outbox.id = ?",
                reply,
            )
            self._db.execute("DELETE FROM outbox WHERE id = ?", [reply])
            if row and row[0]:
                self.drills.rearm(now, row[0])

    def backlog(self) -> Backlog:
        (count, oldest) = self._all("SELECT count(*), min(at) FROM outbox")[0]
        return Backlog(count, _moment(oldest))

    def waiting(self) -> Sequence[Address]:
        rows = self._all(
            "SELECT address_sealed FROM trainees WHERE id IN (SELECT trainee FROM outbox)"
        )
        return addresses_in(self._vault, rows)

    def _reply(self, sealed: bytes) -> Reply | None:
        try:
            with making_sense():
                return _REPLY.validate_json(self._vault.open(sealed))
        except Unreadable:
            return None

    # --- small change -----------------------------------------------------------------------

    def _pseudonym(self, address: Address) -> str:
        return self._vault.pseudonym(address.channel, address.id)

    def _seal(self, value: dict[str, Any]) -> bytes:
        return self._vault.seal(json.dumps(value, ensure_ascii=False))

    def _one(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._db.execute(sql, values).fetchone()
        return row

    def _all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self._db.execute(sql, values).fetchall()


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
