"""Pure functions on strings: offsets, readings, sentences."""
