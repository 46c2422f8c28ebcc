"""Pages from templates, in Telegram's small HTML, which the terminal renders too.

Values are escaped by Jinja2; what authors and trainees wrote is never a template.
"""

from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.core.vocabulary import Habit, Vocabulary
from bot.presentation.words import words

TEMPLATES: Final = Path(__file__).parent / "templates"

LEVELS: Final = 3
"""Scenarios go from 1 (mild) to 3 (intense)."""


def page(name: str, language: str, **values: Any) -> str:
    """The page `name` in this language, without blank lines at its ends."""
    return _environment(language).get_template(f"{name}.html").render(**values).strip()


def level_dots(level: int) -> str:
    """A scenario's level as filled and empty dots."""
    return "●" * level + "○" * (LEVELS - level)


def act_title(vocabulary: Vocabulary, act: str, language: str) -> str:
    """What an act or control is called."""
    known = vocabulary.acts.get(act)
    return known.title[language] if known else vocabulary.controls[act][language]


def habit_title(vocabulary: Vocabulary, habit: Habit, language: str) -> str:
    """What a habit is called."""
    return vocabulary.habits[habit][language]


@cache
def _environment(language: str) -> Environment:
    return environment(TEMPLATES, language)


def environment(templates: Path, language: str) -> Environment:
    """What renders the templates of a folder: values escaped, the program's words translated."""
    made = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(words(language), newstyle=True)  # type: ignore[attr-defined]
    made.globals["language"] = language
    made.filters["dots"] = level_dots
    return made
