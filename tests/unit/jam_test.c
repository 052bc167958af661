/* Jam files: what an agenda may look like, and that it is read back as it was written. */
#include "tests/support/check.h"

#include <string.h>

#include "core/base/embedded.h"
#include "core/base/file.h"
#include "core/service/jam.h"
#include "core/store/meta.h"
#include "tests/support/fixture.h"

static enum status read_agenda(const char *text, struct agenda_item **items, size_t *count,
                               struct arena *arena, struct error *err)
{
    return jam_read_agenda(span_string(text), "agenda.csv", arena, items, count, err);
}

static void test_mistakes_name_their_line(void **state)
{
    static const struct {
        const char *text;
        const char *message;
    } cases[] = {
        {"time,title\n", "agenda.csv: the agenda has no column \"minutes\"; its first line must be "
                         "time,title,minutes,kind,fixed,note"},
        {"time,title,minutes\n", "agenda.csv: the agenda has no items; add a line for each"},
        {"time,title,minutes\n9:00,A,30\n930,B,30\n",
         "agenda.csv, line 3: \"930\" is no time; write it as 09:30"},
        {"time,title,minutes\n24:00,A,30\n",
         "agenda.csv, line 2: \"24:00\" is no time; write it as 09:30"},
        {"time,title,minutes\n9:00,A,-5\n",
         "agenda.csv, line 2: \"-5\" is no number of minutes; write one from 1 to 1440"},
        {"time,title,minutes\n9:00,,5\n",
         "agenda.csv, line 2: this item has no title; give it one"},
        {"time,title,minutes\n10:00,A,30\n09:30,B,30\n",
         "agenda.csv, line 3: \"09:30\" is before the item above it, which begins at 10:00; put "
         "them "
         "in order"},
        {"time,title,minutes,kind\n9:00,A,5,anaylsis\n",
         "agenda.csv, line 2: \"anaylsis\" is no kind that is known; did you mean \"analysis\"?"},
        {"time,title,minutes,fixed\n9:00,A,5,maybe\n",
         "agenda.csv, line 2: \"maybe\" in the column fixed is neither yes nor no; write one of "
         "them"},
        {"time,title,minutes\n9,A,5\n10:00,,5\n", /* all at once */
         "agenda.csv, line 2: \"9\" is no time; write it as 09:30\n"
         "agenda.csv, line 3: this item has no title; give it one"},
    };
    struct arena *arena = arena_new();

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct agenda_item *items;
        struct error err = {0};
        size_t count;

        assert_int_equal(read_agenda(cases[i].text, &items, &count, arena, &err), STATUS_INVALID);
        assert_string_equal(err.message, cases[i].message);
    }
    arena_free(arena);
}

static void test_columns_may_come_in_any_order(void **state)
{
    struct arena *arena = arena_new();
    struct agenda_item *items;
    size_t count;

    (void)state;
    assert_int_equal(read_agenda("Title;Minutes;Time;Fixed\r\nLunch;45;12:00;YES\r\n", &items,
                                 &count, arena, NULL),
                     STATUS_OK);
    assert_int_equal(count, 1);
    assert_string_equal(items[0].title, "Lunch");
    assert_int_equal(items[0].starts, 720);
    assert_int_equal(items[0].minutes, 45);
    assert_true(items[0].fixed);
    assert_string_equal(items[0].kind, "");
    arena_free(arena);
}

/* Times and flags as spreadsheets write them, in several languages; a kind may be any word. */
static void test_what_spreadsheets_write(void **state)
{
    static const char text[] = "time,title,minutes,fixed,kind\n9:00 AM,A,5,TRUE,break\n"
                               "09:05:00,B,5,nein,Analysis\n9.10,C,5,x,\n1:15 pm,D,5,,\n";
    static const int starts[] = {540, 545, 550, 795};
    static const bool fixed[] = {true, false, true, false};
    struct arena *arena = arena_new();
    struct buffer wide = {0};
    struct agenda_item *items;
    size_t count;

    (void)state;
    buffer_add(&wide, "\xff\xfe", 2);
    for (size_t i = 0; text[i]; i++)
        buffer_add(&wide, (const char[]){text[i], 0}, 2);
    for (int n = 0; n < 2; n++) {
        const struct span bytes = n == 0 ? span_string(text) : buffer_span(&wide);
        assert_int_equal(jam_read_agenda(bytes, "agenda.csv", arena, &items, &count, NULL),
                         STATUS_OK);
        assert_int_equal(count, 4);
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(items[i].starts, starts[i]);
            assert_int_equal(items[i].fixed, fixed[i]);
        }
    }
    buffer_free(&wide);
    arena_free(arena);
}

static void test_a_jam_file_keeps_agenda_and_teams(void **state)
{
    const char *path = fixture_path(fixture_folder(), "jam.db");
    struct arena *arena = arena_new();
    const struct team teams[] = {{"South", "participation", "teams/south", ""},
                                 {"North", "long-term-clients", "teams/north", ""}};
    struct jam_plan plan = {.title = "Test jam", .teams = teams, .team_count = 2};
    struct agenda_item *items;
    struct agenda_item *back;
    struct team *found;
    const char *title;
    size_t count;
    struct span text;
    struct db *db;

    (void)state;
    assert_true(embedded_find("sample-data/social-assistance/agenda.csv", &text));
    assert_int_equal(jam_read_agenda(text, "agenda.csv", arena, &items, &plan.agenda_count, NULL),
                     STATUS_OK);
    plan.agenda = items;
    assert_int_equal(jam_create(path, &plan, NULL), STATUS_OK);
    assert_int_equal(db_open(&db, path, DB_JAM, DB_READ, NULL), STATUS_OK);
    assert_int_equal(meta_get(db, arena, META_JAM, &title, NULL), STATUS_OK);
    assert_string_equal(title, "Test jam");
    assert_int_equal(agenda_list(db, arena, &back, &count, NULL), STATUS_OK);
    assert_int_equal(count, plan.agenda_count);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(back[i].title, items[i].title);
        assert_string_equal(back[i].kind, items[i].kind);
        assert_string_equal(back[i].note, items[i].note);
        assert_int_equal(back[i].starts, items[i].starts);
        assert_int_equal(back[i].minutes, items[i].minutes);
        assert_int_equal(back[i].fixed, items[i].fixed);
    }
    assert_int_equal(team_list(db, arena, &found, &count, NULL), STATUS_OK);
    assert_int_equal(count, 2);
    assert_string_equal(found[0].name, "North");
    assert_string_equal(found[0].topic, "long-term-clients");
    assert_string_equal(found[1].folder, "teams/south");
    db_close(db);
    arena_free(arena);
}

static void test_a_jam_with_two_teams_of_one_name_is_not_made(void **state)
{
    const char *path = fixture_path(fixture_folder(), "jam.db");
    const struct team teams[] = {{"North", "", "", ""}, {"north", "", "", ""}};
    const struct jam_plan plan = {.title = "Test jam", .teams = teams, .team_count = 2};
    struct error err = {0};

    (void)state;
    assert_int_equal(jam_create(path, &plan, &err), STATUS_EXISTS);
    assert_string_equal(err.message,
                        "there is a team \"north\" in the jam already; choose another name");
    assert_false(file_exists(path));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mistakes_name_their_line),
        cmocka_unit_test(test_columns_may_come_in_any_order),
        cmocka_unit_test(test_what_spreadsheets_write),
        cmocka_unit_test(test_a_jam_file_keeps_agenda_and_teams),
        cmocka_unit_test(test_a_jam_with_two_teams_of_one_name_is_not_made),
    };

    return cmocka_run_group_tests_name("jam", tests, NULL, NULL);
}
