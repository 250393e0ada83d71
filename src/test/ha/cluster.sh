#!/usr/bin/env bash
# Two PostgreSQL servers on loopback, one of them the synchronous standby of the other, kept by Patroni and etcd.
#
#   cluster.sh up PORT        starts it, with etcd on PORT and the servers on PORT+10 and PORT+20; prints its folder
#   cluster.sh primary DIR    prints the number of the server that is the primary (1 or 2), and fails while there is none
#   cluster.sh ready DIR      succeeds when the other server is a synchronous standby
#   cluster.sh kill DIR N     ends server N and its Patroni at once, as a machine that loses its power
#   cluster.sh freeze DIR N   stops them without a word; thaw lets them go on
#   cluster.sh start DIR N    starts server N again
#   cluster.sh down DIR       ends everything and removes the folder
#
# Needs patroni, etcd-server and postgresql of Debian. Started by root it runs as the user postgres.
set -euo pipefail

postgres=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
as=()
[ "$(id -u)" != 0 ] || as=(runuser -u postgres --)

port() { cat "$1/port"; }
rest() { echo $(($(port "$1") + $2 * 10 + 1)); }

processes() { # every process that names the folder of server $2
  pgrep -f "$1/server$2[/. ]" || true
}

start() {
  local dir=$1 n=$2
  # Nothing of this script's own output is kept open by what it starts.
  "${as[@]}" setsid patroni "$dir/server$n.yml" >>"$dir/server$n.log" 2>&1 </dev/null &
}

configured() {
  local dir=$1 n=$2 base
  base=$(port "$dir")
  cat <<YAML
scope: bridge
name: server$n
restapi: { listen: "127.0.0.1:$(rest "$dir" "$n")", connect_address: "127.0.0.1:$(rest "$dir" "$n")" }
etcd3: { host: "127.0.0.1:$base" }
bootstrap:
  dcs:
    ttl: 10
    loop_wait: 2
    retry_timeout: 4
    synchronous_mode: true
    postgresql:
      use_pg_rewind: true
      parameters: { max_connections: 60, wal_keep_size: 256MB, shared_buffers: 64MB }
  initdb: [{ encoding: UTF8 }, data-checksums]
postgresql:
  listen: "127.0.0.1:$((base + n * 10))"
  connect_address: "127.0.0.1:$((base + n * 10))"
  data_dir: "$dir/server$n/data"
  bin_dir: "$postgres"
  pgpass: "$dir/server$n.pgpass"
  pg_hba: ["local all all trust", "host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust"]
  parameters: { unix_socket_directories: "$dir" }
  authentication:
    superuser: { username: postgres, password: drill }
    replication: { username: standby, password: drill }
YAML
}

up() {
  local dir
  dir=$(mktemp -d /tmp/bridge-ha.XXXXXX)
  chmod 755 "$dir"
  echo "$1" >"$dir/port"
  for n in 1 2; do
    mkdir -m 700 "$dir/server$n"
    configured "$dir" $n >"$dir/server$n.yml"
  done
  [ "$(id -u)" != 0 ] || chown -R postgres: "$dir"
  "${as[@]}" setsid etcd --name drill --data-dir "$dir/etcd" \
    --listen-client-urls "http://127.0.0.1:$1" --advertise-client-urls "http://127.0.0.1:$1" \
    --listen-peer-urls "http://127.0.0.1:$(($1 + 1))" --initial-advertise-peer-urls "http://127.0.0.1:$(($1 + 1))" \
    --initial-cluster "drill=http://127.0.0.1:$(($1 + 1))" >"$dir/etcd.log" 2>&1 </dev/null &
  start "$dir" 1
  start "$dir" 2
  echo "$dir"
}

primary() {
  for n in 1 2; do
    if curl -fs --max-time 2 -o /dev/null "http://127.0.0.1:$(rest "$1" $n)/primary"; then
      echo $n
      return
    fi
  done
  return 1
}

ready() {
  local n
  n=$(primary "$1")
  curl -fs --max-time 2 -o /dev/null "http://127.0.0.1:$(rest "$1" $((3 - n)))/sync"
}

signal() {
  local signal=$1 found
  found=$(processes "$2" "$3")
  # The server's own processes carry its name in place of the folder; they are the children of the postmaster.
  for each in $found; do found="$found $(pgrep -P "$each" || true)"; done
  kill "-$signal" $found 2>/dev/null || true
}

case ${1:-} in
  up) up "$2" ;;
  primary) primary "$2" ;;
  ready) ready "$2" ;;
  kill) signal KILL "$2" "$3" ;;
  freeze) signal STOP "$2" "$3" ;;
  thaw) signal CONT "$2" "$3" ;;
  start) start "$2" "$3" ;;
  down)
    for n in 1 2; do signal CONT "$2" $n; signal KILL "$2" $n; done
    pkill -KILL -f "$2/etcd" || true
    rm -rf "$2"
    ;;
  *) sed -n '2,14p' "$0"; exit 2 ;;
esac
