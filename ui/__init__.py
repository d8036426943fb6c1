"""The browser: renders what the answer package decided, and decides nothing."""
