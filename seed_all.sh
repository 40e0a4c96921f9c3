#!/bin/sh
# Puts the demo accounts, products and orders where they are missing.
set -eu
cd "$(dirname "$0")"
exec node tools/launcher/rialto.mjs seed "$@"
