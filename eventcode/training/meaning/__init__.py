"""How the second reader is made: coded sentences as pairs of mentions, its network, its training."""
