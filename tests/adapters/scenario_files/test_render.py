"""How a fault is told: to people with a caret under the word, to programs as JSON and SARIF."""

import json
from io import StringIO
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from bot.adapters.scenario_files import CATALOGUE, Fault, Report, check, explain, render
from bot.adapters.scenario_files import render_fault as rendered
from bot.adapters.scenario_files.places import Span
from bot.core.vocabulary import Vocabulary
from tests.adapters.scenario_files.conftest import TODAY
from tests.adapters.scenario_files.writing import case, surroundings

SECERCY = Fault(
    "E202",
    "scenarios/north/state-security-call.yaml",
    Span(28, 25, 28, 32),
    "        signs: [threat, secercy]",
    {"word": "secercy"},
    "secrecy",
)


def test_an_error_names_place_code_word_and_what_was_meant() -> None:
    assert rendered(SECERCY, "en") == (
        "scenarios/north/state-security-call.yaml:28:25: "
        'error E202: unknown warning sign "secercy"\n'
        "  28 |         signs: [threat, secercy]\n"
        "     |                         ^^^^^^^\n"
        '     = did you mean "secrecy"?'
    )


def test_the_same_error_in_korean() -> None:
    assert rendered(SECERCY, "ko").splitlines()[0] == (
        "scenarios/north/state-security-call.yaml:28:25: "
        "오류 E202: 알 수 없는 위험 신호입니다: “secercy”"
    )
    assert rendered(SECERCY, "ko").splitlines()[-1] == "     = “secrecy” 아닙니까?"


def test_hangul_before_the_caret_counts_two_columns() -> None:
    line = '- {ko: "돈을 내오.", sings: [x]}'
    start = line.index("sings")
    fault = Fault("E201", "a.yaml", Span(7, start + 1, 7, start + 6), line, {"word": "sings"})
    fault = Fault(
        fault.code, fault.file, fault.span, line, {"word": "sings", "choices": "signs"}, "signs"
    )
    _, source, caret, _ = rendered(fault, "en").splitlines()
    assert cell_len(source[: source.index("sings")]) == caret.index("^")
    assert caret.count("^") == len("sings")


def test_a_long_line_is_cropped_around_the_caret() -> None:
    line = "ko: " + "가나다라 " * 200 + "틀린말" + " 마바사" * 200
    start = line.index("틀린말")
    fault = Fault("E408", "a.yaml", Span(1, start + 1, 1, start + 4), line, {"word": "틀린말"})
    _, source, caret, _ = rendered(fault, "ko").splitlines()
    assert cell_len(source) < 125
    assert cell_len(source[: source.index("틀린말")]) == caret.index("^")
    assert caret.count("^") == 6


@pytest.fixture
def report(tmp_path: Path, vocabulary: Vocabulary) -> Report:
    text = case(("urgency]", "urgencey]"), ('ko: "연습 전화"', 'ko: "[연습] 전화"'))
    file = surroundings(tmp_path) / "case.yaml"
    file.write_text(text, encoding="utf-8")
    return check([file], vocabulary, today=TODAY)


def test_colours_are_marks_for_rich_and_say_the_same(report: Report) -> None:
    plain = render(report, "text", "en")
    console = Console(file=StringIO(), width=1000, color_system=None, highlight=False)
    console.print(render(report, "text", "en", colour=True), end="")
    assert isinstance(console.file, StringIO)
    assert console.file.getvalue() == plain


def test_the_text_ends_with_a_count(report: Report) -> None:
    assert render(report, "text", "en").endswith("1 file checked: 1 error, 0 warnings\n")
    assert render(report, "text", "ko").endswith(
        "파일 1개를 검사했습니다. 오류 1건, 주의 0건입니다.\n"
    )


def test_json_holds_every_fault_with_its_place(report: Report) -> None:
    data = json.loads(render(report, "json", "en"))
    assert (data["files"], data["errors"], data["warnings"]) == (1, 1, 0)
    (fault,) = data["faults"]
    assert fault["code"] == "E202"
    assert fault["suggestion"] == "urgency"
    assert (fault["line"], fault["end_column"] - fault["column"]) == (
        report.faults[0].span.line,
        len("urgencey"),
    )


def test_sarif_is_what_code_hosts_read(report: Report) -> None:
    data = json.loads(render(report, "sarif", "en"))
    (run,) = data["runs"]
    (result,) = run["results"]
    assert data["version"] == "2.1.0"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "E202"
    assert result["level"] == "error"
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region["startColumn"] == report.faults[0].span.column


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_is_explained_in_both_languages(code: str) -> None:
    for language in ("ko", "en"):
        explained = explain(code.lower(), language)
        assert explained
        assert explained.startswith(f"{code}: ")
        assert "{{" not in explained.split("\n\n")[0]


def test_an_unknown_code_is_not_explained() -> None:
    assert explain("E000", "en") is None
