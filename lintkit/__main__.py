"""`python -m lintkit`."""

import sys

from lintkit.cli import main

if __name__ == "__main__":
    sys.exit(main())
