/*
 * A filter: one condition on one column, as a chip says it and as the command line takes it.
 *
 *     COLUMN OP VALUE   =  !=  <  <=  >  >=   ~ (PCRE2 pattern)  !~
 *                       in (A, B, C)   not in (A, B, C)   between A and B   not between A and B
 *                       is empty   is not empty   is VALUE   is not VALUE
 *
 * Names and values with blanks or signs stand in double quotes ("" for a quote inside); the
 * first operator outside of quotes counts; what follows ~ is the pattern, to the end. An
 * empty value ("") means empty cells. != , !~, not in and not between keep empties.
 *
 * One that no words say: none of several groups, each a list of filters ("others" in a pivot).
 */
#ifndef DATAJAM_FRAME_FILTER_H
#define DATAJAM_FRAME_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/base/error.h"
#include "core/base/span.h"

enum filter_op {
    FILTER_EQUAL,
    FILTER_NOT_EQUAL,
    FILTER_LESS,
    FILTER_LESS_EQUAL,
    FILTER_GREATER,
    FILTER_GREATER_EQUAL,
    FILTER_MATCH,
    FILTER_NO_MATCH,
    FILTER_IN,
    FILTER_NOT_IN,
    FILTER_BETWEEN,
    FILTER_NOT_BETWEEN,
    FILTER_EMPTY,
    FILTER_NOT_EMPTY,
    FILTER_NONE_OF, /* of parts */
    FILTER_OP_COUNT
};

struct filter_list;

struct filter {
    int64_t column; /* id; 0 with parts */
    enum filter_op op;
    size_t count;             /* of values: 0, 1, 2 or, for the lists, any number */
    const struct span *texts; /* as written, without quotes; len 0: empty cells */
    bool exact;               /* upper and lower case differ */
    bool off;                 /* a chip that is switched off lets every row pass */
    /* FILTER_NONE_OF: a row passes unless it meets all filters of one of these. They have no
     * parts themselves. */
    const struct filter_list *parts;
    size_t part_count;
};

struct filter_list {
    struct filter *filters;
    size_t count;
};

/* What a filter may name. The array lives as long as the call. */
struct filter_name {
    int64_t id;
    const char *name;
    const char *label; /* or "" */
};

/* Reads one condition; what *out points to lives in arena. STATUS_INVALID, with what is
 * wrong and the nearest column: unknown column, no operator, no value, a bad list. */
enum status filter_read(struct arena *arena, struct span text, const struct filter_name *names,
                        size_t name_count, bool exact, struct filter *out, struct error *err);

/* Reads conditions with "and" between them, where what stands on both sides of it is one; else it
 * is part of a value. "or" between two is refused. */
enum status filter_read_all(struct arena *arena, struct span text, const struct filter_name *names,
                            size_t name_count, bool exact, struct filter_list *out,
                            struct error *err);

/* Writes it as filter_read takes it (FILTER_NONE_OF: as nothing); name is the column's. False:
 * no memory. */
bool filter_write(const struct filter *filter, const char *name, struct buffer *out);

/* The same for people: "age ≥ 25", "office in Cambridge, Kitchener", "housing is empty". */
bool filter_words(const struct filter *filter, const char *name, struct buffer *out);

/* The opposite condition, by operator; values stay. < becomes >= (empties pass neither).
 * FILTER_NONE_OF has none and gives itself. */
enum filter_op filter_opposite(enum filter_op op);

/* As a JSON array for views, the same text for the same list, and back (in arena). */
enum status filter_list_to_json(struct arena *arena, const struct filter_list *list,
                                const char **json, struct error *err);
enum status filter_list_from_json(struct arena *arena, struct span json, struct filter_list *out,
                                  struct error *err);

/* The same list of conditions, word for word? */
bool filter_list_equal(const struct filter_list *a, const struct filter_list *b);

/* A copy that lives in arena. False: no memory. */
bool filter_list_copy(struct arena *arena, const struct filter_list *list, struct filter_list *out);

#endif
