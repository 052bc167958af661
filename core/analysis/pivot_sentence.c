/*
 * A pivot in a sentence: the highest and the lowest of its groups and what it is over all;
 * along time, where it began and where it ended. Of a table with columns it is the total of
 * each row that is spoken of: a total is of more rows than any cell, and so the safer claim.
 */
#include "core/analysis/pivot_sentence.h"

#include <math.h>
#include <stdio.h>

#include "core/analysis/pivot_figures.h"
#include "core/base/buffer.h"
#include "core/base/utf8.h"

enum { WORDS = 600, NAME_CELLS = 60, NUMBER_SIZE = PIVOT_FIGURE_SIZE + 8 };

/* ---- numbers ---- */

static bool is_percent(const struct pivot_spec *spec)
{
    return spec->show != PIVOT_SHOW_VALUE || spec->value == PIVOT_SHARE;
}

/* With as many decimals as the table shows. */
static const char *number_words(const struct pivot_figures *figures, const struct pivot_spec *spec,
                                const struct pivot_cell *cell, char out[NUMBER_SIZE])
{
    char scratch[PIVOT_FIGURE_SIZE], text[PIVOT_FIGURE_SIZE];
    struct span figure = pivot_figure_text(figures, cell, scratch);
    snprintf(text, sizeof text, "%.*s", (int)figure.len, figure.len ? figure.data : "");
    text_format(out, NUMBER_SIZE,
                is_percent(spec) ? TEXT_PIVOT_SAYS_PERCENT : TEXT_PIVOT_SAYS_NUMBER,
                TEXT_VALUES(text_string("number", text)));
    return out;
}

/* ---- names ---- */

static const enum text_id field_forms[] = {[PIVOT_AS_IS] = TEXT_PIVOT_PANE_FIELD,
                                           [PIVOT_BANDS] = TEXT_PIVOT_PANE_FIELD_BANDS,
                                           [PIVOT_YEARS] = TEXT_PIVOT_PANE_FIELD_YEARS,
                                           [PIVOT_QUARTERS] = TEXT_PIVOT_PANE_FIELD_QUARTERS,
                                           [PIVOT_MONTHS] = TEXT_PIVOT_PANE_FIELD_MONTHS};

static const enum text_id values[PIVOT_VALUES] = {
    [PIVOT_COUNT] = TEXT_PIVOT_PANE_VALUE_COUNT,
    [PIVOT_SUM] = TEXT_PIVOT_PANE_VALUE_SUM,
    [PIVOT_AVERAGE] = TEXT_PIVOT_PANE_VALUE_AVERAGE,
    [PIVOT_MIN] = TEXT_PIVOT_PANE_VALUE_MIN,
    [PIVOT_MAX] = TEXT_PIVOT_PANE_VALUE_MAX,
    [PIVOT_MEDIAN] = TEXT_PIVOT_PANE_VALUE_MEDIAN,
    [PIVOT_DISTINCT] = TEXT_PIVOT_PANE_VALUE_DISTINCT,
    [PIVOT_SHARE] = TEXT_PIVOT_PANE_VALUE_SHARE,
};

static const char *field_words(struct arena *arena, const struct pivot_field *field,
                               const char *called)
{
    char text[WORDS], width[32];
    snprintf(width, sizeof width, "%.10g", field->width);
    text_format(text, sizeof text, field_forms[field->cut],
                TEXT_VALUES(text_string("column", called), text_string("width", width)));
    return arena_string(arena, text);
}

const char *pivot_value_called(struct arena *arena, const struct pivot_spec *spec,
                               const struct pivot_called *called)
{
    char text[WORDS];
    if (spec->value == PIVOT_DISTINCT && called->people)
        return text_get(TEXT_PIVOT_PANE_VALUE_PEOPLE);
    text_format(text, sizeof text, values[spec->value < PIVOT_VALUES ? spec->value : PIVOT_COUNT],
                TEXT_VALUES(text_string("column", called->value),
                            text_string("value", spec->share ? spec->share : "")));
    return arena_string(arena, text);
}

const char *pivot_title(struct arena *arena, const struct pivot_spec *spec,
                        const struct pivot_called *called)
{
    char text[WORDS];
    bool second = spec->rows[1].column != 0, across = spec->column.column != 0;
    const char *names[] = {field_words(arena, &spec->rows[0], called->rows[0]),
                           field_words(arena, &spec->rows[1], called->rows[1]),
                           field_words(arena, &spec->column, called->column),
                           pivot_value_called(arena, spec, called)};
    enum text_id form =
        second ? (across ? TEXT_PIVOT_PANE_CAPTION_THREE : TEXT_PIVOT_PANE_CAPTION_TWO)
               : (across ? TEXT_PIVOT_PANE_CAPTION_ACROSS : TEXT_PIVOT_PANE_CAPTION_ONE);
    if (!names[0] || !names[1] || !names[2] || !names[3])
        return NULL;
    text_format(text, sizeof text, form,
                TEXT_VALUES(text_string("first", names[0]), text_string("second", names[1]),
                            text_string("column", names[2]), text_string("value", names[3])));
    return arena_string(arena, text);
}

/* ---- the groups that are spoken of ---- */

struct group {
    const struct pivot_line *line;
    const struct pivot_cell *cell;
};

struct groups {
    struct group *list;
    size_t count;
    const struct pivot_cell *all; /* the total; NULL: it has no number */
    bool down;                    /* rows of the table, else columns */
};

static bool has_number(const struct pivot_cell *cell)
{
    return cell->has_value && cell->word.kind != VALUE_TEXT && isfinite(cell->number);
}

static double number_of(const struct pivot_cell *cell)
{
    return cell->whole ? (double)cell->integer : cell->number;
}

/* Rows by their totals, or the columns of the total row: where there are no row fields, and
 * where each row is a hundred percent. */
static bool gather(struct arena *arena, const struct pivot_table *table,
                   const struct pivot_spec *spec, struct groups *out)
{
    bool across = spec->column.column != 0 && spec->show == PIVOT_SHOW_ROW;
    bool down = table->row_fields > 0 && !across;
    size_t lines = down ? table->row_count : table->column_count;
    const struct pivot_line *list = down ? table->rows : table->columns;
    *out = (struct groups){.down = down, .list = arena_array(arena, lines, sizeof *out->list)};
    if (!out->list || table->row_count == 0 || table->column_count == 0)
        return out->list != NULL;
    for (size_t i = 0; i < lines; i++) {
        size_t row = down ? i : table->row_count - 1;
        size_t column = down ? table->column_count - 1 : i;
        const struct pivot_cell *cell = &table->cells[row * table->column_count + column];
        if (!has_number(cell))
            continue;
        if (list[i].kind == PIVOT_LINE)
            out->list[out->count++] = (struct group){&list[i], cell};
        else if (list[i].kind == PIVOT_TOTAL)
            out->all = cell;
    }
    return true;
}

/* "single parent", "single parent, renting", fit to stand in a sentence. */
static const char *group_name(struct arena *arena, size_t fields, const struct group *group)
{
    struct buffer words = {0};
    for (size_t i = 0; i < fields; i++) {
        buffer_add_string(&words, i ? ", " : "");
        utf8_screen(pivot_line_text(group->line, i), &words);
    }
    struct span fit = utf8_fit(buffer_span(&words), NAME_CELLS, NULL);
    const char *out =
        arena_printf(arena, "%.*s%s", (int)fit.len, fit.data, fit.len < words.len ? "…" : "");
    buffer_free(&words);
    return out;
}

/* ---- the sentence ---- */

struct saying {
    struct arena *arena;
    const struct pivot_table *table;
    const struct pivot_spec *spec;
    const struct pivot_called *called;
    struct pivot_figures figures;
    struct groups groups;
    size_t highest, lowest;
};

static const char *say_figure(const struct saying *saying, const struct pivot_cell *cell, char *out)
{
    return number_words(&saying->figures, saying->spec, cell, out);
}

static void find_ends(struct saying *saying)
{
    for (size_t i = 1; i < saying->groups.count; i++) {
        const struct group *list = saying->groups.list;
        if (number_of(list[i].cell) > number_of(list[saying->highest].cell))
            saying->highest = i;
        if (number_of(list[i].cell) < number_of(list[saying->lowest].cell))
            saying->lowest = i;
    }
}

/* How each kind of value is spoken of: as parts of a whole, and where it is none; and where
 * nothing is known of the lowest. */
struct form {
    enum text_id part, ends, part_top, top;
};

static const struct form forms[PIVOT_VALUES] = {
    [PIVOT_COUNT] = {TEXT_PIVOT_SAYS_COUNT, TEXT_PIVOT_SAYS_MOST, TEXT_PIVOT_SAYS_COUNT_TOP,
                     TEXT_PIVOT_SAYS_MOST_TOP},
    [PIVOT_SUM] = {TEXT_PIVOT_SAYS_SUM, TEXT_PIVOT_SAYS_HIGHEST, TEXT_PIVOT_SAYS_SUM_TOP,
                   TEXT_PIVOT_SAYS_HIGHEST_TOP},
    [PIVOT_AVERAGE] = {TEXT_NONE, TEXT_PIVOT_SAYS_HIGHEST, TEXT_NONE, TEXT_PIVOT_SAYS_HIGHEST_TOP},
    [PIVOT_MIN] = {TEXT_NONE, TEXT_PIVOT_SAYS_IS, TEXT_NONE, TEXT_PIVOT_SAYS_IS_TOP},
    [PIVOT_MAX] = {TEXT_NONE, TEXT_PIVOT_SAYS_IS, TEXT_NONE, TEXT_PIVOT_SAYS_IS_TOP},
    [PIVOT_MEDIAN] = {TEXT_NONE, TEXT_PIVOT_SAYS_HIGHEST, TEXT_NONE, TEXT_PIVOT_SAYS_HIGHEST_TOP},
    [PIVOT_DISTINCT] = {TEXT_NONE, TEXT_PIVOT_SAYS_MOST, TEXT_NONE, TEXT_PIVOT_SAYS_MOST_TOP},
    [PIVOT_SHARE] = {TEXT_NONE, TEXT_PIVOT_SAYS_HIGHEST, TEXT_NONE, TEXT_PIVOT_SAYS_HIGHEST_TOP},
};

static bool goes_along_time(const struct saying *saying)
{
    const struct pivot_spec *spec = saying->spec;
    enum pivot_cut cut = saying->groups.down ? spec->rows[0].cut : spec->column.cut;
    bool in_order =
        !saying->groups.down || (saying->table->row_fields == 1 && spec->sort == PIVOT_BY_LABEL &&
                                 !spec->descending && spec->top == 0);
    return in_order && (cut == PIVOT_MONTHS || cut == PIVOT_QUARTERS || cut == PIVOT_YEARS);
}

static enum text_id choose_form(const struct saying *saying)
{
    const struct groups *groups = &saying->groups;
    const struct pivot_spec *spec = saying->spec;
    double high = number_of(groups->list[saying->highest].cell);
    double low = number_of(groups->list[saying->lowest].cell);
    enum pivot_value value = spec->value < PIVOT_VALUES ? spec->value : PIVOT_COUNT;
    const struct form *form = &forms[value];
    bool top = saying->table->partial;
    if (groups->count == 1 && !top)
        return TEXT_PIVOT_SAYS_ONE;
    if (!(high > low) && !top)
        return TEXT_PIVOT_SAYS_SAME;
    if (goes_along_time(saying) && !top)
        return TEXT_PIVOT_SAYS_TIME;
    if (spec->show != PIVOT_SHOW_VALUE)
        return top ? TEXT_PIVOT_SAYS_SHARE_TOP : TEXT_PIVOT_SAYS_SHARE;
    bool parts =
        form->part != TEXT_NONE && low >= 0 && groups->all && number_of(groups->all) >= high;
    if (top)
        return parts ? form->part_top : form->top;
    return parts ? form->part : form->ends;
}

static const char *say(struct saying *saying)
{
    const struct groups *groups = &saying->groups;
    const struct pivot_called *called = saying->called;
    struct arena *arena = saying->arena;
    char words[WORDS], high[NUMBER_SIZE], low[NUMBER_SIZE], all[NUMBER_SIZE];
    char first[NUMBER_SIZE], last[NUMBER_SIZE];
    size_t fields = groups->down ? saying->table->row_fields : 1;
    const struct group *highest = &groups->list[saying->highest];
    const struct group *lowest = &groups->list[saying->lowest];
    const struct group *start = &groups->list[0], *end = &groups->list[groups->count - 1];
    const struct pivot_cell *total = groups->all ? groups->all : highest->cell;
    double whole = number_of(total), share = whole > 0 ? 100 * number_of(highest->cell) / whole : 0;
    enum text_id form = choose_form(saying);
    const char *name = groups->down ? called->rows[0] : called->column;
    const struct pivot_field *of = groups->down ? &saying->spec->rows[0] : &saying->spec->column;
    /* "By month", not "by month by month". */
    const char *field = form == TEXT_PIVOT_SAYS_TIME ? name : field_words(arena, of, name);
    text_format(words, sizeof words, form,
                TEXT_VALUES(text_string("what", pivot_value_called(arena, saying->spec, called)),
                            text_string("field", field),
                            text_string("highest", group_name(arena, fields, highest)),
                            text_string("most", say_figure(saying, highest->cell, high)),
                            text_string("lowest", group_name(arena, fields, lowest)),
                            text_string("least", say_figure(saying, lowest->cell, low)),
                            text_string("all", say_figure(saying, total, all)),
                            text_percent("share", share, share >= 10 ? 0 : 1),
                            text_string("start", group_name(arena, fields, start)),
                            text_string("first", say_figure(saying, start->cell, first)),
                            text_string("end", group_name(arena, fields, end)),
                            text_string("last", say_figure(saying, end->cell, last))));
    return arena_string(arena, words);
}

const char *pivot_sentence(struct arena *arena, const struct pivot_table *table,
                           const struct pivot_spec *spec, const struct pivot_called *called)
{
    struct saying saying = {.arena = arena, .table = table, .spec = spec, .called = called};
    saying.figures = pivot_figures_for(table, spec);
    if (!gather(arena, table, spec, &saying.groups))
        return NULL;
    if (saying.groups.count == 0)
        return arena_string(arena, text_get(TEXT_PIVOT_SAYS_NOTHING));
    if (table->partial && !saying.groups.all)
        return arena_string(arena, ""); /* which lines are missing, nobody knows */
    find_ends(&saying);
    return say(&saying);
}
