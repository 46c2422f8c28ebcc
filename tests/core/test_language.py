"""Prose in several languages."""

from bot.core.language import FALLBACK, LANGUAGES, Prose


def test_prose_speaks_the_language_it_is_asked_in() -> None:
    assert Prose({"ko": "네", "en": "Yes"})["ko"] == "네"


def test_a_language_that_is_missing_falls_back_to_english() -> None:
    assert Prose({"ko": "네", "en": "Yes"})["ja"] == "Yes"


def test_without_english_any_language_is_better_than_none() -> None:
    assert Prose({"ko": "네"})["en"] == "네"


def test_the_fallback_is_one_of_the_languages() -> None:
    assert FALLBACK in LANGUAGES
