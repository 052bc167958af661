/*
 * The sample jam's data: a made-up caseload of about 20,000 clients over two years, and the
 * tables that the five topics take from it. The same on every machine, byte for byte:
 * integer arithmetic and draws that depend on nothing but a fixed seed.
 *
 * Nobody in it is real. What can be found in it is listed, with figures, in
 * sample-data/social-assistance/findings.csv.
 */
#ifndef DATAJAM_JAM_SAMPLE_H
#define DATAJAM_JAM_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/span.h"

struct sample;
struct sample_csv;

/* One data file of a topic: topics/TOPIC/data/NAME.csv. */
struct sample_dataset {
    const char *topic;
    const char *name;
    const char *header;                                             /* its first line */
    void (*rows)(const struct sample *sample, struct sample_csv *); /* writes the others */
};

/* All of them, topic by topic. */
const struct sample_dataset *sample_datasets(size_t *count);

/* Makes the clients and their stays; NULL: no memory. A few megabytes, a fraction of a
 * second. */
struct sample *sample_new(void);
void sample_free(struct sample *sample);

/* Clients in it. */
size_t sample_client_count(const struct sample *sample);

/* Takes the next bytes of a file; false stops the writing. */
typedef bool sample_write_fn(void *context, struct span bytes);

/* Writes a dataset as CSV, header first, in pieces of some 64 KB; row_limit 0: all rows.
 * False: fn stopped it, or no memory. */
bool sample_write(const struct sample *sample, const struct sample_dataset *dataset,
                  size_t row_limit, sample_write_fn *fn, void *context);

#endif
