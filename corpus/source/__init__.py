"""Sources of the binary corpus documents, and the writers that turn them into Word, ODF and PDF."""
