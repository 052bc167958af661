/*
 * Random pivots over random tables, for tests that compare them with SQL: what is asked for,
 * and statements that were written without knowing how the program goes about it.
 */
#ifndef DATAJAM_TESTS_PIVOT_TRIAL_H
#define DATAJAM_TESTS_PIVOT_TRIAL_H

#include <sqlite3.h>

#include "core/service/pivot.h"

enum { TRIAL_FILTERS = 3 };

/* A team file with the dataset "people", and SQLite on it. */
struct trial_table {
    char *folder, *path;
    struct db *db;
    struct frames *frames;
    struct frame_use *use;
    const struct dataset_info *dataset;
    sqlite3 *sql;
    struct arena *arena;
    uint64_t random;
    int number; /* of the pivot, for messages */
};

struct trial {
    struct pivot_spec spec;
    struct filter filters[TRIAL_FILTERS];
    struct filter_list list;
    const char *where; /* the filters in SQL */
    struct pivot_table table;
    struct buffer sql;
};

/* random must be set. */
void trial_open(struct trial_table *s);
void trial_close(struct trial_table *s);

unsigned trial_below(struct trial_table *s, unsigned limit);
int64_t trial_column(const struct trial_table *s, const char *name);
const char *trial_name(const struct trial_table *s, int64_t id);

/* A pivot with filters, both at random; figures shown as they are, or as percentages. */
void trial_choose(struct trial_table *s, struct trial *t);
/* What stands in its cells anew, such that it can be shown as the spec says. */
void trial_choose_value(struct trial_table *s, struct pivot_spec *spec);
struct pivot_field trial_field(struct trial_table *s, bool across);

/* Fails with the pivot in words. */
void trial_fail(const struct trial_table *s, const struct trial *t, size_t row, size_t column,
                const char *what);

sqlite3_stmt *trial_sql(struct trial_table *s, const char *sql);
struct value trial_value(sqlite3_stmt *statement, int column); /* until the next step */
bool trial_near(double a, double b);

/* The rows of a group, and of a cell, in SQL; and the statement for its value. */
const char *trial_group_condition(struct trial_table *s, const struct pivot_field *field,
                                  struct span text);
const char *trial_cell_condition(struct trial_table *s, const struct trial *t, size_t row,
                                 size_t column);
const char *trial_cell_sql(struct trial_table *s, const struct trial *t, const char *where);

/* The cell is that value, and in words what it is. */
bool trial_same_cell(const struct pivot_cell *cell, const struct value *value);
void trial_show_cell(const struct pivot_cell *cell, const struct value *value, char *out,
                     size_t size);

/* Fails unless the statement that the pivot gives for itself, t->sql, gives its table. */
void trial_compare_with_sql(struct trial_table *s, struct trial *t);

#endif
