"""Questions that paths, ways and routes are read by."""
