/* What a file means that lies in a topic folder: its dictionary, and the topic for a team file
 * without one. */
#include "core/service/import_topic.h"

#include <stdio.h>
#include <string.h>

#include "core/base/file.h"
#include "core/service/topic_folder.h"
#include "core/store/dataset.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"

static const char *make_topic(const char *home, const char *name, const char *dataset)
{
    char line[400];
    const char *topic = fixture_path(home, name);
    assert_int_equal(file_make_folder(fixture_path(topic, "data"), NULL), STATUS_OK);
    snprintf(line, sizeof line, "# %s\n", name);
    fixture_file(topic, "topic.md", line);
    snprintf(line, sizeof line,
             "dataset,column,label,meaning,quality,caution\n%s,,,one visit,,\n"
             "%s,n,Number of %s,How many,caution,Late\n",
             dataset, dataset, name);
    fixture_file(topic, "dictionary.csv", line);
    snprintf(line, sizeof line, "data/%s.csv", dataset);
    return fixture_file(topic, line, "n,office\n1,Ost\n2,West\n");
}

static struct db *open_team(const char *home)
{
    struct db *db = NULL;
    assert_int_equal(db_open(&db, fixture_path(home, "team.db"), DB_TEAM, DB_CREATE, NULL),
                     STATUS_OK);
    return db;
}

/* The last notice of the import; "": none. */
static const char *import(struct db *db, const char *path)
{
    static char notice[400];
    const struct import_options options = {.by = "Ada"};
    struct import_result result;
    struct error err = {0};
    if (import_file(db, path, &options, &result, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    snprintf(notice, sizeof notice, "%s",
             result.notice_count ? result.notices[result.notice_count - 1] : "");
    import_result_free(&result);
    return notice;
}

static void assert_label(struct db *db, const char *dataset, const char *label)
{
    struct arena *arena = arena_new();
    struct dataset_info info;
    assert_int_equal(dataset_find(db, arena, dataset, &info, NULL), STATUS_OK);
    assert_string_equal(info.columns[0].label, label);
    arena_free(arena);
}

static void a_topic_comes_along(void **state)
{
    (void)state;
    const char *home = fixture_folder(), *visits = make_topic(home, "stays", "visits");
    struct db *db = open_team(home);
    struct arena *arena = arena_new();
    struct topic_folder topic;
    assert_non_null(strstr(import(db, visits), "comes from the topic folder stays"));
    assert_label(db, "visits", "Number of stays");
    assert_int_equal(topic_folder_from_file(db, arena, &topic, NULL), STATUS_OK);
    assert_string_equal(topic.text.page, "# stays\n");
    /* A second topic's file is described, and the team's topic stays. */
    assert_non_null(strstr(import(db, make_topic(home, "moves", "removals")), "in moves"));
    assert_label(db, "removals", "Number of moves");
    assert_int_equal(topic_folder_from_file(db, arena, &topic, NULL), STATUS_OK);
    assert_string_equal(topic.text.page, "# stays\n");
    arena_free(arena);
    db_close(db);
}

/* Beside the file, without a folder called data, only the dictionary is taken, and only where it
 * speaks of that file. */
static void a_dictionary_beside_the_file(void **state)
{
    (void)state;
    const char *home = fixture_folder();
    struct db *db = open_team(home);
    struct arena *arena = arena_new();
    struct topic_folder topic;
    make_topic(home, "stays", "visits");
    const char *folder = fixture_path(home, "stays");
    const char *visits = fixture_file(folder, "visits.csv", "n,office\n1,Ost\n2,West\n");
    const char *others = fixture_file(folder, "others.csv", "n,office\n1,Ost\n2,West\n");
    assert_non_null(strstr(import(db, visits), "dictionary.csv in stays"));
    assert_label(db, "visits", "Number of stays");
    assert_string_equal(import(db, others), "");
    assert_label(db, "others", "");
    assert_int_equal(topic_folder_from_file(db, arena, &topic, NULL), STATUS_NOT_FOUND);
    arena_free(arena);
    db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_topic_comes_along),
        cmocka_unit_test(a_dictionary_beside_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
