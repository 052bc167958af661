/* The columns that a team has made of a dataset, in the next file that is read like it. */
#ifndef DATAJAM_SERVICE_IMPORT_AGAIN_H
#define DATAJAM_SERVICE_IMPORT_AGAIN_H

#include "core/service/import.h"

/* After the dataset of result is in: makes in it what was made in the dataset `like`. What was made
 * and what could not be, and why, is added to the notices. */
void import_make_again(struct db *db, const char *like, const char *by,
                       struct import_result *result);

#endif
