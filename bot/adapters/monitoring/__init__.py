"""What can be seen of the running bot from outside: health, figures, logs; nothing of people."""

from bot.adapters.monitoring.figures import Figures
from bot.adapters.monitoring.logs import formatter
from bot.adapters.monitoring.pages import monitoring_app

__all__ = ["Figures", "formatter", "monitoring_app"]
