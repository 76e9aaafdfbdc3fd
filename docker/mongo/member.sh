#!/usr/bin/env bash
# A member of the replica set. MongoDB wants the members' key in a file that nobody else can read; the environment has it.
set -euo pipefail
key=/tmp/replica-set.key
printf '%s\n' "${MONGO_KEY:?}" | install -m 400 -o mongodb -g mongodb /dev/stdin "$key"
unset MONGO_KEY
exec docker-entrypoint.sh mongod --replSet rs0 --keyFile "$key" --bind_ip_all
