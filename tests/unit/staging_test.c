/* Rows that are laid out for SQLite come out as those that SQLite was given cell by cell. */
#include "tests/support/check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/store/db_internal.h"
#include "core/store/staging.h"
#include "tests/support/random_table.h"
#include "tests/support/team.h"

enum { TEXT_MOST = 200 * 1024, COLUMNS_MOST = 1500 };

struct fixture {
    char *folder, *path;
    struct db *db;
    struct staging *staging;
    struct row_pages pages;
    struct statement plain;
    size_t columns;
    int64_t rows;
    char *text; /* TEXT_MOST letters */
};

static void must(enum status status, const struct error *err)
{
    if (status != STATUS_OK)
        fail_msg("%s", err->message);
}

static int open_team(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct error err = {0};
    f->folder = scratch_new();
    f->path = scratch_path(f->folder, "team.db");
    must(db_open(&f->db, f->path, DB_TEAM, DB_CREATE, &err), &err);
    f->text = malloc(TEXT_MOST);
    for (size_t i = 0; f->text && i < TEXT_MOST; i++)
        f->text[i] = (char)('a' + i * i % 23);
    *state = f;
    return 0;
}

static int close_team(void **state)
{
    struct fixture *f = *state;
    statement_close(&f->plain);
    staging_abandon(f->staging);
    row_pages_free(&f->pages);
    db_close(f->db);
    scratch_remove(f->folder);
    free(f->path);
    free(f->text);
    free(f);
    return 0;
}

/* A staging table, and a plain one that is filled cell by cell. */
static void begin(struct fixture *f, const enum column_type *types, size_t count)
{
    static const char *const sql_types[] = {"TEXT", "INTEGER", "REAL", "TEXT", "TEXT", "TEXT"};
    struct staging_column *columns = calloc(count, sizeof *columns);
    char(*names)[24] = calloc(count, sizeof *names);
    struct buffer make = {0}, insert = {0};
    struct error err = {0};
    buffer_add_string(&make, "CREATE TABLE plain(dj_row INTEGER PRIMARY KEY");
    buffer_add_string(&insert, "INSERT INTO plain VALUES(?");
    for (size_t i = 0; i < count; i++) {
        snprintf(names[i], sizeof names[i], "n%zu", i);
        columns[i] = (struct staging_column){names[i], types[i], ""};
        buffer_printf(&make, ", %s %s", names[i], sql_types[types[i]]);
        buffer_add_string(&insert, ",?");
    }
    buffer_add_string(&make, ")");
    buffer_add_string(&insert, ")");
    must(db_run(f->db, make.data, &err), &err);
    must(staging_begin(&f->staging, f->db, "laid", columns, count, &err), &err);
    must(statement_open_built(&f->plain, f->db, &insert, &err), &err);
    f->columns = count;
    buffer_free(&make);
    buffer_free(&insert);
    free(columns);
    free(names);
}

static void add_plain(struct fixture *f, const struct cell *cells, size_t rows)
{
    struct error err = {0};
    bool got;
    must(db_begin(f->db, &err), &err);
    for (size_t r = 0; r < rows; r++) {
        statement_bind_integer(&f->plain, f->rows + (int64_t)r + 1);
        for (size_t c = 0; c < f->columns; c++)
            statement_bind_cell(&f->plain, &cells[r * f->columns + c]);
        must(statement_step(&f->plain, &got, &err), &err);
        statement_reset(&f->plain);
    }
    must(db_commit(f->db, &err), &err);
}

static void add(struct fixture *f, const struct cell *cells, size_t rows)
{
    struct error err = {0};
    row_pages_fill(&f->pages, cells, rows, f->columns, f->rows + 1);
    must(staging_add(f->staging, &f->pages, &err), &err);
    must(staging_pause(f->staging, &err), &err);
    add_plain(f, cells, rows);
    f->rows += (int64_t)rows;
}

/* Values and types are the same, the file is sound, and both tables are of the same size. */
static void compare(struct fixture *f)
{
    struct error err = {0};
    struct staging_origin origin = {.source = "", .by = "", .decision = ""};
    struct buffer sql = {0};
    int64_t dataset;
    must(staging_publish(f->staging, &origin, &dataset, &err), &err);
    f->staging = NULL;
    statement_close(&f->plain);
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM laid"), f->rows);
    buffer_add_string(&sql, "SELECT count(*) FROM laid a JOIN plain b USING(dj_row) WHERE 1");
    for (size_t i = 0; i < f->columns; i++)
        buffer_printf(&sql, " AND a.n%zu IS b.n%zu AND typeof(a.n%zu) = typeof(b.n%zu)", i, i, i,
                      i);
    if (f->columns < 100)
        assert_int_equal(foreign_number(f->path, sql.data), f->rows);
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM (SELECT * FROM laid EXCEPT"
                                             " SELECT * FROM plain)"),
                     0);
    assert_int_equal(foreign_number(f->path, "SELECT integrity_check = 'ok' FROM "
                                             "pragma_integrity_check"),
                     1);
    assert_true(foreign_number(f->path, "SELECT sum(payload) FROM dbstat WHERE name = 'laid'") ==
                foreign_number(f->path, "SELECT sum(payload) FROM dbstat WHERE name = 'plain'"));
    buffer_free(&sql);
}

/* ---- every kind of cell ---- */

static struct cell random_integer(uint64_t *chance)
{
    int64_t near = (int64_t)(UINT64_C(1) << chance_below(chance, 64));
    int64_t number = (int64_t)((uint64_t)near + chance_below(chance, 5) - 2);
    return cell_integer(chance_below(chance, 2) ? number : (int64_t) ~(uint64_t)number);
}

static struct cell random_decimal(uint64_t *chance)
{
    static const double special[] = {0.0,
                                     -0.0,
                                     1.0,
                                     -1.0,
                                     0.1,
                                     1e300,
                                     -1e-300,
                                     1e15,
                                     140737488355327.0,
                                     140737488355328.0,
                                     -140737488355328.0,
                                     9007199254740993.0};
    switch (chance_below(chance, 8)) {
    case 0:
        return cell_decimal(special[chance_below(chance, sizeof special / sizeof *special)]);
    case 1:
        return cell_decimal(chance_below(chance, 2) ? INFINITY : -INFINITY);
    case 2:
        return cell_decimal(NAN);
    case 3:
        return cell_decimal((double)random_integer(chance).integer);
    default:
        return cell_decimal((double)chance_below(chance, 100000) / 100 - 300);
    }
}

static struct cell random_cell(const struct fixture *f, enum column_type type, uint64_t *chance)
{
    static const uint32_t lengths[] = {0, 1, 12, 56, 57, 58, 300, 8185, 8186, 9000};
    if (chance_below(chance, 6) == 0)
        return cell_empty();
    if (type == COLUMN_INTEGER)
        return random_integer(chance);
    if (type == COLUMN_DECIMAL)
        return random_decimal(chance);
    unsigned pick = chance_below(chance, 200);
    uint32_t len = pick < 10 ? lengths[pick] : chance_below(chance, 20);
    return cell_text(f->text + chance_below(chance, 1000), len);
}

static void add_random(struct fixture *f, const enum column_type *types, size_t rows,
                       uint64_t *chance)
{
    struct cell *cells = calloc(rows * f->columns, sizeof *cells);
    for (size_t i = 0; cells && i < rows * f->columns; i++)
        cells[i] = random_cell(f, types[i % f->columns], chance);
    add(f, cells, rows);
    free(cells);
}

static void test_every_kind_of_cell(void **state)
{
    static const enum column_type types[] = {COLUMN_INTEGER, COLUMN_TEXT,     COLUMN_DECIMAL,
                                             COLUMN_DATE,    COLUMN_DATETIME, COLUMN_YESNO,
                                             COLUMN_DECIMAL, COLUMN_INTEGER};
    uint64_t chance = 7;
    begin(*state, types, sizeof types / sizeof *types);
    for (size_t i = 0; i < 12; i++)
        add_random(*state, types, 1 + i * 97, &chance);
    compare(*state);
}

static void test_one_column(void **state)
{
    static const enum column_type types[] = {COLUMN_DECIMAL};
    uint64_t chance = 11;
    begin(*state, types, 1);
    add_random(*state, types, 2000, &chance);
    compare(*state);
}

static void test_many_columns(void **state)
{
    enum column_type types[COLUMNS_MOST];
    uint64_t chance = 13;
    for (size_t i = 0; i < COLUMNS_MOST; i++)
        types[i] = (enum column_type)chance_below(&chance, COLUMN_TYPE_COUNT);
    begin(*state, types, COLUMNS_MOST);
    for (size_t i = 0; i < 5; i++)
        add_random(*state, types, 16, &chance);
    compare(*state);
}

/* ---- long rows ---- */

/* At, below and beyond what is on one page, between short ones, and more than one part. */
static void test_long_rows(void **state)
{
    static const enum column_type types[] = {COLUMN_TEXT, COLUMN_INTEGER, COLUMN_TEXT};
    static const uint32_t lengths[] = {
        10,    65400, 65486, 65487, 65488, 65489, 65490, 65491, 65492, 65493, 65494,  65495, 70000,
        3,     4,     64000, 64000, 64000, 64000, 64000, 64000, 64000, 64000, 64000,  64000, 64000,
        64000, 64000, 64000, 64000, 64000, 64000, 5,     6,     65535, 65536, 199000, 7};
    enum { ROWS = sizeof lengths / sizeof *lengths };
    struct fixture *f = *state;
    struct cell cells[ROWS][3];
    for (size_t i = 0; i < ROWS; i++) {
        cells[i][0] = cell_text(f->text, lengths[i]);
        cells[i][1] = cell_integer((int64_t)i);
        cells[i][2] = i % 3 ? cell_text("end", 3) : cell_empty();
    }
    begin(f, types, 3);
    for (int i = 0; i < 3; i++)
        add(f, cells[0], ROWS);
    compare(f);
}

/* ---- many runs in one transaction ---- */

static void test_many_runs(void **state)
{
    enum { RUNS = 200 };
    static const enum column_type types[] = {COLUMN_INTEGER};
    struct fixture *f = *state;
    struct error err = {0};
    begin(f, types, 1);
    for (int i = 0; i < RUNS; i++) {
        const struct cell cells[] = {cell_integer(i), cell_integer(-i)};
        row_pages_fill(&f->pages, cells, 2, 1, f->rows + 1);
        must(staging_add(f->staging, &f->pages, &err), &err);
        f->rows += 2;
    }
    must(staging_pause(f->staging, &err), &err);
    statement_close(&f->plain);
    must(db_run(f->db,
                "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 199)"
                " INSERT INTO plain SELECT 2 * i + 1, i FROM n UNION ALL"
                " SELECT 2 * i + 2, -i FROM n",
                &err),
         &err);
    compare(f);
}

/* An import into memory, as when a CSV is worked on directly. */
static void test_in_memory(void **state)
{
    struct fixture *f = *state;
    struct error err = {0};
    const struct staging_column column = {"n", COLUMN_TEXT, ""};
    const struct cell cells[] = {cell_text("one", 3), cell_text("two", 3)};
    const struct staging_origin origin = {.source = "", .by = "", .decision = ""};
    struct db *db = NULL;
    int64_t dataset, count = 0;
    must(db_open(&db, NULL, DB_TEAM, DB_MEMORY, &err), &err);
    must(staging_begin(&f->staging, db, "words", &column, 1, &err), &err);
    row_pages_fill(&f->pages, cells, 2, 1, 1);
    must(staging_add(f->staging, &f->pages, &err), &err);
    must(staging_publish(f->staging, &origin, &dataset, &err), &err);
    f->staging = NULL;
    must(db_read_integer(db, "SELECT count(*) FROM words WHERE n IN ('one', 'two')", 0, &count,
                         &err),
         &err);
    assert_int_equal(count, 2);
    must(db_read_integer(db, "SELECT count(*) FROM pragma_database_list WHERE name = 'dj_feed'", 1,
                         &count, &err),
         &err);
    assert_int_equal(count, 0); /* nothing is left behind */
    db_close(db);
}

#define WITH_TEAM(test) cmocka_unit_test_setup_teardown(test, open_team, close_team)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_TEAM(test_every_kind_of_cell), WITH_TEAM(test_one_column),
        WITH_TEAM(test_many_columns),       WITH_TEAM(test_long_rows),
        WITH_TEAM(test_many_runs),          WITH_TEAM(test_in_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
