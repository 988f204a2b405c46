#!/bin/sh
# Prints the commands that allow a service what acls.csv beside this file lists, and nothing more:
#
#   deploy/acls.sh [--no-create] SERVICE PRINCIPAL [INSTALLATION [POOL]]
#   deploy/acls.sh runs User:runs
#   deploy/acls.sh stage User:stage sluice default | sh
#
# A stage service and a rebuild need one call for each pool. A replica with a role of its own needs
# less: stage-work, validation-decide. --no-create leaves out the right to make topics, for
# installations whose topics are there. KAFKA_ACLS is the tool with its own options,
# "kafka-acls.sh --bootstrap-server localhost:9092" unless it is set.
set -eu

create=1
if [ "${1:-}" = --no-create ]; then
  create=0
  shift
fi
if [ $# -lt 2 ] || [ $# -gt 4 ]; then
  sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
service=$1 principal=$2 installation=${3:-sluice} pool=${4:-}

here=$(dirname "$0")
if [ -z "$pool" ] && grep -q "^$service,.*POOL" "$here/acls.csv"; then
  echo "The rights of $service are by pool: $0 $service $principal $installation POOL" >&2
  exit 2
fi

# Names of certificates have spaces: a shell has to read them as one word.
case $principal in
  *[!A-Za-z0-9_.:@%+=/-]*) principal="'$(printf '%s' "$principal" | sed "s/'/'\\\\''/g")'" ;;
esac

# By the environment, since -v would take a backslash in a name for an escape.
principal=$principal tool=${KAFKA_ACLS:-kafka-acls.sh --bootstrap-server localhost:9092} \
  awk -F, -v service="$service" -v installation="$installation" -v pool="$pool" -v create="$create" '
  $1 == service {
    found = 1
    name = $3
    sub(/^INSTALLATION/, installation, name)
    sub(/POOL/, pool, name)
    line = ENVIRON["tool"] " --add --allow-principal " ENVIRON["principal"]
    count = split($4 (create && $5 != "" ? " " $5 : ""), operations, " ")
    for (i = 1; i <= count; i++) line = line " --operation " operations[i]
    print line " --" $2 " " name
  }
  END {
    if (!found) {
      print "There is no service " service ": see acls.csv" > "/dev/stderr"
      exit 2
    }
  }' "$here/acls.csv"
