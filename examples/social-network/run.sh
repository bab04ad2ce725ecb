#!/bin/sh
# run.sh [FOLDER]: goes through the commands of transcript.txt in FOLDER (default: a new temporary one) and prints them
# with their outputs, which should be those of transcript.txt.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-$(mktemp -d)}
mkdir -p "$folder"
cd "$folder"
export COLUMNS=100
"$here/../../copse" --version >/dev/null # builds, if need be

copse() {
    "$here/../../copse" "$@" --quiet
}

sed -n 's/^\$ //p' "$here/transcript.txt" | while IFS= read -r command; do
    printf '$ %s\n' "$command"
    eval "$command" </dev/null
    echo
done
echo "Files are in $folder." >&2
