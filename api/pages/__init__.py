"""The pages: what people see, rendered on the server."""
