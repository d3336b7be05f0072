"""Queries that read one document back as JSON; not public questions."""
