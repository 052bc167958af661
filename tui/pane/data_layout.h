/*
 * Which columns the Data pane shows, in which order and how wide. Kept in
 * the working view with the ids of columns, so that it fits again when columns come and go.
 */
#ifndef DATAJAM_PANE_DATA_LAYOUT_H
#define DATAJAM_PANE_DATA_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/analysis/view.h"
#include "core/base/arena.h"
#include "core/store/dataset.h"
#include "tui/pane/data_blocks.h"
#include "tui/widget/table.h"

struct layout_column {
    size_t position; /* in the dataset */
    int64_t id;
    bool hidden;
    int width;   /* chosen by the person, or 0 */
    int fitting; /* from a sample of the data, or 0 while there is none */
    enum table_sort sort;
    int sort_place; /* among several sorts: 1, 2, …; 0: the only one */
};

struct data_layout {
    struct layout_column *all; /* hidden ones too, in their order */
    size_t count;
    size_t pinned;
    /* Made from all: those that are seen. */
    size_t *shown; /* index into all */
    struct table_column *columns;
    size_t shown_count;
};

/* All columns of the dataset in its order. False: no memory. The titles point into
 * dataset, which must stay. */
bool data_layout_reset(struct data_layout *layout, const struct dataset_info *dataset);
void data_layout_free(struct data_layout *layout);

/* Was it made for these very columns? (The dataset may have been read anew.) */
bool data_layout_suits(const struct data_layout *layout, const struct dataset_info *dataset);

/* Makes shown and columns anew after a change. At least one column stays to be seen. */
void data_layout_update(struct data_layout *layout, const struct dataset_info *dataset);

/* Marks the columns that the rows are sorted by. */
void data_layout_sort(struct data_layout *layout, const struct dataset_info *dataset,
                      const struct view_sort *sorts, size_t count);

/* Widths from a block of rows, where there are none yet. True: something changed. */
bool data_layout_fit(struct data_layout *layout, const struct dataset_info *dataset,
                     struct block_key key, const struct row_block *block);

/* There are widths from data. */
bool data_layout_is_fitted(const struct data_layout *layout);

/* As a list in arena: all columns in their order. NULL: no memory. */
struct view_column *data_layout_list(const struct data_layout *layout, struct arena *arena);

/* Takes order, hiding and widths from such a list; what it doesn't name stays behind as it
 * is in the dataset. pinned: < 0: as usual. */
void data_layout_apply(struct data_layout *layout, const struct dataset_info *dataset,
                       const struct view_column *columns, size_t count, int pinned);

/* Position in the dataset of a shown column. */
size_t data_layout_position(const struct data_layout *layout, size_t shown);
/* Index among the shown of a dataset's column; shown_count: it is hidden. */
size_t data_layout_find(const struct data_layout *layout, size_t position);

/* Moves the shown column `from` to the place of the shown column `to`. */
void data_layout_move(struct data_layout *layout, const struct dataset_info *dataset, size_t from,
                      size_t to);

#endif
