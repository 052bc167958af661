/* Pivots from outside, on a team file and on a CSV file: exact tables, and what is said of
 * wishes that can't be met. */
#include "tests/support/check.h"

#include <string.h>

#include "tests/support/fixture.h"

static const char visits[] = "office,type,age,amount,day,month\n"
                             "Kitchener,single,41,10.5,2019-01-05,2019-01\n"
                             "Cambridge,couple,29,2.25,2019-02-07,2019-02\n"
                             "Cambridge,single,57,,2019-04-01,2019-04\n"
                             ",single,7,1,2020-01-01,2020-01\n"
                             "Office 10,Total,19,3,2019-03-03,2019-03\n"
                             "Office 9,single,22,-4,,2019-03\n";

static const char *team, *file;

static int make_sources(void **state)
{
    (void)state;
    team = fixture_team("visits", visits);
    file = fixture_file(fixture_folder(), "visits.csv", visits);
    return 0;
}

enum { WORDS = 14 };

static void expect_one(const char *source, const char *const *words, int status, const char *out,
                       const char *err)
{
    const char *argv[WORDS + 3] = {"datajam", "pivot", source};
    for (size_t i = 0; words[i]; i++)
        argv[i + 3] = words[i];
    struct fixture_run run = fixture_run(argv, NULL, NULL);
    const char *said = buffer_span(&run.err).data;
    if (run.status != status)
        fail_msg("%s %s: exit status %d: %s", words[0], words[1], run.status, said);
    if (out)
        assert_string_equal(buffer_span(&run.out).data, out);
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

static void test_tables(void **state)
{
    (void)state;
    expect(RUN("--rows", "office", "--cols", "type"), 0,
           "office,couple,single,Total (value),Total\n"
           "Cambridge,1,1,,2\nKitchener,,1,,1\nOffice 9,,1,,1\nOffice 10,,,1,1\n(empty),,1,,1\n"
           "Total,1,4,1,6\n",
           NULL);
    expect(RUN("--rows", "office", "--value", "avg:age"), 0,
           "office,avg:age\nCambridge,43\nKitchener,41\nOffice 9,22\nOffice 10,19\n(empty),7\n"
           "Total,29.166666666666668\n",
           NULL);
    expect(RUN("--rows", "type,office", "--value", "sum:amount", "--where", "age < 30"), 0,
           "type,office,sum:amount\ncouple,Cambridge,2.25\nsingle,Office 9,-4\nsingle,(empty),1\n"
           "Total (value),Office 10,3\nTotal,,2.25\n",
           NULL);
    expect(RUN("--rows", "type", "--value", "share:office=cambridge", "--format", "json"), 0,
           "[\n{\"type\": \"couple\", \"share:office=cambridge\": 1},\n"
           "{\"type\": \"single\", \"share:office=cambridge\": 0.25},\n"
           "{\"type\": \"Total (value)\", \"share:office=cambridge\": 0},\n"
           "{\"type\": \"Total\", \"share:office=cambridge\": 0.3333333333333333}\n]\n",
           NULL);
    expect(RUN("--rows", "office", "--where", "age > 100"), 0, "office,count\nTotal,\n", NULL);
}

static void test_cuts(void **state)
{
    (void)state;
    expect(RUN("--rows", "age", "--bin", "age=20", "--cols", "day", "--bin", "day=year"), 0,
           "age,2019,2020,(empty),Total\n0–19,1,1,,2\n20–39,1,,1,2\n40–59,2,,,2\nTotal,4,1,1,6\n",
           NULL);
    expect(RUN("--rows", "amount", "--bin", "amount=2.5"), 0,
           "amount,count\n\"[-5,-2.5)\",1\n\"[0,2.5)\",2\n\"[2.5,5)\",1\n\"[10,12.5)\",1\n"
           "(empty),1\nTotal,6\n",
           NULL);
    expect(RUN("--rows", "month", "--bin", "month=quarter", "--value", "max:day"), 0,
           "month,max:day\n2019-Q1,2019-03-03\n2019-Q2,2019-04-01\n2020-Q1,2020-01-01\n"
           "Total,2020-01-01\n",
           NULL);
}

static void test_order_and_percentages(void **state)
{
    (void)state;
    expect(RUN("--rows", "office", "--top", "1", "--cols", "type"), 0,
           "office,couple,single,Total (value),Total\nCambridge,1,1,,2\nothers,,3,1,4\n"
           "Total,1,4,1,6\n",
           NULL);
    expect(RUN("--rows", "office", "--value", "sum:amount", "--sort", "total:desc"), 0,
           "office,sum:amount\nKitchener,10.5\nOffice 10,3\nCambridge,2.25\n(empty),1\n"
           "Office 9,-4\nTotal,12.75\n",
           NULL);
    expect(RUN("--rows", "type", "--cols", "office", "--sort", "Cambridge", "--show", "col%",
               "--where", "office in (Cambridge, Kitchener)"),
           0,
           "type,Cambridge,Kitchener,Total\ncouple,50,,33.333333333333336\n"
           "single,50,100,66.66666666666667\nTotal,100,100,100\n",
           NULL);
}

static void test_columns_compared(void **state)
{
    (void)state;
    const char *const months = "month=quarter";
    expect(RUN("--rows", "type", "--cols", "month", "--bin", months, "--show", "diff"), 0,
           "type,2019-Q1,2019-Q2,2020-Q1,Total\ncouple,,-1,,-1\nsingle,,-1,0,-1\n"
           "Total (value),,-1,,-1\nTotal,,-3,0,-3\n",
           "Note: the total column is the way from the first column to the last.");
    expect(RUN("--rows", "type", "--cols", "month", "--bin", months, "--show", "change%"), 0,
           "type,2019-Q1,2019-Q2,2020-Q1,Total\ncouple,,-100,,-100\nsingle,,-50,0,-50\n"
           "Total (value),,-100,,-100\nTotal,,-75,0,-75\n",
           NULL);
    expect(RUN("--rows", "type", "--cols", "month", "--bin", months, "--show", "diff:2019-Q2"), 0,
           "type,2019-Q1,2019-Q2,2020-Q1,Total\ncouple,1,,,\nsingle,1,0,0,\n"
           "Total (value),1,,,\nTotal,3,0,0,\n",
           "can't be compared with one of them");
    expect(RUN("--rows", "type", "--cols", "month", "--bin", months, "--show", "index", "--value",
               "avg:age", "--where", "type = single"),
           0,
           "type,2019-Q1,2019-Q2,2020-Q1,Total\nsingle,100,180.95238095238096,"
           "22.22222222222222,100.7936507936508\nTotal,100,180.95238095238096,"
           "22.22222222222222,100.7936507936508\n",
           NULL);
    expect(RUN("--rows", "type,office", "--show", "group%", "--where", "office is not empty"), 0,
           "type,office,count\ncouple,Cambridge,100\nsingle,Cambridge,33.333333333333336\n"
           "single,Kitchener,33.333333333333336\nsingle,Office 9,33.333333333333336\n"
           "Total (value),Office 10,100\nTotal,,100\n",
           NULL);
    expect(RUN("--rows", "type", "--cols", "office", "--show", "diff:(empty)", "--where",
               "type = single"),
           0,
           "type,Cambridge,Kitchener,Office 9,(empty),Total\nsingle,0,0,0,0,\n"
           "Total,0,0,0,0,\n",
           NULL);
    expect(RUN("--rows", "type", "--show", "diff"), 1, "", "columns can't be compared");
    expect(RUN("--rows", "type", "--show", "group%"), 1, "", "two row fields");
    expect(RUN("--rows", "type", "--cols", "office", "--show", "diff:Cambrigde"), 1, "",
           "did you mean \"Cambridge\"");
    expect(RUN("--rows", "type", "--cols", "office", "--show", "change"), 2, "", "\"change%\"");
    expect(RUN("--rows", "type,office", "--value", "median:age", "--show", "group%", "--sql"), 1,
           "", "median of a group");
}

static void test_what_percentages_are(void **state)
{
    (void)state;
    expect(RUN("--rows", "type", "--value", "avg:age", "--cols", "office", "--show", "row%"), 0,
           NULL, "a comparison, not a share");
    expect(RUN("--rows", "type", "--value", "distinct:age", "--show", "total%"), 0, NULL,
           "more than 100 %");
    const char *const plain[] = {"--rows", "type", "--show", "total%", NULL};
    const char *argv[] = {"datajam", "pivot", team, plain[0], plain[1], plain[2], plain[3], NULL};
    struct fixture_run run = fixture_run(argv, NULL, NULL);
    assert_string_equal(buffer_span(&run.err).data, ""); /* a count has parts */
    fixture_run_free(&run);
}

static void test_shares_of_values_that_are_nowhere(void **state)
{
    (void)state;
    expect(RUN("--rows", "type", "--value", "share:office=Cambrigde"), 1, "",
           "no row has office = Cambrigde; the nearest that is there is \"Cambridge\"");
    expect(RUN("--rows", "type", "--value", "share:age=40"), 1, "", "is \"41\"");
    expect(RUN("--rows", "type", "--value", "share:office=Zzzzzzzz"), 1, "",
           "a value that is there is \"Cambridge\"");
    /* Under a filter it is no mistake. */
    expect(RUN("--rows", "type", "--value", "share:office=cambridge", "--where", "age = 41"), 0,
           "type,share:office=cambridge\nsingle,0\nTotal,0\n", NULL);
}

static void test_sql(void **state)
{
    (void)state;
    expect(RUN("--rows", "office", "--sql", "--value", "max:age", "--where", "office ~ ^C"), 0,
           "-- REGEXP is not in plain SQLite; \"datajam query\" has it.\n"
           "WITH rows_in AS (\n"
           "  SELECT \"office\" AS r0,\n"
           "         \"age\" AS v\n"
           "  FROM \"visits\"\n"
           "  WHERE (\"office\" IS NOT NULL AND \"office\" REGEXP '^C')\n"
           ")\n"
           "SELECT l0 AS \"office\",\n"
           "       k0 AS \"max:age\"\n"
           "FROM (\n"
           "  SELECT 1 AS part,\n"
           "         r0 AS o0,\n"
           "         r0 AS l0,\n"
           "         max(v) AS k0\n"
           "  FROM rows_in\n"
           "  GROUP BY r0\n"
           "  UNION ALL\n"
           "  SELECT 2 AS part, NULL AS o0, 'Total' AS l0,\n"
           "         max(v) AS k0\n"
           "  FROM rows_in\n"
           ")\n"
           "ORDER BY part, o0 IS NULL, o0;\n",
           NULL);
}

static void test_wishes_that_cannot_be_met(void **state)
{
    (void)state;
    expect(RUN("--cols", "office"), 2, "", "--rows COLUMN");
    expect(RUN("--rows", "office", "--value", "avrg:age"), 2, "", "\"avg\"");
    expect(RUN("--rows", "office", "--show", "row"), 2, "", "\"row%\"");
    expect(RUN("--rows", "day", "--bin", "day=mont"), 2, "", "\"month\"");
    expect(RUN("--rows", "age", "--bin", "age=-5"), 2, "", "COLUMN=10");
    expect(RUN("--rows", "age", "--top", "x"), 2, "", "--top");
    expect(RUN("--rows", "ofice"), 1, "", "\"office\"");
    expect(RUN("--rows", "office,type,age"), 1, "", "one or two");
    expect(RUN("--rows", "office", "--value", "sum:type"), 1, "", "\"type\" has no numbers");
    expect(RUN("--rows", "office", "--bin", "office=10"), 1, "", "bands");
    expect(RUN("--rows", "office", "--bin", "office=year"), 1, "", "only dates");
    expect(RUN("--rows", "office", "--bin", "age=10"), 1, "", "neither");
    expect(RUN("--rows", "office", "--cols", "type", "--sort", "singel"), 1, "", "\"single\"");
    expect(RUN("--rows", "office", "--value", "max:day", "--show", "col%"), 1, "", "percentage");
    expect(RUN("--rows", "office", "--where", "aeg > 3"), 1, "", "\"age\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_cuts),
        cmocka_unit_test(test_order_and_percentages),
        cmocka_unit_test(test_columns_compared),
        cmocka_unit_test(test_what_percentages_are),
        cmocka_unit_test(test_shares_of_values_that_are_nowhere),
        cmocka_unit_test(test_sql),
        cmocka_unit_test(test_wishes_that_cannot_be_met),
    };
    return cmocka_run_group_tests_name("pivot", tests, make_sources, NULL);
}
