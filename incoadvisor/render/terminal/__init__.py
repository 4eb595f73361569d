"""Text to be read in a terminal of 80 columns; NO_COLOR is honoured (by rich)."""
