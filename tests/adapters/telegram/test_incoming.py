"""What an update means to us."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from bot.adapters.telegram.incoming import ALLOWED_UPDATES, asks_in_group, to_message
from bot.ports import Address, Attachment, Command, Content, Tap, Words
from tests.bot_api import updates

ANNA = updates.user(7, "ko")
HOME = updates.private(7)
ROOM = updates.group(-1007)
CHANNEL = {"id": -1009, "type": "channel", "title": "소식"}


def parsed(number: int = 1, **update: Any) -> Update:
    found = Update.de_json({"update_id": number, **update}, None)
    assert found is not None
    return found


def content_of(**update: Any) -> Content | None:
    message = to_message(parsed(**update))
    return message.content if message else None


def typed(text: str) -> Content | None:
    return content_of(message=updates.text(HOME, ANNA, text))


def attached(what: str, **more: Any) -> Content | None:
    message = updates.message(HOME, ANNA, **updates.ATTACHMENTS[what], **more)
    return content_of(message=message)


class TestWords:
    def test_a_line_is_taken_as_it_was_typed(self) -> None:
        assert typed(" 어느 부서의 누구십니까? ") == Words(" 어느 부서의 누구십니까? ")

    def test_the_longest_message_comes_whole(self) -> None:
        assert typed("가" * 4096) == Words("가" * 4096)

    def test_an_emoji_is_words(self) -> None:
        assert typed("😱") == Words("😱")

    def test_half_a_character_becomes_one_that_can_be_kept(self) -> None:
        assert typed("네 \ud83d") == Words("네 ?")
        assert typed("/start join-\udcf7") == Command("start", "join-?")

    def test_a_lone_slash_is_no_command(self) -> None:
        assert typed("/") == Words("/")


class TestCommands:
    def test_a_command_loses_its_slash(self) -> None:
        assert typed("/drill") == Command("drill")

    def test_a_command_may_name_the_bot(self) -> None:
        assert typed("/start@scamdrill_bot") == Command("start")

    def test_what_follows_a_command_is_kept(self) -> None:
        assert typed("/start@scamdrill_bot  room-12 ") == Command("start", "room-12")

    def test_capitals_do_not_matter(self) -> None:
        assert typed("/Stop") == Command("stop")

    def test_a_command_may_end_with_its_line(self) -> None:
        assert typed("/stop\n그만 하겠습니다") == Command("stop", "그만 하겠습니다")


class TestButtons:
    def test_a_tap_carries_its_data(self) -> None:
        assert content_of(callback_query=updates.tap(HOME, ANNA, "act:3:delays")) == Tap(
            "act:3:delays"
        )

    def test_a_tap_under_a_message_too_old_to_be_shown_counts(self) -> None:
        tap = updates.tap(HOME, ANNA, "stop")
        tap["message"] = {"chat": HOME, "message_id": 5, "date": 0}
        assert content_of(callback_query=tap) == Tap("stop")

    def test_a_tap_under_nothing_is_nobodys(self) -> None:
        tap = updates.tap(HOME, ANNA, "stop")
        del tap["message"]
        assert content_of(callback_query=tap) is None

    def test_a_game_button_has_no_data(self) -> None:
        tap = updates.tap(HOME, ANNA, "")
        del tap["data"]
        assert content_of(callback_query=tap) == Tap("")


class TestAttachments:
    @pytest.mark.parametrize("what", ["voice", "audio", "video_note"])
    def test_what_is_heard(self, what: str) -> None:
        assert attached(what) == Attachment("voice")

    @pytest.mark.parametrize("what", ["photo", "sticker", "location"])
    def test_what_is_seen(self, what: str) -> None:
        assert attached(what) == Attachment("picture")

    def test_a_document(self) -> None:
        assert attached("document") == Attachment("file")

    def test_a_caption_does_not_make_a_photo_words(self) -> None:
        assert attached("photo", caption="이것 보세요") == Attachment("picture")


class TestWho:
    def test_a_message_is_known_by_its_update(self) -> None:
        update = parsed(number=81, message=updates.text(HOME, ANNA, "네"))
        message = to_message(update)
        assert message is not None
        assert message.key == "telegram:81"
        assert message.sender == Address("telegram", "7")

    @pytest.mark.parametrize("language", ["ko", "en", "pt-br", None])
    def test_the_language_of_the_app_comes_along(self, language: str | None) -> None:
        update = parsed(message=updates.text(HOME, updates.user(7, language), "hi"))
        message = to_message(update)
        assert message is not None
        assert message.language == language


class TestNotForUs:
    def test_an_edited_reply_changes_nothing(self) -> None:
        assert content_of(edited_message=updates.text(HOME, ANNA, "아니요")) is None
        assert "edited_message" not in ALLOWED_UPDATES

    @pytest.mark.parametrize("text", ["/start", "여보세요"])
    def test_groups_are_not_answered_in_the_conversation(self, text: str) -> None:
        assert content_of(message=updates.text(ROOM, ANNA, text)) is None

    def test_a_tap_in_a_group_is_not_taken(self) -> None:
        assert content_of(callback_query=updates.tap(ROOM, ANNA, "stop")) is None

    @pytest.mark.parametrize("kind", ["channel_post", "edited_channel_post"])
    def test_a_channel_has_no_trainee(self, kind: str) -> None:
        assert content_of(**{kind: updates.text(CHANNEL, None, "/start")}) is None

    def test_a_message_without_a_person_is_nobodys(self) -> None:
        assert content_of(message=updates.text(HOME, None, "네")) is None

    def test_an_update_of_a_kind_yet_unknown(self) -> None:
        assert content_of(new_thing={"a": 1}) is None


class TestGroups:
    def test_a_command_in_a_group_asks_for_us(self) -> None:
        assert asks_in_group(parsed(message=updates.text(ROOM, ANNA, "/start@scamdrill_bot")))

    @pytest.mark.parametrize("text", ["여보세요", "3/4"])
    def test_talk_in_a_group_does_not(self, text: str) -> None:
        assert not asks_in_group(parsed(message=updates.text(ROOM, ANNA, text)))

    def test_a_photo_in_a_group_does_not(self) -> None:
        photo = updates.message(ROOM, ANNA, **updates.ATTACHMENTS["photo"])
        assert not asks_in_group(parsed(message=photo))

    def test_a_private_command_does_not(self) -> None:
        assert not asks_in_group(parsed(message=updates.text(HOME, ANNA, "/start")))


PEOPLE = st.fixed_dictionaries(
    {"id": st.integers(), "is_bot": st.booleans(), "first_name": st.text()},
    optional={"language_code": st.text()},
)
CHATS = st.fixed_dictionaries(
    {"id": st.integers(), "type": st.sampled_from(["private", "group", "channel"]) | st.text()},
    optional={"title": st.text()},
)
MESSAGES = st.fixed_dictionaries(
    {"message_id": st.integers(), "date": st.integers(0, 2**31 - 1), "chat": CHATS},
    optional={
        "from": PEOPLE,
        "text": st.text(),
        "caption": st.text(),
        "voice": st.just(updates.ATTACHMENTS["voice"]["voice"]),
        "photo": st.just(updates.ATTACHMENTS["photo"]["photo"]),
        "pinned_message": st.none(),
        "new_chat_title": st.text(),
    },
)
TAPS = st.fixed_dictionaries(
    {"id": st.text(), "from": PEOPLE, "chat_instance": st.text()},
    optional={"data": st.text(), "message": MESSAGES},
)
UPDATES = st.fixed_dictionaries(
    {"update_id": st.integers()},
    optional={
        "message": MESSAGES,
        "edited_message": MESSAGES,
        "channel_post": MESSAGES,
        "callback_query": TAPS,
        "something_new": st.dictionaries(st.text(), st.text()),
    },
)


@given(UPDATES)
def test_no_update_is_too_strange(update: dict[str, Any]) -> None:
    found = Update.de_json(update, None)
    assert found is not None
    message = to_message(found)
    assert message is None or message.sender.channel == "telegram"
    asks_in_group(found)
