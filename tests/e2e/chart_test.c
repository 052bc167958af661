/* Charts from outside, on a team file and on a CSV file: pictures, sizes, plain characters,
 * SVG, and what is said of wishes that can't be met. */
#include "tests/support/check.h"

#include <string.h>

#include "tests/support/fixture.h"

static const char visits[] = "office,type,age,amount,month\n"
                             "Kitchener,single,41,10.5,2019-01\n"
                             "Cambridge,couple,29,2.25,2019-02\n"
                             "Cambridge,single,57,,2019-04\n"
                             ",single,7,1,2019-03\n"
                             "<b>&Co,couple,19,3,2019-03\n"
                             "Office 9,single,22,4,2019-03\n";

static const char *team, *file;

static int make_sources(void **state)
{
    (void)state;
    team = fixture_team("visits", visits);
    file = fixture_file(fixture_folder(), "visits.csv", visits);
    return 0;
}

enum { WORDS = 14 };

/* Standard output where status is 0, else standard error; exactly, or as a part of it. */
static void expect_one(const char *source, const char *const *words, int status, const char *exact,
                       const char *part)
{
    const char *argv[WORDS + 3] = {"datajam", "chart", source};
    for (size_t i = 0; words[i]; i++)
        argv[i + 3] = words[i];
    struct fixture_run run = fixture_run(argv, NULL, NULL);
    const char *out = buffer_span(&run.out).data, *err = buffer_span(&run.err).data;
    const char *said = status == 0 ? out : err;
    if (run.status != status)
        fail_msg("%s %s: exit status %d: %s", words[0], words[1], run.status, err);
    if (exact)
        assert_string_equal(said, exact);
    if (part && !strstr(said, part))
        fail_msg("\"%s\" lacks \"%s\"", said, part);
    fixture_run_free(&run);
}

#define RUN(...) ((const char *const[]){__VA_ARGS__, NULL})

static void test_bars(void **state)
{
    (void)state;
    expect_one(file, RUN("--rows", "type", "--size", "50x12"), 0,
               "Rows by type\n"
               "\n"
               "couple │███████████████████▌ 2*\n"
               "       │\n"
               "single │███████████████████████████████████████ 4*\n"
               "        ┬────────┬─────────┬─────────┬────────┬\n"
               "        0        1         2         3         4\n"
               "\n\n\n"
               "n = 6 rows · * fewer than 5 rows\n"
               "source: visits, from visits.csv\n"
               "\n"
               "single has the most rows, 4; couple the fewest, 2.\n",
               NULL);
    expect_one(team, RUN("--rows", "type", "--minimum", "1", "--size", "50x12", "--ascii"), 0, NULL,
               "single |######################################## 4\n");
    expect_one(file, RUN("--rows", "type", "--value", "avg:amount", "--where", "age > 10"), 0, NULL,
               "Average of amount by type, age > 10\n");
    expect_one(file,
               RUN("--rows", "office", "--cols", "type", "--stack", "100%", "--size", "60x20"), 0,
               NULL, "███ 50 %");
    /* Many series are proposed as a heat table, but not where they are to be stacked. */
    expect_one(file, RUN("--rows", "type", "--cols", "age", "--stack", "stacked"), 0, NULL,
               "████ 7  ░░░░ 19");
    expect_one(file, RUN("--rows", "type", "--cols", "age", "--size", "80x20"), 0, NULL,
               "single ▒▒ 1*       ▒▒ 1*");
    expect_one(file, RUN("--rows", "office", "--sort", "single:desc", "--cols", "type"), 0, NULL,
               "Rows by office and type");
}

static void test_every_kind_is_drawn(void **state)
{
    static const char *const calls[][10] = {
        {"--kind", "line", "--rows", "month", "--value", "sum:amount"},
        {"--kind", "histogram", "--value", "avg:age"},
        {"--kind", "histogram", "--rows", "age", "--bin", "age=20"},
        {"--kind", "pyramid", "--rows", "age", "--bin", "age=20", "--cols", "type"},
        {"--kind", "heat", "--rows", "office", "--cols", "type"},
        {"--kind", "box", "--rows", "type", "--value", "median:age"},
        {"--kind", "box", "--value", "median:age"},
        {"--kind", "scatter", "--rows", "age", "--value", "avg:amount"},
        {"--kind", "pareto", "--rows", "office"},
        {"--kind", "bar", "--rows", "office", "--by", "type"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        const char *words[WORDS] = {NULL};
        size_t count = 0;
        for (; count < 10 && calls[i][count]; count++)
            words[count] = calls[i][count];
        expect_one(file, words, 0, NULL, "n = 6 rows");
        expect_one(team, words, 0, NULL, "n = 6 rows");
        words[count++] = "--ascii";
        expect_one(file, words, 0, NULL, "n = 6 rows");
        words[count - 1] = "--blocks";
        expect_one(file, words, 0, NULL, "n = 6 rows");
        words[count - 1] = "--svg";
        expect_one(file, words, 0, NULL, "</svg>\n");
    }
    expect_one(file, RUN("--rows", "month"), 0, NULL, "From 1 in 2019-01 to 1 in 2019-04");
    expect_one(file, RUN("--rows", "office", "--svg"), 0, NULL, ">&lt;b&gt;&amp;Co</text>");
}

/* What a plain terminal gets has nothing but ASCII in it. */
static void test_plain_is_plain(void **state)
{
    const char *const words[] = {"datajam", "chart", file,     "--kind", "line",
                                 "--rows",  "month", "--cols", "type",   NULL};
    (void)state;
    struct fixture_run run = fixture_run(words, NULL, (const char *const[]){"TERM=vt100", NULL});
    assert_int_equal(run.status, 0);
    for (size_t i = 0; i < run.out.len; i++)
        assert_true((unsigned char)run.out.data[i] < 127);
    fixture_run_free(&run);
}

static void test_wishes_that_cant_be_met(void **state)
{
    (void)state;
    expect_one(file, RUN("--kind", "lines", "--rows", "type"), 2, NULL, "did you mean \"line\"?");
    expect_one(file, RUN("--kind", "doughnut", "--rows", "type"), 2, NULL,
               "choose bar, line, histogram, pyramid, heat, box, scatter or pareto");
    expect_one(file, RUN("--rows", "type", "--stack", "stack"), 2, NULL,
               "did you mean \"stacked\"?");
    static const char *const sizes[] = {"80",   "80x",     "x24",    "10x24",
                                        "80x2", "80x24x3", "-80x24", "99999x24"};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        expect_one(file, RUN("--rows", "type", "--size", sizes[i]), 2, NULL,
                   "write columns and rows such as 80x24, at least 20x3");
    expect_one(file, RUN("--kind", "bar"), 1, NULL, "this chart needs a column to group");
    expect_one(file, RUN("--kind", "line", "--rows", "office"), 1, NULL, "lines go along time");
    expect_one(file, RUN("--rows", "type", "--by", "ofice"), 1, NULL, "did you mean \"office\"?");
    expect_one(file, RUN("--rows", "type", "--value", "min:month"), 1, NULL,
               "are words or dates, which have no height");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bars),
        cmocka_unit_test(test_every_kind_is_drawn),
        cmocka_unit_test(test_plain_is_plain),
        cmocka_unit_test(test_wishes_that_cant_be_met),
    };
    return cmocka_run_group_tests_name("chart", tests, make_sources, NULL);
}
