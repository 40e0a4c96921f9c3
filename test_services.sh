#!/bin/sh
# Asks every service how it is, and walks an order through all of them.
set -eu
cd "$(dirname "$0")"
node tools/launcher/rialto.mjs status "$@"
exec node tools/launcher/rialto.mjs demo order "$@"
