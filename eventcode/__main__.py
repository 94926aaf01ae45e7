"""``python -m eventcode`` is the command line."""

import sys

from eventcode.cli import main

sys.exit(main())
