/*
 * The shared texts of a workbook, which its cells name by number. They are on hold outside of
 * memory when there are many.
 */
#ifndef DATAJAM_INGEST_XLSX_STRINGS_H
#define DATAJAM_INGEST_XLSX_STRINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/buffer.h"
#include "core/ingest/xlsx_xml.h"

struct xlsx_strings;

enum { XLSX_STRINGS_MAX = 32 * 1024 * 1024, XLSX_STRINGS_IN_MEMORY = 32 * 1024 * 1024 };

/* Bytes of all texts together. */
#define XLSX_STRINGS_BYTES_MAX ((int64_t)4 * 1024 * 1024 * 1024)

/* Reads the part; NULL: there are none. *out is owned by the caller. enough, unless 0, is how many
 * bytes of texts will do: those behind them are "…" then. cancel may be NULL. */
enum status xlsx_strings_read(struct xlsx_strings **out, struct xlsx_zip *zip, const char *part,
                              int64_t enough, const volatile int *cancel, struct error *err);
void xlsx_strings_free(struct xlsx_strings *strings);

/* Adds the text with this number to out. *there false: there is no such text. */
enum status xlsx_strings_add(const struct xlsx_strings *strings, int64_t number, struct buffer *out,
                             bool *there, struct error *err);

/* Texts of a cell: pieces in <t>, with the reading aids (<rPh>) left out. Zero it before each. */
struct xlsx_text {
    bool in_t;
    int aside; /* depth inside of a reading aid */
};

void xlsx_text_start(struct xlsx_text *text, const char *name);
void xlsx_text_end(struct xlsx_text *text, const char *name);

/* Undoes what stands for signs that XML does not allow, from a place on: _x000D_. */
void xlsx_text_unescape(struct buffer *text, size_t from);

#endif
