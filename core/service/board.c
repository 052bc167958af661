/* The board as a whole: reading it, new cards, and what all changes have in common. */
#include "core/service/board.h"

#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/service/board_internal.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* Between neighbours that are nearer than that, the column is numbered anew. */
#define ROOM_LEAST 1e-6

/* ---- reading ---- */

static enum status read_tables(struct db *db, struct arena *arena, struct board *out,
                               struct error *err)
{
    enum status status = card_list(db, arena, &out->cards, &out->card_count, err);
    if (status == STATUS_OK)
        status = card_link_list(db, arena, &out->links, &out->link_count, err);
    if (status == STATUS_OK)
        status = card_rival_list(db, arena, &out->rivals, &out->rival_count, err);
    if (status == STATUS_OK)
        status = evidence_list(db, arena, &out->evidence, &out->evidence_count, err);
    return status;
}

enum status board_read(struct db *db, struct arena *arena, struct board *out, struct error *err)
{
    *out = (struct board){.card_count = 0};
    enum status status = db_read_begin(db, err);
    if (status != STATUS_OK)
        return status;
    status = read_tables(db, arena, out, err);
    db_read_end(db);
    return status;
}

const struct card *board_card(const struct board *board, int64_t id)
{
    for (size_t i = 0; i < board->card_count; i++)
        if (board->cards[i].id == id)
            return &board->cards[i];
    return NULL;
}

/* What this version does not know is a note. */
enum card_kind card_kind_of(const struct card *card)
{
    enum card_kind kind = CARD_NOTE;
    if (strcmp(card->texts[CARD_KIND], card_kind_name(CARD_FRAME)) == 0)
        return CARD_FRAME;
    return card_kind_from_name(span_string(card->texts[CARD_KIND]), &kind) ? kind : CARD_NOTE;
}

enum board_column card_column_of(const struct card *card)
{
    enum board_column column = BOARD_QUESTIONS;
    return board_column_from_name(span_string(card->texts[CARD_COLUMN]), &column)
               ? column
               : card_kind_column(card_kind_of(card));
}

/* ---- what all changes have in common ---- */

enum status board_text(struct arena *arena, const char *text, const char **out, struct error *err)
{
    struct buffer good = {0};
    struct span bytes = span_string(text);
    if (bytes.len > BOARD_TEXT_MAX)
        return error_set(err, STATUS_INVALID, TEXT_BOARD_TOO_LONG,
                         TEXT_VALUES(text_number("most", BOARD_TEXT_MAX)));
    *out = text ? text : "";
    if (utf8_valid(bytes)) {
        *out = arena_string(arena, *out);
    } else {
        utf8_repair(bytes, &good);
        *out = good.failed ? NULL : arena_copy(arena, buffer_span(&good));
        buffer_free(&good);
    }
    return *out ? STATUS_OK : no_memory(err);
}

static double position_of(const struct card *card)
{
    double position = 0;
    sscanf(card->texts[CARD_POSITION], "%lf", &position);
    return position;
}

static bool stands_in(const struct card *card, enum board_column column, int64_t but)
{
    return card->id != but && card_kind_of(card) != CARD_FRAME && card_column_of(card) == column;
}

/* The numbers of the cards above and below the place. */
static enum status neighbours(struct db *db, struct arena *arena, int64_t but,
                              enum board_column column, int64_t before, double *above,
                              double *below, struct error *err)
{
    struct card *cards;
    size_t count;
    bool found = false;
    *above = 0;
    enum status status = card_list(db, arena, &cards, &count, err);
    for (size_t i = 0; status == STATUS_OK && i < count && !found; i++) {
        if (!stands_in(&cards[i], column, but))
            continue;
        found = before && cards[i].id == before;
        *(found ? below : above) = position_of(&cards[i]);
    }
    if (!found)
        *below = *above + 2;
    return status;
}

enum status board_position(struct db *db, struct arena *arena, const struct card *card,
                           enum board_column column, int64_t before, const char **out,
                           struct error *err)
{
    double above = 0, below = 0;
    int64_t but = card ? card->id : 0;
    enum status status = neighbours(db, arena, but, column, before, &above, &below, err);
    if (status == STATUS_OK && below - above < ROOM_LEAST) {
        status = card_renumber(db, board_column_name(column), err);
        if (status == STATUS_OK)
            status = neighbours(db, arena, but, column, before, &above, &below, err);
    }
    if (status != STATUS_OK)
        return status;
    /* As SQLite writes it back, so that what was written can be compared with what is there. */
    const char *digits = arena_printf(arena, "%.15g", above + (below - above) / 2);
    if (digits)
        *out = strpbrk(digits, ".e") ? digits : arena_printf(arena, "%s.0", digits);
    return digits && *out ? STATUS_OK : no_memory(err);
}

enum status board_note(struct db *db, struct arena *arena, const char *action,
                       const struct card *card, const char *by, const struct board_effect *effect,
                       char *uuid, struct error *err)
{
    const char *json = NULL;
    enum status status = board_effect_write(arena, effect, &json, err);
    if (status != STATUS_OK)
        return status;
    const struct log_entry entry = {
        .by = by, .action = action, .kind = BOARD_LOG_KIND, .subject = card->uuid, .undo = json};
    return log_add(db, &entry, uuid, err);
}

enum status board_finish(struct db *db, struct arena *arena, enum status status, const char *action,
                         const struct card *card, const char *by, const struct board_effect *effect,
                         struct error *err)
{
    if (status == STATUS_OK && !board_effect_is_empty(effect)) {
        status = board_effect_apply(db, arena, effect, by, err);
        if (status == STATUS_OK)
            status = board_note(db, arena, action, card, by, effect, NULL, err);
    }
    if (status == STATUS_OK)
        return db_commit(db, err);
    db_rollback(db);
    return status;
}

/* ---- a new card ---- */

static enum status fill(struct db *db, struct arena *arena, const struct board_new *new,
                        struct card *out, struct error *err)
{
    enum board_column column =
        new->column == BOARD_USUAL ? card_kind_column(new->kind) : (enum board_column) new->column;
    bool blank = true;
    for (int i = 0; i < CARD_TEXTS; i++) {
        enum status status = board_text(arena, new->texts[i], &out->texts[i], err);
        if (status != STATUS_OK)
            return status;
    }
    for (const char *c = out->texts[CARD_TEXT]; *c && blank; c++)
        blank = strchr(" \t\n", *c) != NULL;
    if (blank && new->kind != CARD_FRAME)
        return error_set(err, STATUS_INVALID, TEXT_BOARD_NO_TEXT, NULL);
    out->texts[CARD_KIND] = card_kind_name(new->kind);
    out->texts[CARD_COLUMN] = board_column_name(column);
    out->texts[CARD_STAR] = column == BOARD_SHOWCASE ? "1" : "0";
    out->texts[CARD_ARCHIVED] = "0";
    return board_position(db, arena, NULL, column, 0, &out->texts[CARD_POSITION], err);
}

/* In the log as if it had lain in the archive before: taking it back puts it there. */
static enum status note_new(struct db *db, struct arena *arena, int64_t id, const char *by,
                            const char *evidence, struct error *err)
{
    struct card card;
    struct board_effect effect = {.card = id,
                                  .values = {{CARD_ARCHIVED, "1", "0"}},
                                  .count = 1,
                                  .evidence = evidence,
                                  .pinned = true};
    enum status status = card_read(db, arena, id, &card, err);
    return status == STATUS_OK ? board_note(db, arena, "add", &card, by, &effect, NULL, err)
                               : status;
}

static enum status insert(struct db *db, struct arena *arena, const struct board_new *new,
                          const char *by, int64_t *id, struct error *err)
{
    struct card card = {.by = by};
    char uuid[UUID_SIZE];
    enum status status = fill(db, arena, new, &card, err);
    if (status == STATUS_OK)
        status = card_insert(db, &card, id, err);
    if (status == STATUS_OK && new->evidence) {
        struct evidence evidence = *new->evidence;
        evidence.card = *id;
        evidence.by = by;
        status = evidence_insert(db, &evidence, uuid, err);
    }
    return status == STATUS_OK ? note_new(db, arena, *id, by, new->evidence ? uuid : NULL, err)
                               : status;
}

enum status board_add(struct db *db, struct arena *arena, const struct board_new *card,
                      const char *by, int64_t *id, struct error *err)
{
    enum status status = db_begin(db, err);
    if (status != STATUS_OK)
        return status;
    status = insert(db, arena, card, by, id, err);
    if (status == STATUS_OK)
        return db_commit(db, err);
    db_rollback(db);
    return status;
}
