"""The pages: what people see, rendered on the server."""

from .routes import router

__all__ = ["router"]
