/*
 * Sums and counts of a cell in one number: the sum of codes below, how many there were above.
 * So a row costs one addition, and several such numbers per cell take turns, since one that
 * was just written can't be read again at once. Emptied before either half could overflow.
 */
#ifndef DATAJAM_FRAME_CUBE_PACK_H
#define DATAJAM_FRAME_CUBE_PACK_H

#include "core/frame/cube_internal.h"

/* Zero-initialise it. */
struct cube_pack {
    size_t cells;
    uint64_t *sums; /* CUBE_PACK_LANES × cells; NULL: not used */
    uint64_t limit; /* rows that it takes before it must be emptied */
    uint64_t rows;  /* that are in it */
};

enum { CUBE_PACK_LANES = 4 };

/* Leaves it unused where there are too many cells, or codes too great. False: no memory. */
bool cube_pack_make(struct cube_pack *pack, size_t cells, uint64_t top);
void cube_pack_free(struct cube_pack *pack);

/* Adds codes; what has been added so far comes into sums and numbers when it must. empties:
 * code 0 is among them. */
void cube_pack_add(struct cube_pack *pack, const struct cube_block *block, bool empties,
                   uint64_t *sums, uint32_t *numbers);
void cube_pack_flush(struct cube_pack *pack, uint64_t *sums, uint32_t *numbers);

#endif
