/* Decisions as JSON. Names and forms only: which columns a file has may change, how a column
 * that stays is written hardly ever does. */
#include "core/service/import_decision.h"

#include <string.h>
#include <strings.h>

#include <jansson.h>

#include "core/base/text.h"

/* ---- writing ---- */

static json_t *column_json(const struct plan *plan, size_t i, const char *colour)
{
    const struct column_format *format = &plan->formats[i];
    const char decimal[2] = {format->number.decimal, '\0'};
    const char thousands[2] = {format->number.thousands, '\0'};
    const char *choice = plan->choices[i] ? choice_name(plan->choices[i]) : NULL;
    return json_pack("{s:s, s:s, s:s, s:i, s:i, s:s, s:s, s:b, s:s*, s:s*, s:s*}", "name",
                     plan->names[i], "type", column_type_name(format->type), "reason",
                     format->reason, "order", (int)format->order, "pair", format->pair, "decimal",
                     decimal, "thousands", thousands, "percent", format->number.percent ? 1 : 0,
                     "currency", format->number.currency, "asked", choice, "colour", colour);
}

/* What the person said of the lines, not what was found. */
static void add_lines(json_t *root, const struct plan_options *wish)
{
    if (wish->from_line > 1)
        json_object_set_new(root, "from", json_integer(wish->from_line));
    if (wish->header.first)
        json_object_set_new(
            root, "header-lines",
            json_pack("[I, I]", (json_int_t)wish->header.first, (json_int_t)wish->header.last));
}

char *decision_write(const struct plan *plan, const struct plan_options *wish,
                     const struct import_result *result, const char *file,
                     const struct data_file *source)
{
    const char quote[2] = {plan->dialect.quote, '\0'};
    json_t *columns = json_array();
    for (size_t i = 0; i < plan->count; i++)
        json_array_append_new(columns, column_json(plan, i, result->columns[i].colour));
    json_t *root = json_pack(
        "{s:i, s:s, s:s, s:s, s:b, s:s, s:i, s:i, s:i, s:o, s:s*}", "version", 1, "file", file,
        "delimiter", plan->dialect.delimiter, "quote", quote, "backslash",
        plan->dialect.backslash ? 1 : 0, "encoding", encoding_name(input_encoding(source->input)),
        "header", (int)plan->header_rows, "above", (int)plan->above, "written", (int)plan->written,
        "columns", columns, "sheet", source->account.sheet);
    if (root)
        add_lines(root, wish);
    char *text = root ? json_dumps(root, JSON_COMPACT) : NULL;
    json_decref(root);
    return text;
}

/* ---- reading ---- */

static const char *string_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static int number_of(const json_t *object, const char *key, int limit)
{
    json_int_t number = json_integer_value(json_object_get(object, key));
    return number >= 0 && number < limit ? (int)number : 0;
}

static bool read_column(struct decision_column *out, const json_t *json, struct arena *arena)
{
    enum column_type type = COLUMN_TEXT;
    *out = (struct decision_column){.name = arena_string(arena, string_of(json, "name"))};
    if (!out->name || !column_type_from_name(span_string(string_of(json, "type")), &type))
        return false;
    out->format.type = type;
    out->format.order = (enum date_order)number_of(json, "order", DATE_ORDER_COUNT);
    out->format.pair = number_of(json, "pair", INFER_PAIRS);
    out->format.number.decimal = *string_of(json, "decimal");
    out->format.number.thousands = *string_of(json, "thousands");
    out->format.number.percent = json_is_true(json_object_get(json, "percent"));
    out->format.number.currency = number_currency(string_of(json, "currency"));
    if (choice_from_name(string_of(json, "asked"), &out->choice))
        out->format.asked = out->choice != CHOICE_AUTO;
    return true;
}

static bool read_columns(struct decision *out, const json_t *columns, struct arena *arena)
{
    size_t count = json_array_size(columns);
    out->columns = arena_array(arena, count, sizeof *out->columns);
    for (size_t i = 0; out->columns && i < count; i++) {
        if (!read_column(&out->columns[i], json_array_get(columns, i), arena))
            return false;
        out->count++;
    }
    return out->columns && count > 0;
}

static int64_t line_of(const json_t *json)
{
    json_int_t line = json_integer_value(json);
    return line > 0 && line < INT32_MAX ? line : 0;
}

static bool read_places(struct decision *out, const json_t *root, struct arena *arena)
{
    const json_t *lines = json_object_get(root, "header-lines");
    const char *sheet = json_string_value(json_object_get(root, "sheet"));
    out->from_line = line_of(json_object_get(root, "from"));
    out->written = (size_t)number_of(root, "written", PLAN_COLUMNS_MAX * 2);
    out->header_lines.choice = HEADER_YES;
    out->header_lines.first = line_of(json_array_get(lines, 0));
    out->header_lines.last = line_of(json_array_get(lines, 1));
    if (out->header_lines.last < out->header_lines.first)
        out->header_lines.last = out->header_lines.first;
    out->sheet = sheet ? arena_string(arena, sheet) : NULL;
    return out->sheet || !sheet;
}

enum status decision_read(struct decision *out, const char *dataset, const char *json,
                          struct arena *arena, struct error *err)
{
    json_t *root = json_loads(json, 0, NULL);
    *out = (struct decision){.dataset = arena_string(arena, dataset)};
    const char *delimiter = string_of(root, "delimiter");
    bool good = root && out->dataset && strlen(delimiter) <= DELIMITER_MAX &&
                read_columns(out, json_object_get(root, "columns"), arena);
    if (good) {
        strcpy(out->delimiter, delimiter);
        out->quote = *string_of(root, "quote");
        out->backslash = json_is_true(json_object_get(root, "backslash"));
        out->header =
            number_of(root, "header", 100) > 0 || json_is_true(json_object_get(root, "header"));
        good = read_places(out, root, arena);
    }
    json_decref(root);
    return good ? STATUS_OK
                : error_set(err, STATUS_DAMAGED, TEXT_IMPORT_LIKE_UNREADABLE,
                            TEXT_VALUES(text_string("dataset", dataset)));
}

/* ---- using ---- */

void decision_wish(const struct decision *decision, const struct import_options *options,
                   struct plan_options *wish)
{
    if (!wish->delimiter[0])
        strcpy(wish->delimiter, decision->delimiter);
    if (!wish->quote_given) {
        wish->quote_given = true;
        wish->quote = decision->quote;
    }
    if (!options->from_line)
        wish->from_line = decision->from_line;
    if (options->header && options->header[0])
        return;
    wish->header.choice = decision->header ? HEADER_YES : HEADER_NO;
    if (decision->header_lines.first && !options->from_line)
        wish->header = decision->header_lines;
}

static const struct decision_column *find_old(const struct decision *decision, const char *name)
{
    for (size_t i = 0; i < decision->count; i++) {
        if (strcasecmp(decision->columns[i].name, name) == 0)
            return &decision->columns[i];
    }
    return NULL;
}

static bool is_new_name(const struct plan *plan, const char *name)
{
    for (size_t i = 0; i < plan->count; i++) {
        if (strcasecmp(plan->names[i], name) == 0)
            return true;
    }
    return false;
}

bool decision_is_strange(const struct decision *decision, const struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++) {
        if (find_old(decision, plan->names[i]))
            return false;
    }
    return true;
}

static void say_as_before(struct column_format *format, const struct decision *decision)
{
    text_format(format->reason, sizeof format->reason, TEXT_IMPORT_LIKE_REASON,
                TEXT_VALUES(text_string("dataset", decision->dataset)));
}

/* The person said something of that column now. */
static bool is_named(const struct plan_options *wish, const char *name)
{
    for (size_t i = 0; i < wish->choice_count; i++) {
        if (strcasecmp(wish->choices[i].column, name) == 0)
            return true;
    }
    return false;
}

void decision_apply(const struct decision *decision, const struct plan_options *wish,
                    struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++) {
        struct column_format *format = &plan->formats[i];
        const struct decision_column *old = find_old(decision, plan->names[i]);
        if (!old || is_named(wish, plan->names[i]))
            continue;
        if (old->choice != CHOICE_AUTO) {
            plan->choices[i] = old->choice;
            choice_make(old->choice, &plan->evidence[i], format);
            say_as_before(format, decision);
        } else if (old->format.type == COLUMN_TEXT && format->type != COLUMN_TEXT) {
            plan->choices[i] = CHOICE_TEXT;
            choice_make(CHOICE_TEXT, &plan->evidence[i], format);
            say_as_before(format, decision);
        } else if (format->undecided && old->format.type != COLUMN_TEXT) {
            *format = old->format;
            say_as_before(format, decision);
        }
    }
}

static void tell_one(enum text_id id, const char *column, enum column_type was,
                     const struct column_format *is, void (*tell)(void *context, const char *words),
                     void *context)
{
    char words[600];
    text_format(words, sizeof words, id,
                TEXT_VALUES(text_string("column", column),
                            text_string("was", column_type_name(was)),
                            text_string("is", is ? column_type_name(is->type) : ""),
                            text_string("reason", is ? is->reason : "")));
    tell(context, words);
}

void decision_tell_changes(const struct decision *decision, const struct plan *plan,
                           void (*tell)(void *context, const char *words), void *context)
{
    for (size_t i = 0; i < plan->count; i++) {
        const struct decision_column *old = find_old(decision, plan->names[i]);
        const struct column_format *format = &plan->formats[i];
        if (!old)
            tell_one(TEXT_IMPORT_LIKE_NEW, plan->names[i], COLUMN_TEXT, format, tell, context);
        else if (old->format.type != format->type)
            tell_one(TEXT_IMPORT_LIKE_RETYPED, plan->names[i], old->format.type, format, tell,
                     context);
    }
    for (size_t i = 0; i < decision->count; i++) {
        const struct decision_column *old = &decision->columns[i];
        if (!is_new_name(plan, old->name))
            tell_one(TEXT_IMPORT_LIKE_GONE, old->name, old->format.type, NULL, tell, context);
    }
}
