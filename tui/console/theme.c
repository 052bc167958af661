/*
 * Owns the reading of themes and what a cell looks like. The only file with inih. Apart
 * from the terminal, which is told colours and attributes.
 */
#include "tui/console/theme.h"

#include <ini.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/embedded.h"
#include "core/base/file.h"

#ifndef DATAJAM_DATA_DIR
#define DATAJAM_DATA_DIR "/usr/local/share/datajam"
#endif

enum { THEME_SIZE_LIMIT = 64 * 1024 };

static const struct {
    const char *name;
    const char *mono;
} roles[] = {
#define THEME_ROLE(id, name, mono) {name, mono},
#include "tui/console/roles.h"
#undef THEME_ROLE
};

static const struct {
    const char *name;
    char letter;
    unsigned attribute;
} attributes[] = {
    {"bold", 'b', LOOK_BOLD},       {"dim", 'd', LOOK_DIM},
    {"reverse", 'r', LOOK_REVERSE}, {"underline", 'u', LOOK_UNDERLINE},
    {"italic", 'i', LOOK_ITALIC},
};

static const char *const colour_names[16] = {
    "black",        "red",           "green",       "yellow",         "blue",
    "magenta",      "cyan",          "white",       "bright-black",   "bright-red",
    "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan",
    "bright-white",
};

enum { ATTRIBUTE_COUNT = sizeof attributes / sizeof *attributes };

void theme_mono(struct theme *out)
{
    *out = (struct theme){.colours = false};
    for (int i = 0; i < THEME_ROLE_COUNT; i++) {
        out->looks[i] = (struct look){.foreground = THEME_DEFAULT, .background = THEME_DEFAULT};
        for (int a = 0; a < ATTRIBUTE_COUNT; a++) {
            if (strchr(roles[i].mono, attributes[a].letter))
                out->looks[i].attributes |= attributes[a].attribute;
        }
    }
}

static bool parse_colour(const char *word, int *out)
{
    char *end = NULL;
    if (strcasecmp(word, "default") == 0) {
        *out = THEME_DEFAULT;
        return true;
    }
    for (int i = 0; i < 16; i++) {
        if (strcasecmp(word, colour_names[i]) == 0) {
            *out = i;
            return true;
        }
    }
    bool rgb = *word == '#';
    if ((rgb && strlen(word) != 7) || word[rgb ? 1 : 0] == '\0' || strchr("+- ", word[rgb]))
        return false;
    long number = strtol(word + (rgb ? 1 : 0), &end, rgb ? 16 : 10);
    if (*end || number < 0 || (!rgb && number > 255))
        return false;
    *out = (int)number | (rgb ? THEME_RGB : 0);
    return true;
}

static bool parse_attribute(const char *word, unsigned *out)
{
    for (int i = 0; i < ATTRIBUTE_COUNT; i++) {
        if (strcasecmp(word, attributes[i].name) == 0) {
            *out |= attributes[i].attribute;
            return true;
        }
    }
    return false;
}

static bool parse_look(const char *value, struct look *out)
{
    char words[256], *rest = words;
    bool background = false;
    *out = (struct look){.foreground = THEME_UNSET, .background = THEME_UNSET};
    if (snprintf(words, sizeof words, "%s", value) >= (int)sizeof words)
        return false;
    for (char *word; (word = strsep(&rest, " \t"));) {
        if (!*word || parse_attribute(word, &out->attributes))
            continue;
        if (strcasecmp(word, "on") == 0) {
            background = true;
            continue;
        }
        if (!parse_colour(word, background ? &out->background : &out->foreground))
            return false;
    }
    return !background || out->background != THEME_UNSET;
}

static int handle_entry(void *context, const char *section, const char *name, const char *value)
{
    struct theme *theme = context;
    if (strcasecmp(section, "roles") != 0)
        return strcasecmp(section, "theme") == 0; /* its name and words on it */
    for (int i = 0; i < THEME_ROLE_COUNT; i++) {
        if (strcasecmp(name, roles[i].name) == 0)
            return parse_look(value, &theme->looks[i]);
    }
    return 0;
}

/* What the file left open is that of text; cells that only have a ground keep theirs. */
static void fill_gaps(struct theme *theme)
{
    struct look *text = &theme->looks[THEME_TEXT];
    if (text->foreground == THEME_UNSET)
        text->foreground = THEME_DEFAULT;
    if (text->background == THEME_UNSET)
        text->background = THEME_DEFAULT;
}

enum status theme_read(struct theme *out, struct span ini, const char *path, struct error *err)
{
    theme_mono(out);
    out->colours = true;
    for (int i = 0; i < THEME_ROLE_COUNT; i++)
        out->looks[i] = (struct look){.foreground = THEME_UNSET, .background = THEME_UNSET};
    char *text = strndup(ini.data ? ini.data : "", ini.len);
    if (!text)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    int line = ini_parse_string(text, handle_entry, out);
    free(text);
    fill_gaps(out);
    if (line != 0) {
        theme_mono(out);
        return error_set_at(err, STATUS_INVALID, path, line, 0, TEXT_CONSOLE_THEME_BAD_LINE,
                            TEXT_VALUES(text_string("file", path), text_number("line", line)));
    }
    return STATUS_OK;
}

static bool read_file_theme(struct theme *out, const char *path, enum status *status,
                            struct error *err)
{
    if (!file_exists(path))
        return false;
    struct buffer bytes = {0};
    *status = file_read(path, THEME_SIZE_LIMIT, &bytes, err);
    if (*status == STATUS_OK)
        *status = theme_read(out, buffer_span(&bytes), path, err);
    buffer_free(&bytes);
    return true;
}

enum status theme_load(struct theme *out, const char *name, struct error *err)
{
    char path[1024];
    enum status status = STATUS_OK;
    struct span embedded;
    theme_mono(out);
    if (strcmp(name, "mono") == 0)
        return STATUS_OK;
    if (strchr(name, '/')) {
        return read_file_theme(out, name, &status, err)
                   ? status
                   : error_set(err, STATUS_NOT_FOUND, TEXT_FILE_MISSING,
                               TEXT_VALUES(text_string("file", name)));
    }
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    snprintf(path, sizeof path, "%s%s/datajam/themes/%s.ini",
             config && *config ? config : (home ? home : ""), config && *config ? "" : "/.config",
             name);
    if (read_file_theme(out, path, &status, err))
        return status;
    snprintf(path, sizeof path, "%s/themes/%s.ini", DATAJAM_DATA_DIR, name);
    if (read_file_theme(out, path, &status, err))
        return status;
    snprintf(path, sizeof path, "themes/%s.ini", name);
    if (embedded_find(path, &embedded))
        return theme_read(out, embedded, path, err);
    return error_set(err, STATUS_NOT_FOUND, TEXT_CONSOLE_THEME_MISSING,
                     TEXT_VALUES(text_string("theme", name)));
}

struct look theme_look(const struct theme *theme, unsigned style, unsigned ground)
{
    const struct look *text = &theme->looks[THEME_TEXT];
    struct look look = theme->looks[style & STYLE_ROLE];
    if (ground) {
        const struct look *under = &theme->looks[ground];
        if (under->background != THEME_UNSET)
            look.background = under->background;
        if (under->foreground != THEME_UNSET && theme->colours)
            look.foreground = under->foreground;
        look.attributes |= under->attributes;
    }
    if (look.foreground == THEME_UNSET)
        look.foreground = text->foreground;
    if (look.background == THEME_UNSET)
        look.background = text->background;
    if (style & STYLE_SHADE && theme->colours && look.background != text->background)
        look.foreground = look.background;
    look.attributes |= (style & STYLE_BOLD ? (unsigned)LOOK_BOLD : 0) |
                       (style & STYLE_UNDERLINE ? (unsigned)LOOK_UNDERLINE : 0) |
                       (style & STYLE_REVERSE ? (unsigned)LOOK_REVERSE : 0) |
                       (style & STYLE_ITALIC ? (unsigned)LOOK_ITALIC : 0);
    return look;
}

/* The usual values of the sixteen; terminals vary. */
static const int palette16[16] = {0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd,
                                  0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00,
                                  0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff};

static int rgb_of(int index)
{
    static const int steps[6] = {0, 95, 135, 175, 215, 255};
    if (index < 16)
        return palette16[index];
    if (index >= 232)
        return (8 + (index - 232) * 10) * 0x010101;
    index -= 16;
    return steps[index / 36] << 16 | steps[index / 6 % 6] << 8 | steps[index % 6];
}

static int distance(int a, int b)
{
    int red = (a >> 16 & 255) - (b >> 16 & 255);
    int green = (a >> 8 & 255) - (b >> 8 & 255);
    int blue = (a & 255) - (b & 255);
    return 3 * red * red + 6 * green * green + blue * blue;
}

int theme_nearest(int colour, int colours)
{
    if (colour < 0 || (colour < colours && colour < 256))
        return colour < 0 ? THEME_DEFAULT : colour;
    int rgb = colour & THEME_RGB ? colour & 0xffffff : rgb_of(colour);
    int best = 0, limit = colours < 256 ? colours : 256;
    for (int i = limit == 256 ? 16 : 0; i < limit; i++) {
        if (distance(rgb, rgb_of(i)) < distance(rgb, rgb_of(best)) || (i == 16 && limit == 256))
            best = i;
    }
    return best;
}
