/* The sample jam on disk: whole, found again, completed, and never over something else. */
#include "tests/support/check.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/service/demo.h"
#include "core/service/topic_folder.h"
#include "core/store/dataset.h"
#include "core/store/meta.h"
#include "tests/support/fixture.h"

#define LARGEST "topics/changing-caseload/data/caseload.csv"

static int make_jam(void **state)
{
    const char *folder = fixture_path(fixture_folder(), "jam");

    *state = strdup(folder);
    return *state && demo_make(folder, NULL, NULL) == STATUS_OK ? 0 : -1;
}

static int forget(void **state)
{
    free(*state);
    return 0;
}

static void note_id(void *context, enum text_id id, const struct text_value *values)
{
    (void)values;
    *(enum text_id *)context = id;
}

/* Makes the jam once more and gives the last thing that was said. */
static enum text_id make_again(const char *folder)
{
    enum text_id id = TEXT_COUNT;
    const struct demo_listener listener = {&id, note_id};
    struct error err = {0};

    if (demo_make(folder, &listener, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return id;
}

static void check_no_leftovers(const char *folder)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;

    assert_non_null(dir);
    while ((entry = readdir(dir)) != NULL) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
            (entry->d_name[0] == '.' || strstr(entry->d_name, ".part")))
            fail_msg("left behind: %s/%s", folder, entry->d_name);
    }
    closedir(dir);
}

static void test_a_new_jam_is_whole(void **state)
{
    const char *folder = *state;

    assert_true(file_exists(fixture_path(folder, LARGEST)));
    assert_true(file_exists(fixture_path(folder, "topics/participation/topic.md")));
    assert_true(file_exists(fixture_path(folder, "jam.db")));
    check_no_leftovers(folder);
    check_no_leftovers(fixture_path(folder, "teams/north"));
    check_no_leftovers(fixture_path(folder, "topics/changing-caseload/data"));
}

static int64_t bytes_of(const char *folder)
{
    DIR *dir = opendir(folder);
    int64_t bytes = 0;
    assert_non_null(dir);
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        const char *path = fixture_path(folder, entry->d_name);
        struct stat info;
        if (entry->d_name[0] == '.' || stat(path, &info) != 0)
            continue;
        bytes += S_ISDIR(info.st_mode) ? bytes_of(path) : (int64_t)info.st_size;
    }
    closedir(dir);
    return bytes;
}

/* Help and README say about how much room it takes. */
static void test_it_takes_the_room_that_is_told(void **state)
{
    int64_t megabytes = bytes_of(*state) / 1000000;
    struct buffer readme = {0};
    assert_in_range(megabytes, 65, 74);
    assert_non_null(strstr(text_get(TEXT_DEMO_MORE), "about 70 MB"));
    assert_int_equal(file_read("README.md", 1 << 20, &readme, NULL), STATUS_OK);
    assert_non_null(strstr(readme.data, "about 70 MB"));
    buffer_free(&readme);
}

static void test_the_team_has_its_topic_and_data(void **state)
{
    struct arena *arena = arena_new();
    char *path = demo_team_file(*state);
    struct dataset_info dataset;
    struct topic_folder topic;
    const char *team;
    struct db *db;

    assert_int_equal(db_open(&db, path, DB_TEAM, DB_READ, NULL), STATUS_OK);
    assert_int_equal(meta_get(db, arena, META_TEAM, &team, NULL), STATUS_OK);
    assert_string_equal(team, "North");
    assert_int_equal(topic_folder_from_file(db, arena, &topic, NULL), STATUS_OK);
    assert_int_equal(topic.notice_count, 0);
    assert_memory_equal(topic.text.page, "# Long-term clients\n", 20);
    assert_int_equal(dataset_find(db, arena, "caseload_2019", &dataset, NULL), STATUS_OK);
    assert_int_equal(dataset.column_count, 18);
    assert_int_equal(dataset.aside, 0);
    assert_string_equal(dataset.grain, "one client in one month");
    assert_int_equal(dataset.columns[0].type, COLUMN_TEXT); /* 000011 keeps its zeros */
    assert_int_equal(dataset.columns[0].role, ROLE_CASE_ID);
    assert_int_equal(dataset.columns[4].type, COLUMN_INTEGER);
    assert_int_equal(dataset.columns[4].quality, QUALITY_GOOD);
    assert_string_equal(dataset.columns[9].label, "Months on assistance");
    assert_int_equal(dataset.columns[11].type, COLUMN_DECIMAL); /* earnings, with N/A in it */
    assert_true(dataset.columns[11].misfits > 1000);
    assert_int_equal(dataset.columns[17].quality, QUALITY_IGNORE);
    db_close(db);
    free(path);
    arena_free(arena);
}

static void test_a_jam_that_is_there_stays_as_it_is(void **state)
{
    const char *mine = fixture_file(*state, "topics/participation/topic.md", "mine");
    struct buffer text = {0};

    assert_int_equal(make_again(*state), TEXT_DEMO_THERE);
    assert_int_equal(file_read(mine, 100, &text, NULL), STATUS_OK);
    assert_int_equal(text.len, 4);
    buffer_free(&text);
}

static void test_a_half_made_jam_is_completed(void **state)
{
    struct arena *arena = arena_new();
    const char *folder = *state;
    const char *team_file = fixture_path(folder, "teams/north/team.db");
    const char *kept = fixture_file(folder, "topics/participation/data/referrals.csv", "a\n1\n");
    struct buffer text = {0};

    if (getenv("DATAJAM_SLOW")) { /* the other tests have made one under valgrind */
        arena_free(arena);
        skip();
    }
    fixture_file(folder, ".unfinished", "");
    fixture_file(folder, "topics/changing-caseload/data/caseload.csv.part", "case_id,");
    fixture_file(folder, "teams/north/team.db", "half");
    assert_int_equal(unlink(fixture_path(folder, LARGEST)), 0);
    assert_int_equal(make_again(folder), TEXT_DEMO_READY);
    assert_true(file_exists(fixture_path(folder, LARGEST)));
    assert_false(file_exists(fixture_path(folder, ".unfinished")));
    check_no_leftovers(fixture_path(folder, "topics/changing-caseload/data"));
    assert_int_equal(file_read(kept, 100, &text, NULL), STATUS_OK);
    assert_int_equal(text.len, 4);
    text.len = 0;
    assert_int_equal(file_read(team_file, 200000000, &text, NULL), STATUS_OK);
    assert_memory_equal(text.data, "SQLite format 3", 15);
    buffer_free(&text);
    arena_free(arena);
}

static void test_a_folder_in_use_is_left_alone(void **state)
{
    const char *folder = fixture_folder();
    struct error err = {0};

    (void)state;
    fixture_file(folder, "letter.txt", "dear");
    assert_int_equal(demo_make(folder, NULL, &err), STATUS_EXISTS);
    assert_non_null(strstr(err.message, "there is something else in this folder"));
    assert_false(file_exists(fixture_path(folder, "jam.db")));
    assert_int_equal(demo_make(fixture_path(folder, "letter.txt"), NULL, &err), STATUS_EXISTS);
    assert_non_null(strstr(err.message, "this is a file"));
}

static void test_two_at_once_is_said(void **state)
{
    const char *folder = fixture_folder();
    const char *mark = fixture_file(folder, ".unfinished", "");
    const int fd = open(mark, O_RDWR | O_CLOEXEC);
    struct error err = {0};

    (void)state;
    assert_int_equal(flock(fd, LOCK_EX), 0);
    assert_int_equal(demo_make(folder, NULL, &err), STATUS_BUSY);
    assert_false(file_exists(fixture_path(folder, "jam.db")));
    close(fd);
}

static void test_without_a_home_there_is_no_default(void **state)
{
    char *home = getenv("HOME") ? strdup(getenv("HOME")) : NULL;
    char *folder;

    (void)state;
    setenv("HOME", "/somewhere", 1);
    folder = demo_default_folder();
    assert_string_equal(folder, "/somewhere/datajam-demo");
    free(folder);
    unsetenv("HOME");
    assert_null(demo_default_folder());
    if (home)
        setenv("HOME", home, 1);
    free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_new_jam_is_whole),
        cmocka_unit_test(test_it_takes_the_room_that_is_told),
        cmocka_unit_test(test_the_team_has_its_topic_and_data),
        cmocka_unit_test(test_a_jam_that_is_there_stays_as_it_is),
        cmocka_unit_test(test_a_half_made_jam_is_completed),
        cmocka_unit_test(test_a_folder_in_use_is_left_alone),
        cmocka_unit_test(test_two_at_once_is_said),
        cmocka_unit_test(test_without_a_home_there_is_no_default),
    };

    return cmocka_run_group_tests_name("demo", tests, make_jam, forget);
}
