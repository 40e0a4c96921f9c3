#!/bin/sh
# Starts the whole platform in the background.
set -eu
cd "$(dirname "$0")"
exec node tools/launcher/rialto.mjs start --detach "$@"
