#!/usr/bin/env bash
# Runs the tests on each named version of CPython that this machine has: test-pythons.sh DONE VERSION...
# DONE is an interpreter whose version has been tested already.
set -euo pipefail
cd "$(dirname "$0")/.."

done_version=$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
shift
for version in "$@"; do
  if [ "$version" = "$done_version" ]; then continue; fi
  # A version manager's shim can stand on the path for a Python that it does not have.
  if ! "python$version" -c '' 2>/dev/null; then
    echo "Python $version: not on this machine"
    continue
  fi
  environment=.test-venvs/$version
  if [ ! -e "$environment/.installed" ] || [ pyproject.toml -nt "$environment/.installed" ]; then
    "python$version" -m venv "$environment"
    "$environment/bin/python" -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
    "$environment/bin/python" -m pip install --quiet --disable-pip-version-check --editable . --group test
    touch "$environment/.installed"
  fi
  echo "Python $version:"
  "$environment/bin/python" -m pytest -q --ignore tests/editors --ignore tests/test_layout.py
done
