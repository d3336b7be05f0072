"""`python -m sagsgang.api` is the command `sagsgang`."""

from .cli import main

main()
