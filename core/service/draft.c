/* Drafts to JSON and back. The text may come from a file that was cut off. */
#include "core/service/draft.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { DRAFTS_MOST = 200 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- evidence: its texts by name ---- */

enum { EVIDENCE_TEXTS = 7 };

static const char *const evidence_names[EVIDENCE_TEXTS] = {
    "kind", "dataset_name", "view", "title", "sentence", "filters", "snapshot"};

static void evidence_places(struct evidence *evidence, const char **places[EVIDENCE_TEXTS])
{
    const char **all[EVIDENCE_TEXTS] = {
        &evidence->kind,     &evidence->dataset_name, &evidence->view,    &evidence->title,
        &evidence->sentence, &evidence->filters,      &evidence->snapshot};
    memcpy(places, all, sizeof all);
}

static json_t *evidence_json(const struct evidence *from)
{
    struct evidence copy = *from;
    const char **places[EVIDENCE_TEXTS];
    json_t *root =
        json_pack("{s:I, s:I}", "dataset", (json_int_t)from->dataset, "n", (json_int_t)from->n);
    evidence_places(&copy, places);
    for (size_t i = 0; i < EVIDENCE_TEXTS; i++)
        json_object_set_new(root, evidence_names[i], json_string(*places[i]));
    return root;
}

static struct evidence *read_evidence(struct arena *arena, const json_t *json)
{
    struct evidence *out = arena_alloc(arena, sizeof *out);
    const char **places[EVIDENCE_TEXTS];
    if (!out)
        return NULL;
    evidence_places(out, places);
    for (size_t i = 0; i < EVIDENCE_TEXTS; i++) {
        const char *text = json_string_value(json_object_get(json, evidence_names[i]));
        *places[i] = arena_string(arena, text ? text : "");
        if (!*places[i])
            return NULL;
    }
    out->uuid = out->by = "";
    out->dataset = json_integer_value(json_object_get(json, "dataset"));
    out->n = json_integer_value(json_object_get(json, "n"));
    return out;
}

/* ---- writing ---- */

static json_t *texts_json(const char *const *texts)
{
    json_t *root = json_object();
    for (int i = 0; i < CARD_TEXTS; i++)
        if (texts[i] && *texts[i])
            json_object_set_new(root, card_field_name((enum card_field)i), json_string(texts[i]));
    return root;
}

static json_t *draft_json(const struct draft *draft)
{
    json_t *root = json_pack("{s:I, s:s, s:I, s:b, s:o, s:o}", "card", (json_int_t)draft->card,
                             "kind", card_kind_name(draft->kind), "at_ms", (json_int_t)draft->at_ms,
                             "open", draft->open, "bases", texts_json(draft->bases), "texts",
                             texts_json(draft->texts));
    if (root && draft->evidence)
        json_object_set_new(root, "evidence", evidence_json(draft->evidence));
    return root;
}

enum status drafts_write(struct arena *arena, const struct draft *const *drafts, size_t count,
                         struct span *out, struct error *err)
{
    json_t *list = json_array();
    *out = span_of("", 0);
    for (size_t i = 0; list && i < count; i++)
        json_array_append_new(list, draft_json(drafts[i]));
    bool good = list && json_array_size(list) == count;
    char *text = good && count ? json_dumps(list, JSON_COMPACT) : NULL;
    const char *copy = text ? arena_string(arena, text) : NULL;
    if (copy)
        *out = span_string(copy);
    free(text);
    json_decref(list);
    return good && (copy || !count) ? STATUS_OK : no_memory(err);
}

/* ---- reading ---- */

static bool read_texts(struct arena *arena, const json_t *json, const char **out)
{
    for (int i = 0; i < CARD_TEXTS; i++) {
        const char *text =
            json_string_value(json_object_get(json, card_field_name((enum card_field)i)));
        out[i] = arena_string(arena, text ? text : "");
        if (!out[i])
            return false;
    }
    return true;
}

static bool read_kind(const json_t *json, enum card_kind *out)
{
    const char *name = json_string_value(json);
    if (name && strcmp(name, card_kind_name(CARD_FRAME)) == 0) {
        *out = CARD_FRAME;
        return true;
    }
    return name && card_kind_from_name(span_string(name), out);
}

static bool read_draft(struct arena *arena, const json_t *json, struct draft *out)
{
    const json_t *evidence = json_object_get(json, "evidence");
    *out = (struct draft){.card = json_integer_value(json_object_get(json, "card")),
                          .at_ms = json_integer_value(json_object_get(json, "at_ms")),
                          .open = json_is_true(json_object_get(json, "open"))};
    if (json_is_object(evidence)) {
        out->evidence = read_evidence(arena, evidence);
        if (!out->evidence)
            return false;
    }
    return read_kind(json_object_get(json, "kind"), &out->kind) &&
           read_texts(arena, json_object_get(json, "bases"), out->bases) &&
           read_texts(arena, json_object_get(json, "texts"), out->texts);
}

enum status drafts_read(struct arena *arena, struct span json, struct draft **out, size_t *count,
                        struct error *err)
{
    json_t *list = json_loadb(json.data ? json.data : "", json.len, JSON_REJECT_DUPLICATES, NULL);
    size_t all = json_array_size(list);
    all = all < DRAFTS_MOST ? all : DRAFTS_MOST;
    *count = 0;
    *out = arena_array(arena, all, sizeof **out);
    for (size_t i = 0; *out && i < all; i++)
        if (read_draft(arena, json_array_get(list, i), &(*out)[*count]))
            (*count)++;
    json_decref(list);
    return *out ? STATUS_OK : no_memory(err);
}

struct draft *draft_copy(struct arena *arena, const struct draft *from)
{
    struct draft *out = arena_alloc(arena, sizeof *out);
    if (!out)
        return NULL;
    *out = *from;
    for (int i = 0; i < CARD_TEXTS; i++) {
        out->bases[i] = arena_string(arena, from->bases[i]);
        out->texts[i] = arena_string(arena, from->texts[i]);
        if (!out->bases[i] || !out->texts[i])
            return NULL;
    }
    if (from->evidence) {
        out->evidence = evidence_copy(arena, from->evidence);
        if (!out->evidence)
            return NULL;
    }
    return out;
}
