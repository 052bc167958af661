/* Tables of pivots: order, top lines, others, subtotals, percentages. The figures are those of
 * a small table that is added up here. */
#include "tests/support/check.h"

#include <string.h>

#include "core/analysis/pivot.h"
#include "core/base/buffer.h"

enum { GROUPS = 4, COLUMNS = 2 };

/* counts[first][second][column]; the last group of the first field is that of empty cells. */
static const int64_t counts[GROUPS][2][COLUMNS] = {
    {{1, 2}, {3, 0}}, {{10, 0}, {0, 0}}, {{4, 4}, {1, 1}}, {{20, 5}, {0, 0}}};
static const char *const names[GROUPS] = {"a", "b", "c", ""};

struct fixture {
    struct arena *arena;
    struct pivot_line rows[2 * GROUPS], columns[COLUMNS];
    struct pivot_source source;
    struct pivot_spec spec;
    struct pivot_table table;
    bool kept[GROUPS][2]; /* lines of the table, for others */
};

static bool is_in(uint32_t wanted, uint32_t group)
{
    return wanted == UINT32_MAX || wanted == group;
}

static bool figure(void *context, const struct pivot_line *row, const struct pivot_line *column,
                   struct pivot_cell *out)
{
    struct fixture *f = context;
    *out = (struct pivot_cell){.rows = 0};
    for (uint32_t a = 0; a < GROUPS; a++)
        for (uint32_t b = 0; b < 2; b++)
            for (uint32_t c = 0; c < COLUMNS; c++)
                if (is_in(row->groups[0], a) && is_in(row->groups[1], b) &&
                    (!column || column->groups[0] == c) &&
                    !(row->kind == PIVOT_OTHERS && f->kept[a][b]))
                    out->rows += counts[a][b][c];
    out->has_value = out->whole = out->rows > 0;
    out->integer = out->rows;
    out->number = (double)out->rows;
    return true;
}

static void setup(struct fixture *f, bool two)
{
    *f = (struct fixture){.arena = arena_new(), .spec = {.sort = PIVOT_BY_LABEL}};
    f->spec.rows[0].column = 1;
    f->spec.rows[1].column = two ? 2 : 0;
    f->spec.column.column = 3;
    for (uint32_t a = 0; a < GROUPS; a++)
        for (uint32_t b = 0; b < (two ? 2 : 1); b++) {
            if (counts[a][b][0] + counts[a][b][1] == 0)
                continue;
            struct pivot_line *line = &f->rows[f->source.row_count++];
            *line = (struct pivot_line){.groups = {a, two ? b : UINT32_MAX},
                                        .texts = {span_string(names[a]), span_of("", 0)}};
            line->texts[1] = two ? span_string(b ? "y" : "x") : span_of("", 0);
        }
    for (uint32_t c = 0; c < COLUMNS; c++)
        f->columns[c] = (struct pivot_line){.groups = {c, UINT32_MAX},
                                            .texts = {span_string(c ? "right" : "left")}};
    f->source.rows = f->rows;
    f->source.columns = f->columns;
    f->source.column_count = COLUMNS;
    f->source.figure = figure;
    f->source.context = f;
}

/* The table as text: "a 1 2 3 | …". */
static const char *made(struct fixture *f)
{
    struct pivot_table *table = &f->table;
    struct buffer out = {0};
    assert_int_equal(pivot_table_arrange(f->arena, &f->spec, &f->source, table, NULL), STATUS_OK);
    memset(f->kept, 0, sizeof f->kept);
    for (size_t r = 0; r < table->row_count; r++)
        for (uint32_t b = 0; b < 2 && table->rows[r].kind == PIVOT_LINE; b++)
            if (is_in(table->rows[r].groups[1], b))
                f->kept[table->rows[r].groups[0]][b] = true;
    assert_int_equal(pivot_table_fill(f->arena, &f->spec, &f->source, table, NULL), STATUS_OK);
    for (size_t r = 0; r < table->row_count; r++) {
        buffer_add_string(&out, r ? " | " : "");
        for (size_t i = 0; i < table->row_fields; i++) {
            buffer_add_string(&out, i ? "/" : "");
            buffer_add_span(&out, pivot_line_text(&table->rows[r], i));
        }
        for (size_t c = 0; c < table->column_count; c++) {
            const struct pivot_cell *cell = &table->cells[r * table->column_count + c];
            if (cell->has_value)
                buffer_printf(&out, " %g", cell->number);
            else
                buffer_add_string(&out, " -");
        }
    }
    const char *text = arena_copy(f->arena, buffer_span(&out));
    buffer_free(&out);
    return text;
}

static void test_natural_order(void **state)
{
    struct fixture f;
    (void)state;
    setup(&f, false);
    assert_string_equal(made(&f),
                        "a 4 2 6 | b 10 - 10 | c 5 5 10 | (empty) 20 5 25 | Total 39 12 51");
    f.spec.descending = true; /* empties stay last */
    assert_string_equal(made(&f),
                        "c 5 5 10 | b 10 - 10 | a 4 2 6 | (empty) 20 5 25 | Total 39 12 51");
    arena_free(f.arena);
}

static void test_order_by_figures(void **state)
{
    struct fixture f;
    (void)state;
    setup(&f, false);
    f.spec.sort = PIVOT_BY_TOTAL;
    f.spec.descending = true; /* b and c are equal: as they stand */
    assert_string_equal(made(&f),
                        "(empty) 20 5 25 | b 10 - 10 | c 5 5 10 | a 4 2 6 | Total 39 12 51");
    f.spec.sort = 1;
    f.spec.descending = false; /* cells without a figure last */
    assert_string_equal(made(&f),
                        "a 4 2 6 | c 5 5 10 | (empty) 20 5 25 | b 10 - 10 | Total 39 12 51");
    arena_free(f.arena);
}

static void test_top_and_others(void **state)
{
    struct fixture f;
    (void)state;
    setup(&f, false);
    f.spec.sort = PIVOT_BY_TOTAL;
    f.spec.descending = true;
    f.spec.top = 2;
    assert_string_equal(made(&f), "(empty) 20 5 25 | b 10 - 10 | others 9 7 16 | Total 39 12 51");
    f.spec.top = 4; /* all of them: no others */
    assert_non_null(strstr(made(&f), "a 4 2 6 | Total"));
    arena_free(f.arena);
}

static void test_percentages(void **state)
{
    struct fixture f;
    (void)state;
    setup(&f, false);
    f.spec.rows[0].column = 1;
    f.spec.show = PIVOT_SHOW_ROW;
    assert_non_null(strstr(made(&f), "c 50 50 100 | (empty) 80 20 100"));
    f.spec.show = PIVOT_SHOW_COLUMN;
    assert_non_null(strstr(made(&f), "Total 100 100 100"));
    f.spec.show = PIVOT_SHOW_TOTAL;
    assert_non_null(strstr(made(&f), " 100"));
    f.spec.show = PIVOT_SHOW_ROW;
    f.spec.sort = 1; /* by what is shown: 20, 33.3, 50 */
    assert_non_null(strstr(made(&f), "(empty) 80 20 100 | a"));
    arena_free(f.arena);
}

static void test_columns_compared(void **state)
{
    struct fixture f;
    (void)state;
    setup(&f, false);
    f.spec.show = PIVOT_SHOW_DIFFERENCE; /* none counts as 0; the total is the whole way */
    assert_string_equal(made(&f), "a - -2 -2 | b - -10 -10 | c - 0 0 | (empty) - -15 -15 | "
                                  "Total - -27 -27");
    assert_true(f.table.cells[1].whole && f.table.cells[1].integer == -2);
    assert_int_equal(f.table.cells[2].rows, 6); /* all rows are behind the total */
    f.spec.show = PIVOT_SHOW_CHANGE;
    assert_non_null(strstr(made(&f), "a - -50 -50 | b - -100 -100 | c - 0 0 | (empty) - -75"));
    f.spec.show = PIVOT_SHOW_INDEX; /* a total of counts is no column to compare with one */
    assert_non_null(strstr(made(&f), "a 100 50 - | b 100 0 - | c 100 100 - | (empty) 100 25 -"));
    f.spec.show = PIVOT_SHOW_FROM;
    f.spec.base = "right";
    assert_string_equal(made(&f), "a 2 0 - | b 10 - - | c 0 0 - | (empty) 15 0 - | Total 27 0 -");
    f.spec.value = PIVOT_AVERAGE; /* that of averages is one; none is not 0 */
    assert_non_null(strstr(made(&f), "a 2 0 4 | b - - - | c 0 0 5"));
    f.spec.value = PIVOT_COUNT;
    f.spec.show = PIVOT_SHOW_DIFFERENCE;
    f.spec.sort = 1;
    assert_non_null(strstr(made(&f), "(empty) - -15 -15 | b - -10 -10 | a"));
    f.spec.sort = PIVOT_BY_TOTAL;
    f.spec.descending = true;
    f.spec.top = 1;
    assert_string_equal(made(&f), "c - 0 0 | others - -27 -27 | Total - -27 -27");
    f.columns[1].texts[0] = span_of("", 0); /* empty cells come after no column */
    f.spec.top = 0;
    assert_non_null(strstr(made(&f), "Total - - -"));
    arena_free(f.arena);
}

static void test_percentages_of_groups(void **state)
{
    struct fixture f;
    (void)state;
    setup(&f, true);
    f.spec.show = PIVOT_SHOW_GROUP;
    assert_non_null(strstr(made(&f), "a/x 25 100 50 | a/y 75 - 50 | b/x 100 - 100 | c/x 80"));
    assert_non_null(strstr(made(&f), "Total/ 100 100 100"));
    f.spec.subtotals = true;
    f.spec.sort = PIVOT_BY_TOTAL;
    f.spec.descending = true;
    assert_non_null(strstr(made(&f), "c/x 80 80 80 | c/y 20 20 20 | c/Total 12.8205 41.6667"));
    arena_free(f.arena);
}

static void test_subtotals(void **state)
{
    struct fixture f;
    (void)state;
    setup(&f, true);
    f.spec.subtotals = true;
    assert_string_equal(made(&f),
                        "a/x 1 2 3 | a/y 3 - 3 | a/Total 4 2 6 | b/x 10 - 10 | b/Total 10 - 10 | "
                        "c/x 4 4 8 | c/y 1 1 2 | c/Total 5 5 10 | (empty)/x 20 5 25 | "
                        "(empty)/Total 20 5 25 | Total/ 39 12 51");
    f.spec.sort = PIVOT_BY_TOTAL;
    f.spec.descending = true;
    f.spec.top = 2; /* of the first field, with all their lines */
    assert_string_equal(made(&f), "(empty)/x 20 5 25 | (empty)/Total 20 5 25 | b/x 10 - 10 | "
                                  "b/Total 10 - 10 | others/ 9 7 16 | Total/ 39 12 51");
    arena_free(f.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_natural_order),    cmocka_unit_test(test_order_by_figures),
        cmocka_unit_test(test_top_and_others),   cmocka_unit_test(test_percentages),
        cmocka_unit_test(test_columns_compared), cmocka_unit_test(test_percentages_of_groups),
        cmocka_unit_test(test_subtotals),
    };
    return cmocka_run_group_tests_name("pivot_table", tests, NULL, NULL);
}
