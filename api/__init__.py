"""The faces: the command, HTTP and the pages."""
