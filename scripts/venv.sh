# Sourced by ./start, ./test and .ci/run, from the root of the checkout:
# `ensure_venv LOCKFILE` makes .venv with what LOCKFILE lists, and with this project.
# It does nothing when all is in place. POSIX sh.

# No setting of the surroundings may leak into the environment we make.
unset PYTHONHOME PYTHONPATH
PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_USE_PEP517=1 PIP_ROOT_USER_ACTION=ignore
export PIP_USER PIP_DISABLE_PIP_VERSION_CHECK PIP_USE_PEP517 PIP_ROOT_USER_ACTION

case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
    fr*) french=yes ;;
    *) french= ;;
esac

# say ENGLISH FRENCH: one line on standard error, in the user's language
say() {
    if [ -n "$french" ]; then printf '%s\n' "$2" >&2; else printf '%s\n' "$1" >&2; fi
}

is_recent() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

# The first Python of at least 3.11, or $PYTHON where the user names one
find_python() {
    for name in ${PYTHON:+"$PYTHON"} python3 python3.13 python3.12 python3.11 python3.14 python; do
        if is_recent "$name"; then
            command -v "$name"
            return 0
        fi
    done
    say "Python 3.11 or newer is needed, and none was found. Install it, or name it: PYTHON=/path/to/python3 $0" \
        "Il faut Python 3.11 ou plus récent, introuvable ici. Installez-le, ou nommez-le : PYTHON=/chemin/python3 $0"
    return 1
}

has_pip() {
    .venv/bin/python -m pip --version >/dev/null 2>&1
}

# .venv with pip in it, also where Debian left out ensurepip (package python3-venv)
make_venv() {
    python=$1
    rm -rf .venv
    "$python" -m venv .venv >/dev/null 2>&1 && has_pip && return 0
    say "This Python has no ensurepip: trying pip and virtualenv instead." \
        "Ce Python n'a pas ensurepip : essai avec pip puis virtualenv."
    rm -rf .venv
    "$python" -m venv --without-pip .venv >/dev/null 2>&1 &&
        "$python" -m pip --python .venv/bin/python install --quiet pip >/dev/null 2>&1 &&
        has_pip && return 0
    rm -rf .venv
    "$python" -m virtualenv --quiet .venv >/dev/null 2>&1 && has_pip && return 0
    rm -rf .venv
    say "No virtual environment could be made. On Debian or Ubuntu: apt-get install python3-venv" \
        "Impossible de créer un environnement virtuel. Sous Debian ou Ubuntu : apt-get install python3-venv"
    return 1
}

# What .venv must have been made from; the folder counts, since scripts in it hold its path
wanted_state() {
    pwd -P
    .venv/bin/python -c 'import sys; print(sys.version)'
    cksum pyproject.toml "$@"
}

ensure_venv() {
    lock=$1
    stamp=.venv/.made-from-$lock
    if [ -f "$stamp" ] && is_recent .venv/bin/python &&
        [ "$(wanted_state "$lock")" = "$(cat "$stamp")" ]; then
        return 0
    fi
    # An environment of another folder or of a Python since removed is of no use.
    if ! is_recent .venv/bin/python || ! has_pip ||
        [ "$(cat .venv/.made-in 2>/dev/null)" != "$(pwd -P)" ]; then
        python=$(find_python) || return 1
        make_venv "$python" || return 1
        pwd -P >.venv/.made-in
    fi
    say "Installing into .venv (only this once)…" "Installation dans .venv (cette fois seulement)…"
    rm -f "$stamp"
    .venv/bin/python -m pip install -qq --require-hashes -r "$lock" &&
        .venv/bin/python -m pip install -qq --no-deps --editable . || return 1
    wanted_state "$lock" >"$stamp"
}
