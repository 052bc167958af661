/*
 * Finding the table. The first row that is filled as widely as the rows of the table begins
 * it; rows above it that have gaps and nothing but words are the upper part of a header. Rows
 * are a header as long as they have words where the columns below have numbers, dates or
 * codes.
 */
#include "core/ingest/structure.h"

#include <string.h>

#include "core/base/utf8.h"
#include "core/ingest/format.h"
#include "core/ingest/number.h"
#include "core/ingest/repair.h"

enum { HEADER_ROWS_MAX = 4, BODY_ROWS = 400, NOTES_MAX = 10 };

/* ---- the width ---- */

/* Rows in a run that have the same width, blank lines aside. */
static size_t run_length(const struct sample *sample, size_t from, size_t width)
{
    size_t n = 0;
    for (size_t i = from; i < sample->count; i++) {
        if (sample_is_blank(&sample->rows[i]))
            continue;
        if (sample->rows[i].count != width)
            break;
        n++;
    }
    return n;
}

/* Of several tables the first one counts, though another may have more rows. */
size_t structure_width(const struct sample *sample)
{
    size_t most = 0;
    for (size_t i = 0; i < sample->count; i++) {
        if (sample->rows[i].count == sample->width)
            most += !sample_is_blank(&sample->rows[i]);
    }
    for (size_t i = 0; i < sample->count; i++) {
        const struct sample_row *row = &sample->rows[i];
        if (row->count == sample->width)
            break;
        size_t run = row->count > 2 && row->filled > 2 ? run_length(sample, i, row->count) : 0;
        if (run >= 4 && run * 3 >= most)
            return row->count;
    }
    return sample->width;
}

/* ---- the beginning ---- */

/* Cells behind the first one begin with a blank, as what stands behind a comma in a sentence. */
static bool has_blank_starts(const struct sample_row *row)
{
    for (size_t i = 1; i < row->count; i++) {
        if (row->quoted[i] || row->cells[i].len < 2 || row->cells[i].data[0] != ' ')
            return false;
    }
    return row->count > 1;
}

/* A title that is a sentence with commas in it. Where all rows are written so it is none. */
static bool is_sentence(const struct sample *sample, size_t at)
{
    const struct sample_row *row = &sample->rows[at];
    size_t below = at + 1;
    while (below < sample->count && sample_is_blank(&sample->rows[below]))
        below++;
    return has_blank_starts(row) && shape_class_of(row->cells[0]) == SHAPE_TEXT &&
           below < sample->count && !has_blank_starts(&sample->rows[below]);
}

/* As wide as a row of the table, give or take a stray delimiter, and filled widely. */
static bool is_wide(const struct sample_row *row, size_t width)
{
    size_t need = width <= 2 ? width : (width * 3 + 4) / 5;
    return row->count + 1 >= width && row->count <= width + 1 && row->filled >= need;
}

static size_t find_start(const struct sample *sample, size_t width)
{
    for (size_t i = 0; i < sample->count; i++) {
        if (is_wide(&sample->rows[i], width) && !is_sentence(sample, i) &&
            (sample->rows[i].count == width || i + 1 == sample->count ||
             sample->rows[i + 1].count == width))
            return i;
    }
    for (size_t i = 0; i < sample->count; i++) {
        if (sample->rows[i].count == width && sample->rows[i].filled)
            return i;
    }
    for (size_t i = 0; i < sample->count; i++) {
        if (sample->rows[i].filled)
            return i;
    }
    return sample->count;
}

/* Labels with gaps between them, as they stand over several columns: not a title, which
 * stands at the left. */
static bool is_upper_header(const struct sample_row *row, size_t width)
{
    size_t first = 0, last = 0;
    if (row->count + 1 < width || row->count > width + 1 || row->filled == 0)
        return false;
    for (size_t i = 0; i < row->count; i++) {
        enum shape_class class = shape_class_of(row->cells[i]);
        if (class == SHAPE_EMPTY)
            continue;
        if (last == 0)
            first = i;
        last = i + 1;
        if (class == SHAPE_NUMBER || class == SHAPE_TIME || class == SHAPE_DATETIME)
            return false;
    }
    return first > 0 || last > row->filled;
}

/* ---- the header ---- */

static bool is_year(struct span cell)
{
    struct cell value;
    return cell.len == 4 && number_read_plain(cell.data, cell.len, &value) == NUMBER_INTEGER &&
           value.integer >= 1900 && value.integer <= 2100;
}

/* What the columns below a row are. */
struct body {
    const struct sample *sample;
    size_t width, from;
    struct column_shape *shapes;
    enum shape_class *classes; /* of typed columns, else SHAPE_EMPTY */
    size_t typed;
    bool odd_too; /* so many rows have a quote where none should be that it is their way */
};

/* A note beside the table, though it has all the delimiters of a row, says nothing of rows,
 * nor does a row that may be torn. */
static bool is_body(const struct body *body, const struct sample_row *row)
{
    return row->count == body->width && row->filled > (body->width > 2 ? 1 : 0) &&
           (!row->odd || body->odd_too);
}

static bool has_odd_ways(const struct sample *sample)
{
    size_t odd = 0;
    for (size_t i = 0; i < sample->count; i++)
        odd += sample->rows[i].odd;
    return odd * 3 > sample->count;
}

static bool learn_body(struct body *body, struct arena *arena)
{
    body->shapes = arena_array(arena, body->width, sizeof *body->shapes);
    body->classes = arena_array(arena, body->width, sizeof *body->classes);
    if (!body->shapes || !body->classes)
        return false;
    size_t rows = 0;
    for (size_t r = body->from; r < body->sample->count && rows < BODY_ROWS; r++) {
        const struct sample_row *row = &body->sample->rows[r];
        if (!is_body(body, row))
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

/* What a row says about being a header. */
struct vote {
    size_t pro, contra; /* typed columns: where it has words, where it has a value */
    size_t measured, years, words, recurring, gaps;
};

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
static bool same_row(const struct sample_row *a, const struct sample_row *b)
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
        if (same_row(row, &body->sample->rows[r]))
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

static struct vote vote_of(const struct body *body, size_t at)
{
    const struct sample_row *row = &body->sample->rows[at];
    struct vote vote = {0};
    bool repeated = is_repeated(body, at);
    for (size_t i = 0; i < row->count && i < body->width; i++) {
        struct span cell = row->cells[i];
        enum shape_class class = shape_class_of(cell), below = body->classes[i];
        bool year = is_year(cell), measured = shape_is_measured(class) && !year;
        vote.gaps += class == SHAPE_EMPTY;
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
static bool is_header(const struct body *body, size_t at)
{
    struct vote vote = vote_of(body, at);
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
static bool goes_on(const struct body *body, size_t at, bool gaps_above)
{
    const struct sample_row *row = &body->sample->rows[at];
    if (sample_is_blank(row) || row->count != body->width)
        return false;
    if (same_row(row, row - 1))
        return true;
    struct vote vote = vote_of(body, at);
    if (vote.measured || vote.contra || vote.recurring || vote.words == 0)
        return false;
    if (gaps_above && (body->typed == 0 || vote.pro * 2 >= body->typed))
        return true;
    return vote.pro >= 2 && vote.pro * 10 >= body->typed * 6;
}

/* Rows of the header that begins at start, 0: there is none. */
static size_t count_header(struct body *body, size_t start, enum header_choice choice,
                           struct arena *arena)
{
    if (choice == HEADER_NO || start >= body->sample->count)
        return 0;
    /* what the columns are is told by rows that are no header in any case, if there are any */
    size_t left = body->sample->count - start;
    for (size_t skip = left > 8 ? HEADER_ROWS_MAX : left > 2 ? left / 2 : 0;; skip = 1) {
        body->from = start + (skip ? skip : 1);
        if (!learn_body(body, arena))
            return 0;
        if (skip <= 1 || body->typed)
            break;
    }
    if (choice == HEADER_AUTO && !is_header(body, start))
        return 0;
    size_t rows = 1;
    bool gaps = vote_of(body, start).gaps > 0;
    while (rows < HEADER_ROWS_MAX && start + rows < body->sample->count &&
           goes_on(body, start + rows, gaps))
        rows++;
    return start + rows < body->sample->count || rows == 1 ? rows : 1;
}

/* The first blank line behind a row, and the row behind that. */
static size_t behind_blank(const struct sample *sample, size_t at)
{
    while (at < sample->count && !sample_is_blank(&sample->rows[at]))
        at++;
    while (at < sample->count && sample_is_blank(&sample->rows[at]))
        at++;
    return at;
}

/* A row has something in each typed column, and nowhere what the column has. */
static bool is_foreign(const struct body *body, size_t at)
{
    const struct sample_row *row = &body->sample->rows[at];
    for (size_t i = 0; i < body->width; i++) {
        if (body->classes[i] != SHAPE_EMPTY &&
            (i >= row->count || shape_class_of(row->cells[i]) == body->classes[i]))
            return false;
    }
    return true;
}

/* Some lines of what the file is about, as wide as the table by chance, then a blank line and the
 * table: the row where it begins, else start. */
static size_t pass_notes(struct body *body, size_t start, struct arena *arena)
{
    size_t next = behind_blank(body->sample, start), notes = next - start;
    if (notes > NOTES_MAX || next + 1 >= body->sample->count ||
        body->sample->rows[next].count != body->width ||
        run_length(body->sample, next, body->width) < 2 * notes)
        return start;
    body->from = next + 1;
    if (!learn_body(body, arena) || body->typed == 0 || !is_header(body, next))
        return start;
    for (size_t i = start; i < next; i++) {
        if (!sample_is_blank(&body->sample->rows[i]) && !is_foreign(body, i))
            return start;
    }
    return next;
}

/* ---- header cells ---- */

/* Where cell `column` of the table stands in a header row that has one too many (an empty one
 * among them goes) or one too few (rows have a number of their own in front). */
static struct span header_cell(const struct sample_row *row, size_t column, size_t width,
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
static bool join_header(struct structure *out, const struct sample *sample, size_t start,
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
            struct span cell = header_cell(row, i, out->width, numbered);
            /* an upper label spans the columns at its right that have none of their own */
            for (size_t left = i; cell.len == 0 && left > 0 && r + 1 < out->header_rows; left--) {
                const struct sample_row *below = row + 1;
                if (header_cell(below, i, out->width, numbered).len == 0)
                    break;
                cell = header_cell(row, left - 1, out->width, numbered);
                if (cell.len && header_cell(below, left - 1, out->width, numbered).len == 0)
                    cell.len = 0; /* that one stands over its own column only */
                if (header_cell(row, left - 1, out->width, numbered).len)
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

/* ---- all of it ---- */

/* Columns at the end that have no name under a header, nor a value: an extra delimiter in each
 * row. */
static size_t without_empty_end(const struct structure *s, const struct sample *sample,
                                size_t start)
{
    size_t width = s->width;
    /* without a header nothing tells such a column from one that happens to be empty */
    while (width > 1 && s->header_rows > 0) {
        const struct column_shape *shape = &s->shapes[width - 1];
        bool empty = shape->classes[SHAPE_EMPTY] == shape->total && shape->total > 0;
        for (size_t r = 0; empty && r < s->header_rows; r++)
            empty = header_cell(&sample->rows[start + r], width - 1, s->width, false).len == 0;
        if (!empty)
            break;
        width--;
    }
    return width;
}

static bool settle_shapes(struct structure *out, const struct body *body)
{
    size_t rows = 0;
    for (size_t r = body->from; r < body->sample->count && rows < BODY_ROWS; r++) {
        const struct sample_row *row = &body->sample->rows[r];
        if (!is_body(body, row))
            continue;
        rows++;
        for (size_t i = 0; i < body->width; i++)
            shape_settle(&out->shapes[i], row->cells[i]);
    }
    return true;
}

/* Where the header comes again another table begins. */
static size_t end_of_table(const struct sample *sample, size_t top, size_t rows)
{
    for (size_t i = top + rows; i < sample->count; i++) {
        if (same_row(&sample->rows[i], &sample->rows[top]))
            return i;
    }
    return sample->count;
}

static size_t lines_above(const struct sample *sample, size_t start)
{
    size_t n = 0;
    for (size_t i = 0; i < start; i++)
        n += sample->rows[i].filled > 0;
    return n;
}

/* A line right above rows without a header that has names, parted in another way. */
static bool take_line_above(const struct structure *s, struct sample *sample, size_t start,
                            const struct dialect *dialect, struct arena *arena)
{
    struct sample_row *row = start > 0 ? &sample->rows[start - 1] : NULL;
    struct span *cells = row ? arena_array(arena, s->width, sizeof *cells) : NULL;
    bool *quoted = row ? arena_array(arena, s->width, sizeof *quoted) : NULL;
    struct repair *repair = cells && quoted ? repair_new(dialect, NULL, s->width, s->width) : NULL;
    bool found =
        repair && s->width > 1 && row->count < s->width && repair_header(repair, row->raw, cells);
    for (size_t i = 0; found && i < s->width; i++) {
        cells[i] = span_of(arena_copy(arena, cells[i]), cells[i].len);
        found = cells[i].data != NULL;
    }
    repair_free(repair);
    if (!found)
        return false;
    row->count = row->filled = s->width;
    row->cells = cells;
    row->quoted = quoted;
    return true;
}

/* The line right above rows without a header has the name of one of their two columns. */
static bool is_half_named(const struct body *body, size_t start)
{
    const struct sample_row *row = start > 0 ? &body->sample->rows[start - 1] : NULL;
    if (!row || body->width != 2 || row->count != 2 || row->filled != 1 ||
        row->line + row->lines != body->sample->rows[start].line)
        return false;
    struct vote vote = vote_of(body, start - 1);
    return vote.words == 1 && vote.contra == 0 && vote.recurring == 0;
}

/* Where the header begins, and how many rows it takes; without one, where the rows begin. */
static size_t find_header(const struct structure *s, struct body *body, struct sample *sample,
                          size_t start, const struct dialect *dialect, enum header_choice choice,
                          size_t *top, struct arena *arena)
{
    if (choice != HEADER_NO)
        start = pass_notes(body, start, arena);
    *top = start;
    while (choice != HEADER_NO && *top > 0 && start - *top < HEADER_ROWS_MAX - 1 && s->width > 2 &&
           !is_sentence(sample, *top - 1) && is_upper_header(&sample->rows[*top - 1], s->width))
        --*top;
    size_t rows = count_header(body, start, choice, arena);
    if (rows)
        return rows + start - *top;
    bool above = choice != HEADER_NO && (take_line_above(s, sample, start, dialect, arena) ||
                                         is_half_named(body, start));
    *top = above ? start - 1 : start;
    return above;
}

/* Rows of the sample up to a line. */
static size_t rows_up_to(const struct sample *sample, int64_t line)
{
    size_t n = 0;
    while (n < sample->count && sample->rows[n].line <= line)
        n++;
    return n;
}

bool structure_find(struct structure *out, struct sample *all, const struct dialect *dialect,
                    const struct header_wish *wish, struct arena *arena)
{
    size_t skipped = wish->first > 1 ? rows_up_to(all, wish->first - 1) : 0;
    struct sample rest = *all, *sample = &rest;
    rest.rows += skipped;
    rest.count -= skipped;
    *out = (struct structure){.width = structure_width(sample), .first_line = 1, .data_line = 1};
    out->written = out->width;
    size_t start = find_start(sample, out->width);
    if (start == sample->count || out->width == 0) {
        out->width = out->written = 0;
        return true;
    }
    struct sample table = *sample;
    struct body body = {.sample = &table, .width = out->width, .odd_too = has_odd_ways(sample)};
    size_t top = 0, rows = 0;
    if (wish->first)
        rows = rows_up_to(sample, wish->last);
    else
        rows = find_header(out, &body, sample, start, dialect, wish->choice, &top, arena);
    body.from = top + rows;
    table.count = rows ? end_of_table(sample, top, rows) : sample->count;
    if (!learn_body(&body, arena))
        return false;
    out->shapes = body.shapes;
    out->header_rows = rows;
    out->first_row = rows ? sample->rows[top].cells : NULL;
    out->first_row_count = rows ? sample->rows[top].count : 0;
    out->above = lines_above(all, skipped + top);
    out->first_line = sample->rows[top].line;
    out->data_line = rows ? sample->rows[top + rows - 1].line + sample->rows[top + rows - 1].lines
                          : out->first_line;
    settle_shapes(out, &body);
    size_t width = without_empty_end(out, sample, top);
    if (rows && !join_header(out, sample, top, arena))
        return false;
    out->width = width;
    return true;
}
