/* Comparisons from outside: figures with names that stay, words for people, and what is said
 * of wishes that can't be met. */
#include "tests/support/check.h"

#include <string.h>

#include "core/base/buffer.h"
#include "tests/support/fixture.h"

static const char *team, *file;

/* 60 single parents and 40 others with the benefit, 20 and 80 without. */
static int make_sources(void **state)
{
    struct buffer csv = {0};
    (void)state;
    buffer_add_string(&csv, "client,benefit,kind,age\n");
    for (int i = 0; i < 200; i++)
        buffer_printf(&csv, "C%03d,%s,%s,%d\n", i, i < 100 ? "yes" : "no",
                      i % 100 < (i < 100 ? 60 : 20) ? "single parent" : "single", 20 + i % 40);
    file = fixture_file(fixture_folder(), "clients.csv", buffer_span(&csv).data);
    team = fixture_team("clients", buffer_span(&csv).data);
    buffer_free(&csv);
    return 0;
}

enum { WORDS = 16 };

static void expect_one(const char *source, const char *const *words, int status, const char *out,
                       const char *err)
{
    const char *argv[WORDS + 3] = {"datajam", "compare", source};
    for (size_t i = 0; words[i]; i++)
        argv[i + 3] = words[i];
    struct fixture_run run = fixture_run(argv, NULL, NULL);
    const char *said = buffer_span(&run.err).data;
    if (run.status != status)
        fail_msg("%s: exit status %d: %s", words[0], run.status, said);
    if (out && !strstr(buffer_span(&run.out).data, out))
        fail_msg("\"%s\" lacks \"%s\"", buffer_span(&run.out).data, out);
    if (err && !strstr(said, err))
        fail_msg("\"%s\" lacks \"%s\"", said, err);
    fixture_run_free(&run);
}

static void expect(const char *const *words, int status, const char *out, const char *err)
{
    expect_one(team, words, status, out, err);
    expect_one(file, words, status, out, err);
}

#define RUN(...) ((const char *const[]){__VA_ARGS__, NULL})

static void test_figures(void **state)
{
    (void)state;
    expect(RUN("--a", "benefit = yes"), 0,
           "rank,column,difference,by_chance,could_be_chance,p,p_corrected,test,value,a_share,"
           "b_share,points,ratio,a_mean,b_mean,a_median,b_median,a_lower,b_lower,a_upper,b_upper,"
           "a_deviation,b_deviation,a_count,b_count,a_empty,b_empty,not_ranked\n1,kind,",
           "A: benefit = yes (100 rows)\nB: the rest: all other rows (100 rows)\n");
    expect(RUN("--a", "benefit = yes"), 0,
           ",two proportions,single parent,60,20,40,3,,,,,,,,,,,"
           "100,100,0,0,\n",
           NULL);
    expect(RUN("--a", "benefit = yes"), 0, "\n,benefit,", NULL);
    expect(RUN("--a", "benefit = yes"), 0, ",the sets were chosen by it\n", NULL);
    expect(RUN("--a", "benefit = yes", "--format", "json"), 0,
           "{\"rank\": 1, \"column\": \"kind\", \"difference\": 0.3", NULL);
}

static void test_words(void **state)
{
    (void)state;
    expect(RUN("--a", "benefit = yes", "--format", "table"), 0,
           "single parent: 60 % of A, 20 % of B (+40 points)", NULL);
    expect(RUN("--a", "benefit = yes", "--format", "table"), 0, "could be chance", NULL);
    expect(RUN("--a", "benefit = yes", "--where", "age < 24", "--b", "benefit = no"), 0, NULL,
           "Note: A has only 12 rows: a share moves a long way by one of them.");
}

static void test_one_column(void **state)
{
    (void)state;
    expect(RUN("--a", "benefit = yes", "--column", "kind", "--format", "md"), 0,
           "| single parent | 60 | 20 | 60 | 20 | 40 | 3 |", NULL);
    expect(RUN("--a", "benefit = yes", "--column", "kind"), 0,
           "value,a_count,b_count,a_share,b_share,points,ratio,p\nsingle parent,60,20,60,20,40,3,",
           NULL);
    expect(RUN("--a", "benefit = yes", "--column", "kinds"), 1, NULL, "did you mean \"kind\"?");
}

static void test_people(void **state)
{
    (void)state;
    expect(RUN("--a", "benefit = yes", "--person", "client"), 0, NULL, "(100 people)");
    expect(RUN("--a", "benefit = yes", "--people"), 1, NULL, "is known to tell persons apart");
}

static void test_two_datasets(void **state)
{
    struct fixture_run run;
    (void)state;
    fixture_do(RUN("datajam", "import", team, file, "--name", "later"));
    expect_one(team, RUN("clients", "--b-dataset", "later", "--b", "age >= 30"), 0, "1,benefit,0,",
               "A: clients (200 rows)\nB: later: age ≥ 30 (150 rows)\n");
    expect_one(team, RUN("clients", "--b-dataset", "latest"), 1, NULL, "later");
    run = fixture_run(
        RUN("datajam", "compare", team, "clients", "--b-dataset", "later", "--where", "age > 3"),
        NULL, NULL);
    assert_int_equal(run.status, 2);
    fixture_run_free(&run);
}

static void test_refused(void **state)
{
    (void)state;
    expect(RUN("--b", "age > 3"), 2, NULL, "say which rows are A: --a FILTER");
    expect(RUN("--a", "age > 3", "--people", "--rows"), 2, NULL, "--people and --rows");
    expect(RUN("--a", "age > 300"), 1, NULL, "no row is in A");
    expect(RUN("--a", "age > 3"), 1, NULL, "all rows are in A");
    expect(RUN("--a", "aeg > 3"), 1, NULL, "did you mean \"age\"?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figures),    cmocka_unit_test(test_words),
        cmocka_unit_test(test_one_column), cmocka_unit_test(test_people),
        cmocka_unit_test(test_refused),    cmocka_unit_test(test_two_datasets),
    };
    return cmocka_run_group_tests(tests, make_sources, NULL);
}
