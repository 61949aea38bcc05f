#!/usr/bin/env bash
# The seeded tests with many seeds instead of the few of an ordinary run: eng/soak.sh [SEEDS], 100 unless told.
# Takes hours. The last line is that of eng/test.sh.
set -euo pipefail
cd "$(dirname "$0")/.."
seeds=${1:-100}
[[ $seeds =~ ^[1-9][0-9]{0,5}$ ]] || { echo "eng/soak.sh: SEEDS is a whole number from 1, not '$seeds'" >&2; exit 2; }
PORTAL_SEEDS=$seeds exec ./eng/test.sh --filter-trait "Category=Soak"
