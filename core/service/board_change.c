/*
 * Changes of a card. Whoever edits says what each field was when the writing began: a field
 * that somebody else has changed since is not overwritten, and what was written stays beside
 * it as a rival until one of the two is chosen.
 */
#include <string.h>

#include "core/base/clock.h"
#include "core/service/board_internal.h"

enum { LOOK_BACK = 100 }; /* entries of the log, for who changed a field */

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* Opens the transaction and reads the card. */
static enum status begin(struct db *db, struct arena *arena, int64_t id, struct card *card,
                         struct error *err)
{
    enum status status = db_begin(db, err);
    if (status != STATUS_OK)
        return status;
    status = card_read(db, arena, id, card, err);
    if (status != STATUS_OK)
        db_rollback(db);
    return status;
}

/* ---- editing ---- */

static bool changes(const struct board_effect *effect, enum card_field field)
{
    for (size_t i = 0; i < effect->count; i++)
        if (effect->values[i].field == field)
            return true;
    return false;
}

/* Who changed the field last; the card's last author where the log does not say. */
static const char *author_of(struct db *db, struct arena *arena, const struct card *card,
                             enum card_field field)
{
    struct log_entry *entries;
    size_t count = 0;
    log_of(db, arena, BOARD_LOG_KIND, card->uuid, LOOK_BACK, &entries, &count, NULL);
    for (size_t i = 0; i < count; i++) {
        struct board_effect effect;
        if (board_effect_read(arena, entries[i].undo, &effect, NULL) == STATUS_OK &&
            changes(&effect, field))
            return entries[i].by;
    }
    return card->changed_by;
}

/* Keeps a text that came too late, with an entry of its own. */
static enum status keep_rival(struct db *db, struct arena *arena, const struct card *card,
                              enum card_field field, const char *text, const char *by,
                              struct error *err)
{
    char *uuid = arena_alloc(arena, UUID_SIZE);
    struct card_rival *rival = arena_alloc(arena, sizeof *rival);
    if (!uuid || !rival)
        return no_memory(err);
    uuid_new(uuid);
    *rival = (struct card_rival){.uuid = uuid,
                                 .card = card->id,
                                 .field = field,
                                 .text = text,
                                 .by = by,
                                 .at_ms = clock_now_ms()};
    const struct board_effect effect = {.card = card->id, .rival = rival};
    enum status status = board_effect_apply(db, arena, &effect, by, err);
    return status == STATUS_OK ? board_note(db, arena, "rival", card, by, &effect, NULL, err)
                               : status;
}

static enum status sort_out(struct db *db, struct arena *arena, const struct card *card,
                            const struct board_edit *edits, size_t count, const char *by,
                            struct board_effect *effect, struct board_outcome *out,
                            struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        const struct board_edit *edit = &edits[i];
        const char *text = NULL, *now = card->texts[edit->field];
        enum status status = board_text(arena, edit->text, &text, err);
        if (status != STATUS_OK)
            return status;
        if (strcmp(now, text) == 0)
            continue;
        if (!edit->base || strcmp(now, edit->base) == 0) {
            board_effect_add(effect, card, edit->field, text);
            continue;
        }
        out->other = author_of(db, arena, card, edit->field);
        out->rivals++;
        status = keep_rival(db, arena, card, edit->field, text, by, err);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

enum status board_edit(struct db *db, struct arena *arena, int64_t id,
                       const struct board_edit *edits, size_t count, const char *by,
                       struct board_outcome *out, struct error *err)
{
    struct card card;
    struct board_effect effect = {.card = id};
    *out = (struct board_outcome){.other = ""};
    enum status status = begin(db, arena, id, &card, err);
    if (status != STATUS_OK)
        return status;
    status = sort_out(db, arena, &card, edits, count, by, &effect, out, err);
    return board_finish(db, arena, status, "edit", &card, by, &effect, err);
}

/* ---- settling ---- */

static enum status find_rival(struct db *db, struct arena *arena, const char *uuid,
                              struct card_rival **out, struct error *err)
{
    struct card_rival *rivals;
    size_t count;
    enum status status = card_rival_list(db, arena, &rivals, &count, err);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        if (strcmp(rivals[i].uuid, uuid) == 0) {
            *out = &rivals[i];
            return STATUS_OK;
        }
    }
    return status == STATUS_OK ? error_set(err, STATUS_NOT_FOUND, TEXT_STORE_RIVAL_GONE, NULL)
                               : status;
}

static enum status settle(struct db *db, struct arena *arena, const char *uuid,
                          enum board_settle how, struct card *card, struct board_effect *effect,
                          struct error *err)
{
    struct card_rival *rival = NULL;
    enum status status = find_rival(db, arena, uuid, &rival, err);
    if (!rival)
        return status;
    status = card_read(db, arena, rival->card, card, err);
    if (status != STATUS_OK)
        return status;
    const char *now = card->texts[rival->field], *text = now;
    if (how == BOARD_TAKE_RIVAL)
        text = rival->text;
    else if (how == BOARD_TAKE_BOTH)
        text = arena_printf(arena, "%s\n%s", now, rival->text);
    if (!text)
        return no_memory(err);
    effect->card = card->id;
    effect->rival = rival;
    effect->settled = true;
    board_effect_add(effect, card, rival->field, text);
    return STATUS_OK;
}

enum status board_settle(struct db *db, struct arena *arena, const char *rival_uuid,
                         enum board_settle how, const char *by, struct error *err)
{
    struct card card = {0};
    struct board_effect effect = {.card = 0};
    enum status status = db_begin(db, err);
    if (status != STATUS_OK)
        return status;
    status = settle(db, arena, rival_uuid, how, &card, &effect, err);
    return board_finish(db, arena, status, "settle", &card, by, &effect, err);
}

/* ---- where it stands ---- */

/* The card is read anew: finding it a place may have numbered its column. */
static enum status move(struct db *db, struct arena *arena, struct card *card,
                        enum board_column column, int64_t before, struct board_effect *effect,
                        struct error *err)
{
    const char *position = NULL;
    enum status status = board_position(db, arena, card, column, before, &position, err);
    if (status == STATUS_OK)
        status = card_read(db, arena, card->id, card, err);
    if (status != STATUS_OK)
        return status;
    board_effect_add(effect, card, CARD_COLUMN, board_column_name(column));
    board_effect_add(effect, card, CARD_STAR, column == BOARD_SHOWCASE ? "1" : "0");
    board_effect_add(effect, card, CARD_POSITION, position);
    return STATUS_OK;
}

enum status board_place(struct db *db, struct arena *arena, int64_t id, enum board_column column,
                        int64_t before, const char *by, struct error *err)
{
    struct card card;
    struct board_effect effect = {.card = id};
    enum status status = begin(db, arena, id, &card, err);
    if (status != STATUS_OK)
        return status;
    bool within = card_column_of(&card) == column;
    status = move(db, arena, &card, column, before, &effect, err);
    return board_finish(db, arena, status, within ? "order" : "move", &card, by, &effect, err);
}

enum status board_star(struct db *db, struct arena *arena, int64_t id, bool on, const char *by,
                       struct error *err)
{
    struct card card;
    struct board_effect effect = {.card = id};
    enum status status = begin(db, arena, id, &card, err);
    if (status != STATUS_OK)
        return status;
    enum board_column usual = card_kind_column(card_kind_of(&card));
    if (card_is(&card, CARD_STAR) != on)
        status = move(db, arena, &card, on ? BOARD_SHOWCASE : usual, 0, &effect, err);
    return board_finish(db, arena, status, on ? "star" : "unstar", &card, by, &effect, err);
}

enum status board_archive(struct db *db, struct arena *arena, int64_t id, bool on, const char *by,
                          struct error *err)
{
    struct card card;
    struct board_effect effect = {.card = id};
    enum status status = begin(db, arena, id, &card, err);
    if (status != STATUS_OK)
        return status;
    board_effect_add(&effect, &card, CARD_ARCHIVED, on ? "1" : "0");
    return board_finish(db, arena, status, on ? "archive" : "restore", &card, by, &effect, err);
}

/* ---- links ---- */

static enum status is_linked(struct db *db, struct arena *arena, int64_t a, int64_t b, bool *out,
                             struct error *err)
{
    struct card_link *links;
    size_t count;
    enum status status = card_link_list(db, arena, &links, &count, err);
    *out = false;
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        *out |= (links[i].a == a && links[i].b == b) || (links[i].a == b && links[i].b == a);
    return status;
}

enum status board_link(struct db *db, struct arena *arena, int64_t a, int64_t b, bool on,
                       const char *by, struct error *err)
{
    struct card card, other;
    struct board_effect effect = {.card = a};
    bool linked = false;
    if (a == b)
        return error_set(err, STATUS_INVALID, TEXT_BOARD_LINK_SELF, NULL);
    enum status status = begin(db, arena, a, &card, err);
    if (status != STATUS_OK)
        return status;
    status = card_read(db, arena, b, &other, err);
    if (status == STATUS_OK)
        status = is_linked(db, arena, a, b, &linked, err);
    if (status == STATUS_OK && linked != on) {
        effect.link = b;
        effect.linked = on;
    }
    return board_finish(db, arena, status, on ? "link" : "unlink", &card, by, &effect, err);
}

/* ---- evidence ---- */

enum status board_pin(struct db *db, struct arena *arena, int64_t id,
                      const struct evidence *evidence, const char *by, char *uuid,
                      struct error *err)
{
    struct card card;
    struct evidence own = *evidence;
    char given[UUID_SIZE];
    enum status status = begin(db, arena, id, &card, err);
    if (status != STATUS_OK)
        return status;
    own.card = id;
    own.by = by;
    status = evidence_insert(db, &own, uuid ? uuid : given, err);
    const struct board_effect effect = {
        .card = id, .evidence = uuid ? uuid : given, .pinned = true};
    if (status == STATUS_OK) /* it is there: noted, not done once more */
        status = board_note(db, arena, "pin", &card, by, &effect, NULL, err);
    if (status == STATUS_OK)
        return db_commit(db, err);
    db_rollback(db);
    return status;
}

enum status board_unpin(struct db *db, struct arena *arena, const char *uuid, const char *by,
                        struct error *err)
{
    struct card card = {0};
    struct evidence evidence;
    struct board_effect effect = {.evidence = uuid, .pinned = false};
    enum status status = db_begin(db, err);
    if (status != STATUS_OK)
        return status;
    status = evidence_read(db, arena, uuid, &evidence, err);
    if (status == STATUS_OK)
        status = card_read(db, arena, evidence.card, &card, err);
    effect.card = card.id;
    return board_finish(db, arena, status, "unpin", &card, by, &effect, err);
}
