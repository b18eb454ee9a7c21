"""The document itself with its findings as comments; each format has a module, the command line writes the file."""
