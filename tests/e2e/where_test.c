/* Filters, sorts, facets and profiles from outside, on a team file and on a CSV file. */
#include "tests/support/check.h"

#include <string.h>

#include "tests/support/fixture.h"

static const char cases[] = "id,office,age,amount,day,note\n"
                            "1,Kitchener,25,1.5,2019-03-31,x\n"
                            "2,kitchener,30,,2019-04-01,\"say \"\"hi\"\"\"\n"
                            "3,Cambridge,,2.25,2018-12-31,NaN\n"
                            "4,Office 10,41,-3,2019-03-01,inf\n"
                            "5,Office 9,19,0,2020-02-29,1e5\n"
                            "6,,57,1000000.25,2019-01-15,-5\n"
                            "7,\xC3\x84mter,30,1.5,2019-03-15,\n";

static const char *team, *file;

static int make_sources(void **state)
{
    (void)state;
    team = fixture_team("cases", cases);
    file = fixture_file(fixture_folder(), "cases.csv", cases);
    return 0;
}

enum { WORDS = 14 };

static void expect_one(const char *source, const char *const *words, int status, const char *out,
                       const char *err)
{
    const char *argv[WORDS + 2] = {"datajam", words[0], source};
    for (size_t i = 1; words[i]; i++)
        argv[i + 2] = words[i];
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

/* The same from both sources. The source comes behind the first word. */
static void expect(const char *const *words, int status, const char *out, const char *err)
{
    expect_one(team, words, status, out, err);
    expect_one(file, words, status, out, err);
}

#define RUN(...) ((const char *const[]){__VA_ARGS__, NULL})
#define IDS(...) ((const char *const[]){"rows", "--columns", "id", __VA_ARGS__, NULL})

static void test_where(void **state)
{
    (void)state;
    expect(IDS("--where", "age >= 30"), 0, "id\n2\n4\n6\n7\n", NULL);
    expect(IDS("--where", "age >= 30", "--where", "amount > 0"), 0, "id\n6\n7\n", NULL);
    expect(IDS("--where", "office = KITCHENER"), 0, "id\n1\n2\n", NULL);
    expect(IDS("--where", "office = kitchener", "--case"), 0, "id\n2\n", NULL);
    expect(IDS("--where", "office != kitchener"), 0, "id\n3\n4\n5\n6\n7\n", NULL);
    expect(IDS("--where", "office < \"office 10\" "), 0, "id\n1\n2\n3\n5\n", NULL);
    expect(IDS("--where", "day = 2019-03"), 0, "id\n1\n4\n7\n", NULL);
    expect(IDS("--where", "day between 2018 and 2019-03"), 0, "id\n1\n3\n4\n6\n7\n", NULL);
    expect(IDS("--where", "note in (nan, \"\", \"say \"\"hi\"\"\")"), 0, "id\n2\n3\n7\n", NULL);
    expect(IDS("--where", "note ~ ^(?i)n|\\d$"), 0, "id\n3\n5\n6\n", NULL);
    expect(IDS("--where", "age is empty"), 0, "id\n3\n", NULL);
    expect(IDS("--where", "amount not between -1 and 2"), 0, "id\n2\n3\n4\n6\n", NULL);
    expect(IDS("--where", "id > 100"), 0, "id\n", NULL);
}

static void test_sort(void **state)
{
    (void)state;
    expect(IDS("--sort", "office"), 0, "id\n3\n1\n2\n5\n4\n7\n6\n", NULL);
    expect(IDS("--sort", "office:desc"), 0, "id\n7\n4\n5\n2\n1\n3\n6\n", NULL);
    expect(IDS("--sort", "age:desc", "--sort", "id:desc"), 0, "id\n6\n4\n7\n2\n1\n5\n3\n", NULL);
    expect(IDS("--sort", "amount", "--where", "age > 20", "--limit", "2", "--offset", "1"), 0,
           "id\n1\n7\n", NULL);
}

static void test_facet(void **state)
{
    (void)state;
    expect(RUN("facet", "age"), 0, "value,count\n30,2\n19,1\n25,1\n41,1\n57,1\n(empty),1\n", NULL);
    expect(RUN("facet", "age", "--limit", "1", "--format", "json"), 0,
           "[\n{\"value\": 30, \"count\": 2}\n]\n", NULL);
    expect(RUN("facet", "age", "--where", "age is empty", "--format", "json"), 0,
           "[\n{\"value\": null, \"count\": 1}\n]\n", NULL);
    expect(RUN("facet", "office", "--sort", "value", "--where", "id > 3"), 0,
           "value,count\nOffice 9,1\nOffice 10,1\n\xC3\x84mter,1\n(empty),1\n", NULL);
    expect(RUN("facet", "cases", "age", "--where", "age > 100"), 0, "value,count\n", NULL);
    expect(RUN("facet", "age", "--limit", "0"), 0, "value,count\n", NULL);
}

static void test_profile(void **state)
{
    (void)state;
    expect(RUN("profile", "--where", "id < 7"), 0,
           "column,type,rows,empty,distinct,min,max,mean,median,top\n"
           "id,integer,6,0,6,1,6,3.5,3.5,1\n"
           "office,text,6,1,5,Cambridge,Office 10,,,Cambridge\n"
           "age,integer,6,1,5,19,57,34.4,30,19\n"
           "amount,decimal,6,1,5,-3,1000000.25,200000.2,1.5,-3\n"
           "day,date,6,0,6,2018-12-31,2020-02-29,,,2018-12-31\n"
           "note,text,6,0,6,-5,x,,,-5\n",
           NULL);
    expect(RUN("profile", "cases", "--where", "age = 30", "--format", "csv"), 0,
           "column,type,rows,empty,distinct,min,max,mean,median,top\n"
           "id,integer,2,0,2,2,7,4.5,4.5,2\n"
           "office,text,2,0,2,kitchener,\xC3\x84mter,,,kitchener\n"
           "age,integer,2,0,1,30,30,30,30,30\n"
           "amount,decimal,2,1,1,1.5,1.5,1.5,1.5,1.5\n"
           "day,date,2,0,2,2019-03-15,2019-04-01,,,2019-03-15\n"
           "note,text,2,1,1,\"say \"\"hi\"\"\",\"say \"\"hi\"\"\",,,\"say \"\"hi\"\"\"\n",
           NULL);
}

static void test_what_means_nothing(void **state)
{
    (void)state;
    expect(IDS("--where", "ofice = x"), 1, "", "did you mean \"office\"");
    expect(IDS("--where", "age = many"), 1, "", "age holds numbers");
    expect(IDS("--where", "amount > 1,5"), 1, "", "did you mean 1.5");
    expect(IDS("--where", "day > 31.3.2019"), 1, "", "2019-03-31");
    expect(IDS("--where", "note ~ ("), 1, "", "the pattern \"(\" can't be read");
    expect(IDS("--where", "age"), 1, "", "is no filter");
    expect(IDS("--sort", "ofice"), 1, "", "did you mean \"office\"");
    expect(RUN("facet", "ofice"), 1, "", "did you mean \"office\"");
    expect(RUN("facet", "office", "--sort", "size"), 2, "", "choose count or value");
    expect(RUN("profile", "--where", "day = spring"), 1, "", "day holds dates");
    expect(RUN("facet"), 2, "", "something is missing");
}

static void test_a_hostile_pattern_stops(void **state)
{
    (void)state;
    const char *source = fixture_file(fixture_folder(), "long.csv",
                                      "text\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\n");
    expect_one(source, RUN("rows", "--where", "text ~ ^(a+)+$"), 1, "", "takes too long");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_where),
        cmocka_unit_test(test_sort),
        cmocka_unit_test(test_facet),
        cmocka_unit_test(test_profile),
        cmocka_unit_test(test_what_means_nothing),
        cmocka_unit_test(test_a_hostile_pattern_stops),
    };
    return cmocka_run_group_tests_name("where", tests, make_sources, NULL);
}
