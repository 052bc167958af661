/*
 * The hardened connection. What a statement may touch is decided by one function, which SQLite
 * asks while it prepares (the authorizer): what it does not know is refused. What runs is looked
 * at every so many steps of SQLite's machine: the time, and whether a writer waits.
 */
#include "core/store/sandbox.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/store/db_internal.h"

enum { STEPS_BETWEEN_LOOKS = 4000, HEX_SHOWN = 64 };

struct sandbox {
    struct db db;
    struct sandbox_limits limits;
    sqlite3_stmt *statement;
    int64_t begun_ms;
    enum sandbox_stop stop;
    char refused[200]; /* what the authorizer said no to, or "" */
    struct buffer hex; /* of the last value that is no text */
};

/* ---- what may be named ---- */

static bool begins_with(const char *text, const char *start)
{
    return sqlite3_strnicmp(text, start, (int)strlen(start)) == 0;
}

static bool is_one_of(const char *text, const char *const *words)
{
    for (; *words; words++) {
        if (sqlite3_stricmp(text, *words) == 0)
            return true;
    }
    return false;
}

/* Tables that SQLite makes by itself and that show no more than the datasets do. */
static bool is_readable(const char *table)
{
    static const char *const known[] = {"json_each", "json_tree", "sqlite_master", "sqlite_schema",
                                        NULL};
    static const char *const closed[] = {"dbstat",      "sqlite_dbpage", "sqlite_stmt", "bytecode",
                                         "tables_used", "completion",    NULL};
    if (is_one_of(table, known))
        return true;
    return !begins_with(table, "dj_") && !begins_with(table, "sqlite_") &&
           !is_one_of(table, closed);
}

/* The settings that can only be asked; anything with a value would set it. */
static bool is_reading_pragma(const char *name, const char *value)
{
    static const char *const with_name[] = {"table_info",       "table_xinfo", "table_list",
                                            "index_list",       "index_info",  "index_xinfo",
                                            "foreign_key_list", NULL};
    static const char *const alone[] = {
        "collation_list", "compile_options", "encoding", "function_list",
        "module_list",    "pragma_list",     NULL};
    if (is_one_of(name, with_name))
        return !value || is_readable(value);
    return !value && is_one_of(name, alone);
}

static bool is_callable(const char *name)
{
    static const char *const closed[] = {
        "load_extension", "fts3_tokenizer", "sqlite_log",    "readfile",  "writefile",
        "edit",           "snippet",        "offsets",       "matchinfo", "optimize",
        "rtreenode",      "rtreecheck",     "sqlite_offset", NULL};
    return !is_one_of(name, closed);
}

static int refuse(struct sandbox *sandbox, const char *what)
{
    if (!sandbox->refused[0])
        snprintf(sandbox->refused, sizeof sandbox->refused, "%s", what ? what : "");
    return SQLITE_DENY;
}

/* one and two: what the action is about; SQLite's table of actions says what they are. */
static int authorize(void *context, int action, const char *one, const char *two,
                     const char *database, const char *by)
{
    struct sandbox *sandbox = context;
    (void)database;
    (void)by;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_READ:
        return !one || is_readable(one) ? SQLITE_OK : refuse(sandbox, one);
    case SQLITE_FUNCTION:
        return two && is_callable(two) ? SQLITE_OK : refuse(sandbox, two);
    case SQLITE_PRAGMA:
        return one && is_reading_pragma(one, two) ? SQLITE_OK : refuse(sandbox, one);
    case SQLITE_UPDATE: /* what json_each and the pragma tables do to be there at all */
        return one && strcmp(one, "sqlite_master") == 0 && !sandbox->statement
                   ? SQLITE_OK
                   : refuse(sandbox, one);
    default:
        return refuse(sandbox, NULL);
    }
}

/* ---- while it runs ---- */

static bool a_writer_waits(struct sandbox *sandbox)
{
    sqlite3_file *file = NULL;
    int waits = 0;
    if (sqlite3_file_control(sandbox->db.handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) !=
            SQLITE_OK ||
        !file || !file->pMethods)
        return false;
    return file->pMethods->xCheckReservedLock(file, &waits) == SQLITE_OK && waits;
}

static int look_up(void *context)
{
    struct sandbox *sandbox = context;
    int64_t ms = clock_steady_ms() - sandbox->begun_ms;
    if (sandbox->limits.time_ms > 0 && ms >= sandbox->limits.time_ms)
        sandbox->stop = SANDBOX_TIME;
    else if (sandbox->limits.yield_ms >= 0 && ms >= sandbox->limits.yield_ms &&
             a_writer_waits(sandbox))
        sandbox->stop = SANDBOX_WRITER;
    return sandbox->stop != SANDBOX_GO_ON;
}

/* ---- opening ---- */

static void harden(struct sandbox *sandbox)
{
    static const struct {
        int option;
        int on;
    } settings[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},       {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},         {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},  {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},
    };
    static const struct {
        int limit;
        int value;
    } limits[] = {
        {SQLITE_LIMIT_LENGTH, 16000000},
        {SQLITE_LIMIT_SQL_LENGTH, 1000000},
        {SQLITE_LIMIT_COLUMN, 2000},
        {SQLITE_LIMIT_EXPR_DEPTH, 400},
        {SQLITE_LIMIT_COMPOUND_SELECT, 200},
        {SQLITE_LIMIT_VDBE_OP, 5000000},
        {SQLITE_LIMIT_FUNCTION_ARG, 100},
        {SQLITE_LIMIT_ATTACHED, 0},
        {SQLITE_LIMIT_VARIABLE_NUMBER, 500},
        {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
        {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 10000},
        {SQLITE_LIMIT_WORKER_THREADS, 0},
    };
    sqlite3 *handle = sandbox->db.handle;
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        sqlite3_db_config(handle, settings[i].option, settings[i].on, NULL);
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        sqlite3_limit(handle, limits[i].limit, limits[i].value);
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_handler(handle, db_wait, &sandbox->db);
}

enum status sandbox_open(struct sandbox **out, const char *path,
                         const struct sandbox_limits *limits, struct error *err)
{
    *out = NULL;
    struct sandbox *sandbox = calloc(1, sizeof *sandbox);
    char *copy = strdup(path);
    if (!sandbox || !copy) {
        free(sandbox);
        free(copy);
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    sandbox->db = (struct db){.kind = DB_TEAM, .path = copy};
    sandbox->limits = *limits;
    sqlite3_hard_heap_limit64(limits->memory);
    int rc = sqlite3_open_v2(path, &sandbox->db.handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX,
                             NULL);
    enum status status = rc == SQLITE_OK ? STATUS_OK : db_fail(&sandbox->db, rc, err);
    if (status == STATUS_OK) {
        harden(sandbox);
        /* No page of a result ever goes to a file, and the cache stays small. */
        status = db_run(&sandbox->db,
                        "PRAGMA query_only = ON; PRAGMA temp_store = MEMORY;"
                        " PRAGMA mmap_size = 0; PRAGMA cell_size_check = ON;"
                        " PRAGMA cache_size = -16384",
                        err);
    }
    if (status == STATUS_OK) {
        sqlite3_set_authorizer(sandbox->db.handle, authorize, sandbox);
        sqlite3_progress_handler(sandbox->db.handle, STEPS_BETWEEN_LOOKS, look_up, sandbox);
        *out = sandbox;
    } else {
        sandbox_close(sandbox);
    }
    return status;
}

void sandbox_close(struct sandbox *sandbox)
{
    if (!sandbox)
        return;
    sqlite3_finalize(sandbox->statement);
    sqlite3_close_v2(sandbox->db.handle);
    buffer_free(&sandbox->hex);
    free(sandbox->db.path);
    free(sandbox);
}

struct db *sandbox_db(struct sandbox *sandbox)
{
    return &sandbox->db;
}

/* ---- statements ---- */

static bool fail(struct sandbox *sandbox, struct sandbox_error *error, enum sandbox_fault fault,
                 int offset)
{
    *error = (struct sandbox_error){.fault = fault, .offset = offset};
    const char *reason =
        fault == SANDBOX_FORBIDDEN ? sandbox->refused : sqlite3_errmsg(sandbox->db.handle);
    snprintf(error->reason, sizeof error->reason, "%s", reason ? reason : "");
    return false;
}

static enum sandbox_fault fault_of(const struct sandbox *sandbox, int rc)
{
    if (sandbox->stop != SANDBOX_GO_ON)
        return sandbox->stop == SANDBOX_TIME ? SANDBOX_TIME_OVER : SANDBOX_YIELDED;
    switch (rc & 0xff) {
    case SQLITE_AUTH:
        return SANDBOX_FORBIDDEN;
    case SQLITE_NOMEM:
    case SQLITE_TOOBIG:
        return SANDBOX_TOO_MUCH;
    case SQLITE_ERROR:
        return SANDBOX_NOT_SQL;
    case SQLITE_BUSY:
        return SANDBOX_YIELDED; /* a long write is under way: a copy is made when it is over */
    default:
        return SANDBOX_FAILED;
    }
}

static bool fail_with(struct sandbox *sandbox, int rc, struct sandbox_error *error)
{
    int offset = sqlite3_error_offset(sandbox->db.handle);
    /* Some refusals come as plain errors, with words of SQLite's. */
    bool refused = sandbox->refused[0] != '\0' && (rc & 0xff) == SQLITE_ERROR;
    return fail(sandbox, error, refused ? SANDBOX_FORBIDDEN : fault_of(sandbox, rc), offset);
}

/* What stands behind a statement: blanks and remarks only? */
static bool is_rest(struct sandbox *sandbox, const char *tail, size_t len)
{
    sqlite3_stmt *next = NULL;
    if (strspn(tail, " \t\r\n\f;") >= len)
        return true;
    int rc = sqlite3_prepare_v3(sandbox->db.handle, tail, (int)len, 0, &next, NULL);
    bool nothing = rc == SQLITE_OK && !next;
    sqlite3_finalize(next);
    return nothing;
}

bool sandbox_prepare(struct sandbox *sandbox, struct span sql, struct sandbox_error *error)
{
    const char *tail = NULL;
    sqlite3_finalize(sandbox->statement);
    sandbox->statement = NULL;
    sandbox->refused[0] = '\0';
    sandbox->stop = SANDBOX_GO_ON;
    sandbox->begun_ms = clock_steady_ms();
    if (sql.len > 1000000)
        return fail(sandbox, error, SANDBOX_TOO_MUCH, -1);
    sqlite3_stmt *made = NULL;
    int rc = sqlite3_prepare_v3(sandbox->db.handle, sql.data, (int)sql.len, 0, &made, &tail);
    if (rc != SQLITE_OK)
        return fail_with(sandbox, rc, error);
    if (!made)
        return fail(sandbox, error, SANDBOX_EMPTY, 0);
    sandbox->statement = made;
    size_t used = (size_t)(tail - sql.data);
    sandbox->refused[0] = '\0';
    if (!is_rest(sandbox, tail, sql.len - used))
        return fail(sandbox, error, SANDBOX_SEVERAL, (int)used);
    if (!sqlite3_stmt_readonly(made) || sqlite3_column_count(made) == 0)
        return fail(sandbox, error, SANDBOX_NO_ROWS, 0);
    return true;
}

size_t sandbox_columns(const struct sandbox *sandbox)
{
    return (size_t)sqlite3_column_count(sandbox->statement);
}

const char *sandbox_column_name(const struct sandbox *sandbox, size_t column)
{
    const char *name = sqlite3_column_name(sandbox->statement, (int)column);
    return name ? name : "";
}

bool sandbox_column_origin(const struct sandbox *sandbox, size_t column, const char **table,
                           const char **name)
{
    *table = sqlite3_column_table_name(sandbox->statement, (int)column);
    *name = sqlite3_column_origin_name(sandbox->statement, (int)column);
    return *table && *name;
}

size_t sandbox_parameters(const struct sandbox *sandbox)
{
    return (size_t)sqlite3_bind_parameter_count(sandbox->statement);
}

const char *sandbox_parameter_name(const struct sandbox *sandbox, size_t parameter)
{
    return sqlite3_bind_parameter_name(sandbox->statement, (int)parameter);
}

bool sandbox_bind(struct sandbox *sandbox, size_t parameter, const struct value *value)
{
    sqlite3_stmt *statement = sandbox->statement;
    int at = (int)parameter, rc = SQLITE_OK;
    switch (value->kind) {
    case VALUE_EMPTY:
        rc = sqlite3_bind_null(statement, at);
        break;
    case VALUE_INTEGER:
        rc = sqlite3_bind_int64(statement, at, value->integer);
        break;
    case VALUE_DECIMAL:
        rc = sqlite3_bind_double(statement, at, value->decimal);
        break;
    case VALUE_TEXT:
        rc = sqlite3_bind_text64(statement, at, value->text.data, value->text.len, SQLITE_TRANSIENT,
                                 SQLITE_UTF8);
        break;
    }
    return rc == SQLITE_OK;
}

bool sandbox_step(struct sandbox *sandbox, bool *row, struct sandbox_error *error)
{
    int rc = sqlite3_step(sandbox->statement);
    *row = rc == SQLITE_ROW;
    if (rc == SQLITE_ROW || rc == SQLITE_DONE)
        return true;
    return fail_with(sandbox, rc, error);
}

/* Of bytes that are no text only the beginning, as SQLite writes them: x'00ff'. */
static struct span hex_of(struct sandbox *sandbox, const unsigned char *bytes, int size)
{
    buffer_clear(&sandbox->hex);
    buffer_add_string(&sandbox->hex, "x'");
    for (int i = 0; i < size && i < HEX_SHOWN; i++)
        buffer_printf(&sandbox->hex, "%02x", bytes[i]);
    buffer_add_string(&sandbox->hex, size > HEX_SHOWN ? "…'" : "'");
    return buffer_span(&sandbox->hex);
}

struct value sandbox_value(struct sandbox *sandbox, size_t column)
{
    sqlite3_stmt *statement = sandbox->statement;
    int at = (int)column;
    switch (sqlite3_column_type(statement, at)) {
    case SQLITE_INTEGER:
        return (struct value){.kind = VALUE_INTEGER,
                              .integer = sqlite3_column_int64(statement, at)};
    case SQLITE_FLOAT:
        return (struct value){.kind = VALUE_DECIMAL,
                              .decimal = sqlite3_column_double(statement, at)};
    case SQLITE_TEXT: {
        const char *text = (const char *)sqlite3_column_text(statement, at);
        return (struct value){
            .kind = VALUE_TEXT,
            .text = span_of(text ? text : "", (size_t)sqlite3_column_bytes(statement, at))};
    }
    case SQLITE_BLOB: {
        const unsigned char *bytes = sqlite3_column_blob(statement, at);
        return (struct value){.kind = VALUE_TEXT,
                              .text = hex_of(sandbox, bytes, sqlite3_column_bytes(statement, at))};
    }
    default:
        return (struct value){.kind = VALUE_EMPTY};
    }
}
