"""Feeds polled politely, read into the ledger, and those told who asked to know."""
