/* Joins: which columns are proposed, what is said of them, and what comes of it. */
#include <string.h>

#include "core/service/join.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"

static const struct helper_job jobs[] = {{QUERY_JOB, query_job}};

struct fixture {
    struct helper *helper;
    struct db *db;
    struct arena *arena;
};

static const char visits[] = "visit,client_id,office,month\n"
                             "1,007,Millpond,2019-01\n2,007,Millpond,2019-02\n"
                             "3,012,Old Town,2019-01\n4,099,Riverside,2019-01\n"
                             "5,,Riverside,2019-01\n";
static const char payments[] = "paid,client_id,office,month\n"
                               "10.5,007,A,2019-01\n20,007,A,2019-02\n30,012,B,2019-01\n"
                               "40,012,B,2019-01\n50,500,B,2019-01\n,,C,2019-02\n";

static int open_team(void **state)
{
    struct fixture *f = *state;
    struct error err = {0};
    const char *team = fixture_team("visits", visits);
    const char *csv = fixture_file(fixture_folder(), "payments.csv", payments);
    fixture_do((const char *const[]){"datajam", "import", team, csv, NULL});
    f->arena = arena_new();
    if (db_open(&f->db, team, DB_TEAM, DB_WRITE, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return 0;
}

static int close_team(void **state)
{
    struct fixture *f = *state;
    db_close(f->db);
    arena_free(f->arena);
    return 0;
}

static struct join_plan make_plan(struct fixture *f)
{
    struct dataset_info *both = arena_array(f->arena, 2, sizeof *both);
    assert_int_equal(dataset_find(f->db, f->arena, "visits", &both[0], NULL), STATUS_OK);
    assert_int_equal(dataset_find(f->db, f->arena, "payments", &both[1], NULL), STATUS_OK);
    return (struct join_plan){.left = &both[0], .right = &both[1]};
}

/* The id first, though the office has the same name, and the month. */
static void proposes(void **state)
{
    struct fixture *f = *state;
    struct join_plan plan = make_plan(f);
    struct join_pair pairs[10];
    join_propose(&plan);
    assert_int_equal(plan.count, 2);
    assert_string_equal(plan.left->columns[plan.pairs[0].left].name, "client_id");
    assert_string_equal(plan.right->columns[plan.pairs[0].right].name, "client_id");
    assert_string_equal(plan.left->columns[plan.pairs[1].left].name, "month");
    assert_int_equal(join_candidates(plan.left, plan.right, pairs, 10), 3);
    assert_int_equal(join_candidates(plan.left, plan.right, pairs, 1), 1);
    assert_int_equal(pairs[0].left, 1);
}

static void looks_first(void **state)
{
    struct fixture *f = *state;
    struct join_plan plan = make_plan(f);
    struct join_account a;
    struct error err = {0};
    const struct query_request base = {.helper = f->helper, .db = f->db};
    plan.pairs[0] = (struct join_pair){1, 1};
    plan.count = 1;
    if (join_look(&plan, &base, f->arena, &a, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    assert_int_equal(a.rows, 5);
    assert_int_equal(a.once, 0);
    assert_int_equal(a.several, 3);
    assert_int_equal(a.none, 2); /* an empty one matches nothing */
    assert_int_equal(a.pairs, 6);
    assert_int_equal(a.right_rows, 6);
    assert_int_equal(a.right_none, 2);
    assert_string_equal(a.several_like[0], "007");
    assert_string_equal(a.several_like[1], "012");
    assert_null(a.several_like[2]);
    assert_string_equal(a.none_like[0], "099");
    assert_string_equal(a.none_like[1], "∅");
    assert_string_equal(a.right_none_like[0], "500");
    assert_int_equal(join_rows(&plan, &a), 8);
    join_propose(&plan); /* by the month, too */
    assert_int_equal(join_look(&plan, &base, f->arena, &a, &err), STATUS_OK);
    assert_int_equal(a.once, 2);
    assert_int_equal(a.several, 1);
    assert_string_equal(a.several_like[0], "012 · 2019-01");
    plan.matching = true;
    assert_int_equal(join_rows(&plan, &a), 4);
}

/* From the command line, in the end a dataset with the types of both. */
static void joins(void **state)
{
    struct fixture *f = *state;
    const char *team = db_path(f->db);
    struct fixture_run run =
        fixture_run((const char *const[]){"datajam", "combine", team, "visits", "payments", "--on",
                                          "client_id", NULL},
                    NULL, NULL);
    assert_string_equal(run.out.data, "dataset,matches,rows,examples\n"
                                      "visits,one,0,\n"
                                      "visits,several,3,007; 012\n"
                                      "visits,none,2,099; ∅\n"
                                      "payments,none,2,500; ∅\n"
                                      ",result,8,\n");
    fixture_run_free(&run);
    fixture_do((const char *const[]){"datajam", "combine", team, "visits", "payments", "--save",
                                     "both", NULL});
    run = fixture_run((const char *const[]){"datajam", "rows", team, "both", NULL}, NULL, NULL);
    assert_string_equal(run.out.data, "visit,client_id,office,month,paid,office_payments\n"
                                      "1,007,Millpond,2019-01,10.5,A\n"
                                      "2,007,Millpond,2019-02,20,A\n"
                                      "3,012,Old Town,2019-01,30,B\n"
                                      "3,012,Old Town,2019-01,40,B\n"
                                      "4,099,Riverside,2019-01,,\n"
                                      "5,,Riverside,2019-01,,\n");
    fixture_run_free(&run);
    run = fixture_run((const char *const[]){"datajam", "combine", team, "visits", "payments",
                                            "--on", "ofice", NULL},
                      NULL, NULL);
    assert_int_equal(run.status, 1);
    assert_non_null(strstr(run.err.data, "office"));
    fixture_run_free(&run);
}

int main(void)
{
    static struct fixture fixture;
    fixture_folder();
    if (helper_start(&fixture.helper, jobs, 1, NULL) != STATUS_OK)
        return 1;
    const struct CMUnitTest tests[] = {
        {"proposes", proposes, open_team, close_team, &fixture},
        {"looks_first", looks_first, open_team, close_team, &fixture},
        {"joins", joins, open_team, close_team, &fixture},
    };
    int failed = cmocka_run_group_tests_name("join", tests, NULL, NULL);
    helper_stop(fixture.helper);
    return failed;
}
