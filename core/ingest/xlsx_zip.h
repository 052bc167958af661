/*
 * The package of a workbook: a ZIP file whose parts are read one after the other, each from its
 * beginning to its end. What could hurt is refused: more than a part may be, parts that
 * unpack to far more than they are, names that lead out of the package, passwords.
 */
#ifndef DATAJAM_INGEST_XLSX_ZIP_H
#define DATAJAM_INGEST_XLSX_ZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"

struct xlsx_zip;

enum {
    XLSX_PARTS_MAX = 20000,
    XLSX_NAME_MAX = 512,
    XLSX_RATIO_MAX = 300,               /* unpacked to packed, of a part beyond the free size */
    XLSX_RATIO_FREE = 64 * 1024 * 1024, /* bytes that may unpack from anything */
};

/* Bytes that a part may unpack to. */
#define XLSX_PART_MAX ((int64_t)16 * 1024 * 1024 * 1024)

/* *out is owned by the caller. path is for an ordinary file. */
enum status xlsx_zip_open(struct xlsx_zip **out, const char *path, struct error *err);
void xlsx_zip_close(struct xlsx_zip *zip);

const char *xlsx_zip_path(const struct xlsx_zip *zip);

/* Whether there is such a part ("xl/workbook.xml", any case), and the size it says it has. */
bool xlsx_zip_has(const struct xlsx_zip *zip, const char *part);
int64_t xlsx_zip_part_size(const struct xlsx_zip *zip, const char *part);

/* Begins to read a part; one at a time. STATUS_DAMAGED: it is not there. */
enum status xlsx_zip_begin(struct xlsx_zip *zip, const char *name, struct error *err);

/* The next bytes; *got 0: the end. */
enum status xlsx_zip_read(struct xlsx_zip *zip, char *at, size_t room, size_t *got,
                          struct error *err);

/* Ends the reading. With check, which is for parts read to their end, the sum of the bytes
 * must be right. */
enum status xlsx_zip_end(struct xlsx_zip *zip, bool check, struct error *err);

#endif
