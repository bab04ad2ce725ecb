#!/bin/sh
# multilevel.sh [DATA [FOLDER]]: does pre-primary education keep pupils from repeating a class, and is that so in every
# school? Four Bayesian models, from the prior to their comparison, in FOLDER (default: a new temporary one).
#
# DATA is a CSV with SCHOOLID, PPED (0/1) and REPEAT (0/1). Without it data like those of the Thai study are simulated, and
# its first 19 schools with a repeater are taken, as in the study: that choice by the outcome makes repeating look more
# common than it is, which the last check shows.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
data=${1:-}
[ -z "$data" ] || data=$(cd "$(dirname "$data")" && pwd)/$(basename "$data")
folder=${2:-$(mktemp -d)}
mkdir -p "$folder"
cd "$folder"
folder=$PWD
export COLUMNS=100
"$here/../../copse" --version >/dev/null # builds, if need be

say() {
    printf '\n## %s\n' "$1"
}

run() {
    printf '\n$ copse'
    for word in "$@"; do
        case $word in
            *[!A-Za-z0-9_./=:-]*) printf " '%s'" "$word" ;;
            *) printf ' %s' "$word" ;;
        esac
    done
    printf '\n'
    "$here/../../copse" "$@" --quiet
}

if [ -z "$data" ]; then
    say "The data"
    run simulate schools --seed 19 --slope-sd 0.6 --missing-schools 55 --out all.csv
    data=$folder/pupils.csv
    "$here/../../copse" show --quiet --format csv --sql "
        WITH known AS (SELECT * FROM read_csv('all.csv') WHERE MSESC IS NOT NULL),
             chosen AS (SELECT SCHOOLID FROM known GROUP BY SCHOOLID HAVING max(REPEAT) = 1 ORDER BY SCHOOLID LIMIT 19)
        SELECT SCHOOLID, (PPED = 'yes')::INTEGER AS PPED, REPEAT FROM known WHERE SCHOOLID IN (SELECT * FROM chosen)
        ORDER BY SCHOOLID" >"$data"
fi
run show "$data" --by PPED --n --mean REPEAT

# The priors of the study: wide normal ones on the means, half-normal ones on the standard deviations between schools.
intercept='intercept=normal(0, 100)'
between='sd=half_normal(50)'

say "Before the data: what the priors say"
run bayes 'REPEAT ~ PPED + (1 + PPED || SCHOOLID)' "$data" --family bernoulli \
    --prior "$intercept" --prior 'coef:PPED=normal(0, 100)' --prior "$between" --prior-predictive

say "Does pre-primary education keep pupils from repeating?"
run bayes 'REPEAT ~ PPED + (1 | SCHOOLID)' "$data" --family bernoulli \
    --prior "$intercept" --prior 'coef:PPED=normal(0, 10)' --prior "$between" \
    --effects all --hypothesis 'PPED < 0' --loo --out one-slope

say "How does that vary between schools?"
run bayes 'REPEAT ~ PPED + (1 + PPED || SCHOOLID)' "$data" --family bernoulli \
    --prior "$intercept" --prior 'coef:PPED=normal(0, 100)' --prior "$between" \
    --effects all --hypothesis 'sd(SCHOOLID,PPED) > 0.5' --ppc --loo --out slopes-by-school
"$here/../../copse" show --quiet --format csv --sql "
    SELECT SCHOOLID, unnest([0, 1]) AS PPED FROM (SELECT DISTINCT SCHOOLID FROM read_csv('$data')) ORDER BY ALL" >grid.csv
run predict slopes-by-school grid.csv --head 38

say "What does the hierarchy add?"
run bayes 'REPEAT ~ 1 + (1 | SCHOOLID)' "$data" --family bernoulli \
    --prior "$intercept" --prior "$between" --loo --out schools-only
run bayes 'REPEAT ~ PPED + (0 + PPED | SCHOOLID)' "$data" --family bernoulli \
    --prior 'intercept=normal(0, 100)' --prior 'coef:PPED=normal(0, 100)' --prior "$between" --loo --out slopes-only
run bayes 'REPEAT ~ PPED' "$data" --family bernoulli \
    --prior "$intercept" --prior 'coef:PPED=normal(0, 10)' --loo --out no-schools
run compare schools-only one-slope slopes-by-school slopes-only no-schools

echo "Draws, settings and results are in $folder." >&2
