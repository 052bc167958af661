/* The files of the sample jam: the topic folders with their data. For demo.c only. */
#ifndef DATAJAM_SERVICE_DEMO_FILES_H
#define DATAJAM_SERVICE_DEMO_FILES_H

#include <stdint.h>

#include "core/base/error.h"

/* What was written, or was there already. */
struct demo_files {
    int64_t clients;
    int64_t bytes;
};

/* Writes topics/ into folder: texts anew, data files that are missing. */
enum status demo_write_topics(const char *folder, struct demo_files *out, struct error *err);

#endif
