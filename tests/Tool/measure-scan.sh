#!/usr/bin/env bash
# How long the scan takes over a gigabyte, and how much memory: scripts of which many speak of secrets, assemblies, and an archive with the same again, a secret at the end of each.
# Limits: 60 seconds, 300 MB. Leaves nothing behind. Usage: measure-scan.sh [megabytes]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 LC_ALL=C
megabytes=${1:-1024}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

said=$(dotnet build src/Tool -c Release --nologo -v quiet) || { printf '%s\n' "$said" >&2; exit 1; }
[ -d tests/Tool/node/node_modules ] || (cd tests/Tool/node && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)

# A third each. A bundle of one line, as builds make them, and then one file for each of the packages' own.
mkdir -p "$folder/site/wwwroot" "$folder/site/assemblies" "$folder/packed"
third=$((megabytes * 1024 * 1024 / 3))
find tests/Tool/node/node_modules -path '*/jsrsasign/test' -prune -o -name '*.js' -size +20k -print0 | xargs -0 cat | tr '\n' ' ' > "$folder/bundle"
size=0
while [ "$size" -lt "$third" ]; do
  cat "$folder/bundle" >> "$folder/site/wwwroot/app.js"
  size=$(stat -c %s "$folder/site/wwwroot/app.js")
done
printf ';a={client_secret:"q7%s"};' 4f0c2d7e1b9a8056 >> "$folder/site/wwwroot/app.js"

runtime=$(dirname "$(dotnet --list-runtimes | sed -n 's/^Microsoft.NETCore.App \([^ ]*\) \[\(.*\)\]$/\2\/\1/p' | tail -1)/.")
copies=0
while [ "$(du -sb "$folder/site/assemblies" | cut -f1)" -lt "$third" ]; do
  mkdir "$folder/site/assemblies/$copies"
  cp "$runtime"/*.dll src/Tool/bin/Release/net10.0/*.dll "$folder/site/assemblies/$copies"
  copies=$((copies + 1))
done

cp "$folder/site/wwwroot/app.js" "$folder/packed/app.js"
truncate -s "$((third / 2))" "$folder/packed/app.js"
printf ';a={client_secret:"q7%s"};' 4f0c2d7e1b9a8056 >> "$folder/packed/app.js"
cp -r "$folder/site/assemblies/0" "$folder/packed/assemblies"
# As long packed as the others are: what is stored in it is unpacked on the way.
python3 - "$folder" "$third" <<'PY'
import os, sys, zipfile
folder, third = sys.argv[1], int(sys.argv[2])
with zipfile.ZipFile(folder + "/site/app.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
    copy = 0
    while archive.fp.tell() < third:
        for root, _, names in os.walk(folder + "/packed"):
            for name in names:
                path = os.path.join(root, name)
                archive.write(path, "%d/%s" % (copy, os.path.relpath(path, folder + "/packed")))
        copy += 1
PY

start=$(date +%s.%N)
status=0
dotnet src/Tool/bin/Release/net10.0/NumberVerify.Tool.dll scan "$folder/site" > "$folder/report" &
process=$!
peak=0
ticks=0
while [ -e "/proc/$process/status" ] && high=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\) kB$/\1/p' "/proc/$process/status") && [ -n "$high" ]; do
  peak=$high
  ticks=$(awk '{ print $14 + $15 }' "/proc/$process/stat" 2> /dev/null || echo "$ticks")
  sleep 0.1
done
wait "$process" || status=$?
seconds=$(awk -v a="$start" -v b="$(date +%s.%N)" 'BEGIN { printf "%.1f", b - a }')
tail -1 "$folder/report"
found=$(grep -c ': error NV1004: ' "$folder/report")
echo "$seconds s, $((ticks / $(getconf CLK_TCK))) s of processors, $((peak / 1024)) MB, exit code $status, $found planted secrets found"
[ "$status" -eq 1 ] && [ "$found" -ge 2 ] && [ "$peak" -lt $((300 * 1024)) ] && awk -v s="$seconds" 'BEGIN { exit !(s < 60) }'
