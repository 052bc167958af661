/* Writing ZIP files by hand: local headers, the list at the end, nothing else. */
#include "tests/support/workbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "core/base/buffer.h"
#include "core/base/file.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"

enum { LOCAL = 0x04034B50, CENTRAL = 0x02014B50, LAST = 0x06054B50, NAMES = 64 };

static void put(struct buffer *out, uint32_t number, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buffer_add_byte(out, (char)(number >> (8 * i)));
}

struct packed {
    uint32_t sum, size, packed, method;
    struct buffer bytes;
};

static struct packed pack(const struct workbook_part *part)
{
    struct packed out = {.method = part->deflated ? 8 : 0};
    struct buffer plain = {0};
    buffer_add_string(&plain, part->text ? part->text : "");
    if (part->zeros) {
        assert_true(buffer_reserve(&plain, part->zeros));
        memset(plain.data + plain.len, '0', part->zeros);
        plain.len += part->zeros;
    }
    out.size = (uint32_t)plain.len;
    out.sum = (uint32_t)crc32(0, (const Bytef *)buffer_span(&plain).data, (uInt)plain.len);
    if (part->deflated) {
        z_stream z = {.next_in = (Bytef *)plain.data, .avail_in = (uInt)plain.len};
        assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY), Z_OK);
        size_t bound = deflateBound(&z, (uLong)plain.len);
        assert_true(buffer_reserve(&out.bytes, bound));
        z.next_out = (Bytef *)out.bytes.data;
        z.avail_out = (uInt)bound;
        assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
        out.bytes.len = z.total_out;
        deflateEnd(&z);
    } else {
        buffer_add_span(&out.bytes, buffer_span(&plain));
    }
    out.packed = (uint32_t)out.bytes.len;
    buffer_free(&plain);
    return out;
}

/* What both headers of a part have in common. */
static void put_common(struct buffer *out, const struct workbook_part *part, const struct packed *p)
{
    put(out, 20, 2); /* version needed */
    put(out, part->encrypted ? 1 : 0, 2);
    put(out, p->method, 2);
    put(out, 0x00210000, 4); /* 1 January 1980 */
    put(out, p->sum, 4);
    put(out, p->packed, 4);
    put(out, p->size, 4);
    put(out, (uint32_t)strlen(part->name), 2);
    put(out, 0, 2); /* extra */
}

const char *workbook_write(const char *folder, const char *name, const struct workbook_part *parts)
{
    struct buffer out = {0}, list = {0};
    uint32_t count = 0;
    for (; parts[count].name; count++) {
        const struct workbook_part *part = &parts[count];
        struct packed packed = pack(part);
        uint32_t place = (uint32_t)out.len;
        put(&out, LOCAL, 4);
        put_common(&out, part, &packed);
        buffer_add_string(&out, part->name);
        buffer_add_span(&out, buffer_span(&packed.bytes));
        put(&list, CENTRAL, 4);
        put(&list, 20, 2);
        put_common(&list, part, &packed);
        put(&list, 0, 4); /* comment, disk */
        put(&list, 0, 2);
        put(&list, 0, 4);
        put(&list, place, 4);
        buffer_add_string(&list, part->name);
        buffer_free(&packed.bytes);
    }
    uint32_t place = (uint32_t)out.len;
    buffer_add_span(&out, buffer_span(&list));
    put(&out, LAST, 4);
    put(&out, 0, 4);
    put(&out, count, 2);
    put(&out, count, 2);
    put(&out, (uint32_t)list.len, 4);
    put(&out, place, 4);
    put(&out, 0, 2);
    const char *path = fixture_path(folder, name);
    assert_false(out.failed || list.failed);
    assert_int_equal(file_replace(path, buffer_span(&out), 0644, NULL), STATUS_OK);
    buffer_free(&out);
    buffer_free(&list);
    return path;
}

#define RELATIONS                                                                                  \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define MAIN     "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""

static const char package[] = RELATIONS "<Relationship Id=\"rId1\" Type=\"" RELATION
                                        "officeDocument\" Target=\"xl/workbook.xml\"/>"
                                        "</Relationships>";

static void outline(struct buffer *book, struct buffer *relations,
                    const struct workbook_sheet *sheets, size_t count)
{
    buffer_add_string(book, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<workbook " MAIN
                            " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                            "relationships\"><sheets>");
    buffer_add_string(relations, RELATIONS);
    for (size_t i = 0; i < count; i++) {
        buffer_printf(book, "<sheet name=\"%s\" sheetId=\"%zu\" state=\"%s\" r:id=\"rId%zu\"/>",
                      sheets[i].name, i + 1, sheets[i].state, i + 1);
        buffer_printf(relations,
                      "<Relationship Id=\"rId%zu\" Type=\"" RELATION
                      "worksheet\" Target=\"worksheets/sheet%zu.xml\"/>",
                      i + 1, i + 1);
    }
    buffer_add_string(relations, "<Relationship Id=\"rId900\" Type=\"" RELATION
                                 "sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>"
                                 "<Relationship Id=\"rId901\" Type=\"" RELATION
                                 "styles\" Target=\"styles.xml\"/></Relationships>");
    buffer_add_string(book, "</sheets></workbook>");
}

static const char *write_sheets(const char *folder, const char *name,
                                const struct workbook_sheet *sheets, size_t count,
                                const char *strings, const char *styles)
{
    struct buffer book = {0}, relations = {0}, texts[NAMES] = {{0}};
    char names[NAMES][64];
    struct workbook_part parts[NAMES + 6] = {{.name = "_rels/.rels", .text = package}};
    size_t n = 1;
    assert_true(count + 2 <= NAMES);
    outline(&book, &relations, sheets, count);
    parts[n++] = (struct workbook_part){.name = "xl/workbook.xml", .text = book.data};
    parts[n++] =
        (struct workbook_part){.name = "xl/_rels/workbook.xml.rels", .text = relations.data};
    for (size_t i = 0; i < count; i++) {
        snprintf(names[i], sizeof names[i], "xl/worksheets/sheet%zu.xml", i + 1);
        buffer_printf(&texts[i], "<worksheet " MAIN ">%s</worksheet>", sheets[i].text);
        parts[n++] =
            (struct workbook_part){.name = names[i], .text = texts[i].data, .deflated = i % 2 == 0};
    }
    buffer_printf(&texts[count], "<sst " MAIN ">%s</sst>", strings ? strings : "");
    buffer_printf(&texts[count + 1], "<styleSheet " MAIN ">%s</styleSheet>", styles ? styles : "");
    parts[n++] = (struct workbook_part){.name = "xl/sharedStrings.xml", .text = texts[count].data};
    parts[n++] = (struct workbook_part){.name = "xl/styles.xml", .text = texts[count + 1].data};
    const char *path = workbook_write(folder, name, parts);
    for (size_t i = 0; i < count + 2; i++)
        buffer_free(&texts[i]);
    buffer_free(&book);
    buffer_free(&relations);
    return path;
}

const char *workbook_simple(const char *folder, const char *name, const char *sheet,
                            const char *strings, const char *styles)
{
    const struct workbook_sheet one = {"Sheet1", "visible", sheet};
    return write_sheets(folder, name, &one, 1, strings, styles);
}

const char *workbook_sheets(const char *folder, const char *name,
                            const struct workbook_sheet *sheets, size_t count)
{
    return write_sheets(folder, name, sheets, count, NULL, NULL);
}
