/*
 * Random pivots over random tables: each cell equals that of the pivot's own SQL, a good part
 * of them that of SQL written here, and as many rows as it counts are behind each.
 * DATAJAM_PIVOTS sets how many (1,000).
 */
#include "tests/support/pivot_trial.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/check.h"

enum { TABLES = 8 };

/* Least and greatest of texts go by natural order, which SQL does not know. */
static bool sql_knows(const struct trial_table *s, const struct trial *t)
{
    const char *of = trial_name(s, t->spec.value_column);
    bool ends = t->spec.value == PIVOT_MIN || t->spec.value == PIVOT_MAX;
    return t->spec.show == PIVOT_SHOW_VALUE &&
           (!ends || (strcmp(of, "office") != 0 && strcmp(of, "mixed") != 0));
}

static void compare_cell(struct trial_table *s, struct trial *t, size_t row, size_t column)
{
    const struct pivot_cell *cell = &t->table.cells[row * t->table.column_count + column];
    const char *sql = trial_cell_sql(s, t, trial_cell_condition(s, t, row, column));
    char words[400], all[8000];
    sqlite3_stmt *statement = trial_sql(s, sql);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    struct value value = trial_value(statement, 0);
    if (!trial_same_cell(cell, &value)) {
        trial_show_cell(cell, &value, words, sizeof words);
        snprintf(all, sizeof all, "%s\n%s", words, sql);
        trial_fail(s, t, row, column, all);
    }
    sqlite3_finalize(statement);
}

/* ---- the rows behind a cell ---- */

static void drill(struct trial_table *s, struct trial *t, size_t row, size_t column)
{
    const struct pivot_cell *cell = &t->table.cells[row * t->table.column_count + column];
    struct filter all[TRIAL_FILTERS + 8];
    struct filter_list found, list = {all, 0};
    struct bitmap rows;
    const char *name = NULL;
    struct error err = {0};
    char what[200];
    enum status status = pivot_drill(s->use, &t->list, &t->spec, &t->table, row, column, s->arena,
                                     &found, &name, &err);
    if (status != STATUS_OK)
        trial_fail(s, t, row, column, err.message);
    for (size_t i = 0; i < t->list.count; i++)
        all[list.count++] = t->filters[i];
    for (size_t i = 0; i < found.count; i++)
        all[list.count++] = found.filters[i];
    if (frame_use_select(s->use, &list, 0, &rows, &err) != STATUS_OK)
        trial_fail(s, t, row, column, err.message);
    snprintf(what, sizeof what, "%s: %lld rows behind a count of %lld", name, (long long)rows.count,
             (long long)cell->rows);
    if (rows.count != cell->rows)
        trial_fail(s, t, row, column, what);
    bitmap_free(&rows);
}

/* ---- all of it ---- */

static void try_pivot(struct trial_table *s)
{
    struct trial t = {.where = "1"};
    struct error err = {0};
    s->arena = arena_new();
    trial_choose(s, &t);
    if (pivot_make(s->use, &t.list, &t.spec, s->arena, &t.table, &err) != STATUS_OK)
        trial_fail(s, &t, 0, 0, err.message);
    trial_compare_with_sql(s, &t);
    size_t cells = t.table.row_count * t.table.column_count;
    size_t step = 1 + cells / 12; /* cells of all places, not each of them in a large table */
    for (size_t i = trial_below(s, (unsigned)step); i < cells; i += step) {
        size_t row = i / t.table.column_count, column = i % t.table.column_count;
        drill(s, &t, row, column);
        if (t.table.rows[row].kind != PIVOT_OTHERS && sql_knows(s, &t))
            compare_cell(s, &t, row, column);
    }
    buffer_free(&t.sql);
    arena_free(s->arena);
}

static void test_pivots_equal_sql(void **state)
{
    const char *wanted = getenv("DATAJAM_PIVOTS"), *seed = getenv("DATAJAM_PIVOTS_SEED");
    int count = wanted ? atoi(wanted) : getenv("DATAJAM_SLOW") ? 120 : 1000;
    (void)state;
    for (int table = 0; table < TABLES; table++) {
        struct trial_table s = {.random =
                                    (seed ? (uint64_t)atoll(seed) : 1) * 1000 + (uint64_t)table};
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
        cmocka_unit_test(test_pivots_equal_sql),
    };
    return cmocka_run_group_tests_name("pivot_random", tests, NULL, NULL);
}
