"""Updates as Telegram writes them."""

import time
from itertools import count
from typing import Any

Json = dict[str, Any]

_numbers = count(1000)

ATTACHMENTS: dict[str, Json] = {
    "photo": {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]},
    "voice": {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 2}},
    "sticker": {
        "sticker": {
            "file_id": "s",
            "file_unique_id": "s",
            "type": "regular",
            "width": 9,
            "height": 9,
            "is_animated": False,
            "is_video": False,
        }
    },
    "document": {"document": {"file_id": "d", "file_unique_id": "d"}},
    "video_note": {
        "video_note": {"file_id": "n", "file_unique_id": "n", "length": 9, "duration": 2}
    },
    "audio": {"audio": {"file_id": "a", "file_unique_id": "a", "duration": 2}},
    "location": {"location": {"latitude": 39.0, "longitude": 125.7}},
}

BROKEN: tuple[Json, ...] = (
    {"message": "hello"},
    {"message": {"message_id": 1}},
    {"message": {"message_id": 1, "date": "x", "chat": []}},
    {"message": {"message_id": 1, "date": 1, "chat": {"id": [], "type": "private"}}},
    {"callback_query": {"id": 1, "from": {"first_name": "사람"}}},
)
"""What no Telegram writes, as far as is known: no library can read it."""


def user(id: int, language: str | None = "ko") -> Json:
    """A person; `language` is what their app is set to."""
    known = {"language_code": language} if language else {}
    return {"id": id, "is_bot": False, "first_name": "사람", **known}


def private(id: int) -> Json:
    return {"id": id, "type": "private", "first_name": "사람"}


def group(id: int) -> Json:
    return {"id": id, "type": "supergroup", "title": "모임"}


def message(chat: Json, sender: Json | None, **content: Any) -> Json:
    """A message in `chat`; a channel's posts have no `sender`."""
    who = {"from": sender} if sender else {}
    return {
        "message_id": next(_numbers),
        "date": int(time.time()),
        "chat": chat,
        **who,
        **content,
    }


def text(chat: Json, sender: Json | None, words: str) -> Json:
    """A message of words; a command carries the mark that Telegram puts on it."""
    if not words.startswith("/"):
        return message(chat, sender, text=words)
    length = len(words.split(maxsplit=1)[0])
    mark = {"type": "bot_command", "offset": 0, "length": length}
    return message(chat, sender, text=words, entities=[mark])


def tap(chat: Json, sender: Json, data: str, under: int = 1) -> Json:
    """A button pressed `under` the bot's message of this number."""
    return {
        "id": str(next(_numbers)),
        "from": sender,
        "chat_instance": "1",
        "data": data,
        "message": {"message_id": under, "date": int(time.time()), "chat": chat, "text": "…"},
    }
