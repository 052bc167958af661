/*
 * Groups and cubes on columns in memory: what small tables don't reach. Two threads, texts
 * without codes, combinations that are numbered row by row, lists of codes, limits, a stop.
 */
#include "tests/support/check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/frame/cube.h"
#include "tests/support/random_table.h"

enum { MANY = 300000, TEXTS = 9000 }; /* enough for two threads; for texts without codes */

struct columns {
    struct frame_column *few, *month, *number, *price, *real, *id;
    struct value *number_values, *real_values, *few_values;
};

static struct frame_column *made(const struct value *values, size_t rows, enum column_type type)
{
    struct frame_column *column = NULL;
    struct error err = {0};
    if (column_from_values(&column, values, rows, type, NULL, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return column;
}

static struct value integer_of(int64_t number)
{
    return (struct value){.kind = VALUE_INTEGER, .integer = number};
}

static struct value decimal_of(double number)
{
    return (struct value){.kind = VALUE_DECIMAL, .decimal = number};
}

static struct value word_of(const char *text)
{
    return (struct value){.kind = *text ? VALUE_TEXT : VALUE_EMPTY, .text = span_string(text)};
}

/* Column number 0 to 5 of a random table. */
static struct frame_column *random_column(int which, size_t rows, struct value **keep)
{
    static const char *const words[] = {"a", "B", "c 10", "c 9", ""};
    static const char *const months[] = {"2018-01", "2018-02", "2018-11", "2019-03"};
    struct value *values = calloc(rows, sizeof *values);
    uint64_t state = (uint64_t)which + 17;
    enum column_type type = COLUMN_TEXT;
    for (size_t i = 0; i < rows; i++) {
        uint64_t bits = chance_bits(&state) >> 20;
        switch (which) {
        case 0:
            values[i] = word_of(words[bits % 5]);
            break;
        case 1:
            values[i] = word_of(months[bits % 4]);
            break;
        case 2:
            values[i] = bits % 9 ? integer_of((int64_t)(bits % 211) - 100) : word_of("");
            type = COLUMN_INTEGER;
            break;
        case 3:
            values[i] = decimal_of((double)((int64_t)(bits % 180001)) / 100);
            type = COLUMN_DECIMAL;
            break;
        case 4:
            values[i] =
                bits % 7 ? decimal_of((double)(int64_t)chance_bits(&state) / 3e11) : word_of("");
            type = COLUMN_DECIMAL;
            break;
        default:
            values[i] = integer_of((int64_t)(i * 37 % 1000000007));
            type = COLUMN_INTEGER;
            break;
        }
    }
    struct frame_column *column = made(values, rows, type);
    if (keep)
        *keep = values;
    else
        free(values);
    return column;
}

static void open_columns(struct columns *c, size_t rows)
{
    c->few = random_column(0, rows, &c->few_values);
    c->month = random_column(1, rows, NULL);
    c->number = random_column(2, rows, &c->number_values);
    c->price = random_column(3, rows, NULL);
    c->real = random_column(4, rows, &c->real_values);
    c->id = random_column(5, rows, NULL);
}

static void close_columns(struct columns *c)
{
    struct frame_column *all[] = {c->few, c->month, c->number, c->price, c->real, c->id};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        column_free(all[i]);
    free(c->few_values);
    free(c->number_values);
    free(c->real_values);
}

static struct groups grouped(const struct frame_column *column, const struct bitmap *rows)
{
    struct groups groups;
    struct group_field field = {.column = column};
    struct error err = {0};
    if (groups_make(&groups, &field, rows, NULL, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return groups;
}

static struct cube cubed(const struct cube_request *request)
{
    struct cube cube;
    struct error err = {0};
    if (cube_make(&cube, request, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return cube;
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The aggregate of numbers, in the plainest way. */
static double plain(enum aggregate aggregate, double *numbers, size_t count)
{
    double sum = 0;
    size_t different = 0;
    qsort(numbers, count, sizeof *numbers, compare_doubles);
    for (size_t i = 0; i < count; i++) {
        sum += numbers[i];
        different += i == 0 || numbers[i] != numbers[i - 1];
    }
    switch (aggregate) {
    case AGGREGATE_SUM:
        return sum;
    case AGGREGATE_AVERAGE:
        return sum / (double)count;
    case AGGREGATE_MIN:
        return numbers[0];
    case AGGREGATE_MAX:
        return numbers[count - 1];
    case AGGREGATE_MEDIAN:
        return (numbers[(count - 1) / 2] + numbers[count / 2]) / 2;
    default:
        return (double)different;
    }
}

/* A margin of the cube (groups of few; CUBE_ALL: all) against the values themselves. */
static void check_margin(const struct cube *cube, const struct groups *few,
                         const struct value *values, const struct bitmap *rows,
                         enum aggregate aggregate, uint32_t group)
{
    size_t total = few->field.column->rows, count = 0;
    double *numbers = calloc(total, sizeof *numbers);
    int64_t in = 0;
    for (size_t row = 0; row < total; row++) {
        if ((rows && !bitmap_has(rows, row)) ||
            (group != CUBE_ALL && few->of_code[column_code(few->field.column, row)] != group))
            continue;
        in++;
        if (values[row].kind != VALUE_EMPTY)
            numbers[count++] = values[row].kind == VALUE_INTEGER ? (double)values[row].integer
                                                                 : values[row].decimal;
    }
    const struct cube_cell *cell = cube_find(cube, (uint32_t[3]){group, CUBE_ALL, CUBE_ALL});
    assert_non_null(cell);
    assert_int_equal(cell->rows, in);
    double expected = plain(aggregate, numbers, count);
    if (fabs(cell->number - expected) > 1e-9 * fmax(1, fabs(expected)))
        fail_msg("aggregate %d of group %u: %.17g instead of %.17g", (int)aggregate, group,
                 cell->number, expected);
    free(numbers);
}

static void check_aggregates(const struct columns *c, const struct frame_column *value,
                             const struct value *values, const struct bitmap *rows)
{
    static const enum aggregate all[] = {AGGREGATE_SUM, AGGREGATE_AVERAGE, AGGREGATE_MIN,
                                         AGGREGATE_MAX, AGGREGATE_MEDIAN,  AGGREGATE_DISTINCT};
    struct groups few = grouped(c->few, rows), month = grouped(c->month, rows);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct cube cube = cubed(&(struct cube_request){.fields = {&few, &month},
                                                        .field_count = 2,
                                                        .aggregate = all[i],
                                                        .value = value,
                                                        .rows = rows});
        for (uint32_t group = 0; group < few.count; group++)
            check_margin(&cube, &few, values, rows, all[i], group);
        check_margin(&cube, &few, values, rows, all[i], CUBE_ALL);
        cube_free(&cube);
    }
    groups_free(&few);
    groups_free(&month);
}

static void test_two_threads_and_bitmaps(void **state)
{
    struct columns c;
    struct bitmap some;
    uint64_t chance = 5;
    (void)state;
    open_columns(&c, MANY);
    assert_true(bitmap_make(&some, MANY, true));
    for (size_t i = 0; i < bitmap_word_count(MANY); i++) { /* full, empty and mixed words */
        uint64_t few = chance_bits(&chance), fewer = few & chance_bits(&chance);
        some.words[i] &= i / 40 % 3 == 0 ? UINT64_MAX : i / 40 % 3 == 1 ? 0 : fewer;
    }
    bitmap_recount(&some);
    check_aggregates(&c, c.number, c.number_values, NULL);
    check_aggregates(&c, c.number, c.number_values, &some);
    check_aggregates(&c, c.real, c.real_values, &some);
    bitmap_free(&some);
    close_columns(&c);
}

/* More combinations than a table of them would pay for. */
static void test_sparse_combinations(void **state)
{
    struct columns c;
    (void)state;
    open_columns(&c, MANY);
    struct groups id = grouped(c.id, NULL), price = grouped(c.price, NULL);
    struct groups few = grouped(c.few, NULL);
    assert_int_equal(id.count, MANY);
    struct cube cube = cubed(&(struct cube_request){.fields = {&few, &id, &price},
                                                    .field_count = 3,
                                                    .value = c.number,
                                                    .aggregate = AGGREGATE_SUM});
    for (uint32_t group = 0; group < few.count; group++)
        check_margin(&cube, &few, c.number_values, NULL, AGGREGATE_SUM, group);
    check_margin(&cube, &few, c.number_values, NULL, AGGREGATE_SUM, CUBE_ALL);
    for (size_t row = 0; row < MANY; row += 1111) {
        const struct cube_cell *cell = cube_find(
            &cube, (uint32_t[3]){few.of_code[column_code(c.few, row)],
                                 id.of_row ? id.of_row[row] : id.of_code[column_code(c.id, row)],
                                 price.of_code[column_code(c.price, row)]});
        assert_non_null(cell);
        assert_int_equal(cell->rows, 1);
        assert_int_equal(cell->has_value, c.number_values[row].kind == VALUE_INTEGER);
        if (cell->has_value)
            assert_int_equal(cell->integer, c.number_values[row].integer);
    }
    cube_free(&cube);
    groups_free(&id);
    groups_free(&price);
    groups_free(&few);
    close_columns(&c);
}

static void test_texts_without_codes(void **state)
{
    struct value *values = calloc(TEXTS, sizeof *values);
    struct arena *arena = arena_new();
    char scratch[COLUMN_TEXT_SIZE];
    (void)state;
    for (int i = 0; i < TEXTS; i++)
        values[i] = word_of(i % 100 == 0 ? ""
                                         : arena_printf(arena,
                                                        "%c note %d of some length, so that a "
                                                        "dictionary of it would not pay at all",
                                                        "Ba"[i % 2], i / 2 * 7919 % 100003));
    struct frame_column *column = made(values, TEXTS, COLUMN_TEXT);
    assert_int_equal(column->form, FORM_TEXTS);
    struct groups groups = grouped(column, NULL);
    assert_int_equal(groups.count, TEXTS - TEXTS / 100 + 1);
    assert_true(groups.has_empty);
    assert_int_equal(strncmp(groups.texts[0].data, "a note", 6), 0);
    for (int i = 0; i < TEXTS; i++)
        assert_true(span_equal(groups.texts[groups.of_row[i]], values[i].text));
    struct cube cube = cubed(&(struct cube_request){
        .row_count = TEXTS, .aggregate = AGGREGATE_DISTINCT, .value = column});
    assert_int_equal(cube.cells[0].integer, TEXTS - TEXTS / 100);
    cube_free(&cube);
    cube = cubed(
        &(struct cube_request){.row_count = TEXTS, .aggregate = AGGREGATE_MAX, .value = column});
    struct value most = cube_word(&cube, &cube.cells[0], scratch);
    assert_true(span_equal(most.text, groups.texts[groups.count - 2]));
    cube_free(&cube);
    groups_free(&groups);
    column_free(column);
    arena_free(arena);
    free(values);
}

/* Sums beyond 64 bits, and the ends of what whole numbers can be. */
static void test_great_numbers(void **state)
{
    struct value values[] = {integer_of(INT64_MAX), integer_of(INT64_MAX), integer_of(INT64_MIN),
                             word_of("")};
    (void)state;
    struct frame_column *column = made(values, 4, COLUMN_INTEGER);
    struct cube_request request = {.row_count = 4, .aggregate = AGGREGATE_SUM, .value = column};
    struct cube cube = cubed(&request);
    assert_true(cube.cells[0].whole);
    assert_int_equal(cube.cells[0].integer, INT64_MAX - 1);
    cube_free(&cube);
    column_free(column);
    column = made(values, 2, COLUMN_INTEGER);
    request.value = column;
    request.row_count = 2;
    cube = cubed(&request);
    assert_false(cube.cells[0].whole); /* no 64 bits hold it */
    assert_true(cube.cells[0].number == 2.0 * 9223372036854775807.0);
    cube_free(&cube);
    column_free(column);
}

static void test_what_cannot_be(void **state)
{
    struct columns c;
    struct error err = {0};
    struct groups groups;
    struct cube cube;
    volatile int stop = 1;
    (void)state;
    open_columns(&c, MANY);
    struct group_field bands = {.column = c.few, .name = "office", .cut = CUT_WIDTH, .width = 5};
    assert_int_equal(groups_make(&groups, &bands, NULL, NULL, &err), STATUS_INVALID);
    assert_non_null(strstr(err.message, "\"office\""));
    bands.column = c.number;
    bands.width = NAN;
    assert_int_equal(groups_make(&groups, &bands, NULL, NULL, &err), STATUS_INVALID);
    bands.cut = CUT_YEAR;
    assert_int_equal(groups_make(&groups, &bands, NULL, NULL, &err), STATUS_INVALID);
    struct cube_request request = {
        .row_count = MANY, .aggregate = AGGREGATE_SUM, .value = c.few, .cancel = NULL};
    assert_int_equal(cube_make(&cube, &request, &err), STATUS_INVALID);
    request.value = c.number;
    request.cancel = &stop;
    assert_int_equal(cube_make(&cube, &request, &err), STATUS_CANCELLED);
    bands = (struct group_field){.column = c.real};
    assert_int_equal(groups_make(&groups, &bands, NULL, &stop, &err), STATUS_CANCELLED);
    close_columns(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_threads_and_bitmaps), cmocka_unit_test(test_sparse_combinations),
        cmocka_unit_test(test_texts_without_codes),     cmocka_unit_test(test_great_numbers),
        cmocka_unit_test(test_what_cannot_be),
    };
    return cmocka_run_group_tests_name("cube", tests, NULL, NULL);
}
