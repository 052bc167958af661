/*
 * How a file is to be imported: what the person asked for, what another dataset's decision says,
 * and the plan that is made of both. The same for the preview and for the import, so that what
 * was shown is what is done.
 */
#ifndef DATAJAM_SERVICE_IMPORT_SOURCE_H
#define DATAJAM_SERVICE_IMPORT_SOURCE_H

#include "core/base/arena.h"
#include "core/ingest/plan.h"
#include "core/service/data_file.h"
#include "core/service/import.h"
#include "core/service/import_decision.h"

/* Zero-initialise; import_source_close closes it. Strings live in the arena it is read into. */
struct import_source {
    struct data_file data;
    struct plan plan;
    struct plan_options wish; /* what the person asked for */
    enum encoding encoding;
    struct decision like; /* without columns: none */
    const char *file;     /* its name, without folders */
    const char *dataset;  /* the name that the dataset is to have */
};

/* Reads the options; db (may be NULL unless one is to be read like another) has the dataset
 * whose decision is used again. STATUS_INVALID: an option makes no sense. */
enum status import_source_read(struct import_source *out, struct db *db, const char *path,
                               const struct import_options *options, struct arena *arena,
                               struct error *err);

/* Opens the file. how: sheet and encoding in it are set here. */
enum status import_source_open(struct import_source *source, const char *path,
                               const struct import_options *options, struct data_file_options *how,
                               struct arena *arena, struct error *err);

enum status import_source_plan(struct import_source *source, const struct import_options *options,
                               struct arena *arena, struct error *err);

void import_source_close(struct import_source *source);

#endif
