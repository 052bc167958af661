/*
 * What the doctor looks at before a day, topic by topic: the page, the dictionary, and the data,
 * which are loaded into memory as a team's would be.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/buffer.h"
#include "core/base/file.h"
#include "core/base/utf8.h"
#include "core/service/doctor_internal.h"
#include "core/service/team_data.h"
#include "core/service/topic_folder.h"
#include "core/store/dataset.h"

enum { PAGE_LINES = 70, PAGE_CELLS = 80, NAMED_MOST = 8 };

struct topic_check {
    struct doctor *doctor;
    const char *name, *folder;
    struct db *db; /* in memory */
    struct topic_folder topic;
    struct team_data_brought data;
    size_t troubles;
};

static void wrong(struct topic_check *check, enum finding_level level, enum text_id words,
                  const char *what, int64_t number)
{
    check->troubles++;
    doctor_find(check->doctor, level, words,
                TEXT_VALUES(text_string("topic", check->name), text_string("what", what),
                            text_number("number", number)));
}

/* ---- the page ---- */

/* Lines on paper: long ones are broken. */
static int64_t printed_lines(const char *page)
{
    int64_t lines = 0;
    for (const char *at = page; *at;) {
        size_t len = strcspn(at, "\n");
        int64_t cells = (int64_t)utf8_screen_width(span_of(at, len));
        lines += cells > PAGE_CELLS ? (cells + PAGE_CELLS - 1) / PAGE_CELLS : 1;
        at += len + (at[len] == '\n');
    }
    return lines;
}

static void look_at_page(struct topic_check *check)
{
    const char *page = check->topic.text.page;
    int64_t lines = page ? printed_lines(page) : 0;
    if (lines == 0)
        wrong(check, FINDING_WRONG, TEXT_DOCTOR_NO_PAGE, "", 0);
    else if (lines > PAGE_LINES)
        wrong(check, FINDING_WARNING, TEXT_DOCTOR_LONG_PAGE, "", lines);
}

/* ---- the dictionary ---- */

typedef bool lacks_fn(const struct column_info *column);

static bool lacks_meaning(const struct column_info *column)
{
    return !*column->meaning;
}

static bool lacks_mark(const struct column_info *column)
{
    return column->quality == QUALITY_NONE;
}

static void look_for(struct topic_check *check, const struct dataset_info *dataset, lacks_fn *lacks,
                     enum text_id words)
{
    struct buffer names = {0};
    int64_t count = 0;
    for (size_t i = 0; i < dataset->column_count; i++) {
        if (!lacks(&dataset->columns[i]))
            continue;
        if (count++ < NAMED_MOST)
            buffer_printf(&names, "%s%s", count > 1 ? ", " : "", dataset->columns[i].name);
    }
    if (count > NAMED_MOST)
        buffer_add_string(&names, ", …");
    if (count > 0) {
        check->troubles++;
        doctor_find(check->doctor, FINDING_WARNING, words,
                    TEXT_VALUES(text_string("topic", check->name),
                                text_string("dataset", dataset->name),
                                text_string("columns", buffer_span(&names).data)));
    }
    buffer_free(&names);
}

static enum status look_at_columns(struct topic_check *check, struct error *err)
{
    struct dataset_info *datasets = NULL;
    size_t count = 0;
    enum status status = topic_adopt(check->db, check->doctor->arena, &check->topic, err);
    if (status == STATUS_OK)
        status = dataset_list(check->db, check->doctor->arena, &datasets, &count, err);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        look_for(check, &datasets[i], lacks_meaning, TEXT_DOCTOR_NO_MEANING);
        look_for(check, &datasets[i], lacks_mark, TEXT_DOCTOR_NO_MARK);
    }
    for (size_t i = 0; i < check->topic.notice_count; i++) {
        const struct topic_notice *notice = &check->topic.notices[i];
        wrong(check, FINDING_WARNING, TEXT_DOCTOR_DICTIONARY, notice->message, notice->line);
    }
    return status;
}

/* ---- the data ---- */

static void load(struct topic_check *check)
{
    const struct team_data_wish wish = {.by = ""};
    struct error err = {0};
    if (team_data_import(check->db, check->folder, &wish, &check->data, &err) != STATUS_OK)
        wrong(check, FINDING_WRONG, TEXT_DOCTOR_DATA_BAD, err.message, 0);
    else if (check->data.datasets == 0)
        wrong(check, FINDING_WRONG, TEXT_DOCTOR_NO_DATA, "", 0);
}

static enum status look_at_topic(struct topic_check *check, struct error *err)
{
    struct error trouble = {0};
    enum status status =
        topic_folder_read(check->doctor->arena, check->folder, &check->topic, &trouble);
    if (status == STATUS_NOT_FOUND) {
        wrong(check, FINDING_WRONG, TEXT_DOCTOR_NO_PAGE, "", 0);
        return STATUS_OK;
    }
    if (status != STATUS_OK) {
        wrong(check, FINDING_WRONG, TEXT_DOCTOR_DATA_BAD, trouble.message, 0);
        return STATUS_OK;
    }
    look_at_page(check);
    status = db_open(&check->db, NULL, DB_TEAM, DB_MEMORY, err);
    if (status != STATUS_OK)
        return status;
    load(check);
    status = look_at_columns(check, err);
    db_close(check->db);
    if (status == STATUS_OK && check->troubles == 0)
        doctor_find(check->doctor, FINDING_GOOD, TEXT_DOCTOR_TOPIC,
                    TEXT_VALUES(text_string("topic", check->name),
                                text_number("datasets", check->data.datasets),
                                text_number("rows", check->data.rows)));
    return status;
}

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

enum status doctor_check_topics(struct doctor *doctor, struct error *err)
{
    struct dirent **entries = NULL;
    const char *topics = arena_printf(doctor->arena, "%s/topics", doctor->jam);
    int count = topics ? scandir(topics, &entries, is_shown, by_name) : 0;
    enum status status = !topics     ? error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL)
                         : count < 0 ? error_set_errno(err, errno, topics)
                                     : STATUS_OK;
    for (int i = 0; i < count; i++) {
        struct topic_check check = {
            .doctor = doctor,
            .name = arena_string(doctor->arena, entries[i]->d_name),
            .folder = arena_printf(doctor->arena, "%s/%s", topics, entries[i]->d_name)};
        if (status == STATUS_OK && check.name && check.folder && file_is_folder(check.folder))
            status = look_at_topic(&check, err);
        free(entries[i]);
    }
    free(entries);
    if (count == 0)
        doctor_find(doctor, FINDING_WRONG, TEXT_DOCTOR_NO_TOPICS, NULL);
    return status;
}
