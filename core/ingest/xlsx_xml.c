/*
 * XML as a stream. All that touches expat is here. A handler that fails leaves its status
 * behind and stops the parser.
 */
#include "core/ingest/xlsx_xml.h"

#include <string.h>

#include <expat.h>

enum { CHUNK = 64 * 1024 };

struct reading {
    struct xlsx_zip *zip;
    const char *part;
    struct xlsx_xml *xml;
    XML_Parser parser;
    int64_t fed;
    int depth;
    enum status status;
    struct error *err;
};

static const char *without_prefix(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

static enum status refuse(const struct reading *r, enum text_id words, struct error *err)
{
    const char *path = xlsx_zip_path(r->zip);
    return error_set_at(err, STATUS_DAMAGED, path, 0, 0, words,
                        TEXT_VALUES(text_string("file", path), text_string("part", r->part)));
}

/* Also called when the parser has been stopped before. */
static void after(struct reading *r, enum status status)
{
    r->status = status;
    if (status != STATUS_OK || r->xml->enough)
        (void)XML_StopParser(r->parser, XML_FALSE);
}

static void XMLCALL on_start(void *context, const XML_Char *name, const XML_Char **attributes)
{
    struct reading *r = context;
    if (r->status != STATUS_OK || r->xml->enough)
        return;
    if (++r->depth > XLSX_DEPTH_MAX)
        after(r, refuse(r, TEXT_XLSX_BOMB, r->err));
    else
        after(r, r->xml->start(r->xml->context, without_prefix(name), attributes, r->err));
}

static void XMLCALL on_end(void *context, const XML_Char *name)
{
    struct reading *r = context;
    if (r->status != STATUS_OK || r->xml->enough)
        return;
    r->depth--;
    if (r->xml->end)
        after(r, r->xml->end(r->xml->context, without_prefix(name), r->err));
}

static void XMLCALL on_text(void *context, const XML_Char *text, int len)
{
    struct reading *r = context;
    if (r->status != STATUS_OK || r->xml->enough || !r->xml->text)
        return;
    after(r, r->xml->text(r->xml->context, span_of(text, (size_t)len), r->err));
}

/* What a document type may declare is of no use here and can be a bomb. */
static void XMLCALL on_doctype(void *context, const XML_Char *name, const XML_Char *system_id,
                               const XML_Char *public_id, int has_subset)
{
    struct reading *r = context;
    (void)name;
    (void)system_id;
    (void)public_id;
    (void)has_subset;
    if (r->status == STATUS_OK)
        after(r, refuse(r, TEXT_XLSX_DOCTYPE, r->err));
}

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* One piece of the part. *last: there is no more. */
static enum status feed(struct reading *r, bool *last)
{
    size_t got = 0;
    void *at = XML_GetBuffer(r->parser, CHUNK);
    if (!at)
        return no_memory(r->err);
    enum status status = xlsx_zip_read(r->zip, at, CHUNK, &got, r->err);
    if (status != STATUS_OK)
        return status;
    *last = got == 0;
    r->fed += (int64_t)got;
    if (XML_ParseBuffer(r->parser, (int)got, *last) == XML_STATUS_ERROR) {
        if (r->status != STATUS_OK || r->xml->enough)
            return r->status;
        return XML_GetErrorCode(r->parser) == XML_ERROR_NO_MEMORY
                   ? no_memory(r->err)
                   : refuse(r, TEXT_XLSX_NO_XML, r->err);
    }
    /* a piece of markup without an end in sight would be kept in memory whole */
    if (r->fed - (int64_t)XML_GetCurrentByteIndex(r->parser) > XLSX_TOKEN_MAX + CHUNK)
        return refuse(r, TEXT_XLSX_BOMB, r->err);
    return r->status;
}

static enum status pump(struct reading *r)
{
    bool last = false;
    while (!last && !r->xml->enough) {
        if (r->xml->cancel && *r->xml->cancel)
            return error_set(r->err, STATUS_CANCELLED, TEXT_IMPORT_CANCELLED, NULL);
        enum status status = feed(r, &last);
        if (status != STATUS_OK)
            return status;
        if (r->xml->progress)
            r->xml->progress(r->xml->context, r->fed);
    }
    return STATUS_OK;
}

enum status xlsx_xml_read(struct xlsx_zip *zip, const char *part, struct xlsx_xml *xml,
                          struct error *err)
{
    struct reading r = {.zip = zip, .part = part, .xml = xml, .err = err};
    xml->enough = false;
    r.parser = XML_ParserCreate(NULL);
    if (!r.parser)
        return no_memory(err);
    XML_SetUserData(r.parser, &r);
    XML_SetElementHandler(r.parser, on_start, on_end);
    XML_SetCharacterDataHandler(r.parser, on_text);
    XML_SetStartDoctypeDeclHandler(r.parser, on_doctype);
    enum status status = xlsx_zip_begin(zip, part, err);
    if (status == STATUS_OK)
        status = pump(&r);
    bool whole = status == STATUS_OK && !xml->enough;
    enum status ended = xlsx_zip_end(zip, whole, status == STATUS_OK ? err : NULL);
    XML_ParserFree(r.parser);
    return status == STATUS_OK ? ended : status;
}

const char *xlsx_xml_attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2) {
        if (strcmp(without_prefix(attributes[0]), name) == 0)
            return attributes[1];
    }
    return NULL;
}

bool xlsx_xml_flag(const char **attributes, const char *name)
{
    const char *value = xlsx_xml_attribute(attributes, name);
    return value &&
           (strcmp(value, "1") == 0 || strcmp(value, "true") == 0 || strcmp(value, "on") == 0);
}

int64_t xlsx_xml_number(const char **attributes, const char *name, int64_t limit, int64_t otherwise)
{
    const char *p = xlsx_xml_attribute(attributes, name);
    int64_t number = 0;
    if (!p || !*p)
        return otherwise;
    for (; *p; p++) {
        if (*p < '0' || *p > '9' || number > limit / 10)
            return otherwise;
        number = number * 10 + (*p - '0');
    }
    return number <= limit ? number : otherwise;
}
