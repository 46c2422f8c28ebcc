"""The facilitators' page: made on this server, no build step, no JavaScript."""

from bot.adapters.web.app import web_app
from bot.adapters.web.site import Draw

__all__ = ["Draw", "web_app"]
