/* Pages as SQLite's description of its file format has them: the map of pages, leaves of tables,
 * records, and the pages that a long record goes on. Every length is checked before it is used. */
#include "core/store/rescue_pages.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buffer.h"

enum {
    PAGE = 8192,
    MAP_ENTRY = 5,
    MAP_ENTRIES = PAGE / MAP_ENTRY,
    MAP_ROOT = 1,
    MAP_TREE = 5,
    LOCK_PAGE = 0x40000000 / PAGE + 1,
    DEPTH_MOST = 20,
    LEAF = 0x0D,
    LEAF_HEAD = 8,
    FILE_HEAD = 100,
    CELLS_MOST = 2000,
    RECORD_MOST = 64 << 20
};

struct pages {
    int fd;
    uint32_t count, root;
    unsigned char page[PAGE], more[PAGE];
    struct buffer record; /* of a row that goes on over pages */
    struct cell cells[CELLS_MOST];
    rescue_row_fn *fn;
    void *context;
};

static uint32_t number_at(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static bool read_page(const struct pages *pages, uint32_t number, unsigned char *out)
{
    return number > 0 && number <= pages->count &&
           pread(pages->fd, out, PAGE, (off_t)(number - 1) * PAGE) == PAGE;
}

/* ---- whose page it is ---- */

static bool map_entry(const struct pages *pages, uint32_t page, uint32_t *type, uint32_t *parent)
{
    unsigned char entry[MAP_ENTRY];
    if (page < 3 || page > pages->count)
        return false;
    uint32_t map = (page - 2) / (MAP_ENTRIES + 1) * (MAP_ENTRIES + 1) + 2;
    map += map == LOCK_PAGE;
    if (page <= map)
        return false;
    off_t at = (off_t)(map - 1) * PAGE + (off_t)(page - map - 1) * MAP_ENTRY;
    if (pread(pages->fd, entry, sizeof entry, at) != (ssize_t)sizeof entry)
        return false;
    *type = entry[0];
    *parent = number_at(entry + 1);
    return true;
}

/* The parents are known from the map even where they themselves are gone with the file's end;
 * but then their own entries are looked up in the part of the map that is there. */
static bool belongs(const struct pages *pages, uint32_t page)
{
    struct pages all = {.fd = pages->fd, .count = UINT32_MAX};
    for (int depth = 0; depth < DEPTH_MOST; depth++) {
        uint32_t type = 0, parent = 0;
        if (page == pages->root)
            return true;
        if (!map_entry(&all, page, &type, &parent) || type != MAP_TREE)
            return false;
        page = parent;
    }
    return false;
}

/* ---- a row ---- */

/* The bytes that a number takes; 0: it goes beyond the end. */
static size_t read_varint(const unsigned char *at, size_t room, uint64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < 9 && i < room; i++) {
        if (i == 8) {
            *out = *out << 8 | at[i];
            return 9;
        }
        *out = *out << 7 | (at[i] & 0x7f);
        if (!(at[i] & 0x80))
            return i + 1;
    }
    return 0;
}

static int64_t read_integer(const unsigned char *at, size_t len)
{
    uint64_t out = len > 0 && at[0] & 0x80 ? UINT64_MAX : 0;
    for (size_t i = 0; i < len; i++)
        out = out << 8 | at[i];
    return (int64_t)out;
}

/* The bytes of a value of that type; false: there is no such type, or it is no text. */
static bool value_size(uint64_t type, size_t *out)
{
    static const unsigned char sizes[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
    if (type < sizeof sizes)
        *out = sizes[type];
    else if (type >= 13 && type % 2 == 1 && type < RECORD_MOST)
        *out = (size_t)(type - 13) / 2;
    else
        return false;
    return true;
}

static struct cell read_value(uint64_t type, const unsigned char *at, size_t size)
{
    double decimal;
    uint64_t bits;
    if (type == 0)
        return cell_empty();
    if (type == 7) {
        bits = (uint64_t)read_integer(at, 8);
        memcpy(&decimal, &bits, sizeof decimal);
        return cell_decimal(decimal);
    }
    if (type == 8 || type == 9)
        return cell_integer((int64_t)type - 8);
    return type < 8 ? cell_integer(read_integer(at, size))
                    : cell_text((const char *)at, (uint32_t)size);
}

/* False: this is no record that is whole. */
static bool read_record(struct pages *pages, const unsigned char *record, size_t len, size_t *count)
{
    uint64_t head = 0, type = 0;
    size_t at = read_varint(record, len, &head), size = 0;
    if (at == 0 || head > len || head < at)
        return false;
    size_t value = (size_t)head;
    for (*count = 0; at < head && *count < CELLS_MOST; (*count)++) {
        size_t used = read_varint(record + at, (size_t)head - at, &type);
        if (used == 0 || !value_size(type, &size) || size > len - value)
            return false;
        pages->cells[*count] = read_value(type, record + value, size);
        at += used;
        value += size;
    }
    return at == head && value == len;
}

/* Puts a record together that goes on over other pages. */
static const unsigned char *gather(struct pages *pages, const unsigned char *local, size_t here,
                                   size_t len)
{
    uint32_t next = number_at(local + here);
    buffer_clear(&pages->record);
    buffer_add(&pages->record, (const char *)local, here);
    while (pages->record.len < len && !pages->record.failed) {
        size_t rest = len - pages->record.len;
        if (!read_page(pages, next, pages->more))
            return NULL;
        buffer_add(&pages->record, (const char *)pages->more + 4,
                   rest < PAGE - 4 ? rest : PAGE - 4);
        next = number_at(pages->more);
    }
    return pages->record.failed ? NULL : (const unsigned char *)pages->record.data;
}

/* How many bytes of a record of that length stand on its own page. */
static size_t local_size(size_t len)
{
    enum { MOST = PAGE - 35, LEAST = (PAGE - 12) * 32 / 255 - 23 };
    if (len <= MOST)
        return len;
    size_t here = LEAST + (len - LEAST) % (PAGE - 4);
    return here <= MOST ? here : LEAST;
}

/* The row at a place of the page; what makes no sense is passed over. False: no more. */
static bool take_cell(struct pages *pages, size_t at)
{
    uint64_t len = 0, id = 0;
    size_t count = 0;
    size_t used = read_varint(pages->page + at, PAGE - at, &len);
    at += used;
    size_t more = used ? read_varint(pages->page + at, PAGE - at, &id) : 0;
    at += more;
    if (!more || len < 2 || len > RECORD_MOST)
        return true;
    size_t here = local_size((size_t)len);
    if (here + (here < len ? 4 : 0) > PAGE - at)
        return true;
    const unsigned char *record = pages->page + at;
    if (here < len)
        record = gather(pages, record, here, (size_t)len);
    return !record || !read_record(pages, record, (size_t)len, &count) ||
           pages->fn(pages->context, (int64_t)id, pages->cells, count);
}

/* Its head stands at its beginning, but on the file's first page behind the file's own. */
static bool take_page(struct pages *pages, size_t begin)
{
    const unsigned char *head = pages->page + begin;
    size_t cells = (size_t)head[3] << 8 | head[4], first = begin + LEAF_HEAD;
    for (size_t i = 0; i < cells && first + 2 * i + 2 <= PAGE; i++) {
        const unsigned char *pointer = pages->page + first + 2 * i;
        size_t at = (size_t)pointer[0] << 8 | pointer[1];
        if (at >= first && at < PAGE && !take_cell(pages, at))
            return false;
    }
    return true;
}

enum status rescue_pages(const char *path, uint32_t root, rescue_row_fn *fn, void *context,
                         struct error *err)
{
    struct pages *pages = calloc(1, sizeof *pages);
    if (!pages)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    pages->fd = open(path, O_RDONLY | O_CLOEXEC);
    off_t size = pages->fd >= 0 ? lseek(pages->fd, 0, SEEK_END) : -1;
    enum status status = size < 0 ? error_set_errno(err, errno, path) : STATUS_OK;
    pages->count = status == STATUS_OK ? (uint32_t)(size / PAGE) : 0;
    pages->root = root;
    pages->fn = fn;
    pages->context = context;
    bool more = true;
    if (root == 1 && read_page(pages, 1, pages->page) && pages->page[FILE_HEAD] == LEAF)
        more = take_page(pages, FILE_HEAD);
    for (uint32_t i = 3; i <= pages->count && more; i++)
        if (read_page(pages, i, pages->page) && pages->page[0] == LEAF && belongs(pages, i))
            more = take_page(pages, 0);
    if (pages->fd >= 0)
        close(pages->fd);
    buffer_free(&pages->record);
    free(pages);
    return status;
}
