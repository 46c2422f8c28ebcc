"""The author's desk in the chat: a text is checked, played in private, its misreadings filed.

Nothing here is scored, timed or counted: a play at the desk has events like any drill, and never a
scorecard.
"""

from bot.conversation.desk.front import answer, concerns, sent_away
from bot.conversation.desk.play import is_play

__all__ = ["answer", "concerns", "is_play", "sent_away"]
