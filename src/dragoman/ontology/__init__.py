"""What the codebook knows: event types, their modes, and the words that tell them."""
