"""The beginning and the end: what this is, whether it is agreed to, in which language; erasing."""

from bot.conversation import buttons
from bot.conversation.aftermath import MENU
from bot.conversation.talk import Talk
from bot.ports import LONGEST_DATA, Button, Reply

LANGUAGE_NAMES = {"ko": "한국어", "en": "English"}


def welcome(talk: Talk, payload: str = "") -> Talk:
    """Say what this is and ask for consent, in plain words; a link they came by is kept in mind."""
    say = talk.words.gettext
    days = talk.tools.settings.retention_days
    rows = (
        (Button(say("Yes, I agree"), _with("consent:yes", payload)),),
        (Button(say("Yes, but without my words"), _with("consent:acts", payload)),),
        (Button(say("No, thank you"), "consent:no"),),
        tuple(
            Button(name, _with(f"lang:{code}", payload)) for code, name in LANGUAGE_NAMES.items()
        ),
    )
    return talk.saying(
        Reply(talk.page("welcome")), Reply(talk.page("consent", retention_days=days), rows)
    )


def _with(data: str, payload: str) -> str:
    """Button data that brings the payload back; one that is too long is dropped."""
    longer = f"{data}:{payload}" if payload else data
    return longer if len(longer.encode()) <= LONGEST_DATA else data


def choose_language(talk: Talk) -> Talk:
    row = tuple(buttons.language(name, code) for code, name in LANGUAGE_NAMES.items())
    return talk.saying(Reply("한국어 / English?", (row,)))


def ask_to_forget(talk: Talk) -> Talk:
    say = talk.words.gettext
    rows = ((Button(say("Erase everything"), "forget:yes"), Button(say("Keep it"), MENU)),)
    asked = say("Shall I erase everything that is kept about you? It cannot be undone.")
    return talk.saying(Reply(asked, rows))
