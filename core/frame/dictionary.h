/* The distinct values of a column on their way into it, each with a code: 1, 2, 3, … in the
 * order in which they come. */
#ifndef DATAJAM_FRAME_DICTIONARY_H
#define DATAJAM_FRAME_DICTIONARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buffer.h"
#include "core/base/cell.h"

struct dictionary_word {
    uint32_t start, len; /* in text; numbers are 8 bytes */
    uint32_t hash;
    enum value_kind kind;
};

/* Zero-initialise; free with dictionary_free. */
struct dictionary {
    struct buffer text;
    struct dictionary_word *words; /* words[code - 1] */
    size_t count, size;
    uint32_t *slots; /* codes by hash; 0: free */
    size_t slot_count;
};

void dictionary_free(struct dictionary *dictionary);

/* The code of a value that is not empty, a new one if need be. 0: no memory, or beyond what
 * 32 bits can count. */
uint32_t dictionary_code(struct dictionary *dictionary, const struct cell *cell);

/* Adds a value that is not in it yet, where codes are never asked for. 0 as above. */
uint32_t dictionary_append(struct dictionary *dictionary, const struct cell *cell);

/* The value of a code; texts point into the dictionary, until the next new code. */
struct cell dictionary_cell(const struct dictionary *dictionary, uint32_t code);

/* Of memory. */
size_t dictionary_bytes(const struct dictionary *dictionary);

#endif
