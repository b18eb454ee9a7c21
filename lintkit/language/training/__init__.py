"""Builds the Swedish pipeline that ships with lintkit; used by maintainers only and left out of the wheel."""
