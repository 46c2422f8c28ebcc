"""File names are safe in every file system and tell nobody who is meant."""

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.reports.naming import file
from bot.ports.reports import Format

DAY = date(2026, 11, 22)


@given(st.text(max_size=80), st.sampled_from(Format), st.booleans())
def test_a_name_has_only_letters_digits_and_dashes(
    name: str, form: Format, synthetic: bool
) -> None:
    found = file(b"", form, DAY, "group", name, synthetic=synthetic).name
    assert re.fullmatch(rf"[A-Za-z0-9-]{{1,100}}\.{form}", found)
    assert found.startswith("SYNTHETIC-") == synthetic


def test_a_korean_name_is_left_out_and_a_latin_one_is_kept() -> None:
    assert file(b"", Format.PDF, DAY, "group", "화요일 모임", synthetic=False).name == (
        "scamdrill-group-2026-11-22.pdf"
    )
    assert file(b"", Format.PDF, DAY, "group", "../Tuesday Évening", synthetic=False).name == (
        "scamdrill-group-tuesday-e-vening-2026-11-22.pdf"
    )
