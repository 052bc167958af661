/*
 * What a record is, seen by itself beside the columns of the table: a row, the header again, the
 * beginning of another table, a footnote.
 */
#include "core/ingest/table_record.h"

#include <string.h>
#include <strings.h>

#include "core/base/utf8.h"

bool record_is_blank(const struct record *record)
{
    for (size_t i = 0; i < record->count; i++) {
        struct span cell = record_cell(record, i);
        for (size_t k = 0; k < cell.len; k++) {
            if ((unsigned char)cell.data[k] > ' ')
                return false;
        }
    }
    return true;
}

size_t record_filled_cells(const struct record *record)
{
    size_t n = 0;
    for (size_t i = 0; i < record->count; i++)
        n += shape_class_of(record_cell(record, i)) != SHAPE_EMPTY;
    return n;
}

/* The header comes again. */
bool record_is_header_again(const struct plan *plan, const struct record *record)
{
    if (record->count != plan->first_row_count || record->count < 2 ||
        !span_equal(utf8_without_mark(record_cell(record, 0)), plan->first_row[0]))
        return false;
    for (size_t i = 1; i < record->count; i++) {
        if (!span_equal(record_cell(record, i), plan->first_row[i]))
            return false;
    }
    return true;
}

/* Most names of the header, in their order: the header of another table with more or fewer
 * columns. */
bool record_resembles_header(const struct plan *plan, const struct record *record)
{
    size_t same = 0, at = 0, named = 0;
    for (size_t i = 0; i < record->count; i++) {
        struct span cell = record_cell(record, i);
        named += cell.len > 0;
        for (size_t k = at; cell.len && k < plan->first_row_count; k++) {
            if (!span_equal(cell, plan->first_row[k]))
                continue;
            same++;
            at = k + 1;
            break;
        }
    }
    return same >= 2 && same * 5 >= 3 * named && same * 2 >= plan->first_row_count;
}

/* Words where the columns have numbers, dates or codes: in most of them, and two at least. */
bool record_is_unlike_rows(const struct plan *plan, const struct record *record)
{
    size_t typed = 0, unlike = 0;
    for (size_t i = 0; i < record->count && i < plan->count; i++) {
        enum shape_class column = shape_of_column(&plan->shapes[i]);
        enum shape_class class = shape_class_of(record_cell(record, i));
        if (!shape_is_measured(column) && column != SHAPE_CODE)
            continue;
        if (shape_is_measured(class))
            return false;
        typed++;
        unlike += class == SHAPE_WORD || class == SHAPE_TEXT;
    }
    return unlike >= 2 && unlike * 10 >= typed * 6;
}

/* Cells stand under columns of their kind as far as they go; an empty one says nothing. */
size_t record_count_strange(const struct plan *plan, const struct record *record)
{
    size_t strange = 0;
    for (size_t i = 0; i < record->count && i < plan->count; i++) {
        struct span cell = record_cell(record, i);
        strange += cell.len && !shape_is_at_home(&plan->shapes[i], cell);
    }
    return strange;
}

/* Cells that are not at home under their columns, empty ones too. */
size_t record_count_misplaced(const struct plan *plan, const struct record *record)
{
    size_t misplaced = 0;
    for (size_t i = 0; i < record->count && i < plan->count; i++)
        misplaced += !shape_is_at_home(&plan->shapes[i], record_cell(record, i));
    return misplaced;
}

/* Some words at the left, and nothing in columns that are always filled. */
static bool is_lone_text(const struct plan *plan, const struct record *record, size_t filled,
                         bool after_blank)
{
    size_t missing = 0, width = plan->count;
    /* the line itself may have been among those that the columns are known from */
    if (width == 2 && record->count == 2 && plan->shapes[1].classes[SHAPE_EMPTY] > 1)
        return false;
    if (width < (after_blank ? 2 : 3) || filled != 1 ||
        shape_class_of(record_cell(record, 0)) != SHAPE_TEXT)
        return false;
    for (size_t i = 1; i < width; i++)
        missing += !shape_is_at_home(&plan->shapes[i], span_of("", 0));
    return after_blank || missing * 2 >= width;
}

/* Words parted by a comma with a blank behind it, as in a sentence. */
static bool is_prose(const struct record *record)
{
    struct span words = record_cell(record, 0), rest = record_cell(record, record->count - 1);
    return record->count == 2 && shape_class_of(words) == SHAPE_TEXT && rest.len > 1 &&
           rest.data[0] == ' ' && !(record->quoted && (record->quoted[0] || record->quoted[1]));
}

static bool has_words(const struct record *record)
{
    for (size_t i = 0; i < record->count; i++) {
        enum shape_class class = shape_class_of(record_cell(record, i));
        if (class != SHAPE_EMPTY && !shape_is_measured(class))
            return true;
    }
    return false;
}

/* A few words in a table of several columns, unlike what its columns have. */
bool record_may_be_footnote(const struct plan *plan, const struct record *record, bool after_blank,
                            bool behind_others)
{
    size_t width = plan->count, filled = record_filled_cells(record);
    if (width < 2 || filled == 0 || record->state == RECORD_TOO_LONG || !has_words(record))
        return false;
    if (behind_others && record->count != plan->written)
        return true;
    if (width == 2 && after_blank &&
        (is_prose(record) || is_lone_text(plan, record, filled, after_blank)))
        return true;
    if (width == 2)
        return record->count == 1 && (after_blank || record_count_strange(plan, record) > 0);
    if (filled * 3 > width && !(filled == 1 && record->count == 1) &&
        !(after_blank && record->count < width))
        return false;
    bool words = shape_class_of(record_cell(record, 0)) == SHAPE_TEXT;
    if (is_lone_text(plan, record, filled, after_blank))
        return true;
    return record_count_strange(plan, record) > 0 || (record->count == 1 && (after_blank || words));
}

/* ---- totals ---- */

static bool is_total_word(struct span cell)
{
    static const char *const words[] = {"total",
                                        "totals",
                                        "grand total",
                                        "sum",
                                        "summe",
                                        "gesamt",
                                        "gesamtsumme",
                                        "gesamtergebnis",
                                        "zusammen",
                                        "insgesamt",
                                        "total g\u00e9n\u00e9ral",
                                        "totaal"};
    while (cell.len && strchr(" :", cell.data[cell.len - 1]))
        cell.len--;
    while (cell.len && *cell.data == ' ')
        cell = span_of(cell.data + 1, cell.len - 1);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == cell.len && strncasecmp(words[i], cell.data, cell.len) == 0)
            return true;
    return false;
}

enum total record_total(const struct record *record)
{
    enum { LONGEST = 24 };
    size_t first = 0;
    while (first < record->count && record_cell(record, first).len == 0)
        first++;
    if (first == record->count || record_cell(record, first).len > LONGEST ||
        !is_total_word(record_cell(record, first)))
        return TOTAL_NONE;
    size_t filled = record_filled_cells(record);
    if (filled < 2)
        return TOTAL_NONE;
    return filled < record->count ? TOTAL_WITH_GAPS : TOTAL_FILLED;
}
