"""The program's own words: all of them exist in Korean, and none lags behind."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from bot.core.language import LANGUAGES
from bot.presentation.words import LOCALE, words

ROOT = Path(__file__).parents[2]
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("say", "gettext", "_", "NotYours", "CannotDo")),
    "ngettext": (1, 2),
}

Msgid = str | tuple[str, ...]
DAYS = ("They are deleted after %(num)s day.", "They are deleted after %(num)s days.")


def extracted() -> Iterator[Msgid]:
    """Every message of the program, found as `make words` finds them."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    for _, _, msgid, _, _ in extract_from_dir(ROOT, methods, options, KEYWORDS):
        yield msgid


def catalogue(language: str) -> Catalog:
    with (LOCALE / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


MESSAGES = sorted(set(extracted()), key=str)
KOREAN = catalogue("ko")


def forms(text: Msgid | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def test_messages_are_found_in_code_and_in_templates() -> None:
    assert "📵 Hang up" in MESSAGES
    assert "Before we begin" in MESSAGES
    assert (
        "They are deleted after %(num)s day.",
        "They are deleted after %(num)s days.",
    ) in MESSAGES


@pytest.mark.parametrize("msgid", MESSAGES, ids=str)
def test_every_message_has_a_korean_translation(msgid: Msgid) -> None:
    found = KOREAN.get(forms(msgid)[0])
    assert found is not None
    assert not found.fuzzy
    assert all(forms(found.string))


@pytest.mark.parametrize("msgid", MESSAGES, ids=str)
def test_a_translation_has_the_same_holes_as_the_message(msgid: Msgid) -> None:
    found = KOREAN.get(forms(msgid)[0])
    assert found is not None
    holes = {one for form in forms(msgid) for one in re.findall(r"%\(\w+\)s|%(?!\()", form)}
    for form in forms(found.string):
        assert set(re.findall(r"%\(\w+\)s|%(?!\()", form)) == holes


def test_no_translation_is_left_over_from_a_message_that_is_gone() -> None:
    used = {forms(msgid)[0] for msgid in MESSAGES}
    assert [one.id for one in KOREAN if one.id and forms(one.id)[0] not in used] == []


@pytest.mark.parametrize("msgid", MESSAGES, ids=str)
def test_no_message_holds_html_of_its_own(msgid: Msgid) -> None:
    found = KOREAN.get(forms(msgid)[0])
    assert found is not None
    for form in (*forms(msgid), *forms(found.string)):
        assert not set("<>&") & set(form)


def test_korean_is_spoken_in_korean_and_english_in_english() -> None:
    assert words("ko").gettext("Back") == "뒤로"
    assert words("en").gettext("Back") == "Back"


def test_the_bot_keeps_to_one_level_of_politeness_in_korean() -> None:
    """Statements end in 니다; a button, which speaks for the trainee, has no full stop."""
    said = [form for one in KOREAN for form in forms(one.string) if form.endswith((".", ":"))]
    assert [form for form in said if re.search(r"(?<!세)요[.:]", form)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_are_counted_in_every_language(language: str) -> None:
    say = words(language).ngettext
    for number in (1, 2, 90):
        assert str(number) in say(*DAYS, number) % {"num": number}


def test_a_word_without_a_translation_stays_english() -> None:
    assert words("ko").gettext("no such message") == "no such message"


def test_commands_stay_commands_in_korean() -> None:
    for message in KOREAN:
        for form in forms(message.id) if message.id else ():
            translated = " ".join(forms(message.string))
            assert all(one in translated for one in re.findall(r"(?<!\w)/[a-z]+", form))
