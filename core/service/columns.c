/* Finding columns by what a person typed: in `--columns`, `--sort`, chips. */
#include "core/service/columns.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/base/nearest.h"

static enum status not_found(const struct dataset_info *dataset, struct span name,
                             struct error *err)
{
    const char **names = calloc(dataset->column_count + 1, sizeof *names);
    char *word = strndup(name.data ? name.data : "", name.len);
    enum status status = STATUS_NOT_FOUND;
    if (names && word) {
        for (size_t i = 0; i < dataset->column_count; i++)
            names[i] = dataset->columns[i].name;
        int near = nearest_name(word, names, dataset->column_count);
        const char *offer = near >= 0 ? names[near] : dataset->column_count ? names[0] : "";
        status = error_set(err, status, near >= 0 ? TEXT_COLUMN_UNKNOWN_NEAR : TEXT_COLUMN_UNKNOWN,
                           TEXT_VALUES(text_string("column", word),
                                       text_string("dataset", dataset->name),
                                       text_string("nearest", offer)));
    } else {
        status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    free(names);
    free(word);
    return status;
}

enum status column_find(const struct dataset_info *dataset, struct span name, size_t *out,
                        struct error *err)
{
    int found = dataset_column_index(dataset, name);
    if (found < 0)
        return not_found(dataset, name, err);
    *out = (size_t)found;
    return STATUS_OK;
}

/* Takes one name off the list at *p, without quotes, into name. False: a quote is open. */
static bool take_name(const char **p, struct buffer *name)
{
    const char *c = *p;
    bool quoted = *c == '"';
    buffer_clear(name);
    buffer_add_string(name, "");
    for (c += quoted; *c && (quoted || *c != ','); c++) {
        if (quoted && *c == '"' && *++c != '"') {
            quoted = false;
            break;
        }
        buffer_add_byte(name, *c);
    }
    while (!quoted && *c && *c != ',') /* between the quote and the comma */
        buffer_add_byte(name, *c++);
    *p = c;
    return !quoted;
}

static size_t most_names(const char *list)
{
    size_t count = 1;
    for (; *list; list++)
        count += *list == ',';
    return count;
}

enum status column_find_list(const struct dataset_info *dataset, struct arena *arena,
                             const char *list, size_t **out, size_t *count, struct error *err)
{
    struct buffer name = {0};
    enum status status = STATUS_OK;
    const char *p = list;
    *count = 0;
    *out = arena_array(arena, most_names(list), sizeof **out);
    if (!*out)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    for (bool more = true; more && status == STATUS_OK; more = *p != '\0', p += more) {
        if (!take_name(&p, &name))
            status = error_set(err, STATUS_INVALID, TEXT_COLUMN_QUOTE_OPEN,
                               TEXT_VALUES(text_string("list", list)));
        else
            status = column_find(dataset, buffer_span(&name), &(*out)[*count], err);
        *count += status == STATUS_OK;
    }
    if (name.failed)
        status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    buffer_free(&name);
    return status;
}

/* A column may have a colon in its name: the whole text is tried first. */
enum status column_find_sort_key(const struct dataset_info *dataset, const char *text,
                                 struct sort_key *out, struct error *err)
{
    struct span name = span_string(text);
    const char *colon = strrchr(text, ':');
    int found = dataset_column_index(dataset, name);
    *out = (struct sort_key){.column = found < 0 ? 0 : (size_t)found};
    if (found >= 0)
        return STATUS_OK;
    if (colon) {
        out->descending = strcmp(colon, ":desc") == 0;
        if (!out->descending && strcmp(colon, ":asc") != 0)
            return error_set(err, STATUS_INVALID, TEXT_COLUMN_SORT_DIRECTION,
                             TEXT_VALUES(text_string("text", text)));
        name.len = (size_t)(colon - text);
    }
    if (name.len >= 2 && name.data[0] == '"' && name.data[name.len - 1] == '"')
        name = span_of(name.data + 1, name.len - 2);
    return column_find(dataset, name, &out->column, err);
}
