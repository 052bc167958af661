/*
 * Lists and prompts in which a pivot is chosen: columns with their labels and marks, what is
 * to be done with them, how they are cut. What was chosen goes through pivot_build.c.
 */
#include <stdlib.h>
#include <string.h>

#include "tui/console/app.h"
#include "tui/pane/pivot_state.h"

enum { TITLE_ROOM = 200 };

/* A list that is being put together; its texts live in the arena until it is open. */
struct choice_list {
    struct arena *arena;
    struct list_item *items;
    int64_t *ids;
    size_t count, room, selected;
};

static bool begin(struct choice_list *list, size_t room)
{
    *list = (struct choice_list){.arena = arena_new(), .room = room};
    list->ids = calloc(room, sizeof *list->ids);
    list->items = list->arena != NULL ? arena_array(list->arena, room, sizeof *list->items) : NULL;
    return list->items != NULL && list->ids != NULL;
}

static void add(struct choice_list *list, const char *text, const char *detail, int64_t id)
{
    if (text == NULL || list->count == list->room)
        return;
    list->items[list->count] = (struct list_item){.text = text, .detail = detail};
    list->ids[list->count++] = id;
}

/* Opens it; what its entries stand for is kept with the pane. Frees the rest. */
static void finish(struct choice_list *list, struct pane *pane, const char *title,
                   void (*chosen)(struct pane *pane, size_t index))
{
    struct pivot_state *state = pivot_state(pane);
    const struct list_request request = {.title = title,
                                         .items = list->items,
                                         .count = list->count,
                                         .selected = list->selected,
                                         .chosen = chosen};
    if (list->items == NULL || list->ids == NULL) {
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
        free(list->ids);
    } else {
        free(state->choices);
        state->choices = list->ids;
        app_open_list(pane, &request);
    }
    arena_free(list->arena);
}

/* ---- columns ---- */

static void add_column(struct choice_list *list, const struct column_info *column, int64_t now)
{
    char marks[TABLE_MARKS_SIZE];
    const char *mark = table_marks(column->quality, column->team.quality, marks);
    const char *label = strcmp(column->label, column->name) == 0 ? "" : column->label;
    if (column->id == now)
        list->selected = list->count;
    add(list, arena_printf(list->arena, *mark ? "%s %s" : "%s%s", column->name, mark), label,
        column->id);
}

static void field_chosen(struct pane *pane, size_t index)
{
    const struct pivot_state *state = pivot_state(pane);
    pivot_set_field(pane, state->slot, state->choices[index]);
}

void pivot_choose_column(struct pane *pane, enum pivot_slot slot)
{
    static const enum text_id titles[] = {[SLOT_ROWS] = TEXT_PIVOT_PANE_CHOOSE_ROWS,
                                          [SLOT_THEN] = TEXT_PIVOT_PANE_CHOOSE_THEN,
                                          [SLOT_ACROSS] = TEXT_PIVOT_PANE_CHOOSE_ACROSS};
    struct pivot_state *state = pivot_state(pane);
    const struct dataset_info *dataset = work_dataset(state->work);
    int64_t now = pivot_slot_field(pivot_spec_now(pane), slot)->column;
    struct choice_list list;
    if (begin(&list, dataset->column_count + 1)) {
        for (size_t i = 0; i < dataset->column_count; i++)
            add_column(&list, &dataset->columns[i], now);
        if (now != 0)
            add(&list, text_get(TEXT_PIVOT_PANE_NO_FIELD), NULL, 0);
    }
    state->slot = slot;
    finish(&list, pane, text_get(titles[slot]), field_chosen);
}

/* ---- what is done with a column ---- */

static void of_chosen(struct pane *pane, size_t index)
{
    const struct pivot_state *state = pivot_state(pane);
    if (state->value == PIVOT_SHARE)
        pivot_choose_share(pane, state->choices[index]);
    else
        pivot_set_value(pane, state->value, state->choices[index], NULL);
}

/* Persons first where different values are counted: that is what it is mostly for. */
void pivot_choose_of(struct pane *pane, enum pivot_value value)
{
    struct pivot_state *state = pivot_state(pane);
    const struct dataset_info *dataset = work_dataset(state->work);
    int64_t now = pivot_spec_now(pane)->value_column;
    char title[TITLE_ROOM];
    struct choice_list list;
    if (value == PIVOT_COUNT) {
        pivot_choose_value(pane);
        return;
    }
    if (begin(&list, dataset->column_count))
        for (int persons = 1; persons >= 0; persons--)
            for (size_t i = 0; i < dataset->column_count; i++) {
                const struct column_info *column = &dataset->columns[i];
                bool first = value == PIVOT_DISTINCT && column->role == ROLE_PERSON_ID;
                if (pivot_value_fits(value, column) && first == (persons == 1))
                    add_column(&list, column, now);
            }
    text_format(title, sizeof title, TEXT_PIVOT_PANE_CHOOSE_OF,
                TEXT_VALUES(text_string("value", text_get(pivot_value_label(value)))));
    state->value = value;
    if (list.count == 0 && list.items != NULL)
        app_say(pane->app, TEXT_PIVOT_PANE_NO_NUMBERS, NULL);
    finish(&list, pane, title, of_chosen);
}

/* Where a dataset tells persons apart, counting them comes before counting rows: one row is
 * often not one person. */
static const struct column_info *person_column(const struct dataset_info *dataset)
{
    int position = dataset_role_index(dataset, ROLE_PERSON_ID);
    return position < 0 ? NULL : &dataset->columns[position];
}

enum { CHOICE_PEOPLE = -1 };

static void value_chosen(struct pane *pane, size_t index)
{
    const struct pivot_state *state = pivot_state(pane);
    const struct column_info *person = person_column(work_dataset(state->work));
    int64_t choice = state->choices[index];
    if (choice == CHOICE_PEOPLE && person != NULL)
        pivot_set_value(pane, PIVOT_DISTINCT, person->id, NULL);
    else if (choice == PIVOT_COUNT)
        pivot_set_value(pane, PIVOT_COUNT, 0, NULL);
    else
        pivot_choose_of(pane, (enum pivot_value)choice);
}

void pivot_choose_value(struct pane *pane)
{
    const struct dataset_info *dataset = work_dataset(pivot_state(pane)->work);
    const struct pivot_spec *spec = pivot_spec_now(pane);
    const struct column_info *person = person_column(dataset);
    char text[TITLE_ROOM];
    struct choice_list list;
    if (begin(&list, PIVOT_VALUES + 1)) {
        if (person != NULL) {
            text_format(text, sizeof text, TEXT_PIVOT_PANE_PEOPLE,
                        TEXT_VALUES(text_string("column", person->name)));
            add(&list, text_get(TEXT_PIVOT_PANE_LABEL_PEOPLE), arena_string(list.arena, text),
                CHOICE_PEOPLE);
        }
        text_format(text, sizeof text, TEXT_PIVOT_PANE_ONE_ROW_IS,
                    TEXT_VALUES(text_string("grain", dataset->grain)));
        for (int value = PIVOT_COUNT; value < PIVOT_VALUES; value++) {
            bool grain = value == PIVOT_COUNT && dataset->grain[0] != '\0';
            bool people = person != NULL && spec->value_column == person->id;
            if ((int)spec->value == value && !(value == PIVOT_DISTINCT && people))
                list.selected = list.count;
            add(&list, text_get(pivot_value_label((enum pivot_value)value)),
                grain ? arena_string(list.arena, text) : NULL, value);
        }
    }
    finish(&list, pane, text_get(TEXT_PIVOT_PANE_CHOOSE_VALUE), value_chosen);
}

/* ---- how figures are shown ---- */

static void base_chosen(struct pane *pane, size_t index)
{
    const struct pivot_page *page = pivot_state(pane)->view.page;
    if (page == NULL || index + 1 >= page->table.column_count) /* another table meanwhile */
        return;
    struct arena *arena = arena_new();
    const char *base =
        arena != NULL ? arena_copy(arena, page->table.columns[index].texts[0]) : NULL;
    if (base != NULL)
        pivot_set_show(pane, PIVOT_SHOW_FROM, base);
    arena_free(arena);
}

static void choose_base(struct pane *pane)
{
    const struct pivot_page *page = pivot_state(pane)->view.page;
    struct choice_list list;
    if (!pivot_has_page(pane) || page->spec.column.column == 0)
        return;
    if (begin(&list, page->table.column_count))
        for (size_t i = 0; i + 1 < page->table.column_count; i++)
            add(&list, arena_copy(list.arena, pivot_column_label(page, i)), NULL, (int64_t)i);
    size_t here = pivot_view_column(&pivot_state(pane)->view);
    list.selected = here < list.count ? here : 0;
    finish(&list, pane, text_get(TEXT_PIVOT_PANE_CHOOSE_BASE), base_chosen);
}

static void show_chosen(struct pane *pane, size_t index)
{
    enum pivot_show show = (enum pivot_show)pivot_state(pane)->choices[index];
    if (show == PIVOT_SHOW_FROM)
        choose_base(pane);
    else
        pivot_set_show(pane, show, NULL);
}

/* Those that say something with the fields there are. */
void pivot_choose_show(struct pane *pane)
{
    const struct pivot_spec *now = pivot_spec_now(pane);
    char words[TITLE_ROOM];
    struct choice_list list;
    if (begin(&list, PIVOT_SHOWS))
        for (int show = PIVOT_SHOW_VALUE; show < PIVOT_SHOWS; show++) {
            struct pivot_spec spec = *now;
            spec.show = (enum pivot_show)show;
            if (!pivot_can_show(pane, spec.show))
                continue;
            pivot_show_words(&spec, words, sizeof words);
            if (now->show == spec.show)
                list.selected = list.count;
            add(&list,
                show == PIVOT_SHOW_FROM ? text_get(TEXT_PIVOT_PANE_SHOW_FROM_ONE)
                                        : arena_string(list.arena, words),
                NULL, show);
        }
    finish(&list, pane, text_get(TEXT_PIVOT_PANE_CHOOSE_SHOW), show_chosen);
}

/* ---- taking away ---- */

static void remove_chosen(struct pane *pane, size_t index)
{
    pivot_remove(pane, (enum pivot_slot)pivot_state(pane)->choices[index]);
}

void pivot_choose_remove(struct pane *pane)
{
    static const enum text_id labels[] = {[SLOT_ROWS] = TEXT_PIVOT_PANE_ROWS,
                                          [SLOT_THEN] = TEXT_PIVOT_PANE_THEN,
                                          [SLOT_ACROSS] = TEXT_PIVOT_PANE_ACROSS,
                                          [SLOT_VALUE] = TEXT_PIVOT_PANE_VALUE};
    const struct pivot_spec *spec = pivot_spec_now(pane);
    struct choice_list list;
    if (begin(&list, SLOT_COUNT)) {
        for (int slot = SLOT_ROWS; slot < SLOT_COUNT; slot++) {
            int64_t column = slot == SLOT_VALUE
                                 ? spec->value_column
                                 : pivot_slot_field(spec, (enum pivot_slot)slot)->column;
            if (column != 0)
                add(&list, pivot_column_name(pane, column), text_get(labels[slot]), slot);
        }
    }
    finish(&list, pane, text_get(TEXT_PIVOT_PANE_CHOOSE_REMOVE), remove_chosen);
}

/* ---- numbers to type ---- */

static void top_typed(struct pane *pane, const char *text)
{
    enum { TOP_MOST = 100000 };
    char *end = NULL;
    long top = strtol(text, &end, 10);
    if (*end != '\0' || top < 0 || top > TOP_MOST)
        app_say(pane->app, TEXT_PIVOT_PANE_TOP_BAD, TEXT_VALUES(text_string("text", text)));
    else
        pivot_set_top(pane, (size_t)top);
}

/* Nothing stands in the line at first: what is typed would be put behind it. */
void pivot_ask_top(struct pane *pane)
{
    const struct prompt_request request = {.title = text_get(TEXT_PIVOT_PANE_TOP_TITLE),
                                           .label = text_get(TEXT_PIVOT_PANE_TOP_LABEL),
                                           .hint = text_get(TEXT_PIVOT_PANE_TOP_HINT),
                                           .accepted = top_typed};
    app_open_prompt(pane, &request);
}

static void width_typed(struct pane *pane, const char *text)
{
    char *end = NULL;
    double width = strtod(text, &end);
    if (*text == '\0') {
        pivot_set_cut(pane, pivot_state(pane)->slot, PIVOT_AS_IS, 0);
        return;
    }
    if (*end != '\0' || !(width > 0) || width > 1e12)
        app_say(pane->app, TEXT_PIVOT_PANE_WIDTH_BAD, TEXT_VALUES(text_string("text", text)));
    else
        pivot_set_cut(pane, pivot_state(pane)->slot, PIVOT_BANDS, width);
}

static void period_chosen(struct pane *pane, size_t index)
{
    const struct pivot_state *state = pivot_state(pane);
    pivot_set_cut(pane, state->slot, (enum pivot_cut)state->choices[index], 0);
}

static void choose_period(struct pane *pane, enum pivot_cut now)
{
    static const struct {
        enum pivot_cut cut;
        enum text_id words;
    } periods[] = {{PIVOT_AS_IS, TEXT_PIVOT_PANE_DAYS},
                   {PIVOT_MONTHS, TEXT_PIVOT_PANE_MONTHS},
                   {PIVOT_QUARTERS, TEXT_PIVOT_PANE_QUARTERS},
                   {PIVOT_YEARS, TEXT_PIVOT_PANE_YEARS}};
    enum { PERIODS = sizeof periods / sizeof periods[0] };
    struct choice_list list;
    if (begin(&list, PERIODS))
        for (size_t i = 0; i < PERIODS; i++) {
            if (periods[i].cut == now)
                list.selected = i;
            add(&list, text_get(periods[i].words), NULL, (int64_t)periods[i].cut);
        }
    finish(&list, pane, text_get(TEXT_PIVOT_PANE_CHOOSE_PERIOD), period_chosen);
}

void pivot_ask_width(struct pane *pane, enum pivot_slot slot)
{
    const struct pivot_field *field = pivot_slot_field(pivot_spec_now(pane), slot);
    const struct column_info *column = work_column(pivot_state(pane)->work, field->column);
    char label[TITLE_ROOM];
    pivot_state(pane)->slot = slot;
    if (column == NULL || !column_type_is_number(column->type)) {
        choose_period(pane, field->cut);
        return;
    }
    text_format(label, sizeof label, TEXT_PIVOT_PANE_WIDTH_LABEL,
                TEXT_VALUES(text_string("column", column->name)));
    const struct prompt_request request = {.title = text_get(TEXT_PIVOT_PANE_WIDTH_TITLE),
                                           .label = label,
                                           .hint = text_get(TEXT_PIVOT_PANE_WIDTH_HINT),
                                           .accepted = width_typed};
    app_open_prompt(pane, &request);
}
