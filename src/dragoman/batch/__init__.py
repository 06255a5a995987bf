"""A corpus read by many processes into Parquet parts, and the parts brought into a ledger by one step."""
