#!/bin/sh
# Fuzzes the API by its own description: a server of its own, on the demo's store, on a free port of
# this machine, asked by schemathesis from a throw-away Python environment. Needs python3 with venv
# and pip, and `npm ci` done. Further arguments go to schemathesis, such as --max-examples 20.
set -eu

SCHEMATHESIS=4.32.5
CHECKS=not_a_server_error,response_schema_conformance,status_code_conformance,content_type_conformance,response_headers_conformance

cd "$(dirname "$0")/.."
node=node_modules/.bin/node
work=$(mktemp -d)
server=
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check "schemathesis==$SCHEMATHESIS"

$node src/cli/main.ts demo --once --store "$work/demo.db" >"$work/demo.log" 2>&1 ||
  { cat "$work/demo.log" >&2; exit 1; }
$node src/cli/main.ts serve --port 0 --store "$work/demo.db" 2>"$work/server.log" &
server=$!
url=
for _ in $(seq 100); do
  url=$(sed -n 's/^Headwater at //p' "$work/server.log")
  [ -z "$url" ] || break
  sleep 0.1
done
[ -n "$url" ] || { cat "$work/server.log" >&2; exit 1; }

# First what is read, of evidence that is there; then everything, with whatever comes to mind.
$node -e '
  const { evidence } = await (await fetch(process.argv[1] + "api/evidence")).json();
  console.log(`[parameters]\n"path.hash" = "${evidence[0].hash}"`);
' --input-type=module "$url" >"$work/there.toml"
: >"$work/any.toml"
fuzz() {
  config=$1
  shift
  "$work/venv/bin/schemathesis" --config-file "$work/$config" \
    run "${url}api/openapi.json" --checks "$CHECKS" --seed 1 --request-timeout 60 "$@" || status=1
}
status=0
fuzz there.toml --include-method GET "$@"
fuzz any.toml "$@"
faults=$(grep -c '"level":50' "$work/server.log" || true)
echo "faults in the server's log: $faults"
[ "$faults" = 0 ] || { grep '"level":50' "$work/server.log" | cut -c1-500 | head -5; status=1; }
exit "$status"
