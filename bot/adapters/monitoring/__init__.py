"""What can be seen of the running bot from outside: health, figures, logs; nothing of people."""

from bot.adapters.monitoring.figures import Figures
from bot.adapters.monitoring.logs import formatter, log_stray
from bot.adapters.monitoring.pages import monitoring_app

__all__ = ["Figures", "formatter", "log_stray", "monitoring_app"]
