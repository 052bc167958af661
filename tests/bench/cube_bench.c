/*
 * The kernels of pivots on columns in memory, shaped like those of the caseload: how long a
 * warm pivot takes, without a file. DATAJAM_BENCH_ROWS sets the rows (10,000,000).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/frame/cube.h"
#include "core/frame/select.h"

enum { RUNS = 7, WORD = 12 };

struct made {
    struct frame_column column;
    void *codes;
    struct value *words;
    char *texts;
};

static uint64_t next_bits(uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static uint64_t below(uint64_t *state, uint64_t limit)
{
    return (next_bits(state) >> 32) % limit;
}

/* Codes 1 … top, the first ones more often where it is skewed, and 0 where cells are empty. */
static void make_codes(struct made *made, size_t rows, uint64_t top, int empty_of_ten, bool skewed)
{
    uint64_t state = top;
    int width = top < 256 ? 1 : top < 65536 ? 2 : 4;
    made->codes = aligned_alloc(64, (rows * (size_t)width / 64 + 1) * 64);
    if (!made->codes)
        abort();
    made->column.width = width;
    made->column.top = top;
    made->column.rows = rows;
    made->column.codes = made->codes;
    for (size_t row = 0; row < rows; row++) {
        uint64_t code = below(&state, top), other = skewed ? below(&state, top) : code;
        code = 1 + (other < code ? other : code);
        if (empty_of_ten > 0 && below(&state, 10) < (uint64_t)empty_of_ten)
            code = 0;
        made->column.empties += code == 0;
        if (width == 1)
            ((uint8_t *)made->codes)[row] = (uint8_t)code;
        else if (width == 2)
            ((uint16_t *)made->codes)[row] = (uint16_t)code;
        else
            ((uint32_t *)made->codes)[row] = (uint32_t)code;
    }
}

static void make_words(struct made *made, size_t rows, uint64_t top, bool skewed)
{
    *made = (struct made){.column = {.form = FORM_WORDS, .type = COLUMN_TEXT}};
    make_codes(made, rows, top, 0, skewed);
    made->words = calloc(top + 1, sizeof *made->words);
    made->texts = calloc(top + 1, WORD);
    if (!made->words || !made->texts)
        abort();
    for (uint64_t i = 1; i <= top; i++) {
        char *text = made->texts + i * WORD;
        int len = snprintf(text, WORD, "N%u%c %c%05u", (unsigned)(i % 3 + 1), (char)('A' + i % 26),
                           (char)('A' + i / 26 % 26), (unsigned)(i % 100000));
        made->words[i] = (struct value){.kind = VALUE_TEXT, .text = span_of(text, (size_t)len)};
    }
    made->column.words = made->words;
}

static void make_numbers(struct made *made, size_t rows, enum column_form form, int64_t low,
                         uint64_t top)
{
    enum column_type type = form == FORM_INTEGER ? COLUMN_INTEGER : COLUMN_DECIMAL;
    *made = (struct made){.column = {.form = form, .type = type, .scale = 2, .base = low}};
    make_codes(made, rows, top, 0, false);
}

static void drop(struct made *made)
{
    free(made->codes);
    free(made->words);
    free(made->texts);
}

struct pivot {
    const struct frame_column *rows, *columns, *value;
    enum aggregate aggregate;
    const struct frame_column *filtered[2];
    const struct filter *filters;
    size_t filter_count;
};

static void must(enum status status, const struct error *err)
{
    if (status == STATUS_OK)
        return;
    fprintf(stderr, "cube_bench: %s\n", err->message);
    exit(1);
}

static void select_all(const struct pivot *pivot, struct bitmap *out)
{
    struct error err;
    for (size_t i = 0; i < pivot->filter_count; i++) {
        struct bitmap one;
        must(select_rows(pivot->filtered[i], &pivot->filters[i], "column", NULL, i ? &one : out,
                         &err),
             &err);
        if (i == 0)
            continue;
        bitmap_and(out, &one);
        bitmap_free(&one);
    }
}

/* Groups and cube, as a pivot makes them; the filters as well when they are not remembered. */
static double run(const struct pivot *pivot, bool remembered)
{
    struct bitmap rows = {0};
    struct groups groups[2];
    struct cube cube;
    struct error err;
    const struct group_field fields[2] = {{.column = pivot->rows}, {.column = pivot->columns}};
    if (remembered)
        select_all(pivot, &rows);
    int64_t begun = clock_steady_ns();
    if (!remembered)
        select_all(pivot, &rows);
    const struct bitmap *used = pivot->filter_count ? &rows : NULL;
    for (int i = 0; i < 2; i++)
        must(groups_make(&groups[i], &fields[i], used, NULL, &err), &err);
    struct cube_request request = {.fields = {&groups[0], &groups[1]},
                                   .field_count = 2,
                                   .aggregate = pivot->aggregate,
                                   .value = pivot->value,
                                   .rows = used};
    must(cube_make(&cube, &request, &err), &err);
    double ms = (double)(clock_steady_ns() - begun) / 1e6;
    cube_free(&cube);
    groups_free(&groups[0]);
    groups_free(&groups[1]);
    bitmap_free(&rows);
    return ms;
}

static void measure(const char *name, const struct pivot *pivot, bool remembered)
{
    double best = 1e9;
    for (int i = 0; i < RUNS; i++) {
        double ms = run(pivot, remembered);
        best = ms < best ? ms : best;
    }
    printf("  %-52s %7.1f ms\n", name, best);
}

int main(void)
{
    const char *wanted = getenv("DATAJAM_BENCH_ROWS");
    size_t rows = wanted ? (size_t)strtoull(wanted, NULL, 10) : 10000000;
    struct made office, month, type, education, housing, postcode, age, months, benefit;
    make_words(&office, rows, 8, true);
    make_words(&month, rows, 24, false);
    make_words(&type, rows, 4, true);
    make_words(&education, rows, 6, true);
    make_words(&housing, rows, 7, true);
    make_words(&postcode, rows, 97200, false);
    make_numbers(&age, rows, FORM_INTEGER, 18, 48);
    make_numbers(&months, rows, FORM_INTEGER, 0, 215);
    make_numbers(&benefit, rows, FORM_DECIMAL, 0, 180000);
    const struct span old[] = {span_string("25")}, near[] = {span_string("^N2[A-K]")};
    const struct filter filters[] = {
        {.column = 1, .op = FILTER_GREATER_EQUAL, .count = 1, .texts = old},
        {.column = 2, .op = FILTER_MATCH, .count = 1, .texts = near}};
    const struct pivot counted = {.rows = &office.column, .columns = &month.column};
    const struct pivot summed = {.rows = &office.column,
                                 .columns = &type.column,
                                 .value = &benefit.column,
                                 .aggregate = AGGREGATE_SUM};
    const struct pivot averaged = {.rows = &education.column,
                                   .columns = &housing.column,
                                   .value = &months.column,
                                   .aggregate = AGGREGATE_AVERAGE,
                                   .filtered = {&age.column, &postcode.column},
                                   .filters = filters,
                                   .filter_count = 2};
    struct pivot median = averaged, distinct = counted;
    median.aggregate = AGGREGATE_MEDIAN;
    distinct.aggregate = AGGREGATE_DISTINCT;
    distinct.value = &postcode.column;
    printf("pivots of %zu rows in memory\n", rows);
    measure("count, office x month", &counted, true);
    measure("sum of benefit, office x case type", &summed, true);
    measure("average of months, two filters", &averaged, false);
    measure("the same, filters remembered", &averaged, true);
    measure("median of months, the same filters", &median, true);
    measure("different postal codes, office x month", &distinct, true);
    struct made *all[] = {&office,   &month, &type,   &education, &housing,
                          &postcode, &age,   &months, &benefit};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        drop(all[i]);
    return 0;
}
