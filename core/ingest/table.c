/*
 * Rows of a table. Nearly all of them are as they should be and pass at once; what happens to
 * the others is here. Lines that may be footnotes are held until it is known whether the
 * table goes on behind them.
 */
#include "core/ingest/table.h"

#include <stdlib.h>
#include <string.h>

#include "core/ingest/scan.h"
#include "core/ingest/table_record.h"

enum { HELD_MAX = 100 };

/* A line kept for later: it may be a footnote. */
struct held {
    struct cells cells;
    char *raw;
    size_t raw_len;
    int64_t line;
};

struct table {
    const struct plan *plan;
    struct reader *reader;
    struct repair *repair;
    struct table_notes notes;
    enum repair_kind repaired;

    struct held held[HELD_MAX];
    size_t held_count, held_given; /* given: of those that turned out to be rows */
    bool releasing;
    struct record waiting; /* the record behind the held ones */
    bool has_waiting;
    struct held copy;    /* of a record, while the one below it is looked at, */
    struct record below; /* which is this */
    bool has_below;

    bool after_blank, over;
};

/* ---- opening ---- */

static enum status pass_over(struct table *t, struct input *input, struct error *err)
{
    enum status status = STATUS_OK;
    struct record record;
    bool more = true;
    for (int64_t line = 1; line < t->plan->data_line && more && status == STATUS_OK; line++) {
        if (!input_has_rows(input)) {
            status = reader_skip_line(t->reader, &more, err);
            continue;
        }
        status = reader_next(t->reader, &record, err);
        more = record.state != RECORD_END;
    }
    return status;
}

enum status table_open(struct table **out, struct input *input, const struct plan *plan,
                       struct error *err)
{
    *out = NULL;
    struct table *t = calloc(1, sizeof *t);
    if (!t)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    t->plan = plan;
    t->repair = repair_new(&plan->dialect, plan->shapes, plan->count, plan->written);
    enum status status = t->repair ? input_seek(input, 0, err)
                                   : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK)
        status = reader_open(&t->reader, input, &plan->dialect, 1, err);
    if (status == STATUS_OK)
        status = pass_over(t, input, err);
    if (status != STATUS_OK) {
        table_close(t);
        return status;
    }
    *out = t;
    return STATUS_OK;
}

void table_close(struct table *t)
{
    if (!t)
        return;
    for (size_t i = 0; i < HELD_MAX; i++) {
        cells_free(&t->held[i].cells);
        free(t->held[i].raw);
    }
    cells_free(&t->copy.cells);
    free(t->copy.raw);
    repair_free(t->repair);
    reader_close(t->reader);
    free(t);
}

/* ---- copies ---- */

static bool copy_record(struct held *held, const struct record *record)
{
    char *raw = realloc(held->raw, record->raw.len + 1);
    cells_clear(&held->cells);
    if (!raw)
        return false;
    memcpy(raw, record->raw.data, record->raw.len);
    held->raw = raw;
    held->raw_len = record->raw.len;
    held->line = record->line;
    for (size_t i = 0; i < record->count; i++)
        cells_add(&held->cells, record_cell(record, i), record->quoted && record->quoted[i]);
    return !held->cells.failed;
}

static struct record record_of(const struct held *held)
{
    return (struct record){.state = RECORD_ROW,
                           .line = held->line,
                           .lines = 1,
                           .count = held->cells.count,
                           .text = held->cells.text,
                           .ends = held->cells.ends,
                           .quoted = held->cells.quoted,
                           .raw = span_of(held->raw, held->raw_len)};
}

/* ---- rows that are not as they should be ---- */

/* Cells beyond the columns that are empty go; true when that is all there was. */
static void drop_end(const struct table *t, struct record *record)
{
    size_t count = record->count;
    while (count > t->plan->count && record_cell(record, count - 1).len == 0)
        count--;
    if (count == t->plan->count && record_count_strange(t->plan, record) == 0)
        record->count = count;
}

/* The first line of a record of several lines is a row by itself: the rest was swallowed. */
static bool seems_swallowed(const struct table *t, const struct record *record)
{
    const char *lf = memchr(record->raw.data, '\n', record->raw.len);
    const char *end = lf ? lf : record->raw.data + record->raw.len;
    size_t delimiters = 0;
    for (const char *p = record->raw.data; p < end; p++)
        delimiters += *p == t->plan->dialect.delimiter[0];
    return delimiters + 1 >= t->plan->written;
}

/* A quote within a cell that has no quotes around it, and a value like no other there. */
static bool has_new_value(const struct table *t, const struct record *record)
{
    for (size_t i = 0; i < record->count && i < t->plan->count; i++) {
        struct span cell = record_cell(record, i);
        if (t->plan->dialect.quote && cell.len &&
            memchr(cell.data, t->plan->dialect.quote, cell.len) &&
            shape_is_new(&t->plan->shapes[i], cell))
            return true;
    }
    return false;
}

static bool needs_repair(const struct table *t, const struct record *record)
{
    if (record->state == RECORD_STRAY_QUOTE || record->count != t->plan->count ||
        repair_has_other_way(&t->plan->dialect, record))
        return true;
    if (record_count_strange(t->plan, record) > 0)
        return record->odd || record->lines > 1;
    if (record->odd && has_new_value(t, record))
        return true;
    return record->lines > 1 && record->count > 1 && seems_swallowed(t, record);
}

/* The same cells at the same length, so that nothing was repaired. */
static void mend(struct table *t, struct record *record)
{
    size_t used = 0, len = record->raw.len;
    enum repair_kind kind = REPAIR_NONE;
    if (record->state == RECORD_ROW && !record->odd && record->lines == 1 &&
        record->count > t->plan->count)
        drop_end(t, record);
    if (!needs_repair(t, record) || record->state == RECORD_TOO_LONG ||
        !repair_row(t->repair, record, &used, &kind))
        return;
    t->repaired = kind;
    if (used < len)
        reader_cut(t->reader, used);
}

/* ---- another table ---- */

static bool has_measured(const struct record *record)
{
    for (size_t i = 0; i < record->count; i++) {
        if (shape_is_measured(shape_class_of(record_cell(record, i))))
            return true;
    }
    return false;
}

/* So many filled cells that it can't be a torn row of this table. */
static bool is_far_wider(const struct table *t, const struct record *record)
{
    return record->count > t->plan->written + 1 && record_filled_cells(record) == record->count;
}

/* Words in a row of another width, and below it a row as wide that has numbers or dates. The
 * record is a copy afterwards, the one below it waits. */
static enum status look_below(struct table *t, struct record *record, bool *begins,
                              struct error *err)
{
    *begins = false;
    if (record->state != RECORD_ROW || record->odd || record->lines > 1 || record->count < 2 ||
        record->count == t->plan->written || record_filled_cells(record) < 2 ||
        has_measured(record))
        return STATUS_OK;
    if (!copy_record(&t->copy, record))
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    *record = record_of(&t->copy);
    enum status status = reader_next(t->reader, &t->below, err);
    t->has_below = status == STATUS_OK;
    *begins = t->has_below && t->below.state == RECORD_ROW && t->below.count == record->count &&
              (has_measured(&t->below) || (is_far_wider(t, record) && is_far_wider(t, &t->below)));
    return status;
}

static enum status check_second(struct table *t, struct record *record, struct error *err)
{
    const struct plan *plan = t->plan;
    bool begins = false, apart = t->after_blank || t->held_count > 0;
    enum status status = STATUS_OK;
    if (record->state != RECORD_ROW || plan->count < 2)
        return STATUS_OK;
    if (record->count == plan->written)
        begins = record_is_header_again(t->plan, record) ||
                 (apart && plan->header && record_is_unlike_rows(t->plan, record));
    else if (plan->header && record_resembles_header(t->plan, record))
        begins = true;
    else if (apart)
        status = look_below(t, record, &begins, err);
    if (begins) {
        t->notes.second_line = record->line;
        t->over = true;
    }
    return status;
}

/* ---- next ---- */

/* The next record that is not blank, or a blank one where that is a value. */
static enum status next_record(struct table *t, struct record *out, struct error *err)
{
    for (;;) {
        enum status status = STATUS_OK;
        if (t->has_below)
            *out = t->below;
        else
            status = reader_next(t->reader, out, err);
        t->has_below = false;
        if (status != STATUS_OK || out->state == RECORD_END)
            return status;
        bool blank = out->state == RECORD_BLANK ||
                     (t->plan->count > 1 && out->state == RECORD_ROW && record_is_blank(out));
        if (!blank || (t->plan->count == 1 && out->state == RECORD_BLANK))
            return STATUS_OK;
        t->notes.blank_lines++;
        t->after_blank = true;
    }
}

/* The first cells of a line, as far as there is room for whole ones. */
static void keep_words(const struct held *held, char *out, size_t size)
{
    struct record record = record_of(held);
    size_t len = 0;
    for (size_t i = 0; i < record.count; i++) {
        struct span cell = record_cell(&record, i);
        if (cell.len == 0)
            continue;
        if (len + 1 + cell.len >= size)
            break;
        if (len)
            out[len++] = ' ';
        memcpy(out + len, cell.data, cell.len);
        len += cell.len;
    }
    out[len] = '\0';
}

static void end(struct table *t, struct record *out)
{
    if (t->held_count && t->notes.footnotes == 0) {
        t->notes.footnote_line = t->held[0].line;
        keep_words(&t->held[0], t->notes.footnote_words, sizeof t->notes.footnote_words);
    }
    t->notes.footnotes += (int64_t)t->held_count;
    t->held_count = 0;
    t->over = true;
    *out = (struct record){.state = RECORD_END, .line = out->line};
}

/* A row that is given out. Whether it is a total matters only of the last one. */
static void count_row(struct table *t, const struct record *row, enum total total)
{
    t->notes.rows++;
    t->notes.repaired[t->repaired]++;
    t->notes.total_line = total == TOTAL_FILLED ? row->line : 0;
    if (total != TOTAL_FILLED)
        return;
    struct span word = record_cell(row, 0);
    size_t most = sizeof t->notes.total_word - 1, len = word.len < most ? word.len : most;
    memcpy(t->notes.total_word, word.data, len);
    t->notes.total_word[len] = '\0';
}

/* A held line was a row after all. */
static void give_held(struct table *t, struct record *out)
{
    size_t used;
    *out = record_of(&t->held[t->held_given++]);
    t->repaired = REPAIR_NONE;
    if (out->count != t->plan->written)
        repair_row(t->repair, out, &used, &t->repaired);
    if (t->held_given == t->held_count) {
        t->held_count = t->held_given = 0;
        t->releasing = false;
    }
    count_row(t, out, TOTAL_NONE);
}

/* Rows end with delimiters of no use, and this one does, too, though it has as many cells as there
 * are columns: a cell of it was lost. */
static void drop_written_end(const struct table *t, struct record *record)
{
    size_t surplus = t->plan->written - t->plan->count, count = record->count;
    if (surplus == 0 || record->state != RECORD_ROW || count >= t->plan->written ||
        count <= surplus || record_count_misplaced(t->plan, record) == 0)
        return;
    while (surplus > 0 && record_cell(record, count - 1).len == 0) {
        count--;
        surplus--;
    }
    if (surplus == 0)
        record->count = count;
}

/* It may be the quote of this row alone. */
static bool begins_with_apostrophe(const struct table *t, const struct record *record)
{
    return record->raw.len > 0 && *record->raw.data == '\'' && t->plan->dialect.quote == '"';
}

static bool is_plain(const struct table *t, const struct record *record)
{
    return record->state == RECORD_ROW && record->count == t->plan->written && !record->odd &&
           record->lines == 1 && !begins_with_apostrophe(t, record);
}

/* Columns without a name and without values were left out; empty cells go with them. */
static void leave_out(const struct table *t, struct record *record)
{
    size_t count = record->count;
    while (count > t->plan->count && record_cell(record, count - 1).len == 0)
        count--;
    if (count == t->plan->count)
        record->count = count;
}

/* The row that waited for the held ones before it. */
static void give_waiting(struct table *t, struct record *out)
{
    *out = t->waiting;
    t->has_waiting = false;
    t->repaired = REPAIR_NONE;
    bool plain = is_plain(t, out);
    if (plain && out->count > t->plan->count)
        leave_out(t, out);
    if (!plain)
        drop_written_end(t, out);
    if (!(plain && out->count == t->plan->count))
        mend(t, out);
    count_row(t, out, plain ? record_total(out) : TOTAL_NONE);
}

/* Too many cells for a footnote; most rows show it by their first cells. */
static bool is_filled(const struct table *t, const struct record *record)
{
    size_t filled = 0, need = t->plan->count <= 2 ? 1 : t->plan->count / 3 + 1;
    if (t->plan->count == 2 && t->after_blank)
        return false;
    for (size_t i = 0; i < record->count && filled < need; i++)
        filled += record_cell(record, i).len > 0;
    return filled >= need;
}

/* It can be read as a row in some other way. */
static bool is_torn_row(struct table *t, const struct record *record)
{
    struct record copy = *record;
    enum repair_kind kind = REPAIR_NONE;
    size_t used;
    return repair_row(t->repair, &copy, &used, &kind) && copy.count == t->plan->count &&
           kind != REPAIR_SHORT && kind != REPAIR_NONE;
}

/* A record that may be a footnote or a total is held; any other one sets those free that are held.
 */
static bool was_held(struct table *t, const struct record *record)
{
    if (record->lines > 1 || record->state != RECORD_ROW || t->held_count == HELD_MAX ||
        (record_total(record) != TOTAL_WITH_GAPS &&
         !record_may_be_footnote(t->plan, record, t->after_blank, t->held_count > 0)) ||
        (record->count != t->plan->written && is_torn_row(t, record)))
        return false;
    return copy_record(&t->held[t->held_count++], record);
}

enum status table_next(struct table *t, struct record *out, struct error *err)
{
    if (t->releasing) {
        give_held(t, out);
        return STATUS_OK;
    }
    if (t->has_waiting) {
        give_waiting(t, out);
        return STATUS_OK;
    }
    enum total total = TOTAL_NONE;
    for (;;) {
        *out = (struct record){.state = RECORD_END};
        enum status status = t->over ? STATUS_OK : next_record(t, out, err);
        if (status != STATUS_OK || out->state == RECORD_BLANK)
            return status;
        if (out->state != RECORD_END)
            status = check_second(t, out, err);
        if (status != STATUS_OK)
            return status;
        if (out->state == RECORD_END || t->over) {
            end(t, out);
            return STATUS_OK;
        }
        bool plain = is_plain(t, out);
        total = plain ? record_total(out) : TOTAL_NONE;
        bool row = plain && is_filled(t, out) && total != TOTAL_WITH_GAPS;
        if (row || !was_held(t, out))
            break;
        t->after_blank = false;
    }
    t->after_blank = false;
    if (t->held_count == 0 && out->count == t->plan->count && is_plain(t, out)) {
        t->repaired = REPAIR_NONE;
        count_row(t, out, total);
        return STATUS_OK;
    }
    t->waiting = *out;
    if (t->held_count > 0) {
        t->releasing = t->has_waiting = true;
        give_held(t, out);
    } else
        give_waiting(t, out);
    return STATUS_OK;
}

enum repair_kind table_repaired(const struct table *table)
{
    return table->repaired;
}

const struct table_notes *table_notes(const struct table *table)
{
    return &table->notes;
}
