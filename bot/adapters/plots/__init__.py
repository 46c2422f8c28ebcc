"""Plots for those who would rather look than read: the same on pages, in PDF and in the chat."""

from bot.adapters.plots.plots import MatplotlibPlots

__all__ = ["MatplotlibPlots"]
