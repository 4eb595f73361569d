"""Reading the YAML knowledge: strict, located, cached by digest."""
