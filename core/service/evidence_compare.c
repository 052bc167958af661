/* A comparison as evidence: all of its columns by how much they differ, or the values of one;
 * and the sentence of the line that was pinned. */
#include <string.h>

#include "core/service/evidence_internal.h"
#include "core/service/pinned.h"

enum { WORDS = 900 };

enum figure { COLUMN, DIFFERENCE, CHANCE, SAYS, FIGURES };
enum value_figure { VALUE, A_UNITS, A_SHARE, B_UNITS, B_SHARE, VALUE_FIGURES };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static struct value whole(int64_t number)
{
    return (struct value){.kind = VALUE_INTEGER, .integer = number};
}

static struct value text_of(const char *text)
{
    return (struct value){.kind = text && *text ? VALUE_TEXT : VALUE_EMPTY,
                          .text = span_string(text)};
}

/* A part of 100 with one decimal: what is behind it is no figure that anybody reads. */
static struct value part_of(double share)
{
    int64_t tenths = (int64_t)(share * 1000 + (share < 0 ? -0.5 : 0.5));
    return (struct value){.kind = VALUE_DECIMAL, .decimal = (double)tenths / 10};
}

/* ---- the figures ---- */

static bool fill_heads(struct evidence_work *work, const enum text_id *heads, size_t count)
{
    if (!work->snapshot.cells)
        return false;
    for (size_t i = 0; i < count && i < work->snapshot.columns; i++)
        work->snapshot.heads[i] = text_get(heads[i]);
    return true;
}

static const char *line_words(struct evidence_work *work, const struct compare_column *column)
{
    struct buffer words = {0};
    bool good = column->counted ? compare_sentence(column, &words)
                                : buffer_add_string(&words, compare_state_words(column->state));
    const char *out = good ? arena_copy(work->arena, buffer_span(&words)) : NULL;
    buffer_free(&words);
    return out;
}

/* The smaller of the two sides, if there is anybody at all. */
static int64_t least_of(int64_t a, int64_t b)
{
    return a > 0 && (b <= 0 || a < b) ? a : b;
}

/* Whom a line tells of: those with the value that it names, of numbers all that have one; it is
 * no more than the smaller set. */
static int64_t behind_line(const struct compare_result *result, const struct compare_column *column)
{
    int64_t least = least_of(result->units.a, result->units.b), own = least;
    if (column->a.count > 0 || column->b.count > 0)
        own = least_of((int64_t)column->a.count, (int64_t)column->b.count);
    else if (column->widest < column->value_count)
        own = least_of(column->values[column->widest].units.a,
                       column->values[column->widest].units.b);
    return own > 0 && own < least ? own : least;
}

static bool fill_columns(struct evidence_work *work, const struct compare_result *result)
{
    static const enum text_id heads[FIGURES] = {
        [COLUMN] = TEXT_EVIDENCE_COLUMN,
        [DIFFERENCE] = TEXT_COMPARE_PANE_HEAD_DIFFERENCE,
        [CHANCE] = TEXT_EVIDENCE_CHANCE,
        [SAYS] = TEXT_EVIDENCE_SAYS,
    };
    work->snapshot = snapshot_new(work->arena, result->count, FIGURES, 1);
    bool good =
        fill_heads(work, heads, FIGURES) && snapshot_keep_behind(work->arena, &work->snapshot);
    for (size_t i = 0; good && i < work->snapshot.rows; i++) {
        const struct compare_column *column = &result->columns[i];
        struct value *cells = &work->snapshot.cells[i * FIGURES];
        bool ranked = column->state == COMPARE_RANKED;
        const char *says = line_words(work, column);
        cells[COLUMN] = text_of(column->name);
        cells[DIFFERENCE] = ranked ? part_of(column->verdict.difference) : text_of("");
        cells[CHANCE] = text_of(ranked && column->chance ? text_get(TEXT_EVIDENCE_MAYBE) : "");
        cells[SAYS] = text_of(says);
        int64_t rows = column->counted ? behind_line(result, column) : 0;
        for (size_t figure = DIFFERENCE; figure < FIGURES; figure++)
            work->snapshot.behind[i * FIGURES + figure] = rows;
        good = says != NULL;
    }
    return good;
}

static bool fill_values(struct evidence_work *work, const struct compare_column *column)
{
    static const enum text_id heads[VALUE_FIGURES] = {
        [VALUE] = TEXT_EVIDENCE_VALUE,     [A_UNITS] = TEXT_EVIDENCE_A,
        [A_SHARE] = TEXT_EVIDENCE_A_SHARE, [B_UNITS] = TEXT_EVIDENCE_B,
        [B_SHARE] = TEXT_EVIDENCE_B_SHARE,
    };
    work->snapshot = snapshot_new(work->arena, column->value_count, VALUE_FIGURES, 1);
    bool good = fill_heads(work, heads, VALUE_FIGURES) &&
                snapshot_keep_behind(work->arena, &work->snapshot);
    for (size_t i = 0; good && i < work->snapshot.rows; i++) {
        const struct compare_value *value = &column->values[i];
        struct value *cells = &work->snapshot.cells[i * VALUE_FIGURES];
        cells[VALUE] =
            (struct value){.kind = value->text.len ? VALUE_TEXT : VALUE_EMPTY, .text = value->text};
        cells[A_UNITS] = whole(value->units.a);
        cells[A_SHARE] = part_of(value->a);
        cells[B_UNITS] = whole(value->units.b);
        cells[B_SHARE] = part_of(value->b);
        int64_t *behind = work->snapshot.behind;
        size_t at = i * VALUE_FIGURES;
        behind[at + A_UNITS] = behind[at + A_SHARE] = value->units.a;
        behind[at + B_UNITS] = behind[at + B_SHARE] = value->units.b;
    }
    return good;
}

/* ---- in words ---- */

/* The line that was pinned, or the one that says most; NULL: none has figures. */
static const struct compare_column *find_line(const struct compare_result *result, int64_t id)
{
    const struct compare_column *most = NULL;
    for (size_t i = 0; i < result->count; i++) {
        const struct compare_column *column = &result->columns[i];
        if (!column->counted)
            continue;
        if (id != 0 && column->id == id)
            return column;
        most = most ? most : column;
    }
    return id == 0 ? most : NULL;
}

static const char *sentence_of(struct evidence_work *work, const struct compare_result *result,
                               const struct compare_column *line)
{
    struct buffer words = {0};
    bool good = line ? compare_evidence(result, line, &words)
                     : buffer_add_string(&words, text_get(TEXT_EVIDENCE_NO_DIFFERENCE));
    const char *out = good ? arena_copy(work->arena, buffer_span(&words)) : NULL;
    buffer_free(&words);
    return out;
}

static const char *words_of(struct evidence_work *work, enum text_id id,
                            const struct compare_result *result, const char *column)
{
    char words[WORDS];
    text_format(words, sizeof words, id,
                TEXT_VALUES(text_string("a", result->a), text_string("b", result->b),
                            text_string("filters", work->filter_words),
                            text_string("column", column)));
    return arena_string(work->arena, words);
}

static bool say(struct evidence_work *work, const struct compare_result *result,
                const struct compare_column *line, bool values)
{
    bool both = *work->filter_words != '\0';
    work->title =
        words_of(work, values ? TEXT_EVIDENCE_COMPARE_VALUES : TEXT_EVIDENCE_COMPARE_COLUMNS,
                 result, line ? line->name : "");
    work->sentence = sentence_of(work, result, line);
    work->filter_words =
        words_of(work, both ? TEXT_EVIDENCE_SETS_BOTH : TEXT_EVIDENCE_SETS, result, "");
    return work->title && work->sentence && work->filter_words;
}

/* ---- the comparison ---- */

static enum status compare(struct evidence_work *work, const struct pinned_compare *pinned,
                           struct frame_use **other, struct compare_result *out, struct error *err)
{
    const struct evidence_ground *ground = work->ground;
    const struct compare_request request = {.ground = work->filters,
                                            .a = pinned->a,
                                            .b = pinned->b,
                                            .rest = pinned->rest,
                                            .unit = pinned->unit,
                                            .person = COMPARE_ALL_COLUMNS,
                                            .column = COMPARE_ALL_COLUMNS};
    enum status status = STATUS_OK;
    if (!pinned->rest && pinned->other != 0 && pinned->other != work->view.dataset)
        status =
            frame_use_begin(other, ground->frames, ground->db, pinned->other, ground->watch, err);
    return status == STATUS_OK ? compare_make(work->use, *other, &request, work->arena, out, err)
                               : status;
}

static enum status fill(struct evidence_work *work, const struct pinned_compare *pinned,
                        const struct compare_result *result, struct error *err)
{
    struct snapshot_mark mark = {0};
    const struct compare_column *line = find_line(result, pinned->column);
    if (pinned->values && !line)
        return error_set(err, STATUS_INVALID, TEXT_EVIDENCE_LINE_GONE, NULL);
    bool good = (pinned->values ? fill_values(work, line) : fill_columns(work, result)) &&
                say(work, result, line, pinned->values);
    if (!good)
        return no_memory(err);
    for (size_t i = 0; i < work->snapshot.rows * work->snapshot.columns; i++)
        snapshot_mark_value(&mark, &work->snapshot.cells[i]);
    work->snapshot.n = result->units.a + result->units.b;
    work->snapshot.mark = snapshot_mark_text(&mark, work->arena);
    return work->snapshot.mark ? STATUS_OK : no_memory(err);
}

enum status evidence_of_compare(struct evidence_work *work, struct error *err)
{
    struct pinned_compare pinned;
    struct compare_result result;
    struct frame_use *other = NULL;
    enum status status = pinned_compare_read(work->arena, &work->view, &pinned, err);
    if (status == STATUS_OK)
        status = compare(work, &pinned, &other, &result, err);
    if (status == STATUS_OK)
        status = fill(work, &pinned, &result, err);
    frame_use_end(other);
    return status;
}
