"""Checks what Turnstile gives to Python: topics, schemas, datasets, and that a model learns from them."""
