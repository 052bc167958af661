#!/bin/sh
# Runs test programs side by side, each in an empty home and with a known locale, time zone
# and terminal, and adds up what cmocka says of them.
#
#   run_tests.sh BUILD PROGRAM...
#
# Prints a line per program, all output of those that failed, and last "N passed, N failed".
# The output of each stays in BUILD/log; the sums are added to the file TALLY if that is set.
# JOBS: programs at a time; one more than cores, as tests of consoles wait now and then.
# TEST_LIMIT: seconds for one. WRAP: valgrind and its options, put in
# front of each; CHILD_WRAP: put in front of what a test starts in a virtual terminal.
set -u

# One program: its output goes to a file, its figures to another.
run_one() {
    program=$1
    name=$(echo "$program" | sed "s|^$BUILD/||; s|/|-|g")
    log=$BUILD/log/$name
    home=$(mktemp -d "${TMPDIR:-/tmp}/datajam-test.XXXXXX") || exit 1
    mkdir "$home/tmp"
    rm -f "$log".*
    begin=$(date +%s%N)
    env -u COLUMNS -u LINES -u NO_COLOR -u LOCPATH -u DATAJAM_NOW -u DATAJAM_SEED \
        -u XDG_CONFIG_HOME -u XDG_DATA_HOME -u XDG_CACHE_HOME -u XDG_RUNTIME_DIR -u TMUX \
        HOME="$home" XDG_STATE_HOME="$home/state" TMPDIR="$home/tmp" \
        LC_ALL=C.UTF-8 TZ=UTC TERM=xterm-256color DATAJAM_BUILD="$BUILD" \
        ASAN_OPTIONS="log_path=$PWD/$log.asan:${ASAN_OPTIONS:-}" \
        UBSAN_OPTIONS="print_stacktrace=1:log_path=$PWD/$log.ubsan:${UBSAN_OPTIONS:-}" \
        ${CHILD_WRAP:+DATAJAM_WRAP="$CHILD_WRAP --log-file=$PWD/$log.grind.%p"} \
        timeout -k 5 "${TEST_LIMIT:-240}" ${WRAP:-} "$program" >"$log.out" 2>&1 </dev/null
    status=$?
    end=$(date +%s%N)
    chmod -R u+rwx "$home" 2>/dev/null
    rm -rf "$home"
    # What a sanitizer or valgrind found in a program that a test started, which the test
    # itself may not have noticed.
    for found in "$log".asan.* "$log".ubsan.* "$log".grind.*; do
        [ -s "$found" ] || { rm -f "$found"; continue; }
        cat "$found" >>"$log.out"
        [ $status != 0 ] || status=98
    done
    # cmocka gives "[  PASSED  ] 3 test(s)." per group. One that died before that, or that ended
    # badly with nothing failed, counts as one failure.
    awk -v status=$status -v ns=$((end - begin)) '
        /^\[  PASSED  \] [0-9]+ test/ { passed += $4 }
        /^\[  FAILED  \] [0-9]+ test/ { failed += $4 }
        /^\[  SKIPPED \] [0-9]+ test/ { skipped += $4 }
        END {
            if (status != 0 && failed == 0) failed = 1
            printf "%d %d %d %d %.1f\n", passed, failed, skipped, status, ns / 1e9
        }' "$log.out" >"$log.sum"
    read -r passed failed skipped status seconds <"$log.sum"
    if [ "$failed" != 0 ]; then
        { cat "$log.out"; printf 'FAILED %-40s %4d passed %3d failed, exit status %d, %s s\n' \
            "$name" "$passed" "$failed" "$status" "$seconds"; } >"$log.show"
    else
        printf '    ok %-40s %4d passed %s%s s\n' "$name" "$passed" \
            "$([ "$skipped" = 0 ] || echo "$skipped skipped ")" "$seconds" >"$log.show"
    fi
    cat "$log.show" # in one piece, so that two at a time don't mix
}

if [ "${1:-}" = --one ]; then
    run_one "$2"
    exit 0
fi

BUILD=$1
export BUILD
shift
mkdir -p "$BUILD/log"
[ $# -gt 0 ] || exit 0
printf '%s\n' "$@" | xargs -n 1 -P "${JOBS:-$(($(nproc) + 1))}" "$0" --one
total=$(for program in "$@"; do
    cat "$BUILD/log/$(echo "$program" | sed "s|^$BUILD/||; s|/|-|g").sum"
done | awk '{ passed += $1; failed += $2 } END { printf "%d %d", passed, failed }')
[ -z "${TALLY:-}" ] || echo "$total" >>"$TALLY"
echo "${total% *} passed, ${total#* } failed"
[ "${total#* }" = 0 ]
