"""Who: names, role nouns with their country, titles, appositives, pronouns, and the story's memory of them."""
