"""Whole order books at once: read, decide each distinct combination, write the verdicts back."""
