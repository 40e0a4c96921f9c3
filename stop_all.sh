#!/bin/sh
# Ends the platform on this machine.
set -eu
cd "$(dirname "$0")"
exec node tools/launcher/rialto.mjs stop "$@"
