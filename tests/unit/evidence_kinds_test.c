/*
 * Evidence of charts, comparisons and queries: what they say, their figures, and one row that
 * changes behind them: old and new figures, side by side. Rows and pivots: evidence_test.c.
 */
#include <stdlib.h>
#include <string.h>

#include "core/analysis/chart.h"
#include "core/base/clock.h"
#include "core/service/board.h"
#include "core/service/evidence.h"
#include "core/service/pinned.h"
#include "core/service/selection.h"
#include "core/store/dataset.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/team.h"

static const struct helper_job jobs[] = {{QUERY_JOB, query_job}};

static const char csv[] = "office,kind,months,benefit\n"
                          "North,single,10,yes\nNorth,single,20,yes\nNorth,couple,30,yes\n"
                          "South,couple,40,no\nSouth,couple,50,no\nWest,couple,6,no\n";

struct fixture {
    struct helper *helper;
    const char *path;
    struct db *db;
    struct frames *frames;
    struct arena *arena;
    struct dataset_info dataset;
    struct error err;
};

static int set_up(void **state)
{
    struct fixture *f = *state;
    f->path = fixture_team("visits", csv);
    f->arena = arena_new();
    f->frames = frames_new(FRAMES_BUDGET);
    assert_int_equal(db_open(&f->db, f->path, DB_TEAM, DB_WRITE, &f->err), STATUS_OK);
    assert_int_equal(dataset_find(f->db, f->arena, "visits", &f->dataset, &f->err), STATUS_OK);
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    frames_free(f->frames);
    db_close(f->db);
    arena_free(f->arena);
    return 0;
}

static struct evidence_ground ground_of(const struct fixture *f)
{
    return (struct evidence_ground){.db = f->db, .frames = f->frames, .helper = f->helper};
}

static int64_t column(const struct fixture *f, const char *name)
{
    int at = dataset_column_index(&f->dataset, span_string(name));
    return at < 0 ? 0 : f->dataset.columns[at].id;
}

static struct evidence take(struct fixture *f, const char *kind, const char *view)
{
    const struct evidence_ground ground = ground_of(f);
    struct evidence out;
    if (evidence_take(&ground, kind, view, f->arena, &out, &f->err) != STATUS_OK)
        fail_msg("%s", f->err.message);
    return out;
}

static struct snapshot figures(struct fixture *f, const struct evidence *evidence)
{
    struct snapshot out;
    if (snapshot_read(f->arena, span_string(evidence->snapshot), &out, &f->err) != STATUS_OK)
        fail_msg("%s", f->err.message);
    return out;
}

/* Pins it to a new card; the piece's UUID in out. */
static void pin(struct fixture *f, const struct evidence *evidence, char *out)
{
    const struct board_new new = {.kind = CARD_FINDING, .column = BOARD_USUAL, .texts = {"claim"}};
    int64_t id;
    assert_int_equal(board_add(f->db, f->arena, &new, "Ada", &id, &f->err), STATUS_OK);
    assert_int_equal(board_pin(f->db, f->arena, id, evidence, "Ada", out, &f->err), STATUS_OK);
}

static struct evidence_now look(struct fixture *f, const char *uuid)
{
    const struct evidence_ground ground = ground_of(f);
    struct evidence_now now;
    if (evidence_look(&ground, uuid, f->arena, &now, &f->err) != STATUS_OK)
        fail_msg("%s", f->err.message);
    return now;
}

static void expect_cell(const struct snapshot *of, size_t row, size_t column, const char *expected)
{
    char scratch[VALUE_NUMBER_SIZE];
    struct span text = value_text(&of->cells[row * of->columns + column], scratch);
    if (!span_equal(text, span_string(expected)))
        fail_msg("row %zu, column %zu: %.*s, not %s", row, column, (int)text.len,
                 text.len ? text.data : "", expected);
}

/* ---- charts ---- */

static const char *chart_view(struct fixture *f, enum chart_kind kind)
{
    const struct pivot_spec spec = {.rows = {{.column = column(f, "office")}},
                                    .value = PIVOT_AVERAGE,
                                    .value_column = column(f, "months"),
                                    .sort = PIVOT_BY_LABEL};
    const struct chart_settings settings = {.chosen = true, .kind = kind};
    struct view view = {.dataset = f->dataset.id};
    const char *json = NULL;
    assert_int_equal(pivot_spec_to_json(f->arena, &spec, &view.pivot, &f->err), STATUS_OK);
    assert_int_equal(chart_settings_to_json(f->arena, &settings, &view.chart, &f->err), STATUS_OK);
    assert_int_equal(view_write(f->arena, &view, &json, &f->err), STATUS_OK);
    return json;
}

static void a_chart_says_what_it_shows(void **state)
{
    struct fixture *f = *state;
    const struct evidence bars = take(f, EVIDENCE_CHART, chart_view(f, CHART_BAR));
    const struct snapshot kept = figures(f, &bars);
    assert_string_equal(bars.dataset_name, "visits");
    assert_non_null(strstr(bars.sentence, "South"));
    assert_non_null(strstr(bars.sentence, "45"));
    assert_int_equal(kept.n, 6);
    assert_string_equal(kept.heads[0], "office");
    expect_cell(&kept, 0, 0, "North");
    expect_cell(&kept, 0, 1, "20");
    /* Boxes have figures of their own. */
    const struct evidence boxes = take(f, EVIDENCE_CHART, chart_view(f, CHART_BOX));
    const struct snapshot quartiles = figures(f, &boxes);
    assert_string_equal(quartiles.heads[4], "median");
    expect_cell(&quartiles, 0, 1, "3");
    expect_cell(&quartiles, 0, 2, "10");
    expect_cell(&quartiles, 0, 4, "20");
    expect_cell(&quartiles, 0, 6, "30");
}

static void a_row_changes_behind_a_chart(void **state)
{
    struct fixture *f = *state;
    char bars[UUID_SIZE], boxes[UUID_SIZE];
    const struct evidence first = take(f, EVIDENCE_CHART, chart_view(f, CHART_BAR));
    const struct evidence second = take(f, EVIDENCE_CHART, chart_view(f, CHART_BOX));
    pin(f, &first, bars);
    pin(f, &second, boxes);
    assert_int_equal(look(f, bars).state, EVIDENCE_SAME);
    /* Nothing but the middle of North becomes another. */
    foreign_sql(f->path, "UPDATE visits SET months = 26 WHERE months = 20");
    const struct evidence_now now = look(f, bars);
    assert_int_equal(now.state, EVIDENCE_CHANGED);
    assert_int_equal(now.change_count, 2); /* and the total */
    assert_string_equal(now.changes[0].what, "North");
    assert_true(now.changes[0].before.decimal == 20);
    assert_true(now.changes[0].after.decimal == 22);
    assert_int_equal(look(f, boxes).state, EVIDENCE_CHANGED);
}

/* ---- comparisons ---- */

static const char *compare_view(struct fixture *f, const char *line, bool values)
{
    static const char *const condition[] = {"benefit = yes"};
    struct view view = {.dataset = f->dataset.id, .filters = "[]"};
    struct pinned_compare compare = {.other = f->dataset.id,
                                     .rest = true,
                                     .unit = COMPARE_ROWS,
                                     .column = column(f, line),
                                     .values = values};
    const char *json = NULL;
    assert_int_equal(
        selection_read(&f->dataset, f->arena, condition, 1, false, &compare.a, &f->err), STATUS_OK);
    assert_int_equal(pinned_compare_write(f->arena, &view, &compare, &json, &f->err), STATUS_OK);
    return json;
}

static void a_comparison_says_its_line(void **state)
{
    struct fixture *f = *state;
    const struct evidence all = take(f, EVIDENCE_COMPARE, compare_view(f, "kind", false));
    const struct snapshot kept = figures(f, &all);
    assert_non_null(strstr(all.sentence, "kind"));
    assert_string_equal(all.filters, "A: benefit = yes · B: the rest: all other rows");
    assert_int_equal(all.n, 6);
    assert_int_equal(kept.rows, 4); /* a line for each column, also for those not ranked */
    const struct evidence line = take(f, EVIDENCE_COMPARE, compare_view(f, "kind", true));
    const struct snapshot values = figures(f, &line);
    assert_string_equal(line.sentence, all.sentence);
    assert_int_equal(values.rows, 2);
    expect_cell(&values, 1, 0, "couple");
    expect_cell(&values, 1, 1, "1");
    expect_cell(&values, 1, 2, "33.3");
    expect_cell(&values, 1, 3, "3");
    expect_cell(&values, 1, 4, "100");
}

static void a_row_changes_behind_a_comparison(void **state)
{
    struct fixture *f = *state;
    char uuid[UUID_SIZE];
    const struct evidence evidence = take(f, EVIDENCE_COMPARE, compare_view(f, "kind", true));
    pin(f, &evidence, uuid);
    assert_int_equal(look(f, uuid).state, EVIDENCE_SAME);
    foreign_sql(f->path, "UPDATE visits SET kind = 'couple' WHERE months = 20");
    const struct evidence_now now = look(f, uuid);
    assert_int_equal(now.state, EVIDENCE_CHANGED);
    assert_string_equal(now.changes[0].what, "single × A");
    assert_int_equal(now.changes[0].before.integer, 2);
    assert_int_equal(now.changes[0].after.integer, 1);
}

/* ---- queries ---- */

static struct evidence take_query(struct fixture *f, const char *sql)
{
    const struct pinned_query query = {
        .sql = sql, .parameters = {{"least", "10"}}, .parameter_count = 1};
    const char *json = NULL;
    assert_int_equal(pinned_query_write(f->arena, &query, &json, &f->err), STATUS_OK);
    return take(f, EVIDENCE_QUERY, json);
}

static const char by_office[] = "SELECT office, sum(months) AS months\n  FROM visits\n"
                                "WHERE months >= :least GROUP BY office ORDER BY office";

static void a_query_says_what_it_gives(void **state)
{
    struct fixture *f = *state;
    const struct evidence table = take_query(f, by_office);
    const struct snapshot kept = figures(f, &table);
    assert_string_equal(table.title,
                        "SQL: SELECT office, sum(months) AS months FROM visits WHERE month…");
    assert_string_equal(table.sentence, "By office, South has the highest months (90) and North "
                                        "the lowest (60).");
    assert_string_equal(table.dataset_name, "SQL");
    assert_int_equal(table.n, 2);
    expect_cell(&kept, 1, 1, "90");
    assert_string_equal(
        take_query(f, "SELECT count(*) AS rows, max(months) AS most FROM visits").sentence,
        "rows: 6, most: 50.");
    /* Numbers that never end. */
    const char *thirds = take_query(f, "SELECT office, sum(months) / 7.0 AS m, max(months) AS most "
                                       "FROM visits GROUP BY office")
                             .sentence;
    for (const char *dot = strchr(thirds, '.'); dot; dot = strchr(dot + 1, '.'))
        assert_true(strspn(dot + 1, "0123456789") <= 2);
    assert_string_equal(take_query(f, "SELECT 100 / 3.0 AS third, 0.01 / 3 AS little").sentence,
                        "third: 33.33, little: 0.0033.");
    assert_string_equal(take_query(f, "SELECT * FROM visits").sentence, "The query gives 6 rows.");
    assert_string_equal(take_query(f, "SELECT 1 FROM visits WHERE 0").sentence,
                        "The query gives 0 rows.");
}

static int64_t behind(const struct snapshot *snapshot, size_t row, size_t column)
{
    assert_non_null(snapshot->behind);
    return snapshot->behind[row * snapshot->columns + column];
}

/* So that small groups can be hidden: what a line tells of is kept with it, where it is known. */
static void what_is_behind_is_kept(void **state)
{
    struct fixture *f = *state;
    const struct evidence counted =
        take_query(f, "SELECT office, avg(months) AS months, count(*) AS n,"
                      " count(DISTINCT kind) AS kinds FROM visits GROUP BY office ORDER BY office");
    struct snapshot kept = figures(f, &counted);
    assert_int_equal(behind(&kept, 0, 1), 3); /* North, of whom the average tells */
    assert_int_equal(behind(&kept, 0, 2), 3);
    assert_int_equal(behind(&kept, 0, 3), 2);
    assert_int_equal(behind(&kept, 2, 1), 1); /* West */
    const struct evidence sums = take_query(f, by_office);
    kept = figures(f, &sums);
    assert_null(kept.behind);
    const struct evidence lines = take(f, EVIDENCE_COMPARE, compare_view(f, "kind", false));
    kept = figures(f, &lines);
    for (size_t r = 0; r < kept.rows; r++) /* no line tells of more than the three of a set */
        assert_in_range(behind(&kept, r, 1), 0, 3);
}

static void a_row_changes_behind_a_query(void **state)
{
    struct fixture *f = *state;
    char uuid[UUID_SIZE];
    const struct evidence evidence = take_query(f, by_office);
    pin(f, &evidence, uuid);
    assert_int_equal(look(f, uuid).state, EVIDENCE_SAME);
    foreign_sql(f->path, "UPDATE visits SET months = 41 WHERE months = 40");
    struct evidence_now now = look(f, uuid);
    assert_int_equal(now.state, EVIDENCE_CHANGED);
    assert_string_equal(now.changes[0].what, "South");
    assert_int_equal(now.changes[0].before.integer, 90);
    assert_int_equal(now.changes[0].after.integer, 91);
    /* Where no query can run, its figures of then are still there. */
    struct helper *helper = f->helper;
    f->helper = NULL;
    now = look(f, uuid);
    f->helper = helper;
    assert_int_equal(now.state, EVIDENCE_GONE);
    assert_int_equal(now.before.rows, 2);
    foreign_sql(f->path, "ALTER TABLE visits RENAME COLUMN months TO time");
    now = look(f, uuid);
    assert_int_equal(now.state, EVIDENCE_GONE);
    assert_non_null(strstr(now.trouble, "months"));
}

/* Far more rows than are kept: one of the last ones is noticed. */
static void a_long_result_is_marked_whole(void **state)
{
    struct fixture *f = *state;
    static const char many[] =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) "
        "SELECT i, (SELECT sum(months) FROM visits WHERE i = 999) AS months FROM n";
    char uuid[UUID_SIZE];
    const struct evidence evidence = take_query(f, many);
    assert_int_equal(evidence.n, 1000);
    assert_int_equal(figures(f, &evidence).rows, SNAPSHOT_ROWS);
    pin(f, &evidence, uuid);
    assert_int_equal(look(f, uuid).state, EVIDENCE_SAME);
    foreign_sql(f->path, "UPDATE visits SET months = 41 WHERE months = 40");
    assert_int_equal(look(f, uuid).state, EVIDENCE_CHANGED);
}

/* ---- what may come from a damaged file ---- */

static void broken_views_are_refused(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *kind, *view;
    } broken[] = {
        {EVIDENCE_QUERY, "{\"version\":1,\"dataset\":0}"},
        {EVIDENCE_QUERY, "{\"version\":1,\"dataset\":0,\"query\":{\"sql\":7}}"},
        {EVIDENCE_QUERY, "{\"version\":1,\"dataset\":0,\"query\":[]}"},
        {EVIDENCE_QUERY, "{\"version\":1,\"dataset\":0,\"query\":{\"sql\":\"DROP TABLE visits\"}}"},
        {EVIDENCE_COMPARE, "{\"version\":1,\"dataset\":1}"},
        {EVIDENCE_COMPARE, "{\"version\":1,\"dataset\":1,\"compare\":{\"a\":5,\"b\":[]}}"},
        {EVIDENCE_COMPARE, "{\"version\":1,\"dataset\":1,\"compare\":{\"a\":[],\"b\":[],\"rest\":"
                           "true}}"},
        {EVIDENCE_CHART, "{\"version\":1,\"dataset\":1,\"chart\":{\"version\":99}}"},
    };
    const struct evidence_ground ground = ground_of(f);
    struct evidence out;
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
        if (evidence_take(&ground, broken[i].kind, broken[i].view, f->arena, &out, &f->err) ==
            STATUS_OK)
            fail_msg("%s was taken", broken[i].view);
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM visits"), 6);
}

#define TEST(function)                                                                             \
    {                                                                                              \
#function, function, set_up, tear_down, initial                                            \
    }

int main(void)
{
    static struct fixture fixture;
    void *initial = &fixture;
    fixture_folder(); /* what the helper inherits is there before it is forked */
    if (helper_start(&fixture.helper, jobs, 1, NULL) != STATUS_OK)
        return 1;
    const struct CMUnitTest tests[] = {
        TEST(a_chart_says_what_it_shows),    TEST(a_row_changes_behind_a_chart),
        TEST(a_comparison_says_its_line),    TEST(a_row_changes_behind_a_comparison),
        TEST(a_query_says_what_it_gives),    TEST(a_row_changes_behind_a_query),
        TEST(a_long_result_is_marked_whole), TEST(what_is_behind_is_kept),
        TEST(broken_views_are_refused),
    };
    int failed = cmocka_run_group_tests_name("evidence of all kinds", tests, NULL, NULL);
    helper_stop(fixture.helper);
    return failed;
}
