"""Annotators: registered spaCy components, one a file; none imports another."""
