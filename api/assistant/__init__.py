"""The store for an assistant: read-only tools of the Model Context Protocol, each answer with its words."""
