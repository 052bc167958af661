/*
 * Pivot tables as people see them: what is asked for, and the table that comes of it, with
 * its headers, order, totals and shares. How the figures are worked out is elsewhere.
 */
#ifndef DATAJAM_ANALYSIS_PIVOT_H
#define DATAJAM_ANALYSIS_PIVOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/span.h"
#include "core/base/value.h"

/* ---- what is asked for ---- */

enum pivot_cut { PIVOT_AS_IS, PIVOT_BANDS, PIVOT_YEARS, PIVOT_QUARTERS, PIVOT_MONTHS };

enum pivot_value {
    PIVOT_COUNT,
    PIVOT_SUM,
    PIVOT_AVERAGE,
    PIVOT_MIN,
    PIVOT_MAX,
    PIVOT_MEDIAN,
    PIVOT_DISTINCT,
    PIVOT_SHARE,
    PIVOT_VALUES
};

enum pivot_show {
    PIVOT_SHOW_VALUE,
    PIVOT_SHOW_ROW,        /* percent of the row's total, */
    PIVOT_SHOW_COLUMN,     /* of the column's, */
    PIVOT_SHOW_TOTAL,      /* of the grand total, */
    PIVOT_SHOW_GROUP,      /* of the group: of the first of two row fields, in its column */
    PIVOT_SHOW_DIFFERENCE, /* from the column before, */
    PIVOT_SHOW_CHANGE,     /* the same in percent */
    PIVOT_SHOW_FROM,       /* difference from the column `base` */
    PIVOT_SHOW_INDEX,      /* the first column is 100 */
    PIVOT_SHOWS
};

/* What a percentage of such a value is. */
enum pivot_parts {
    PIVOT_PARTS_ADD_UP,  /* a share: all of them make 100 */
    PIVOT_PARTS_OVERLAP, /* a share, but what is counted may be in several cells */
    PIVOT_PARTS_NONE     /* a comparison: an average has no parts */
};
enum pivot_parts pivot_value_parts(enum pivot_value value);

struct pivot_field {
    int64_t column; /* id; 0: there is no such field */
    enum pivot_cut cut;
    double width; /* PIVOT_BANDS */
};

enum { PIVOT_ROWS_MAX = 2, PIVOT_BY_LABEL = -1, PIVOT_BY_TOTAL = -2 };

struct pivot_spec {
    struct pivot_field rows[PIVOT_ROWS_MAX];
    struct pivot_field column;
    enum pivot_value value;
    int64_t value_column; /* id; 0 for count */
    const char *share;    /* PIVOT_SHARE: of which value */
    enum pivot_show show;
    const char *base; /* PIVOT_SHOW_FROM: the text of the column; "": of the empty cells */
    int sort;         /* PIVOT_BY_LABEL, PIVOT_BY_TOTAL, or the index of a column of the table */
    bool descending;
    size_t top;     /* show so many rows and "others"; 0: all */
    bool subtotals; /* with two row fields: a row for each value of the first */
};

/* Versioned JSON for views, the same text for the same spec, and back (in arena). */
enum status pivot_spec_to_json(struct arena *arena, const struct pivot_spec *spec,
                               const char **json, struct error *err);
enum status pivot_spec_from_json(struct arena *arena, struct span json, struct pivot_spec *out,
                                 struct error *err);

/* The first row field and the column field change places; each figure stays the percentage
 * that it was, of its row now where it was of its column. What compares columns is shown as
 * it is. */
void pivot_spec_swap(struct pivot_spec *spec);

/* A copy whose texts live in arena. False: no memory. */
bool pivot_spec_copy(struct arena *arena, const struct pivot_spec *from, struct pivot_spec *to);
bool pivot_spec_equal(const struct pivot_spec *a, const struct pivot_spec *b);

/* Can figures be shown so with these fields, in a way that says anything? */
bool pivot_show_fits(const struct pivot_spec *spec, enum pivot_show show);
/* Shows the values themselves where the way they are shown has lost its fields; across: the
 * column field is another one, or cut in another way. */
void pivot_spec_tidy(struct pivot_spec *spec, bool across);

/* "% of its row", "difference from Cambridge": into out, safe for a screen. */
void pivot_show_words(const struct pivot_spec *spec, char *out, size_t size);

/* What is to be known of the figures as they are shown, a sentence; TEXT_NONE: nothing. */
enum text_id pivot_show_note(const struct pivot_spec *spec);

/* "count", "avg:age", "share:housing=shelter" as on the command line: the kind and the rest
 * behind the colon, without the quotes around it. STATUS_INVALID with the nearest word. */
enum status pivot_value_read(struct span text, enum pivot_value *kind, struct span *column,
                             struct span *share, struct error *err);
const char *pivot_value_word(enum pivot_value value); /* "avg" */

/* ---- what comes of it ---- */

enum pivot_line_kind { PIVOT_LINE, PIVOT_SUBTOTAL, PIVOT_OTHERS, PIVOT_TOTAL };

/* A line of the table: across (a row) or down (a column). */
struct pivot_line {
    enum pivot_line_kind kind;
    uint32_t groups[PIVOT_ROWS_MAX];   /* numbers of the groups, for the drill; UINT32_MAX: all */
    struct span texts[PIVOT_ROWS_MAX]; /* len 0: empty cells */
};

struct pivot_cell {
    int64_t rows;   /* behind it */
    bool has_value; /* false: shown empty */
    bool whole;     /* integer holds the value */
    int64_t integer;
    double number;     /* what is shown, percentages included; of a word, its place in order */
    struct value word; /* min and max of what is no number: VALUE_TEXT; else VALUE_EMPTY */
};

/* What stands for a line in one of its row fields (0 for columns), for people and for files:
 * the value, "(empty)", "Total", "others"; a value called Total is told from the total. */
struct span pivot_line_text(const struct pivot_line *line, size_t field);

/* All in the arena it was made in. Without a column field there is one column, the value. */
struct pivot_table {
    size_t row_fields; /* 0 to 2; 0: there is the total only */
    struct pivot_line *rows;
    size_t row_count; /* the total is the last */
    struct pivot_line *columns;
    size_t column_count;      /* with a column field the total is the last */
    struct pivot_cell *cells; /* cells[r * column_count + c] */
    int64_t rows_in;          /* rows that were counted */
    int64_t skipped;          /* values that are no numbers, left out of sums and averages */
    bool partial;             /* of what was kept: smaller lines are missing or hidden */
};

/* ---- how it comes about ---- */

/* Figures of a table that is being made. row: a line of the table of any kind; column NULL:
 * of all columns together. False: no memory. */
typedef bool pivot_figure_fn(void *context, const struct pivot_line *row,
                             const struct pivot_line *column, struct pivot_cell *out);

struct pivot_source {
    const struct pivot_line *rows; /* those that occur, in natural order */
    size_t row_count;
    const struct pivot_line *columns; /* without a column field: none */
    size_t column_count;
    pivot_figure_fn *figure;
    void *context;
};

/* The lines: sorted, cut to the top ones, with subtotals, others and totals. No figures of
 * others are asked for yet: which lines they are is told by this. */
enum status pivot_table_arrange(struct arena *arena, const struct pivot_spec *spec,
                                const struct pivot_source *figures, struct pivot_table *out,
                                struct error *err);

/* The cells, as the spec shows them. */
enum status pivot_table_fill(struct arena *arena, const struct pivot_spec *spec,
                             const struct pivot_source *figures, struct pivot_table *table,
                             struct error *err);

#endif
