"""Reads and writes of drills: sessions, their events, and the read models made of them."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from bot.adapters.sqlite.addresses import address_in
from bot.adapters.sqlite.cohorts import member_of
from bot.adapters.sqlite.vault import Vault, making_sense
from bot.core import snapshot
from bot.core.events import By, DrillStarted, Event, Judged, Role
from bot.core.practice import Practised, ScoredReply
from bot.core.recording import from_record, to_record
from bot.core.scenario import Outcome, Scenario
from bot.core.scoring import Scorecard
from bot.core.transcript import Turn
from bot.core.vocabulary import Habit, Kind
from bot.errors import StoreFailed
from bot.ports import Due, History, Member, Past, Step

_JUDGED = (
    "EXISTS (SELECT 1 FROM replies WHERE replies.session = scorecards.session"
    " AND acts IS NOT NULL) AS judged"
)


class DrillTables:
    """Some tables of an open database file. Used from one thread only.

    Those that write and have no transaction of their own are called inside of one.
    """

    def __init__(self, db: Database, vault: Vault) -> None:
        self._db = db
        self._vault = vault

    def save(self, step: Step, session: str) -> None:
        """Continue the step's session by its events, inside of the transaction of the caller."""
        if step.first_seq == 0:
            self._open(step, session)
        silence = step.silence.isoformat() if step.silence else None
        patience = (step.silence - step.at).total_seconds() if step.silence else None
        self._append(session, step.first_seq, step.events, step.at)
        self._db.execute(
            "UPDATE sessions SET silence_at = ?, patience = ? WHERE id = ?",
            [silence, patience, session],
        )
        if step.scorecard:
            self._save_scorecard(session, step.trainee.id, step.scorecard, step.at)

    def _open(self, step: Step, session: str) -> None:
        started = step.events[0]
        assert isinstance(started, DrillStarted)
        at = step.at.isoformat()
        self._db.execute(
            "INSERT OR IGNORE INTO sessions"
            " (id, trainee, scenario, digest, role, started_at, updated_at, length)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
            [session, step.trainee.id, started.scenario, started.digest, started.role, at, at],
        )

    def _append(self, session: str, first_seq: int, events: Sequence[Event], at: datetime) -> None:
        changed = self._db.execute(
            "UPDATE sessions SET updated_at = ?, length = ? WHERE id = ? AND length = ?",
            [at.isoformat(), first_seq + len(events), session, first_seq],
        )
        if not changed.rowcount:
            raise StoreFailed("This drill was continued elsewhere; nothing was changed.")
        self._db.conn.executemany(
            "INSERT INTO events (session, seq, at, event_sealed) VALUES (?, ?, ?, ?)",
            [
                (session, seq, at.isoformat(), self._seal(event))
                for seq, event in enumerate(events, start=first_seq)
            ],
        )

    def _save_scorecard(self, session: str, trainee: str, card: Scorecard, at: datetime) -> None:
        shown = {one.habit.value: one.percent for one in card.habits if one.percent is not None}
        self._db.table("scorecards").insert(
            {
                "session": session,
                "trainee": trainee,
                "scenario": card.scenario,
                "digest": card.digest,
                "setting": card.setting,
                "kind": card.kind.value,
                "ending": card.ending,
                "outcome": card.outcome.value,
                "total": card.total,
                "habits": json.dumps(shown),
                "at": at.isoformat(),
            },
            replace=True,
        )
        self._db.table("replies").upsert_all(
            [_scored_row(session, turn, at) for turn in card.transcript.turns],
            pk=("session", "turn"),
        )

    def judge(self, session: str, judged: Judged, card: Scorecard, at: datetime) -> None:
        """Append the verdict and renew what is made of the events; `at` of the drill stays."""
        with self._db.atomic():
            length = self._value("SELECT length FROM sessions WHERE id = ?", session)
            ended = self._value("SELECT at FROM scorecards WHERE session = ?", session)
            trainee = self._value("SELECT trainee FROM scorecards WHERE session = ?", session)
            if length is None or ended is None:
                raise StoreFailed("This drill is not kept any more; nothing was changed.")
            updated = self._value("SELECT updated_at FROM sessions WHERE id = ?", session)
            self._append(session, length, [judged], at)
            self._db.execute(  # a verdict does not make a drill live longer
                "UPDATE sessions SET updated_at = ? WHERE id = ?", [updated, session]
            )
            self._save_scorecard(session, trainee, card, datetime.fromisoformat(ended))

    def events(self, session: str) -> Sequence[Event]:
        rows = self._db.execute(
            "SELECT event_sealed FROM events WHERE session = ? ORDER BY seq", [session]
        )
        with making_sense():
            return [from_record(json.loads(self._vault.open(sealed))) for (sealed,) in rows]

    def keep_snapshot(self, scenario: Scenario) -> None:
        """Keep a scenario under its digest, inside of the transaction of the caller.

        One that is kept and was damaged is mended.
        """
        self._db.execute(
            "INSERT INTO snapshots (digest, body) VALUES (?, ?) ON CONFLICT (digest)"
            " DO UPDATE SET body = excluded.body WHERE body != excluded.body",
            [scenario.digest, snapshot.to_json(scenario)],
        )

    def snapshot(self, digest: str) -> Scenario | None:
        body = self._value("SELECT body FROM snapshots WHERE digest = ?", digest)
        with making_sense():
            return snapshot.from_json(body) if body else None

    def due(self, now: datetime) -> Sequence[Due]:
        rows = self._db.execute(
            "SELECT trainees.address_sealed, sessions.id, sessions.length FROM sessions"
            " JOIN trainees ON trainees.drill = sessions.id"
            " WHERE sessions.silence_at <= ?"
            " AND trainees.id NOT IN (SELECT trainee FROM outbox) ORDER BY sessions.silence_at",
            [now.isoformat()],
        ).fetchall()
        return [due for row in rows if (due := self._due(*row))]

    def _due(self, sealed: bytes, session: str, length: int) -> Due | None:
        """One whose person cannot be told any more is switched off."""
        if address := address_in(self._vault, sealed):
            return Due(address, session, length)
        with self._db.atomic():
            self._db.execute("UPDATE sessions SET silence_at = NULL WHERE id = ?", [session])
        return None

    def rearm(self, now: datetime, session: str | None = None) -> None:
        which = "" if session is None else "AND sessions.id = ?"
        with self._db.atomic():
            running = self._db.execute(
                "SELECT sessions.id, patience FROM sessions"  # noqa: S608 - `which` is ours
                " JOIN trainees ON trainees.drill = sessions.id"
                f" WHERE silence_at IS NOT NULL {which}",
                [] if session is None else [session],
            ).fetchall()
            self._db.conn.executemany(
                "UPDATE sessions SET silence_at = ? WHERE id = ?",
                [((now + timedelta(seconds=wait)).isoformat(), id_) for id_, wait in running],
            )

    def history(self, trainee: str) -> History:
        rows = self._db.query(
            f"SELECT session, scenario, digest, kind, outcome, total, at, {_JUDGED}"  # noqa: S608
            " FROM scorecards WHERE trainee = ? ORDER BY at, session",
            [trainee],
        )
        return History(tuple(_past(row) for row in rows))

    def practised(self, cohort: str, trainee: str | None = None) -> Sequence[Practised]:
        """The drills that a cohort's facilitator may see; those of one member where it is given."""
        whose = "AND visible.trainee = ?" if trainee else ""
        rows = self._db.query(
            f"SELECT scorecards.*, visible.role, {_JUDGED}"  # noqa: S608
            " FROM visible JOIN scorecards ON scorecards.session = visible.session"
            f" WHERE visible.cohort = ? {whose} ORDER BY scorecards.at, scorecards.session",
            [cohort, *([trainee] if trainee else [])],
        )
        return [_practised(row) for row in rows]

    def scored(self, cohort: str) -> Sequence[ScoredReply]:
        rows = self._db.query(
            "SELECT replies.*, visible.trainee FROM visible"
            " JOIN replies ON replies.session = visible.session"
            " WHERE visible.cohort = ? ORDER BY confidence, replies.session, turn",
            [cohort],
        )
        return [_scored(row) for row in rows]

    def state(self, cohort: str) -> str:
        members = self._db.execute(
            "SELECT COUNT(*), MAX(joined_at) FROM members WHERE cohort = ?", [cohort]
        ).fetchone()
        drills = self._db.execute(  # a verdict makes a drill longer
            "SELECT COUNT(*), SUM(sessions.length), MAX(sessions.updated_at) FROM members"
            " JOIN sessions ON sessions.trainee = members.trainee WHERE cohort = ?",
            [cohort],
        ).fetchone()
        quizzes = self._db.execute(
            "SELECT COUNT(*), SUM(sittings.length) FROM members"
            " JOIN sittings ON sittings.trainee = members.trainee WHERE cohort = ?",
            [cohort],
        ).fetchone()
        return json.dumps((members, drills, quizzes))

    def unjudged(
        self, facilitator: str, skip: int, most: int
    ) -> Sequence[tuple[Member, ScoredReply]]:
        rows = self._db.query(
            "SELECT replies.*, members.* FROM replies INDEXED BY replies_unjudged"
            " JOIN sessions ON sessions.id = replies.session"
            " JOIN members ON members.trainee = sessions.trainee"
            " AND sessions.started_at >= members.joined_at"
            " JOIN cohorts ON cohorts.id = members.cohort AND cohorts.facilitator = ?"
            " WHERE replies.acts IS NULL AND replies.by = 'words'"
            " ORDER BY replies.confidence, replies.session, replies.turn LIMIT ? OFFSET ?",
            [facilitator, most, skip],
        )
        return [(member_of(row), _scored(row)) for row in rows]

    def erase(self, where: str, value: str) -> int:
        """Erase the sessions of this condition with all of theirs; how many there were."""
        chosen = f"(SELECT id FROM sessions WHERE {where})"  # noqa: S608 - `where` is ours
        self._db.execute(f"UPDATE trainees SET drill = NULL WHERE drill IN {chosen}", [value])  # noqa: S608
        for table in ("events", "scorecards", "replies", "looks"):
            self._db.execute(f"DELETE FROM {table} WHERE session IN {chosen}", [value])  # noqa: S608
        return self._db.execute(f"DELETE FROM sessions WHERE {where}", [value]).rowcount  # noqa: S608

    def _seal(self, event: Event) -> bytes:
        return self._vault.seal(json.dumps(to_record(event), ensure_ascii=False))

    def _value(self, sql: str, *values: object) -> Any:
        row = self._db.execute(sql, values).fetchone()
        return row[0] if row else None


def _scored_row(session: str, turn: Turn, at: datetime) -> dict[str, object]:
    acts = None if turn.judged is None else json.dumps(sorted(turn.judged.acts))
    return {
        "session": session,
        "turn": turn.number,
        "by": turn.by.value,
        "confidence": min((one.confidence for one in turn.read), default=0.0),
        "read": json.dumps(sorted(one.act for one in turn.read)),
        "acts": acts,
        "at": at.isoformat(),
    }


def _past(row: dict[str, Any]) -> Past:
    at, judged = datetime.fromisoformat(row.pop("at")), bool(row.pop("judged"))
    return Past(**row, at=at, judged=judged)


def _practised(row: dict[str, Any]) -> Practised:
    return Practised(
        session=row["session"],
        trainee=row["trainee"],
        scenario=row["scenario"],
        digest=row["digest"],
        setting=row["setting"],
        kind=Kind(row["kind"]),
        role=Role(row["role"]),
        ending=row["ending"],
        outcome=Outcome(row["outcome"]),
        total=row["total"],
        habits={Habit(name): percent for name, percent in json.loads(row["habits"]).items()},
        at=datetime.fromisoformat(row["at"]),
        judged=bool(row["judged"]),
    )


def _scored(row: dict[str, Any]) -> ScoredReply:
    acts = row["acts"]
    return ScoredReply(
        session=row["session"],
        trainee=row["trainee"],
        turn=row["turn"],
        by=By(row["by"]),
        confidence=row["confidence"],
        read=frozenset(json.loads(row["read"])),
        acts=None if acts is None else frozenset(json.loads(acts)),
        at=datetime.fromisoformat(row["at"]),
    )
