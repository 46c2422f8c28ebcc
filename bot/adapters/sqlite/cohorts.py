"""Reads and writes of cohorts: links into them, who is in them, and who looked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from bot.adapters.sqlite.vault import Vault
from bot.ports import (
    Cohort,
    CohortOffer,
    Duty,
    DutyOffer,
    Joins,
    Leaves,
    Look,
    Looked,
    Member,
    Offer,
)


class CohortTables:
    """Some tables of an open database file. Used from one thread only."""

    def __init__(self, db: Database, vault: Vault) -> None:
        self._db = db
        self._vault = vault

    def add(self, cohort: Cohort) -> None:
        with self._db.atomic():
            self._db.execute(
                "INSERT OR IGNORE INTO cohorts"
                " (id, name_sealed, facilitator, created_at, synthetic) VALUES (?, ?, ?, ?, ?)",
                [
                    cohort.id,
                    self._vault.seal(cohort.name),
                    cohort.facilitator,
                    cohort.created.isoformat(),
                    cohort.synthetic,
                ],
            )

    def end(self, id_: str) -> None:
        with self._db.atomic():
            self._erase(id_)

    def cohorts(self, facilitator: str) -> Sequence[Cohort]:
        rows = self._db.query(
            "SELECT * FROM cohorts WHERE facilitator = ? ORDER BY created_at DESC, id",
            [facilitator],
        )
        return [self._cohort(row) for row in rows]

    def cohort(self, id_: str) -> Cohort | None:
        rows = self._db.query("SELECT * FROM cohorts WHERE id = ?", [id_])
        return next((self._cohort(row) for row in rows), None)

    def offer(self, token: str, offer: Offer, until: datetime) -> None:
        match offer:
            case CohortOffer(cohort=cohort):
                what = {"cohort": cohort, "duty": None}
            case DutyOffer(duty=duty):
                what = {"cohort": None, "duty": duty.value}
        row = {"token": self._hidden(token), "until": until.isoformat(), **what}
        with self._db.atomic():
            self._db.table("offers").insert(row)

    def offered(self, token: str, now: datetime) -> Offer | None:
        row = self._db.execute(
            "SELECT cohort, duty FROM offers WHERE token = ? AND until > ? AND taken_by IS NULL",
            [self._hidden(token), now.isoformat()],
        ).fetchone()
        if row is None:
            return None
        cohort, duty = row
        return CohortOffer(cohort) if cohort else DutyOffer(Duty(duty))

    def take_duty(self, token: str, trainee: str, now: datetime) -> Duty | None:
        with self._db.atomic():
            match self.offered(token, now):
                case DutyOffer(duty=duty):
                    self._db.execute(
                        "UPDATE offers SET taken_by = ? WHERE token = ?",
                        [trainee, self._hidden(token)],
                    )
                    self._db.execute(
                        "INSERT OR IGNORE INTO duties (trainee, duty) VALUES (?, ?)",
                        [trainee, duty.value],
                    )
                    return duty
        return self._taken(token, trainee, now)

    def _taken(self, token: str, trainee: str, now: datetime) -> Duty | None:
        """The duty that this person took up by the token and still has."""
        row = self._db.execute(
            "SELECT duty FROM offers JOIN duties USING (duty)"
            " WHERE token = ? AND until > ? AND taken_by = ? AND trainee = taken_by",
            [self._hidden(token), now.isoformat(), trainee],
        ).fetchone()
        return Duty(row[0]) if row else None

    def revoke(self, cohort: str) -> int:
        with self._db.atomic():
            return self._db.execute("DELETE FROM offers WHERE cohort = ?", [cohort]).rowcount

    def change(self, trainee: str, membership: Joins | Leaves, at: datetime) -> None:
        """Enter or leave, inside of the transaction of the caller."""
        match membership:
            case Joins(cohort=cohort):
                self._join(trainee, cohort, at)
            case Leaves(cohort=cohort):
                self._db.execute(
                    "DELETE FROM members WHERE cohort = ? AND trainee = ?", [cohort, trainee]
                )

    def _join(self, trainee: str, cohort: str, at: datetime) -> None:
        """Give a new member a number that nobody in the cohort ever had."""
        counted = self._db.execute(
            "UPDATE cohorts SET last_number = last_number + 1 WHERE id = ?"
            " AND NOT EXISTS (SELECT 1 FROM members WHERE cohort = cohorts.id AND trainee = ?)",
            [cohort, trainee],
        )
        if counted.rowcount:
            self._db.execute(
                "INSERT INTO members (cohort, trainee, number, joined_at)"
                " SELECT id, ?, last_number, ? FROM cohorts WHERE id = ?",
                [trainee, at.isoformat(), cohort],
            )

    def members(self, cohort: str) -> Sequence[Member]:
        sql = "SELECT * FROM members WHERE cohort = ? ORDER BY number"
        return [member_of(row) for row in self._db.query(sql, [cohort])]

    def memberships(self, trainee: str) -> Sequence[Member]:
        sql = "SELECT * FROM members WHERE trainee = ? ORDER BY joined_at, cohort"
        return [member_of(row) for row in self._db.query(sql, [trainee])]

    def add_look(self, look: Look) -> None:
        with self._db.atomic():
            self._db.execute(
                "INSERT INTO looks (facilitator, cohort, trainee, what, session, at)"
                " SELECT ?, ?, id, ?, ?, ? FROM trainees WHERE id = ?",
                [
                    *(look.facilitator, look.cohort, look.what.value, look.session),
                    *(look.at.isoformat(), look.trainee),
                ],
            )

    def looks(self, trainee: str) -> Sequence[Look]:
        sql = "SELECT * FROM looks WHERE trainee = ? ORDER BY at DESC, rowid DESC"
        return [_look(row) for row in self._db.query(sql, [trainee])]

    def forget(self, person: str) -> None:
        """Erase a person, and the cohorts that they ran, inside of the caller's transaction."""
        for cohort in self.cohorts(person):
            self._erase(cohort.id)
        for table, column in (
            ("members", "trainee"),
            ("looks", "trainee"),
            ("looks", "facilitator"),
            ("logins", "facilitator"),
            ("web_sessions", "facilitator"),
            ("offers", "taken_by"),
        ):
            self._db.execute(f"DELETE FROM {table} WHERE {column} = ?", [person])  # noqa: S608

    def purge(self, before: datetime) -> None:
        """Erase old looks, links that ran out, and groups that are over.

        Called after drills and sittings were purged, inside of the transaction of the caller.
        Members who joined before this time and have neither leave; a group that was founded before
        and has neither members nor any link that was open since ends.
        """
        old = [before.isoformat()]
        self._db.execute("DELETE FROM looks WHERE at < ?", old)
        for table in ("offers", "logins", "web_sessions"):
            self._db.execute(f"DELETE FROM {table} WHERE until < ?", old)  # noqa: S608
        self._db.execute(
            "DELETE FROM members WHERE joined_at < ?"
            " AND trainee NOT IN (SELECT trainee FROM sessions)"
            " AND trainee NOT IN (SELECT trainee FROM sittings)",
            old,
        )
        self._db.execute(
            "DELETE FROM cohorts WHERE created_at < ?"
            " AND id NOT IN (SELECT cohort FROM members)"
            " AND id NOT IN (SELECT cohort FROM offers WHERE cohort IS NOT NULL)",
            old,
        )

    def _erase(self, cohort: str) -> None:
        self._db.execute("DELETE FROM cohorts WHERE id = ?", [cohort])
        self._db.execute("DELETE FROM members WHERE cohort = ?", [cohort])
        self._db.execute("DELETE FROM offers WHERE cohort = ?", [cohort])

    def _hidden(self, token: str) -> str:
        return self._vault.pseudonym("offer", token)

    def _cohort(self, row: dict[str, Any]) -> Cohort:
        return Cohort(
            row["id"],
            self._vault.open(row["name_sealed"]),
            row["facilitator"],
            datetime.fromisoformat(row["created_at"]),
            bool(row["synthetic"]),
        )


def member_of(row: dict[str, Any]) -> Member:
    """The member that a row of `members` stands for."""
    joined = datetime.fromisoformat(row["joined_at"])
    return Member(row["cohort"], row["trainee"], row["number"], joined)


def _look(row: dict[str, Any]) -> Look:
    return Look(
        row["facilitator"],
        row["cohort"],
        row["trainee"],
        Looked(row["what"]),
        datetime.fromisoformat(row["at"]),
        row["session"],
    )
