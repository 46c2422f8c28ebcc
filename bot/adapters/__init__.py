"""The outside world, one folder each; none knows another."""
