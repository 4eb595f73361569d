"""Case studies drawn by chance and checked by the engine."""
