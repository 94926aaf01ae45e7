"""When: time expressions, and the act each of them dates."""
