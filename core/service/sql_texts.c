/* Patterns and comparable texts for SQL. A pattern is compiled once for a statement as long as
 * it stays the same. An empty argument gives an empty result. */
#include <string.h>

#include "core/analysis/cleaning_key.h"
#include "core/base/natural.h"
#include "core/base/pattern.h"
#include "core/service/sql_internal.h"

enum { RESULT_MAX = 16000000 };

static bool any_empty(const struct value *args, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (args[i].kind == VALUE_EMPTY)
            return true;
    }
    return false;
}

static void release_pattern(void *pattern)
{
    pattern_free(pattern);
}

/* The pattern in an argument; *own tells that it was not kept: free it. NULL: it is none, and
 * the call says so. */
static struct pattern *pattern_of(struct function_call *call, const struct value *args,
                                  size_t argument, bool *own)
{
    char scratch[VALUE_NUMBER_SIZE];
    struct error err = {0};
    struct pattern *pattern = function_kept(call, argument);
    *own = false;
    if (pattern)
        return pattern;
    if (pattern_new(&pattern, sql_text(&args[argument], scratch), &err) != STATUS_OK) {
        function_fail(call, err.message);
        return NULL;
    }
    function_keep(call, argument, pattern, release_pattern);
    if (function_kept(call, argument) == pattern)
        return pattern;
    /* It was not taken and is gone: once more, for this call only. */
    *own = pattern_new(&pattern, sql_text(&args[argument], scratch), &err) == STATUS_OK;
    return *own ? pattern : NULL;
}

/* text REGEXP pattern */
static void run_regexp(struct function_call *call, const struct value *args, size_t count)
{
    char scratch[VALUE_NUMBER_SIZE];
    struct error err = {0};
    bool own = false, matches = false;
    struct pattern *pattern = any_empty(args, count) ? NULL : pattern_of(call, args, 0, &own);
    if (!pattern)
        return;
    if (pattern_match(pattern, sql_text(&args[1], scratch), &matches, &err) == STATUS_OK)
        function_give_integer(call, matches);
    else
        function_fail(call, err.message);
    if (own)
        pattern_free(pattern);
}

/* Which group: the one that is asked for, else the first, else all of it. */
static bool group_of(struct function_call *call, const struct pattern *pattern,
                     const struct value *args, size_t count, size_t *group)
{
    size_t groups = pattern_groups(pattern);
    *group = groups > 0;
    if (count < 3)
        return true;
    if (args[2].kind != VALUE_INTEGER || args[2].integer < 0 ||
        (uint64_t)args[2].integer > groups) {
        function_fail(call, text_get(TEXT_SQL_BAD_GROUP));
        return false;
    }
    *group = (size_t)args[2].integer;
    return true;
}

static void run_extract(struct function_call *call, const struct value *args, size_t count)
{
    char scratch[VALUE_NUMBER_SIZE];
    struct error err = {0};
    bool own = false, found = false;
    size_t group = 0;
    struct span part = {0};
    struct pattern *pattern = any_empty(args, count) ? NULL : pattern_of(call, args, 1, &own);
    if (!pattern)
        return;
    if (group_of(call, pattern, args, count, &group)) {
        if (pattern_capture(pattern, sql_text(&args[0], scratch), 0, group, &found, &part, &err) !=
            STATUS_OK)
            function_fail(call, err.message);
        else if (found && part.data)
            function_give_text(call, part);
    }
    if (own)
        pattern_free(pattern);
}

static void run_replace(struct function_call *call, const struct value *args, size_t count)
{
    char scratch[VALUE_NUMBER_SIZE], with[VALUE_NUMBER_SIZE];
    struct error err = {0};
    struct buffer out = {0};
    bool own = false;
    struct pattern *pattern = any_empty(args, count) ? NULL : pattern_of(call, args, 1, &own);
    if (!pattern)
        return;
    if (pattern_replace(pattern, sql_text(&args[0], scratch), sql_text(&args[2], with), RESULT_MAX,
                        &out, &err) == STATUS_OK)
        function_give_text(call, buffer_span(&out));
    else
        function_fail(call, err.message);
    buffer_free(&out);
    if (own)
        pattern_free(pattern);
}

/* A key of a text, by one of the functions of cleaning_key.h. */
static void give_key(struct function_call *call, const struct value *args, size_t count,
                     bool (*key)(struct span text, struct buffer *out))
{
    char scratch[VALUE_NUMBER_SIZE];
    struct buffer out = {0};
    if (any_empty(args, count))
        return;
    if (key(sql_text(&args[0], scratch), &out))
        function_give_text(call, buffer_span(&out));
    else
        function_fail(call, text_get(TEXT_OUT_OF_MEMORY));
    buffer_free(&out);
}

static void run_fold(struct function_call *call, const struct value *args, size_t count)
{
    give_key(call, args, count, cleaning_fold);
}

static void run_fingerprint(struct function_call *call, const struct value *args, size_t count)
{
    give_key(call, args, count, cleaning_fingerprint);
}

/* Long texts have no distance: it would take the square of their length. */
static void run_levenshtein(struct function_call *call, const struct value *args, size_t count)
{
    char one[VALUE_NUMBER_SIZE], two[VALUE_NUMBER_SIZE];
    if (any_empty(args, count))
        return;
    struct span a = sql_text(&args[0], one), b = sql_text(&args[1], two);
    if (a.len <= CLEANING_DISTANCE_MAX && b.len <= CLEANING_DISTANCE_MAX)
        function_give_integer(call, (int64_t)cleaning_distance(a, b, CLEANING_DISTANCE_MAX));
}

/* Texts in the order in which datajam shows them; numbers as they are, before all texts. */
static void run_sort_key(struct function_call *call, const struct value *args, size_t count)
{
    struct buffer out = {0};
    (void)count;
    if (args[0].kind != VALUE_TEXT)
        function_give_value(call, &args[0]);
    else if (natural_key(args[0].text, &out))
        function_give_text(call, buffer_span(&out));
    else
        function_fail(call, text_get(TEXT_OUT_OF_MEMORY));
    buffer_free(&out);
}

const struct function sql_text_functions[] = {
    {.name = "regexp", .least = 2, .most = 2, .scalar = run_regexp},
    {.name = "regexp_extract", .least = 2, .most = 3, .scalar = run_extract},
    {.name = "regexp_replace", .least = 3, .most = 3, .scalar = run_replace},
    {.name = "fold", .least = 1, .most = 1, .scalar = run_fold},
    {.name = "fingerprint", .least = 1, .most = 1, .scalar = run_fingerprint},
    {.name = "sort_key", .least = 1, .most = 1, .scalar = run_sort_key},
    {.name = "levenshtein", .least = 2, .most = 2, .scalar = run_levenshtein},
};
const size_t sql_text_function_count = sizeof sql_text_functions / sizeof *sql_text_functions;
