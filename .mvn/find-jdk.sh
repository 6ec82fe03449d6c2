# Sourced by scripts that start Java: find_jdk prints the home of a JDK of at least 25, or nothing.
jdk_version() {
    [ -x "$1/bin/javac" ] && sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

jdk_of_path() {
    local java
    java=$(command -v javac) || return 0
    java=$(readlink -f "$java" 2>/dev/null || echo "$java")
    dirname "$(dirname "$java")"
}

# The first of the usual places that holds a JDK of at least 25.
find_jdk() {
    local candidate version
    for candidate in "${JAVA_HOME:-}" "$(jdk_of_path)" \
        /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "${HOME:-/root}"/.sdkman/candidates/java/* "${HOME:-/root}"/.jdks/* \
        "${HOME:-/root}"/.local/share/mise/installs/java/* "${HOME:-/root}"/.asdf/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-/root}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        [ -n "$candidate" ] && [ -d "$candidate" ] || continue
        version=$(jdk_version "$candidate") || continue
        if [ "${version:-0}" -ge 25 ]; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    if [ -x /usr/libexec/java_home ]; then
        /usr/libexec/java_home -F -v 25+ 2>/dev/null || true
    fi
}
