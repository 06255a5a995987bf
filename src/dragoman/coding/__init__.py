"""From annotations to records: candidates, roles, status, word, days, place, merging."""
