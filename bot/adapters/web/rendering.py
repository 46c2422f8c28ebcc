"""Pages from templates; every value is escaped, the program's words come from gettext."""

from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment

from bot.core.language import LANGUAGES
from bot.presentation.days import ZONE
from bot.presentation.pages import environment

TEMPLATES: Final = Path(__file__).parent / "templates"
STYLE: Final = (Path(__file__).parent / "files" / "style.css").read_text(encoding="utf-8")
STYLE_ADDRESS: Final = f"/style.css?{sha256(STYLE.encode()).hexdigest()[:8]}"


def render(template: str, language: str, /, **values: Any) -> str:
    """The page of this template in this language."""
    return _environment(language).get_template(f"{template}.html").render(**values)


@cache
def _environment(language: str) -> Environment:
    made = environment(TEMPLATES, language)
    made.globals |= {"languages": LANGUAGES, "style": STYLE_ADDRESS}
    made.filters |= {"day": _day, "minute": _minute}
    return made


def _day(at: datetime) -> str:
    return at.astimezone(ZONE).strftime("%Y-%m-%d")


def _minute(at: datetime) -> str:
    return at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
