"""The drill itself: pure, without I/O, clock or randomness of its own."""
