/*
 * Reading a part of a workbook as XML, as it comes out of the package, in a few pieces of
 * memory however large it is. There are no entities to declare and none to fetch: a part with
 * a document type is refused.
 */
#ifndef DATAJAM_INGEST_XLSX_XML_H
#define DATAJAM_INGEST_XLSX_XML_H

#include <stdbool.h>

#include "core/base/span.h"
#include "core/ingest/xlsx_zip.h"

enum { XLSX_DEPTH_MAX = 100, XLSX_TOKEN_MAX = 1 << 20 };

/* Called in the order of the text; anything but STATUS_OK ends the reading with it. Names are
 * without their prefix. attributes: name, value, name, value, …, NULL. Text comes in pieces. */
struct xlsx_xml {
    enum status (*start)(void *context, const char *name, const char **attributes,
                         struct error *err);
    enum status (*end)(void *context, const char *name, struct error *err);  /* may be NULL */
    enum status (*text)(void *context, struct span text, struct error *err); /* may be NULL */
    void (*progress)(void *context, int64_t bytes);                          /* may be NULL */
    void *context;
    const volatile int *cancel; /* non-zero: STATUS_CANCELLED; may be NULL */
    bool enough;                /* set by a function above: the rest is of no interest */
};

/* STATUS_DAMAGED: there is no such part, or it is no XML. */
enum status xlsx_xml_read(struct xlsx_zip *zip, const char *part, struct xlsx_xml *xml,
                          struct error *err);

/* The value of the attribute with this name, whatever its prefix; NULL: it is not there. */
const char *xlsx_xml_attribute(const char **attributes, const char *name);

/* Whether it is there and says yes: "1", "true", "on". */
bool xlsx_xml_flag(const char **attributes, const char *name);

/* The attribute as a whole number from 0 to limit; otherwise when it is none. */
int64_t xlsx_xml_number(const char **attributes, const char *name, int64_t limit,
                        int64_t otherwise);

#endif
