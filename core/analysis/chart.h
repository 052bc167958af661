/*
 * Charts as people see them: what is asked for, and the chart that comes of it as data. How
 * large it is drawn and with what, it doesn't know: that is the scene's (chart_scene.h) and
 * that of whoever draws it.
 */
#ifndef DATAJAM_ANALYSIS_CHART_H
#define DATAJAM_ANALYSIS_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/analysis/chart_bins.h"
#include "core/analysis/chart_box.h"
#include "core/analysis/chart_time.h"
#include "core/analysis/pivot.h"
#include "core/analysis/pivot_figures.h"
#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/span.h"

/* ---- what is asked for ---- */

enum chart_kind {
    CHART_BAR,
    CHART_LINE,
    CHART_HISTOGRAM,
    CHART_PYRAMID,
    CHART_HEAT,
    CHART_BOX,
    CHART_SCATTER,
    CHART_PARETO,
    CHART_KINDS
};

/* Bars of several series: beside each other, on top of each other, as parts of 100 %. */
enum chart_stack { CHART_GROUPED, CHART_STACKED, CHART_FULL, CHART_STACKS };

enum { CHART_MINIMUM = 5 }; /* groups of fewer rows are marked */

struct chart_settings {
    bool chosen; /* else the kind that suits the data */
    enum chart_kind kind;
    enum chart_stack stack;
    double width;    /* of a histogram's bands; 0: by rule */
    int64_t by;      /* column id: a small chart for each value of it; 0: one chart */
    int64_t minimum; /* 0: CHART_MINIMUM */
};

/* "bar", "line", … as on the command line; "grouped", "stacked", "100%". */
const char *chart_kind_word(enum chart_kind kind);
bool chart_kind_read(const char *word, enum chart_kind *out);
const char *chart_stack_word(enum chart_stack stack);
bool chart_stack_read(const char *word, enum chart_stack *out);
enum text_id chart_kind_name(enum chart_kind kind); /* "bars" */

/* Versioned JSON for views, the same text for the same settings, and back. */
enum status chart_settings_to_json(struct arena *arena, const struct chart_settings *settings,
                                   const char **json, struct error *err);
enum status chart_settings_from_json(struct span json, struct chart_settings *out,
                                     struct error *err);

/* ---- what comes of it ---- */

/* Names of what it was made of, as people say them. All of them may be "". */
struct chart_names {
    const char *rows[PIVOT_ROWS_MAX]; /* "case type", "age in bands of 10" */
    const char *column;
    const char *value; /* the column of the value: "months on assistance" */
    const char *share; /* the value whose share is told */
    const char *by;
    const char *filters; /* "age ≥ 25 · sex = F" */
    const char *source;  /* "caseload_2019, from caseload.csv" */
    bool people;         /* the column of the value tells persons apart */
    const char *what;    /* its figures, where they come worked out: "avg_age"; NULL: by the spec */
};

/* A place along an axis: a bar's label, a point in time, a band. */
struct chart_category {
    struct span text;          /* what is shown: "single", "(empty)", "others" */
    enum pivot_line_kind kind; /* PIVOT_LINE or PIVOT_OTHERS */
    bool empty;                /* the group of rows that have no value there */
    bool placed;               /* from and to are known: */
    double from, to;           /* days since 1970, or numbers */
};

/* One figure. */
struct chart_value {
    bool has; /* false: there is none, which is not 0 */
    bool few; /* it is made of fewer rows than the minimum */
    double number;
    int64_t rows;
    uint32_t row, column; /* its cell in the pivot's table */
};

/* Rows with about the same two numbers. */
struct chart_point {
    double x, y; /* where a cell of the fine grid begins */
    int64_t rows;
};

struct chart_axis {
    bool time;                /* its categories are times */
    enum chart_period period; /* of them */
    double step;              /* usual distance of neighbours; 0: they have none */
    bool whole;               /* whole numbers */
};

/* What the data are like; what charts they have follows. */
struct chart_traits {
    bool time;         /* the row field is a date, or cut into periods */
    bool number;       /* or numbers in order, or bands of them */
    bool two_rows;     /* there are two row fields */
    bool across;       /* there is a column field */
    bool additive;     /* the value counts or adds up what is not below 0 */
    bool value_number; /* the value is of a column of numbers */
    bool measure;      /* the row field is a column of numbers that are a measure, cut or not, */
    bool plain_number; /* or not cut */
    bool partial;      /* groups are missing or hidden: shares of all are not known */
    size_t categories; /* 0: not known */
    size_t series;     /* values of the column field that are not empty; 0: not known */
};

enum { CHART_SENTENCES = 4, CHART_NOTES = 6, CHART_SERIES_MOST = 8, CHART_PANELS_MOST = 24 };

/* All in the arena it was made in. */
struct chart {
    enum chart_kind kind;
    enum chart_stack stack;
    struct chart_traits traits;
    unsigned fits;          /* kinds that the data have, as bits 1 << kind */
    bool can_stack;         /* its figures can be added up */
    struct pivot_spec spec; /* of the table that it is drawn from */
    struct pivot_figures figures;
    bool percent; /* figures are percentages */
    bool counts;  /* or whole numbers */
    int64_t minimum;

    struct chart_category *categories;
    size_t category_count;
    struct span *series; /* what is shown; one "" without a column field */
    size_t series_count;
    struct span *panels; /* one "" for one chart */
    size_t panel_count;
    struct chart_value *values; /* see chart_at; none with boxes and points */
    struct chart_box *boxes;    /* CHART_BOX: of each category of each panel */
    struct chart_axis axis;     /* along the categories */

    struct chart_bins bins;        /* CHART_HISTOGRAM */
    const struct chart_box *whole; /* of all its numbers */

    struct chart_point **points; /* CHART_SCATTER: of each panel */
    size_t *point_counts;
    double point_width, point_height;  /* of a cell of the fine grid, */
    double point_middle, point_centre; /* and from its beginning to where it is drawn */
    double correlation;                /* of all points; NAN: there is none */
    int64_t most;                      /* rows of the fullest point */

    double least, greatest; /* of all figures, or of what is drawn upwards */
    double x_least, x_greatest;

    int64_t rows; /* that it was made of */
    const char *title;
    const char *value_words; /* what its figures are: "average months" */
    const char *sentences[CHART_SENTENCES];
    size_t sentence_count;
    const char *notes[CHART_NOTES]; /* n, filters, source, what is missing */
    size_t note_count;
};

static inline struct chart_value *chart_at(const struct chart *chart, size_t panel, size_t series,
                                           size_t category)
{
    return &chart
                ->values[(panel * chart->series_count + series) * chart->category_count + category];
}

static inline struct chart_box *chart_box_at(const struct chart *chart, size_t panel,
                                             size_t category)
{
    return &chart->boxes[panel * chart->category_count + category];
}

/* No category is missing between the two: a line goes on from one to the other. */
bool chart_is_next(const struct chart *chart, size_t before, size_t after);

/* A Pareto chart of many groups: a curve of shares (Lorenz), no bars. */
bool chart_is_curve(const struct chart *chart);

/* A figure as the chart writes it ("29.5", "34 %") into out (PIVOT_FIGURE_SIZE); returns out. */
const char *chart_figure(const struct chart *chart, double number, char *out);

/* A number of an axis, with as many decimals as it needs, into out (NUMBER_TEXT_SIZE). */
const char *chart_axis_number(double number, char *out);

/* ---- how it comes about ---- */

/* It is drawn from rows one by one, not from the table of a pivot. */
bool chart_is_of_rows(enum chart_kind kind);

unsigned chart_fits(const struct chart_traits *traits);           /* bits 1 << kind */
enum chart_kind chart_propose(const struct chart_traits *traits); /* one that fits */

/*
 * Bars, lines, pyramids, heat tables and Pareto charts from the table of chart->spec; what is
 * not a figure is set before: kind, stack, spec, minimum. by: the first row field of the
 * table makes the panels. STATUS_INVALID: this table has no such chart.
 */
enum status chart_from_table(struct arena *arena, const struct pivot_table *table, bool by,
                             const struct chart_names *names, struct chart *out, struct error *err);

/* Title and sentences, once all else is there. STATUS_MEMORY. */
enum status chart_add_words(struct arena *arena, const struct chart_names *names,
                            struct chart *chart, struct error *err);

/* Adds a note, a catalogue text; more than CHART_NOTES are left out. False: no memory. */
bool chart_add_note(struct arena *arena, struct chart *chart, enum text_id id,
                    const struct text_value *values);

#endif
