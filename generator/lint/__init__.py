"""LINT: what the rules found in a record becomes problems with a place, a weight and a question."""
