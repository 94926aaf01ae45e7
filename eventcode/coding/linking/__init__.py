"""Between whom: the parties of each act of a sentence."""
