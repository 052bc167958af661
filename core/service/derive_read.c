/* Reading what people type for new columns, alike on the command line and in the console. */
#include "core/service/derive_read.h"

#include <string.h>

#include "core/base/buffer.h"
#include "core/service/columns.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- lists ---- */

/* One item, out of its quotes, up to the next comma. False: a quote is not closed. */
static bool take_item(const char **text, struct buffer *item)
{
    const char *p = *text + strspn(*text, " ");
    bool quoted = *p == '"', open = quoted;
    for (p += quoted; *p && (open || *p != ','); p++) {
        if (open && *p == '"' && p[1] != '"') {
            open = false;
            continue;
        }
        p += open && *p == '"';
        if (open || !quoted)
            buffer_add_byte(item, *p);
    }
    while (!quoted && item->len > 0 && item->data[item->len - 1] == ' ')
        item->len--;
    *text = p;
    return !open;
}

bool derive_read_list(struct arena *arena, const char *text, struct span **out, size_t *count)
{
    size_t room = 1;
    bool good = true;
    for (const char *p = text; *p; p++)
        room += *p == ',';
    *count = 0;
    *out = arena_array(arena, room, sizeof **out);
    for (bool more = true; *out && good && more;) {
        struct buffer item = {0};
        good = take_item(&text, &item);
        char *copy = arena_copy(arena, buffer_span(&item));
        (*out)[*count] = span_of(copy, item.len);
        *count += good;
        good = good && copy && !item.failed;
        more = *text == ',';
        text += more;
        buffer_free(&item);
    }
    return *out && good;
}

/* ---- bands ---- */

static enum status bad_limits(const char *text, struct error *err)
{
    return error_set(err, STATUS_INVALID, TEXT_DERIVE_BAD_LIMITS,
                     TEXT_VALUES(text_string("text", text)));
}

/* "18, 25; 100": a semicolon parts limits, too, as in lists of Excel. In arena; NULL: no memory. */
static const char *with_commas(struct arena *arena, const char *text)
{
    char *copy = arena_string(arena, text);
    for (char *c = copy; c && *c; c++)
        *c = *c == ';' ? ',' : *c;
    return copy;
}

enum status derive_read_limits(struct arena *arena, const char *text, enum column_type type,
                               struct recipe *out, struct error *err)
{
    struct span *list = NULL;
    size_t count = 0;
    out->kind = RECIPE_BANDS;
    const char *commas = with_commas(arena, text);
    if (!commas)
        return no_memory(err);
    if (!derive_read_list(arena, commas, &list, &count))
        return bad_limits(text, err);
    out->bands.limits = arena_array(arena, count, sizeof *out->bands.limits);
    for (size_t i = 0; out->bands.limits && i < count; i++) {
        struct value number;
        if (!recipe_read_number(list[i], &number))
            return bad_limits(text, err);
        out->bands.limits[i] =
            number.kind == VALUE_INTEGER ? (double)number.integer : number.decimal;
    }
    out->bands.count = count;
    out->bands.names = recipe_band_names(out->bands.limits, count, type == COLUMN_INTEGER, arena);
    return out->bands.limits && out->bands.names ? STATUS_OK : no_memory(err);
}

enum status derive_read_names(struct arena *arena, const char *text, struct recipe *recipe,
                              struct error *err)
{
    struct span *list = NULL;
    size_t count = 0;
    bool read = derive_read_list(arena, text, &list, &count);
    if (!read || (count != recipe->bands.count && count != recipe->bands.count + 1))
        return error_set(err, STATUS_INVALID, TEXT_DERIVE_BAD_NAMES,
                         TEXT_VALUES(text_number("count", (int64_t)recipe->bands.count)));
    size_t first = recipe->bands.count + 1 - count;
    for (size_t i = 0; i < count; i++)
        recipe->bands.names[first + i] = list[i].data;
    return STATUS_OK;
}

/* ---- a number or a column ---- */

enum status derive_read_operand(const struct dataset_info *dataset, const char *text,
                                struct recipe *recipe, double *number, struct error *err)
{
    struct value value;
    size_t column = 0;
    if (recipe_read_number(span_string(text), &value)) {
        *number = value.kind == VALUE_INTEGER ? (double)value.integer : value.decimal;
        return STATUS_OK;
    }
    enum status status = column_find(dataset, span_string(text), &column, err);
    if (status == STATUS_OK)
        recipe->with = dataset->columns[column].id;
    return status;
}

enum status derive_read_until(const struct dataset_info *dataset, const char *text,
                              struct recipe *recipe, struct error *err)
{
    size_t column = 0;
    recipe->between.until = text;
    if (*text >= '0' && *text <= '9')
        return STATUS_OK;
    enum status status = column_find(dataset, span_string(text), &column, err);
    if (status == STATUS_OK)
        recipe->with = dataset->columns[column].id;
    return status;
}
