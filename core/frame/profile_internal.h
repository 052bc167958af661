/* What the files of profiles share. */
#ifndef DATAJAM_FRAME_PROFILE_INTERNAL_H
#define DATAJAM_FRAME_PROFILE_INTERNAL_H

#include "core/frame/profile.h"

/* The most frequent of what is offered, in the order of values. */
struct profile_top {
    struct top_entry {
        uint64_t key; /* a code, or the hash of a text */
        int64_t rows;
    } * entries;
    size_t count, room;
};

void profile_top_offer(struct profile_top *top, uint64_t key, int64_t rows);

/* Texts without codes; the bitmap as in profile_make. */
enum status profile_texts(struct profile *out, const struct frame_column *column,
                          const struct bitmap *bitmap, struct profile_top *top, struct arena *arena,
                          const volatile int *cancel, struct error *err);

#endif
