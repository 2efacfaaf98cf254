"""Starts the lambda-ls beside this file, on any supported Python: `python -I start.py COMMAND`.

With `-I` neither the working directory nor the user's variables can put other modules first.
"""

import os
import sys

LIBS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "libs")

if __name__ == "__main__":
    sys.path.insert(0, LIBS)
    from lambda_ls.__main__ import main

    main()
