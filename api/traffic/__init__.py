"""What many cases tell together, as the command and the HTTP API tell it."""
