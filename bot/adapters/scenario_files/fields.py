"""The kinds of value that a scenario file holds, each with its limits."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, core_schema

from bot.core.checks import HOLE
from bot.core.coverage import ROWS
from bot.core.language import LANGUAGES

LONGEST_ID: Final = 40
"""Ids go into buttons, whose data holds 64 bytes on Telegram."""

LONGEST_TEXT: Final = 4000
"""Characters. Telegram shows 4,096 in one message, and the program adds a few of its own."""

SHORTEST_WAIT: Final = 5
"""Seconds. In less, nobody has read the line."""

LONGEST_WAIT: Final = 3600
"""Seconds. A drill that waits longer than an hour has been left."""

NOT_LANGUAGES: Final = {"kr": "ko", "kp": "ko", "jp": "ja", "cn": "zh", "us": "en", "gb": "en"}
"""Country codes that are taken for language codes; some are codes of other languages."""

_DURATION = re.compile(r"(?=[0-9])(?:([0-9]{1,5})m)?(?:([0-9]{1,5})s)?")
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Za-z]{2,4})?")
_STATE = re.compile(r"[^\W_][\w-]*")
_SCENARIO = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def fault(code: str, **words: str) -> PydanticCustomError:
    """The error that becomes a fault with this code and these words."""
    return PydanticCustomError(code, "{code}", {"code": code, **words})


def _id(pattern: re.Pattern[str]) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value != HOLE and (not pattern.fullmatch(value) or len(value) > LONGEST_ID):
            raise fault("E307", word=value, most=str(LONGEST_ID))
        return value

    return check


def _date(value: str) -> str:
    try:
        assert re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)
        return date.fromisoformat(value).isoformat()
    except (ValueError, AssertionError):
        raise fault("E309", word=value) from None


def _seconds(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    found = _DURATION.fullmatch(value.strip())
    if not found:
        raise fault("E310", word=value)
    seconds = int(found[1] or 0) * 60 + int(found[2] or 0)
    if not SHORTEST_WAIT <= seconds <= LONGEST_WAIT:
        limits = {"least": f"{SHORTEST_WAIT}s", "most": f"{LONGEST_WAIT // 60}m"}
        raise fault("E317", word=value, **limits)
    return seconds


def _language(value: str) -> str:
    if value in NOT_LANGUAGES or not _LANGUAGE.fullmatch(value):
        raise fault("E211", word=value, meant=NOT_LANGUAGES.get(value, ""))
    return value


def _complete(prose: dict[str, str]) -> dict[str, str]:
    for language in LANGUAGES:
        if language not in prose:
            raise fault("E401", language=language)
    return prose


def _row(value: str) -> str:
    if value != HOLE and value not in ROWS:
        raise fault("E206", word=value, choices=", ".join(ROWS))
    return value


def is_id(text: str) -> bool:
    """Whether a scenario, or a file of shared replies, can have this name."""
    return bool(_SCENARIO.fullmatch(text)) and len(text) <= LONGEST_ID


def is_language(key: str) -> bool:
    """Whether a key beside other keys can only be meant as a language."""
    return bool(_LANGUAGE.fullmatch(key))


def choice(kind: type[StrEnum], code: str = "E206") -> BeforeValidator:
    """One of the values of `kind`; any other is a fault that names them."""
    values = [one.value for one in kind]

    def check(value: Any) -> Any:
        if isinstance(value, str) and value not in values:
            raise fault(code, word=value, choices=", ".join(values))
        return value

    return BeforeValidator(check)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within limits, from the text that YAML holds."""

    least: int
    most: int

    def _read(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        if not re.fullmatch(r"[+-]?[0-9]{1,12}", value):
            raise fault("E305", word=value)
        if not self.least <= int(value) <= self.most:
            raise fault("E317", word=value, least=str(self.least), most=str(self.most))
        return int(value)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self._read, handler(source))

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


Words = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST_TEXT, strip_whitespace=True)
]
Id = Annotated[str, AfterValidator(_id(_SCENARIO))]
StateId = Annotated[str, AfterValidator(_id(_STATE))]
Day = Annotated[str, AfterValidator(_date), Field(json_schema_extra={"format": "date"})]
Row = Annotated[str, AfterValidator(_row), Field(json_schema_extra={"enum": [*ROWS]})]
Language = Annotated[str, AfterValidator(_language)]
Translations = dict[Language, Words]
AllTranslations = Annotated[Translations, AfterValidator(_complete)]
"""For files whose prose no later check looks at."""

Seconds = Annotated[
    int,
    BeforeValidator(_seconds),
    WithJsonSchema({"type": "string", "pattern": r"^([0-9]+m)?([0-9]+s)?$"}),
]
