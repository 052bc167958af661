/*
 * Groups of values. They are joined in three steps: equal fingerprints, equal 2-gram keys, and
 * then neighbours by edit distance. In the last step a group joins the most frequent group
 * that is near enough; one that has joined another, or was joined, joins no more, so that no chain
 * of small differences makes one group of values that are far apart.
 */
#include "core/analysis/cleaning.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_KEY = 3, SHORT = 4, LONG = 9 };

struct keyed {
    struct span key;
    size_t value;
};

struct finding {
    const struct cleaning_value *values;
    size_t count;   /* of those that are looked at */
    size_t *order;  /* the most frequent first */
    size_t *rank;   /* place in order */
    size_t *leader; /* of each value: the most frequent of its group */
    enum cleaning_way *way;
    struct span *plain; /* fingerprints */
    struct arena *arena;
    struct buffer scratch;
    int64_t compared;
    bool cut;
    const volatile int *cancel;
};

static bool is_cancelled(const struct finding *f)
{
    return f->cancel != NULL && *f->cancel != 0;
}

/* ---- order ---- */

static int by_rows(const void *a, const void *b, void *context)
{
    const struct cleaning_value *values = context;
    size_t left = *(const size_t *)a, right = *(const size_t *)b;
    if (values[left].rows != values[right].rows)
        return values[left].rows > values[right].rows ? -1 : 1;
    return (left > right) - (left < right);
}

static int compare_spans(struct span a, struct span b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len ? memcmp(a.data, b.data, len) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

/* Equal keys stand together, the most frequent value first. */
static int by_key(const void *a, const void *b, void *context)
{
    const size_t *rank = context;
    const struct keyed *left = a, *right = b;
    int order = compare_spans(left->key, right->key);
    return order ? order
                 : (rank[left->value] > rank[right->value]) -
                       (rank[left->value] < rank[right->value]);
}

static bool prepare(struct finding *f, size_t all)
{
    f->order = arena_array(f->arena, all, sizeof *f->order);
    f->rank = arena_array(f->arena, all, sizeof *f->rank);
    f->leader = arena_array(f->arena, all, sizeof *f->leader);
    f->way = arena_array(f->arena, all, sizeof *f->way);
    f->plain = arena_array(f->arena, all, sizeof *f->plain);
    if (!f->order || !f->rank || !f->leader || !f->way || !f->plain)
        return false;
    for (size_t i = 0; i < all; i++)
        f->order[i] = f->leader[i] = i;
    qsort_r(f->order, all, sizeof *f->order, by_rows, (void *)(uintptr_t)f->values);
    for (size_t i = 0; i < all; i++)
        f->rank[f->order[i]] = i;
    f->cut = all > CLEANING_VALUES_MAX;
    f->count = f->cut ? CLEANING_VALUES_MAX : all;
    return true;
}

/* ---- joining ---- */

static size_t leader_of(const struct finding *f, size_t value)
{
    while (f->leader[value] != value)
        value = f->leader[value];
    return value;
}

/* The more frequent of two leaders leads on. */
static void join(struct finding *f, size_t a, size_t b, enum cleaning_way way)
{
    a = leader_of(f, a);
    b = leader_of(f, b);
    if (a == b)
        return;
    size_t first = f->rank[a] < f->rank[b] ? a : b, second = first == a ? b : a;
    f->leader[second] = first;
    if (f->way[second] > f->way[first])
        f->way[first] = f->way[second];
    if (way > f->way[first])
        f->way[first] = way;
}

static bool copy_key(struct finding *f, struct span *out)
{
    const char *copy = arena_copy(f->arena, buffer_span(&f->scratch));
    *out = span_of(copy, f->scratch.len);
    return copy != NULL;
}

/* Joins values whose keys are equal; empty keys say nothing. */
static bool join_by_key(struct finding *f, enum cleaning_way way)
{
    struct keyed *keyed = calloc(f->count + 1, sizeof *keyed);
    bool good = keyed != NULL;
    for (size_t i = 0; i < f->count && good && !is_cancelled(f); i++) {
        size_t value = f->order[i];
        struct span text = f->values[value].text;
        buffer_clear(&f->scratch);
        good = way == CLEANING_FINGERPRINT ? cleaning_fingerprint(text, &f->scratch)
                                           : cleaning_ngrams(text, CLEANING_NGRAM, &f->scratch);
        keyed[i].value = value;
        good = good && copy_key(f, &keyed[i].key);
        if (good && way == CLEANING_FINGERPRINT)
            f->plain[value] = keyed[i].key;
    }
    if (good)
        qsort_r(keyed, f->count, sizeof *keyed, by_key, f->rank);
    for (size_t i = 1; i < f->count && good; i++) {
        if (keyed[i].key.len > 0 && span_equal(keyed[i].key, keyed[i - 1].key))
            join(f, keyed[i - 1].value, keyed[i].value, way);
    }
    free(keyed);
    return good;
}

/* ---- neighbours ---- */

/* Every digit in its order: they count more than letters. */
static bool same_digits(struct span a, struct span b)
{
    size_t i = 0, j = 0;
    for (;;) {
        while (i < a.len && !(a.data[i] >= '0' && a.data[i] <= '9'))
            i++;
        while (j < b.len && !(b.data[j] >= '0' && b.data[j] <= '9'))
            j++;
        if (i == a.len || j == b.len)
            return i == a.len && j == b.len;
        if (a.data[i++] != b.data[j++])
            return false;
    }
}

/* The longer a text, the more slips may be in it. */
static size_t distance_allowed(struct span a, struct span b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    return len <= SHORT ? 0 : len < LONG ? 1 : 2;
}

static void compare(struct finding *f, size_t a, size_t b)
{
    struct span left = f->plain[a], right = f->plain[b];
    size_t allowed = distance_allowed(left, right);
    if (f->leader[b] != b || f->leader[a] != a || f->way[b] == CLEANING_NEAR || allowed == 0)
        return;
    f->compared++;
    if (same_digits(left, right) && cleaning_distance(left, right, allowed) <= allowed)
        join(f, a, b, CLEANING_NEAR);
}

/* In a block the most frequent comes first: all others are held against it, then against the
 * next that has not joined. */
static void compare_block(struct finding *f, const struct keyed *block, size_t count)
{
    if (count > CLEANING_BLOCK_MAX) {
        f->cut = true;
        count = CLEANING_BLOCK_MAX;
    }
    for (size_t i = 0; i < count && !is_cancelled(f); i++) {
        for (size_t j = i + 1; j < count && f->compared < CLEANING_COMPARED_MAX; j++)
            compare(f, block[i].value, block[j].value);
    }
    f->cut |= f->compared >= CLEANING_COMPARED_MAX;
}

static struct span block_key(struct span plain, bool from_end)
{
    size_t len = plain.len < BLOCK_KEY ? plain.len : BLOCK_KEY;
    return span_of(from_end ? plain.data + plain.len - len : plain.data, len);
}

static bool join_near(struct finding *f, bool from_end)
{
    struct keyed *keyed = calloc(f->count + 1, sizeof *keyed);
    size_t leaders = 0, start = 0;
    if (!keyed)
        return false;
    for (size_t i = 0; i < f->count; i++) {
        size_t value = f->order[i];
        if (f->leader[value] == value && f->plain[value].len > SHORT)
            keyed[leaders++] = (struct keyed){block_key(f->plain[value], from_end), value};
    }
    qsort_r(keyed, leaders, sizeof *keyed, by_key, f->rank);
    for (size_t i = 1; i <= leaders; i++) {
        if (i < leaders && span_equal(keyed[i].key, keyed[start].key))
            continue;
        compare_block(f, keyed + start, i - start);
        start = i;
    }
    free(keyed);
    return true;
}

/* ---- groups ---- */

static int by_weight(const void *a, const void *b)
{
    const struct cleaning_group *left = a, *right = b;
    if (left->rows != right->rows)
        return left->rows > right->rows ? -1 : 1;
    return (left->form > right->form) - (left->form < right->form);
}

static bool gather(struct finding *f, struct cleaning_groups *out)
{
    size_t *sizes = arena_array(f->arena, f->count + 1, sizeof *sizes);
    size_t *place = arena_array(f->arena, f->count + 1, sizeof *place);
    size_t *members = arena_array(f->arena, f->count + 1, sizeof *members);
    size_t used = 0, groups = 0;
    assert(f->rank && f->order);
    if (!sizes || !place || !members)
        return false;
    for (size_t i = 0; i < f->count; i++)
        groups += ++sizes[f->rank[leader_of(f, f->order[i])]] == 2;
    out->items = arena_array(f->arena, groups + 1, sizeof *out->items);
    if (!out->items)
        return false;
    for (size_t i = 0; i < f->count; i++) {
        size_t value = f->order[i], leader = leader_of(f, value), at = f->rank[leader];
        if (sizes[at] < 2)
            continue;
        if (leader == value) { /* the first of its group in this order */
            place[at] = out->count;
            out->items[out->count++] = (struct cleaning_group){
                .members = members + used, .form = value, .way = f->way[value]};
            used += sizes[at];
        }
        struct cleaning_group *group = &out->items[place[at]];
        group->members[group->count++] = value;
        group->rows += f->values[value].rows;
    }
    if (out->count > 1)
        qsort(out->items, out->count, sizeof *out->items, by_weight);
    return true;
}

bool cleaning_find_groups(const struct cleaning_value *values, size_t count, enum cleaning_way ways,
                          const volatile int *cancel, struct arena *arena,
                          struct cleaning_groups *out)
{
    struct finding f = {.values = values, .arena = arena, .cancel = cancel};
    *out = (struct cleaning_groups){.count = 0};
    if (count == 0)
        return true;
    bool good = prepare(&f, count) && join_by_key(&f, CLEANING_FINGERPRINT);
    if (good && ways >= CLEANING_NGRAMS)
        good = join_by_key(&f, CLEANING_NGRAMS);
    if (good && ways >= CLEANING_NEAR)
        good = join_near(&f, false) && join_near(&f, true);
    good = good && gather(&f, out);
    out->cut = f.cut;
    buffer_free(&f.scratch);
    return good;
}
