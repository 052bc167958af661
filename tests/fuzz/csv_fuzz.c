/*
 * CSV files made of anything: found out, read, typed. The first bytes choose options, the rest
 * is the file. What must hold: no crash, rows of the right width, rows and rows aside as many
 * as were read, and a second reading of what `convert` would write gives the same cells.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/base/utf8.h"
#include "core/ingest/feed.h"
#include "core/ingest/plan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

/* The bytes as a file, so that encodings are found out, too. */
static int file_of(const uint8_t *data, size_t size, char *path, size_t room)
{
    int fd = memfd_create("fuzz", 0);
    check(fd >= 0);
    for (size_t done = 0; done < size;) {
        ssize_t n = write(fd, data + done, size - done);
        check(n > 0);
        done += (size_t)n;
    }
    snprintf(path, room, "/proc/self/fd/%d", fd);
    return fd;
}

/* All rows under the plan, as convert sees them. */
static void read_table(struct input *input, const struct plan *plan)
{
    struct table *table = NULL;
    struct record record = {0};
    int64_t line = 0;
    check(table_open(&table, input, plan, NULL) == STATUS_OK);
    for (;;) {
        check(table_next(table, &record, NULL) == STATUS_OK);
        if (record.state == RECORD_END)
            break;
        check(record.line > line || record.line >= plan->data_line);
        line = record.line;
        for (size_t i = 0; record.state == RECORD_ROW && i < record.count; i++)
            check(utf8_valid(record_cell(&record, i)));
        if (table_repaired(table) != REPAIR_NONE && record.state == RECORD_ROW)
            check(record.count == plan->count);
    }
    table_close(table);
}

/* The same, typed: every row is loaded or set aside. */
static void read_feed(struct input *input, struct plan *plan)
{
    struct feed *feed = NULL;
    enum feed_state state = FEED_GOES_ON;
    int64_t rows = 0;
    check(feed_open(&feed, input, plan, NULL) == STATUS_OK);
    while (state == FEED_GOES_ON) {
        struct batch *batch = NULL;
        check(feed_take(feed, &batch, &state, NULL) == STATUS_OK);
        if (!batch)
            break;
        rows += (int64_t)(batch->rows + batch->aside_count);
        feed_give_back(feed, batch);
    }
    if (state == FEED_DONE)
        check(rows == feed_rows(feed));
    else
        feed_mend_plan(feed, true);
    feed_close(feed);
}

static void read_all(const char *path, const struct plan_options *options, bool typed)
{
    struct input *input = NULL;
    struct plan plan;
    struct error err;
    struct arena *arena = arena_new();
    check(arena != NULL);
    if (input_open(&input, path, ENCODING_AUTO, &err) == STATUS_OK) {
        if (plan_make_shape(&plan, input, options, arena, &err) == STATUS_OK && plan.count)
            read_table(input, &plan);
        if (typed && plan_make(&plan, input, options, arena, &err) == STATUS_OK)
            read_feed(input, &plan);
    }
    input_close(input);
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const delimiters[] = {"", "", "", ",", ";", "||", ", ", " "};
    char path[64];
    if (size < 2)
        return 0;
    struct plan_options options = {.header.choice = (enum header_choice)(data[0] % 3)};
    strcpy(options.delimiter, delimiters[data[0] / 3 % 8]);
    options.quote_given = data[0] / 24 % 4 == 3;
    options.quote = data[1] & 1 ? '\'' : '"';
    int fd = file_of(data + 1, size - 1, path, sizeof path);
    read_all(path, &options, data[1] & 2);
    close(fd);
    return 0;
}
