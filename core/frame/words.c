/*
 * The order of words. Natural keys are made once per word: comparing texts is what sorting
 * a dictionary of a hundred thousand words is all about.
 */
#include "core/frame/words.h"

#include <stdlib.h>

#include "core/base/buffer.h"
#include "core/base/natural.h"
#include "core/base/utf8.h"

struct sort_word {
    const struct value *value;
    struct span key; /* natural */
    size_t place;    /* in the order that was given; SIZE_MAX: not in it */
    uint32_t old;
};

static bool is_number(const struct value *value)
{
    return value->kind == VALUE_INTEGER || value->kind == VALUE_DECIMAL;
}

/* Exact for both: it has 64 bits of mantissa. */
static long double number_of(const struct value *value)
{
    return value->kind == VALUE_INTEGER ? (long double)value->integer : (long double)value->decimal;
}

static int compare_numbers(const struct value *a, const struct value *b)
{
    long double x = number_of(a), y = number_of(b);
    int order = (x > y) - (x < y);
    return order ? order : (int)a->kind - (int)b->kind;
}

int words_compare(const struct value *a, const struct value *b)
{
    if (is_number(a) && is_number(b))
        return compare_numbers(a, b);
    if (is_number(a) || is_number(b))
        return is_number(a) ? -1 : 1;
    return natural_compare(a->text, b->text);
}

static int compare_words(const void *left, const void *right)
{
    const struct sort_word *a = left, *b = right;
    if (a->place != b->place)
        return a->place < b->place ? -1 : 1;
    bool number_a = is_number(a->value), number_b = is_number(b->value);
    if (number_a && number_b)
        return compare_numbers(a->value, b->value);
    if (number_a != number_b)
        return number_a ? -1 : 1;
    int order = span_compare(a->key, b->key);
    return order ? order : span_compare(a->value->text, b->value->text);
}

/* ---- the order that was given ---- */

static struct span trim(struct span text)
{
    while (text.len && *text.data == ' ')
        text = span_of(text.data + 1, text.len - 1);
    while (text.len && text.data[text.len - 1] == ' ')
        text.len--;
    return text;
}

/* The place of a word in "a; b; c", compared without regard to case. */
static size_t place_of(struct span word, const char *order, struct buffer *a, struct buffer *b)
{
    buffer_clear(a);
    utf8_fold(trim(word), a);
    for (size_t place = 0; order && *order; place++) {
        size_t len = strcspn(order, ";");
        buffer_clear(b);
        utf8_fold(trim(span_of(order, len)), b);
        if (b->len && span_equal(buffer_span(a), buffer_span(b)))
            return place;
        order += len + (order[len] == ';');
    }
    return SIZE_MAX;
}

static bool find_places(struct sort_word *words, size_t count, const char *order, size_t *listed)
{
    struct buffer a = {0}, b = {0};
    char scratch[VALUE_NUMBER_SIZE];
    *listed = 0;
    for (size_t i = 0; i < count; i++) {
        words[i].place = SIZE_MAX;
        if (order && *order)
            words[i].place = place_of(value_text(words[i].value, scratch), order, &a, &b);
        *listed += words[i].place != SIZE_MAX;
    }
    bool good = !a.failed && !b.failed;
    buffer_free(&a);
    buffer_free(&b);
    return good;
}

/* ---- keys ---- */

static bool make_keys(struct sort_word *words, size_t count, struct buffer *keys)
{
    for (size_t i = 0; i < count; i++) {
        size_t start = keys->len;
        if (words[i].value->kind == VALUE_TEXT && !natural_key(words[i].value->text, keys) &&
            keys->failed)
            return false;
        words[i].key = span_of(NULL, keys->len - start);
    }
    size_t at = 0; /* now nothing moves any more */
    for (size_t i = 0; i < count; at += words[i++].key.len)
        words[i].key.data = buffer_span(keys).data + at;
    return true;
}

bool words_sort(struct value *words, size_t count, const char *order, uint32_t *rank,
                size_t *listed)
{
    struct buffer keys = {0};
    struct sort_word *sorted = malloc((count + 1) * sizeof *sorted);
    struct value *old = malloc((count + 1) * sizeof *old);
    bool good = sorted && old;
    for (size_t i = 0; good && i < count; i++)
        sorted[i] = (struct sort_word){.value = &old[i + 1], .old = (uint32_t)(i + 1)};
    if (good)
        memcpy(old, words, (count + 1) * sizeof *old);
    good = good && find_places(sorted, count, order, listed) && make_keys(sorted, count, &keys);
    if (good && count > 0)
        qsort(sorted, count, sizeof *sorted, compare_words);
    rank[0] = 0;
    for (size_t i = 0; good && i < count; i++) {
        words[i + 1] = *sorted[i].value;
        rank[sorted[i].old] = (uint32_t)(i + 1);
    }
    buffer_free(&keys);
    free(sorted);
    free(old);
    return good;
}
