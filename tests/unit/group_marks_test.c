/* Groups of codes that are too many for a table: numbered by marks, or by what each row has,
 * against the plain way to do it. */
#include <stdlib.h>
#include <string.h>

#include "core/frame/bitmap.h"
#include "core/frame/chunk_load.h"
#include "core/frame/column_internal.h"
#include "core/frame/group_internal.h"
#include "tests/support/check.h"
#include "tests/support/random_table.h"

static size_t row_count(void)
{
    return getenv("DATAJAM_SLOW") ? 3000 : 300000;
}

static struct column_box *random_column(uint64_t top, unsigned values, uint64_t *chance)
{
    struct column_box *box = column_box_new(FORM_INTEGER, COLUMN_INTEGER, row_count());
    assert_non_null(box);
    assert_true(column_box_codes(box, top));
    for (size_t row = 0; row < row_count(); row++) {
        uint64_t code =
            chance_below(chance, 9) == 0 ? 0 : top - chance_below(chance, values) * (top / values);
        column_set_code(box->codes, box->column.width, row, code);
    }
    box->column.base = 1; /* a code is its number */
    return box;
}

static struct bitmap random_rows(uint64_t *chance)
{
    struct bitmap bitmap;
    assert_true(bitmap_make(&bitmap, row_count(), false));
    for (size_t row = 0; row < bitmap.rows; row++)
        bitmap.words[row / 64] |= (uint64_t)(chance_below(chance, 3) == 0) << (row % 64);
    bitmap_recount(&bitmap);
    return bitmap;
}

/* Each row among them is in the group of its own value; the others are in none. */
static void check_groups(const struct frame_column *column, const struct bitmap *rows)
{
    const struct group_field field = {.column = column};
    struct groups groups;
    assert_int_equal(groups_make(&groups, &field, rows, NULL, NULL), STATUS_OK);
    assert_non_null(groups.of_row);
    uint8_t *seen = calloc(groups.count, 1);
    for (size_t row = 0; row < column->rows; row++) {
        uint64_t code = column_code(column, row);
        uint32_t group = groups.of_row[row];
        if (rows && !bitmap_has(rows, row)) {
            assert_int_equal(group, UINT32_MAX);
            continue;
        }
        assert_true(group < groups.count);
        seen[group] = 1;
        if (code == 0)
            assert_true(groups.has_empty && group == groups.count - 1);
        else
            assert_int_equal(groups.values[group].integer, code);
    }
    for (uint32_t group = 0; group < groups.count; group++)
        assert_true(seen[group]);
    for (uint32_t group = 1; group + groups.has_empty < groups.count; group++)
        assert_true(groups.values[group].integer > groups.values[group - 1].integer);
    free(seen);
    groups_free(&groups);
}

static void test_many_codes(void **state)
{
    static const uint64_t tops[] = {(1 << 22) + 5, 1 << 26, (uint64_t)1 << 31, (uint64_t)1 << 40};
    uint64_t chance = 4;
    (void)state;
    for (size_t i = 0; i < sizeof tops / sizeof *tops; i++) {
        struct column_box *box = random_column(tops[i], i % 2 ? 9000 : 3, &chance);
        struct bitmap rows = random_rows(&chance);
        check_groups(&box->column, NULL);
        check_groups(&box->column, &rows);
        bitmap_free(&rows);
        column_free(&box->column);
    }
}

static void test_stopped(void **state)
{
    const volatile int stop = 1;
    uint64_t chance = 5;
    struct column_box *box = random_column(1 << 26, 7, &chance);
    const struct group_field field = {.column = &box->column};
    struct groups groups;
    (void)state;
    assert_int_equal(groups_make(&groups, &field, NULL, &stop, NULL), STATUS_CANCELLED);
    column_free(&box->column);
}

/* ---- codes moved from a piece into a column ---- */

static uint64_t read_code(const char *codes, int width, size_t i)
{
    uint64_t code = 0;
    memcpy(&code, codes + i * (size_t)width, (size_t)width);
    return code;
}

static void check_move(int from, int to, const struct chunk_shift *shift, uint64_t most)
{
    enum { ROWS = 203 };
    char in[ROWS * 8 + 1], out[ROWS * 8] = {0};
    uint64_t chance = 6, top = shift->first + (most - 1) * shift->factor;
    const struct chunk_codes codes = {in + 1, from, ROWS}; /* where nothing is aligned */
    for (size_t i = 0; i < ROWS; i++) {
        uint64_t code = i == 77 ? most : chance_below(&chance, 5) * (most / 4);
        memcpy(in + 1 + i * (size_t)from, &code, (size_t)from);
    }
    assert_true(chunk_move(&codes, shift, out, to, top));
    for (size_t i = 0; i < ROWS; i++) {
        uint64_t code = read_code(in + 1, from, i);
        assert_int_equal(read_code(out, to, i),
                         code ? shift->first + (code - 1) * shift->factor : 0);
    }
    memset(out, 7, sizeof out);
    assert_false(chunk_move(&codes, shift, out, to, top - 1));
    assert_int_equal(read_code(out, 8, 0), 0x0707070707070707);
}

static void test_moves(void **state)
{
    static const struct chunk_shift shifts[] = {{1, 1}, {40, 1}, {1, 10}, {3, 10}, {10, 3}};
    static const int widths[] = {1, 2, 4, 8};
    (void)state;
    for (size_t shift = 0; shift < sizeof shifts / sizeof *shifts; shift++)
        for (size_t from = 0; from < 4; from++)
            for (size_t to = from; to < 4; to++)
                check_move(widths[from], widths[to], &shifts[shift], 20);
    check_move(1, 2, &shifts[1], 255);
    check_move(4, 8, &shifts[2], UINT32_MAX);
    check_move(4, 4, &shifts[0], UINT32_MAX);
    check_move(8, 8, &shifts[0], UINT64_MAX);
}

/* Pieces that don't fit together: below the base of the whole, or no narrower than it. */
static void test_moves_refused(void **state)
{
    const char in[] = {0, 3, 5};
    char out[24] = {0};
    const struct chunk_codes codes = {in, 1, sizeof in}, wide = {in, 8, 0};
    (void)state;
    assert_false(chunk_move(&codes, &(struct chunk_shift){0, 1}, out, 1, 200));
    assert_false(chunk_move(&codes, &(struct chunk_shift){(uint64_t)-2, 1}, out, 1, 200));
    assert_false(chunk_move(&codes, &(struct chunk_shift){1, UINT64_MAX}, out, 1, 200));
    assert_false(chunk_move(&wide, &(struct chunk_shift){1, 1}, out, 4, 200));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_codes),
        cmocka_unit_test(test_stopped),
        cmocka_unit_test(test_moves),
        cmocka_unit_test(test_moves_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
