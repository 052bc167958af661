/* What a chart is asked for: its words on the command line, and as JSON in views. The JSON is
 * not trusted: another version or a damaged file may have written it. */
#include "core/analysis/chart.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SETTINGS_VERSION = 1 };

static const struct {
    const char *word;
    enum text_id name;
} kinds[CHART_KINDS] = {
    [CHART_BAR] = {"bar", TEXT_CHART_KIND_BAR},
    [CHART_LINE] = {"line", TEXT_CHART_KIND_LINE},
    [CHART_HISTOGRAM] = {"histogram", TEXT_CHART_KIND_HISTOGRAM},
    [CHART_PYRAMID] = {"pyramid", TEXT_CHART_KIND_PYRAMID},
    [CHART_HEAT] = {"heat", TEXT_CHART_KIND_HEAT},
    [CHART_BOX] = {"box", TEXT_CHART_KIND_BOX},
    [CHART_SCATTER] = {"scatter", TEXT_CHART_KIND_SCATTER},
    [CHART_PARETO] = {"pareto", TEXT_CHART_KIND_PARETO},
};

static const char *const stacks[CHART_STACKS] = {
    [CHART_GROUPED] = "grouped", [CHART_STACKED] = "stacked", [CHART_FULL] = "100%"};

const char *chart_kind_word(enum chart_kind kind)
{
    return (unsigned)kind < CHART_KINDS ? kinds[kind].word : "";
}

enum text_id chart_kind_name(enum chart_kind kind)
{
    return kinds[(unsigned)kind < CHART_KINDS ? kind : CHART_BAR].name;
}

bool chart_kind_read(const char *word, enum chart_kind *out)
{
    for (int i = 0; word && i < CHART_KINDS; i++)
        if (strcmp(kinds[i].word, word) == 0) {
            *out = (enum chart_kind)i;
            return true;
        }
    return false;
}

const char *chart_stack_word(enum chart_stack stack)
{
    return (unsigned)stack < CHART_STACKS ? stacks[stack] : "";
}

bool chart_stack_read(const char *word, enum chart_stack *out)
{
    for (int i = 0; word && i < CHART_STACKS; i++)
        if (strcmp(stacks[i], word) == 0) {
            *out = (enum chart_stack)i;
            return true;
        }
    return false;
}

/* ---- JSON ---- */

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

enum status chart_settings_to_json(struct arena *arena, const struct chart_settings *settings,
                                   const char **json, struct error *err)
{
    json_t *root = json_pack("{s:i}", "version", SETTINGS_VERSION);
    bool good = root != NULL;
    if (settings->chosen)
        good = good &&
               json_object_set_new(root, "kind", json_string(chart_kind_word(settings->kind))) == 0;
    if (settings->stack != CHART_GROUPED)
        good = good && json_object_set_new(root, "stack",
                                           json_string(chart_stack_word(settings->stack))) == 0;
    if (settings->width > 0)
        good = good && json_object_set_new(root, "width", json_real(settings->width)) == 0;
    if (settings->by != 0)
        good = good && json_object_set_new(root, "by", json_integer(settings->by)) == 0;
    if (settings->minimum != 0)
        good = good && json_object_set_new(root, "minimum", json_integer(settings->minimum)) == 0;
    char *text = good ? json_dumps(root, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    *json = text ? arena_string(arena, text) : NULL;
    free(text);
    json_decref(root);
    return *json ? STATUS_OK : no_memory(err);
}

static enum status no_settings(struct error *err, const char *reason)
{
    return error_set(err, STATUS_INVALID, TEXT_CHART_BAD,
                     TEXT_VALUES(text_string("reason", reason)));
}

static enum status read_parts(const json_t *root, struct chart_settings *out, struct error *err)
{
    const json_t *kind = json_object_get(root, "kind"), *stack = json_object_get(root, "stack");
    const json_t *by = json_object_get(root, "by"), *minimum = json_object_get(root, "minimum");
    out->chosen = kind != NULL;
    if (kind && !chart_kind_read(json_string_value(kind), &out->kind))
        return no_settings(err, "kind");
    if (stack && !chart_stack_read(json_string_value(stack), &out->stack))
        return no_settings(err, "stack");
    out->width = json_number_value(json_object_get(root, "width"));
    out->by = json_integer_value(by);
    out->minimum = json_integer_value(minimum);
    if (out->width < 0 || !isfinite(out->width))
        return no_settings(err, "width");
    if (out->by < 0 || out->minimum < 0)
        return no_settings(err, out->by < 0 ? "by" : "minimum");
    return STATUS_OK;
}

enum status chart_settings_from_json(struct span json, struct chart_settings *out,
                                     struct error *err)
{
    *out = (struct chart_settings){.chosen = false};
    if (json.len == 0)
        return STATUS_OK;
    json_t *root = json_loadb(json.data, json.len, JSON_REJECT_DUPLICATES, NULL);
    enum status status = STATUS_OK;
    if (!json_is_object(root))
        status = no_settings(err, "{}");
    else if (json_integer_value(json_object_get(root, "version")) > SETTINGS_VERSION)
        status = error_set(err, STATUS_NEWER, TEXT_CHART_NEWER, NULL);
    else
        status = read_parts(root, out, err);
    if (status != STATUS_OK)
        *out = (struct chart_settings){.chosen = false};
    json_decref(root);
    return status;
}
