"""What a check says."""


class Failed(Exception):
    """A check that did not hold. The message says what was found, and what was expected."""


def require(holds, message):
    """Fails with the message unless it holds."""
    if not holds:
        raise Failed(message)
