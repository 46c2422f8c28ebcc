"""Pictures wait in the outbox as words, and replies from before there were pictures still go."""

from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from bot.adapters.sqlite import SqliteStore, Vault
from bot.ports import Address, Bar, Picture, Reply, Step

HER = Address("telegram", "100200300")
AT = datetime(2026, 11, 22, tzinfo=UTC)
PICTURE = Picture(
    "ko", "점수표", "전화", "사기", "무사히", "81", (Bar("확인", 50), Bar("돈", None)), "쪽지"
)
OLD = '{"html": "<b>hi</b>", "buttons": [[{"label": "Yes", "data": "y"}]], "spoken": true}'


async def test_a_picture_comes_out_as_it_went_in(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "s.db", Vault(b"k" * 32))
    reply = Reply("words", picture=PICTURE)
    await store.save(HER, Step("m1", AT, await store.trainee(HER), replies=(reply,)))
    (unsent,) = await store.unsent(HER)
    assert unsent.reply == reply
    await store.close()


async def test_a_reply_of_an_older_program_is_still_sent(tmp_path: Path) -> None:
    vault = Vault(b"k" * 32)
    store = SqliteStore(tmp_path / "s.db", vault)
    await store.save(HER, Step("m1", AT, await store.trainee(HER), replies=(Reply("new"),)))
    db = Database(tmp_path / "s.db")
    with db.conn:
        db.execute("UPDATE outbox SET reply_sealed = ?", [vault.seal(OLD)])
    db.close()
    (unsent,) = await store.unsent(HER)
    assert unsent.reply
    assert (unsent.reply.html, unsent.reply.spoken, unsent.reply.picture) == (
        "<b>hi</b>",
        True,
        None,
    )
    await store.close()
