"""The second reader: which act one mention does to another, where no frame says so."""
