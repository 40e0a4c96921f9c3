#!/bin/sh
# Asks every service how it is, walks an order through all of them, and asks for what they must refuse.
set -eu
cd "$(dirname "$0")"
node tools/launcher/rialto.mjs status "$@"
node tools/launcher/rialto.mjs demo order "$@"
exec node tools/launcher/rialto.mjs demo refusals "$@"
