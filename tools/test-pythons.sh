#!/usr/bin/env bash
# Runs the tests on each named version of CPython that this machine has, whether on the path or
# kept by pyenv: test-pythons.sh DONE VERSION...
# DONE is an interpreter whose version has been tested already.
set -euo pipefail
cd "$(dirname "$0")/.."

find_python() {
  local candidate
  for candidate in "python$1" "${PYENV_ROOT:-$HOME/.pyenv}/versions/$1".*/bin/python; do
    # A version manager's shim can stand on the path for a Python that it does not have.
    if "$candidate" -c '' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
}

done_version=$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
shift
for version in "$@"; do
  if [ "$version" = "$done_version" ]; then continue; fi
  python=$(find_python "$version")
  if [ -z "$python" ]; then
    echo "Python $version: not on this machine"
    continue
  fi
  environment=.test-venvs/$version
  if [ ! -e "$environment/.installed" ] || [ pyproject.toml -nt "$environment/.installed" ]; then
    "$python" -m venv "$environment"
    install=("$environment/bin/python" -m pip install --quiet --disable-pip-version-check)
    "${install[@]}" --upgrade 'pip>=25.1'
    "${install[@]}" --editable . --group test
    touch "$environment/.installed"
  fi
  echo "Python $version:"
  # How processes and the protocol behave depends on the version; how code and templates are
  # read does not, and that they are read at all is seen with the packed extension.
  "$environment/bin/python" -m pytest -q -n auto --dist loadfile \
    --ignore-glob 'tests/runtime/test_node_*' \
    tests/cli/test_invoke.py tests/cli/test_debug.py tests/runtime \
    tests/lsp/test_lifecycle.py tests/lsp/test_methods.py tests/lsp/test_runs.py
done
