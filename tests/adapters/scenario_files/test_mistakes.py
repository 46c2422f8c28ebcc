"""What a beginner does to a YAML file: a plain sentence each time, soon, and no traceback."""

import os
import time
import tracemalloc
from pathlib import Path

import pytest

from bot.adapters.scenario_files import check, message, remedy
from bot.core.vocabulary import Vocabulary
from tests.adapters.scenario_files.conftest import TODAY
from tests.adapters.scenario_files.writing import case, codes, faults_of, surroundings

SECONDS = 2.0

TITLE = 'title: {ko: "연습 전화", en: "A practice call"}'
BOMB = "a: &a [x, x, x, x]\n" + "".join(
    f"{name}: &{name} [*{below}, *{below}, *{below}, *{below}]\n"
    for name, below in zip("bcdefghijkl", "abcdefghijk", strict=True)
)

MISTAKES: dict[str, tuple[str | bytes, str]] = {
    "a tab": (case(("    ends: safe", "\tends: safe")), "E106"),
    "a quote left open": (case((TITLE, 'title:\n  ko: "연습\n  en: "A call"')), "E109"),
    "a full-width colon": (case(("level: 2", "level： 2")), "E107"),
    "a number sign in a text": (case((TITLE, "title:\n  ko: 연습 #1\n  en: A call")), "E116"),
    "a key twice": (case(("level: 2", "level: 2\nlevel: 2")), "E115"),
    "curly quotes": (case((TITLE, "title:\n  ko: “연습”\n  en: “A call”")), "E108"),
    "a wrong indent": (case((TITLE, 'title:\n  ko: "연습"\n   en: "A call"')), "E112"),
    "no for a word": (case(("kind: scam", "kind: no")), "E206"),
    "a time for a number": (case(("amount: 500", "amount: 12:30")), "E305"),
    "an alias bomb": (BOMB, "E121"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200), "E103"),
    "another encoding": (case().encode("cp949"), "E104"),
    "UTF-16": (case().encode("utf-16"), "E104"),
    "nothing at all": (b"", "E105"),
    "no space after a colon": (case(("level: 2", "level:2")), "E118"),
    "no space after a dash": (case(("      - {ko", "      -{ko")), "E119"),
    "a colon in a text": (case((TITLE, "title:\n  ko: 그가 말했소: 돈\n  en: A call")), "E111"),
    "a bracket left open": (case(("[demand_for_money]", "[demand_for_money")), "E114"),
    "brackets without end": ("[" * 100_000, "E123"),
    "a wide blank": (case(("level: 2", "\u3000level: 2")), "E117"),
    "a quote within quotes": (case((TITLE, 'title: {ko: "그 "전화"", en: "A call"}')), "E110"),
    "a list of words without brackets": (case(("[demand_for_money]", "demand_for_money")), "E304"),
    "a sentence that is all there is": ("이것은 시나리오입니다", "E128"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_gets_a_plain_sentence_in_both_languages(
    mistake: str, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    text, code = MISTAKES[mistake]
    began = time.perf_counter()
    faults = faults_of(text, tmp_path, vocabulary)
    assert time.perf_counter() - began < SECONDS
    assert {fault.code for fault in faults} == {code}
    for language in ("ko", "en"):
        for said in (message(faults[0], language), remedy(faults[0], language)):
            assert said.strip()
            assert "yaml." not in said
            assert "Error" not in said


@pytest.mark.parametrize(
    "harmless",
    [
        b"\xef\xbb\xbf" + case().encode(),
        case().replace("\n", "\r\n").encode(),
        case().encode() + b"...\n",
        b"---\n" + case().encode(),
        case(("돈을 내오.", "돈을 “내오”: #1, 12:30, no")).encode(),
    ],
    ids=["a byte order mark", "CRLF", "an end mark", "a start mark", "odd text in quotes"],
)
def test_what_does_no_harm_is_not_complained_about(
    harmless: bytes, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    assert faults_of(harmless, tmp_path, vocabulary) == []


def test_a_file_of_50_megabytes_is_refused_without_being_read(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    large = tmp_path / "large.yaml"
    with large.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    tracemalloc.start()
    began = time.perf_counter()
    report = check([large], vocabulary, today=TODAY)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [fault.code for fault in report.faults] == ["E102"]
    assert time.perf_counter() - began < SECONDS
    assert most < 2 * 1024 * 1024


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path, vocabulary: Vocabulary) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    report = check([tmp_path], vocabulary, today=TODAY)
    assert [fault.code for fault in report.faults] == ["E101"]


def test_all_faults_come_at_once(tmp_path: Path, vocabulary: Vocabulary) -> None:
    text = case(
        ("level: 2", "level: two"),
        ("kind: scam", "kind: scamm"),
        ("asks_identity: {go: demand}", "asks_identty: {go: demnad}"),
        ("urgency]", "urgncy]"),
        ('en: "Pay up."', 'en: "Ring 010-2345-6789."'),
        ("debrief: {ko", "debreif: {ko"),
        ("otherwise: {go: put_off}", "otherwise: {go:put_off}"),
    )
    found = [fault.code for fault in faults_of(text, tmp_path, vocabulary)]
    expected = ["E118", "E201", "E202", "E203", "E204", "E206", "E305", "E405"]
    assert sorted(found) == expected


def test_a_state_that_cannot_be_read_is_not_called_unknown(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    text = case(("    ends: safe", "    ends: sfe"), ("  put_off:\n", "  put_off:\n    extra: x\n"))
    surroundings(tmp_path)
    assert [fault.code for fault in faults_of(text, tmp_path, vocabulary)] == ["E201", "E206"]


def test_faults_of_shared_replies_are_told_once_and_spoil_no_scenario(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    folder = surroundings(tmp_path)
    common = folder / "common.yaml"
    common.write_text(common.read_text().replace("go: hung_up", "go: hung_upp"))
    report = check([folder], vocabulary, today=TODAY)
    told = [(Path(fault.file).name, fault.code) for fault in report.errors]
    assert ("common.yaml", "E203") in told
    assert not [name for name, code in told if code in ("E203", "E322") and name != "common.yaml"]


@pytest.mark.parametrize("key", ["[key]", "<prose>", "<waiting>", "signs "])
def test_no_key_is_mistaken_for_one_of_ours(
    key: str, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    text = case(
        ("level: 2", f'level: 2\n"{key}": x'), ('{ko: "돈을 내오."', f'{{"{key}": x, ko: "가"')
    )
    assert set(codes(text, tmp_path, vocabulary)) == {"E201"}


def test_only_siblings_are_read_along_with_a_file(tmp_path: Path, vocabulary: Vocabulary) -> None:
    deep = tmp_path / "deeper" / "still"
    deep.mkdir(parents=True)
    (deep / "twin.yaml").write_text("scenario: twin")
    file = tmp_path / "case.yaml"
    file.write_text(case(("replies from: common", "replies from: " + "x" * 300)))
    report = check([file], vocabulary, today=TODAY)
    assert [fault.code for fault in report.faults] == ["E210", "E307"]
