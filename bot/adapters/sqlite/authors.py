"""Reads and writes of what belongs to authors: their duties, and the candidates they filed."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from pydantic import TypeAdapter
from sqlite_utils import Database

from bot.adapters.sqlite.vault import Vault, making_sense
from bot.core.consent import Keeps
from bot.ports import Address, Candidate, Duty, Holder

_CANDIDATE = TypeAdapter(Candidate)


class AuthorTables:
    """Two tables of an open database file. Used from one thread only."""

    def __init__(self, db: Database, vault: Vault) -> None:
        self._db = db
        self._vault = vault

    def duties(self, address: Address) -> frozenset[Duty]:
        sql = "SELECT duty FROM duties WHERE trainee = ?"
        return frozenset(Duty(duty) for (duty,) in self._db.execute(sql, [self._name(address)]))

    def give_duty(self, address: Address, duty: Duty) -> bool:
        sql = "INSERT OR IGNORE INTO duties (trainee, duty, address_sealed) VALUES (?, ?, ?)"
        sealed = self._vault.seal(json.dumps(asdict(address)))
        with self._db.atomic():
            return bool(self._db.execute(sql, [self._name(address), duty.value, sealed]).rowcount)

    def end_duty(self, address: Address, duty: Duty) -> bool:
        sql = "DELETE FROM duties WHERE trainee = ? AND duty = ?"
        with self._db.atomic():
            return bool(self._db.execute(sql, [self._name(address), duty.value]).rowcount)

    def holders(self) -> Sequence[Holder]:
        rows = self._db.execute("SELECT trainee, duty FROM duties ORDER BY trainee, duty")
        return [Holder(trainee, Duty(duty)) for trainee, duty in rows]

    def add_candidate(self, trainee: str, session: str, candidate: Candidate) -> bool:
        sealed = self._vault.seal(_CANDIDATE.dump_json(candidate).decode())
        with self._db.atomic():
            added = self._db.execute(
                "INSERT OR REPLACE INTO candidates (trainee, key, at, candidate_sealed)"
                " SELECT trainees.id, ?, ?, ? FROM trainees JOIN sessions ON trainee = trainees.id"
                " WHERE trainees.id = ? AND keeps = ? AND sessions.id = ?",
                [
                    *(candidate.key, candidate.at.isoformat(), sealed),
                    *(trainee, Keeps.REPLIES.value, session),
                ],
            )
            return bool(added.rowcount)

    def candidates(self) -> Sequence[Candidate]:
        rows = self._db.execute("SELECT candidate_sealed FROM candidates ORDER BY at, key")
        return [self._candidate(sealed) for (sealed,) in rows]

    def drop_candidate(self, candidate: Candidate) -> None:
        sql = "SELECT trainee, candidate_sealed FROM candidates WHERE key = ?"
        with self._db.atomic():
            for trainee, sealed in self._db.execute(sql, [candidate.key]).fetchall():
                if self._candidate(sealed) == candidate:
                    where = [trainee, candidate.key]
                    self._db.execute("DELETE FROM candidates WHERE trainee = ? AND key = ?", where)

    def forget(self, address: Address) -> None:
        """Erase both, inside of the transaction of the caller."""
        self._db.execute("DELETE FROM duties WHERE trainee = ?", [self._name(address)])
        self._db.execute("DELETE FROM candidates WHERE trainee = ?", [self._name(address)])

    def purge(self, before: datetime) -> None:
        """Erase old candidates, inside of the transaction of the caller."""
        self._db.execute("DELETE FROM candidates WHERE at < ?", [before.isoformat()])

    def _candidate(self, sealed: bytes) -> Candidate:
        with making_sense():
            return _CANDIDATE.validate_json(self._vault.open(sealed))

    def _name(self, address: Address) -> str:
        return self._vault.pseudonym(address.channel, address.id)
