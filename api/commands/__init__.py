"""What each command of `sagsgang` does; `cli` says what it is called and takes."""
