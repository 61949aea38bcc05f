#!/usr/bin/env bash
# The seeded tests with many seeds instead of the few of an ordinary run: eng/soak.sh [SEEDS], 100 unless told.
# Takes hours. The last line is that of eng/test.sh.
set -euo pipefail
cd "$(dirname "$0")/.."
PORTAL_SEEDS=${1:-100} exec ./eng/test.sh --filter-trait "Category=Soak"
