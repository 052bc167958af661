/* The Topic pane in a console without a terminal. */
#include "tests/support/check.h"

#include <stdlib.h>
#include <string.h>

#include "core/service/topic_folder.h"
#include "tests/support/console.h"
#include "tests/support/fixture.h"
#include "tests/support/team.h"
#include "tui/pane/topic.h"

static const struct pane_class *const panes[] = {&topic_pane, NULL};

/* A team file with the given topic in it. */
static char *make_team(const char *folder, const char *page, const char *dictionary)
{
    char *path = scratch_path(folder, "team.db");
    struct db *db;
    struct arena *arena = arena_new();
    struct topic_folder topic;
    struct error err = {0};
    const char *topics = fixture_folder();
    fixture_file(topics, "topic.md", page);
    fixture_file(topics, "dictionary.csv", dictionary);
    assert_int_equal(db_open(&db, path, DB_TEAM, DB_CREATE, &err), STATUS_OK);
    team_add_visits(db, 10);
    assert_int_equal(topic_folder_read(arena, topics, &topic, &err), STATUS_OK);
    assert_int_equal(topic_adopt(db, arena, &topic, &err), STATUS_OK);
    arena_free(arena);
    db_close(db);
    return path;
}

static const char page[] =
    "# Visits\n\nWho came, and **why**?\n\n## Tips\n\none\n\n## Ideas\n\n"
    "1\n\n2\n\n3\n\n4\n\n5\n\n6\n\n7\n\n8\n\n9\n\n10\n\n11\n\n12\n\n13\n\n14\n\n"
    "## Cautions\n\nThe last word is *zebra*.\n";

struct fixture {
    char *folder, *path;
    struct console *console;
};

static int open_console(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->folder = scratch_new();
    f->path = make_team(f->folder, page,
                        "dataset,column,label,meaning,quality,caution,order,role\n"
                        "visits,,Visits,one visit,,,,\n"
                        "visits,amount,Paid,What was *paid*.,caution,Some are late.,,measure\n");
    f->console = console_new(f->path, panes, 80, 24, NULL);
    *state = f;
    return 0;
}

static int close_console(void **state)
{
    struct fixture *f = *state;
    console_free(f->console);
    scratch_remove(f->folder);
    free(f->path);
    free(f);
    return 0;
}

static void shows_the_page_and_its_sections(void **state)
{
    struct fixture *f = *state;
    assert_string_equal(console_row(f->console, 2), " Visits");
    assert_string_equal(console_row(f->console, 4), " Who came, and why?");
    assert_non_null(strstr(console_row(f->console, 21), " Tips   Ideas   Cautions"));
}

static void jumps_from_section_to_section(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "Right Right");
    assert_non_null(strstr(console_row(f->console, 2), " Ideas"));
    console_press(f->console, "Right");
    assert_non_null(strstr(console_row(f->console, 2), " Cautions"));
    console_assert_shows(f->console, "The last word is zebra.");
    console_press(f->console, "Left Left Left Left");
    assert_non_null(strstr(console_row(f->console, 2), " Visits"));
    console_press(f->console, "o Down Enter");
    assert_non_null(strstr(console_row(f->console, 2), " Ideas"));
}

static void finds_a_word(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "/");
    console_type(f->console, "ZEBRA");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "The last word is zebra.");
    console_press(f->console, "/ Ctrl-U");
    console_type(f->console, "giraffe");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "\"giraffe\" is nowhere on this page");
}

static void shows_what_the_columns_mean(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "d");
    console_assert_shows(f->console, "One row is one visit.");
    console_assert_shows(f->console, "· amount ! Paid. What was *paid*. Some are late.");
    console_press(f->console, "Esc");
    console_assert_shows(f->console, "Who came, and why?");
}

static void describes_itself(void **state)
{
    struct fixture *f = *state;
    assert_non_null(strstr(console_description(f->console), "Who came, and why?\n"));
}

static void lays_out_anew_at_another_width(void **state)
{
    struct fixture *f = *state;
    for (int columns = 80; columns < 200; columns += 7) {
        console_resize(f->console, columns, 24 + columns / 10);
        console_assert_shows(f->console, "Who came, and why?");
    }
}

static void without_a_topic_it_says_so(void **state)
{
    (void)state;
    struct console *console = console_new(NULL, panes, 80, 24, NULL);
    console_assert_shows(console, "There is no topic yet.");
    console_assert_shows(console, "a folder with topic.md");
    console_press(console, "d Down PageDown End Right n");
    console_free(console);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_console, close_console)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(shows_the_page_and_its_sections),
        TEST(jumps_from_section_to_section),
        TEST(finds_a_word),
        TEST(shows_what_the_columns_mean),
        TEST(describes_itself),
        TEST(lays_out_anew_at_another_width),
        cmocka_unit_test(without_a_topic_it_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
