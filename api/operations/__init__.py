"""How the server is run: its settings, what it tells of itself, and whether it is well."""
