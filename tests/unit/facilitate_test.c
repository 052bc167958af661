/*
 * The forms of the facilitator's console, in consoles without a terminal on a jam on disk: what
 * they do, what they refuse and where, and two facilitators at once.
 */
#include "tests/support/check.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/service/agenda_csv.h"
#include "core/service/day.h"
#include "core/service/jam_make.h"
#include "core/service/rules_set.h"
#include "core/store/agenda.h"
#include "tests/support/console.h"
#include "tests/support/fixture.h"
#include "tests/support/team.h"
#include "tui/pane/facilitate.h"

static const char agenda[] = "time,title,minutes,kind,fixed,note\n"
                             "09:00,Kick-off,30,kick-off,yes,Welcome\n"
                             "09:30,Huddle,30,huddle,no,\n"
                             "10:00,Analysis 1,120,analysis,no,\n"
                             "12:00,Lunch,45,lunch,yes,\n";

struct fixture {
    const char *jam, *db;
    struct console *console;
};

static int set_up(void **state)
{
    const char *folder = fixture_folder();
    struct fixture *f = calloc(1, sizeof *f);
    struct error err = {0};
    f->jam = fixture_path(folder, "jam");
    f->db = fixture_path(f->jam, "jam.db");
    assert_int_equal(file_make_folder(fixture_path(folder, "topics/housing/data"), NULL),
                     STATUS_OK);
    assert_int_equal(file_make_folder(fixture_path(folder, "topics/training"), NULL), STATUS_OK);
    fixture_file(folder, "topics/housing/topic.md", "# Housing\n");
    fixture_file(folder, "topics/training/topic.md", "# Training\n");
    fixture_file(folder, "topics/housing/data/visits.csv", "client,amount\n1,2\n2,3\n");
    const struct jam_wish wish = {.folder = f->jam,
                                  .agenda = fixture_file(folder, "agenda.csv", agenda),
                                  .topics = fixture_path(folder, "topics")};
    if (jam_make(&wish, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    f->console = console_new_jam("Robin", f->jam, &facilitate_pane, 100, 30);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    console_free(f->console);
    free(f);
    return 0;
}

static void act(struct fixture *f, enum day_action action)
{
    const struct day_event event = {.at_ms = 1, .action = action, .speed = 1};
    assert_int_equal(day_do(f->jam, &event, "Kim", NULL, NULL), STATUS_OK);
}

static struct rules rules_of_jam(const struct fixture *f)
{
    struct rules rules;
    assert_int_equal(rules_load(f->jam, &rules, NULL), STATUS_OK);
    return rules;
}

/* Deletes what stands in the field and writes it anew. */
static void rewrite(struct console *console, const char *text)
{
    console_press(console, "End Ctrl-U");
    console_type(console, text);
}

/* ---- the rules ---- */

static void the_rules_are_changed(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "r");
    console_assert_shows(f->console, "The rules of the jam");
    rewrite(f->console, "10");
    console_press(f->console, "Tab Right Tab Right Enter");
    console_assert_shows(f->console, "These rules hold from now on");
    console_assert_shows(f->console, "groups below 10 hidden · no exports · data closed");
    struct rules rules = rules_of_jam(f);
    assert_int_equal(rules.minimum, 10);
    assert_false(rules.exports);
    assert_true(rules.closed);
    assert_int_equal(foreign_number(f->db, "SELECT count(*) FROM dj_log WHERE action = 'rules'"
                                           " AND by = 'Robin'"),
                     1);
    console_press(f->console, "r Enter"); /* nothing changed: nothing logged */
    assert_int_equal(foreign_number(f->db, "SELECT count(*) FROM dj_log"), 1);
}

static void wrong_rules_are_told_at_their_field(void **state)
{
    struct fixture *f = *state;
    static const char *const bad[] = {"0", "1001", "five", "", "5 "};
    console_press(f->console, "r");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        console_press(f->console, "Shift-Tab Tab"); /* from wherever, to the first one */
        rewrite(f->console, bad[i]);
        console_press(f->console, "Tab Enter");
        console_assert_shows(f->console, "is a number from 1 to 1,000");
        assert_non_null(strstr(console_description(f->console), "> Smallest group:"));
    }
    rewrite(f->console, "5");
    console_press(f->console, "Tab Tab Tab");
    console_type(f->console, "no such group");
    console_press(f->console, "Shift-Tab Enter");
    console_assert_shows(f->console, "There is no group \"no such group\" on this machine");
    assert_non_null(strstr(console_description(f->console), "> Leads' group: no such group"));
    assert_int_equal(foreign_number(f->db, "SELECT count(*) FROM dj_log"), 0);
    console_press(f->console, "Esc");
    console_assert_shows(f->console, "Nothing was changed.");
}

/* What another one has changed stays, where it is not the same; else it is told first. */
static void two_facilitators_change_the_rules(void **state)
{
    struct fixture *f = *state;
    const struct rules_wish others = {.minimum = 8};
    struct rules rules;
    console_press(f->console, "r Tab Right"); /* no exports */
    assert_int_equal(rules_set(f->jam, &others, "Kim", &rules, NULL), STATUS_OK);
    console_press(f->console, "Enter");
    rules = rules_of_jam(f);
    assert_int_equal(rules.minimum, 8);
    assert_false(rules.exports);
    console_press(f->console, "r");
    rewrite(f->console, "20");
    const struct rules_wish more = {.minimum = 12};
    assert_int_equal(rules_set(f->jam, &more, "Kim", &rules, NULL), STATUS_OK);
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "Somebody else has changed the same meanwhile: minimum 12");
    assert_int_equal(rules_of_jam(f).minimum, 12);
    console_press(f->console, "Enter"); /* knowing it */
    assert_int_equal(rules_of_jam(f).minimum, 20);
}

/* ---- a team ---- */

static void a_team_is_added(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "T");
    console_assert_shows(f->console, "A new team");
    console_type(f->console, "North");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "North is ready, with 2 rows. Its console: datajam join "
                                     "jam/north");
    console_assert_shows(f->console, "○ North");
    assert_true(file_exists(fixture_path(f->jam, "teams/north/team.db")));
    assert_int_equal(foreign_number(f->db, "SELECT count(*) FROM dj_team WHERE topic = 'housing'"),
                     1);
    assert_int_equal(foreign_number(f->db, "SELECT count(*) FROM dj_log WHERE action = 'team'"
                                           " AND subject = 'North' AND by = 'Robin'"),
                     1);
    console_press(f->console, "T");
    console_type(f->console, "South");
    console_press(f->console, "Tab t Enter");
    assert_int_equal(foreign_number(f->db, "SELECT count(*) FROM dj_team WHERE topic = 'training'"),
                     1);
}

static void a_wrong_team_is_told_at_its_field(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "T Tab Enter");
    console_assert_shows(f->console, "A team needs a name");
    assert_non_null(strstr(console_description(f->console), "> Team:"));
    console_type(f->console, "...");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "letters or figures in it");
    rewrite(f->console, "North");
    console_press(f->console, "Tab Delete Backspace Tab"); /* the topic can't be emptied */
    console_type(f->console, "no such group");
    console_press(f->console, "Shift-Tab Enter");
    console_assert_shows(f->console, "There is no group \"no such group\"");
    assert_non_null(strstr(console_description(f->console), "> Unix group: no such group"));
    assert_non_null(strstr(console_description(f->console), "Team: North"));
    assert_false(file_exists(fixture_path(f->jam, "teams/north")));
    rewrite(f->console, "");
    const struct team_wish wish = {.name = "north", .topic = "training", .by = "Kim"};
    struct team_made made;
    assert_int_equal(jam_add_team(f->jam, &wish, &made, NULL), STATUS_OK); /* meanwhile */
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "take another name");
    assert_non_null(strstr(console_description(f->console), "> Team: North"));
    rewrite(f->console, "West");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "West is ready");
}

/* ---- the clock ---- */

static struct day_record record_of(const struct fixture *f)
{
    struct day_record record;
    assert_int_equal(day_read(f->jam, &record, NULL), STATUS_OK);
    return record;
}

/* One key never takes away what all consoles show. */
static void a_start_asks_what_it_takes_away(void **state)
{
    struct fixture *f = *state;
    const struct day_event rehearsal = {.at_ms = clock_now_ms(), .action = DAY_START, .speed = 60};
    assert_int_equal(day_do(f->jam, &rehearsal, "Kim", NULL, NULL), STATUS_OK);
    console_press(f->console, "p p s");
    console_assert_shows(f->console, "A rehearsal is running.");
    console_press(f->console, "Esc");
    assert_int_equal(record_of(f).speed, 60);
    console_press(f->console, "s Enter");
    assert_int_equal(record_of(f).speed, 1);
    console_press(f->console, "s"); /* it runs: nothing is asked, and nothing done */
    console_assert_shows(f->console, "The day has begun already");
    console_press(f->console, "n n n n");
    console_assert_shows(f->console, "This is the last phase.");
    console_press(f->console, "Esc");
    assert_int_equal(record_of(f).number, 4);
    console_press(f->console, "n Enter");
    assert_int_equal(record_of(f).state, DAY_OVER);
    console_press(f->console, "s");
    console_assert_shows(f->console, "The day is over.");
    console_press(f->console, "Esc");
    assert_int_equal(record_of(f).state, DAY_OVER);
    console_press(f->console, "s Enter");
    assert_int_equal(record_of(f).number, 1);
}

static void the_start_is_taken_back(void **state)
{
    struct fixture *f = *state;
    act(f, DAY_START);
    console_press(f->console, "p p :");
    console_type(f->console, "before the start");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "as before the start then");
    console_press(f->console, "Esc");
    assert_int_equal(record_of(f).number, 1);
    console_press(f->console, ":");
    console_type(f->console, "before the start");
    console_press(f->console, "Enter Enter");
    assert_int_equal(record_of(f).state, DAY_WAITING);
}

/* Both press the same key for the same phase; minutes of two are two wishes. */
static void two_facilitators_go_on_together(void **state)
{
    struct fixture *f = *state;
    const struct day_event more = {.at_ms = 1, .action = DAY_EXTEND, .minutes = 5, .speed = 1};
    act(f, DAY_START);
    console_press(f->console, "p p");
    act(f, DAY_NEXT);
    console_press(f->console, "n");
    console_assert_shows(f->console, "Kim did this already: Huddle, ");
    assert_string_equal(record_of(f).phase, "Huddle");
    console_press(f->console, "p p"); /* it has seen that */
    act(f, DAY_BACK);
    console_press(f->console, "b");
    console_assert_shows(f->console, "Kim did this already: Kick-off, ");
    assert_string_equal(record_of(f).phase, "Kick-off");
    console_press(f->console, "p p");
    assert_int_equal(day_do(f->jam, &more, "Kim", NULL, NULL), STATUS_OK);
    console_press(f->console, "n");
    assert_string_equal(record_of(f).phase, "Huddle");
    console_press(f->console, "n"); /* one's own keys are as many steps */
    assert_string_equal(record_of(f).phase, "Analysis 1");
}

/* ---- the agenda ---- */

static void a_phase_is_changed(void **state)
{
    struct fixture *f = *state;
    struct day_record record;
    act(f, DAY_START);
    console_press(f->console, "p p e"); /* what the console has read is of now */
    console_assert_shows(f->console, "Which phase is to be changed?");
    console_assert_shows(f->console, "has begun");
    console_press(f->console, "Enter"); /* the first one to come */
    console_assert_shows(f->console, "Change Huddle");
    rewrite(f->console, "Round of names");
    console_press(f->console, "Tab Tab");
    rewrite(f->console, "45");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "The agenda is changed");
    console_assert_shows(f->console, "10:15  Analysis 1"); /* moved along */
    assert_int_equal(day_read(f->jam, &record, NULL), STATUS_OK);
    assert_string_equal(record.phase, "Kick-off");
    assert_string_equal(record.next, "Round of names");
    assert_int_equal(record.next_minutes, 45);
    assert_int_equal(foreign_number(f->db, "SELECT count(*) FROM dj_clock WHERE action = 'agenda'"
                                           " AND by = 'Robin'"),
                     1);
    assert_int_equal(foreign_number(f->db, "SELECT count(*) FROM dj_log WHERE action = 'agenda'"
                                           " AND detail LIKE '%\"title\":\"Huddle\"%'"),
                     1);
    console_press(f->console, "e Home Enter");
    console_assert_shows(f->console, "Kick-off has begun already, so it stays as it is");
}

static void phases_are_added_and_taken_out(void **state)
{
    struct fixture *f = *state;
    struct day_record record;
    console_press(f->console, "i Down Down Down Enter");
    console_assert_shows(f->console, "A new phase before Lunch");
    console_assert_shows(f->console, "11:45");
    console_type(f->console, "Call from the office");
    console_press(f->console, "Tab Tab");
    rewrite(f->console, "10");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "11:45  Call from the office");
    console_press(f->console, "i End Enter");
    console_assert_shows(f->console, "A new phase at the end of the day");
    console_type(f->console, "Party");
    console_press(f->console, "Tab Tab Tab Right Enter");
    console_assert_shows(f->console, "12:45  Party");
    assert_int_equal(day_read(f->jam, &record, NULL), STATUS_OK);
    assert_int_equal(record.of, 6);
    console_press(f->console, "d Down Enter");
    console_assert_shows(f->console, "Huddle is taken out of the agenda.");
    console_press(f->console, "Esc");
    console_assert_shows(f->console, "Huddle");
    console_press(f->console, "d Down Enter Enter");
    console_assert_shows(f->console, "The agenda is changed");
    assert_false(console_shows(f->console, "Huddle"));
    assert_int_equal(foreign_number(f->db, "SELECT count(*) FROM dj_agenda"), 5);
}

static void a_wrong_phase_is_told_at_its_field(void **state)
{
    static const struct {
        const char *keys, *text, *words, *field;
    } cases[] = {
        {"", "", "A phase needs a title", "> Title:"},
        {"Tab", "930", "The time is written as 09:30", "> Begins: 930"},
        {"Tab", "2:00", "Huddle begins at 09:30 by the plan", "> Begins: 2:00"},
        {"Tab", "13:00", "Lunch begins at 12:00", "> Begins: 13:00"},
        {"Tab Tab", "long", "a number from 1 to 1440", "> Minutes: long"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        console_press(f->console, "e Down Down Enter");
        console_assert_shows(f->console, "Change Analysis 1");
        console_press(f->console, cases[i].keys);
        rewrite(f->console, cases[i].text);
        console_press(f->console, "Tab Enter"); /* from another field */
        console_assert_shows(f->console, cases[i].words);
        assert_non_null(strstr(console_description(f->console), cases[i].field));
        console_press(f->console, "Esc");
    }
    assert_int_equal(foreign_number(f->db, "SELECT count(*) FROM dj_clock"), 0);
}

/* The day goes on while the form is open: the phase has begun, and stays as it is. */
static void the_phase_begins_while_it_is_written(void **state)
{
    struct fixture *f = *state;
    struct day_record record;
    act(f, DAY_START);
    console_press(f->console, "p p e Enter");
    console_assert_shows(f->console, "Change Huddle");
    rewrite(f->console, "Names");
    act(f, DAY_NEXT);
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "Huddle has begun already, so it stays as it is");
    assert_non_null(strstr(console_description(f->console), "> Title: Names"));
    console_press(f->console, "Esc");
    assert_int_equal(day_read(f->jam, &record, NULL), STATUS_OK);
    assert_string_equal(record.phase, "Huddle");
}

static void two_facilitators_change_the_agenda(void **state)
{
    struct fixture *f = *state;
    struct console *other = console_new_jam("Kim", f->jam, &facilitate_pane, 100, 30);
    console_press(f->console, "e Down Down Down Enter"); /* lunch */
    console_press(f->console, "Tab Tab");
    rewrite(f->console, "60");
    console_press(other, "d Down Enter Enter"); /* the huddle goes: lunch is another place */
    console_assert_shows(other, "The agenda is changed");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "The agenda is changed");
    assert_int_equal(foreign_number(f->db, "SELECT minutes FROM dj_agenda WHERE title = 'Lunch'"),
                     60);
    console_press(f->console, "e Down Enter"); /* the analysis, twice at once */
    console_assert_shows(f->console, "Change Analysis 1");
    rewrite(f->console, "Mine");
    console_press(other, "e Down Enter");
    rewrite(other, "Theirs");
    console_press(other, "Enter");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "Analysis 1 was changed or taken out by somebody else");
    assert_non_null(strstr(console_description(f->console), "Title: Mine")); /* not lost */
    assert_int_equal(foreign_number(f->db, "SELECT count(*) FROM dj_agenda WHERE title = 'Theirs'"),
                     1);
    console_press(f->console, "Esc");
    console_assert_shows(f->console, "Theirs"); /* and how it is now is on the screen */
    console_free(other);
}

/* Closed data wait for a phase that is not there any more. */
static void the_last_analysis_goes(void **state)
{
    struct fixture *f = *state;
    const struct rules_wish closed = {.closed = RULES_YES};
    struct rules rules;
    assert_int_equal(rules_set(f->jam, &closed, "Kim", &rules, NULL), STATUS_OK);
    console_press(f->console, "d Down Down Enter Enter");
    console_assert_shows(f->console, "no phase of the kind analysis is to come");
}

/* ---- the screen ---- */

/* On the smallest screen all teams can be reached, and what is cut in a row stands below. */
static void every_team_can_be_reached(void **state)
{
    static const char *const names[] = {"Centre", "East",   "Harbour", "Hill",
                                        "Island", "Market", "Mill",    "North",
                                        "Park",   "South",  "Station", "Old Town and Riverside",
                                        "West"};
    struct fixture *f = *state;
    struct team_made made;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct team_wish wish = {.name = names[i], .topic = "training", .by = "Kim"};
        assert_int_equal(jam_add_team(f->jam, &wish, &made, NULL), STATUS_OK);
    }
    foreign_sql(fixture_path(f->jam, "teams/west/team.db"), "DROP TABLE dj_help");
    struct console *console = console_new_jam("Robin", f->jam, &facilitate_pane, 80, 24);
    console_assert_shows(console, "Lunch");
    console_assert_shows(console, "Welcome");
    console_assert_shows(console, "Centre, training");
    assert_false(console_shows(console, "West"));
    console_press(console, "End");
    console_assert_shows(console, "West: "); /* and why, over two rows */
    console_assert_shows(console, "dj_help");
    assert_false(console_shows(console, "Centre"));
    console_press(console, "Up Up Up Up");
    console_assert_shows(console, "Old Town and Riverside, training");
    console_press(console, "PageUp PageUp Home");
    console_assert_shows(console, "Centre, training");
    console_press(console, "Down t"); /* the one under the cursor is chosen */
    console_press(console, "Enter");
    console_assert_shows(console, "Announce to East");
    console_press(console, "Esc");
    const struct team_wish wish = {.name = "Aarhus", .topic = "training", .by = "Kim"};
    assert_int_equal(jam_add_team(f->jam, &wish, &made, NULL), STATUS_OK);
    console_press(console, "p");
    console_assert_shows(console, "East, training"); /* it stays on its team */
    console_free(console);
}

/* ---- what is kept ---- */

/* Whoever folds the log anew, with all agendas that there were, gets the same day. */
static void the_day_is_the_same_after_a_restart(void **state)
{
    struct fixture *f = *state;
    struct arena *arena = arena_new();
    struct agenda_item *before = NULL, long_lunch;
    struct day_loaded loaded;
    struct day_record record, again;
    struct db *db = NULL;
    size_t count = 0;
    act(f, DAY_START);
    act(f, DAY_NEXT);
    assert_int_equal(day_open(&db, f->jam, DB_READ, NULL), STATUS_OK);
    assert_int_equal(agenda_list(db, arena, &before, &count, NULL), STATUS_OK);
    db_close(db);
    long_lunch = before[3];
    long_lunch.minutes = 60;
    const struct agenda_edit edits[] = {
        {.kind = AGENDA_ADD, .at = 3, .was = before[3], .now = {"Tea", "", 700, 15, false, ""}},
        {.kind = AGENDA_CHANGE, .at = 4, .was = before[3], .now = long_lunch},
        {.kind = AGENDA_DROP, .at = 2, .was = before[2]}};
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(day_change_agenda(f->jam, &edits[i], "Kim", NULL, NULL), STATUS_OK);
    act(f, DAY_NEXT);
    assert_int_equal(day_read(f->jam, &record, NULL), STATUS_OK);
    assert_string_equal(record.phase, "Tea");
    assert_int_equal(record.next_minutes, 60);
    assert_int_equal(day_open(&db, f->jam, DB_WRITE, NULL), STATUS_OK);
    assert_int_equal(day_publish(db, f->jam, &again, NULL), STATUS_OK);
    assert_memory_equal(&again, &record, sizeof record);
    assert_int_equal(day_load(db, arena, &loaded, NULL), STATUS_OK);
    assert_int_equal(loaded.day.count, 4);
    assert_int_equal(loaded.log_count, 6);
    db_close(db);
    arena_free(arena);
}

static void a_whole_agenda_is_another(void **state)
{
    struct fixture *f = *state;
    struct agenda_item items[] = {{"Kick-off", "kick-off", 540, 30, true, "Welcome"},
                                  {"All day", "analysis", 570, 300, false, ""}};
    struct day_record record;
    struct error err = {0};
    act(f, DAY_START);
    assert_int_equal(day_set_agenda(f->jam, items, 2, "Kim", NULL), STATUS_OK);
    assert_int_equal(day_read(f->jam, &record, NULL), STATUS_OK);
    assert_string_equal(record.next, "All day");
    items[0].minutes = 40;
    assert_int_equal(day_set_agenda(f->jam, items, 2, "Kim", &err), STATUS_INVALID);
    assert_non_null(strstr(err.message, "What has begun already stays"));
    items[0].minutes = 30;
    assert_int_equal(day_set_agenda(f->jam, items, 2, "Kim", NULL), STATUS_OK); /* the same */
    assert_int_equal(foreign_number(f->db, "SELECT count(*) FROM dj_clock"), 2);
}

/* As a file it goes out and comes back, and what is wrong in it is told with its line. */
static void the_agenda_as_a_file(void **state)
{
    struct fixture *f = *state;
    struct buffer text = {0};
    struct error err = {0};
    struct sink *sink = sink_new_buffer(&text);
    act(f, DAY_START);
    assert_int_equal(agenda_csv_write(f->jam, sink, NULL), STATUS_OK);
    sink_free(sink);
    const char *csv = buffer_span(&text).data;
    assert_non_null(strstr(csv, "time,title,minutes,kind,fixed,note\n"
                                "09:00,Kick-off,30,kick-off,yes,Welcome\n"));
    const char *file = fixture_file(f->jam, "../out.csv", csv);
    assert_int_equal(agenda_csv_set(f->jam, file, "Kim", NULL), STATUS_OK);
    assert_int_equal(foreign_number(f->db, "SELECT count(*) FROM dj_clock"), 1); /* the same */
    buffer_add_string(&text, "12:45,\"Talk, and tea\",20,,no,\n");
    file = fixture_file(f->jam, "../out.csv", buffer_span(&text).data);
    assert_int_equal(agenda_csv_set(f->jam, file, "Kim", NULL), STATUS_OK);
    assert_int_equal(
        foreign_number(f->db, "SELECT count(*) FROM dj_agenda WHERE title = 'Talk, and tea'"), 1);
    file = fixture_file(f->jam, "../out.csv", "time,title,minutes\n9,Start,30\n");
    assert_int_equal(agenda_csv_set(f->jam, file, "Kim", &err), STATUS_INVALID);
    assert_non_null(strstr(err.message, "line 2: \"9\" is no time"));
    file = fixture_file(f->jam, "../out.csv", "time,title,minutes\n09:00,Start,30\n");
    assert_int_equal(agenda_csv_set(f->jam, file, "Kim", &err), STATUS_INVALID);
    assert_non_null(strstr(err.message, "What has begun already stays"));
    assert_int_equal(foreign_number(f->db, "SELECT count(*) FROM dj_agenda"), 5);
    buffer_free(&text);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(the_rules_are_changed),
        CASE(wrong_rules_are_told_at_their_field),
        CASE(two_facilitators_change_the_rules),
        CASE(a_team_is_added),
        CASE(a_wrong_team_is_told_at_its_field),
        CASE(a_phase_is_changed),
        CASE(phases_are_added_and_taken_out),
        CASE(a_wrong_phase_is_told_at_its_field),
        CASE(the_phase_begins_while_it_is_written),
        CASE(two_facilitators_change_the_agenda),
        CASE(a_start_asks_what_it_takes_away),
        CASE(the_start_is_taken_back),
        CASE(two_facilitators_go_on_together),
        CASE(the_last_analysis_goes),
        CASE(every_team_can_be_reached),
        CASE(the_day_is_the_same_after_a_restart),
        CASE(a_whole_agenda_is_another),
        CASE(the_agenda_as_a_file),
    };
    return cmocka_run_group_tests_name("facilitate", tests, NULL, NULL);
}
