"""Fault injection: forty people drill while the bot is killed and everything around it fails."""
