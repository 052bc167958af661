/* Values that people type, found among those that a column has. */
#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/base/nearest.h"
#include "core/base/utf8.h"
#include "core/service/derive_internal.h"

enum { NEAR_MAX = 5000 };

struct known {
    struct span folded, value;
};

struct finding {
    struct arena *arena;
    struct known *known; /* by folded */
    const char **names;  /* the values as strings, for the nearest one */
    size_t count;
    derive_missing_fn *missing;
    void *context;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static int by_folded(const void *left, const void *right)
{
    const struct known *a = left, *b = right;
    int order = span_compare(a->folded, b->folded);
    return order ? order : span_compare(a->value, b->value);
}

static struct span fold(struct span text, struct arena *arena)
{
    struct buffer folded = {0};
    utf8_fold(text, &folded);
    const char *kept = folded.failed ? NULL : arena_copy(arena, buffer_span(&folded));
    struct span copy = span_of(kept, kept ? folded.len : 0);
    buffer_free(&folded);
    return copy;
}

static enum status know(struct finding *f, struct frame_use *use, int64_t column, struct error *err)
{
    struct span *values = NULL;
    enum status status = derive_list_values(use, column, f->arena, &values, &f->count, err);
    if (status == STATUS_OK && f->count == DERIVE_VALUES_MAX)
        f->count = 0;
    f->known = arena_array(f->arena, f->count, sizeof *f->known);
    f->names = arena_array(f->arena, f->count, sizeof *f->names);
    if (status != STATUS_OK || !f->known || !f->names)
        return status != STATUS_OK ? status : no_memory(err);
    for (size_t i = 0; status == STATUS_OK && i < f->count; i++) {
        f->known[i] = (struct known){fold(values[i], f->arena), values[i]};
        f->names[i] = values[i].data;
        if (!f->known[i].folded.data)
            status = no_memory(err);
    }
    if (status == STATUS_OK && f->count > 0)
        qsort(f->known, f->count, sizeof *f->known, by_folded);
    return status;
}

/* Those that are the same but for upper and lower case: from *first on; returns how many. */
static size_t find(const struct finding *f, struct span wanted, size_t *first)
{
    struct span folded = fold(wanted, f->arena);
    size_t low = 0, high = f->count, count = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (span_compare(f->known[middle].folded, folded) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *first = low;
    while (low + count < f->count && span_equal(f->known[low + count].folded, folded))
        count++;
    return count;
}

static void tell_missing(const struct finding *f, struct span wanted)
{
    char *name = arena_copy(f->arena, wanted);
    if (!f->missing || !name || f->count == 0)
        return;
    int near = f->count <= NEAR_MAX ? nearest_name(name, f->names, f->count) : -1;
    f->missing(f->context, wanted, near >= 0 ? f->names[near] : "");
}

/* The values that `values` mean, without any twice. */
static enum status expand(const struct finding *f, struct span **values, size_t *count,
                          struct error *err)
{
    size_t room = *count, made = 0, first = 0;
    for (size_t i = 0; i < *count; i++)
        room += (*values)[i].len ? find(f, (*values)[i], &first) : 0;
    struct span *list = arena_array(f->arena, room, sizeof *list);
    if (!list)
        return no_memory(err);
    for (size_t i = 0; i < *count; i++) {
        struct span wanted = (*values)[i];
        size_t found = wanted.len ? find(f, wanted, &first) : 0;
        if (wanted.len && found == 0)
            tell_missing(f, wanted);
        for (size_t j = 0; j < (found ? found : 1); j++) {
            struct span value = found ? f->known[first + j].value : wanted;
            size_t at = 0;
            while (at < made && !span_equal(list[at], value))
                at++;
            list[made] = value;
            made += at == made;
        }
    }
    *values = list;
    *count = made;
    return STATUS_OK;
}

static enum status expand_pairs(const struct finding *f, struct recipe *recipe, struct error *err)
{
    struct recipe_pair *pairs = recipe->values.pairs;
    size_t count = recipe->values.count, room = count, made = 0, first = 0;
    for (size_t i = 0; i < count; i++)
        room += find(f, pairs[i].from, &first);
    struct recipe_pair *list = arena_array(f->arena, room, sizeof *list);
    if (!list)
        return no_memory(err);
    for (size_t i = 0; i < count; i++) {
        struct span *from = &pairs[i].from;
        size_t found = 1;
        enum status status = expand(f, &from, &found, err);
        if (status != STATUS_OK)
            return status;
        for (size_t j = 0; j < found && made < room; j++)
            list[made++] = (struct recipe_pair){from[j], pairs[i].to};
    }
    recipe->values.pairs = list;
    recipe->values.count = made;
    return STATUS_OK;
}

enum status derive_values(struct frame_use *use, struct recipe *recipe, struct arena *arena,
                          derive_missing_fn *missing, void *context, struct error *err)
{
    struct finding f = {.arena = arena, .missing = missing, .context = context};
    size_t position = 0;
    if (!making_find(frame_use_dataset(use), recipe->source, &position))
        return error_set(err, STATUS_NOT_FOUND, TEXT_DERIVE_SOURCE_GONE, NULL);
    /* Numbers are compared as numbers, however they are written. */
    if (column_type_is_number(frame_use_dataset(use)->columns[position].type))
        return STATUS_OK;
    enum status status = know(&f, use, recipe->source, err);
    if (recipe->kind == RECIPE_VALUES && status == STATUS_OK)
        return expand_pairs(&f, recipe, err);
    for (size_t i = 0;
         recipe->kind == RECIPE_GROUPS && i < recipe->groups.count && status == STATUS_OK; i++)
        status = expand(&f, &recipe->groups.items[i].values, &recipe->groups.items[i].count, err);
    if (recipe->kind == RECIPE_TEST && recipe->test.test == TEST_IN && status == STATUS_OK)
        status = expand(&f, &recipe->test.values, &recipe->test.count, err);
    return status;
}
