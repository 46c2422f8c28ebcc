"""Whatever stands in a file: faults come back, each at a place that exists, and soon."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.scenario_files import CATALOGUE, Fault, check, render
from bot.adapters.scenario_files.faults import fault
from bot.adapters.scenario_files.pitfalls import pitfalls
from bot.adapters.scenario_files.reader import read
from bot.core.vocabulary import Vocabulary
from tests.adapters.scenario_files.conftest import BROKEN, TODAY

GOOD = (BROKEN / "around" / "same-kind.yaml").read_text(encoding="utf-8")
COMMON = (BROKEN / "around" / "common.yaml").read_text(encoding="utf-8")

YAMLISH = st.text(alphabet="abko: -\n\t\"'[]{},#&*!|>%@`：“”　가나다\\\r\ufeff?<", max_size=120)
SCRAPS = st.sampled_from("：“#\"'-:[]{}&*!|>?\\~\t\n\u3000\ufeff") | st.sampled_from(
    ["- ", ": ", " #", "---\n", "...", "\r\n", "  ", "&a ", "*a", "<<: ", "no", "12:30", "{{x}}"]
)


def assert_well_placed(found: Fault, text: str) -> None:
    assert found.code in CATALOGUE
    assert found.span.line >= 1
    assert found.span.column >= 1
    assert (found.span.line, found.span.column) <= (found.span.end_line, found.span.end_column)
    assert found.span.line <= max(1, len(text.splitlines())) + 1


@given(st.binary(max_size=300) | YAMLISH.map(str.encode) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_without_an_exception(data: bytes) -> None:
    document = read(data)
    slips = list(document.slips)
    if document.root is not None:
        slips += pitfalls(document.root, document.lines)
    assert slips or document.root is not None
    for slip in slips:
        assert_well_placed(fault(slip, "x.yaml", document.lines), data.decode(errors="replace"))


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """The good scenario with up to four scraps put in, or parts of it cut out or moved."""
    text = GOOD
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        end = draw(st.integers(at, min(len(text), at + 60)))
        put = draw(st.just("") | SCRAPS | st.just(text[at:end] * 2) | st.text(max_size=5))
        text = text[:at] + put + text[draw(st.sampled_from([at, end])) :]
    return text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "common.yaml").write_text(COMMON, encoding="utf-8")
    return folder


@settings(max_examples=100, deadline=5000)
@given(text=damaged())
def test_a_damaged_scenario_is_reported_on_in_every_form(
    text: str, folder: Path, vocabulary: Vocabulary
) -> None:
    file = folder / "damaged.yaml"
    file.write_bytes(text.encode("utf-8", errors="replace"))
    report = check([file], vocabulary, today=TODAY)
    for found in report.faults:
        assert_well_placed(found, text)
    for language in ("ko", "en"):
        assert "\0" not in render(report, "text", language)
        json.loads(render(report, "json", language))
        json.loads(render(report, "sarif", language))
    if report.ok:
        assert len(report.scenarios) == 1
