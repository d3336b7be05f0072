"""One stored question a file."""
