#!/usr/bin/env bash
# Breaks the rules on purpose, one place at a time, and reports how many of the breaks a test notices: eng/mutation.sh [ROOM...],
# rooms of EvaluationPortal.Core, Scoring and Access unless told. Needs the .NET SDK alone; a quarter of an hour each, less for a
# small room. Reports go to artifacts/mutation; what survives and why it may is in docs/mutation.md. The last lines are the scores.
set -euo pipefail
cd "$(dirname "$0")/.."
rooms=("$@")
[ ${#rooms[@]} -gt 0 ] || rooms=(Scoring Access)
for room in "${rooms[@]}"; do
  case $room in
    Scoring | Access) ;;
    *) echo "eng/mutation.sh: eng/Mutation has the tests of Scoring and Access, not of '$room'" >&2; exit 2 ;;
  esac
done

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
reports=$PWD/artifacts/mutation
dotnet tool restore
cd eng/Mutation/Tests
scores=()
for room in "${rooms[@]}"; do
  rm -rf "${reports:?}/$room"
  mkdir -p "$reports/$room"
  nice -n 10 dotnet stryker --mutate "**/$room/*.cs" --output "$reports/$room" --skip-version-check | tee "$reports/$room/log.txt"
  score=$(grep -oE 'final mutation score is [0-9.]+' "$reports/$room/log.txt" | grep -oE '[0-9.]+$') || { echo "eng/mutation.sh: no score for $room" >&2; exit 1; }
  scores+=("$room: $score %, $reports/$room/reports/mutation-report.html")
done
printf '%s\n' "${scores[@]}"
