"""What the conversation needs from outside, and the plain values that cross.

Every Protocol has its contract test, which runs over all its adapters.
"""

from bot.ports.messages import (
    LARGEST_DOCUMENT,
    Address,
    Attachment,
    Button,
    Command,
    Content,
    Document,
    Message,
    Reply,
    Tap,
    TimeUp,
    Unsent,
    Words,
)
from bot.ports.records import (
    Candidate,
    Due,
    Duty,
    History,
    Holder,
    Past,
    Step,
    Trainee,
)
from bot.ports.services import (
    Channel,
    Clock,
    Complaint,
    Examined,
    Examiner,
    Library,
    Nlu,
)
from bot.ports.store import (
    Store,
)

__all__ = [
    "LARGEST_DOCUMENT",
    "Address",
    "Attachment",
    "Button",
    "Candidate",
    "Channel",
    "Clock",
    "Command",
    "Complaint",
    "Content",
    "Document",
    "Due",
    "Duty",
    "Examined",
    "Examiner",
    "History",
    "Holder",
    "Library",
    "Message",
    "Nlu",
    "Past",
    "Reply",
    "Step",
    "Store",
    "Tap",
    "TimeUp",
    "Trainee",
    "Unsent",
    "Words",
]
