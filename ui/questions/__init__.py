"""Questions made from a seed, the rounds made of them, and how they are drawn."""
