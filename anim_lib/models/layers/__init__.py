"""The mechanisms as trainable layers, each of which runs over a sequence or token by token."""
