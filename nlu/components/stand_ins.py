"""Empty stand-ins for the parts of Rasa that this project does not use.

Rasa imports TensorFlow and the client library of every chat network and database that it knows,
used or not. Each would be a package to install, to keep free of known holes and to wait for at
every start. This module answers for them instead: they can be imported and do nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Final

CHANNELS: Final = frozenset(
    f"rasa.core.channels.{name}"
    for name in (
        "botframework",
        "console",
        "facebook",
        "hangouts",
        "mattermost",
        "rasa_chat",
        "rocketchat",
        "slack",
        "socketio",
        "telegram",
        "twilio",
        "twilio_voice",
        "webexteams",
    )
)
TENSORFLOW: Final = frozenset(
    f"rasa.utils.tensorflow.{name}" for name in ("callback", "data_generator", "model_data")
)
LIBRARIES: Final = frozenset(
    {"aio_pika", "aiormq", "boto3", "botocore", "matplotlib", "pymongo", "questionary"}
)


class AbsentError(Exception):
    """What every name in a stand-in is: good to import or inherit from, not to call."""

    def __init__(self, *_: object, **__: object) -> None:
        raise ImportError(f"{type(self).__name__} is not part of this installation")

    @classmethod
    def name(cls) -> str:
        """The class name, by which Rasa lists its channels."""
        return cls.__name__


class _StandIn(ModuleType):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__path__ = []

    def __getattr__(self, name: str) -> type[AbsentError]:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (AbsentError,), {"__module__": self.__name__})


class _Loader(Loader):
    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _StandIn(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run: the names are made when they are asked for."""


class _Finder(MetaPathFinder):
    def __init__(self, modules: frozenset[str]) -> None:
        self._modules = modules

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname in self._modules or fullname.partition(".")[0] in LIBRARIES:
            return ModuleSpec(fullname, _Loader(), is_package=True)
        return None


def install(*, tensorflow: bool = False) -> None:
    """After this, `import rasa` needs nothing that is listed above; safe to call twice.

    With `tensorflow`, Rasa's parts for it are the real ones.
    """
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder(CHANNELS if tensorflow else CHANNELS | TENSORFLOW))
