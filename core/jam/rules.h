/*
 * The rules of a jam: what facilitators have laid down about its data. As a file they are lines
 * of NAME=VALUE under a first line that names it; it is replaced whole, so that there is never
 * half of one.
 */
#ifndef DATAJAM_JAM_RULES_H
#define DATAJAM_JAM_RULES_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/buffer.h"
#include "core/base/span.h"

enum { RULES_MINIMUM = 5, RULES_MINIMUM_MOST = 1000, RULES_MOST = 1024 };

struct rules {
    int64_t minimum; /* smaller groups are hidden in what is presented or written; 1: none are */
    bool exports;    /* figures and rows may be written out */
    bool closed;     /* the data of the topics are, until the first analysis phase */
};

/* Those of a jam that has laid down nothing: 5, exports, open. */
void rules_begin(struct rules *rules);

/* One to RULES_MINIMUM_MOST, in digits. False: it is no such number. */
bool rules_read_minimum(struct span value, int64_t *out);

void rules_write(const struct rules *rules, struct buffer *out);

/* False: it is no such file, or breaks its form; *out is then as it was. */
bool rules_read(struct span bytes, struct rules *out);

#endif
