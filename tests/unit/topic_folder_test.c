/* Topic folders: reading them, copying one into a team file, describing its datasets. */
#include "tests/support/check.h"

#include <stdlib.h>
#include <string.h>

#include "core/service/topic_folder.h"
#include "core/store/dataset.h"
#include "tests/support/fixture.h"
#include "tests/support/team.h"

static struct topic_folder read_folder(struct arena *arena, const char *folder)
{
    struct topic_folder topic;
    struct error err = {0};
    if (topic_folder_read(arena, folder, &topic, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return topic;
}

static void a_dictionary_describes_the_datasets(void **state)
{
    (void)state;
    const char *folder = fixture_folder();
    fixture_file(folder, "topic.md", "\xEF\xBB\xBF# Visits\n");
    fixture_file(folder, "dictionary.csv",
                 "dataset,column,label,meaning,quality,caution,order,role\n"
                 "visits,,Visits of clients,one visit,,,,\n"
                 "visits,Amount,Paid,What was paid,caution,Late entries,,measure\n"
                 "visits,offices,Office,,good,,,\n"
                 "other,x,,,,,,\n");
    struct arena *arena = arena_new();
    struct db *db;
    struct error err = {0};
    assert_int_equal(db_open(&db, NULL, DB_TEAM, DB_MEMORY, &err), STATUS_OK);
    team_add_visits(db, 5);
    struct topic_folder topic = read_folder(arena, folder);
    assert_string_equal(topic.text.page, "# Visits\n");
    assert_int_equal(topic_adopt(db, arena, &topic, &err), STATUS_OK);
    assert_int_equal(topic.notice_count, 1);
    assert_int_equal(topic.notices[0].line, 4);
    assert_non_null(strstr(topic.notices[0].message, "did you mean office?"));
    struct dataset_info visits;
    assert_int_equal(dataset_find(db, arena, "visits", &visits, &err), STATUS_OK);
    assert_string_equal(visits.grain, "one visit");
    const struct column_info *amount = &visits.columns[2];
    assert_string_equal(amount->label, "Paid");
    assert_int_equal(amount->quality, QUALITY_CAUTION);
    assert_string_equal(visits.columns[0].label, "Client number"); /* not named: as it was */
    struct topic_folder copy;
    assert_int_equal(topic_folder_from_file(db, arena, &copy, &err), STATUS_OK);
    assert_string_equal(copy.text.page, "# Visits\n");
    assert_int_equal(copy.dictionary.entry_count, 4);
    db_close(db);
    arena_free(arena);
}

static void a_folder_may_be_incomplete(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct topic_folder topic;
    struct error err = {0};
    const char *folder = fixture_folder();
    assert_int_equal(topic_folder_read(arena, folder, &topic, &err), STATUS_NOT_FOUND);
    fixture_file(folder, "dictionary.csv", "no,header\n1,2\n");
    topic = read_folder(arena, folder);
    assert_string_equal(topic.text.page, "");
    assert_int_equal(topic.notice_count, 3);
    assert_int_equal(topic.dictionary.entry_count, 0);
    arena_free(arena);
}

static void a_page_has_a_title(void **state)
{
    (void)state;
    static const struct {
        const char *page, *title;
    } cases[] = {{"# Long-term clients\n\ntext", "Long-term clients"},
                 {"\r\ntext\r\n##  Two words ##\r\n", "Two words"},
                 {"#hashtag\n# Real", "Real"},
                 {"no heading", NULL},
                 {"# \n", NULL},
                 {"", NULL}};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *title = topic_title(arena, cases[i].page);
        if (cases[i].title)
            assert_string_equal(title, cases[i].title);
        else
            assert_null(title);
    }
    arena_free(arena);
}

/* The sample's own topics are free of notices. */
static void the_sample_topics_are_clean(void **state)
{
    (void)state;
    static const char *const names[] = {"changing-caseload", "long-term-clients", "participation",
                                        "additional-benefits", "integration-focus"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct arena *arena = arena_new();
        struct topic_folder topic = read_folder(
            arena, arena_printf(arena, "sample-data/social-assistance/topics/%s", names[i]));
        assert_true(topic.dictionary.entry_count > 5);
        if (topic.notice_count > 0)
            fail_msg("%s:%d: %s", topic.notices[0].file, (int)topic.notices[0].line,
                     topic.notices[0].message);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dictionary_describes_the_datasets),
        cmocka_unit_test(a_folder_may_be_incomplete),
        cmocka_unit_test(a_page_has_a_title),
        cmocka_unit_test(the_sample_topics_are_clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
