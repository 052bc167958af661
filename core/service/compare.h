/*
 * The use case "compare": two sets of rows side by side, A and B, column by column: what
 * differs most, and could it be chance? Figures are those of core/analysis/compare.h.
 *
 * People are counted instead of rows where rows repeat persons: each person once in a set,
 * as in the last of their rows that are in it. Counted with every row, who has many would count
 * many times; counted with every value they ever had, who has many rows would seem to differ
 * from who has few where nothing does.
 */
#ifndef DATAJAM_SERVICE_COMPARE_H
#define DATAJAM_SERVICE_COMPARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/analysis/compare.h"
#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/base/error.h"
#include "core/frame/filter.h"
#include "core/service/frames.h"

/* ---- what is asked for ---- */

enum compare_unit {
    COMPARE_BY_ITSELF, /* people where the dictionary names a person id and rows repeat it */
    COMPARE_ROWS,
    COMPARE_PEOPLE
};

#define COMPARE_ALL_COLUMNS SIZE_MAX

struct compare_request {
    struct filter_list ground; /* that both sets meet; not those of another dataset */
    struct filter_list a, b;
    bool rest; /* B: the rows that are not in A; counting people: those of nobody in A */
    enum compare_unit unit;
    size_t person; /* position of the column of persons; COMPARE_ALL_COLUMNS: the dictionary's */
    size_t column; /* only this one, with all its values; COMPARE_ALL_COLUMNS: all */
    frames_progress_fn *progress; /* columns that are done; may be NULL */
    void *context;
};

/* ---- what comes of it ---- */

enum compare_state {
    COMPARE_RANKED,
    COMPARE_CHOSEN_BY, /* one of the sets was chosen by this column */
    COMPARE_APART,     /* no value is in both sets: it says the same as what they were chosen by */
    COMPARE_SAME,      /* there is one value, or none */
    COMPARE_UNIQUE,    /* nearly every row has another value */
    COMPARE_ID,        /* tells persons or cases apart */
    COMPARE_WHEN,      /* people count, and it says when their rows are of */
    COMPARE_IGNORED,   /* its quality mark says: not for analysis */
    COMPARE_ONLY_ONE,  /* the other dataset has no such column */
    COMPARE_STATES
};

/* One value, a band of numbers or dates, or the empty cells (text.len 0). */
struct compare_value {
    struct span text;
    size_t place; /* in the order of values */
    struct count_pair units;
    double a, b; /* shares, 0 to 1 */
    double p;    /* of this value alone, two proportions; not corrected */
};

/* Of dates. */
struct compare_period {
    struct span first, middle, last; /* len 0: there are none */
};

struct compare_column {
    int64_t id; /* in A's dataset; 0: there is none */
    const char *name, *label;
    enum column_type type;
    enum compare_state state;
    bool counted; /* it has figures, ranked or not */
    bool ordered; /* numbers or dates: values are in their own order, or in bands */
    size_t rank;  /* from 1; 0: not ranked */
    struct compare_verdict verdict;
    double p;                    /* corrected for all columns that were ranked (Holm) */
    bool chance;                 /* the difference could be chance: p >= COMPARE_LEVEL */
    struct compare_numbers a, b; /* count 0: it has no numbers */
    struct compare_period a_period, b_period;
    bool other_period; /* dates of the one are hardly those of the other */
    struct count_pair units, empty;
    int64_t distinct;
    struct compare_value *values; /* ordered: in order; else those first whose shares differ most */
    size_t value_count;           /* of all_values, at most COMPARE_VALUES, or all if it was one */
    size_t all_values;
    size_t widest; /* the one that says most, in values */
};

enum { COMPARE_VALUES = 200 };

/* Below this a difference is taken for more than chance. One in a hundred: during a day many
 * comparisons are made. */
#define COMPARE_LEVEL 0.01

struct compare_result {
    bool people;                    /* what counts: people, or rows */
    struct count_pair units, rows;  /* the people and all of their rows, or the same twice */
    int64_t both;                   /* units that are in A and in B */
    const char *person;             /* name of the column of persons; NULL: none */
    const char *a, *b;              /* the sets in words */
    struct compare_column *columns; /* those ranked first, then by state */
    size_t count, ranked;
    const char **notes; /* whole sentences: what is to be kept in mind */
    size_t note_count;
};

/*
 * other NULL: both sets are of use's dataset; else B is of other's, whose columns are found by
 * name. *out lives in arena. STATUS_INVALID: one of the sets is empty, A is everything and B
 * the rest, people can't be told apart; errors of frame_use_select.
 */
enum status compare_make(struct frame_use *use, struct frame_use *other,
                         const struct compare_request *request, struct arena *arena,
                         struct compare_result *out, struct error *err);

/* ---- in words ---- */

/* Filters as people read them, joined: "age ≥ 25, office = Northgate"; "all rows". */
bool compare_set_words(const struct dataset_info *dataset, const struct filter_list *filters,
                       struct buffer *out);

/* What differs in a column: "single parent: 41 % of A, 18 % of B (+23 points)". */
bool compare_sentence(const struct compare_column *column, struct buffer *out);

/* The same as a sentence that stands for itself, to be kept as evidence: with both sets, how
 * many they are, and whether it could be chance. */
bool compare_evidence(const struct compare_result *result, const struct compare_column *column,
                      struct buffer *out);

/* Why a column is not ranked; "" for one that is. */
const char *compare_state_words(enum compare_state state);

/* "chi-square", "ranks": short words for tables; "": none. */
const char *compare_test_word(enum compare_test test);

#endif
