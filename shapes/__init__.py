"""The SHACL shapes of every class."""
