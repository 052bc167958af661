/* Data dictionaries of any bytes: a bad line is a notice, never more. */
#include <stdint.h>
#include <stdlib.h>

#include "core/ingest/small_csv.h"
#include "core/jam/dictionary.h"

static enum status add(void *context, const struct span *fields, size_t count, int64_t line,
                       struct error *err)
{
    return dictionary_add_row(context, fields, count, line, err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct dictionary_reader reader = {.arena = arena_new()};
    struct error err = {0};
    if (small_csv_read(span_of((const char *)data, size), add, &reader, &err) != STATUS_OK &&
        err.message[0] == '\0')
        abort();
    for (size_t i = 0; i < reader.result.entry_count; i++) {
        const struct dictionary_entry *entry = &reader.result.entries[i];
        if (!dictionary_find(&reader.result, entry->dataset, entry->column))
            abort();
    }
    arena_free(reader.arena);
    return 0;
}
