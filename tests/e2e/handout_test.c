/* The hand-out before the day: what stands in it, and what doesn't. */
#include <string.h>

#include "core/base/file.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/vt.h"

enum { MOST = 1 << 20 };

static const char *make_jam(void)
{
    const char *folder = fixture_folder(), *jam = fixture_path(folder, "spring-jam");
    assert_int_equal(file_make_folder(fixture_path(folder, "topics/housing"), NULL), STATUS_OK);
    fixture_file(folder, "topics/housing/topic.md",
                 "# Housing\n\nWho stays\nhow **long**?\n\n- start & look\n");
    fixture_file(folder, "topics/housing/dictionary.csv",
                 "dataset,column,label,meaning,quality,caution\nvisits,,,one visit of a client,,\n"
                 "visits,months,Months,How long they stayed.,caution,Missing before 2018.\n"
                 "visits,secret,Secret,Not shown.,ignore,\n");
    fixture_do(VT_ARGS("datajam", "new", jam, "--agenda",
                       fixture_file(folder, "agenda.csv",
                                    "time,title,minutes,kind,fixed,note\n"
                                    "09:00,Kick-off,30,kick-off,yes,For the facilitator alone\n"),
                       "--topics", fixture_path(folder, "topics")));
    fixture_do(VT_ARGS("datajam", "team", "add", jam, "North <1>", "--topic", "housing"));
    fixture_do(VT_ARGS("datajam", "team", "add", jam, "South", "--topic", "housing"));
    return jam;
}

static void expect(const char *path, const char *const *there, const char *const *absent)
{
    struct buffer bytes = {0};
    assert_int_equal(file_read(path, MOST, &bytes, NULL), STATUS_OK);
    for (size_t i = 0; there[i]; i++)
        if (!strstr(buffer_span(&bytes).data, there[i]))
            fail_msg("%s lacks \"%s\":\n%s", path, there[i], buffer_span(&bytes).data);
    for (size_t i = 0; absent[i]; i++)
        if (strstr(buffer_span(&bytes).data, absent[i]))
            fail_msg("%s has \"%s\"", path, absent[i]);
    buffer_free(&bytes);
}

static void topic_data_day_and_roles(void **state)
{
    static const char *const text[] = {"Who stays how long?",
                                       "- start & look",
                                       "One row is: one visit of a client",
                                       "- Months: How long they stayed. With care",
                                       "- 09:00: Kick-off (30 min)",
                                       "The coaches: come when you press F8",
                                       NULL};
    static const char *const page[] = {"<h1>spring-jam: for team North &lt;1&gt;</h1>",
                                       "start &amp; look", "<!DOCTYPE html>", NULL};
    static const char *const absent[] = {"facilitator alone", "Secret", "http-equiv=\"refresh",
                                         NULL};
    const char *jam = make_jam();
    (void)state;
    fixture_do(VT_ARGS("datajam", "handout", jam));
    expect(fixture_path(jam, "shared/handouts/north-1.txt"), text, absent);
    expect(fixture_path(jam, "shared/handouts/north-1.html"), page, absent);
    assert_true(file_exists(fixture_path(jam, "shared/handouts/south.html")));
}

static void for_one_team(void **state)
{
    const char *jam = make_jam(), *out = fixture_path(jam, "letters");
    (void)state;
    fixture_do(VT_ARGS("datajam", "handout", jam, "south", "-o", out));
    assert_true(file_exists(fixture_path(out, "south.txt")));
    assert_false(file_exists(fixture_path(out, "north-1.txt")));
    struct fixture_run run =
        fixture_run((const char *const[]){"datajam", "handout", jam, "Soth", NULL}, NULL, NULL);
    assert_int_equal(run.status, 1);
    assert_non_null(strstr(buffer_span(&run.err).data, "did you mean \"South\"?"));
    fixture_run_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(topic_data_day_and_roles),
        cmocka_unit_test(for_one_team),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
