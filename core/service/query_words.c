/*
 * What is wrong with a statement, in words. SQLite's own words are told apart by how they begin;
 * what they name is looked for among the datasets, columns and functions that there are.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/nearest.h"
#include "core/service/query_internal.h"
#include "core/service/sql_functions.h"

enum { NAMES_MAX = 4000, NAME_SIZE = 200 };

/* What a name may have been meant to be. */
enum kin { KIN_NONE, KIN_DATASET, KIN_COLUMN, KIN_FUNCTION };

static const struct complaint {
    const char *start; /* of SQLite's words; the name follows */
    enum kin kin;
    enum text_id words;   /* with {name} and {place} */
    enum text_id nearest; /* the same with {nearest} */
} complaints[] = {
    {"no such table: ", KIN_DATASET, TEXT_QUERY_NO_TABLE, TEXT_QUERY_NO_TABLE_NEAR},
    {"no such column: ", KIN_COLUMN, TEXT_QUERY_NO_COLUMN, TEXT_QUERY_NO_COLUMN_NEAR},
    {"no such function: ", KIN_FUNCTION, TEXT_QUERY_NO_FUNCTION, TEXT_QUERY_NO_FUNCTION_NEAR},
    {"ambiguous column name: ", KIN_NONE, TEXT_QUERY_AMBIGUOUS, TEXT_NONE},
    {"wrong number of arguments to function ", KIN_NONE, TEXT_QUERY_ARGUMENTS, TEXT_NONE},
    {"misuse of aggregate: ", KIN_NONE, TEXT_QUERY_MISUSE, TEXT_NONE},
    {"misuse of aggregate function ", KIN_NONE, TEXT_QUERY_MISUSE, TEXT_NONE},
    {"near \"", KIN_NONE, TEXT_QUERY_SYNTAX, TEXT_NONE},
    {"unrecognized token: \"", KIN_NONE, TEXT_QUERY_TOKEN, TEXT_NONE},
    {"incomplete input", KIN_NONE, TEXT_QUERY_INCOMPLETE, TEXT_NONE},
};

/* SQLite's functions that people ask for; beside datajam's own. */
static const char *const usual_functions[] = {
    "abs",          "avg",      "cast",   "coalesce",  "count",      "date",  "datetime",
    "iif",          "ifnull",   "instr",  "julianday", "length",     "lower", "ltrim",
    "max",          "min",      "nullif", "printf",    "replace",    "round", "row_number",
    "rtrim",        "strftime", "substr", "sum",       "total",      "trim",  "upper",
    "group_concat", "lag",      "lead",   "rank",      "dense_rank", "ntile"};

struct names {
    const char *items[NAMES_MAX];
    size_t count;
    char functions[32][NAME_SIZE]; /* of the help: without their arguments */
};

static void add_name(struct names *names, const char *name)
{
    if (names->count < NAMES_MAX)
        names->items[names->count++] = name;
}

static void add_functions(struct names *names)
{
    size_t count = 0;
    const struct sql_function_help *help = sql_functions_help(&count);
    for (size_t i = 0; i < sizeof usual_functions / sizeof *usual_functions; i++)
        add_name(names, usual_functions[i]);
    for (size_t i = 0; i < count && i < 32; i++) {
        size_t len = strcspn(help[i].usage, "( ");
        snprintf(names->functions[i], NAME_SIZE, "%.*s", (int)len, help[i].usage);
        add_name(names, names->functions[i]);
    }
}

static void gather(struct names *names, enum kin kin, const struct dataset_info *datasets,
                   size_t count)
{
    names->count = 0;
    for (size_t d = 0; d < count; d++) {
        if (kin == KIN_DATASET)
            add_name(names, datasets[d].name);
        for (size_t c = 0; kin == KIN_COLUMN && c < datasets[d].column_count; c++)
            add_name(names, datasets[d].columns[c].name);
    }
    if (kin == KIN_FUNCTION)
        add_functions(names);
}

/* The name behind the start, without quotes, a table in front of it, or what follows it. */
static void take_name(const char *rest, char *name)
{
    size_t len = strcspn(rest, "\"");
    while (len > 0 && (isspace((unsigned char)rest[len - 1]) || rest[len - 1] == ':'))
        len--;
    snprintf(name, NAME_SIZE, "%.*s", (int)(len < NAME_SIZE ? len : NAME_SIZE - 1), rest);
}

static int find_near(struct names *names, const char *name)
{
    const char *dot = strrchr(name, '.');
    return nearest_name(dot ? dot + 1 : name, names->items, names->count);
}

/* Line and column of a byte, both from 1, columns in characters. */
static void find_place(struct span sql, int offset, int64_t *line, int64_t *column)
{
    *line = *column = 1;
    for (size_t i = 0; i < sql.len && i < (size_t)offset; i++) {
        if (sql.data[i] == '\n') {
            ++*line;
            *column = 1;
        } else if (((unsigned char)sql.data[i] & 0xC0) != 0x80) {
            ++*column;
        }
    }
}

/* Where SQLite does not say it: the first place where the name stands. */
static int find_in(struct span sql, const char *name)
{
    size_t len = strlen(name);
    for (size_t i = 0; len > 0 && i + len <= sql.len; i++) {
        if (strncasecmp(sql.data + i, name, len) == 0)
            return (int)i;
    }
    return 0;
}

static enum status say(enum text_id words, const struct sandbox_error *fault, struct span sql,
                       const char *name, const char *nearest, int64_t limit_ms, struct error *err)
{
    int64_t line = 0, column = 0;
    find_place(sql, fault->offset >= 0 ? fault->offset : find_in(sql, name), &line, &column);
    error_set_at(err, STATUS_INVALID, NULL, line, column, words,
                 TEXT_VALUES(text_string("name", name), text_string("nearest", nearest),
                             text_number("line", line), text_number("column", column),
                             text_string("reason", fault->reason),
                             text_decimal("seconds", (double)limit_ms / 1000, 1)));
    return STATUS_INVALID;
}

static enum status explain_sql(const struct sandbox_error *fault, struct span sql,
                               const struct dataset_info *datasets, size_t count, struct error *err)
{
    char name[NAME_SIZE];
    for (size_t i = 0; i < sizeof complaints / sizeof *complaints; i++) {
        const struct complaint *complaint = &complaints[i];
        size_t len = strlen(complaint->start);
        if (strncmp(fault->reason, complaint->start, len) != 0)
            continue;
        take_name(fault->reason + len, name);
        struct names *names = complaint->kin ? malloc(sizeof *names) : NULL;
        int near = -1;
        if (names) {
            gather(names, complaint->kin, datasets, count);
            near = find_near(names, name);
        }
        enum status status = say(near >= 0 ? complaint->nearest : complaint->words, fault, sql,
                                 name, near >= 0 ? names->items[near] : "", 0, err);
        free(names);
        return status;
    }
    return say(TEXT_QUERY_OTHER, fault, sql, "", "", 0, err);
}

enum status query_explain(const struct sandbox_error *fault, struct span sql, int64_t limit_ms,
                          const struct dataset_info *datasets, size_t dataset_count,
                          struct error *err)
{
    static const enum text_id words[] = {
        [SANDBOX_FINE] = TEXT_QUERY_OTHER,          [SANDBOX_NOT_SQL] = TEXT_QUERY_OTHER,
        [SANDBOX_SEVERAL] = TEXT_QUERY_SEVERAL,     [SANDBOX_NO_ROWS] = TEXT_QUERY_NO_ROWS,
        [SANDBOX_FORBIDDEN] = TEXT_QUERY_FORBIDDEN, [SANDBOX_EMPTY] = TEXT_QUERY_EMPTY,
        [SANDBOX_TOO_MUCH] = TEXT_QUERY_TOO_MUCH,   [SANDBOX_TIME_OVER] = TEXT_QUERY_TIME_OVER,
        [SANDBOX_YIELDED] = TEXT_QUERY_BUSY,        [SANDBOX_FAILED] = TEXT_QUERY_FAILED,
    };
    enum sandbox_fault kind = fault->fault;
    if (kind == SANDBOX_NOT_SQL)
        return explain_sql(fault, sql, datasets, dataset_count, err);
    if (kind == SANDBOX_FORBIDDEN && !fault->reason[0])
        return say(TEXT_QUERY_NO_ROWS, fault, sql, "", "", limit_ms, err);
    bool known = (size_t)kind < sizeof words / sizeof *words;
    return say(known ? words[kind] : TEXT_QUERY_FAILED, fault, sql, fault->reason, "", limit_ms,
               err);
}
