"""How the application is run, beside the limits of a query."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Operation:
    """How many may wait, and what is told.

    `clients` may wait for a query at a time, `clients_of_copies` for a store without what is less sure. `metrics` says
    whether they are told, `log_queries` whether the log tells addresses and texts, `wait_for_store` whether a store may
    come later.
    """

    clients: int = 512
    clients_of_copies: int = 8
    metrics: bool = True
    log_queries: bool = False
    wait_for_store: bool = False
