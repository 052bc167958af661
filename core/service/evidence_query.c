/*
 * The rows of a query as evidence. It runs as every query does, in a child process that can
 * only read; so it can be looked at again wherever there is a helper to start one.
 */
#include <math.h>
#include <string.h>

#include "core/analysis/number_text.h"
#include "core/service/evidence_internal.h"
#include "core/service/pinned.h"
#include "core/service/query_chart.h"
#include "core/service/query_counts.h"

enum {
    TITLE_BYTES = 60,
    PAGE = 256,
    MARKED_ROWS = 100000, /* rows beyond change the figures by their number alone */
    WORDS = 900,
    DECIMALS = 2, /* that a sentence has, as those of pivots */
    DECIMALS_OF_SMALL = 4
};

#define SMALL_NUMBER 0.1

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- the rows ---- */

/* Columns of text at the left say what a row is; at least one column is a figure. */
static size_t count_labels(const struct query_column *columns, size_t count)
{
    size_t labels = 0;
    while (labels + 1 < count && !column_type_is_number(columns[labels].type))
        labels++;
    return labels;
}

static void take_cell(struct evidence_work *work, size_t row, size_t column,
                      const struct value *value)
{
    struct snapshot *snapshot = &work->snapshot;
    if (row < snapshot->rows && column < snapshot->columns)
        snapshot->cells[row * snapshot->columns + column] = *value;
}

/* ---- what is behind the figures ---- */

static int64_t count_in(const struct snapshot *snapshot, size_t row, size_t column)
{
    const struct value *value = &snapshot->cells[row * snapshot->columns + column];
    return value->kind == VALUE_INTEGER ? value->integer : 0;
}

/* A line with a count of its rows tells of so many, each of its figures; what counts less, of
 * less. Without one nothing is known of the others, and nothing is kept. False: no memory. */
static bool keep_behind(struct evidence_work *work, const char *sql)
{
    struct snapshot *snapshot = &work->snapshot;
    enum query_count *counts = arena_array(work->arena, snapshot->columns, sizeof *counts);
    size_t rows = SIZE_MAX;
    if (!counts)
        return false;
    (void)query_counts(span_string(sql), snapshot->columns, counts);
    for (size_t c = snapshot->labels; c < snapshot->columns; c++)
        rows = counts[c] == QUERY_ROWS ? c : rows;
    if (rows == SIZE_MAX)
        return true;
    if (!snapshot_keep_behind(work->arena, snapshot))
        return false;
    for (size_t r = 0; r < snapshot->rows; r++) {
        int64_t all = count_in(snapshot, r, rows);
        for (size_t c = snapshot->labels; c < snapshot->columns; c++) {
            int64_t own = counts[c] == QUERY_NO_COUNT ? all : count_in(snapshot, r, c);
            snapshot->behind[r * snapshot->columns + c] = own < all ? own : all;
        }
    }
    return true;
}

/* Kept rows live in the arena, all others in one of their own, page by page. */
static enum status take_page(struct evidence_work *work, struct query *query, size_t first,
                             size_t columns, struct snapshot_mark *mark, struct error *err)
{
    struct arena *own = first < SNAPSHOT_ROWS ? NULL : arena_new();
    struct arena *arena = own ? own : work->arena;
    const struct value *values = NULL;
    size_t rows = 0;
    enum status status = query_read(query, (int64_t)first, PAGE, arena, &values, &rows, err);
    for (size_t i = 0; status == STATUS_OK && columns > 0 && i < rows * columns; i++) {
        snapshot_mark_value(mark, &values[i]);
        take_cell(work, first + i / columns, i % columns, &values[i]);
    }
    arena_free(own);
    return status;
}

static enum status take_rows(struct evidence_work *work, struct query *query, struct error *err)
{
    const struct query_column *columns = NULL;
    struct snapshot_mark mark = {0};
    size_t count = query_columns(query, work->arena, &columns);
    size_t rows = (size_t)query_rows(query);
    enum status status = STATUS_OK;
    work->snapshot = snapshot_new(work->arena, rows, count, count_labels(columns, count));
    if (!work->snapshot.cells)
        return no_memory(err);
    for (size_t c = 0; c < work->snapshot.columns; c++)
        work->snapshot.heads[c] = columns[c].name;
    for (size_t at = 0; at < rows && at < MARKED_ROWS && status == STATUS_OK; at += PAGE)
        status = take_page(work, query, at, count, &mark, err);
    if (status != STATUS_OK)
        return status;
    work->snapshot.n = (int64_t)rows;
    work->snapshot.mark = snapshot_mark_text(&mark, work->arena);
    return work->snapshot.mark ? STATUS_OK : no_memory(err);
}

/* ---- in words ---- */

static const char *cell_text(struct evidence_work *work, size_t row, size_t column)
{
    char scratch[VALUE_NUMBER_SIZE], rounded[NUMBER_TEXT_SIZE];
    const struct snapshot *snapshot = &work->snapshot;
    const struct value *value = &snapshot->cells[row * snapshot->columns + column];
    struct span text = value_text(value, scratch);
    if (value->kind == VALUE_DECIMAL && isfinite(value->decimal)) { /* to be read, not copied */
        int most = fabs(value->decimal) < SMALL_NUMBER ? DECIMALS_OF_SMALL : DECIMALS;
        text = span_string(
            number_text(value->decimal, number_decimals(value->decimal, most), rounded));
    }
    return text.len ? arena_copy(work->arena, text) : "–";
}

static bool is_number(const struct value *value)
{
    return value->kind == VALUE_INTEGER || value->kind == VALUE_DECIMAL;
}

static double number_of(const struct value *value)
{
    return value->kind == VALUE_INTEGER ? (double)value->integer : value->decimal;
}

/* A name and a figure in each row: the rows of the highest and the lowest. False: it is not
 * that kind of table, or not all of it is here. */
static bool find_ends(const struct snapshot *snapshot, size_t *highest, size_t *lowest)
{
    *highest = *lowest = 0;
    if (snapshot->labels != 1 || snapshot->rows < 2 || (int64_t)snapshot->rows < snapshot->all_rows)
        return false;
    for (size_t r = 0; r < snapshot->rows; r++) {
        const struct value *value = &snapshot->cells[r * snapshot->columns + 1];
        if (!is_number(value))
            return false;
        double number = number_of(value);
        if (number > number_of(&snapshot->cells[*highest * snapshot->columns + 1]))
            *highest = r;
        if (number < number_of(&snapshot->cells[*lowest * snapshot->columns + 1]))
            *lowest = r;
    }
    return *highest != *lowest;
}

/* "rows: 40, average: 12.5" of one row. */
static const char *row_words(struct evidence_work *work)
{
    struct buffer words = {0};
    for (size_t c = 0; c < work->snapshot.columns; c++) {
        const char *text = cell_text(work, 0, c);
        if (text)
            buffer_printf(&words, "%s%s: %s", c ? ", " : "", work->snapshot.heads[c], text);
    }
    const char *out = words.failed ? NULL : arena_copy(work->arena, buffer_span(&words));
    buffer_free(&words);
    return out;
}

static const char *sentence_of(struct evidence_work *work)
{
    const struct snapshot *snapshot = &work->snapshot;
    char words[WORDS];
    size_t highest, lowest;
    if (find_ends(snapshot, &highest, &lowest)) {
        text_format(words, sizeof words, TEXT_EVIDENCE_QUERY_ENDS,
                    TEXT_VALUES(text_string("field", snapshot->heads[0]),
                                text_string("what", snapshot->heads[1]),
                                text_string("highest", cell_text(work, highest, 0)),
                                text_string("most", cell_text(work, highest, 1)),
                                text_string("lowest", cell_text(work, lowest, 0)),
                                text_string("least", cell_text(work, lowest, 1))));
    } else {
        bool one = snapshot->n == 1;
        text_format(words, sizeof words, one ? TEXT_EVIDENCE_QUERY_ROW : TEXT_EVIDENCE_QUERY_ROWS,
                    TEXT_VALUES(text_number("rows", snapshot->n),
                                text_string("row", one ? row_words(work) : "")));
    }
    return arena_string(work->arena, words);
}

/* The statement on one line, as far as it goes. */
static const char *title_of(struct evidence_work *work, const char *sql)
{
    struct buffer line = {0};
    char words[WORDS];
    for (const char *at = sql; *at; at++) {
        bool blank = strchr(" \t\r\n", *at) != NULL;
        if (!blank)
            buffer_add_byte(&line, *at);
        else if (line.len > 0 && line.data[line.len - 1] != ' ')
            buffer_add_byte(&line, ' ');
    }
    struct span whole = buffer_span(&line), cut = whole;
    while (cut.len > TITLE_BYTES || (cut.len < whole.len && cut.len > 0 &&
                                     ((unsigned char)whole.data[cut.len] & 0xc0) == 0x80))
        cut.len--;
    const char *copy = line.failed ? NULL : arena_copy(work->arena, cut);
    text_format(words, sizeof words,
                cut.len < whole.len ? TEXT_EVIDENCE_QUERY_CUT : TEXT_EVIDENCE_QUERY_TITLE,
                TEXT_VALUES(text_string("sql", copy)));
    buffer_free(&line);
    return copy ? arena_string(work->arena, words) : NULL;
}

/* Title and sentence of the rows as a chart; rows that make none speak for themselves. */
static enum status say_chart(struct evidence_work *work, const struct pinned_query *pinned,
                             struct query *query, struct error *err)
{
    struct chart_settings settings;
    struct query_chart *made = arena_alloc(work->arena, sizeof *made);
    struct error trouble = {0};
    const struct query_chart_request request = {
        .settings = &settings,
        .source = "",
        .cancel = work->ground->watch ? work->ground->watch->cancel : NULL};
    if (!made)
        return no_memory(err);
    enum status status = chart_settings_from_json(span_string(pinned->chart), &settings, &trouble);
    if (status == STATUS_OK)
        status = query_chart_make(query, &request, work->arena, made, &trouble);
    if (status == STATUS_MEMORY || status == STATUS_CANCELLED) {
        *err = trouble;
        return status;
    }
    if (status != STATUS_OK)
        return STATUS_OK;
    work->title = made->chart.title;
    work->sentence = made->chart.sentences[0];
    return STATUS_OK;
}

/* ---- the query ---- */

static enum status run(struct evidence_work *work, const struct pinned_query *pinned,
                       struct query *query, struct error *err)
{
    const struct evidence_ground *ground = work->ground;
    const struct query_request request = {.helper = ground->helper,
                                          .db = ground->db,
                                          .sql = span_string(pinned->sql),
                                          .parameters = pinned->parameters,
                                          .parameter_count = pinned->parameter_count,
                                          .cancel = ground->watch ? ground->watch->cancel : NULL};
    enum status status = query_run(query, &request, err);
    if (status == STATUS_OK)
        status = take_rows(work, query, err);
    if (status != STATUS_OK)
        return status;
    if (!keep_behind(work, pinned->sql))
        return no_memory(err);
    if (*pinned->chart && (status = say_chart(work, pinned, query, err)) != STATUS_OK)
        return status;
    work->title = work->title ? work->title : title_of(work, pinned->sql);
    work->sentence = work->sentence ? work->sentence : sentence_of(work);
    return work->title && work->sentence ? STATUS_OK : no_memory(err);
}

enum status evidence_of_query(struct evidence_work *work, struct error *err)
{
    struct pinned_query pinned;
    enum status status = pinned_query_read(work->arena, &work->view, &pinned, err);
    if (status != STATUS_OK)
        return status;
    if (!work->ground->helper)
        return error_set(err, STATUS_INVALID, TEXT_EVIDENCE_NO_HELPER, NULL);
    struct query *query = query_new();
    status = query ? run(work, &pinned, query, err) : no_memory(err);
    query_free(query);
    return status;
}
