"""The form in which a reply travels through Rasa's HTTP interface.

`POST /model/parse` hands a component nothing but one text. So the text is a JSON object that
carries the reply, its language and the caller's line. A reply that begins with "/" is thereby
never taken for a command of Rasa's. A text that is no such object is read as a bare reply.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 4096  # characters; Telegram's own limit for a message


@dataclass(frozen=True, slots=True)
class Envelope:
    """A reply with what is known of its language ("ko", "en" or None) and the caller's line."""

    text: str
    lang: str | None = None
    context: str | None = None

    def pack(self) -> str:
        """ASCII JSON, so that any text at all survives the way through HTTP."""
        return json.dumps({"text": self.text, "lang": self.lang, "context": self.context})


def unpack(raw: object) -> Envelope:
    """Reads a packed envelope or a bare text; never raises, cuts texts at LONGEST characters."""
    if not isinstance(raw, str):
        return Envelope("")
    try:
        fields = json.loads(raw) if raw.lstrip().startswith("{") else None
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        return Envelope(raw[:LONGEST])
    lang, context = fields.get("lang"), fields.get("context")
    return Envelope(
        text=fields["text"][:LONGEST],
        lang=lang if lang in ("ko", "en") else None,
        context=context[:LONGEST] if isinstance(context, str) and context else None,
    )
