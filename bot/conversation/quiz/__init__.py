"""/quiz: telling scams from genuine calls, before practising, after it, and later.

An item takes three taps: what it is, how sure one is, what one would do. The buttons carry the
answers so far, so that half an answer needs no state. Nothing is told of right or wrong before the
end, which would teach during the measurement.
"""

from bot.conversation.quiz.asking import QUIZ
from bot.conversation.quiz.front import begin, concerns, stop, take

__all__ = ["QUIZ", "begin", "concerns", "stop", "take"]
