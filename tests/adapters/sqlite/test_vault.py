"""Pseudonyms, sealing, and the key they come from."""

import os
from base64 import urlsafe_b64encode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.sqlite import Vault, load_key
from bot.errors import ConfigError, Unreadable

VAULT = Vault(b"k" * 32)
OTHER = Vault(b"x" * 32)


class TestVault:
    @given(st.text())
    def test_what_is_sealed_can_be_opened(self, text: str) -> None:
        assert VAULT.open(VAULT.seal(text)) == text

    def test_another_key_opens_nothing(self) -> None:
        with pytest.raises(Unreadable, match="key"):
            OTHER.open(VAULT.seal("secret"))

    def test_a_change_of_a_single_byte_is_noticed(self) -> None:
        sealed = bytearray(VAULT.seal("secret"))
        sealed[-5] ^= 1
        assert not VAULT.opens(bytes(sealed))
        with pytest.raises(Unreadable):
            VAULT.open(bytes(sealed))

    def test_a_made_up_name_depends_on_the_key(self) -> None:
        assert VAULT.pseudonym("telegram", "1") == VAULT.pseudonym("telegram", "1")
        assert VAULT.pseudonym("telegram", "1") != OTHER.pseudonym("telegram", "1")

    def test_the_parts_of_a_name_do_not_run_together(self) -> None:
        assert VAULT.pseudonym("a", "bc") != VAULT.pseudonym("ab", "c")


class TestKey:
    def test_it_is_made_on_the_first_day_and_the_same_ever_after(self, tmp_path: Path) -> None:
        path = tmp_path / "deep" / "key"
        assert load_key(path) == load_key(path)
        assert len(load_key(path)) == 32

    def test_two_installations_have_two_keys(self, tmp_path: Path) -> None:
        assert load_key(tmp_path / "a") != load_key(tmp_path / "b")

    def test_only_the_owner_may_read_it(self, tmp_path: Path) -> None:
        load_key(tmp_path / "key")
        assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600

    def test_the_environment_comes_first_and_no_file_is_made(self, tmp_path: Path) -> None:
        key = os.urandom(32)
        assert load_key(tmp_path / "key", urlsafe_b64encode(key).decode()) == key
        assert not (tmp_path / "key").exists()

    @pytest.mark.parametrize("text", ["", "short", "!" * 44, "A" * 40, "가" * 20])
    def test_what_is_no_key_is_refused_with_a_sentence(self, tmp_path: Path, text: str) -> None:
        (tmp_path / "key").write_text(text)
        with pytest.raises(ConfigError, match="does not hold a key"):
            load_key(tmp_path / "key")

    def test_a_wrong_key_in_the_environment_is_refused_without_showing_it(
        self, tmp_path: Path
    ) -> None:
        with pytest.raises(ConfigError, match="SCAMDRILL_KEY does not hold a key") as error:
            load_key(tmp_path / "key", "s3cret")
        assert "s3cret" not in str(error.value)

    def test_a_key_file_that_cannot_be_used_is_told_of(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigError, match="cannot be used"):
            load_key(tmp_path)
