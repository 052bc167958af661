/* Lists that help to write SQL: names of what there is, and whole statements to begin with. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/service/sql_functions.h"
#include "tui/console/app.h"
#include "tui/pane/query_state.h"

/* ---- putting in ---- */

static void insert(struct pane *pane, const char *text)
{
    struct query_state *state = query_state(pane);
    const struct key paste = {.code = KEYCODE_PASTE, .text = span_string(text)};
    editor_key(&state->editor, &paste);
    state->in_rows = false;
    query_note_text(pane);
}

static bool is_name_byte(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

/* The beginning of a name before the cursor, which what is chosen takes the place of. */
static size_t begun_name(const struct query_state *state)
{
    size_t len = 0;
    while (len < state->editor.cursor &&
           is_name_byte(state->editor.text.data[state->editor.cursor - 1 - len]))
        len++;
    return len;
}

static void take_back(struct query_state *state, size_t bytes)
{
    const struct key back = {.code = KEYCODE_BACKSPACE};
    size_t until = state->editor.cursor - bytes;
    while (state->editor.cursor > until && editor_key(&state->editor, &back) == EDITOR_EDITED)
        ;
}

/* As SQL wants it: in double quotes where it is no plain word. */
static const char *quoted(struct arena *arena, const char *name)
{
    bool plain = *name && !isdigit((unsigned char)*name);
    for (const char *at = name; *at && plain; at++)
        plain = is_name_byte(*at);
    if (plain)
        return arena_string(arena, name);
    struct buffer out = {0};
    buffer_add_byte(&out, '"');
    for (; *name; name++) {
        if (*name == '"')
            buffer_add_byte(&out, '"');
        buffer_add_byte(&out, *name);
    }
    buffer_add_byte(&out, '"');
    const char *copy = arena_copy(arena, buffer_span(&out));
    buffer_free(&out);
    return copy;
}

/* ---- names ---- */

enum { CHOICES_MAX = 600 };

struct choices {
    struct arena *arena;
    struct list_item *items;
    const char **insertions;
    size_t count;
};

static bool begin_choices(struct query_state *state, struct choices *choices)
{
    arena_free(state->choices);
    state->choices = choices->arena = arena_new();
    choices->count = 0;
    choices->items =
        choices->arena ? arena_array(choices->arena, CHOICES_MAX, sizeof *choices->items) : NULL;
    choices->insertions =
        choices->items ? arena_array(choices->arena, CHOICES_MAX, sizeof *choices->insertions)
                       : NULL;
    state->insertions = choices->insertions;
    return choices->insertions != NULL;
}

static void add(struct choices *choices, const char *text, const char *detail,
                const char *insertion)
{
    if (choices->count >= CHOICES_MAX || !insertion)
        return;
    choices->insertions[choices->count] = insertion;
    choices->items[choices->count++] = (struct list_item){.text = text, .detail = detail};
}

/* "age", or with its label: "age · age in years"; behind it what it means. */
static void add_columns(struct choices *choices, const struct dataset_info *dataset, bool shown)
{
    for (size_t i = 0; i < dataset->column_count; i++) {
        const struct column_info *column = &dataset->columns[i];
        const char *means = column->meaning[0] ? column->meaning : "";
        const char *words =
            column->label[0] && strcmp(column->label, column->name) != 0
                ? arena_printf(choices->arena, "%s%s%s", column->label, *means ? " · " : "", means)
                : means;
        const char *detail = shown ? words
                                   : arena_printf(choices->arena, "%s%s%s", dataset->name,
                                                  words && *words ? " · " : "", words ? words : "");
        add(choices, column->name, detail, quoted(choices->arena, column->name));
    }
}

static void add_functions(struct choices *choices)
{
    size_t count = 0;
    const struct sql_function_help *help = sql_functions_help(&count);
    for (size_t i = 0; i < count; i++)
        add(choices, help[i].usage, text_get(help[i].words),
            arena_string(choices->arena, help[i].usage));
}

static void add_keywords(struct choices *choices)
{
    size_t count = 0;
    const char *const *keywords = query_keywords(&count);
    for (size_t i = 0; i < count; i++) {
        char *word = arena_string(choices->arena, keywords[i]);
        for (char *at = word; at && *at; at++)
            *at = (char)toupper((unsigned char)*at);
        if (word)
            add(choices, word, text_get(TEXT_QUERY_PANE_A_KEYWORD), word);
    }
}

/* The dataset that is shown with its columns, the others, functions, keywords, and the columns of
 * the others, as far as there is room. */
static void add_all(struct choices *choices, const struct work *work)
{
    size_t count = 0;
    const struct dataset_info *shown = work_dataset(work), *all = work_datasets(work, &count);
    if (shown)
        add(choices, shown->name, text_get(TEXT_QUERY_PANE_A_DATASET),
            quoted(choices->arena, shown->name));
    for (size_t i = 0; i < count; i++)
        if (!shown || all[i].id != shown->id)
            add(choices, all[i].name, text_get(TEXT_QUERY_PANE_ANOTHER_DATASET),
                quoted(choices->arena, all[i].name));
    if (shown)
        add_columns(choices, shown, true);
    add_functions(choices);
    add_keywords(choices);
    for (size_t i = 0; i < count; i++)
        if (!shown || all[i].id != shown->id)
            add_columns(choices, &all[i], false);
}

static void chosen_name(struct pane *pane, size_t index)
{
    struct query_state *state = query_state(pane);
    take_back(state, begun_name(state));
    insert(pane, state->insertions[index]);
}

void query_choose_name(struct pane *pane)
{
    struct query_state *state = query_state(pane);
    struct choices choices;
    if (!begin_choices(state, &choices))
        return;
    add_all(&choices, state->work);
    /* What is written already is looked for at once. */
    size_t begun = begun_name(state), selected = 0;
    const char *start = state->editor.text.data + state->editor.cursor - begun;
    for (size_t i = choices.count; begun && i-- > 0;) {
        if (strncasecmp(choices.items[i].text, start, begun) == 0)
            selected = i;
    }
    const struct list_request request = {.title = text_get(TEXT_QUERY_PANE_NAMES),
                                         .items = choices.items,
                                         .count = choices.count,
                                         .selected = selected,
                                         .chosen = chosen_name};
    app_open_list(pane, &request);
}

/* ---- recipes ---- */

static const struct {
    enum text_id words;
    const char *sql; /* {dataset}: the one that is shown; :names are asked for */
} recipes[] = {
    {TEXT_QUERY_RECIPE_SHARE,
     "SELECT office, count(*) AS rows,\n"
     "       round(100.0 * count(*) / sum(count(*)) OVER (), 1) AS percent\n"
     "FROM {dataset}\nGROUP BY office\nORDER BY rows DESC"},
    {TEXT_QUERY_RECIPE_CHANGE,
     "SELECT office,\n"
     "       count(*) FILTER (WHERE month = :first) AS before,\n"
     "       count(*) FILTER (WHERE month = :second) AS after,\n"
     "       count(*) FILTER (WHERE month = :second) - count(*) FILTER (WHERE month = :first)\n"
     "           AS difference\n"
     "FROM {dataset}\nGROUP BY office\nORDER BY difference DESC"},
    {TEXT_QUERY_RECIPE_TOP,
     "SELECT * FROM (\n"
     "    SELECT *, row_number() OVER (PARTITION BY office ORDER BY months DESC) AS place\n"
     "    FROM {dataset})\nWHERE place <= :top\nORDER BY office, place"},
    {TEXT_QUERY_RECIPE_DUPLICATES,
     "SELECT client_id, month, count(*) AS times\n"
     "FROM {dataset}\nGROUP BY client_id, month\nHAVING times > 1\nORDER BY times DESC"},
    {TEXT_QUERY_RECIPE_UNMATCHED,
     "SELECT a.*\nFROM {dataset} AS a\nLEFT JOIN other AS b ON b.client_id = a.client_id\n"
     "WHERE b.client_id IS NULL"},
    {TEXT_QUERY_RECIPE_MEDIAN,
     "SELECT office, median(months) AS middle, percentile(months, 90) AS high\n"
     "FROM {dataset}\nGROUP BY office\nORDER BY middle DESC"},
};

static void chosen_recipe(struct pane *pane, size_t index)
{
    struct query_state *state = query_state(pane);
    if (editor_put(&state->editor, state->insertions[index]))
        query_note_text(pane);
    state->in_rows = false;
}

static const char *fill_recipe(struct arena *arena, const char *sql, const char *dataset)
{
    static const char place[] = "{dataset}";
    struct buffer out = {0};
    for (const char *at; (at = strstr(sql, place)) != NULL; sql = at + strlen(place)) {
        buffer_add(&out, sql, (size_t)(at - sql));
        buffer_add_string(&out, dataset);
    }
    buffer_add_string(&out, sql);
    const char *copy = out.failed ? NULL : arena_copy(arena, buffer_span(&out));
    buffer_free(&out);
    return copy;
}

void query_choose_recipe(struct pane *pane)
{
    struct query_state *state = query_state(pane);
    const struct dataset_info *dataset = work_dataset(state->work);
    struct choices choices;
    if (!begin_choices(state, &choices))
        return;
    const char *name = dataset ? quoted(choices.arena, dataset->name) : "dataset";
    for (size_t i = 0; i < sizeof recipes / sizeof *recipes; i++)
        add(&choices, text_get(recipes[i].words), NULL,
            fill_recipe(choices.arena, recipes[i].sql, name ? name : "dataset"));
    const struct list_request request = {.title = text_get(TEXT_QUERY_PANE_RECIPES),
                                         .items = choices.items,
                                         .count = choices.count,
                                         .chosen = chosen_recipe};
    app_open_list(pane, &request);
}

/* ---- values for places ---- */

void query_free_values(struct query_state *state)
{
    for (size_t i = 0; i < state->value_count; i++) {
        free(state->values[i].name);
        free(state->values[i].text);
    }
    state->value_count = 0;
    free(state->missing);
    state->missing = NULL;
}

static void accepted_value(struct pane *pane, const char *text)
{
    struct query_state *state = query_state(pane);
    struct query_value_given given = {.name = strdup(state->missing), .text = strdup(text)};
    if (state->value_count < QUERY_VALUES_MAX && given.name && given.text) {
        state->values[state->value_count++] = given;
        query_submit_run(pane);
        return;
    }
    free(given.name);
    free(given.text);
}

void query_ask_value(struct pane *pane, const char *place)
{
    struct query_state *state = query_state(pane);
    char title[200];
    free(state->missing);
    state->missing = strdup(place + (strchr(":@$", place[0]) != NULL));
    text_format(title, sizeof title, TEXT_QUERY_PANE_VALUE_FOR,
                TEXT_VALUES(text_string("name", place)));
    const struct prompt_request request = {.title = title,
                                           .label = text_get(TEXT_QUERY_PANE_VALUE),
                                           .initial = "",
                                           .hint = text_get(TEXT_QUERY_PANE_VALUE_HINT),
                                           .accepted = accepted_value};
    if (state->missing)
        app_open_prompt(pane, &request);
}
