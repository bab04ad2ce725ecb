# Finds the JDK and Maven for ./copse and ./test; sourced by them (POSIX sh).
#
# find_jdk    sets and exports JAVA_HOME to a JDK of at least $COPSE_JDK_MIN, or says what is missing and exits
# find_maven  sets MVN to a Maven of at least 3.8, or says what is missing and exits

COPSE_JDK_MIN=25

# major_of HOME: sets MAJOR to the feature version of the JDK in HOME, 0 if there is none.
# It reads the file `release` instead of starting Java: this runs before every command.
major_of() {
    MAJOR=0
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
    while IFS='=' read -r key value; do
        [ "$key" = JAVA_VERSION ] || continue
        value=${value#\"}
        value=${value%%[!0-9]*}
        MAJOR=${value:-0}
        return 0
    done <"$1/release"
}

# take_jdk HOME: succeeds and exports JAVA_HOME if HOME is a JDK that is new enough.
take_jdk() {
    major_of "$1"
    [ "$MAJOR" -ge "$COPSE_JDK_MIN" ] || return 1
    JAVA_HOME=$1
    export JAVA_HOME
}

# real_path FILE: prints FILE with every symbolic link followed; readlink -f is not everywhere.
real_path() {
    path=$1
    while [ -L "$path" ]; do
        link=$(readlink "$path")
        case $link in
            /*) path=$link ;;
            *) path=$(dirname "$path")/$link ;;
        esac
    done
    printf '%s/%s\n' "$(cd "$(dirname "$path")" && pwd -P)" "$(basename "$path")"
}

find_jdk() {
    if [ -n "${JAVA_HOME:-}" ] && take_jdk "$JAVA_HOME"; then return; fi
    candidate=$(command -v java || true)
    if [ -n "$candidate" ]; then
        candidate=$(real_path "$candidate")
        if take_jdk "${candidate%/bin/java}"; then return; fi
    fi
    # Of several, the oldest that will do: what copse is tested with.
    best='' best_major=0
    for candidate in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /usr/local/lib/jvm/* /opt/* /opt/*/jdk* \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
        "$HOME"/.asdf/installs/java/* "$HOME"/.jabba/jdk/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        [ -d "$candidate" ] || continue
        major_of "$candidate"
        [ "$MAJOR" -ge "$COPSE_JDK_MIN" ] || continue
        if [ -z "$best" ] || [ "$MAJOR" -lt "$best_major" ]; then
            best=$candidate best_major=$MAJOR
        fi
    done
    if [ -n "$best" ] && take_jdk "$best"; then return; fi
    echo "copse: no JDK $COPSE_JDK_MIN or newer found in JAVA_HOME, PATH or the usual folders; install one (Debian: temurin-$COPSE_JDK_MIN-jdk or openjdk-$COPSE_JDK_MIN-jdk) or set JAVA_HOME to it" >&2
    exit 1
}

find_maven() {
    for MVN in "$(command -v mvn || true)" "${MAVEN_HOME:+$MAVEN_HOME/bin/mvn}" "${M2_HOME:+$M2_HOME/bin/mvn}" \
        "$HOME"/.sdkman/candidates/maven/current/bin/mvn /opt/*maven*/bin/mvn /opt/homebrew/bin/mvn /usr/local/bin/mvn; do
        [ -n "$MVN" ] && [ -x "$MVN" ] || continue
        # "Apache Maven 3.8.7 …", with colour codes around it on some machines
        version=$("$MVN" -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\.[0-9]*\).*/\1/p')
        major=${version%%.*}
        minor=${version#*.}
        if [ "${major:-0}" -gt 3 ] || { [ "${major:-0}" -eq 3 ] && [ "${minor:-0}" -ge 8 ]; }; then
            # Maven's own libraries still use sun.misc.Unsafe, of which a JDK from 24 on warns in four lines.
            MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow"
            export MAVEN_OPTS
            return
        fi
    done
    echo "copse: no Maven 3.8 or newer found; install one (Debian: apt install maven; macOS: brew install maven)" >&2
    exit 1
}
