#!/usr/bin/env bash
# Installs Neovim for the tests in real editors, where that takes no question: as root on Debian.
set -euo pipefail

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "Neovim is not installed; its tests will be skipped."
  exit 0
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends neovim >/dev/null
