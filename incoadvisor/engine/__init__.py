"""Running the rules: experta for one case, a plain evaluator for the questions around it."""
