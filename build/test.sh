#!/usr/bin/env bash
# Builds everything and runs every test. The last line is "N passed, N failed"; what was skipped is named, with its reason, above it.
# With CI=true a skipped test fails the run.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

# Native AOT links with the C toolchain, and pages are tested in chromium. Only CI may install what its machine lacks; elsewhere the tests are skipped by name.
if [ "${CI:-}" = true ] && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
  missing=
  command -v gcc > /dev/null || command -v clang > /dev/null || missing="$missing gcc"
  [ -e /usr/include/zlib.h ] || missing="$missing zlib1g-dev"
  # Without ICU there is one culture, and what must not depend on the culture cannot be shown.
  ldconfig -p | grep -q libicuuc || missing="$missing libicu-dev"
  # A backend of several nodes is tested as one: a database they share, and a server in front of them.
  compgen -G "/usr/lib/postgresql/*/bin/initdb" > /dev/null || missing="$missing postgresql"
  command -v nginx > /dev/null || [ -x /usr/sbin/nginx ] || missing="$missing nginx"
  # The command line tool is tried in a real terminal.
  command -v tmux > /dev/null || missing="$missing tmux"
  [ -e /usr/bin/chromium ] || missing="$missing chromium"
  # shellcheck disable=SC2086
  [ -z "$missing" ] || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing > /dev/null; }
fi

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

if ! dotnet build NumberVerify.sln --nologo -v quiet -clp:NoSummary; then
  echo "0 passed, 1 failed"
  exit 1
fi

status=0
for project in tests/*/*.Tests.csproj; do
  echo "== $project"
  dotnet test "$project" --no-build --nologo -v quiet --logger "console;verbosity=normal" \
    --logger "trx;LogFileName=$(basename "$project" .csproj).trx" --results-directory "$results" \
    | grep -vE '^\s+(Passed|Skipped) |^(VSTest|A total of|Test Run|Test run for|Starting test|Results File|\[xUnit)|^$'
  [ "${PIPESTATUS[0]}" -eq 0 ] || status=1
done

count() { cat "$results"/*.trx | grep -oE "<Counters [^>]*" | grep -oE " $1=\"[0-9]+\"" | grep -oE '[0-9]+' | awk '{ sum += $1 } END { print sum + 0 }'; }
total=$(count total) passed=$(count passed)
skipped=$(cat "$results"/*.trx | awk '
  /<UnitTestResult .*outcome="NotExecuted"/ { match($0, /testName="[^"]*"/); name = substr($0, RSTART + 10, RLENGTH - 11) }
  name != "" && /<Message>/ { gsub(/^ *<Message>|<\/Message>.*$/, ""); print "skipped: " name ": " $0; name = "" }')
skips=$((total - $(count executed)))
failed=$((total - passed - skips))

# A run that broke off before its results were written is a failure too.
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
if [ "$skips" -gt 0 ]; then
  printf '%s\n' "$skipped"
  [ "${CI:-}" != true ] || failed=$((failed + skips))
fi
echo "$skips skipped"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
