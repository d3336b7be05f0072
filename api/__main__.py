"""`python -m sagsgang.api` is the command `sagsgang`."""

from .cli import main

if __name__ == "__main__":
    main()
