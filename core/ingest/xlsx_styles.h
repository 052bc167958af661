/* The styles of a workbook, as far as they say what a cell holds: number formats and fills. */
#ifndef DATAJAM_INGEST_XLSX_STYLES_H
#define DATAJAM_INGEST_XLSX_STYLES_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/ingest/xlsx.h"
#include "core/ingest/xlsx_book.h"
#include "core/ingest/xlsx_number.h"

enum { XLSX_STYLES_MAX = 70000 }; /* Excel allows 65,490 */

struct xlsx_style {
    struct xlsx_format format;
    enum xlsx_colour fill;
};

struct xlsx_styles {
    struct xlsx_style *items; /* by the style number of a cell */
    size_t count;
};

/* All lives in arena. A workbook without styles has none. */
enum status xlsx_styles_read(struct xlsx_styles *out, struct xlsx_zip *zip,
                             const struct xlsx_book *book, struct arena *arena, struct error *err);

/* The style with this number; a plain one where there is none. */
struct xlsx_style xlsx_style_at(const struct xlsx_styles *styles, int64_t number);

/* What people would call a colour (0xRRGGBB) that is lightened or darkened by tint (-1 to 1). */
enum xlsx_colour xlsx_colour_of(uint32_t rgb, double tint);

#endif
