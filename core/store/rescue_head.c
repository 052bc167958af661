/*
 * A team file's header. SQLite refuses a file whose first bytes are damaged, though all that
 * follows may be whole; and what stands in them is the same in all team files but for the number
 * of pages.
 */
#include "core/store/rescue_head.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/store/migrate.h"

enum { HEAD = 100, PAGE = 8192, BLOCK = 65536, LEAF = 0x0D };

static void put(unsigned char *head, size_t at, uint32_t number)
{
    for (int i = 0; i < 4; i++)
        head[at + (size_t)i] = (unsigned char)(number >> (24 - 8 * i));
}

/* What the numbers are is said in SQLite's description of its file format. */
static void make_head(unsigned char *head, uint32_t pages)
{
    static const unsigned char begin[] = "SQLite format 3\0\x20\x00\x01\x01\x00\x40\x20\x20";
    memset(head, 0, HEAD);
    memcpy(head, begin, 24);
    put(head, 24, 1); /* changes, and below those when the number of pages was right */
    put(head, 28, pages);
    put(head, 40, 1); /* of the schema */
    put(head, 44, 4); /* its format */
    put(head, 52, 1); /* pages can be given back … */
    put(head, 56, 1); /* UTF-8 */
    put(head, 60, (uint32_t)migrate_version(DB_TEAM));
    put(head, 64, 1); /* … step by step */
    put(head, 68, (uint32_t)migrate_application_id(DB_TEAM));
    put(head, 92, 1);
    put(head, 96, 3040001); /* of SQLite */
}

static int copy_bytes(int from, int to)
{
    char block[BLOCK];
    for (ssize_t got; (got = read(from, block, sizeof block)) != 0;) {
        if (got < 0)
            return errno;
        for (ssize_t done = 0, n; done < got; done += n)
            if ((n = write(to, block + done, (size_t)(got - done))) < 0)
                return errno;
    }
    return 0;
}

/* The list of tables with nothing in it: a leaf whose rows begin at its end. */
static void make_empty(unsigned char *page)
{
    memset(page + HEAD, 0, PAGE - HEAD);
    page[HEAD] = LEAF;
    page[HEAD + 5] = PAGE >> 8;
}

enum status rescue_mend_head(const char *path, const char *copy, bool empty, struct error *err)
{
    unsigned char head[PAGE];
    size_t made = empty ? PAGE : HEAD;
    struct stat info = {.st_size = 0};
    int failed = 0;
    int from = open(path, O_RDONLY | O_CLOEXEC);
    int to = open(copy, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_TRUNC);
    if (from < 0 || to < 0 || fstat(from, &info) != 0)
        failed = errno;
    if (!failed)
        failed = copy_bytes(from, to);
    if (!failed) {
        make_head(head, (uint32_t)(info.st_size / PAGE));
        make_empty(head);
        if (pwrite(to, head, made, 0) != (ssize_t)made)
            failed = errno ? errno : EIO;
    }
    if (from >= 0)
        close(from);
    if (to >= 0 && close(to) != 0 && !failed)
        failed = errno;
    return failed ? error_set_errno(err, failed, copy) : STATUS_OK;
}
