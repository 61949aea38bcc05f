#!/usr/bin/env bash
# Everything a change has to pass: installs what a new Debian machine lacks, builds with warnings as errors, runs all tests.
# The last line is "N passed, N failed" (and ", N skipped" if any); the exit code is 0 only when something ran and nothing failed.
set -euo pipefail
cd "$(dirname "$0")/.."
exec </dev/null

passed=0 failed=0 skipped=0
finish() {
  local code=$?
  [ "$code" -ne 0 ] && [ "$failed" -eq 0 ] && echo "eng/test.sh: stopped before every test had run (exit code $code)" >&2
  echo "$passed passed, $failed failed$([ "$skipped" -gt 0 ] && echo ", $skipped skipped" || true)"
}
trap finish EXIT

# -- what the tests need beside the .NET SDK ------------------------------------------------------------------------------
missing=()
need() { command -v "$2" >/dev/null 2>&1 || missing+=("$1"); }
{ command -v chromium || command -v google-chrome || command -v microsoft-edge || [ -n "${PORTAL_BROWSER:-}" ]; } >/dev/null 2>&1 || missing+=(chromium)
# The same browser at less than half the processor time; without it the tests take longer, so nobody is asked for root for its sake.
[ "$(id -u)" -ne 0 ] || need chromium-headless-shell chromium-headless-shell
need poppler-utils pdftotext
need qpdf qpdf
need libreoffice-calc soffice
need npm npm # the build fetches the report fonts with it
compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || command -v initdb >/dev/null 2>&1 || missing+=(postgresql)
compgen -G "/usr/share/fonts/opentype/noto/NotoSansCJK*" >/dev/null || missing+=(fonts-noto-cjk)

if [ ${#missing[@]} -gt 0 ]; then
  echo "Missing on this machine: ${missing[*]}"
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "There is no apt-get here: install their like with this system's own package manager, then run this again." >&2
    exit 2
  fi
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! sudo -n true 2>/dev/null; then
      echo "Installing needs root: run 'sudo apt-get install -y ${missing[*]}' once, then run this again." >&2
      exit 2
    fi
    as_root=(sudo -n)
  fi
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi

if ! command -v dotnet >/dev/null 2>&1; then
  echo "The .NET SDK is missing: https://dotnet.microsoft.com/download (version in global.json)." >&2
  exit 2
fi

# -- build ----------------------------------------------------------------------------------------------------------------
export CI=true DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
configuration=${CONFIGURATION:-Debug}
dotnet build EvaluationPortal.sln -c "$configuration" -warnaserror
for beside in bench/*/*.csproj eng/Mutation/Tests/*.csproj; do # not in the solution, and not to be forgotten
  if [ -e "$beside" ]; then dotnet build "$beside" -c Release -warnaserror; fi
done

# Where every portal lives for seconds these cost more than they save: counting what is worth compiling again, and keeping
# memory either writable or executable (half of the time that a start spends in the kernel).
export DOTNET_TieredPGO=0 DOTNET_EnableWriteXorExecute=0

# -- test -----------------------------------------------------------------------------------------------------------------
results=artifacts/test-results
rm -rf "$results"
mkdir -p "$results"
code=0
dotnet test --solution EvaluationPortal.sln -c "$configuration" --no-build --results-directory "$PWD/$results" --report-xunit-trx "$@" | tee "$results/output.txt" || code=$?

# What failed, once more and together: between the logs of the portals under test it is lost.
awk '/^failed / { if (!n++) print "\nWhat failed:"; rest = 15 } rest-- > 0' "$results/output.txt"

count() { # sums one of the counters of the result files, which name each only once
  cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*>" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ n += $1 } END { print n + 0 }' || true
}
passed=$(count passed) failed=$(($(count failed) + $(count error) + $(count timeout) + $(count aborted))) skipped=$(count notExecuted)
if [ "$code" -eq 0 ] && [ "$passed" -eq 0 ]; then
  echo "eng/test.sh: no test ran" >&2
  code=3
fi
[ "$failed" -gt 0 ] && [ "$code" -eq 0 ] && code=1
exit "$code"
