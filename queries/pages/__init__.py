"""The questions that the pages ask, for the program's own use."""
