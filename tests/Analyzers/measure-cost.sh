#!/usr/bin/env bash
# What the rules cost: a synthetic project of 10,000 files, one in ten of which speaks of logins, tokens or phones, is compiled as a Blazor WebAssembly frontend and as a web backend, neither of which says its kind.
# The compiler's own table (-p:ReportAnalyzer=true) gives the seconds spent in each rule, summed over threads; they are set against the CPU seconds, summed over
# threads too, of the same compilation without the rules. Medians of three. Limit: 5 % in a frontend, 1 % in a backend. Builds into a temporary folder.
# The last line of each kind says what the table leaves out: the compiler's work for having rules at all, which it does not count for any of them.
# Usage: measure-cost.sh [files] [runs] [every: one file in so many speaks of what the rules ask about; 1 for the worst program there can be]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 LC_ALL=C
files=${1:-10000}
runs=${2:-3}
every=${3:-10}
root=$PWD
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

said=$(dotnet build src/Extensions -c Release -o "$folder/library" --nologo -v quiet) || { printf '%s\n' "$said" >&2; exit 1; }
said=$(dotnet build src/Analyzers/NumberVerify.Analyzers -c Release -o "$folder/rules" --nologo -v quiet) || { printf '%s\n' "$said" >&2; exit 1; }

# project <kind> <SDK> <library> <properties>: the compiler's arguments, as a build with the package has them.
project() {
  mkdir -p "$folder/$1"
  awk -v count="$files" -v every="$every" -v folder="$folder/$1" -f tests/Analyzers/synthetic-sources.awk
  cat > "$folder/$1/Synthetic.csproj" <<XML
<Project Sdk="$2">
  <Import Project="$root/src/Analyzers/NumberVerify.Analyzers/build/NumberVerify.Analyzers.props" />
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <OutputType>Exe</OutputType>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
    <EnableNETAnalyzers>false</EnableNETAnalyzers>
    <ProvideCommandLineArgs>true</ProvideCommandLineArgs>
    <SkipCompilerExecution>true</SkipCompilerExecution>
    $4
  </PropertyGroup>
  <ItemGroup>
    <Using Include="System.Net.Http" />
    <Reference Include="$folder/library/$3.dll" />
    <Analyzer Include="$folder/rules/NumberVerify.Analyzers.dll" />
  </ItemGroup>
  <Target Name="KeepArguments" AfterTargets="CoreCompile">
    <WriteLinesToFile File="$folder/$1.compiler" Lines="\$(RoslynTargetsPath)/bincore/csc.dll" />
    <WriteLinesToFile File="$folder/$1.arguments" Lines="@(CscCommandLineArgs)" />
  </Target>
  <Import Project="$root/src/Analyzers/NumberVerify.Analyzers/build/NumberVerify.Analyzers.targets" />
</Project>
XML
  said=$(dotnet msbuild "$folder/$1" -restore -t:Compile -p:ReportAnalyzer=true -nologo -v:quiet) || { printf '%s\n' "$said" >&2; exit 1; }
  # The SDK's generators and analyzers are left out on both sides: what remains is the compiler and the rules.
  grep -v '^/analyzer:' "$folder/$1.arguments" | grep -v -e "^/reportanalyzer" -e "^/noconfig" > "$folder/$1.without"
  { cat "$folder/$1.without"; echo "/reportanalyzer"; echo "/analyzer:$folder/rules/NumberVerify.Analyzers.dll"; } > "$folder/$1.with"
}

# compile <kind> <with|without> <run>: leaves the CPU seconds in .cpu, and the share of the time in which a thread that wanted to run did run in .running:
# the table's seconds are wall-clock time, which on a busy machine counts waiting for a core as well.
compile() {
  local TIMEFORMAT='%U %S' name="$folder/$1.$2.$3"
  {
    time {
      (cd "$folder/$1" && exec dotnet exec "$(cat "$folder/$1.compiler")" /noconfig "@$folder/$1.$2" > "$name.said") &
      while kill -0 $! 2> "$folder/null"; do
        cat /proc/$!/task/*/schedstat > "$name.threads" 2> "$folder/null" && mv "$name.threads" "$name.schedule"
        sleep 0.5
      done
      wait $! || { grep error "$name.said" | head -3 >&2; exit 1; }
    }
  } 2> "$folder/time" || { cat "$folder/time" >&2; exit 1; }
  awk '{ print $1 + $2 }' "$folder/time" > "$name.cpu"
  awk '{ running += $1; waiting += $2 } END { print running / (running + waiting) }' "$name.schedule" > "$name.running"
}

median() { sort -g | awk '{ values[NR] = $1 } END { print (values[int((NR + 1) / 2)] + values[int(NR / 2) + 1]) / 2 }'; }

# report <kind> <limit in percent>
report() {
  for ((run = 1; run <= runs; run++)); do
    compile "$1" without "$run"
    compile "$1" with "$run"
    # Under a millisecond the table says "<0.001", which counts as one.
    awk -v running="$(cat "$folder/$1.with.$run.running")" '
         /NumberVerify\.Analyzers\.[A-Za-z]+ \(/ { sub(/</, "", $1); name = $3; sub(/.*\./, "", name); print name, $1 * running }
         /NumberVerify\.Analyzers, Version/ { sub(/</, "", $1); print "all", $1 * running }' "$folder/$1.with.$run.said" >> "$folder/$1.seconds"
  done
  local without with name share
  without=$(cat "$folder/$1".without.*.cpu | median)
  with=$(cat "$folder/$1".with.*.cpu | median)
  echo "$1: $files files; the compiler alone takes $without s of CPU time"
  for name in $(awk '$1 != "all" { print $1 }' "$folder/$1.seconds" | sort -u) all; do
    share=$(awk -v name="$name" '$1 == name { print $2 }' "$folder/$1.seconds" | median | awk -v whole="$without" '{ printf "%.3f s  %.2f %%", $1, 100 * $1 / whole }')
    printf '  %-34s %s\n' "$name" "$share"
  done
  awk -v with="$with" -v without="$without" 'BEGIN { printf "  whole process: %.2f s with the rules, %.2f s more than without\n", with, with - without }'
  awk -v share="${share##* s }" -v limit="$2" 'BEGIN { exit !(share + 0 > limit) }' && { echo "  over the limit of $2 %"; over=1; } || echo "  within the limit of $2 %"
}

over=0
project frontend Microsoft.NET.Sdk NumberVerify.Frontend '<UsingMicrosoftNETSdkBlazorWebAssembly>true</UsingMicrosoftNETSdkBlazorWebAssembly>'
project backend Microsoft.NET.Sdk.Web NumberVerify ''
report frontend 5
report backend 1
exit $over
