#!/bin/sh
# Atalaia. Licensed under the Apache License 2.0; see LICENSE.
# Becomes the administrator by the link that the terminal of a new hub shows, and prints a token of a program:
#   ./first-token.sh LINK NAME SCOPE…        the password (12 signs or more) is the first line of standard input
set -eu
link=$1 name=$2
shift 2
base=${link%/setup#*}
IFS= read -r password
session=$(mktemp)
trap 'rm -f "$session"' EXIT

# The session is a cookie; what changes something needs the csrf of the answer beside it.
csrf=$(jq -n --arg secret "${link#*#}" --arg name "$name" --arg password "$password" '{secret: $secret, name: $name, password: $password}' |
  curl -sS --fail-with-body --max-time 10 -c "$session" -H 'Content-Type: application/json' -d @- "$base/api/v1/setup" | jq -er '.csrf // error(.detail)')
jq -n '{name: "first", scopes: $ARGS.positional}' --args "$@" |
  curl -sS --fail-with-body --max-time 10 -b "$session" -H "X-CSRF-Token: $csrf" -H 'Content-Type: application/json' -d @- "$base/api/v1/tokens" |
  jq -er '.token // error(.detail)'
