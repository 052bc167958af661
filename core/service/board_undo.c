/*
 * Taking back, doing again, and what was done in words. An undo is a change like any other,
 * with an entry of its own; it is refused when someone else has changed the same thing.
 */
#include <string.h>

#include "core/base/utf8.h"
#include "core/jam/board_form.h"
#include "core/service/board_internal.h"

enum { WORDS = 400, CARD_CELLS = 40, VALUE_CELLS = 60, PAST_MOST = 200 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- in words ---- */

static const struct {
    const char *action;
    enum text_id words;
} actions[] = {
    {"add", TEXT_BOARD_DID_ADD},         {"edit", TEXT_BOARD_DID_EDIT},
    {"move", TEXT_BOARD_DID_MOVE},       {"order", TEXT_BOARD_DID_ORDER},
    {"star", TEXT_BOARD_DID_STAR},       {"unstar", TEXT_BOARD_DID_UNSTAR},
    {"archive", TEXT_BOARD_DID_ARCHIVE}, {"restore", TEXT_BOARD_DID_RESTORE},
    {"link", TEXT_BOARD_DID_LINK},       {"unlink", TEXT_BOARD_DID_UNLINK},
    {"rival", TEXT_BOARD_DID_RIVAL},     {"settle", TEXT_BOARD_DID_SETTLE},
    {"pin", TEXT_BOARD_DID_PIN},         {"unpin", TEXT_BOARD_DID_UNPIN},
    {LOG_UNDO, TEXT_BOARD_DID_UNDO},     {LOG_REDO, TEXT_BOARD_DID_REDO},
};

static enum text_id words_of(const char *action)
{
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
        if (strcmp(actions[i].action, action) == 0)
            return actions[i].words;
    return TEXT_BOARD_DID_OTHER;
}

/* The start of a text on one line, in arena; "" without memory. */
static const char *start_of(struct arena *arena, const char *text, size_t cells)
{
    struct buffer safe = {0};
    utf8_screen(span_of(text, strcspn(text, "\n")), &safe);
    struct span fit = utf8_fit(buffer_span(&safe), cells, NULL);
    const char *more = fit.len < safe.len || text[strcspn(text, "\n")] ? "…" : "";
    const char *out = arena_printf(arena, "%.*s%s", (int)fit.len, fit.data, more);
    buffer_free(&safe);
    return out ? out : "";
}

static const char *column_words(const struct board_effect *effect)
{
    for (size_t i = 0; i < effect->count; i++) {
        enum board_column column;
        if (effect->values[i].field == CARD_COLUMN &&
            board_column_from_name(span_string(effect->values[i].after), &column))
            return text_get(board_column_label(column));
    }
    return "";
}

static const char *sentence(struct arena *arena, const char *action, const struct card *card,
                            const struct board_effect *effect)
{
    char words[WORDS];
    text_format(
        words, sizeof words, words_of(action),
        TEXT_VALUES(text_string("card", start_of(arena, card->texts[CARD_TEXT], CARD_CELLS)),
                    text_string("column", column_words(effect))));
    return arena_string(arena, words);
}

const char *board_entry_words(struct arena *arena, const struct log_entry *entry,
                              const struct card *card)
{
    struct board_effect effect;
    if (board_effect_read(arena, entry->undo, &effect, NULL) != STATUS_OK)
        effect = (struct board_effect){.card = card->id};
    return sentence(arena, entry->action, card, &effect);
}

/* ---- taking back ---- */

/* Somebody else has worked on a card that is to go away. */
static enum status refuse_others(struct db *db, struct arena *arena, const struct log_entry *entry,
                                 struct error *err)
{
    struct log_entry *entries;
    size_t count;
    if (strcmp(entry->action, "add") != 0)
        return STATUS_OK;
    enum status status =
        log_of(db, arena, BOARD_LOG_KIND, entry->subject, PAST_MOST, &entries, &count, err);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        if (entries[i].id > entry->id && strcmp(entries[i].by, entry->by) != 0)
            return error_set(err, STATUS_STALE, TEXT_BOARD_CHANGED_SINCE,
                             TEXT_VALUES(text_string("by", entries[i].by)));
    return status;
}

static enum status take_back(struct db *db, struct arena *arena, const struct log_entry *entry,
                             const char *action, const char **words, struct error *err)
{
    struct board_effect done;
    struct card card;
    char uuid[UUID_SIZE];
    enum status status = board_effect_read(arena, entry->undo, &done, err);
    if (status == STATUS_OK)
        status = card_read(db, arena, done.card, &card, err);
    if (status == STATUS_OK)
        status = refuse_others(db, arena, entry, err);
    if (status != STATUS_OK)
        return status;
    const struct board_effect effect = board_effect_reverse(&done);
    *words = sentence(arena, entry->action, &card, &done);
    if (!*words)
        return no_memory(err);
    status = board_effect_apply(db, arena, &effect, entry->by, err);
    if (status == STATUS_OK)
        status = board_note(db, arena, action, &card, entry->by, &effect, uuid, err);
    if (status == STATUS_OK)
        status = log_mark_undone(db, entry->uuid, uuid, err);
    return status;
}

typedef enum status find_fn(struct db *db, struct arena *arena, const char *kind, const char *by,
                            struct log_entry *out, bool *found, struct error *err);

static enum status step(struct db *db, struct arena *arena, const char *by, find_fn *find,
                        const char *action, const char **words, struct error *err)
{
    struct log_entry entry;
    bool found = false;
    *words = NULL;
    enum status status = db_begin(db, err);
    if (status != STATUS_OK)
        return status;
    status = find(db, arena, BOARD_LOG_KIND, by, &entry, &found, err);
    if (status == STATUS_OK && found)
        status = take_back(db, arena, &entry, action, words, err);
    if (status == STATUS_OK && found)
        return db_commit(db, err);
    db_rollback(db);
    return status;
}

enum status board_undo(struct db *db, struct arena *arena, const char *by, const char **words,
                       struct error *err)
{
    return step(db, arena, by, log_to_undo, LOG_UNDO, words, err);
}

enum status board_redo(struct db *db, struct arena *arena, const char *by, const char **words,
                       struct error *err)
{
    return step(db, arena, by, log_to_redo, LOG_REDO, words, err);
}

/* ---- the history of a card ---- */

struct past_list {
    struct arena *arena;
    struct board_past *lines;
    size_t count;
    const struct log_entry *entry;
    const struct card *card;
    bool failed;
};

static void add_line(struct past_list *list, const char *words)
{
    list->failed |= !words;
    list->lines[list->count++] =
        (struct board_past){.at_ms = list->entry->at_ms, .by = list->entry->by, .words = words};
}

static void add_value(struct past_list *list, const struct board_value *value)
{
    char words[WORDS];
    enum text_id form = value->before[0] == '\0'  ? TEXT_BOARD_PAST_FILLED
                        : value->after[0] == '\0' ? TEXT_BOARD_PAST_EMPTIED
                                                  : TEXT_BOARD_PAST_VALUE;
    enum text_id field = card_field_label(card_kind_of(list->card), value->field);
    text_format(
        words, sizeof words, form,
        TEXT_VALUES(text_string("field", text_get(field)),
                    text_string("before", start_of(list->arena, value->before, VALUE_CELLS)),
                    text_string("after", start_of(list->arena, value->after, VALUE_CELLS))));
    add_line(list, arena_string(list->arena, words));
}

static void add_rival(struct past_list *list, const struct card_rival *rival)
{
    char words[WORDS];
    enum text_id field = card_field_label(card_kind_of(list->card), rival->field);
    text_format(words, sizeof words, TEXT_BOARD_PAST_RIVAL,
                TEXT_VALUES(text_string("field", text_get(field)),
                            text_string("text", start_of(list->arena, rival->text, VALUE_CELLS))));
    add_line(list, arena_string(list->arena, words));
}

/* One line for the whole, or one for each text that was changed. */
static void add_entry(struct past_list *list)
{
    struct board_effect effect;
    bool told = false;
    if (board_effect_read(list->arena, list->entry->undo, &effect, NULL) != STATUS_OK)
        effect = (struct board_effect){.card = list->card->id};
    for (size_t i = 0; i < effect.count; i++) {
        if (effect.values[i].field > CARD_KIND)
            continue;
        add_value(list, &effect.values[i]);
        told = true;
    }
    if (effect.rival && !effect.settled) {
        add_rival(list, effect.rival);
        told = true;
    }
    if (!told)
        add_line(list, sentence(list->arena, list->entry->action, list->card, &effect));
}

enum status board_history(struct db *db, struct arena *arena, int64_t id, struct board_past **out,
                          size_t *count, struct error *err)
{
    struct card card;
    struct log_entry *entries;
    size_t entry_count = 0;
    struct past_list list = {.arena = arena, .card = &card};
    enum status status = card_read(db, arena, id, &card, err);
    if (status == STATUS_OK)
        status =
            log_of(db, arena, BOARD_LOG_KIND, card.uuid, PAST_MOST, &entries, &entry_count, err);
    if (status != STATUS_OK)
        return status;
    list.lines = arena_array(arena, entry_count * CARD_FIELDS, sizeof *list.lines);
    if (!list.lines)
        return no_memory(err);
    for (size_t i = 0; i < entry_count; i++) {
        list.entry = &entries[i];
        add_entry(&list);
    }
    *out = list.lines;
    *count = list.count;
    return list.failed ? no_memory(err) : STATUS_OK;
}
