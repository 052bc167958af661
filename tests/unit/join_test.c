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

static void find(struct fixture *f, struct join_plan *plan, struct join_found *found, size_t *count)
{
    struct error err = {0};
    const struct query_request base = {.helper = f->helper, .db = f->db};
    if (join_find(plan, &base, NULL, NULL, f->arena, found, count, &err) != STATUS_OK)
        fail_msg("%s", err.message);
}

/* The id, though the office has the same name and shares values, and the month. */
static void proposes(void **state)
{
    struct fixture *f = *state;
    struct join_plan plan = make_plan(f);
    struct join_found found[JOIN_FOUND_MAX];
    size_t count;
    find(f, &plan, found, &count);
    assert_int_equal(plan.count, 2);
    assert_string_equal(plan.left->columns[plan.pairs[0].left].name, "client_id");
    assert_string_equal(plan.right->columns[plan.pairs[0].right].name, "client_id");
    assert_string_equal(plan.left->columns[plan.pairs[1].left].name, "month");
    assert_int_equal(count, 1);
    assert_int_equal(found[0].left_values, 3);
    assert_int_equal(found[0].shared, 2);
}

/* Two datasets of the team, imported from texts under these names. */
static struct join_plan plan_of(struct fixture *f, const char *left, const char *right)
{
    static const char *const names[] = {"lefts.csv", "rights.csv"};
    const char *texts[] = {left, right};
    struct dataset_info *both = arena_array(f->arena, 2, sizeof *both);
    for (size_t i = 0; i < 2; i++)
        fixture_do((const char *const[]){"datajam", "import", db_path(f->db),
                                         fixture_file(fixture_folder(), names[i], texts[i]), NULL});
    assert_int_equal(dataset_find(f->db, f->arena, "lefts", &both[0], NULL), STATUS_OK);
    assert_int_equal(dataset_find(f->db, f->arena, "rights", &both[1], NULL), STATUS_OK);
    return (struct join_plan){.left = &both[0], .right = &both[1]};
}

/* What has the same name in both but tells nothing apart is no key; ids under different names
 * are, also where one of them has a letter in front. */
static void finds_ids(void **state)
{
    struct fixture *f = *state;
    struct join_found found[JOIN_FOUND_MAX];
    size_t count;
    struct join_account account;
    const struct query_request base = {.helper = f->helper, .db = f->db};
    struct join_plan plan =
        plan_of(f, "client_id,plan\nK131135,yes\nK066770,no\nK597596,yes\nK700100,yes\n",
                "record,client_no,plan\n1,131135,yes\n2,66770,no\n3,597596,yes\n4,597596,no\n");
    find(f, &plan, found, &count);
    assert_int_equal(plan.count, 1);
    assert_string_equal(plan.left->columns[plan.pairs[0].left].name, "client_id");
    assert_string_equal(plan.right->columns[plan.pairs[0].right].name, "client_no");
    assert_int_equal(plan.pairs[0].how, JOIN_LOOSE);
    assert_int_equal(found[0].exact, 0);
    assert_int_equal(found[0].shared, 3);
    assert_string_equal(found[0].left_like, "K131135");
    assert_string_equal(found[0].right_like, "131135");
    struct error err = {0};
    if (join_look(&plan, &base, f->arena, &account, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    assert_int_equal(account.once, 2);
    assert_int_equal(account.several, 1);
    assert_int_equal(account.none, 1);
    assert_int_equal(account.pairs, 4);
    assert_false(join_is_far_too_big(&plan, &account));
    fixture_do((const char *const[]){"datajam", "combine", db_path(f->db), "lefts", "rights",
                                     "--save", "both", NULL});
    struct fixture_run run = fixture_run(
        (const char *const[]){"datajam", "rows", db_path(f->db), "both", NULL}, NULL, NULL);
    assert_string_equal(run.out.data, "client_id,plan,record,client_no,plan_rights\n"
                                      "K131135,yes,1,131135,yes\nK066770,no,2,66770,no\n"
                                      "K597596,yes,3,597596,yes\nK597596,yes,4,597596,no\n"
                                      "K700100,yes,,,\n");
    fixture_run_free(&run);
    run = fixture_run((const char *const[]){"datajam", "combine", db_path(f->db), "lefts", "rights",
                                            "--on", "client_id=client_no", NULL},
                      NULL, NULL);
    assert_non_null(strstr(run.err.data, "with --loose 3 would: K131135 is 131135"));
    assert_non_null(strstr(run.out.data, "lefts,none,4"));
    fixture_run_free(&run);
}

/* Nothing that tells rows apart: nothing is proposed, and what is asked for is questioned. */
static void warns_of_many(void **state)
{
    struct fixture *f = *state;
    struct join_found found[JOIN_FOUND_MAX];
    size_t count;
    struct buffer text = {0};
    buffer_add_string(&text, "office,plan\n");
    for (int i = 0; i < 40; i++)
        buffer_printf(&text, "Office %d,%s\n", i % 4, i % 2 ? "yes" : "no");
    struct join_plan plan = plan_of(f, text.data, text.data);
    buffer_free(&text);
    find(f, &plan, found, &count);
    assert_int_equal(plan.count, 0);
    const char *const asked[] = {"datajam", "combine", db_path(f->db), "lefts", "rights",
                                 "--on",    "plan",    "--save",       "both",  NULL};
    struct fixture_run run = fixture_run(asked, NULL, NULL);
    assert_int_equal(run.status, 1);
    assert_non_null(strstr(run.err.data, "800 rows, but both datasets together have 80"));
    fixture_run_free(&run);
    fixture_do((const char *const[]){"datajam", "combine", db_path(f->db), "lefts", "rights",
                                     "--on", "plan", "--save", "both", "--anyway", NULL});
}

static void looks_first(void **state)
{
    struct fixture *f = *state;
    struct join_plan plan = make_plan(f);
    struct join_account a;
    struct error err = {0};
    const struct query_request base = {.helper = f->helper, .db = f->db};
    plan.pairs[0] = (struct join_pair){1, 1, JOIN_AS_IT_IS};
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
    plan.pairs[1] = (struct join_pair){3, 3, JOIN_AS_IT_IS}; /* by the month, too */
    plan.count = 2;
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
        {"finds_ids", finds_ids, open_team, close_team, &fixture},
        {"warns_of_many", warns_of_many, open_team, close_team, &fixture},
        {"looks_first", looks_first, open_team, close_team, &fixture},
        {"joins", joins, open_team, close_team, &fixture},
    };
    int failed = cmocka_run_group_tests_name("join", tests, NULL, NULL);
    helper_stop(fixture.helper);
    return failed;
}
