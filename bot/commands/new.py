"""`scamdrill new`: a few questions, then a scenario with its genuine twin, ready to be filled."""

import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import click

from bot.adapters.blank_scenario import Wishes, blank_files
from bot.adapters.scenario_files import check, load_vocabulary, render_fault
from bot.adapters.scenario_files.fields import is_id
from bot.core.vocabulary import DANGEROUS_SETTING, Vocabulary
from bot.errors import ScenarioError, WrongUse

QUESTIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "id": {
        "en": "A short name for the file (small letters, digits, hyphens)",
        "ko": "파일에 쓸 짧은 이름 (영어 소문자, 숫자, 하이픈)",
    },
    "twin": {"en": "A name for its genuine twin", "ko": "짝이 될 진짜 연락의 이름"},
    "setting": {"en": "Where does it play", "ko": "어디에서 벌어지는 일입니까"},
    "medium": {"en": "Is it a call or a chat", "ko": "전화(call)입니까, 채팅(chat)입니까"},
    "level": {
        "en": "How hard is it: 1 mild, 2 medium, 3 intense",
        "ko": "얼마나 강합니까: 1 약함, 2 보통, 3 강함",
    },
    "title": {"en": "Its title in the menu", "ko": "목록에 보일 제목"},
    "caller": {
        "en": "Who calls, or says they are",
        "ko": "누구라고 하는 사람입니까",
    },
    "source": {
        "en": "Where is the case documented (article, report, date)",
        "ko": "어디에 나온 일입니까 (기사, 보고서, 날짜)",
    },
}

_NOT_AN_ID: Final = {
    "en": "Use small letters, digits and hyphens only, at most 40.",
    "ko": "영어 소문자와 숫자, 하이픈만 40자까지 쓸 수 있습니다.",
}
_TAKEN: Final = {
    "en": "{file} exists already. Choose another name.",
    "ko": "이미 있는 파일입니다: {file} 다른 이름을 고르십시오.",
}
_DONE: Final = {
    "en": "Written. Replace what is marked ✎, then run: scamdrill check {file}",
    "ko": "다 썼습니다. ✎ 표시가 있는 곳을 고친 다음 이렇게 하십시오: scamdrill check {file}",
}


def new_scenario(folder: Path, given: Mapping[str, Any], language: str) -> None:
    """Ask for what is not `given`, then write the files and say which.

    Errors: WrongUse where a name cannot be used; nothing is written then.
    """
    vocabulary = load_vocabulary(folder)
    wishes = _wishes(given, vocabulary, language)
    today = datetime.now(UTC).date()
    files = blank_files(wishes, folder, today)
    for path in files:
        if path.exists():
            raise WrongUse(_TAKEN[language].format(file=path))
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{path}\n")
    report = check(list(files), vocabulary, today=today)
    if not report.ok:
        told = "\n".join(render_fault(one, language) for one in report.errors)
        raise ScenarioError(told)
    click.echo(_DONE[language].format(file=next(iter(files))), err=True)


def _wishes(given: Mapping[str, Any], vocabulary: Vocabulary, language: str) -> Wishes:
    def ask(name: str, kind: Any = None, default: Any = None) -> Any:
        if given.get(name) is not None:
            value = given[name]
            return value if kind is None or not callable(kind) else kind(value)
        question = QUESTIONS[name][language]
        return click.prompt(question, type=kind or str, default=default, err=True)

    name = _name_in(language)
    own = ask("id", name)
    setting = ask("setting", click.Choice(list(vocabulary.settings)))
    return Wishes(
        id=own,
        twin=ask("twin", name, f"{own[:32]}-genuine"),
        setting=setting,
        medium=ask("medium", click.Choice(["call", "chat"]), "call"),
        level=ask("level", click.IntRange(1, 3), 2 if setting == DANGEROUS_SETTING else 1),
        title=ask("title"),
        caller=ask("caller"),
        source=ask("source"),
    )


def _name_in(language: str) -> Callable[[str], str]:
    def name(value: str) -> str:
        if not is_id(value):
            raise click.BadParameter(_NOT_AN_ID[language])
        return value

    return name
