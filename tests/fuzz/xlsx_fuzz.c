/*
 * Workbooks of any bytes. What begins like a ZIP file is taken as one; all else are its parts,
 * parted by a byte 0 (sheet, texts, styles, outline), so that what is in them changes without
 * sums of bytes having to be right.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <zlib.h>

#include "core/base/buffer.h"
#include "core/base/utf8.h"
#include "core/ingest/xlsx.h"

enum { PARTS = 4, LOCAL = 0x04034B50, CENTRAL = 0x02014B50, LAST = 0x06054B50 };

static const char *const names[PARTS + 1] = {"xl/s.xml", "xl/t.xml", "xl/y.xml", "xl/workbook.xml",
                                             "xl/_rels/workbook.xml.rels"};

static const char relations[] = "<R><Relationship Id='1' Type='/worksheet' Target='s.xml'/>"
                                "<Relationship Id='2' Type='/sharedStrings' Target='t.xml'/>"
                                "<Relationship Id='3' Type='/styles' Target='y.xml'/></R>";

static void put(struct buffer *out, uint32_t number, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buffer_add_byte(out, (char)(number >> (8 * i)));
}

static void put_part(struct buffer *out, struct buffer *list, const char *name, struct span text)
{
    uint32_t place = (uint32_t)out->len;
    uint32_t sum = (uint32_t)crc32(0, (const Bytef *)text.data, (uInt)text.len);
    for (int i = 0; i < 2; i++) {
        struct buffer *to = i ? list : out;
        put(to, i ? CENTRAL : LOCAL, 4);
        put(to, 20, i ? 4 : 2);
        put(to, 0, 4); /* flags, stored */
        put(to, 0x00210000, 4);
        put(to, sum, 4);
        put(to, (uint32_t)text.len, 4);
        put(to, (uint32_t)text.len, 4);
        put(to, (uint32_t)strlen(name), 2);
        put(to, 0, 2);
        if (i) {
            put(to, 0, 4);
            put(to, 0, 4);
            put(to, 0, 2);
            put(to, place, 4);
        }
        buffer_add_string(to, name);
    }
    buffer_add_span(out, text);
}

static void pack(struct buffer *out, const char *data, size_t size)
{
    struct buffer list = {0};
    for (int i = 0; i < PARTS; i++) {
        const char *end = memchr(data, 0, size);
        size_t len = end ? (size_t)(end - data) : size;
        struct span text = span_of(data, len);
        if (i == PARTS - 1 && len == 0)
            text = span_string("<w><sheet name='a' id='1'/></w>");
        put_part(out, &list, names[i], text);
        data += len + (end != NULL);
        size -= len + (end != NULL);
    }
    put_part(out, &list, names[PARTS], span_string(relations));
    uint32_t place = (uint32_t)out->len;
    buffer_add_span(out, buffer_span(&list));
    put(out, LAST, 4);
    put(out, 0, 4);
    put(out, PARTS + 1, 2);
    put(out, PARTS + 1, 2);
    put(out, (uint32_t)list.len, 4);
    put(out, place, 4);
    put(out, 0, 2);
    buffer_free(&list);
}

static void open_rows(const char *path)
{
    static char piece[65536];
    struct arena *arena = arena_new();
    const struct xlsx_options options = {.sheet = NULL};
    struct xlsx_account account;
    struct input *input = NULL;
    struct error err = {0};
    size_t got = 1;
    if (xlsx_open(&input, path, &options, arena, &account, &err) == STATUS_OK) {
        while (got > 0 && input_fill(input, piece, sizeof piece, &got, &err) == STATUS_OK) {
            if (input_size(input) < (int64_t)sizeof piece && !utf8_valid(span_of(piece, got)))
                abort();
        }
    } else if (err.message[0] == '\0') {
        abort();
    }
    input_close(input);
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64];
    struct buffer packed = {0};
    int fd = memfd_create("book", 0);
    if (fd < 0)
        abort();
    if (size > 2 && memcmp(data, "PK", 2) == 0)
        buffer_add(&packed, data, size);
    else
        pack(&packed, (const char *)data, size);
    if (write(fd, packed.data, packed.len) == (ssize_t)packed.len) {
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        open_rows(path);
    }
    close(fd);
    buffer_free(&packed);
    return 0;
}
