"""The tables, as migrations: a file of any released version is brought forward when opened.

Sealed columns are encrypted; the others hold made-up names, times, counts and scenario ids.
"""

from sqlite_utils import Database, Migrations

migrations = Migrations("scamdrill")


@migrations()
def m001_first_tables(db: Database) -> None:
    db.table("trainees").create(
        {
            "id": str,
            "address_sealed": bytes,
            "language": str,
            "consented_at": str,
            "drill": str,
            "created_at": str,
        },
        pk="id",
    )
    db.table("snapshots").create({"digest": str, "body": str}, pk="digest")
    db.table("sessions").create(
        {
            "id": str,
            "trainee": str,
            "scenario": str,
            "digest": str,
            "started_at": str,
            "updated_at": str,
            "length": int,
            "silence_at": str,
            "patience": float,
        },
        pk="id",
        foreign_keys=[("trainee", "trainees", "id")],
    )
    db.table("sessions").create_index(["trainee"])
    db.table("sessions").create_index(["silence_at"])
    db.table("events").create(
        {"session": str, "seq": int, "at": str, "event_sealed": bytes},
        pk=("session", "seq"),
        foreign_keys=[("session", "sessions", "id")],
    )
    db.table("scorecards").create(
        {
            "session": str,
            "trainee": str,
            "scenario": str,
            "digest": str,
            "kind": str,
            "outcome": str,
            "total": int,
            "at": str,
        },
        pk="session",
        foreign_keys=[("trainee", "trainees", "id")],
    )
    db.table("scorecards").create_index(["trainee"])
    db.execute(
        "CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT,"
        " trainee TEXT NOT NULL REFERENCES trainees(id), reply_sealed BLOB NOT NULL)"
    )
    db.table("outbox").create_index(["trainee"])
    db.table("seen").create({"key": str, "at": str}, pk="key")
    db.table("seen").create_index(["at"])


@migrations()
def m002_duties_and_candidates(db: Database) -> None:
    """Without a link to `trainees`: a duty can be given to somebody who never wrote."""
    db.table("duties").create({"trainee": str, "duty": str}, pk=("trainee", "duty"))
    db.table("candidates").create(
        {"trainee": str, "key": str, "at": str, "candidate_sealed": bytes}, pk=("trainee", "key")
    )
    db.table("candidates").create_index(["at"])
