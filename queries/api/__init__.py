"""The questions behind the lists and resources of the HTTP API, for the program's own use."""
