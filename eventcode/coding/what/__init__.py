"""What: the frames of the dictionaries fitted to clauses, and operators composed over acts."""
