"""Marking: a candidate's answer against what the engine and the case study say."""
