/*
 * Working out one row for each person, on codes: which of the rows of a person is the first and
 * which the last, the greatest and least codes, and how many months there are. Values are told
 * row by row when they are wanted, so that millions of persons need little room.
 */
#include "core/service/per_person_internal.h"

#include <stdlib.h>

#include "core/frame/code_tally.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status stopped(struct error *err)
{
    return error_set(err, STATUS_CANCELLED, TEXT_SELECT_CANCELLED, NULL);
}

static bool is_cancelled(const struct per_person *all)
{
    const volatile int *cancel = frame_use_cancel(all->use);
    return cancel && *cancel;
}

/* Calls fn for each row that counts and has a person. False: cancelled. */
typedef void row_fn(void *context, size_t row, uint32_t person);

static bool walk(const struct per_person *all, row_fn *fn, void *context)
{
    size_t words = bitmap_word_count(all->selected.rows);
    for (size_t at = 0; at < words; at++) {
        if (at % (CHUNK_ROWS / 64) == 0 && is_cancelled(all))
            return false;
        for (uint64_t word = all->selected.words[at]; word; word &= word - 1) {
            size_t row = at * 64 + (size_t)__builtin_ctzll(word);
            uint32_t person = person_index_of(&all->index, row);
            if (person != 0)
                fn(context, row, person);
        }
    }
    return true;
}

/* ---- first and last ---- */

static uint64_t time_of(const struct per_person *all, size_t row)
{
    return all->when ? column_code(all->when, row) : 0;
}

/* Rows of no known time are neither first nor last where others are. Of several rows of one
 * time the first is that which stands first. */
static void see_row(void *context, size_t row, uint32_t person)
{
    struct per_person *all = context;
    uint32_t *first = &all->first[person], *last = &all->last[person];
    all->rows++;
    if (*first == 0) {
        *first = *last = (uint32_t)row + 1;
        return;
    }
    uint64_t now = time_of(all, row), then = time_of(all, *first - 1);
    if (now != 0 && (then == 0 || now < then))
        *first = (uint32_t)row + 1;
    if (now >= time_of(all, *last - 1))
        *last = (uint32_t)row + 1;
}

static enum status pick_rows(struct per_person *all, struct error *err)
{
    size_t room = (size_t)all->index.top + 1;
    all->first = calloc(room, sizeof *all->first);
    all->last = calloc(room, sizeof *all->last);
    if (!all->first || !all->last)
        return no_memory(err);
    return walk(all, see_row, all) ? STATUS_OK : stopped(err);
}

/* ---- how many months ---- */

/* Months since the year 0, plus one; 0: it is no date. */
static uint32_t month_of(const struct frame_column *when, uint64_t code)
{
    char scratch[COLUMN_TEXT_SIZE];
    int64_t second;
    int year, month, day;
    struct value value = column_value(when, code, scratch);
    if (value.kind != VALUE_TEXT || !calendar_read_begin(value.text, &second))
        return 0;
    int64_t days = second / CALENDAR_DAY_SECONDS - (second % CALENDAR_DAY_SECONDS < 0);
    calendar_split(days, &year, &month, &day);
    return (uint32_t)(year * 12 + month);
}

struct months {
    const struct per_person *all;
    uint32_t *of_code; /* NULL: there are too many codes */
    uint64_t *pairs;   /* person and month of each row */
    size_t count;
};

static void add_pair(void *context, size_t row, uint32_t person)
{
    struct months *months = context;
    uint64_t code = column_code(months->all->when, row);
    uint32_t month = months->of_code ? months->of_code[code] : month_of(months->all->when, code);
    if (month > 0)
        months->pairs[months->count++] = (uint64_t)person << 32 | month;
}

static void fill_months(struct months *months)
{
    const struct frame_column *when = months->all->when;
    if (when->top >= CODE_TABLE_MAX)
        return;
    months->of_code = calloc((size_t)when->top + 1, sizeof *months->of_code);
    for (uint64_t code = 1; months->of_code && code <= when->top; code++)
        months->of_code[code] = month_of(when, code);
}

/* Different pairs, after sorting. */
static enum status count_months(struct per_person *all, struct error *err)
{
    struct months months = {.all = all,
                            .pairs = numbers_new((size_t)all->rows + 1, sizeof *months.pairs)};
    enum status status = months.pairs ? STATUS_OK : no_memory(err);
    if (status == STATUS_OK) {
        fill_months(&months);
        if (!walk(all, add_pair, &months))
            status = stopped(err);
        else if (!sort_numbers_8(months.pairs, months.count))
            status = no_memory(err);
    }
    for (size_t i = 0; status == STATUS_OK && i < months.count; i++)
        all->months[months.pairs[i] >> 32] += i == 0 || months.pairs[i] != months.pairs[i - 1];
    free(months.pairs);
    free(months.of_code);
    return status;
}

static void count_row(void *context, size_t row, uint32_t person)
{
    uint32_t *months = context;
    (void)row;
    months[person]++;
}

/* Without a column that says when, rows are counted. */
static enum status count_all(struct per_person *all, struct error *err)
{
    all->months = calloc((size_t)all->index.top + 1, sizeof *all->months);
    if (!all->months)
        return no_memory(err);
    if (all->when)
        return count_months(all, err);
    return walk(all, count_row, all->months) ? STATUS_OK : stopped(err);
}

/* ---- in which order ---- */

struct placed {
    uint64_t code;
    uint32_t person;
};

static int by_code(const void *a, const void *b)
{
    const struct placed *left = a, *right = b;
    return (left->code > right->code) - (left->code < right->code);
}

/* Persons in the order of their ids. */
static enum status place_people(struct per_person *all, struct error *err)
{
    struct placed *placed = calloc((size_t)all->index.top + 1, sizeof *placed);
    all->people = calloc((size_t)all->index.top + 1, sizeof *all->people);
    if (!placed || !all->people) {
        free(placed);
        return no_memory(err);
    }
    for (uint32_t person = 1; person <= all->index.top; person++)
        if (all->first[person] != 0)
            placed[all->count++] =
                (struct placed){column_code(all->index.column, all->first[person] - 1), person};
    if (all->index.numbers)
        qsort(placed, all->count, sizeof *placed, by_code);
    for (size_t i = 0; i < all->count; i++)
        all->people[i] = placed[i].person;
    free(placed);
    return STATUS_OK;
}

/* ---- columns ---- */

struct ends {
    const struct frame_column *column;
    uint64_t *codes;
    bool highest;
};

static void see_end(void *context, size_t row, uint32_t person)
{
    struct ends *ends = context;
    uint64_t code = column_code(ends->column, row), *kept = &ends->codes[person];
    if (code != 0 && (*kept == 0 || (ends->highest ? code > *kept : code < *kept)))
        *kept = code;
}

static enum status find_ends(const struct per_person *all, struct per_person_source *source,
                             struct error *err)
{
    source->codes = calloc((size_t)all->index.top + 1, sizeof *source->codes);
    if (!source->codes)
        return no_memory(err);
    struct ends ends = {source->column, source->codes, source->what == PER_PERSON_HIGHEST};
    return walk(all, see_end, &ends) ? STATUS_OK : stopped(err);
}

struct texts {
    struct per_person *all;
    struct span *texts;
    const uint32_t *rows; /* of each person */
    bool failed;
};

static bool take_texts(void *context, size_t first, const struct span *texts, size_t count)
{
    struct texts *taking = context;
    for (size_t i = 0; i < count && !taking->failed; i++) {
        uint32_t person = person_index_of(&taking->all->index, first + i);
        if (person == 0 || taking->rows[person] != first + i + 1 || !texts[i].data)
            continue;
        const char *copy = arena_copy(taking->all->arena, texts[i]);
        taking->failed = copy == NULL;
        taking->texts[person] = span_of(copy, texts[i].len);
    }
    return !taking->failed;
}

static enum status find_texts(struct per_person *all, struct per_person_source *source,
                              struct error *err)
{
    source->texts = calloc((size_t)all->index.top + 1, sizeof *source->texts);
    if (!source->texts)
        return no_memory(err);
    struct texts taking = {.all = all,
                           .texts = source->texts,
                           .rows = source->what == PER_PERSON_FIRST ? all->first : all->last};
    enum status status =
        column_walk_texts(source->column, take_texts, &taking, frame_use_cancel(all->use), err);
    return status == STATUS_OK && taking.failed ? no_memory(err) : status;
}

enum status per_person_find(struct per_person *all, struct per_person_source *source,
                            struct error *err)
{
    bool end = source->what == PER_PERSON_HIGHEST || source->what == PER_PERSON_LOWEST;
    if (source->column->form == FORM_TEXTS && end)
        return error_set(err, STATUS_INVALID, TEXT_PER_PERSON_NO_ENDS,
                         TEXT_VALUES(text_string("column", source->info->name)));
    if (source->column->form == FORM_TEXTS)
        return find_texts(all, source, err);
    return end ? find_ends(all, source, err) : STATUS_OK;
}

/* ---- together ---- */

enum status per_person_work(struct per_person *all, struct error *err)
{
    enum status status = pick_rows(all, err);
    if (status == STATUS_OK)
        status = place_people(all, err);
    if (status == STATUS_OK && all->count == 0)
        status = error_set(err, STATUS_INVALID, TEXT_PER_PERSON_NOBODY, NULL);
    if (status == STATUS_OK)
        status = count_all(all, err);
    for (size_t i = 0; i < all->source_count && status == STATUS_OK; i++)
        status = per_person_find(all, &all->sources[i], err);
    return status;
}

static struct value source_value(const struct per_person *all,
                                 const struct per_person_source *source, uint32_t person,
                                 char *scratch)
{
    bool first = source->what == PER_PERSON_FIRST;
    if (source->texts) {
        struct span text = source->texts[person];
        return (struct value){.kind = text.len ? VALUE_TEXT : VALUE_EMPTY, .text = text};
    }
    uint64_t code =
        source->codes
            ? source->codes[person]
            : column_code(source->column, (first ? all->first[person] : all->last[person]) - 1);
    return column_value(source->column, code, scratch);
}

void per_person_row(const struct per_person *all, int64_t row, struct value *values,
                    char (*scratch)[COLUMN_TEXT_SIZE])
{
    uint32_t person = all->people[row];
    values[0] = column_value(all->index.column,
                             column_code(all->index.column, all->first[person] - 1), scratch[0]);
    values[1] = (struct value){.kind = VALUE_INTEGER, .integer = all->months[person]};
    for (size_t i = 0; i < all->source_count; i++)
        values[i + PER_PERSON_OWN] =
            source_value(all, &all->sources[i], person, scratch[i + PER_PERSON_OWN]);
}

int64_t per_person_count(const struct per_person *all)
{
    return (int64_t)all->count;
}

int64_t per_person_rows(const struct per_person *all)
{
    return all->rows;
}

int64_t per_person_nameless(const struct per_person *all)
{
    return all->selected.count - all->rows;
}

size_t per_person_width(const struct per_person *all)
{
    return all->source_count + PER_PERSON_OWN;
}

const struct per_person_column *per_person_heads(const struct per_person *all)
{
    return all->heads;
}
