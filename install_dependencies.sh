#!/bin/sh
# Installs all dependencies.
set -eu
cd "$(dirname "$0")"
exec node tools/launcher/install.mjs
