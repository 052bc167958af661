/* Codes of a column read at a width that is known when the loop is compiled. */
#ifndef DATAJAM_FRAME_CODE_AT_H
#define DATAJAM_FRAME_CODE_AT_H

#include <stddef.h>
#include <stdint.h>

__attribute__((always_inline)) static inline uint64_t code_at(const void *codes, int width,
                                                              size_t row)
{
    switch (width) {
    case 1:
        return ((const uint8_t *)codes)[row];
    case 2:
        return ((const uint16_t *)codes)[row];
    case 4:
        return ((const uint32_t *)codes)[row];
    default:
        return ((const uint64_t *)codes)[row];
    }
}

#endif
