"""What is handed over as it is, made of rendered folders."""
