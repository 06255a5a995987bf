"""Who says what: cues, sources, contents and quotations."""
