"""What is to be installed first."""


class Missing(Exception):
    """A package that only an extra brings is not there; the message is one line that says how it comes."""

    def __init__(self, what: str, package: str, extra: str) -> None:
        """`what` needs `package`, which `pip install "sagsgang[extra]"` brings."""
        super().__init__(f'{what} needs {package}, which is not installed: pip install "sagsgang[{extra}]"')
