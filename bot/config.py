"""The settings: config.yaml, checked whole, and the secrets of the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import ConfigError

ROOT: Final = Path(__file__).resolve().parent.parent
"""The checkout: relative paths in config.yaml start here."""


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TelegramConfig(_Section):
    base_url: str = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: str = ""
    webhook_host: str = "127.0.0.1"
    webhook_port: int = Field(8443, ge=1, le=65535)
    pace: float = Field(1.0, ge=0)
    messages_per_second: float = Field(30.0, ge=0)


class StoreConfig(_Section):
    path: Path = Path("var/scamdrill.db")
    key_file: Path = Path("~/.config/scamdrill/key")
    retention_days: int = Field(90, ge=1)


class NluConfig(_Section):
    urls: tuple[str, ...] = ()
    timeout_seconds: float = Field(2.0, gt=0)
    start_seconds: float = Field(180, gt=0)


class DrillConfig(_Section):
    silence: float = Field(1.0, ge=0)
    reading_seconds: float = Field(10.0, ge=0)


class HealthConfig(_Section):
    host: str = "127.0.0.1"
    port: int = Field(0, ge=0, le=65535)


class WebConfig(_Section):
    enabled: bool = False
    host: str = "127.0.0.1"
    port: int = Field(8080, ge=1, le=65535)
    address: str = "http://127.0.0.1:8080"


class LogConfig(_Section):
    format: Literal["text", "json"] = "text"


class Config(_Section):
    """All of config.yaml; what it leaves out has the default that the file documents."""

    telegram: TelegramConfig = TelegramConfig()
    store: StoreConfig = StoreConfig()
    nlu: NluConfig = NluConfig()
    drill: DrillConfig = DrillConfig()
    web: WebConfig = WebConfig()
    health: HealthConfig = HealthConfig()
    log: LogConfig = LogConfig()
    scenarios: Path = Path("scenarios")


@dataclass(frozen=True, slots=True)
class Secrets:
    """What must never lie in config.yaml, in a log or in the database."""

    token: str | None = None
    webhook_secret: str | None = None
    key: str | None = None

    def __repr__(self) -> str:
        return "Secrets(…)"


def load_config(path: Path) -> Config:
    """The settings in this file. Errors: ConfigError that names every wrong setting."""
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except FileNotFoundError:
        raise ConfigError(
            f"{path} does not exist. Copy config.yaml from the project there."
        ) from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error
    try:
        config = Config.model_validate(found)
    except ValidationError as error:
        faults = [f"{path}: {_sentence(dict(one))}" for one in error.errors()]
        raise ConfigError("\n".join(faults)) from error
    return _with_paths(config)


def load_secrets(environment: Mapping[str, str], env_file: Path) -> tuple[Secrets, list[str]]:
    """The secrets of the environment, else of `env_file`, and warnings about that file.

    Errors: ConfigError for a file that everybody on the machine can read, or that we cannot.
    """
    warnings = []
    values: dict[str, str] = {}
    if env_file.is_file():
        mode = env_file.stat().st_mode
        if mode & 0o007:
            raise ConfigError(
                f"{env_file} can be read by everybody on this machine, so its secrets may be known "
                f"and are not used. Run: chmod 600 {env_file}"
            )
        if mode & 0o070:
            warnings.append(f"{env_file} can be read by its group. Run: chmod 600 {env_file}")
        values = _env_lines(_text_of(env_file))
    values |= environment
    secrets = Secrets(
        token=values.get("TELEGRAM_BOT_TOKEN") or None,
        webhook_secret=values.get("TELEGRAM_WEBHOOK_SECRET") or None,
        key=values.get("SCAMDRILL_KEY") or None,
    )
    return secrets, warnings


def take_secrets(env_file: Path) -> tuple[Secrets, list[str]]:
    """The secrets, taken out of this process's environment so that no child inherits them."""
    found = load_secrets(os.environ, env_file)
    for name in ("TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET", "SCAMDRILL_KEY"):
        os.environ.pop(name, None)
    return found


def _text_of(env_file: Path) -> str:
    try:
        return env_file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"{env_file} cannot be read. Write it anew, in UTF-8, and run: chmod 600 {env_file}"
        ) from error


def _env_lines(text: str) -> dict[str, str]:
    pairs = (line.split("=", 1) for line in text.splitlines() if "=" in line and line[:1] != "#")
    return {name.strip(): value.strip().strip("\"'") for name, value in pairs}


def _with_paths(config: Config) -> Config:
    """The settings with `~` and relative paths made absolute."""
    store = config.store.model_copy(
        update={"path": _absolute(config.store.path), "key_file": _absolute(config.store.key_file)}
    )
    return config.model_copy(update={"store": store, "scenarios": _absolute(config.scenarios)})


def _absolute(path: Path) -> Path:
    return ROOT / path.expanduser()


def _sentence(error: dict[str, Any]) -> str:
    """What is wrong with one setting, and what to do."""
    where = ".".join(map(str, error["loc"]))
    if error["type"] != "extra_forbidden":
        return f"{where}: {error['msg']} (found {error['input']!r})."
    section: type[BaseModel] = Config
    for name in error["loc"][:-1]:
        annotation = section.model_fields[name].annotation
        assert isinstance(annotation, type)
        section = annotation
    close = get_close_matches(str(error["loc"][-1]), section.model_fields, n=1)
    hint = f" Did you mean {close[0]}?" if close else " Remove it or see config.yaml for the names."
    return f"there is no setting {where}.{hint}"
