/*
 * The value whose share a pivot tells. Apart because of the mistyped one: a share of a value
 * that no row has is 0 everywhere, which looks like an answer.
 */
#include <math.h>
#include <stdlib.h>

#include "core/base/nearest.h"
#include "core/base/utf8.h"
#include "core/service/facet.h"
#include "core/service/pivot_internal.h"

enum { OFFERED_FROM = 5000 }; /* values that are looked at for the nearest, most frequent first */

struct filter pivot_share_filter(const struct pivot_spec *spec, struct span *text)
{
    *text = span_string(spec->share);
    return (struct filter){
        .column = spec->value_column, .op = FILTER_EQUAL, .count = 1, .texts = text};
}

/* ---- what may well be in no row ---- */

static struct span next_listed(struct span *rest)
{
    const char *end = memchr(rest->data, ';', rest->len);
    size_t len = end ? (size_t)(end - rest->data) : rest->len;
    struct span word = span_of(rest->data, len);
    *rest = span_of(rest->data + len + (end ? 1 : 0), rest->len - len - (end ? 1 : 0));
    while (word.len > 0 && word.data[0] == ' ')
        word = span_of(word.data + 1, word.len - 1);
    while (word.len > 0 && word.data[word.len - 1] == ' ')
        word.len--;
    return word;
}

/* The dictionary lists it among the values that there can be. */
static bool is_listed(const struct column_info *column, struct span text)
{
    struct span rest = span_string(column->order);
    struct buffer a = {0}, b = {0};
    bool found = false;
    utf8_fold(text, &a);
    while (rest.len > 0 && !found) {
        buffer_clear(&b);
        utf8_fold(next_listed(&rest), &b);
        found = span_equal(buffer_span(&a), buffer_span(&b));
    }
    buffer_free(&a);
    buffer_free(&b);
    return found;
}

/* ---- the nearest that is there ---- */

static int nearest_number(const struct facet *facet, const char *text)
{
    char *end = NULL;
    double wanted = strtod(text, &end), least = INFINITY;
    int best = -1;
    for (size_t i = 0; end != text && *end == '\0' && i < facet->count; i++) {
        const struct value *value = &facet->entries[i].value;
        double number = value->kind == VALUE_INTEGER ? (double)value->integer : value->decimal;
        bool is_number = value->kind == VALUE_INTEGER || value->kind == VALUE_DECIMAL;
        if (is_number && fabs(number - wanted) < least) {
            least = fabs(number - wanted);
            best = (int)i;
        }
    }
    return best;
}

static int nearest_text(const struct facet *facet, struct arena *arena, const char *text)
{
    const char **names = arena_array(arena, facet->count, sizeof *names);
    for (size_t i = 0; names && i < facet->count; i++) {
        names[i] = arena_copy(arena, facet->entries[i].text);
        if (!names[i])
            return -1;
    }
    return names ? nearest_name(text, names, facet->count) : -1;
}

/* The first one that is not the empty cell. */
static int most_frequent(const struct facet *facet)
{
    for (size_t i = 0; i < facet->count; i++)
        if (facet->entries[i].text.len > 0)
            return (int)i;
    return -1;
}

static enum status no_such_value(const struct pivot_work *work, const struct facet *facet,
                                 struct arena *arena, struct error *err)
{
    const struct column_info *column = &work->dataset->columns[work->value_position];
    const char *wanted = work->spec->share, *offer = "";
    bool number = column_type_is_number(column->type);
    int near = number ? nearest_number(facet, wanted) : nearest_text(facet, arena, wanted);
    int other = near < 0 ? most_frequent(facet) : near;
    if (other >= 0)
        offer = arena_copy(arena, facet->entries[other].text);
    if (!offer)
        offer = "";
    return error_set(err, STATUS_INVALID,
                     *offer == '\0' ? TEXT_PIVOT_SHARE_NONE
                     : near >= 0    ? TEXT_PIVOT_SHARE_NEAR
                                    : TEXT_PIVOT_SHARE_OTHER,
                     TEXT_VALUES(text_string("column", column->name), text_string("value", wanted),
                                 text_string("nearest", offer)));
}

static enum status tell_nearest(struct pivot_work *work, struct error *err)
{
    const struct facet_wish wish = {.column = work->value_position, .limit = OFFERED_FROM};
    const struct filter_list all = {0};
    struct facet facet = {0};
    struct arena *arena = arena_new();
    if (!arena)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = facet_read(work->use, &all, &wish, arena, &facet, NULL);
    if (status != STATUS_OK) /* too many to look at: then none is offered */
        facet.count = 0;
    status = status == STATUS_CANCELLED ? error_set(err, status, TEXT_SELECT_CANCELLED, NULL)
                                        : no_such_value(work, &facet, arena, err);
    arena_free(arena);
    return status;
}

enum status pivot_share_select(struct pivot_work *work, struct error *err)
{
    const struct column_info *column = &work->dataset->columns[work->value_position];
    struct span text;
    struct filter filter = pivot_share_filter(work->spec, &text);
    const struct filter_list list = {&filter, 1};
    enum status status = frame_use_select(work->use, &list, 0, &work->share, err);
    if (status != STATUS_OK || work->share.count > 0 || work->dataset->rows == 0)
        return status;
    if (text.len == 0 || column->type == COLUMN_YESNO || is_listed(column, text))
        return STATUS_OK; /* 0 is the answer */
    return tell_nearest(work, err);
}
