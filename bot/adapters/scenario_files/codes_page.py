"""The page of all codes, made from the catalogue: what each means, and what to do."""

from itertools import groupby
from typing import Final

from bot.adapters.scenario_files.catalogue import CATALOGUE, Entry
from bot.adapters.scenario_files.render import explain

HEAD: Final = """\
# What `scamdrill check` can say

Made by `scamdrill codes` from the catalogue of the program: do not edit this page.
An error (E) must be mended before the scenario can be played; a warning (W) is advice.
`scamdrill check --explain E202` shows one code in the terminal, with `--lang ko` in Korean.

`scamdrill check`의 오류 부호를 모두 적은 쪽입니다.
`scamdrill codes`가 만드니 손으로 고치지 마십시오.
E는 고쳐야 연습할 수 있는 오류이고, W는 더 좋게 만들기 위한 조언입니다.
"""

GROUPS: Final = {
    "E1": "The file and its YAML · 파일과 YAML",
    "E2": "Words that nobody knows · 모르는 낱말",
    "E3": "How a scenario is built · 시나리오의 구조",
    "E4": "Prose, and the safety of people · 글과 사람의 안전",
    "W3": "Could be better: the call · 더 좋게: 통화",
    "W4": "Could be better: prose and sources · 더 좋게: 글과 출처",
    "W5": "Could be better: what the model reads · 더 좋게: 모형이 읽는 것",
}


def codes_page() -> str:
    """The page as it is committed, in Markdown, both languages side by side."""
    parts = [HEAD]
    for group, entries in groupby(sorted(CATALOGUE.values(), key=_order), key=_group):
        parts.append(f"## {GROUPS[group]}\n")
        parts += [_entry(entry) for entry in entries]
    return "\n".join(parts)


def _group(entry: Entry) -> str:
    return entry.code[:2]


def _order(entry: Entry) -> str:
    return entry.code


def _entry(entry: Entry) -> str:
    lines = [f"### {entry.code}\n"]
    for language in ("en", "ko"):
        text = explain(entry.code, language)
        assert text, "it is in the catalogue"
        meaning, remedy = text.split("\n")[:2]
        lines.append(f"{_plain(meaning.removeprefix(f'{entry.code}: '))}. {_plain(remedy)}.\n")
    return "\n".join([*lines, "```yaml", entry.example, "```\n"])


def _plain(text: str) -> str:
    """The text as Markdown that means nothing but itself."""
    shown = text[:1].upper() + text[1:]
    return "".join(f"\\{letter}" if letter in "\\`*_<>[]#|" else letter for letter in shown)
