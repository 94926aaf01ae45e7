"""Trees: the parser, and what the rest of the coder sees of a parse: clauses with logical roles, noun phrases."""
