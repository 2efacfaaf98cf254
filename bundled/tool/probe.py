"""Tells as JSON what the Python that runs it is good for: `python -I probe.py`.

It has to run on every Python there is, also on those that the server does not.
"""

import json
import os
import platform
import sys

LIBS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "libs")


def has_server():
    """Whether lambda-ls is installed for this Python."""
    try:
        from importlib.util import find_spec
    except ImportError:
        return False
    return find_spec("lambda_ls") is not None


def runs_bundle():
    """Whether the native modules that were shipped can be loaded, which is surer than a version."""
    sys.path.insert(0, LIBS)
    try:
        import tree_sitter
        import yaml

        return yaml.__with_libyaml__ and hasattr(tree_sitter, "Parser")
    except Exception:
        return False


if __name__ == "__main__":
    answer = {
        "executable": sys.executable,
        "name": platform.python_implementation() + " " + platform.python_version(),
        "hasServer": has_server(),
        "runsBundle": runs_bundle(),
    }
    print(json.dumps(answer))
