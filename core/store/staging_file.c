/*
 * The file that is not there: pages of rows, shown to SQLite as a database. It asks for pages
 * through the functions that it has for other systems' files; those of the part that is being
 * read lie in memory, the root above them is written when it is asked for, and the first page
 * stays as it was given but for its change counter.
 */
#include <stdio.h>
#include <string.h>

#include "core/store/staging_internal.h"

enum {
    INTERIOR = 0x05,
    INTERIOR_HEADER = 12,
    AT_COUNTER = 24, /* places in the first page */
    AT_PAGES = 28,
    AT_COUNTER_AGAIN = 92
};

/* ---- the file ---- */

struct opened_file {
    sqlite3_file base;
    struct page_file *shown;
};

static void put_4(unsigned char *out, uint32_t number)
{
    for (int i = 3; i >= 0; i--, number >>= 8)
        out[i] = (unsigned char)number;
}

static uint32_t page_count(const struct page_file *shown)
{
    return (uint32_t)(1 + shown->tables * (1 + ROW_PART_PAGES));
}

/* The number of the first of the pages that are a table's own. */
static uint32_t first_of(const struct page_file *shown, size_t table)
{
    return (uint32_t)(2 + shown->tables + table * ROW_PART_PAGES);
}

static const char *page_of(const struct page_file *shown, size_t i)
{
    return shown->pages->pages + (shown->part->page + i) * ROW_PAGE_SIZE;
}

/* The root of the table that is being read: the pages in order, each but the last with the
 * greatest id in it. Where there is one page only it is the root. */
static void write_root(const struct page_file *shown, unsigned char *out)
{
    size_t count = shown->part->pages;
    uint32_t first = first_of(shown, shown->next - 1);
    if (count == 1) {
        memcpy(out, page_of(shown, 0), ROW_PAGE_SIZE);
        return;
    }
    size_t at = INTERIOR_HEADER + 2 * (count - 1);
    memset(out, 0, ROW_PAGE_SIZE);
    out[0] = INTERIOR;
    out[4] = (unsigned char)(count - 1);
    out[6] = (unsigned char)at;
    put_4(out + 8, first + (uint32_t)count - 1);
    for (size_t i = 0; i + 1 < count; i++) {
        out[INTERIOR_HEADER + 2 * i] = (unsigned char)(at >> 8);
        out[INTERIOR_HEADER + 2 * i + 1] = (unsigned char)at;
        put_4(out + at, first + (uint32_t)i);
        at += 4 + row_pages_put_varint(out + at + 4,
                                       (uint64_t)shown->pages->last_ids[shown->part->page + i]);
    }
}

/* Page `number`, whole. False: it is not of the part that is being read. */
static bool write_page(const struct page_file *shown, uint32_t number, unsigned char *out)
{
    if (!shown->part || shown->next == 0)
        return false;
    size_t table = shown->next - 1;
    if (number == 2 + table) {
        write_root(shown, out);
        return true;
    }
    uint32_t first = first_of(shown, table);
    if (number < first || number >= first + shown->part->pages)
        return false;
    memcpy(out, page_of(shown, number - first), ROW_PAGE_SIZE);
    return true;
}

static int file_read(sqlite3_file *file, void *out, int amount, sqlite3_int64 offset)
{
    struct page_file *shown = ((struct opened_file *)file)->shown;
    shown->reads += amount == ROW_PAGE_SIZE;
    if (offset < ROW_PAGE_SIZE) {
        memcpy(out, shown->first_page + offset, (size_t)amount);
        return SQLITE_OK;
    }
    bool whole = amount == ROW_PAGE_SIZE && offset % ROW_PAGE_SIZE == 0;
    return whole && write_page(shown, (uint32_t)(offset / ROW_PAGE_SIZE) + 1, out)
               ? SQLITE_OK
               : SQLITE_IOERR_READ;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *out)
{
    *out = (sqlite3_int64)page_count(((struct opened_file *)file)->shown) * ROW_PAGE_SIZE;
    return SQLITE_OK;
}

static int file_close(sqlite3_file *file)
{
    (void)file;
    return SQLITE_OK;
}

static int file_write(sqlite3_file *file, const void *data, int amount, sqlite3_int64 offset)
{
    (void)file;
    (void)data;
    (void)amount;
    (void)offset;
    return SQLITE_READONLY;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    (void)file;
    (void)size;
    return SQLITE_READONLY;
}

/* Syncing, locking and unlocking: nobody else has it. */
static int file_do_nothing(sqlite3_file *file, int how)
{
    (void)file;
    (void)how;
    return SQLITE_OK;
}

static int file_is_locked(sqlite3_file *file, int *out)
{
    (void)file;
    *out = 0;
    return SQLITE_OK;
}

static int file_control(sqlite3_file *file, int what, void *value)
{
    (void)file;
    (void)what;
    (void)value;
    return SQLITE_NOTFOUND;
}

static int file_is_plain(sqlite3_file *file)
{
    (void)file;
    return 0;
}

static const sqlite3_io_methods file_methods = {
    .iVersion = 1,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_do_nothing,
    .xFileSize = file_size,
    .xLock = file_do_nothing,
    .xUnlock = file_do_nothing,
    .xCheckReservedLock = file_is_locked,
    .xFileControl = file_control,
    .xSectorSize = file_is_plain,
    .xDeviceCharacteristics = file_is_plain,
};

/* ---- where SQLite finds it ---- */

static int vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *got)
{
    struct opened_file *own = (struct opened_file *)file;
    (void)name;
    *own = (struct opened_file){.shown = vfs->pAppData};
    if (!(flags & SQLITE_OPEN_MAIN_DB))
        return SQLITE_CANTOPEN; /* it has no journal */
    own->base.pMethods = &file_methods;
    if (got)
        *got = SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB;
    return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs;
    (void)name;
    (void)sync;
    return SQLITE_OK;
}

static int vfs_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
    (void)vfs;
    (void)name;
    (void)flags;
    *out = 0;
    return SQLITE_OK;
}

static int vfs_full_name(sqlite3_vfs *vfs, const char *name, int size, char *out)
{
    (void)vfs;
    snprintf(out, (size_t)size, "%s", name);
    return SQLITE_OK;
}

/* Under a name of its own, since others may import in this process. */
int page_file_open(struct page_file *shown, unsigned char *first_page, size_t tables)
{
    const sqlite3_vfs *common = sqlite3_vfs_find(NULL);
    *shown = (struct page_file){.first_page = first_page, .tables = tables};
    put_4(first_page + AT_PAGES, page_count(shown));
    page_file_begin(shown);
    if (!common)
        return SQLITE_ERROR;
    snprintf(shown->name, sizeof shown->name, "dj-feed-%p", (void *)shown);
    shown->vfs = *common;
    shown->vfs.iVersion = 1;
    shown->vfs.szOsFile = sizeof(struct opened_file);
    shown->vfs.pNext = NULL;
    shown->vfs.zName = shown->name;
    shown->vfs.pAppData = shown;
    shown->vfs.xOpen = vfs_open;
    shown->vfs.xDelete = vfs_delete;
    shown->vfs.xAccess = vfs_access;
    shown->vfs.xFullPathname = vfs_full_name;
    int rc = sqlite3_vfs_register(&shown->vfs, 0);
    shown->registered = rc == SQLITE_OK;
    return rc;
}

void page_file_close(struct page_file *shown)
{
    if (shown->registered)
        sqlite3_vfs_unregister(&shown->vfs);
    shown->registered = false;
}

/* ---- what it shows ---- */

void page_file_begin(struct page_file *shown)
{
    shown->counter++;
    put_4(shown->first_page + AT_COUNTER, shown->counter);
    put_4(shown->first_page + AT_COUNTER_AGAIN, shown->counter);
    shown->next = 0;
}

size_t page_file_show(struct page_file *shown, const struct row_pages *pages,
                      const struct row_part *part)
{
    shown->pages = pages;
    shown->part = part;
    return shown->next++;
}
