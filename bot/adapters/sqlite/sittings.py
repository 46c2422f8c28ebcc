"""Reads and writes of sittings: one taking of the quiz each, with its events."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from sqlite_utils import Database

from bot.adapters.sqlite.vault import Vault, making_sense
from bot.core.learning.quiz import QuizEvent, QuizStarted
from bot.core.recording import from_quiz_record, to_quiz_record
from bot.errors import StoreFailed
from bot.ports import QuizStep, Sitting


class SittingTables:
    """Two tables of an open database file. Used from one thread only.

    What writes is called inside of a transaction.
    """

    def __init__(self, db: Database, vault: Vault) -> None:
        self._db = db
        self._vault = vault

    def save(self, trainee: str, step: QuizStep, at: datetime) -> None:
        """Continue a sitting by the events of a step."""
        if step.first_seq == 0:
            self._open(trainee, step, at)
        changed = self._db.execute(
            "UPDATE sittings SET updated_at = ?, length = ? WHERE id = ? AND length = ?",
            [at.isoformat(), step.first_seq + len(step.events), step.sitting, step.first_seq],
        )
        if not changed.rowcount:
            raise StoreFailed("This quiz was continued elsewhere; nothing was changed.")
        self._db.conn.executemany(
            "INSERT INTO sitting_events (sitting, seq, at, event_sealed) VALUES (?, ?, ?, ?)",
            [
                (step.sitting, seq, at.isoformat(), self._vault.seal(json.dumps(record)))
                for seq, record in enumerate(map(to_quiz_record, step.events), step.first_seq)
            ],
        )

    def _open(self, trainee: str, step: QuizStep, at: datetime) -> None:
        started = step.events[0]
        assert isinstance(started, QuizStarted)
        self._db.execute(
            "INSERT OR IGNORE INTO sittings (id, trainee, form, moment, started_at, updated_at,"
            " length) VALUES (?, ?, ?, ?, ?, ?, 0)",
            [step.sitting, trainee, started.form, started.moment, at.isoformat(), at.isoformat()],
        )

    def of(self, trainee: str) -> Sequence[Sitting]:
        """All sittings of a person, oldest first."""
        rows = self._db.execute(
            "SELECT id, started_at, updated_at FROM sittings WHERE trainee = ?"
            " ORDER BY started_at, id",
            [trainee],
        ).fetchall()
        return [_sitting(id_, self._events(id_), *times) for id_, *times in rows]

    def in_cohort(self, cohort: str) -> Mapping[str, Sequence[Sitting]]:
        """Those that each member began since they joined, oldest first."""
        rows = self._db.execute(
            "SELECT sittings.trainee, sittings.id, started_at, updated_at, event_sealed"
            " FROM members JOIN sittings ON sittings.trainee = members.trainee"
            " AND sittings.started_at >= members.joined_at"
            " JOIN sitting_events ON sitting_events.sitting = sittings.id"
            " WHERE members.cohort = ? ORDER BY sittings.started_at, sittings.id, seq",
            [cohort],
        )
        found: dict[str, list[Sitting]] = {}
        for (trainee, id_, *times), events in groupby(rows, key=itemgetter(0, 1, 2, 3)):
            read = [self._event(sealed) for *_, sealed in events]
            found.setdefault(trainee, []).append(_sitting(id_, read, *times))
        return found

    def _events(self, sitting: str) -> Sequence[QuizEvent]:
        rows = self._db.execute(
            "SELECT event_sealed FROM sitting_events WHERE sitting = ? ORDER BY seq", [sitting]
        )
        return [self._event(sealed) for (sealed,) in rows]

    def _event(self, sealed: bytes) -> QuizEvent:
        with making_sense():
            return from_quiz_record(json.loads(self._vault.open(sealed)))

    def forget(self, trainee: str) -> None:
        """Erase all of a person's."""
        self._erase("trainee = ?", trainee)

    def purge(self, before: datetime) -> None:
        """Erase what ended, or was left, before this time."""
        self._erase("updated_at < ?", before.isoformat())

    def _erase(self, where: str, value: str) -> None:
        chosen = f"(SELECT id FROM sittings WHERE {where})"  # noqa: S608 - `where` is ours
        self._db.execute(f"UPDATE trainees SET quiz = NULL WHERE quiz IN {chosen}", [value])  # noqa: S608
        self._db.execute(f"DELETE FROM sitting_events WHERE sitting IN {chosen}", [value])  # noqa: S608
        self._db.execute(f"DELETE FROM sittings WHERE {where}", [value])  # noqa: S608


def _sitting(id: str, events: Sequence[QuizEvent], started: str, at: str) -> Sitting:
    return Sitting(id, tuple(events), datetime.fromisoformat(started), datetime.fromisoformat(at))
