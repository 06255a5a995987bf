"""The pages: one file a page, each a router of its own."""
