/*
 * The header of a table, apart from where the table begins: rows are a header as long as they
 * have words where the columns below have numbers, dates or codes. Its rows become one.
 */
#include "core/ingest/structure_internal.h"

#include <string.h>

#include "core/base/utf8.h"
#include "core/ingest/format.h"
#include "core/ingest/number.h"

/* ---- rows and votes ---- */

static bool is_year(struct span cell)
{
    struct cell value;
    return cell.len == 4 && number_read_plain(cell.data, cell.len, &value) == NUMBER_INTEGER &&
           value.integer >= 1900 && value.integer <= 2100;
}

/* A note beside the table, though it has all the delimiters of a row, says nothing of rows,
 * nor does a row that may be torn. */
bool structure_is_body(const struct body *body, const struct sample_row *row)
{
    return row->count == body->width && row->filled > (body->width > 2 ? 1 : 0) &&
           (!row->odd || body->odd_too);
}

bool structure_learn_body(struct body *body, struct arena *arena)
{
    body->shapes = arena_array(arena, body->width, sizeof *body->shapes);
    body->classes = arena_array(arena, body->width, sizeof *body->classes);
    if (!body->shapes || !body->classes)
        return false;
    size_t rows = 0;
    for (size_t r = body->from; r < body->sample->count && rows < BODY_ROWS; r++) {
        const struct sample_row *row = &body->sample->rows[r];
        if (!structure_is_body(body, row))
            continue;
        rows++;
        for (size_t i = 0; i < body->width; i++)
            shape_learn(&body->shapes[i], row->cells[i]);
    }
    body->typed = 0;
    for (size_t i = 0; i < body->width; i++) {
        enum shape_class class = shape_of_column(&body->shapes[i]);
        bool typed = shape_is_measured(class) || class == SHAPE_CODE || class == SHAPE_ADDRESS;
        body->classes[i] = typed ? class : SHAPE_EMPTY;
        body->typed += typed;
    }
    return true;
}

static bool stands_below(const struct body *body, size_t from, size_t column, struct span cell)
{
    for (size_t r = from; r < body->sample->count; r++) {
        const struct sample_row *row = &body->sample->rows[r];
        if (column < row->count && row->count == body->width &&
            span_equal(row->cells[column], cell))
            return true;
    }
    return false;
}

/* Cells are the same, a byte order mark in front aside. */
bool structure_same_row(const struct sample_row *a, const struct sample_row *b)
{
    if (a->count != b->count || a->count < 2 ||
        !span_equal(utf8_without_mark(a->cells[0]), utf8_without_mark(b->cells[0])))
        return false;
    for (size_t i = 1; i < a->count; i++) {
        if (!span_equal(a->cells[i], b->cells[i]))
            return false;
    }
    return true;
}

/* Further rows that are the same as a whole are a header that comes again, not values. */
static bool is_repeated(const struct body *body, size_t at)
{
    const struct sample_row *row = &body->sample->rows[at];
    for (size_t r = at + 1; r < body->sample->count; r++) {
        if (structure_same_row(row, &body->sample->rows[r]))
            return true;
    }
    return false;
}

static bool has_years_below(const struct body *body, size_t from, size_t column)
{
    for (size_t r = from; r < body->sample->count; r++) {
        const struct sample_row *row = &body->sample->rows[r];
        if (column < row->count && row->count == body->width && is_year(row->cells[column]))
            return true;
    }
    return false;
}

/* Years that go on from left to right, over columns of figures that are none themselves: the
 * head of a statistical table. How many there are; fewer than two say nothing. */
static size_t years_over_figures(const struct body *body, size_t at)
{
    const struct sample_row *row = &body->sample->rows[at];
    const char *before = "";
    size_t years = 0;
    for (size_t i = 0; i < row->count && i < body->width; i++) {
        struct span cell = row->cells[i];
        if (!is_year(cell))
            continue;
        if (!shape_is_measured(body->classes[i]) || has_years_below(body, at + 1, i) ||
            (years > 0 && memcmp(before, cell.data, 4) > 0))
            return 0;
        before = cell.data;
        years++;
    }
    return years > 1 ? years : 0;
}

struct vote structure_vote(const struct body *body, size_t at)
{
    const struct sample_row *row = &body->sample->rows[at];
    struct vote vote = {0};
    bool repeated = is_repeated(body, at);
    for (size_t i = 0; i < row->count && i < body->width; i++) {
        struct span cell = row->cells[i];
        enum shape_class class = shape_class_of(cell), below = body->classes[i];
        bool year = is_year(cell), measured = shape_is_measured(class) && !year;
        bool none_below = body->shapes[i].classes[SHAPE_EMPTY] == body->shapes[i].total;
        vote.gaps += class == SHAPE_EMPTY && !none_below;
        if (class == SHAPE_EMPTY || format_is_marker(cell))
            continue;
        vote.years += year;
        vote.measured += measured;
        vote.words += !year && !measured;
        vote.recurring += !repeated && stands_below(body, at + 1, i, cell);
        if (below == SHAPE_EMPTY)
            continue;
        bool like = class == below || (shape_is_measured(class) && shape_is_measured(below));
        vote.contra += like && !year;
        vote.pro += !shape_is_measured(class) && class != below;
    }
    vote.pro += years_over_figures(body, at);
    return vote;
}

/* A row of words over typed columns. A header names columns: it holds no value that stands
 * below it again, and hardly a number. */
bool structure_is_header(const struct body *body, size_t at)
{
    struct vote vote = structure_vote(body, at);
    if (vote.words == 0 && vote.years < 2)
        return false;
    if (body->typed) {
        /* codes tell less than numbers: a name may look like one */
        return vote.pro > 2 * vote.contra && vote.measured <= vote.pro / 4 &&
               (vote.recurring == 0 || vote.pro > 2 * vote.recurring);
    }
    return vote.measured == 0 && (vote.years == 0 || vote.years > 1) && vote.recurring == 0;
}

/* A further row of the header: the same again, or words (or units) over most typed columns. */
static bool goes_on(const struct body *body, size_t at, size_t gaps_above)
{
    const struct sample_row *row = &body->sample->rows[at];
    if (sample_is_blank(row) || row->count != body->width)
        return false;
    if (structure_same_row(row, row - 1))
        return true;
    struct vote vote = structure_vote(body, at);
    if (vote.measured || vote.contra || vote.recurring || vote.words == 0)
        return false;
    /* where all is words, a name that is missing is no label that spans columns */
    if (body->typed == 0)
        return gaps_above > 1 && gaps_above * 3 >= body->width;
    if (gaps_above > 0 && vote.pro * 2 >= body->typed)
        return true;
    return vote.pro >= 2 && vote.pro * 10 >= body->typed * 6;
}

/* Rows of the header that begins at start, 0: there is none. */
size_t structure_count_header(struct body *body, size_t start, enum header_choice choice,
                              struct arena *arena)
{
    if (choice == HEADER_NO || start >= body->sample->count)
        return 0;
    /* what the columns are is told by rows that are no header in any case, if there are any */
    size_t left = body->sample->count - start;
    for (size_t skip = left > 8 ? HEADER_ROWS_MAX : left > 2 ? left / 2 : 0;; skip = 1) {
        body->from = start + (skip ? skip : 1);
        if (!structure_learn_body(body, arena))
            return 0;
        if (skip <= 1 || body->typed)
            break;
    }
    if (choice == HEADER_AUTO && !structure_is_header(body, start))
        return 0;
    size_t rows = 1;
    size_t gaps = structure_vote(body, start).gaps;
    while (rows < HEADER_ROWS_MAX && start + rows < body->sample->count &&
           goes_on(body, start + rows, gaps))
        rows++;
    return start + rows < body->sample->count || rows == 1 ? rows : 1;
}

/* ---- header cells ---- */

/* Where cell `column` of the table stands in a header row that has one too many (an empty one
 * among them goes) or one too few (rows have a number of their own in front). */
struct span structure_header_cell(const struct sample_row *row, size_t column, size_t width,
                                  bool numbered)
{
    size_t at = column;
    if (row->count == width + 1) {
        size_t gap = 0;
        while (gap < row->count && row->cells[gap].len)
            gap++;
        at += column >= gap && gap < row->count;
    } else if (row->count + 1 == width && numbered) {
        if (column == 0)
            return span_of("", 0);
        at--;
    }
    return at < row->count ? row->cells[at] : span_of("", 0);
}

/* Rows have a number of their own in front, for which the header has no name. */
static bool is_numbered(const struct structure *s)
{
    const struct column_shape *first = &s->shapes[0], *last = &s->shapes[s->width - 1];
    return first->total > 0 && first->classes[SHAPE_INTEGER] == first->total &&
           last->classes[SHAPE_EMPTY] < last->total;
}

/* Rows of a header become one: joined with a blank; what spans columns is carried along. */
bool structure_join_header(struct structure *out, const struct sample *sample, size_t start,
                           struct arena *arena)
{
    bool numbered = is_numbered(out);
    out->header = arena_array(arena, out->width, sizeof *out->header);
    if (!out->header)
        return false;
    for (size_t i = 0; i < out->width; i++) {
        const char *joined = "";
        for (size_t r = 0; r < out->header_rows; r++) {
            const struct sample_row *row = &sample->rows[start + r];
            struct span cell = structure_header_cell(row, i, out->width, numbered);
            /* an upper label spans the columns at its right that have none of their own */
            for (size_t left = i; cell.len == 0 && left > 0 && r + 1 < out->header_rows; left--) {
                const struct sample_row *below = row + 1;
                if (structure_header_cell(below, i, out->width, numbered).len == 0)
                    break;
                cell = structure_header_cell(row, left - 1, out->width, numbered);
                if (cell.len &&
                    structure_header_cell(below, left - 1, out->width, numbered).len == 0)
                    cell.len = 0; /* that one stands over its own column only */
                if (structure_header_cell(row, left - 1, out->width, numbered).len)
                    break;
            }
            if (cell.len == 0)
                continue;
            joined = *joined ? arena_printf(arena, "%s %.*s", joined, (int)cell.len, cell.data)
                             : arena_copy(arena, cell);
            if (!joined)
                return false;
        }
        out->header[i] = span_string(joined);
    }
    return true;
}
