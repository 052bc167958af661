/*
 * Shared texts: written one behind the other into a spool, with an index of where each ends.
 */
#include "core/ingest/xlsx_strings.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/spool.h"
#include "core/base/utf8.h"

enum { TEXT_MAX = 1 << 20, FIRST_ENDS = 1024 };

struct xlsx_strings {
    struct spool *texts;
    int64_t *ends; /* ends[i]: behind text i */
    size_t count, size;
    struct buffer current;
    struct xlsx_text state;
    bool in_item;
    int64_t enough; /* bytes; 0: all */
    struct xlsx_xml *xml;
    bool cut; /* there are more texts than were read */
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- the text of a cell ---- */

void xlsx_text_start(struct xlsx_text *text, const char *name)
{
    if (text->aside > 0 || strcmp(name, "rPh") == 0)
        text->aside++;
    text->in_t = text->aside == 0 && strcmp(name, "t") == 0;
}

void xlsx_text_end(struct xlsx_text *text, const char *name)
{
    (void)name;
    text->in_t = false;
    if (text->aside > 0)
        text->aside--;
}

/* The sign that _xHHHH_ at p stands for; -1: nothing of the kind stands there. */
static int escaped_at(const char *p, const char *end)
{
    int sign = 0;
    if (end - p < 7 || p[0] != '_' || p[1] != 'x' || p[6] != '_')
        return -1;
    for (int i = 2; i < 6; i++) {
        char c = (char)(p[i] | 0x20);
        int digit = p[i] >= '0' && p[i] <= '9' ? p[i] - '0'
                    : c >= 'a' && c <= 'f'     ? c - 'a' + 10
                                               : -1;
        if (digit < 0)
            return -1;
        sign = sign * 16 + digit;
    }
    return sign;
}

/* A half of a pair of surrogates stands for nothing alone. */
static int join_pair(int sign, const char *next, const char *end, size_t *used)
{
    int low = sign >= 0xD800 && sign < 0xDC00 ? escaped_at(next, end) : -1;
    *used = 0;
    if (low >= 0xDC00 && low < 0xE000) {
        *used = 7;
        return 0x10000 + ((sign - 0xD800) << 10) + (low - 0xDC00);
    }
    return sign >= 0xD800 && sign < 0xE000 ? 0xFFFD : sign;
}

void xlsx_text_unescape(struct buffer *text, size_t from)
{
    if (text->failed || from >= text->len || !memmem(text->data + from, text->len - from, "_x", 2))
        return;
    char *out = text->data + from;
    const char *p = out, *end = text->data + text->len;
    while (p < end) {
        int sign = escaped_at(p, end);
        if (sign < 0) {
            *out++ = *p++;
            continue;
        }
        size_t used = 0;
        sign = join_pair(sign, p + 7, end, &used);
        p += 7 + used;
        out += sign ? utf8_write((uint32_t)sign, out) : 0; /* NUL is dropped */
    }
    text->len = (size_t)(out - text->data);
    *out = '\0';
}

/* ---- reading ---- */

static enum status on_start(void *context, const char *name, const char **attributes,
                            struct error *err)
{
    struct xlsx_strings *s = context;
    (void)attributes;
    (void)err;
    if (strcmp(name, "si") == 0) {
        s->in_item = true;
        s->state = (struct xlsx_text){0};
        buffer_clear(&s->current);
    } else if (s->in_item) {
        xlsx_text_start(&s->state, name);
    }
    return STATUS_OK;
}

static enum status on_text(void *context, struct span text, struct error *err)
{
    struct xlsx_strings *s = context;
    if (s->in_item && s->state.in_t && s->current.len < TEXT_MAX &&
        !buffer_add_span(&s->current, text))
        return no_memory(err);
    return STATUS_OK;
}

static enum status keep_item(struct xlsx_strings *s, struct error *err)
{
    if (s->count == s->size) {
        size_t size = s->size ? 2 * s->size : FIRST_ENDS;
        int64_t *ends = realloc(s->ends, size * sizeof *ends);
        if (!ends)
            return no_memory(err);
        s->ends = ends;
        s->size = size;
    }
    xlsx_text_unescape(&s->current, 0);
    enum status status = spool_add(s->texts, buffer_span(&s->current), err);
    s->ends[s->count++] = spool_size(s->texts);
    if (status == STATUS_OK &&
        (s->count >= XLSX_STRINGS_MAX || spool_size(s->texts) > XLSX_STRINGS_BYTES_MAX))
        status = error_set(err, STATUS_DAMAGED, TEXT_XLSX_TOO_MUCH, NULL);
    s->cut = s->enough > 0 && spool_size(s->texts) > s->enough;
    s->xml->enough = s->cut;
    return status;
}

static enum status on_end(void *context, const char *name, struct error *err)
{
    struct xlsx_strings *s = context;
    if (!s->in_item)
        return STATUS_OK;
    if (strcmp(name, "si") != 0) {
        xlsx_text_end(&s->state, name);
        return STATUS_OK;
    }
    s->in_item = false;
    return keep_item(s, err);
}

enum status xlsx_strings_read(struct xlsx_strings **out, struct xlsx_zip *zip, const char *part,
                              int64_t enough, const volatile int *cancel, struct error *err)
{
    *out = NULL;
    struct xlsx_strings *s = calloc(1, sizeof *s);
    if (!s)
        return no_memory(err);
    s->texts = spool_new(XLSX_STRINGS_IN_MEMORY);
    struct xlsx_xml xml = {
        .start = on_start, .end = on_end, .text = on_text, .context = s, .cancel = cancel};
    s->enough = enough;
    s->xml = &xml;
    enum status status = s->texts ? STATUS_OK : no_memory(err);
    if (status == STATUS_OK && part)
        status = xlsx_xml_read(zip, part, &xml, err);
    if (status != STATUS_OK) {
        xlsx_strings_free(s);
        return status;
    }
    *out = s;
    return STATUS_OK;
}

void xlsx_strings_free(struct xlsx_strings *strings)
{
    if (!strings)
        return;
    spool_free(strings->texts);
    buffer_free(&strings->current);
    free(strings->ends);
    free(strings);
}

enum status xlsx_strings_add(const struct xlsx_strings *strings, int64_t number, struct buffer *out,
                             bool *there, struct error *err)
{
    *there = number >= 0 && (size_t)number < strings->count;
    if (!*there && number >= 0 && strings->cut) {
        *there = true;
        return buffer_add_string(out, "…") ? STATUS_OK : no_memory(err);
    }
    if (!*there)
        return STATUS_OK;
    int64_t from = number ? strings->ends[number - 1] : 0;
    size_t len = (size_t)(strings->ends[number] - from), got = 0;
    if (!buffer_reserve(out, len + 1))
        return no_memory(err);
    enum status status = spool_read(strings->texts, from, out->data + out->len, len, &got, err);
    out->len += got;
    out->data[out->len] = '\0';
    return status;
}
