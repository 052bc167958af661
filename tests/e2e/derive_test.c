/* New columns from outside: made, looked at, changed and removed, with what is said of it. */
#include "tests/support/check.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/fixture.h"

static const char visits[] = "client,office,age,amount,since,month\n"
                             "C1,Kitchener,41,10.5,2019-01-05,2019-01\n"
                             "C1,Cambridge,29,2.25,2019-02-07,2019-02\n"
                             "C2,Cambridge,57,,2000-02-29,2019-04\n"
                             "C3,,7,1,2020-01-01,2020-01\n"
                             "C3,Waterloo,0,3,1899-12-31,2019-03\n"
                             "C3,Waterloo,22,-4,,2019-03\n";

static const char *team, *file;

static int make_sources(void **state)
{
    (void)state;
    team = fixture_team("visits", visits);
    file = fixture_file(fixture_folder(), "visits.csv", visits);
    return 0;
}

enum { WORDS = 20 };

static void expect_of(const char *const *words, int status, const char *out, const char *err)
{
    const char *argv[WORDS + 2] = {"datajam"};
    for (size_t i = 0; words[i]; i++)
        argv[i + 1] = words[i];
    static int runs = 0; /* entries of the history have ids made by chance */
    char seed[40];
    const char *const extra[] = {seed, NULL};
    snprintf(seed, sizeof seed, "DATAJAM_SEED=%d", 100 + runs++);
    struct fixture_run run = fixture_run(argv, NULL, extra);
    const char *said = buffer_span(&run.err).data;
    if (run.status != status)
        fail_msg("%s %s %s: exit status %d: %s", words[0], words[3], words[4], run.status, said);
    if (out)
        assert_string_equal(buffer_span(&run.out).data, out);
    if (err && !strstr(said, err))
        fail_msg("\"%s\" lacks \"%s\"", said, err);
    fixture_run_free(&run);
}

#define EXPECT(status, out, err, ...)                                                              \
    expect_of((const char *const[]){__VA_ARGS__, NULL}, status, out, err)

static void test_groups(void **state)
{
    (void)state;
    EXPECT(0, "value,count\n0\u201317,2\n18\u201344,3\n45+,1\n",
           "The column \"ages\" is in visits now: age in bands: 0\u201317, 18\u201344, 45+.",
           "group", team, "age", "--bands", "0,18,45", "--as", "ages");
    EXPECT(0, "ages,count\n0\u201317,2\n18\u201344,3\n45+,1\nTotal,6\n", NULL, "pivot", team,
           "--rows", "ages");
    EXPECT(0, "client\nC2\n", NULL, "rows", team, "--columns", "client", "--where", "ages = 45+");
    EXPECT(0, "value,count\nchild,2\nadult,4\n", NULL, "group", team, "age", "--bands", "0,18",
           "--names", "child,adult", "--as", "ages", "--again");
    EXPECT(0, "value,count\ntown,3\nWaterloo,2\n(empty),1\n", "1 row is empty", "group", team,
           "visits", "office", "--values", "town=CAMBRIDGE,Kitchener", "--as", "place");
    EXPECT(0, "value,count\ntown,4\nother,2\n", "no row has \"Kitchner\"; did you mean", "group",
           team, "office", "--values", "town=Cambridge,Kitchner,Kitchener,\"\"", "--rest", "other",
           "--preview");
    EXPECT(0, "value,count\n0\u201321,2\n22\u201340,2\n41+,2\n", NULL, "group", team, "age",
           "--parts", "3", "--preview");
    EXPECT(0, "value,count\n-4 to under 0,1\n0 to under 4,3\n8 to under 12,1\n(empty),1\n", NULL,
           "group", team, "amount", "--width", "4", "--preview");
}

static void test_kinds(void **state)
{
    (void)state;
    EXPECT(0, "value,count\n0,1\n19,1\n119,1\n(empty),3\n",
           "2 rows are empty: the second date is before the first", "derive", team, "since",
           "--years-to", "month", "--preview");
    EXPECT(0, "value,count\n1899,1\n2000,1\n2019,2\n2020,1\n(empty),1\n", "now: the year of since",
           "derive", team, "since", "--part", "year", "--as", "year");
    EXPECT(0, "value,count\n1899,1\n2000,1\n2019,2\n2020,1\n(empty),1\n", NULL, "facet", team,
           "year", "--sort", "value");
    EXPECT(0, "value,count\n-0.2,1\n0.1,2\n0.3,1\n(empty),2\n",
           "1 row is empty: it would have been divided by zero", "derive", team, "amount",
           "--divided-by", "age", "--decimals", "1", "--preview");
    EXPECT(0, "value,count\nno,3\nyes,3\n", NULL, "derive", team, "age", "--yes-if",
           "between 20 and 50", "--preview");
    EXPECT(0, "value,count\nno,3\nyes,2\n(empty),1\n", NULL, "derive", file, "office", "--yes-if",
           "in (cambridge)", "--preview");
    EXPECT(0, "value,count\nCam,2\nKit,1\nWat,2\n(empty),1\n", NULL, "derive", team, "office",
           "--first", "3", "--preview");
    EXPECT(0, "value,count\nCamb,2\nKitchener,1\n(empty),3\n", NULL, "derive", team, "office",
           "--change", "cambridge=Camb", "--change", "Waterloo=", "--preview");
    EXPECT(0, "value,count\n1,2\n2,1\n3,3\n", NULL, "derive", team, "client", "--pattern",
           "C([0-9])", "--preview");
    EXPECT(0,
           "[\n{\"value\": 0, \"count\": 1},\n{\"value\": 1202, \"count\": 1},\n{\"value\": null, "
           "\"count\": 4}\n]\n",
           NULL, "derive", team, "since", "--months-to", "2000-03-01", "--preview", "--format",
           "json");
}

static void test_what_there_is(void **state)
{
    (void)state;
    team = fixture_team("visits", visits);
    EXPECT(0, NULL, NULL, "derive", team, "age", "--plus", "1", "--as", "next");
    EXPECT(0, NULL, NULL, "group", team, "next", "--bands", "30", "--as", "half");
    EXPECT(0, "", NULL, "derive", team, "next", "--rename", "next year");
    EXPECT(0,
           "column,type,state,meaning\nnext year,integer,follows,age + 1\n"
           "half,text,follows,\"next year in bands: under 30, 30+\"\n",
           NULL, "derive", team, "--list");
    EXPECT(0, "", NULL, "derive", team, "visits", "next year", "--drop");
    EXPECT(0,
           "column,type,state,meaning\nhalf,text,stands alone,\"next year in bands: under 30, 30+\""
           "\n",
           NULL, "derive", team, "--list");
    EXPECT(0, "half,count\nunder 30,3\n30+,3\nTotal,6\n", NULL, "pivot", team, "--rows", "half");
    EXPECT(0, "", NULL, "derive", team, "half", "--drop");
    EXPECT(0, NULL, NULL, "group", team, "age", "--bands", "30", "--as", "half");
    EXPECT(0, NULL, NULL, "import", team, file, "--name", "later");
    EXPECT(0, "", "The column \"half\" was made.", "derive", team, "later", "--like", "visits");
    EXPECT(0, "", "there is a column \"half\" already", "derive", team, "later", "--like",
           "visits");
    EXPECT(0, "half,count\nunder 30,4\n30+,2\nTotal,6\n", NULL, "pivot", team, "later", "--rows",
           "half");
}

static void test_mistakes(void **state)
{
    (void)state;
    EXPECT(2, "", "--as NAME", "group", team, "visits", "age", "--bands", "1");
    EXPECT(2, "", "say how", "group", team, "visits", "age", "--as", "x");
    EXPECT(2, "", "say how", "group", team, "visits", "age", "--bands", "1", "--parts", "2");
    EXPECT(1, "", "have to rise", "group", team, "visits", "age", "--bands", "5,1", "--as", "x");
    EXPECT(1, "", "says no limits", "group", team, "visits", "age", "--bands", "5,x", "--as", "x");
    EXPECT(1, "", "one for each limit", "group", team, "visits", "age", "--bands", "5", "--names",
           "a,b,c", "--as", "x");
    EXPECT(1, "", "says no group", "group", team, "visits", "office", "--values", "a,b", "--as",
           "x");
    EXPECT(1, "", "did you mean \"year\"", "derive", team, "visits", "since", "--part", "yaer",
           "--as", "x");
    EXPECT(1, "", "is a text file", "group", file, "visits", "age", "--bands", "1", "--as", "x");
    EXPECT(1, "", "has no numbers", "derive", team, "visits", "office", "--plus", "1", "--as", "x");
    EXPECT(1, "", "came with the file", "derive", team, "visits", "age", "--drop");
    EXPECT(1, "", "divided by zero", "derive", team, "visits", "age", "--divided-by", "0", "--as",
           "x");
    EXPECT(2, "", "one thing", "derive", team, "visits", "age", "--plus", "1", "--minus", "1",
           "--as", "x");
    EXPECT(1, "", "already; choose another name", "group", team, "visits", "age", "--bands", "1",
           "--as", "Office");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_groups),
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_what_there_is),
    };
    return cmocka_run_group_tests(tests, make_sources, NULL);
}
