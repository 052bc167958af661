/* The small records of a team file: meta, topic, people, log, views. */
#include "tests/support/check.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/store/log.h"
#include "core/store/meta.h"
#include "core/store/person.h"
#include "core/store/topic.h"
#include "core/store/view.h"

struct fixture {
    struct db *db;
    struct arena *arena;
};

static int open_memory(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct error err = {0};
    f->arena = arena_new();
    if (db_open(&f->db, NULL, DB_TEAM, DB_MEMORY, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    *state = f;
    return 0;
}

static int close_memory(void **state)
{
    struct fixture *f = *state;
    db_close(f->db);
    arena_free(f->arena);
    free(f);
    return 0;
}

static const char *get(struct fixture *f, const char *key)
{
    const char *out;
    assert_int_equal(meta_get(f->db, f->arena, key, &out, NULL), STATUS_OK);
    return out;
}

static void test_meta(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(strlen(get(f, META_UUID)), UUID_SIZE - 1);
    assert_int_equal(strlen(get(f, META_CREATED)), strlen("2026-05-12T10:33:00Z"));
    assert_string_equal(get(f, META_TEAM), "");
    assert_int_equal(meta_set(f->db, META_TEAM, "North", NULL), STATUS_OK);
    assert_int_equal(meta_set(f->db, META_TEAM, "N'); DROP TABLE dj_meta; --", NULL), STATUS_OK);
    assert_string_equal(get(f, META_TEAM), "N'); DROP TABLE dj_meta; --");
}

static void test_topic(void **state)
{
    struct fixture *f = *state;
    struct topic_text topic;
    assert_int_equal(topic_read(f->db, f->arena, &topic, NULL), STATUS_NOT_FOUND);
    assert_string_equal(topic.page, "");
    const struct topic_text first = {.name = "a", .page = "# A", .dictionary = "", .at_ms = 0};
    const struct topic_text second = {
        .name = "long-term", .page = "# Long\n", .dictionary = "d,c\n", .at_ms = 5};
    assert_int_equal(topic_write(f->db, &first, NULL), STATUS_OK);
    assert_int_equal(topic_write(f->db, &second, NULL), STATUS_OK);
    assert_int_equal(topic_read(f->db, f->arena, &topic, NULL), STATUS_OK);
    assert_string_equal(topic.name, "long-term");
    assert_string_equal(topic.page, "# Long\n");
    assert_string_equal(topic.dictionary, "d,c\n");
    assert_int_equal(topic.at_ms, 5);
}

static void test_people(void **state)
{
    struct fixture *f = *state;
    struct person *people;
    struct error err = {0};
    size_t count;
    assert_int_equal(person_add(f->db, &(struct person){.name = "Person B"}, &err), STATUS_OK);
    assert_int_equal(person_add(f->db, &(struct person){.name = "person a", .role = "coach"}, &err),
                     STATUS_OK);
    assert_int_equal(person_add(f->db, &(struct person){.name = "PERSON A"}, &err), STATUS_EXISTS);
    assert_non_null(strstr(err.message, "PERSON A"));
    assert_int_equal(person_add(f->db, &(struct person){.name = ""}, &err), STATUS_INVALID);
    assert_int_equal(person_list(f->db, f->arena, &people, &count, &err), STATUS_OK);
    assert_int_equal(count, 2);
    assert_string_equal(people[0].name, "person a");
    assert_string_equal(people[0].role, "coach");
    assert_int_not_equal(people[0].id, people[1].id);
}

static void test_log(void **state)
{
    struct fixture *f = *state;
    struct log_entry *entries;
    size_t count;
    char first[UUID_SIZE], second[UUID_SIZE];
    const struct log_entry import = {
        .by = "Person A", .action = "import", .kind = "dataset", .subject = "7", .detail = "{}"};
    const struct log_entry undo = {.at_ms = 99, .by = "Person B", .action = "undo"};
    assert_int_equal(log_add(f->db, &import, first, NULL), STATUS_OK);
    assert_int_equal(log_add(f->db, &undo, second, NULL), STATUS_OK);
    assert_int_equal(log_mark_undone(f->db, first, second, NULL), STATUS_OK);
    assert_int_equal(log_mark_undone(f->db, first, second, NULL), STATUS_STALE);
    assert_int_equal(log_list(f->db, f->arena, 0, 10, &entries, &count, NULL), STATUS_OK);
    assert_int_equal(count, 2);
    assert_string_equal(entries[0].action, "undo");
    assert_int_equal(entries[0].at_ms, 99);
    assert_string_equal(entries[1].undone, second);
    int64_t before = entries[0].id;
    assert_int_equal(log_list(f->db, f->arena, before, 10, &entries, &count, NULL), STATUS_OK);
    assert_int_equal(count, 1);
    assert_string_equal(entries[0].subject, "7");
}

static void test_views(void **state)
{
    struct fixture *f = *state;
    struct stored_view *views, view = {.uuid = "v1", .name = "Singles", .version = 1, .json = "{}"};
    struct error err = {0};
    size_t count;
    assert_int_equal(stored_view_save(f->db, &view, &err), STATUS_OK);
    assert_int_equal(stored_view_list(f->db, f->arena, &views, &count, &err), STATUS_OK);
    assert_int_equal(count, 1);
    assert_int_equal(views[0].revision, 1);
    view.revision = 1;
    view.json = "{\"a\":1}";
    assert_int_equal(stored_view_save(f->db, &view, &err), STATUS_OK);
    assert_int_equal(stored_view_save(f->db, &view, &err), STATUS_STALE);
    assert_int_equal(stored_view_list(f->db, f->arena, &views, &count, &err), STATUS_OK);
    assert_int_equal(views[0].revision, 2);
    assert_string_equal(views[0].json, "{\"a\":1}");
    assert_int_equal(stored_view_delete(f->db, "v1", &err), STATUS_OK);
    assert_int_equal(stored_view_delete(f->db, "v1", &err), STATUS_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, open_memory, close_memory)
        T(test_meta), T(test_topic), T(test_people), T(test_log), T(test_views),
    };
    return cmocka_run_group_tests_name("store_records", tests, NULL, NULL);
}
