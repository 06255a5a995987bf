"""Parts of the places annotator: its words, what stands beside a name, finding and placing."""
