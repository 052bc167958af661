/*
 * The bridge between SQLite's calls and functions over values. Apart from db.c since only
 * connections for SQL that a person typed have such functions: the team file's own statements
 * and tables never depend on them.
 */
#include "core/store/function.h"

#include <sqlite3.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/store/db_internal.h"

struct function_call {
    sqlite3_context *context;
};

static struct value read_text(const char *data, int size)
{
    struct span text = {.data = data ? data : "", .len = size > 0 ? (size_t)size : 0};
    if (!utf8_valid(text)) /* another program put it there: no letters can be told in it */
        return (struct value){.kind = VALUE_EMPTY};
    return (struct value){.kind = VALUE_TEXT, .text = text};
}

static struct value read_value(sqlite3_value *given)
{
    switch (sqlite3_value_type(given)) {
    case SQLITE_INTEGER:
        return (struct value){.kind = VALUE_INTEGER, .integer = sqlite3_value_int64(given)};
    case SQLITE_FLOAT:
        return (struct value){.kind = VALUE_DECIMAL, .decimal = sqlite3_value_double(given)};
    case SQLITE_TEXT: {
        const char *data = (const char *)sqlite3_value_text(given);
        return read_text(data, sqlite3_value_bytes(given));
    }
    default:
        return (struct value){.kind = VALUE_EMPTY};
    }
}

static size_t read_values(int count, sqlite3_value **given, struct value *args)
{
    size_t n = 0;
    for (; n < (size_t)count && n < FUNCTION_ARGUMENTS; n++)
        args[n] = read_value(given[n]);
    return n;
}

static void call_scalar(sqlite3_context *context, int count, sqlite3_value **given)
{
    const struct function *function = sqlite3_user_data(context);
    struct function_call call = {context};
    struct value args[FUNCTION_ARGUMENTS];
    size_t n = read_values(count, given, args);
    function->scalar(&call, args, n);
}

static void call_step(sqlite3_context *context, int count, sqlite3_value **given)
{
    const struct function *function = sqlite3_user_data(context);
    struct function_call call = {context};
    struct value args[FUNCTION_ARGUMENTS];
    void *memory = sqlite3_aggregate_context(context, (int)function->size);
    size_t n = read_values(count, given, args);
    if (memory)
        function->step(&call, memory, args, n);
    else
        sqlite3_result_error_nomem(context);
}

static void call_end(sqlite3_context *context)
{
    const struct function *function = sqlite3_user_data(context);
    struct function_call call = {context};
    void *memory = sqlite3_aggregate_context(context, 0); /* NULL: there were no rows */
    if (memory)
        function->end(&call, memory);
}

enum status functions_add(struct db *db, const struct function *functions, size_t count,
                          struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        const struct function *f = &functions[i];
        for (size_t n = f->least; n <= f->most; n++) {
            int rc = sqlite3_create_function_v2(
                db->handle, f->name, (int)n, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
                (void *)(uintptr_t)f, f->scalar ? call_scalar : NULL, f->step ? call_step : NULL,
                f->end ? call_end : NULL, NULL);
            if (rc != SQLITE_OK)
                return db_fail(db, rc, err);
        }
    }
    return STATUS_OK;
}

void function_give_integer(struct function_call *call, int64_t number)
{
    sqlite3_result_int64(call->context, number);
}

void function_give_decimal(struct function_call *call, double number)
{
    sqlite3_result_double(call->context, number);
}

void function_give_text(struct function_call *call, struct span text)
{
    sqlite3_result_text64(call->context, text.data ? text.data : "", text.len, SQLITE_TRANSIENT,
                          SQLITE_UTF8);
}

void function_give_value(struct function_call *call, const struct value *value)
{
    switch (value->kind) {
    case VALUE_EMPTY:
        break;
    case VALUE_INTEGER:
        function_give_integer(call, value->integer);
        break;
    case VALUE_DECIMAL:
        function_give_decimal(call, value->decimal);
        break;
    case VALUE_TEXT:
        function_give_text(call, value->text);
        break;
    }
}

void function_fail(struct function_call *call, const char *words)
{
    sqlite3_result_error(call->context, words, -1);
}

void *function_kept(struct function_call *call, size_t argument)
{
    return sqlite3_get_auxdata(call->context, (int)argument);
}

void function_keep(struct function_call *call, size_t argument, void *thing,
                   void (*release)(void *thing))
{
    sqlite3_set_auxdata(call->context, (int)argument, thing, release);
}
