"""Projections: what a record becomes for others to read, one shape a file."""
