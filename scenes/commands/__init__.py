"""One file a command. Each has NAME, HELP, EXAMPLE, ``add_arguments`` and ``run``."""
