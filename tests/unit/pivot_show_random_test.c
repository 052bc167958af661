/*
 * Figures shown as what they differ by, over random tables: each cell is worked out here from
 * figures that SQL gave, and the whole table equals that of the pivot's own SQL.
 * DATAJAM_PIVOTS sets how many (200).
 */
#include "tests/support/pivot_trial.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/check.h"

enum { TABLES = 4 };

struct figure {
    bool has;
    double number;
    int64_t rows;
};

/* ---- figures from SQL ---- */

static struct figure figure_where(struct trial_table *s, const struct trial *t, const char *where)
{
    struct figure figure = {.has = false};
    sqlite3_stmt *value = trial_sql(s, trial_cell_sql(s, t, where));
    sqlite3_stmt *rows =
        trial_sql(s, arena_printf(s->arena, "SELECT count(*) FROM people WHERE %s", where));
    assert_int_equal(sqlite3_step(value), SQLITE_ROW);
    assert_int_equal(sqlite3_step(rows), SQLITE_ROW);
    figure.has = sqlite3_column_type(value, 0) != SQLITE_NULL;
    figure.number = sqlite3_column_double(value, 0);
    figure.rows = sqlite3_column_int64(rows, 0);
    sqlite3_finalize(value);
    sqlite3_finalize(rows);
    return figure;
}

static struct figure figure_at(struct trial_table *s, const struct trial *t, size_t row,
                               size_t column)
{
    return figure_where(s, t, trial_cell_condition(s, t, row, column));
}

/* Of all lines with the same first value. */
static struct figure figure_of_group(struct trial_table *s, const struct trial *t, size_t row,
                                     size_t column)
{
    const char *where = trial_cell_condition(s, t, t->table.row_count - 1, column);
    const char *group = trial_group_condition(s, &t->spec.rows[0], t->table.rows[row].texts[0]);
    return figure_where(s, t, arena_printf(s->arena, "%s AND %s", where, group));
}

/* ---- what is to be shown ---- */

static bool adds_up(const struct trial *t)
{
    return t->spec.value == PIVOT_COUNT || t->spec.value == PIVOT_SUM ||
           t->spec.value == PIVOT_DISTINCT;
}

/* The columns with a value; the one of empty cells and the total stand behind them. */
static size_t real_columns(const struct trial *t)
{
    size_t count = 0;
    while (count + 1 < t->table.column_count && t->table.columns[count].texts[0].len > 0)
        count++;
    return count;
}

/* Which column is shown beside which. False: the cell is empty. */
static bool choose_columns(const struct trial *t, size_t column, size_t *of, size_t *with)
{
    size_t total = t->table.column_count - 1, real = real_columns(t);
    bool is_total = column == total;
    *of = column;
    *with = 0;
    if (t->spec.show == PIVOT_SHOW_DIFFERENCE || t->spec.show == PIVOT_SHOW_CHANGE) {
        *of = is_total ? real - 1 : column;
        *with = is_total ? 0 : column - 1;
        return is_total ? real > 1 : column > 0 && column < real;
    }
    while (t->spec.show == PIVOT_SHOW_FROM && *with < total &&
           !span_equal(t->table.columns[*with].texts[0], span_string(t->spec.base)))
        ++*with;
    return *with < total && (t->spec.show == PIVOT_SHOW_FROM || real > 0) &&
           !(is_total && adds_up(t));
}

static struct figure compared(const struct trial *t, struct figure of, struct figure with)
{
    struct figure out = {.has = of.rows > 0 || with.rows > 0};
    struct figure *both[] = {&of, &with};
    for (int i = 0; i < 2; i++)
        if (adds_up(t) && both[i]->rows == 0)
            *both[i] = (struct figure){.has = true};
    out.has = out.has && of.has && with.has;
    out.number = of.number - with.number;
    if (t->spec.show == PIVOT_SHOW_CHANGE) {
        out.has = out.has && with.number != 0;
        out.number = 100 * out.number / fabs(with.number);
    } else if (t->spec.show == PIVOT_SHOW_INDEX) {
        out.has = out.has && with.number > 0;
        out.number = 100 * of.number / with.number;
    }
    return out;
}

static struct figure expected(struct trial_table *s, const struct trial *t, size_t row,
                              size_t column)
{
    size_t of, with;
    if (t->spec.show == PIVOT_SHOW_GROUP) {
        struct figure part = figure_at(s, t, row, column);
        struct figure whole = t->table.rows[row].kind == PIVOT_LINE
                                  ? figure_of_group(s, t, row, column)
                                  : figure_at(s, t, t->table.row_count - 1, column);
        part.has = part.has && whole.has && whole.number != 0;
        part.number = 100 * part.number / whole.number;
        return part;
    }
    if (!choose_columns(t, column, &of, &with))
        return (struct figure){.has = false};
    return compared(t, figure_at(s, t, row, of), figure_at(s, t, row, with));
}

static void compare_cell(struct trial_table *s, struct trial *t, size_t row, size_t column)
{
    const struct pivot_cell *cell = &t->table.cells[row * t->table.column_count + column];
    struct figure wanted = expected(s, t, row, column);
    char words[200];
    snprintf(words, sizeof words, "%s %.17g, but is to be %s %.17g",
             cell->has_value ? "is" : "is empty", cell->number, wanted.has ? "" : "empty",
             wanted.number);
    if (cell->has_value != wanted.has || (wanted.has && !trial_near(cell->number, wanted.number)))
        trial_fail(s, t, row, column, words);
    if (cell->whole && (double)cell->integer != cell->number)
        trial_fail(s, t, row, column, "two numbers in one cell");
    if (cell->rows != figure_at(s, t, row, column).rows)
        trial_fail(s, t, row, column, "other rows behind it");
}

/* ---- what is asked for ---- */

/* One of the columns that there are; "": there is none. */
static const char *any_column(struct trial_table *s, struct trial *t)
{
    struct pivot_spec plain = t->spec;
    struct pivot_table table;
    plain.show = PIVOT_SHOW_VALUE;
    plain.top = 0;
    if (pivot_make(s->use, &t->list, &plain, s->arena, &table, NULL) != STATUS_OK ||
        table.column_count < 2)
        return "";
    unsigned at = trial_below(s, (unsigned)table.column_count - 1);
    return arena_copy(s->arena, table.columns[at].texts[0]);
}

static void choose(struct trial_table *s, struct trial *t)
{
    static const enum pivot_show shows[] = {PIVOT_SHOW_GROUP, PIVOT_SHOW_DIFFERENCE,
                                            PIVOT_SHOW_CHANGE, PIVOT_SHOW_FROM, PIVOT_SHOW_INDEX};
    enum pivot_show show = shows[trial_below(s, sizeof shows / sizeof *shows)];
    trial_choose(s, t);
    if (show == PIVOT_SHOW_GROUP && t->spec.rows[1].column == 0)
        t->spec.rows[1] = trial_field(s, false);
    if (show != PIVOT_SHOW_GROUP && t->spec.column.column == 0)
        t->spec.column = trial_field(s, true);
    do {
        t->spec.show = show;
        t->spec.value_column = 0;
        trial_choose_value(s, &t->spec);
    } while (t->spec.show != show);
    if (show == PIVOT_SHOW_FROM)
        t->spec.base = any_column(s, t);
}

static void try_pivot(struct trial_table *s)
{
    struct trial t = {.where = "1"};
    struct error err = {0};
    s->arena = arena_new();
    choose(s, &t);
    if (pivot_make(s->use, &t.list, &t.spec, s->arena, &t.table, &err) != STATUS_OK)
        trial_fail(s, &t, 0, 0, err.message);
    if (t.spec.show == PIVOT_SHOW_GROUP && t.spec.value == PIVOT_MEDIAN)
        assert_int_equal(pivot_sql(s->use, &t.list, &t.spec, &t.sql, &err), STATUS_INVALID);
    else
        trial_compare_with_sql(s, &t);
    size_t cells = t.table.row_count * t.table.column_count;
    size_t step = 1 + cells / 10;
    for (size_t i = trial_below(s, (unsigned)step); i < cells; i += step) {
        size_t row = i / t.table.column_count;
        if (t.table.rows[row].kind != PIVOT_OTHERS)
            compare_cell(s, &t, row, i % t.table.column_count);
    }
    buffer_free(&t.sql);
    arena_free(s->arena);
}

static void test_what_is_shown_equals_sql(void **state)
{
    const char *wanted = getenv("DATAJAM_PIVOTS"), *seed = getenv("DATAJAM_PIVOTS_SEED");
    int count = wanted ? atoi(wanted) : getenv("DATAJAM_SLOW") ? 40 : 200;
    (void)state;
    for (int table = 0; table < TABLES; table++) {
        uint64_t begin = seed ? (uint64_t)atoll(seed) : 7;
        struct trial_table s = {.random = begin * 1000 + (uint64_t)table};
        trial_open(&s);
        for (int i = 0; i < count / TABLES; i++) {
            s.number = table * (count / TABLES) + i;
            try_pivot(&s);
        }
        trial_close(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_shown_equals_sql),
    };
    return cmocka_run_group_tests_name("pivot_show_random", tests, NULL, NULL);
}
