from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from components.envelope import LONGEST, Envelope, unpack
from components.normalise import HEAD, TAIL, has_words, normalise

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=600)  # lone surrogates too


@given(ANY_TEXT, st.sampled_from(["ko", "en", None]), st.none() | ANY_TEXT)
def test_an_envelope_comes_out_as_it_went_in(
    text: str, lang: str | None, context: str | None
) -> None:
    assert unpack(Envelope(text, lang, context).pack()) == Envelope(text, lang, context or None)


@given(ANY_TEXT)
def test_any_text_is_read_as_something(text: str) -> None:
    assert len(unpack(text).text) <= LONGEST


def test_what_is_no_envelope_is_a_bare_reply() -> None:
    for text in ("/restart", "{", '{"lang": "ko"}', '{"text": 3}', "[1]", "{" * 5000):
        assert unpack(text) == Envelope(text[:LONGEST])
    assert unpack(None) == Envelope("")


def test_a_reply_with_a_slash_is_only_a_reply() -> None:
    assert unpack(Envelope("/stop{}").pack()).text == "/stop{}"


def test_strange_fields_are_left_out() -> None:
    packed = json.dumps({"text": "네", "lang": "fr", "context": 7, "more": []})
    assert unpack(packed) == Envelope("네")


@given(ANY_TEXT)
def test_normalising_is_total_stable_and_short(text: str) -> None:
    clean = normalise(text)
    clean.encode("utf-8")
    assert len(clean) <= HEAD + TAIL + 3
    assert normalise(clean) == clean


def test_one_form_for_many() -> None:
    assert normalise("ㅋㅋㅋㅋㅋ 네에에에") == "ㅋㅋ 네에에"
    assert normalise("ＯＫ　네\u200b") == "OK 네"
    assert normalise("\u1102\u1166") == "네"
    assert normalise("a\ud800\x00b") == "a b"
    assert normalise("don’t") == "don't"


def test_emoji_and_marks_hold_no_words() -> None:
    assert not has_words(normalise("😀 ... !!"))
    assert has_words(normalise("ㅇㅇ"))
