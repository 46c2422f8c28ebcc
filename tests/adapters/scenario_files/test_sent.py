"""A scenario that an author sends: checked like a file of the library, and never written."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.scenario_files import FileExaminer, FileLibrary
from bot.core.vocabulary import Vocabulary
from bot.ports import LARGEST_DOCUMENT, Examined
from tests.adapters.scenario_files.conftest import SCENARIOS, TODAY
from tests.adapters.scenario_files.writing import case, surroundings

BOMB = b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
    f"{name}: &{name} [{','.join(['*' + before] * 9)}]\n".encode()
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library with one folder of scenarios, in which the twin of "case" lies."""
    home = tmp_path / "north"
    home.mkdir()
    surroundings(home)
    return tmp_path


async def examined(folder: Path, vocabulary: Vocabulary, text: str | bytes) -> Examined:
    data = text if isinstance(text, bytes) else text.encode()
    return await FileExaminer(folder, vocabulary).examine(data, "en", TODAY)


async def test_a_sound_text_comes_back_as_a_scenario(folder: Path, vocabulary: Vocabulary) -> None:
    found = await examined(folder, vocabulary, case())
    assert found.complaints == ()
    assert found.scenario is not None
    assert found.scenario.id == "case"
    assert len(found.scenario.digest) == 64


async def test_nothing_is_written(folder: Path, vocabulary: Vocabulary) -> None:
    before = sorted(folder.rglob("*"))
    await examined(folder, vocabulary, case())
    assert sorted(folder.rglob("*")) == before


async def test_a_fault_has_its_place_and_the_words_around_it(
    folder: Path, vocabulary: Vocabulary
) -> None:
    text = case(("kind: scam", "kind: scamm"))
    found = await examined(folder, vocabulary, text)
    assert found.scenario is None
    (fault,) = [one for one in found.complaints if not one.warns]
    line = text.splitlines().index("kind: scamm") + 1
    assert fault.where == f"{line}:7"
    start, end = fault.passage
    assert fault.excerpt[start:end] == "scamm"
    assert str(folder) not in f"{fault}"


async def test_every_scenario_of_the_library_is_fine_when_it_is_sent(
    vocabulary: Vocabulary,
) -> None:
    library = FileLibrary(SCENARIOS, vocabulary)
    for scenario in library.scenarios()[:6]:
        (file,) = SCENARIOS.rglob(f"{scenario.id}.yaml")
        found = await examined(SCENARIOS, vocabulary, file.read_bytes())
        assert found.scenario == scenario, found.complaints


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\1\2",
        b"\xff\xfe",
        b"scenario: ../../etc/passwd\nsetting: ../..\nreplies from: ../../x\n",
        b"scenario: '\\0'\nsetting: '*'\n",
        BOMB,
        b"[" * 100_000,
        b"a: " + b"x" * LARGEST_DOCUMENT,
        "scenario: \u202eevil\n".encode(),
        ("signs: " + "z" * 50_000).encode(),
    ],
    ids=str,
)
async def test_a_hostile_text_is_answered_soon_and_shortly(
    data: bytes, folder: Path, vocabulary: Vocabulary
) -> None:
    began = time.monotonic()
    found = await examined(folder, vocabulary, data)
    assert time.monotonic() - began < 5
    assert found.scenario is None
    assert found.complaints
    for one in found.complaints:
        assert f"{one.excerpt}{one.message}{one.remedy}".isprintable()
        assert len(one.excerpt) < 200
        assert len(one.message) + len(one.remedy) < 900


@given(st.text(max_size=60))
def test_the_passage_lies_within_the_excerpt(vocabulary: Vocabulary, text: str) -> None:
    data = f"scenario: {text}\nkind: {text}\n".encode("utf-8", "replace")
    found = FileExaminer(Path(__file__).parent, vocabulary)._examined(data, "ko", TODAY)
    for one in found.complaints:
        start, end = one.passage
        assert 0 <= start <= end <= len(one.excerpt)


async def test_shared_replies_alone_cannot_be_played(folder: Path, vocabulary: Vocabulary) -> None:
    common = (SCENARIOS / "south" / "common.yaml").read_bytes()
    found = await examined(folder, vocabulary, common)
    assert found.scenario is None
    assert not [one for one in found.complaints if not one.warns]


async def test_it_is_checked_in_korean_for_a_korean_author(
    folder: Path, vocabulary: Vocabulary
) -> None:
    data = case(("kind: scam", "kind: scamm")).encode()
    found = await FileExaminer(folder, vocabulary).examine(data, "ko", TODAY)
    assert any("가" <= letter <= "힣" for letter in found.complaints[0].remedy)
