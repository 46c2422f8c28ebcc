"""The one use case: a message comes in, a step is saved, replies go out.

Whoever the message is for is looked up, the right part of the talk answers it (`lobby` outside of
a drill, `drill` in the call, `aftermath` once it is over), and the whole step is saved before a
word of it is sent.
"""

from bot.conversation.conversation import Conversation
from bot.conversation.delivery import Delivery
from bot.conversation.flood import Flood
from bot.conversation.talk import Settings, Tools

__all__ = ["Conversation", "Delivery", "Flood", "Settings", "Tools"]
