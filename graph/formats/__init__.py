"""One reader a format: bytes to a source and its blocks."""
