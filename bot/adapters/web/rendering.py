"""Pages from templates; every value is escaped, the program's words come from gettext."""

from datetime import datetime, timedelta, timezone
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.core.language import LANGUAGES
from bot.presentation.pages import level_dots
from bot.presentation.words import words

TEMPLATES: Final = Path(__file__).parent / "templates"
STYLE: Final = (Path(__file__).parent / "files" / "style.css").read_text(encoding="utf-8")
STYLE_ADDRESS: Final = f"/style.css?{sha256(STYLE.encode()).hexdigest()[:8]}"

ZONE: Final = timezone(timedelta(hours=9))
"""Korea and Japan, where the trainings are."""


def render(template: str, language: str, /, **values: Any) -> str:
    """The page of this template in this language."""
    return _environment(language).get_template(f"{template}.html").render(**values)


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(words(language), newstyle=True)  # type: ignore[attr-defined]
    environment.globals |= {
        "language": language,
        "languages": LANGUAGES,
        "style": STYLE_ADDRESS,
    }
    environment.filters |= {"dots": level_dots, "day": _day, "minute": _minute}
    return environment


def _day(at: datetime) -> str:
    return at.astimezone(ZONE).strftime("%Y-%m-%d")


def _minute(at: datetime) -> str:
    return at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
