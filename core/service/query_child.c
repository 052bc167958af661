/*
 * The child that runs one statement: opens the sandbox, binds, steps, writes frames. It has
 * nothing of the console's; whatever happens to it, the console goes on.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/base/buffer.h"
#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "core/service/query.h"
#include "core/service/query_wire.h"
#include "core/service/sql_functions.h"
#include "core/store/sandbox.h"

struct child {
    int out;
    const struct query_order *order;
    const char *path, *sql, *parameters;
    struct sandbox *sandbox;
    struct buffer batch;
    uint32_t batch_rows;
    int64_t sent_ms;
};

/* ---- writing ---- */

static bool write_all(int fd, const char *data, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, data, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) /* nobody reads any more */
            return false;
        data += n;
        len -= (size_t)n;
    }
    return true;
}

static bool send_frame(struct child *child, enum query_word word, struct span payload,
                       uint32_t rows)
{
    const struct query_head head = {(uint32_t)word, (uint32_t)payload.len, rows};
    return write_all(child->out, (const char *)&head, sizeof head) &&
           write_all(child->out, payload.data, payload.len);
}

static bool send_fault(struct child *child, const struct sandbox_error *error)
{
    struct buffer payload = {0};
    const struct query_fault fault = {(int32_t)error->fault, error->offset};
    buffer_add(&payload, &fault, sizeof fault);
    buffer_add_string(&payload, error->reason);
    bool sent = send_frame(child, QUERY_FAULT, buffer_span(&payload), 0);
    buffer_free(&payload);
    return sent;
}

static bool send_failure(struct child *child, const struct error *err)
{
    struct sandbox_error error = {.fault = SANDBOX_FAILED, .offset = -1};
    size_t len = strlen(err->message);
    len = len < sizeof error.reason - 1 ? len : sizeof error.reason - 1;
    memcpy(error.reason, err->message, len);
    return send_fault(child, &error);
}

static bool send_columns(struct child *child)
{
    struct buffer names = {0};
    size_t count = sandbox_columns(child->sandbox);
    for (size_t i = 0; i < count; i++) {
        const char *table = NULL, *column = NULL;
        bool known = sandbox_column_origin(child->sandbox, i, &table, &column);
        const char *words[] = {sandbox_column_name(child->sandbox, i), known ? table : "",
                               known ? column : ""};
        for (size_t w = 0; w < 3; w++) {
            utf8_repair(span_string(words[w]), &names);
            buffer_add_byte(&names, '\0');
        }
    }
    bool sent =
        !names.failed && send_frame(child, QUERY_COLUMNS, buffer_span(&names), (uint32_t)count);
    buffer_free(&names);
    return sent;
}

/* ---- rows ---- */

static void add_text(struct buffer *batch, struct span text)
{
    uint32_t len = (uint32_t)text.len;
    if (utf8_valid(text)) {
        buffer_add(batch, &len, sizeof len);
        buffer_add_span(batch, text);
        return;
    }
    size_t at = batch->len;
    buffer_add(batch, &len, sizeof len);
    utf8_repair(text, batch);
    if (batch->failed)
        return;
    len = (uint32_t)(batch->len - at - sizeof len);
    memcpy(batch->data + at, &len, sizeof len);
}

static void add_value(struct buffer *batch, const struct value *value)
{
    buffer_add_byte(batch, (char)value->kind);
    switch (value->kind) {
    case VALUE_EMPTY:
        break;
    case VALUE_INTEGER:
        buffer_add(batch, &value->integer, sizeof value->integer);
        break;
    case VALUE_DECIMAL:
        buffer_add(batch, &value->decimal, sizeof value->decimal);
        break;
    case VALUE_TEXT:
        add_text(batch, value->text);
        break;
    }
}

static bool flush(struct child *child)
{
    bool sent = child->batch_rows == 0 ||
                send_frame(child, QUERY_ROWS, buffer_span(&child->batch), child->batch_rows);
    buffer_clear(&child->batch);
    child->batch_rows = 0;
    child->sent_ms = clock_steady_ms();
    return sent;
}

static bool send_rows(struct child *child)
{
    struct sandbox_error error;
    size_t columns = sandbox_columns(child->sandbox);
    for (bool row = true; row;) {
        if (!sandbox_step(child->sandbox, &row, &error))
            return flush(child) && send_fault(child, &error);
        for (size_t c = 0; row && c < columns; c++) {
            struct value value = sandbox_value(child->sandbox, c);
            add_value(&child->batch, &value);
        }
        child->batch_rows += row;
        if (child->batch.failed || child->batch.len > QUERY_FRAME_MAX) {
            error = (struct sandbox_error){.fault = SANDBOX_TOO_MUCH, .offset = -1};
            return send_fault(child, &error);
        }
        bool full = child->batch.len >= QUERY_BATCH;
        bool late =
            child->batch_rows % 64 == 1 && clock_steady_ms() - child->sent_ms >= QUERY_BATCH_MS;
        if ((full || late) && !flush(child))
            return false;
    }
    return flush(child) && send_frame(child, QUERY_DONE, span_of("", 0), 0);
}

/* ---- parameters ---- */

/* What reads back to the same text is a number: 25, -3.5; not 007, not 1e5. */
static struct value read_parameter(const char *text)
{
    char scratch[VALUE_NUMBER_SIZE], *end = NULL;
    struct value value = {.kind = VALUE_INTEGER, .integer = strtoll(text, &end, 10)};
    struct span again = value_text(&value, scratch);
    if (*text && *end == '\0' && span_equal(again, span_string(text)))
        return value;
    value = (struct value){.kind = VALUE_DECIMAL, .decimal = strtod(text, &end)};
    again = value_text(&value, scratch);
    if (*text && *end == '\0' && span_equal(again, span_string(text)))
        return value;
    return (struct value){.kind = VALUE_TEXT, .text = span_string(text)};
}

static const char *find_parameter(const struct child *child, const char *name)
{
    const char *at = child->parameters, *end = at + child->order->parameters_len;
    while (at < end) {
        const char *text = at + strlen(at) + 1;
        if (strcmp(at, name) == 0)
            return text;
        at = text + strlen(text) + 1;
    }
    return NULL;
}

static bool bind_parameters(struct child *child, bool *complete)
{
    *complete = true;
    for (size_t i = 1; i <= sandbox_parameters(child->sandbox); i++) {
        const char *name = sandbox_parameter_name(child->sandbox, i);
        const char *text = find_parameter(child, name && *name ? name + 1 : "");
        if (!text) {
            *complete = false;
            return send_frame(child, QUERY_NEEDS, span_string(name ? name : "?"), 0);
        }
        struct value value = read_parameter(text);
        if (!sandbox_bind(child->sandbox, i, &value)) {
            struct sandbox_error error = {.fault = SANDBOX_TOO_MUCH, .offset = -1};
            *complete = false;
            return send_fault(child, &error);
        }
    }
    return true;
}

/* ---- the job ---- */

/* Sanitizers need more room than any limit leaves. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED
#endif
#endif

/* The outer wall: what a single call inside SQLite or PCRE2 can't be stopped from. */
static void set_limits(const struct query_order *order)
{
    rlim_t seconds = (rlim_t)(order->limit_ms / 1000 + 2);
    const struct rlimit time = {seconds, seconds + 1}, none = {0, 0};
    setrlimit(RLIMIT_CPU, &time);
    setrlimit(RLIMIT_CORE, &none);
    setrlimit(RLIMIT_FSIZE, &none);
#ifndef SANITIZED
    const struct rlimit memory = {(rlim_t)order->memory * 2, (rlim_t)order->memory * 2};
    setrlimit(RLIMIT_DATA, &memory);
#endif
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

static bool run(struct child *child)
{
    struct error err = {0};
    struct sandbox_error error = {.fault = SANDBOX_FINE};
    const struct sandbox_limits limits = {.memory = child->order->memory,
                                          .time_ms = child->order->limit_ms,
                                          .yield_ms = child->order->yield_ms};
    bool complete = false;
    enum status status = sandbox_open(&child->sandbox, child->path, &limits, &err);
    if (status == STATUS_OK)
        status = sql_functions_add(sandbox_db(child->sandbox), &err);
    if (status != STATUS_OK)
        return send_failure(child, &err);
    if (!send_frame(child, QUERY_OPENED, span_of("", 0), 0))
        return false;
    if (!sandbox_prepare(child->sandbox, span_of(child->sql, child->order->sql_len), &error))
        return send_fault(child, &error);
    if (!bind_parameters(child, &complete))
        return false;
    return !complete || (send_columns(child) && send_rows(child));
}

int query_job(const void *data, size_t size, const int *fds, size_t fd_count)
{
    struct query_order order;
    if (size != sizeof order || fd_count != 2)
        return 1;
    memcpy(&order, data, sizeof order);
    size_t len = (size_t)order.path_len + order.sql_len + order.parameters_len + 3;
    char *request = mmap(NULL, len, PROT_READ, MAP_PRIVATE, fds[1], 0);
    if (request == MAP_FAILED)
        return 1;
    set_limits(&order);
    struct child child = {.out = fds[0], .order = &order, .sent_ms = clock_steady_ms()};
    child.path = request;
    child.sql = request + order.path_len + 1;
    child.parameters = child.sql + order.sql_len + 1;
    bool told = run(&child);
    buffer_free(&child.batch);
    sandbox_close(child.sandbox);
    munmap(request, len);
    return !told;
}
