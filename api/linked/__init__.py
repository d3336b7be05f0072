"""Linked data: each IRI of ours as a page or as data, by ending or by Accept."""
