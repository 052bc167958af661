/* `datajam query` and statements that mean harm: each is refused with words and exit status 1, and
 * no file of the team's folder is another afterwards. What it writes can't take over a terminal or
 * tear a table apart. */
#include <stdlib.h>
#include <string.h>

#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/hostile.h"

static const char csv[] = "office,age\nMillpond,31\nOld Town,44\nRiverside,9\n";

static char *folder_of(const char *team)
{
    char *folder = strdup(team);
    assert_non_null(folder);
    *strrchr(folder, '/') = '\0';
    return folder;
}

static void refuse(const char *team, const char *sql)
{
    const char *const argv[] = {"datajam", "query", team, "--limit-seconds", "1", "--", sql, NULL};
    struct fixture_run run = fixture_run(argv, NULL, NULL);
    const char *said = run.err.len ? run.err.data : "";
    if (run.status != 1 || run.out.len > 0 || strncmp(said, "datajam: ", 9) != 0 ||
        run.err.len < 30)
        fail_msg("%s: exit status %d, \"%s\"", sql, run.status, said);
    fixture_run_free(&run);
}

static void refuses_harm(void **state)
{
    (void)state;
    const char *team = fixture_team("visits", csv);
    char *folder = folder_of(team);
    struct buffer before = {0}, after = {0};
    size_t step = getenv("DATAJAM_SLOW") ? 17 : 1, endless = 0;
    hostile_take_stock(folder, &before);
    for (size_t i = 0; i < hostile_count; i += step) {
        if (hostile_is_endless(i) && endless++ % 12 > 0)
            continue; /* a second for each is enough of a few */
        char *sql = hostile_sql(i, folder);
        refuse(team, sql);
        free(sql);
    }
    hostile_take_stock(folder, &after);
    assert_int_equal(before.len, after.len);
    assert_memory_equal(before.data, after.data, before.len);
    buffer_free(&before);
    buffer_free(&after);
    free(folder);
}

static void expect(const char *format, const char *wanted)
{
    static const char sql[] = "SELECT char(27) || '[31mred' AS \"a|b\", '=1+1' AS b, "
                              "'x\"y,' || char(10) || 'z' AS c, char(8238) || 'abc' AS d";
    const char *team = fixture_team("visits", csv);
    const char *const argv[] = {"datajam", "query", team, sql, "--format", format, NULL};
    struct fixture_run run = fixture_run(argv, NULL, NULL);
    assert_int_equal(run.status, 0);
    assert_string_equal(run.out.data, wanted);
    fixture_run_free(&run);
}

/* CSV and JSON say what was there, so that what is read back is the same; table and Markdown are
 * for eyes. */
static void writes_what_can_be_read(void **state)
{
    (void)state;
    expect("csv", "a|b,b,c,d\n\x1b[31mred,=1+1,\"x\"\"y,\nz\",\u202e"
                  "abc\n");
    expect("json", "[\n{\"a|b\": \"\\u001b[31mred\", \"b\": \"=1+1\", \"c\": "
                   "\"x\\\"y,\\nz\", \"d\": \"\u202e"
                   "abc\"}\n]\n");
    expect("md", "| a\\|b | b | c | d |\n| --- | --- | --- | --- |\n"
                 "| \u241b\\[31mred | =1+1 | x\"y,<br>z | abc |\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_harm),
        cmocka_unit_test(writes_what_can_be_read),
    };
    return cmocka_run_group_tests_name("query", tests, NULL, NULL);
}
