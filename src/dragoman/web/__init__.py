"""The desk: the ledger in the browser. Reads a ledger's view; computes nothing about language."""
