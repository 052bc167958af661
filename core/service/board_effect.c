/* Effects: done, turned round, and as JSON in the log. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "core/service/board_internal.h"

void board_effect_add(struct board_effect *effect, const struct card *card, enum card_field field,
                      const char *after)
{
    if (strcmp(card->texts[field], after) != 0)
        effect->values[effect->count++] =
            (struct board_value){.field = field, .before = card->texts[field], .after = after};
}

bool board_effect_is_empty(const struct board_effect *effect)
{
    return effect->count == 0 && effect->link == 0 && !effect->evidence && !effect->rival;
}

struct board_effect board_effect_reverse(const struct board_effect *effect)
{
    struct board_effect out = *effect;
    for (size_t i = 0; i < out.count; i++) {
        out.values[i].before = effect->values[i].after;
        out.values[i].after = effect->values[i].before;
    }
    out.linked = !effect->linked;
    out.pinned = !effect->pinned;
    out.settled = !effect->settled;
    return out;
}

/* ---- doing ---- */

static enum status stale(const struct card *card, struct error *err)
{
    return error_set(err, STATUS_STALE, TEXT_BOARD_CHANGED_SINCE,
                     TEXT_VALUES(text_string("by", card->changed_by)));
}

static enum status apply_values(struct db *db, struct arena *arena,
                                const struct board_effect *effect, const char *by,
                                struct error *err)
{
    struct card card;
    struct card_value values[CARD_FIELDS];
    enum status status = card_read(db, arena, effect->card, &card, err);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < effect->count; i++) {
        const struct board_value *value = &effect->values[i];
        if (strcmp(card.texts[value->field], value->before) != 0)
            return stale(&card, err);
        values[i] = (struct card_value){value->field, value->after};
    }
    return card_write(db, effect->card, values, effect->count, by, err);
}

static enum status apply_rival(struct db *db, const struct board_effect *effect, struct error *err)
{
    return effect->settled ? card_rival_remove(db, effect->rival->uuid, err)
                           : card_rival_add(db, effect->rival, err);
}

enum status board_effect_apply(struct db *db, struct arena *arena,
                               const struct board_effect *effect, const char *by, struct error *err)
{
    bool changed = true;
    enum status status = STATUS_OK;
    if (effect->count > 0)
        status = apply_values(db, arena, effect, by, err);
    if (status == STATUS_OK && effect->link)
        status = card_link_set(db, effect->card, effect->link, effect->linked, &changed, err);
    if (status == STATUS_OK && !changed)
        status = error_set(err, STATUS_STALE, TEXT_BOARD_LINK_STANDS, NULL);
    if (status == STATUS_OK && effect->evidence)
        status = evidence_remove(db, effect->evidence, !effect->pinned, err);
    if (status == STATUS_OK && effect->rival)
        status = apply_rival(db, effect, err);
    return status;
}

/* ---- writing ---- */

static json_t *rival_json(const struct card_rival *rival)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:I}", "uuid", rival->uuid, "field",
                     card_field_name(rival->field), "text", rival->text, "by", rival->by, "at_ms",
                     (json_int_t)rival->at_ms);
}

static json_t *effect_json(const struct board_effect *effect)
{
    json_t *root = json_pack("{s:I}", "card", (json_int_t)effect->card);
    if (effect->count > 0) {
        json_t *values = json_object();
        for (size_t i = 0; i < effect->count; i++)
            json_object_set_new(
                values, card_field_name(effect->values[i].field),
                json_pack("[s, s]", effect->values[i].before, effect->values[i].after));
        json_object_set_new(root, "values", values);
    }
    if (effect->link) {
        json_object_set_new(root, "link", json_integer(effect->link));
        json_object_set_new(root, "linked", json_boolean(effect->linked));
    }
    if (effect->evidence) {
        json_object_set_new(root, "evidence", json_string(effect->evidence));
        json_object_set_new(root, "pinned", json_boolean(effect->pinned));
    }
    if (effect->rival) {
        json_object_set_new(root, "rival", rival_json(effect->rival));
        json_object_set_new(root, "settled", json_boolean(effect->settled));
    }
    return root;
}

enum status board_effect_write(struct arena *arena, const struct board_effect *effect,
                               const char **json, struct error *err)
{
    json_t *root = effect_json(effect);
    char *text = root ? json_dumps(root, JSON_COMPACT) : NULL;
    *json = text ? arena_string(arena, text) : NULL;
    free(text);
    json_decref(root);
    return *json ? STATUS_OK : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- reading: the text may come from another version, another program or a damaged file ---- */

/* A copy of a member; "" where there is none. */
static const char *member(struct arena *arena, const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return arena_string(arena, text ? text : "");
}

static bool read_values(struct arena *arena, json_t *values, struct board_effect *out)
{
    const char *name;
    json_t *pair;
    json_object_foreach(values, name, pair)
    {
        struct board_value *value = &out->values[out->count];
        const char *before = json_string_value(json_array_get(pair, 0));
        const char *after = json_string_value(json_array_get(pair, 1));
        if (out->count == CARD_FIELDS || !before || !after ||
            !card_field_from_name(span_string(name), &value->field))
            return false;
        value->before = arena_string(arena, before);
        value->after = arena_string(arena, after);
        out->count++;
    }
    return true;
}

static bool read_rival(struct arena *arena, const json_t *json, int64_t card,
                       struct board_effect *out)
{
    struct card_rival *rival = arena_alloc(arena, sizeof *rival);
    const char *field = json_string_value(json_object_get(json, "field"));
    if (!rival || !field || !card_field_from_name(span_string(field), &rival->field))
        return false;
    rival->uuid = member(arena, json, "uuid");
    rival->card = card;
    rival->text = member(arena, json, "text");
    rival->by = member(arena, json, "by");
    rival->at_ms = json_integer_value(json_object_get(json, "at_ms"));
    out->rival = rival;
    return rival->uuid && rival->text && rival->by;
}

static bool read_root(struct arena *arena, const json_t *root, struct board_effect *out)
{
    const json_t *rival = json_object_get(root, "rival");
    const json_t *evidence = json_object_get(root, "evidence");
    out->card = json_integer_value(json_object_get(root, "card"));
    out->link = json_integer_value(json_object_get(root, "link"));
    out->linked = json_is_true(json_object_get(root, "linked"));
    out->pinned = json_is_true(json_object_get(root, "pinned"));
    out->settled = json_is_true(json_object_get(root, "settled"));
    if (json_is_string(evidence))
        out->evidence = arena_string(arena, json_string_value(evidence));
    return out->card > 0 && read_values(arena, json_object_get(root, "values"), out) &&
           (!rival || read_rival(arena, rival, out->card, out));
}

enum status board_effect_read(struct arena *arena, const char *json, struct board_effect *out,
                              struct error *err)
{
    json_t *root = json_loads(json, JSON_REJECT_DUPLICATES, NULL);
    *out = (struct board_effect){.card = 0};
    bool good = root && read_root(arena, root, out);
    json_decref(root);
    return good ? STATUS_OK : error_set(err, STATUS_INVALID, TEXT_BOARD_LOG_UNKNOWN, NULL);
}
