#!/bin/sh
# Starts, stops, restarts the platform, or says how it is.
set -eu
cd "$(dirname "$0")"
action=${1:-}
[ $# -gt 0 ] && shift
case $action in
  start) exec node tools/launcher/rialto.mjs start --detach "$@" ;;
  stop | restart | status) exec node tools/launcher/rialto.mjs "$action" "$@" ;;
  *)
    echo "Usage: ./run_services.sh start|stop|status|restart" >&2
    exit 2
    ;;
esac
