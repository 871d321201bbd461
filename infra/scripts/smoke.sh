#!/usr/bin/env bash
# Clones this checkout into an empty folder and does what the README says: npm start, log in, send an update, see it.
set -euo pipefail
source=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d)
chmod 755 "$folder"
port=${YUANQU_SMOKE_PORT:-18080}
pid=
finish() {
  code=$?
  if [ -n "$pid" ]; then kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; fi
  [ $code = 0 ] || tail -n 40 "$folder/start.log"
  rm -rf "$folder"
  exit $code
}
trap finish EXIT

git clone -q "$source" "$folder/yuanqu"
cd "$folder/yuanqu"
YUANQU_PORT=$port npm start >"$folder/start.log" 2>&1 &
pid=$!
origin=http://127.0.0.1:$port
for _ in $(seq 600); do
  curl -fs "$origin/health/ready" >/dev/null 2>&1 && break
  kill -0 "$pid" 2>/dev/null || { echo 'npm start ended by itself'; exit 1; }
  sleep 0.5
done
curl -fsS "$origin/health/ready"; echo

# The command that npm start prints, as a user would paste it.
grep -q 'yuanqu-demo' "$folder/start.log" || sleep 2
token=$(curl -fsS "$origin/api/identity/v1/token" -u operator-software:yuanqu-demo -d grant_type=client_credentials | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
unit=$(curl -fsS -H "Authorization: Bearer $token" "$origin/api/intake/v1/parks/software/units?status=vacant&limit=1" | sed 's/.*"unit":"\([^"]*\)".*/\1/')
answer=$(curl -fsS "$origin/api/intake/v1/occupancy" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
  -d "{\"updateId\":\"smoke-1\",\"park\":\"software\",\"unit\":\"$unit\",\"status\":\"reserved\",\"observedAt\":\"$(date -u +%FT%TZ)\"}")
echo "$answer"
grep -q '"accepted":1' <<<"$answer"
echo "npm start from a fresh clone works"
