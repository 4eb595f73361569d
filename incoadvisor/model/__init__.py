"""The nouns of the field as frozen models: no input, no output, no knowledge."""
