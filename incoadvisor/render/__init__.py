"""Words and tables made from what the engine recorded."""
