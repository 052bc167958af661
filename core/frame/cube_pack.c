/* Sums and counts in one number: 40 bits of sum, 24 bits of count. */
#include "core/frame/cube_pack.h"

#include <stdlib.h>
#include <string.h>

enum { SUM_BITS = 40, COUNT_BITS = 24, CELLS_MAX = 4096 };

bool cube_pack_make(struct cube_pack *pack, size_t cells, uint64_t top)
{
    uint64_t room = ((uint64_t)1 << SUM_BITS) - 1, most = ((uint64_t)1 << COUNT_BITS) - 1;
    *pack = (struct cube_pack){.cells = cells, .limit = top ? room / top : room};
    if (pack->limit > most)
        pack->limit = most;
    /* Emptying costs as much as it has cells: not for a few rows. */
    if (cells > CELLS_MAX || pack->limit < 16 * CELLS_MAX)
        return true;
    pack->sums = calloc(cells * CUBE_PACK_LANES + 1, sizeof *pack->sums);
    return pack->sums != NULL;
}

void cube_pack_free(struct cube_pack *pack)
{
    free(pack->sums);
}

void cube_pack_flush(struct cube_pack *pack, uint64_t *sums, uint32_t *numbers)
{
    if (!pack->sums || pack->rows == 0)
        return;
    for (size_t i = 0; i < pack->cells * CUBE_PACK_LANES; i++) {
        size_t cell = i % pack->cells;
        sums[cell] += pack->sums[i] & (((uint64_t)1 << SUM_BITS) - 1);
        numbers[cell] += (uint32_t)(pack->sums[i] >> SUM_BITS);
    }
    memset(pack->sums, 0, pack->cells * CUBE_PACK_LANES * sizeof *pack->sums);
    pack->rows = 0;
}

__attribute__((always_inline)) static inline uint64_t packed(uint32_t code, bool empties)
{
    uint64_t one = empties ? code != 0 : 1;
    return code | one << SUM_BITS;
}

__attribute__((always_inline)) static inline void
add_block(struct cube_pack *pack, const struct cube_block *block, bool empties)
{
    uint64_t *first = pack->sums, *second = first + pack->cells;
    uint64_t *third = second + pack->cells, *fourth = third + pack->cells;
    const uint32_t *cells = block->cells, *codes = block->values;
    size_t i = 0;
    for (; i + CUBE_PACK_LANES <= block->count; i += CUBE_PACK_LANES) {
        first[cells[i]] += packed(codes[i], empties);
        second[cells[i + 1]] += packed(codes[i + 1], empties);
        third[cells[i + 2]] += packed(codes[i + 2], empties);
        fourth[cells[i + 3]] += packed(codes[i + 3], empties);
    }
    for (; i < block->count; i++)
        first[cells[i]] += packed(codes[i], empties);
}

void cube_pack_add(struct cube_pack *pack, const struct cube_block *block, bool empties,
                   uint64_t *sums, uint32_t *numbers)
{
    if (pack->rows + block->count > pack->limit)
        cube_pack_flush(pack, sums, numbers);
    pack->rows += block->count;
    if (empties)
        add_block(pack, block, true);
    else
        add_block(pack, block, false);
}
