/* Damage to the bytes of a team file; see the header. */
#include "tests/support/damage.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/check.h"

typedef void damage_fn(unsigned *seed, char *bytes, size_t *len);

unsigned damage_chance(unsigned *seed, size_t below)
{
    *seed = *seed * 1103515245u + 12345u;
    return (unsigned)((*seed >> 8) % below);
}

static void flip_bytes(unsigned *seed, char *bytes, size_t *len)
{
    unsigned count = 1 + damage_chance(seed, 40);
    for (unsigned i = 0; i < count; i++)
        bytes[damage_chance(seed, *len)] ^= (char)(1 + damage_chance(seed, 255));
}

/* Where SQLite keeps its order: the header of a page and its list of cells. */
static void flip_page_heads(unsigned *seed, char *bytes, size_t *len)
{
    for (int i = 0; i < 3; i++)
        bytes[damage_chance(seed, *len / DAMAGE_PAGE) * (size_t)DAMAGE_PAGE +
              damage_chance(seed, 64)] ^= (char)(1 + damage_chance(seed, 255));
}

static void overwrite(unsigned *seed, char *bytes, size_t *len)
{
    size_t at = damage_chance(seed, *len), count = 1 + damage_chance(seed, 20000);
    for (size_t i = at; i < *len && i < at + count; i++)
        bytes[i] = (char)damage_chance(seed, 256);
}

static void cut(unsigned *seed, char *bytes, size_t *len)
{
    (void)bytes;
    *len = 1 + damage_chance(seed, *len - 1);
}

static char *any_page(unsigned *seed, char *bytes, const size_t *len)
{
    return bytes + (size_t)DAMAGE_PAGE * damage_chance(seed, *len / DAMAGE_PAGE);
}

static void swap_pages(unsigned *seed, char *bytes, size_t *len)
{
    char page[DAMAGE_PAGE];
    char *a = any_page(seed, bytes, len), *b = any_page(seed, bytes, len);
    memcpy(page, a, DAMAGE_PAGE);
    memmove(a, b, DAMAGE_PAGE);
    memcpy(b, page, DAMAGE_PAGE);
}

static void wipe_page(unsigned *seed, char *bytes, size_t *len)
{
    memset(any_page(seed, bytes, len), damage_chance(seed, 2) ? 0 : 0xFF, DAMAGE_PAGE);
}

static void double_page(unsigned *seed, char *bytes, size_t *len)
{
    const char *from = any_page(seed, bytes, len);
    memmove(any_page(seed, bytes, len), from, DAMAGE_PAGE);
}

static damage_fn *const kinds[] = {flip_bytes, flip_page_heads, overwrite,  cut,
                                   swap_pages, wipe_page,       double_page};
const size_t damage_kinds = sizeof kinds / sizeof *kinds;

void damage_do(size_t kind, unsigned *seed, char *bytes, size_t *len)
{
    kinds[kind % damage_kinds](seed, bytes, len);
}

void damage_write(const char *path, const char *bytes, size_t len)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, len), len);
    close(fd);
}
