/* The codes of each cell of a cube, one after the other: for medians and different values
 * where there are too many codes for a table of them. */
#ifndef DATAJAM_FRAME_CUBE_CODES_H
#define DATAJAM_FRAME_CUBE_CODES_H

#include "core/frame/cube_internal.h"

struct cube_codes {
    int width; /* bytes of a code: 4 or 8 */
    size_t cells;
    void *codes;        /* those of a cell side by side; no empties */
    size_t *starts;     /* of each cell, and the end of the last */
    size_t *counts;     /* of each cell */
    void *room, *spare; /* as much again, twice */
};

enum status cube_codes_make(struct cube_codes *out, const struct cube_plan *plan,
                            const struct cube_value *value, struct error *err);
void cube_codes_free(struct cube_codes *codes);

/* Leaves each code once per cell. */
void cube_codes_unique(struct cube_codes *codes);

/* The one or two codes in the middle of some cells; false: there are none. */
bool cube_codes_middle(struct cube_codes *codes, const uint32_t *cells, size_t count,
                       uint64_t middle[2]);

/* The codes of a cell in order, and how many they are. */
const void *cube_codes_sorted(struct cube_codes *codes, size_t cell, size_t *count);

/* How many different codes there are in some cells. */
int64_t cube_codes_distinct(struct cube_codes *codes, const uint32_t *cells, size_t count);

#endif
