/*
 * Finding the table. The first row that is filled as widely as the rows of the table begins
 * it; rows above it that have gaps and nothing but words are the upper part of a header.
 */
#include "core/ingest/structure.h"

#include "core/ingest/repair.h"
#include "core/ingest/structure_internal.h"

enum { NOTES_MAX = 10 };

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

/* ---- notes above ---- */

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
    if (!structure_learn_body(body, arena) || body->typed == 0 || !structure_is_header(body, next))
        return start;
    for (size_t i = start; i < next; i++) {
        if (!sample_is_blank(&body->sample->rows[i]) && !is_foreign(body, i))
            return start;
    }
    return next;
}

/* ---- all of it ---- */

static bool has_odd_ways(const struct sample *sample)
{
    size_t odd = 0;
    for (size_t i = 0; i < sample->count; i++)
        odd += sample->rows[i].odd;
    return odd * 3 > sample->count;
}

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
            empty =
                structure_header_cell(&sample->rows[start + r], width - 1, s->width, false).len ==
                0;
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
        if (!structure_is_body(body, row))
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
        if (structure_same_row(&sample->rows[i], &sample->rows[top]))
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
    struct vote vote = structure_vote(body, start - 1);
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
    size_t rows = structure_count_header(body, start, choice, arena);
    if (rows)
        return rows + start - *top;
    bool above = choice != HEADER_NO &&
                 (take_line_above(s, sample, start, dialect, arena) || is_half_named(body, start));
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
    if (skipped > 0) { /* without rows they are NULL */
        rest.rows += skipped;
        rest.count -= skipped;
    }
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
    if (!structure_learn_body(&body, arena))
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
    if (rows && !structure_join_header(out, sample, top, arena))
        return false;
    out->width = width;
    return true;
}
