#!/bin/sh
# Atalaia. Licensed under the Apache License 2.0; see LICENSE.
# A worked client of Atalaia's REST API with curl and jq: copy it and go on from here. Without a command it tells its commands.
set -eu

base=${ATALAIA_URL:-http://127.0.0.1:8080}

# ask METHOD PATH [further arguments of curl]: prints the answer's body; what is not answered well is told and ends with 1.
ask() {
  method=$1 path=$2
  shift 2
  [ -z "${ATALAIA_TOKEN:-}" ] || set -- "$@" -H "Authorization: Bearer $ATALAIA_TOKEN"
  answer=$(curl -sS --max-time 10 -X "$method" -w '\n%{http_code}' "$@" "$base$path") || exit 1
  status=${answer##*
}
  body=${answer%
*}
  if [ "$status" -ge 400 ]; then
    printf '%s\n' "$body" | jq -r '"\(.status) \(.title): \(.detail)"' >&2
    exit 1
  fi
  printf '%s\n' "$body"
}

# Every machine, page by page: --data-urlencode with -G makes the parameters of the address.
list() {
  after=
  while :; do
    set -- -G --data-urlencode limit=100 --data-urlencode fields=items.id,items.name,items.state,items.headline.cpu,next
    [ -z "$after" ] || set -- "$@" --data-urlencode "after=$after"
    page=$(ask GET /api/v1/machines "$@")
    printf '%s\n' "$page" | jq -c '.items[] | {id, name, state, cpu: .headline.cpu}'
    after=$(printf '%s\n' "$page" | jq -r '.next // empty')
    [ -n "$after" ] || return 0
  done
}

# The points of a chart, one a line: MACHINE METRIC [MINUTES] [raw|rate]
query() {
  now=$(date +%s)
  answered=$(ask GET /api/v1/query -G --data-urlencode "machine=$1" --data-urlencode "metric=$2" \
    --data-urlencode "from=$((now - ${3:-60} * 60))000" --data-urlencode "to=${now}000" \
    --data-urlencode points=300 --data-urlencode "as=${4:-raw}")
  printf '%s\n' "$answered" |
    jq -c '.series[] | .metric as $metric | .labels as $labels
      | [.t, .avg] | transpose[] | {metric: $metric, labels: $labels, time: .[0], average: .[1]}'
}

# A sample of your own: CLIENT METRIC VALUE [ID]. An id makes a repetition count once.
save() {
  jq -cn --arg client "$1" --arg metric "$2" --argjson value "$3" --arg id "${4:-}" \
    '{client: $client, metrics: {($metric): $value}} + if $id == "" then {} else {id: $id} end' |
    ask POST /api/v1/samples -H 'Content-Type: application/json' -d @-
}

case ${1:-} in
  list | query | save)
    "$@"
    ;;
  *)
    cat >&2 <<'USAGE'
usage: atalaia.sh COMMAND …
  list                               every machine
  query MACHINE METRIC [MINUTES] [raw|rate]
  save CLIENT METRIC VALUE [ID]      a sample of your own
ATALAIA_URL is the gateway (http://127.0.0.1:8080), ATALAIA_TOKEN a token where it wants one.
USAGE
    exit 2
    ;;
esac
