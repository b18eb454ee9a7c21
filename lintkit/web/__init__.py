"""The local page: documents dropped in a browser on this machine, their report and annotated copies back."""
