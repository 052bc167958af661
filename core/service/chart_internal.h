/* What the files of core/service/chart*.c share. */
#ifndef DATAJAM_SERVICE_CHART_INTERNAL_H
#define DATAJAM_SERVICE_CHART_INTERNAL_H

#include "core/frame/cube.h"
#include "core/service/chart.h"

struct chart_work {
    struct frame_use *use;
    const struct dataset_info *dataset;
    const struct chart_request *request;
    struct arena *arena;
    struct chart *chart;
    struct chart_names names;
    struct bitmap selected;
    const struct bitmap *rows; /* NULL: all */
    int64_t row_count;         /* of them */
};

/* The column with an id; -1: there is none. */
int chart_position(const struct dataset_info *dataset, int64_t id);
const struct column_info *chart_column(const struct dataset_info *dataset, int64_t id);

/* Numbers that are a measure: no identity cards. */
bool chart_is_measure(const struct column_info *column);

/* Fills the names (chart_names.c) of what the spec is made of. False: no memory. */
bool chart_names_fill(struct chart_work *work, const struct pivot_spec *spec);
/* The field in words: "age in bands of 10". */
const char *chart_field_words(struct arena *arena, const struct dataset_info *dataset,
                              const struct pivot_field *field);

/* The pivot that a kind is drawn from; by: the field that makes small charts, or none. */
struct pivot_spec chart_table_spec(const struct pivot_spec *pivot, struct pivot_field by,
                                   enum chart_kind kind);

/* The field that makes small charts, and groups of it or of any field over the rows. */
struct pivot_field chart_by(const struct dataset_info *dataset,
                            const struct chart_settings *settings);
struct pivot_field chart_by_field(const struct chart_work *work);
enum status chart_groups(const struct chart_work *work, const struct pivot_field *field,
                         struct groups *out, struct error *err);

/* One panel for each group of the by field, at most CHART_PANELS_MOST; one in all without. */
enum status chart_make_panels(struct chart_work *work, const struct groups *by, struct error *err);

/* "{rows} rows have no {column} …", where there are some. */
enum status chart_note_missing(struct chart_work *work, int64_t column, int64_t rows,
                               struct error *err);

/* The kinds that are no tables of pivots; all but words is done then. */
enum status chart_make_histogram(struct chart_work *work, struct error *err);
enum status chart_make_boxes(struct chart_work *work, struct error *err);
enum status chart_make_points(struct chart_work *work, struct error *err);

/* Of boxes with figures: how far their axis goes, without what is far away. Gives how many of
 * their far numbers lie beyond it; *far: the farthest. */
int64_t chart_boxes_range(struct chart *chart, double *far);
/* With as many decimals as their quartiles need. */
void chart_boxes_figures(struct chart *chart);

/* The label of a band, "0–9", "[0,10)", "< 0" or "≥ 100", and back; whole: of whole numbers.
 * False: this is none. */
void chart_band_text(bool whole, double from, double to, char *out, size_t size);
bool chart_band_read(struct span text, bool *whole, double *from, double *to);

/* The column whose numbers a histogram shows: that of the value, else that of the rows. */
int64_t chart_histogram_column(const struct dataset_info *dataset, const struct pivot_spec *spec);

#endif
