"""The oral: questions a jury would ask about a case, answered from the engine's own run."""
