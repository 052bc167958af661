/*
 * What is shown to others: a few messages beside the seat (UUID.show), the newest of those that
 * were sent while this console lives. Who has read what is known to the reader alone. The files
 * of others are read as what they are: text from elsewhere.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/file.h"
#include "core/service/seat_internal.h"

enum { SHOW_LIMIT = 1 << 19, KEPT = 8 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static json_t *read_list(const struct seat *seat, const char *uuid)
{
    struct buffer bytes = {0};
    char *path = seat_path(seat, uuid, SEAT_SHOW);
    json_t *list = NULL;
    if (path && file_read(path, SHOW_LIMIT, &bytes, NULL) == STATUS_OK)
        list = json_loadb(buffer_span(&bytes).data, bytes.len, JSON_REJECT_DUPLICATES, NULL);
    buffer_free(&bytes);
    free(path);
    if (json_is_array(list))
        return list;
    json_decref(list);
    return NULL;
}

/* ---- sending ---- */

static enum status write_list(struct seat *seat, json_t *list, struct error *err)
{
    char *text = json_dumps(list, JSON_COMPACT);
    char *path = seat_path(seat, seat->uuid, SEAT_SHOW);
    enum status status =
        text && path ? file_swap(path, span_string(text), SEAT_FILE_MODE, err) : no_memory(err);
    free(path);
    free(text);
    return status;
}

enum status seat_show(struct seat *seat, const struct seat_shown *shown, struct error *err)
{
    json_t *list = read_list(seat, seat->uuid);
    json_t *one = json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:I}", "number",
                            (json_int_t)++seat->shown, "person", seat->person, "to", shown->to,
                            "words", shown->words, "kind", shown->kind, "view", shown->view, "spot",
                            shown->spot, "at_ms", (json_int_t)clock_now_ms());
    list = list ? list : json_array();
    enum status status =
        one && list && json_array_append(list, one) == 0 ? STATUS_OK : no_memory(err);
    while (json_array_size(list) > KEPT)
        json_array_remove(list, 0);
    if (status == STATUS_OK)
        status = write_list(seat, list, err);
    json_decref(one);
    json_decref(list);
    return status;
}

/* ---- reading ---- */

static const char *text_of(struct arena *arena, const json_t *one, const char *name)
{
    const char *text = json_string_value(json_object_get(one, name));
    return arena_string(arena, text ? text : "");
}

/* False: it is for somebody else, or no message. */
static bool read_one(const struct seat *seat, struct arena *arena, const char *uuid,
                     const json_t *one, struct seat_shown *out)
{
    *out = (struct seat_shown){.uuid = arena_string(arena, uuid),
                               .person = text_of(arena, one, "person"),
                               .to = text_of(arena, one, "to"),
                               .words = text_of(arena, one, "words"),
                               .kind = text_of(arena, one, "kind"),
                               .view = text_of(arena, one, "view"),
                               .spot = text_of(arena, one, "spot"),
                               .number = json_integer_value(json_object_get(one, "number")),
                               .at_ms = json_integer_value(json_object_get(one, "at_ms"))};
    return out->uuid && out->person && out->to && out->words && out->kind && out->view &&
           out->spot && *out->kind && (!*out->to || strcmp(out->to, seat->person) == 0);
}

static void read_from(const struct seat *seat, const char *uuid, struct seat_gathered *out)
{
    struct seat_shown *all = out->all;
    json_t *list = read_list(seat, uuid);
    for (size_t i = 0; i < json_array_size(list) && out->count < out->most; i++)
        if (read_one(seat, out->arena, uuid, json_array_get(list, i), &all[out->count]))
            out->count++;
    json_decref(list);
}

static int by_age(const void *a, const void *b)
{
    const struct seat_shown *left = a, *right = b;
    int order = (left->at_ms > right->at_ms) - (left->at_ms < right->at_ms);
    return order ? order : (left->number > right->number) - (left->number < right->number);
}

enum status seat_shown_to_me(struct seat *seat, struct arena *arena, struct seat_shown **out,
                             size_t *count, struct error *err)
{
    struct seat_gathered found = {.arena = arena, .most = SEAT_SHOWN_MOST};
    enum status status = seat_gather(seat, SEAT_SHOW, read_from, sizeof **out, by_age, &found, err);
    *out = found.all;
    *count = found.count;
    return status;
}
