#!/bin/sh
# The rules of the tree that no compiler knows. Prints what breaks them as FILE:LINE: words.
#
#   lint.sh includes    which room may include which, and which library
#   lint.sh sizes       files of at most 600 lines, functions of at most 80
#   lint.sh texts       every text of the catalogue is used, and none stands there twice
#   lint.sh globals OBJECT...   no variables that outlive a call, but for those named below
set -u
found=0

sources() {
    find core tui tests \( -name '*.c' -o -name '*.h' \) | sort
}

lint_includes() {
    # shellcheck disable=SC2046
    awk '
    # The room of a path: core/base, core/store, …, tui/console, tests.
    function room(path, part) {
        split(path, part, "/")
        return part[1] == "tests" ? "tests" : part[1] "/" part[2]
    }
    # base <- store, ingest, frame, analysis, jam, output <- service <- tui
    function level(r) {
        return r == "core/base" ? 0 : r == "core/service" ? 2 : r ~ /^core\// ? 1 : \
               r ~ /^tui\// ? 3 : 4
    }
    function say(words) { printf "%s:%d: %s\n", FILENAME, FNR, words }
    FNR == 1 { from = room(FILENAME); first = 1 }
    !/^[ \t]*#[ \t]*include/ { next }
    first {
        first = 0
        own = FILENAME
        if (sub(/\.c$/, ".h", own) && (getline line < own) >= 0) {
            close(own)
            if (!index($0, "\"" own "\"") && $0 !~ /_(private|internal)\.h"/)
                say("its own header " own " comes first")
        }
    }
    /"/ {
        split($0, quoted, "\"")
        to = quoted[2]
        if ((getline line < to) < 0) {
            say("no file " to " (includes are named from the top folder)")
            next
        }
        close(to)
        target = room(to)
        if (target == from || from == "tests")
            next
        if (level(target) > level(from) || (level(target) == level(from) && level(from) < 3))
            say(from " must not include " target)
        if (from == "tui/widget" && (target == "tui/pane" || target == "tui/cli"))
            say("a widget knows no pane and no command line")
    }
    /</ {
        split($0, pointed, /[<>]/)
        lib = pointed[2]
        if (from == "tests")
            next
        if (lib == "sqlite3.h" && FILENAME !~ /^core\/(store|frame)\//)
            say("only core/store and the storage of core/frame know SQLite")
        if (lib == "csv.h" && from != "core/ingest")
            say("only core/ingest knows libcsv")
        if (lib ~ /^(minizip\/.*|expat|zlib)\.h$/ && FILENAME !~ /^core\/ingest\/xlsx_/)
            say("only core/ingest/xlsx_* know minizip and expat")
        if (lib == "pcre2.h" && FILENAME !~ /^core\/base\/pattern/)
            say("only core/base/pattern knows PCRE2")
        if (lib ~ /curses\.h$|^term\.h$/ && FILENAME !~ /^tui\/console\/term/)
            say("only tui/console/term knows curses")
        if (lib ~ /^(termios|pty)\.h$|^sys\/ioctl\.h$/ && from ~ /^core\/(base|analysis|jam)$/)
            say("base, analysis and jam know no terminal")
    }' $(sources)
}

lint_sizes() {
    # shellcheck disable=SC2046
    awk '
    function close_file() {
        if (name && lines > 600)
            printf "%s:%d: a file of more than 600 lines; split it by idea\n", name, lines
    }
    FNR == 1 { close_file(); name = FILENAME; begin = 0 }
    { lines = FNR }
    /^\{/ { begin = FNR; head = previous }
    /^\}/ {
        if (begin && FNR - begin - 1 > 80)
            printf "%s:%d: a function of %d lines; a table or a helper makes it shorter: %s\n", \
                FILENAME, begin, FNR - begin - 1, head
        begin = 0
    }
    { previous = $0 }
    END { close_file() }' $(sources)
}

# NAME, file:line and words of each entry, tab-separated.
catalogue() {
    awk '
    /^TEXT\(/ { entry = ""; at = FILENAME ":" FNR; reading = 1 }
    reading { entry = entry $0 " " }
    reading && /"\)[ \t]*(\/[\/*].*)?$/ {
        reading = 0
        name = entry
        sub(/^TEXT\(/, "", name)
        sub(/,.*/, "", name)
        words = entry
        sub(/^[^"]*"/, "", words)
        sub(/"\)[^"]*$/, "", words)
        gsub(/"[ \t]+"/, "", words)
        printf "%s\t%s\t%s\n", name, at, words
    }' core/base/catalogue/*.h
}

lint_texts() {
    # A macro may put names together ("TEXT_DATA_CMD_##name"): then all that begin so count as used.
    used=$(mktemp) || exit 1
    find core tui tests \( -name '*.c' -o -name '*.h' \) -not -path 'core/base/catalogue/*' \
        -exec grep -hoE '\bTEXT_[A-Z0-9_]+' {} + | sort -u >"$used"
    catalogue | awk -F '\t' -v used="$used" '
        BEGIN {
            while ((getline name < used) > 0) {
                is_used[name] = 1
                if (name ~ /_$/)
                    prefix[name] = 1
            }
        }
        function in_use(name, p) {
            if (name in is_used)
                return 1
            for (p in prefix)
                if (index(name, p) == 1)
                    return 1
            return 0
        }
        !in_use("TEXT_" $1) { printf "%s: %s is not used anywhere\n", $2, $1 }
        length($3) > 24 && ($3 in seen) && $1 !~ /_HELP_/ {
            printf "%s: the words of %s are those of %s\n", $2, $1, seen[$3]
        }
        { seen[$3] = $1 }'
    rm -f "$used"
}

# What may stay: a signal handler can only reach statics, the log is one per process, the
# fixed sequence of random numbers (DATAJAM_SEED) too; sorted.c has an empty path to point at.
ALLOWED='core/base/log.o core/base/clock.o core/store/sorted.o tui/cli/import.o tui/console/crash.o tui/console/signals.o'

lint_globals() {
    for object in "$@"; do
        case " $(echo $ALLOWED) " in
        *" ${object#*/obj/} "*) continue ;;
        esac
        objdump -t "$object" | awk -v file="${object#*/obj/}" '
            / O \.(data|bss|tdata|tbss)[. \t]/ && !/ \.data\.rel\.ro/ && !/\.(asan|ubsan)/ &&
                $NF !~ /^(__|\.L|completed\.)/ {
                sub(/\.o$/, ".c", file)
                printf "%s: the variable %s outlives its call; pass it instead\n", file, $NF
            }'
    done
}

while [ $# -gt 0 ]; do
    check=$1
    shift
    case $check in
    includes | sizes | texts) findings=$(lint_"$check") ;;
    globals) findings=$(lint_globals "$@"); shift $# ;;
    *) echo "lint.sh: no check called $check" >&2; exit 2 ;;
    esac
    [ -z "$findings" ] || { printf '%s\n' "$findings"; found=1; }
done
exit $found
