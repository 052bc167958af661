/* What master and helper say to each other; for the two files of the helper alone. */
#ifndef DATAJAM_BASE_HELPER_WIRE_H
#define DATAJAM_BASE_HELPER_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/helper.h"

enum helper_word { HELPER_RUN, HELPER_GUARD, HELPER_GOODBYE };

/* One packet: this head, then `size` bytes; descriptors go beside it. HELPER_RUN's first
 * descriptor is the helper's end of the child's own line: on it the wait status comes back,
 * and its closing (or a byte) kills the child. */
struct helper_request {
    uint32_t word;
    int32_t job; /* place in the table; -1: none */
    uint32_t size;
    uint32_t fd_count;
};

struct helper_packet {
    struct helper_request head;
    char data[HELPER_DATA_LIMIT];
};

/* The helper's life; returns when the master has gone. */
void helper_serve(int socket, const struct helper_job *jobs, size_t count);

#endif
