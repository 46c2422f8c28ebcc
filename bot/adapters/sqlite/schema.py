"""The tables, as migrations: a file of any released version is brought forward when opened.

Columns that end in `_sealed` are encrypted; the others hold made-up names, times, counts and
scenario ids. A table with made-up names of people who may have no row in `trainees` needs their
`address_sealed`, so that they can be given new ones with a new key (`rotation.py`).
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


@migrations()
def m003_cohorts(db: Database) -> None:
    """Groups and their facilitators; `replies` and the new columns of `scorecards` are read models.

    Their truth are the events. Drills that ended before have no rows there and no habits.
    """
    db.execute("ALTER TABLE trainees ADD COLUMN keeps TEXT NOT NULL DEFAULT 'replies'")
    db.execute("ALTER TABLE sessions ADD COLUMN role TEXT NOT NULL DEFAULT 'called'")
    for column, default in (("setting", ""), ("ending", ""), ("habits", "{}")):
        db.execute(f"ALTER TABLE scorecards ADD COLUMN {column} TEXT NOT NULL DEFAULT '{default}'")
    db.table("cohorts").create(
        {
            "id": str,
            "name_sealed": bytes,
            "facilitator": str,
            "created_at": str,
            "synthetic": int,
        },
        pk="id",
    )
    db.table("cohorts").create_index(["facilitator"])
    db.table("offers").create({"token": str, "cohort": str, "duty": str, "until": str}, pk="token")
    db.table("members").create(
        {"cohort": str, "trainee": str, "number": int, "joined_at": str}, pk=("cohort", "trainee")
    )
    db.table("members").create_index(["trainee"])
    db.execute(  # of somebody's drills, those that they took as a member of the cohort
        "CREATE VIEW visible AS SELECT members.cohort, sessions.id AS session, sessions.trainee,"
        " sessions.role FROM sessions JOIN members ON members.trainee = sessions.trainee"
        " WHERE sessions.started_at >= members.joined_at"
    )
    db.table("replies").create(
        {
            "session": str,
            "turn": int,
            "by": str,
            "confidence": float,
            "read": str,
            "acts": str,
            "at": str,
        },
        pk=("session", "turn"),
        foreign_keys=[("session", "sessions", "id")],
    )
    db.table("looks").create(
        {
            "facilitator": str,
            "cohort": str,
            "trainee": str,
            "what": str,
            "session": str,
            "at": str,
        }
    )
    db.table("looks").create_index(["trainee"])
    db.table("logins").create({"token": str, "facilitator": str, "until": str}, pk="token")
    db.table("web_sessions").create(
        {"token": str, "facilitator": str, "form_key_sealed": bytes, "until": str}, pk="token"
    )


@migrations()
def m004_addresses_and_times(db: Database) -> None:
    """What a new key needs to know of people with a duty, and since when a reply waits."""
    db.execute("ALTER TABLE duties ADD COLUMN address_sealed BLOB")
    db.execute(
        "UPDATE duties SET address_sealed ="
        " (SELECT address_sealed FROM trainees WHERE trainees.id = duties.trainee)"
    )
    db.execute("ALTER TABLE outbox ADD COLUMN at TEXT")


@migrations()
def m005_unjudged_replies(db: Database) -> None:
    """The inbox reads the least sure replies first, however many there are."""
    db.execute(
        "CREATE INDEX replies_unjudged ON replies (confidence, session, turn)"
        " WHERE acts IS NULL AND by = 'words'"
    )


@migrations()
def m006_sittings(db: Database) -> None:
    """The quiz, and the wish to be reminded."""
    db.execute("ALTER TABLE trainees ADD COLUMN quiz TEXT")
    db.execute("ALTER TABLE trainees ADD COLUMN reminders INTEGER NOT NULL DEFAULT 1")
    db.execute("ALTER TABLE trainees ADD COLUMN reminded_at TEXT")
    db.table("sittings").create(
        {
            "id": str,
            "trainee": str,
            "form": str,
            "moment": str,
            "started_at": str,
            "updated_at": str,
            "length": int,
        },
        pk="id",
        foreign_keys=[("trainee", "trainees", "id")],
    )
    db.table("sittings").create_index(["trainee"])
    db.table("sitting_events").create(
        {"sitting": str, "seq": int, "at": str, "event_sealed": bytes},
        pk=("sitting", "seq"),
        foreign_keys=[("sitting", "sittings", "id")],
    )


@migrations()
def m007_who_took_a_duty(db: Database) -> None:
    """A link that was taken up stays known to whoever took it: their tap may come a second time.

    And of a group the last number that was given out: a made-up name means one person for good.
    """
    db.execute("ALTER TABLE offers ADD COLUMN taken_by TEXT")
    db.execute("ALTER TABLE cohorts ADD COLUMN last_number INTEGER NOT NULL DEFAULT 0")
    db.execute(
        "UPDATE cohorts SET last_number ="
        " (SELECT COALESCE(MAX(number), 0) FROM members WHERE cohort = cohorts.id)"
    )
