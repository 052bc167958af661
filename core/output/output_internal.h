/* For the writers of core/output only: what a format is made of. */
#ifndef DATAJAM_OUTPUT_OUTPUT_INTERNAL_H
#define DATAJAM_OUTPUT_OUTPUT_INTERNAL_H

#include "core/base/buffer.h"
#include "core/output/output.h"

struct output {
    const struct output_class *class;
    struct sink *sink;
    struct output_options options;
    struct output_column *columns; /* owned, names too */
    size_t count;
    size_t rows;           /* written or held so far */
    struct buffer scratch; /* for one cell */
    void *state;           /* of the class; starts zeroed, state_size bytes */
};

struct output_class {
    const char *name;
    size_t state_size;
    bool (*begin)(struct output *output); /* each: false is no memory */
    bool (*row)(struct output *output, const struct value *values);
    bool (*end)(struct output *output);
    void (*free_state)(struct output *output); /* NULL: nothing in it */
};

extern const struct output_class output_table;
extern const struct output_class output_csv;
extern const struct output_class output_json;
extern const struct output_class output_markdown;

#endif
