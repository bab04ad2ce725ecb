#!/bin/sh
# build.sh OUT: makes OUT, the chart library as one script, from the packages that package-lock.json names.
# Does nothing where OUT is newer than the sources. Needs Node.js and npm.
set -eu

src=$(cd "$(dirname "$0")" && pwd -P)
mkdir -p "$(dirname "$1")"
out=$(cd "$(dirname "$1")" && pwd -P)/$(basename "$1")
if [ -f "$out" ] && [ -z "$(find "$src" -type f -newer "$out" -print | head -n 1)" ]; then exit 0; fi
command -v npm >/dev/null || {
    echo "copse: the library that draws the pictures comes from npm, which was not found; install Node.js 18 or newer (Debian: apt install nodejs npm; macOS: brew install node)" >&2
    exit 1
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$src/package.json" "$src/package-lock.json" "$src/.npmrc" "$src/charts.js" "$src/licences.mjs" "$work/"
cd "$work"
npm ci --prefer-offline --no-update-notifier --loglevel=error >&2
# ASCII, because a page may be read in whatever encoding; the licences of all packages stand at the end.
node_modules/.bin/esbuild charts.js --bundle --minify --format=iife --global-name=copseCharts --target=es2022 \
    --charset=ascii --legal-comments=eof --metafile=meta.json --log-level=warning --outfile=bundle.js
node licences.mjs meta.json >licences.js
cat bundle.js licences.js >"$out"
