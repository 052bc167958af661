/*
 * Results as datasets: types, labels, names, filters and pivots on them, taking back; and the
 * list of the team's queries.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/service/column_mark.h"
#include "core/service/query_save.h"
#include "core/store/dataset.h"
#include "core/store/query.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/team.h"

static const struct helper_job jobs[] = {{QUERY_JOB, query_job}};

struct fixture {
    struct helper *helper;
    struct db *db;
    struct arena *arena;
};

static const char csv[] = "office,age,born,code,open\n"
                          "Millpond,31,1988-02-29,007,yes\n"
                          "Old Town,44,1975-11-30,012,no\n"
                          "Riverside,,1990-01-01,100,yes\n"
                          "Riverside,58,1961-05-17,101,no\n";

static int open_team(void **state)
{
    struct fixture *f = *state;
    struct error err = {0};
    if (db_open(&f->db, fixture_team("visits", csv), DB_TEAM, DB_WRITE, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    f->arena = arena_new();
    return 0;
}

static int close_team(void **state)
{
    struct fixture *f = *state;
    db_close(f->db);
    arena_free(f->arena);
    return 0;
}

static enum status save_as(struct fixture *f, const char *sql, const char *name,
                           struct query_saved *saved, struct error *err)
{
    struct query *query = query_new();
    const struct query_request request = {
        .helper = f->helper, .db = f->db, .sql = span_string(sql)};
    if (query_run(query, &request, err) != STATUS_OK)
        fail_msg("%s: %s", sql, err->message);
    const struct query_save save = {
        .db = f->db, .name = name, .source = "SQL", .sql = span_string(sql), .by = "Robin"};
    enum status status = query_save(query, &save, saved, err);
    query_free(query);
    return status;
}

static struct dataset_info saved_dataset(struct fixture *f, const char *sql, const char *name)
{
    struct query_saved saved;
    struct dataset_info dataset;
    struct error err = {0};
    if (save_as(f, sql, name, &saved, &err) != STATUS_OK)
        fail_msg("%s: %s", sql, err.message);
    assert_int_equal(dataset_by_id(f->db, f->arena, saved.dataset, &dataset, &err), STATUS_OK);
    assert_int_equal(dataset.rows, saved.rows);
    return dataset;
}

static void keeps_types(void **state)
{
    struct fixture *f = *state;
    const struct dataset_info made = saved_dataset(
        f,
        "SELECT *, age + 0.5 AS half, code || '' AS id, 12345678901234567 AS big, "
        "'1990-01-0' || (age % 9 + 1) AS day, CASE WHEN age > 40 THEN 1 ELSE 'x' END AS mixed,"
        " NULL AS none, open AS OPEN, length(office) FROM visits",
        "result");
    static const struct {
        const char *name;
        enum column_type type;
    } expected[] = {{"office", COLUMN_TEXT},
                    {"age", COLUMN_INTEGER},
                    {"born", COLUMN_DATE},
                    {"code", COLUMN_TEXT},
                    {"open", COLUMN_YESNO},
                    {"half", COLUMN_DECIMAL},
                    {"id", COLUMN_TEXT},
                    {"big", COLUMN_TEXT},
                    {"day", COLUMN_DATE},
                    {"mixed", COLUMN_TEXT},
                    {"none", COLUMN_TEXT},
                    {"OPEN_2", COLUMN_YESNO},
                    {"length(office)", COLUMN_INTEGER}};
    assert_int_equal(made.column_count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < made.column_count; i++) {
        assert_string_equal(made.columns[i].name, expected[i].name);
        assert_int_equal(made.columns[i].type, expected[i].type);
        assert_true(strlen(made.columns[i].reason) > 5);
    }
    struct row_page page;
    struct error err = {0};
    static const size_t columns[] = {3, 5, 7, 9};
    assert_int_equal(dataset_read_page(f->db, f->arena, &made, 1, 1, columns, 4, &page, &err),
                     STATUS_OK);
    assert_memory_equal(page.cells[0].text.data, "012", 3);
    assert_true(page.cells[1].decimal > 44.4 && page.cells[1].decimal < 44.6);
    assert_memory_equal(page.cells[2].text.data, "12345678901234567", 17);
    assert_memory_equal(page.cells[3].text.data, "1", 1);
}

/* Labels and marks go along with a column that comes unchanged, and with no other. */
static void keeps_what_is_known(void **state)
{
    struct fixture *f = *state;
    struct dataset_info from;
    struct error err = {0};
    assert_int_equal(dataset_find(f->db, f->arena, "visits", &from, &err), STATUS_OK);
    from.columns[1].label = "Age in years";
    from.columns[1].quality = QUALITY_CAUTION;
    from.columns[1].role = ROLE_MEASURE;
    assert_int_equal(db_begin(f->db, &err), STATUS_OK);
    assert_int_equal(dataset_describe(f->db, &from, &err), STATUS_OK);
    assert_int_equal(db_commit(f->db, &err), STATUS_OK);
    const struct dataset_info made =
        saved_dataset(f, "SELECT age AS years, age + 1 AS more FROM visits", "result");
    assert_string_equal(made.columns[0].label, "Age in years");
    assert_int_equal(made.columns[0].quality, QUALITY_CAUTION);
    assert_int_equal(made.columns[0].role, ROLE_MEASURE);
    assert_string_equal(made.columns[1].label, "");
    assert_int_equal(made.columns[1].quality, QUALITY_NONE);
}

/* From the command line: many rows, counted and filtered as those of any other dataset. */
static void is_a_dataset(void **state)
{
    struct fixture *f = *state;
    const char *team = db_path(f->db);
    const char *sql = "WITH RECURSIVE c(x) AS (SELECT 0 UNION ALL SELECT x + 1 FROM c LIMIT :rows)"
                      " SELECT x, 'group ' || (x % 7) AS part FROM c";
    struct fixture_run run =
        fixture_run((const char *const[]){"datajam", "query", team, sql, "--set", "rows=50000",
                                          "--save", "many", NULL},
                    NULL, NULL);
    assert_int_equal(run.status, 0);
    assert_int_equal(run.out.len, 0);
    assert_non_null(strstr(run.err.data, "many: 50,000 rows, 2 columns"));
    fixture_run_free(&run);
    run = fixture_run((const char *const[]){"datajam", "pivot", team, "many", "--rows", "part",
                                            "--value", "max:x", "--where", "x < 700", NULL},
                      NULL, NULL);
    assert_string_equal(run.out.data, "part,max:x\ngroup 0,693\ngroup 1,694\ngroup 2,695\n"
                                      "group 3,696\ngroup 4,697\ngroup 5,698\ngroup 6,699\n"
                                      "Total,699\n");
    fixture_run_free(&run);
    run = fixture_run(
        (const char *const[]){"datajam", "query", team, "SELECT 1", "--save", "MANY", NULL}, NULL,
        NULL);
    assert_int_equal(run.status, 1);
    assert_non_null(strstr(run.err.data, "MANY_2 is free"));
    fixture_run_free(&run);
}

static void refuses_names(void **state)
{
    struct fixture *f = *state;
    struct query_saved saved;
    struct error err = {0};
    saved_dataset(f, "SELECT 1 AS one", "Visits_2");
    assert_int_equal(save_as(f, "SELECT 1", "VISITS", &saved, &err), STATUS_EXISTS);
    assert_non_null(strstr(err.message, "VISITS_3 is free"));
    assert_int_equal(save_as(f, "SELECT 1", "dj_secret", &saved, &err), STATUS_INVALID);
    assert_int_equal(save_as(f, "SELECT 1", "", &saved, &err), STATUS_INVALID);
    assert_int_equal(save_as(f, "SELECT dj_row FROM visits", "ids", &saved, &err), STATUS_INVALID);
    struct dataset_info *all;
    size_t count;
    assert_int_equal(dataset_list(f->db, f->arena, &all, &count, &err), STATUS_OK);
    assert_int_equal(count, 2);
}

static void is_taken_back(void **state)
{
    struct fixture *f = *state;
    struct query_saved saved;
    struct dataset_info gone;
    struct error err = {0};
    char entry[UUID_SIZE] = "x";
    assert_int_equal(save_as(f, "SELECT office FROM visits", "offices", &saved, &err), STATUS_OK);
    assert_int_equal(change_undo(f->db, saved.entry, "Kim", entry, &err), STATUS_OK);
    assert_string_equal(entry, "");
    assert_int_equal(dataset_find(f->db, f->arena, "offices", &gone, &err), STATUS_NOT_FOUND);
    assert_int_equal(change_undo(f->db, saved.entry, "Kim", entry, &err), STATUS_STALE);
    /* What somebody has worked with stays. */
    assert_int_equal(save_as(f, "SELECT office FROM visits", "offices", &saved, &err), STATUS_OK);
    foreign_sql(db_path(f->db), "UPDATE offices SET office = 'X' WHERE dj_row = 1");
    assert_int_equal(change_undo(f->db, saved.entry, "Kim", entry, &err), STATUS_STALE);
    assert_int_equal(dataset_find(f->db, f->arena, "offices", &gone, &err), STATUS_OK);
}

/* ---- the team's queries ---- */

static void lists_queries(void **state)
{
    struct fixture *f = *state;
    struct stored_query *all;
    struct error err = {0};
    size_t count;
    const struct span one = span_string("SELECT 1"), two = span_string("SELECT 2");
    assert_int_equal(stored_query_note(f->db, one, "Robin", 12, 3, &err), STATUS_OK);
    assert_int_equal(stored_query_note(f->db, two, "Kim", 5, 1, &err), STATUS_OK);
    assert_int_equal(stored_query_note(f->db, one, "Sam", 15, 4, &err), STATUS_OK);
    assert_int_equal(stored_query_name(f->db, two, "Two", "Kim", &err), STATUS_OK);
    assert_int_equal(stored_query_name(f->db, one, "TWO", "Kim", &err), STATUS_EXISTS);
    assert_int_equal(stored_query_list(f->db, f->arena, &all, &count, &err), STATUS_OK);
    assert_int_equal(count, 2);
    assert_string_equal(all[0].name, "Two");
    assert_string_equal(all[0].by, "Kim");
    assert_int_equal(all[1].rows, 4);
    assert_int_equal(all[1].ms, 15);
    assert_string_equal(all[1].by, "Sam");
    for (int i = 0; i < STORED_QUERIES + 5; i++) {
        char sql[40];
        snprintf(sql, sizeof sql, "SELECT %d + 10", i);
        assert_int_equal(stored_query_note(f->db, span_string(sql), "Sam", 1, 1, &err), STATUS_OK);
    }
    assert_int_equal(stored_query_list(f->db, f->arena, &all, &count, &err), STATUS_OK);
    assert_int_equal(count, STORED_QUERIES + 1); /* the named one stays */
    assert_string_equal(all[0].sql, "SELECT 2");
    assert_string_equal(all[1].sql, "SELECT 204 + 10");
    assert_int_equal(stored_query_name(f->db, two, "", "Kim", &err), STATUS_OK);
    assert_int_equal(stored_query_name(f->db, one, "Two", "Kim", &err), STATUS_OK);
}

int main(void)
{
    static struct fixture fixture;
    fixture_folder();
    if (helper_start(&fixture.helper, jobs, 1, NULL) != STATUS_OK)
        return 1;
    const struct CMUnitTest tests[] = {
        {"keeps_types", keeps_types, open_team, close_team, &fixture},
        {"keeps_what_is_known", keeps_what_is_known, open_team, close_team, &fixture},
        {"is_a_dataset", is_a_dataset, open_team, close_team, &fixture},
        {"refuses_names", refuses_names, open_team, close_team, &fixture},
        {"is_taken_back", is_taken_back, open_team, close_team, &fixture},
        {"lists_queries", lists_queries, open_team, close_team, &fixture},
    };
    int failed = cmocka_run_group_tests_name("query_save", tests, NULL, NULL);
    helper_stop(fixture.helper);
    return failed;
}
