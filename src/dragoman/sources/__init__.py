"""Turns the bytes of a known format into a story."""
