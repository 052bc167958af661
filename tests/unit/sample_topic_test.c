/* The sample jam's texts: pages that fit on a page, dictionaries that leave nothing out. */
#include "tests/support/check.h"

#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/embedded.h"
#include "core/base/utf8.h"
#include "core/ingest/small_csv.h"
#include "core/jam/dictionary.h"
#include "core/jam/sample.h"

#define JAM "sample-data/social-assistance/"

enum { PAGE_LINES = 60, PAGE_WIDTH = 100, TOPICS = 5 };

static enum status add_entry(void *context, const struct span *fields, size_t count, int64_t line,
                             struct error *err)
{
    return dictionary_add_row(context, fields, count, line, err);
}

static void read_dictionary(struct dictionary_reader *reader, const char *topic)
{
    char path[200];
    struct span text;

    snprintf(path, sizeof(path), JAM "topics/%s/dictionary.csv", topic);
    assert_true(embedded_find(path, &text));
    assert_int_equal(small_csv_read(text, add_entry, reader, NULL), STATUS_OK);
    assert_int_equal(reader->result.notice_count, 0);
}

/* Checks the entry of one column; a name ends at a comma of the header line. */
static void check_column(const struct dictionary *dictionary, const struct sample_dataset *dataset,
                         struct span name)
{
    char column[64];
    const struct dictionary_entry *entry;

    snprintf(column, sizeof(column), "%.*s", (int)name.len, name.data);
    entry = dictionary_find(dictionary, dataset->name, column);
    if (!entry)
        fail_msg("%s: no line for %s.%s", dataset->topic, dataset->name, column);
    assert_string_not_equal(entry->label, "");
    assert_string_not_equal(entry->meaning, "");
    assert_int_not_equal(entry->quality, QUALITY_NONE);
    if (entry->quality != QUALITY_GOOD)
        assert_string_not_equal(entry->caution, "");
}

static size_t check_dataset(const struct dictionary *dictionary,
                            const struct sample_dataset *dataset)
{
    const char *name = dataset->header;
    const struct dictionary_entry *entry = dictionary_find(dictionary, dataset->name, "");
    size_t lines = 1;

    assert_non_null(entry);
    assert_int_equal(strncmp(entry->meaning, "one ", 4), 0);
    for (; *name; lines++) {
        const size_t len = strcspn(name, ",");

        check_column(dictionary, dataset, span_of(name, len));
        name += len + (name[len] == ',' ? 1 : 0);
    }
    return lines;
}

static void test_dictionaries_have_every_column_and_no_other(void **state)
{
    size_t count;
    const struct sample_dataset *datasets = sample_datasets(&count);

    (void)state;
    for (size_t i = 0; i < count;) {
        struct dictionary_reader reader = {.arena = arena_new()};
        const char *topic = datasets[i].topic;
        size_t lines = 0;

        read_dictionary(&reader, topic);
        for (; i < count && strcmp(datasets[i].topic, topic) == 0; i++)
            lines += check_dataset(&reader.result, &datasets[i]);
        assert_int_equal(reader.result.entry_count, lines);
        arena_free(reader.arena);
    }
}

static void check_page(const char *path, struct span page)
{
    size_t lines = 0;

    for (size_t at = 0; at < page.len; lines++) {
        const char *end = memchr(page.data + at, '\n', page.len - at);
        const size_t len = end ? (size_t)(end - (page.data + at)) : page.len - at;

        if (utf8_screen_width(span_of(page.data + at, len)) > PAGE_WIDTH)
            fail_msg("%s: line %zu is too wide", path, lines + 1);
        at += len + 1;
    }
    assert_in_range(lines, 20, PAGE_LINES);
    for (const char *const *part =
             (const char *const[]){"\n## What do we want to know?\n", "\n## Tips\n", "\n## Ideas\n",
                                   "\n## Cautions\n", "](https://", NULL};
         *part; part++) {
        if (!memmem(page.data, page.len, *part, strlen(*part)))
            fail_msg("%s: no \"%s\"", path, *part);
    }
}

static void test_a_topic_is_one_page(void **state)
{
    const struct embedded_file *file = NULL;
    int pages = 0;

    (void)state;
    while ((file = embedded_next(JAM "topics/", file)) != NULL) {
        if (!strstr(file->path, "/topic.md"))
            continue;
        assert_true(utf8_valid(embedded_span(file)));
        check_page(file->path, embedded_span(file));
        pages++;
    }
    assert_int_equal(pages, TOPICS);
}

/* Each item of the agenda begins when the one before it ends. */
static enum status check_item(void *context, const struct span *fields, size_t count, int64_t line,
                              struct error *err)
{
    int *clock = context;
    int hours;
    int minutes;
    int length;
    char item[64];

    (void)err;
    assert_int_equal(count, 6);
    if (line == 1)
        return STATUS_OK;
    snprintf(item, sizeof(item), "%.*s %.*s", (int)fields[0].len, fields[0].data,
             (int)fields[2].len, fields[2].data);
    assert_int_equal(sscanf(item, "%d:%d %d", &hours, &minutes, &length), 3);
    assert_true(*clock == 0 || hours * 60 + minutes == *clock);
    *clock = hours * 60 + minutes + length;
    return STATUS_OK;
}

static void test_the_agenda_has_no_gaps(void **state)
{
    struct span agenda;
    int clock = 0;

    (void)state;
    assert_true(embedded_find(JAM "agenda.csv", &agenda));
    assert_int_equal(small_csv_read(agenda, check_item, &clock, NULL), STATUS_OK);
    assert_int_equal(clock, 16 * 60 + 15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dictionaries_have_every_column_and_no_other),
        cmocka_unit_test(test_a_topic_is_one_page),
        cmocka_unit_test(test_the_agenda_has_no_gaps),
    };

    return cmocka_run_group_tests_name("sample topics", tests, NULL, NULL);
}
