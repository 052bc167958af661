/* Owns the table of ASCII stand-ins, and says when nothing else is to be had. */
#include "tui/console/term_ascii.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct {
    uint32_t first, last;
    char sign;
} stand_ins[] = {
    {0x00a0, 0x00a0, ' '},  {0x00b7, 0x00b7, '.'}, {0x00d7, 0x00d7, 'x'}, {0x2010, 0x2015, '-'},
    {0x2018, 0x2019, '\''}, {0x201c, 0x201d, '"'}, {0x2022, 0x2022, '*'}, {0x2026, 0x2026, '~'},
    {0x2039, 0x203a, '|'},  {0x2190, 0x2190, '<'}, {0x2191, 0x2191, '^'}, {0x2192, 0x2192, '>'},
    {0x2193, 0x2193, 'v'},  {0x2205, 0x2205, '-'}, {0x2260, 0x2260, '!'}, {0x2264, 0x2264, '<'},
    {0x2265, 0x2265, '>'},  {0x2500, 0x2501, '-'}, {0x254c, 0x254d, '.'}, {0x2550, 0x2550, '='},
    {0x2502, 0x2503, '|'},  {0x250c, 0x254b, '+'}, {0x2580, 0x2590, '#'}, {0x2591, 0x2593, ':'},
    {0x25a4, 0x25a4, '#'},  {0x25b2, 0x25b3, '^'}, {0x25b6, 0x25b7, '>'}, {0x25bc, 0x25bd, 'v'},
    {0x25c0, 0x25c1, '<'},  {0x25cf, 0x25cf, '*'}, {0x25d0, 0x25d0, 'o'}, {0x2605, 0x2606, '*'},
    {0x2713, 0x2714, 'v'},  {0x2715, 0x2718, 'x'},
};

char term_ascii(uint32_t character)
{
    if (character < 128)
        return (char)character;
    for (size_t i = 0; i < sizeof stand_ins / sizeof *stand_ins; i++) {
        if (character >= stand_ins[i].first && character <= stand_ins[i].last)
            return stand_ins[i].sign;
    }
    return '?';
}

/* The character set that a locale names behind its point ("de_DE.ISO-8859-1"). */
static bool is_other_set(const char *locale)
{
    const char *set = strchr(locale, '.');
    return set && strncasecmp(set, ".UTF-8", 6) != 0 && strncasecmp(set, ".UTF8", 5) != 0;
}

bool term_is_plain(void)
{
    static const char *const terminals[] = {"linux", "vt52", "vt100", "vt102", "vt220", "ansi"};
    static const char *const locales[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    const char *term = getenv("TERM");
    for (size_t i = 0; term && i < sizeof terminals / sizeof *terminals; i++)
        if (strcmp(term, terminals[i]) == 0)
            return true;
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
        const char *locale = getenv(locales[i]);
        if (locale && *locale)
            return is_other_set(locale);
    }
    return false;
}
