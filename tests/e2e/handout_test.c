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
                 "# Housing\n\nWho stays\nhow **long**?\n\n- start & look at `months`\n\n"
                 "| word | we mean |\n|---|---|\n| long | a `year` |\n\n"
                 "| list | one row is | from |\n|:--|---|---|\n| a | a visit | 2019 |\n");
    fixture_file(folder, "topics/housing/dictionary.csv",
                 "dataset,column,label,meaning,quality,caution\nvisits,,,one visit of a "
                 "client,,All of 2019.\n"
                 "visits,months,Months,How long they stayed.,caution,Missing before 2018.\n"
                 "visits,secret,Secret,Not shown.,ignore,\n");
    fixture_do(
        VT_ARGS("datajam", "new", jam, "--agenda",
                fixture_file(
                    folder, "agenda.csv",
                    "time,title,minutes,kind,fixed,note\n"
                    "09:00,Kick-off,30,kick-off,yes,For the facilitator alone\n"
                    "09:30,First <look>,60,analysis,,\n10:30,Cake,15,,,\n11:30,Lunch,30,lunch,,\n"),
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
    static const char *const text[] = {"Your topic: Housing\n",
                                       "Who stays how long?",
                                       "- start & look at \"months\"\n",
                                       "\n- long: a year\n",
                                       "\n- a: a visit; from: 2019\n",
                                       "One row is one visit of a client. All of 2019.\n",
                                       "- ! Months: How long they stayed. Missing before 2018.\n",
                                       "- 09:00–09:30 Kick-off: What the day is for",
                                       "- 09:30–10:30 First <look>: You look into the data",
                                       "- 10:30–10:45 Cake\n",
                                       "- 10:45–11:30 free\n",
                                       "The coaches: know data, and sit down with you.",
                                       "Who leads your team is settled when it first",
                                       NULL};
    static const char *const page[] = {"<h1>spring-jam: for team North &lt;1&gt;</h1>",
                                       "<li>start &amp; look at &quot;months&quot;</li>",
                                       "<td>First &lt;look&gt;</td>",
                                       "<thead>\n<tr><th scope=\"col\">word</th>",
                                       "<tr><th scope=\"row\">long</th><td>a year</td></tr>",
                                       "<!DOCTYPE html>",
                                       "prefers-color-scheme:dark",
                                       "@page{size:A4;",
                                       "default-src 'none'",
                                       NULL};
    static const char *const absent[] = {
        "facilitator alone", "Secret", "http-equiv=\"refresh", "href=", "src=", "|--", NULL};
    const char *jam = make_jam();
    (void)state;
    fixture_do(VT_ARGS("datajam", "handout", jam));
    expect(fixture_path(jam, "shared/handouts/north-1.txt"), text, absent);
    expect(fixture_path(jam, "shared/handouts/north-1.html"), page, absent);
    assert_true(file_exists(fixture_path(jam, "shared/handouts/south.html")));
}

/* Said once, they are in all hand-outs from then on. */
static void when_where_and_whom_to_ask(void **state)
{
    static const char *const facts[] = {"Spring jam: for team South", "- When: 12 May\n",
                                        "- Where: the hall\n", "before the day: the desk\n", NULL};
    static const char *const nothing[] = {NULL}, *const none[] = {"When:", "Where:", NULL};
    const char *jam = make_jam(), *path = fixture_path(jam, "shared/handouts/south.txt");
    (void)state;
    fixture_do(VT_ARGS("datajam", "handout", jam));
    expect(path, nothing, none);
    fixture_do(VT_ARGS("datajam", "handout", jam, "--title", "Spring jam", "--date", "12 May",
                       "--place", "the hall", "--contact", "the desk"));
    fixture_do(VT_ARGS("datajam", "handout", jam, "south"));
    expect(path, facts, nothing);
}

/* They are those of the jam, as they are when the hand-out is made. */
static void the_rules_of_the_jam(void **state)
{
    static const char *const lax[] = {"No figures on groups of fewer than 5.",
                                      "Reports, tables and pictures may be written out",
                                      "The data are open:", NULL};
    static const char *const strict[] = {"No figures on groups of fewer than 10.",
                                         "say <10 instead", "Nothing is written out of datajam",
                                         "closed until First <look> begins, planned", NULL};
    static const char *const nothing[] = {"Small groups are not hidden", NULL};
    const char *jam = make_jam(), *path = fixture_path(jam, "shared/handouts/south.txt");
    (void)state;
    fixture_do(VT_ARGS("datajam", "handout", jam, "South"));
    expect(path, lax, strict);
    fixture_do(
        VT_ARGS("datajam", "rules", jam, "--minimum", "10", "--exports", "no", "--data", "closed"));
    fixture_do(VT_ARGS("datajam", "handout", jam, "South"));
    expect(path, strict, lax);
    fixture_do(VT_ARGS("datajam", "rules", jam, "--minimum", "1"));
    fixture_do(VT_ARGS("datajam", "handout", jam, "South"));
    expect(path, nothing, lax);
}

/* A key that the console gives to something else would mislead everybody at once. */
static void the_keys_are_those_of_the_console(void **state)
{
    static const char *const text[] = {"- F2 or f: in the data: show only",
                                       "- F4 or P: count rows",
                                       "- F5 or H: draw",
                                       "- F6 or p: keep what you see",
                                       "- u or Ctrl-Z: take",
                                       "- F8 or @: call",
                                       "- F1 or ?: every key",
                                       "- F9 or M: everything",
                                       "- F10 or q: leave",
                                       NULL};
    static const char *const commands[] = {"\ndata.filter,data,F2 f,",
                                           "\npivot.fields,,F4 P,",
                                           "\nchart.open,,F5 H,",
                                           "\nevidence.pin,,F6 p,",
                                           "\nedit.undo,,Ctrl-Z u,",
                                           "\ncoach.call,,F8 @,",
                                           "\nhelp,,F1 ?,",
                                           "\nmenu,,F9 M,",
                                           "\nfile.quit,,F10 q,"};
    static const char *const none[] = {NULL};
    const char *jam = make_jam();
    (void)state;
    fixture_do(VT_ARGS("datajam", "handout", jam, "South"));
    expect(fixture_path(jam, "shared/handouts/south.txt"), text, none);
    struct fixture_run run = fixture_run(
        (const char *const[]){"datajam", "commands", "--format", "csv", NULL}, NULL, NULL);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (!strstr(buffer_span(&run.out).data, commands[i]))
            fail_msg("the console has no%s", commands[i]);
    fixture_run_free(&run);
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
        cmocka_unit_test(the_rules_of_the_jam),
        cmocka_unit_test(when_where_and_whom_to_ask),
        cmocka_unit_test(the_keys_are_those_of_the_console),
        cmocka_unit_test(for_one_team),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
