/*
 * What a team has made of the columns of one file, made again in the next one that is read like
 * it. The dataset is in by then: what can't be made is told, and no reason to refuse the file.
 */
#include "core/service/import_again.h"

#include "core/base/buffer.h"
#include "core/service/derive.h"
#include "core/store/dataset.h"

enum { WORDS_SIZE = 800 };

struct again {
    struct arena *arena;
    struct buffer made; /* names of the columns that could be made */
    int64_t count;      /* of them */
    const char **told;
    size_t told_count, room;
};

static void tell(struct again *again, enum text_id words, const struct text_value *values)
{
    char text[WORDS_SIZE];
    text_format(text, sizeof text, words, values);
    const char *copy = arena_string(again->arena, text);
    if (copy && again->told_count < again->room)
        again->told[again->told_count++] = copy;
}

static void take(void *context, const char *column, enum status status,
                 const struct derive_done *done, const struct error *err)
{
    struct again *again = context;
    (void)done;
    if (status != STATUS_OK) {
        tell(again, TEXT_IMPORT_AGAIN_NOT,
             TEXT_VALUES(text_string("column", column), text_string("reason", err->message)));
        return;
    }
    buffer_printf(&again->made, "%s%s", again->count > 0 ? ", " : "", column);
    again->count++;
}

/* The notices there were, and those that came. */
static void add_notices(const struct again *again, struct import_result *result)
{
    size_t count = result->notice_count + again->told_count;
    const char **all = arena_array(result->arena, count + 1, sizeof *all);
    if (!all)
        return;
    for (size_t i = 0; i < result->notice_count; i++)
        all[i] = result->notices[i];
    for (size_t i = 0; i < again->told_count; i++)
        all[result->notice_count + i] = again->told[i];
    result->notices = all;
    result->notice_count = count;
}

void import_make_again(struct db *db, const char *like, const char *by,
                       struct import_result *result)
{
    struct dataset_info from;
    struct error err = {0};
    struct again again = {.arena = result->arena};
    struct arena *arena = arena_new();
    if (!arena || dataset_find(db, arena, like, &from, NULL) != STATUS_OK) {
        arena_free(arena);
        return;
    }
    again.room = from.column_count + 2;
    again.told = arena_array(arena, again.room, sizeof *again.told);
    if (again.told &&
        derive_replay(db, from.id, result->dataset_id, by, take, &again, &err) != STATUS_OK)
        tell(&again, TEXT_IMPORT_AGAIN_NONE,
             TEXT_VALUES(text_string("dataset", from.name), text_string("reason", err.message)));
    if (again.count > 0 && !again.made.failed)
        tell(&again, TEXT_IMPORT_AGAIN_MADE,
             TEXT_VALUES(text_string("dataset", from.name), text_number("count", again.count),
                         text_string("columns", again.made.data)));
    add_notices(&again, result);
    buffer_free(&again.made);
    arena_free(arena);
}
