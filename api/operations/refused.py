"""What is wrong with settings."""


class SettingsError(Exception):
    """A setting that cannot be; the message is one line that names it."""
