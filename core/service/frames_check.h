/* Do the stored columns of a dataset say what its table says? */
#ifndef DATAJAM_SERVICE_FRAMES_CHECK_H
#define DATAJAM_SERVICE_FRAMES_CHECK_H

#include "core/service/frames.h"

enum frame_stored {
    STORED_NOT,    /* none of today's state: it will be made when it is needed */
    STORED_GOOD,   /* value by value as in the table */
    STORED_DAMAGED /* not whole, or other values */
};

/* Builds the column from the table and compares. STATUS_BUSY: somebody is changing the table. */
enum status frames_check(struct frame_use *use, size_t position, enum frame_stored *out,
                         struct error *err);

#endif
