/*
 * Nearest names, by edit distance. Words are short: what is longer than LONGEST bytes is
 * compared by its beginning.
 */
#include "core/base/nearest.h"

#include <ctype.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>

enum { LONGEST = 64 };

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static int lower(char c)
{
    return tolower((unsigned char)c);
}

/* Changes, omissions, additions and swaps of neighbours that lead from a to b. */
static int distance(const char *a, const char *b)
{
    int rows[3][LONGEST + 1];
    int la = (int)strnlen(a, LONGEST), lb = (int)strnlen(b, LONGEST);
    for (int j = 0; j <= lb; j++)
        rows[0][j] = j;
    for (int i = 1; i <= la; i++) {
        int *now = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        now[0] = i;
        for (int j = 1; j <= lb; j++) {
            int same = lower(a[i - 1]) == lower(b[j - 1]);
            now[j] = smaller(smaller(above[j], now[j - 1]) + 1, above[j - 1] + !same);
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1]))
                now[j] = smaller(now[j], before[j - 2] + 1);
        }
    }
    return rows[la % 3][lb];
}

static bool is_filler(char c)
{
    return c == '-' || c == '_' || c == ' ';
}

/* The word (two signs of it at least) begins the name, whatever parts their words: "longterm" of
 * "long-term-clients". */
static bool begins(const char *word, const char *name)
{
    for (int same = 0;; same++) {
        while (is_filler(*word))
            word++;
        while (is_filler(*name))
            name++;
        if (!*word || !*name)
            return !*word && same >= 2;
        if (lower(*word++) != lower(*name++))
            return false;
    }
}

int nearest_name(const char *word, const char *const *names, size_t count)
{
    int best = -1, least = INT_MAX;
    int len = (int)strnlen(word, LONGEST);
    int allowed = len <= 2 ? 1 : len <= 5 ? 2 : len / 3 + 1;
    for (size_t i = 0; i < count; i++) {
        int d = distance(word, names[i]);
        /* The beginning of a name is as good as one slip. */
        if (len >= 2 && begins(word, names[i]))
            d = smaller(d, 1);
        if (d < least) {
            least = d;
            best = (int)i;
        }
    }
    return least <= allowed && least < len ? best : -1;
}
