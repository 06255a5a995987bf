"""Names of the world: states, bodies, the nouns of actors and the places, with their data and sources."""
