/* A pivot in words: what heads the pane and its table, and what the steps are called. */
#include <stdio.h>

#include "core/base/utf8.h"
#include "tui/pane/pivot_state.h"

enum { WORDS_ROOM = 400 };

/* "5", "0.5": a width without zeros that say nothing. */
static void write_width(char *out, size_t size, double width)
{
    snprintf(out, size, "%.10g", width);
}

const char *pivot_field_words(struct arena *arena, const struct pivot_field *field,
                              const char *column)
{
    static const enum text_id words[] = {[PIVOT_AS_IS] = TEXT_PIVOT_PANE_FIELD,
                                         [PIVOT_BANDS] = TEXT_PIVOT_PANE_FIELD_BANDS,
                                         [PIVOT_YEARS] = TEXT_PIVOT_PANE_FIELD_YEARS,
                                         [PIVOT_QUARTERS] = TEXT_PIVOT_PANE_FIELD_QUARTERS,
                                         [PIVOT_MONTHS] = TEXT_PIVOT_PANE_FIELD_MONTHS};
    char text[WORDS_ROOM], width[32];
    write_width(width, sizeof width, field->width);
    text_format(text, sizeof text, words[field->cut],
                TEXT_VALUES(text_string("column", column), text_string("width", width)));
    return arena_string(arena, text);
}

enum text_id pivot_value_label(enum pivot_value value)
{
    static const enum text_id labels[PIVOT_VALUES] = {
        [PIVOT_COUNT] = TEXT_PIVOT_PANE_LABEL_COUNT,
        [PIVOT_SUM] = TEXT_PIVOT_PANE_LABEL_SUM,
        [PIVOT_AVERAGE] = TEXT_PIVOT_PANE_LABEL_AVERAGE,
        [PIVOT_MIN] = TEXT_PIVOT_PANE_LABEL_MIN,
        [PIVOT_MAX] = TEXT_PIVOT_PANE_LABEL_MAX,
        [PIVOT_MEDIAN] = TEXT_PIVOT_PANE_LABEL_MEDIAN,
        [PIVOT_DISTINCT] = TEXT_PIVOT_PANE_LABEL_DISTINCT,
        [PIVOT_SHARE] = TEXT_PIVOT_PANE_LABEL_SHARE,
    };
    return labels[value < PIVOT_VALUES ? value : PIVOT_COUNT];
}

static const char *column_name(const struct work *work, int64_t id)
{
    const struct column_info *column = work_column(work, id);
    return column != NULL ? column->name : text_get(TEXT_WORK_NO_COLUMN);
}

const char *pivot_value_words(struct arena *arena, const struct work *work,
                              const struct pivot_spec *spec)
{
    static const enum text_id words[PIVOT_VALUES] = {
        [PIVOT_COUNT] = TEXT_PIVOT_PANE_VALUE_COUNT,
        [PIVOT_SUM] = TEXT_PIVOT_PANE_VALUE_SUM,
        [PIVOT_AVERAGE] = TEXT_PIVOT_PANE_VALUE_AVERAGE,
        [PIVOT_MIN] = TEXT_PIVOT_PANE_VALUE_MIN,
        [PIVOT_MAX] = TEXT_PIVOT_PANE_VALUE_MAX,
        [PIVOT_MEDIAN] = TEXT_PIVOT_PANE_VALUE_MEDIAN,
        [PIVOT_DISTINCT] = TEXT_PIVOT_PANE_VALUE_DISTINCT,
        [PIVOT_SHARE] = TEXT_PIVOT_PANE_VALUE_SHARE,
    };
    char text[WORDS_ROOM];
    const struct column_info *of = work_column(work, spec->value_column);
    if (spec->value == PIVOT_DISTINCT && of != NULL && of->role == ROLE_PERSON_ID)
        return text_get(TEXT_PIVOT_PANE_VALUE_PEOPLE);
    const char *column = spec->value_column != 0 ? column_name(work, spec->value_column) : "";
    text_format(text, sizeof text, words[spec->value < PIVOT_VALUES ? spec->value : PIVOT_COUNT],
                TEXT_VALUES(text_string("column", column),
                            text_string("value", spec->share != NULL ? spec->share : "")));
    return arena_string(arena, text);
}

/* The filters that are switched on, as their chips say them. */
static const char *switched_on(struct arena *arena, const struct work *work)
{
    const struct filter_list *list = &work_state(work)->filters;
    struct buffer words = {0};
    for (size_t i = 0; i < list->count; i++) {
        if (list->filters[i].off)
            continue;
        buffer_add_string(&words, words.len > 0 ? " · " : "");
        work_filter_words(work, &list->filters[i], &words);
    }
    const char *copy = words.failed ? NULL : arena_copy(arena, buffer_span(&words));
    buffer_free(&words);
    return copy;
}

/* Somebody with ten months counts ten times: who counts rows is told what a row is. */
static const char *what_counts(struct arena *arena, const struct dataset_info *dataset,
                               const struct pivot_spec *spec)
{
    char text[400];
    if (spec->value != PIVOT_COUNT || dataset == NULL || dataset->grain[0] == '\0' ||
        dataset_role_index(dataset, ROLE_PERSON_ID) < 0)
        return "";
    text_format(text, sizeof text, TEXT_PIVOT_PANE_COUNTS_ROWS,
                TEXT_VALUES(text_string("grain", dataset->grain)));
    return arena_string(arena, text);
}

bool pivot_names_fill(struct pivot_names *names, struct arena *arena, const struct work *work,
                      const struct pivot_spec *spec)
{
    bool good = true;
    for (size_t i = 0; i < PIVOT_ROWS_MAX && spec->rows[i].column != 0; i++) {
        names->rows[i] =
            pivot_field_words(arena, &spec->rows[i], column_name(work, spec->rows[i].column));
        good = good && names->rows[i] != NULL;
    }
    names->column = "";
    if (spec->column.column != 0)
        names->column =
            pivot_field_words(arena, &spec->column, column_name(work, spec->column.column));
    names->value = pivot_value_words(arena, work, spec);
    names->filters = switched_on(arena, work);
    names->counted = what_counts(arena, work_dataset(work), spec);
    return good && names->column != NULL && names->value != NULL && names->filters != NULL &&
           names->counted != NULL;
}

static enum text_id caption_of(const struct pivot_spec *spec)
{
    if (spec->rows[1].column != 0)
        return spec->column.column != 0 ? TEXT_PIVOT_PANE_CAPTION_THREE
                                        : TEXT_PIVOT_PANE_CAPTION_TWO;
    return spec->column.column != 0 ? TEXT_PIVOT_PANE_CAPTION_ACROSS : TEXT_PIVOT_PANE_CAPTION_ONE;
}

/* What is on the screen, which may be the table before the one that is asked for. What the
 * percentages are of comes first: the end is cut where there is little room. */
void pivot_caption(const struct pane *pane, struct buffer *out)
{
    const struct pivot_state *state = pivot_state(pane);
    const struct pivot_page *page = state->view.page;
    char text[WORDS_ROOM];
    if (page != NULL) {
        if (page->spec.show != PIVOT_SHOW_VALUE) {
            pivot_show_words(&page->spec, text, sizeof text);
            buffer_printf(out, "%s · ", text);
        }
        text_format(text, sizeof text, caption_of(&page->spec),
                    TEXT_VALUES(text_string("first", page->names.rows[0]),
                                text_string("second", page->names.rows[1]),
                                text_string("column", page->names.column),
                                text_string("value", page->names.value)));
        utf8_screen(span_string(text), out);
        if (page->spec.show == PIVOT_SHOW_VALUE && page->spec.value == PIVOT_SHARE)
            buffer_add_string(out, " %");
    }
    if (state->waiting)
        buffer_printf(out, "%s%s", page != NULL ? " · " : "",
                      text_get(TEXT_PIVOT_PANE_COUNTING_SHORT));
}
