/*
 * Styles. A cell has the number of a style; the style has the numbers of a number format and
 * of a fill. Colours are told by their hue, as a person would name them.
 */
#include "core/ingest/xlsx_styles.h"

#include <stdlib.h>
#include <string.h>

#include "core/ingest/xlsx_xml.h"

enum { FORMATS_MAX = 10000, FILLS_MAX = 70000, THEME_COLOURS = 12, PALETTE = 64 };

struct number_format {
    int id;
    struct xlsx_format format;
};

enum section { ELSEWHERE, IN_FILLS, IN_CELL_STYLES, IN_PALETTE };

struct reading {
    struct xlsx_styles *styles;
    struct arena *arena;
    enum section section;
    struct number_format *formats;
    size_t format_count;
    uint8_t *fills;
    size_t fill_count;
    bool solid; /* the fill that is being read */
    uint32_t palette[PALETTE];
    size_t palette_count; /* of those that the workbook changes */
    uint32_t theme[THEME_COLOURS];
    size_t theme_count;
    bool in_scheme;
};

/* ---- colours ---- */

static double channel(uint32_t rgb, int shift)
{
    return (double)((rgb >> shift) & 0xFF) / 255;
}

static double hue_of(double r, double g, double b, double max, double delta)
{
    double hue = max == r ? (g - b) / delta : max == g ? (b - r) / delta + 2 : (r - g) / delta + 4;
    return hue < 0 ? hue * 60 + 360 : hue * 60;
}

enum xlsx_colour xlsx_colour_of(uint32_t rgb, double tint)
{
    double r = channel(rgb, 16), g = channel(rgb, 8), b = channel(rgb, 0);
    double max = r > g ? (r > b ? r : b) : (g > b ? g : b);
    double min = r < g ? (r < b ? r : b) : (g < b ? g : b);
    double light = (max + min) / 2, delta = max - min;
    if (delta <= 0)
        return XLSX_NO_COLOUR;
    double full = delta / (light > 0.5 ? 2 - max - min : max + min);
    double hue = hue_of(r, g, b, max, delta);
    light = tint < 0 ? light * (1 + tint) : light * (1 - tint) + tint;
    if (full < 0.25 || light < 0.12 || light > 0.97)
        return XLSX_NO_COLOUR;
    if (hue < 15 || hue >= 340)
        return XLSX_RED;
    if (hue < 42)
        return XLSX_ORANGE;
    if (hue < 70)
        return XLSX_YELLOW;
    if (hue < 170)
        return XLSX_GREEN;
    return hue < 255 ? XLSX_BLUE : XLSX_NO_COLOUR;
}

/* The colours that a number stands for in workbooks with no palette of their own. */
static uint32_t indexed_colour(const struct reading *r, int64_t index)
{
    static const uint32_t standard[PALETTE] = {
        0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF,
        0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF,
        0x800000, 0x008000, 0x000080, 0x808000, 0x800080, 0x008080, 0xC0C0C0, 0x808080,
        0x9999FF, 0x993366, 0xFFFFCC, 0xCCFFFF, 0x660066, 0xFF8080, 0x0066CC, 0xCCCCFF,
        0x000080, 0xFF00FF, 0xFFFF00, 0x00FFFF, 0x800080, 0x800000, 0x008080, 0x0000FF,
        0x00CCFF, 0xCCFFFF, 0xCCFFCC, 0xFFFF99, 0x99CCFF, 0xFF99CC, 0xCC99FF, 0xFFCC99,
        0x3366FF, 0x33CCCC, 0x99CC00, 0xFFCC00, 0xFF9900, 0xFF6600, 0x666699, 0x969696,
        0x003366, 0x339966, 0x003300, 0x333300, 0x993300, 0x993366, 0x333399, 0x333333};
    if (index < 0 || index >= PALETTE)
        return 0;
    return (size_t)index < r->palette_count ? r->palette[index] : standard[index];
}

/* A theme's colours stand dark, light, dark, light, …; they are numbered the other way. */
static uint32_t theme_colour(const struct reading *r, int64_t number)
{
    static const uint32_t standard[THEME_COLOURS] = {0x000000, 0xFFFFFF, 0x44546A, 0xE7E6E6,
                                                     0x4472C4, 0xED7D31, 0xA5A5A5, 0xFFC000,
                                                     0x5B9BD5, 0x70AD47, 0x0563C1, 0x954F72};
    if (number < 0 || number >= THEME_COLOURS)
        return 0;
    size_t place = number < 4 ? (size_t)number ^ 1 : (size_t)number;
    return place < r->theme_count ? r->theme[place] : standard[place];
}

static uint32_t read_rgb(const char *text)
{
    return (uint32_t)(strtoul(text, NULL, 16) & 0xFFFFFF); /* the first two of eight are alpha */
}

static enum xlsx_colour read_colour(const struct reading *r, const char **attributes)
{
    const char *rgb = xlsx_xml_attribute(attributes, "rgb");
    const char *tint = xlsx_xml_attribute(attributes, "tint");
    double by = tint ? strtod(tint, NULL) : 0;
    int64_t theme = xlsx_xml_number(attributes, "theme", 1000, -1);
    int64_t indexed = xlsx_xml_number(attributes, "indexed", 1000, -1);
    uint32_t colour = rgb            ? read_rgb(rgb)
                      : theme >= 0   ? theme_colour(r, theme)
                      : indexed >= 0 ? indexed_colour(r, indexed)
                                     : 0;
    return by >= -1 && by <= 1 ? xlsx_colour_of(colour, by) : XLSX_NO_COLOUR;
}

/* ---- the theme ---- */

static enum status on_theme(void *context, const char *name, const char **attributes,
                            struct error *err)
{
    struct reading *r = context;
    (void)err;
    if (strcmp(name, "clrScheme") == 0)
        r->in_scheme = true;
    const char *value = strcmp(name, "sysClr") == 0    ? xlsx_xml_attribute(attributes, "lastClr")
                        : strcmp(name, "srgbClr") == 0 ? xlsx_xml_attribute(attributes, "val")
                                                       : NULL;
    if (r->in_scheme && value && r->theme_count < THEME_COLOURS)
        r->theme[r->theme_count++] = read_rgb(value);
    return STATUS_OK;
}

static enum status on_theme_end(void *context, const char *name, struct error *err)
{
    struct reading *r = context;
    (void)err;
    if (strcmp(name, "clrScheme") == 0)
        r->in_scheme = false;
    return STATUS_OK;
}

/* ---- styles ---- */

static void add_format(struct reading *r, const char **attributes)
{
    const char *code = xlsx_xml_attribute(attributes, "formatCode");
    int64_t id = xlsx_xml_number(attributes, "numFmtId", INT32_MAX, -1);
    if (code && id >= 0 && r->format_count < FORMATS_MAX)
        r->formats[r->format_count++] = (struct number_format){(int)id, xlsx_format_code(code)};
}

static struct xlsx_format format_of(const struct reading *r, int64_t id)
{
    for (size_t i = 0; i < r->format_count; i++) {
        if (r->formats[i].id == id)
            return r->formats[i].format;
    }
    return xlsx_format_builtin((int)id);
}

static void add_style(struct reading *r, const char **attributes)
{
    int64_t format = xlsx_xml_number(attributes, "numFmtId", INT32_MAX, 0);
    int64_t fill = xlsx_xml_number(attributes, "fillId", INT32_MAX, 0);
    struct xlsx_styles *styles = r->styles;
    if (styles->count < XLSX_STYLES_MAX)
        styles->items[styles->count++] = (struct xlsx_style){
            .format = format_of(r, format),
            .fill = (size_t)fill < r->fill_count ? r->fills[fill] : XLSX_NO_COLOUR};
}

static void read_fill(struct reading *r, const char *name, const char **attributes)
{
    if (strcmp(name, "fill") == 0 && r->fill_count < FILLS_MAX) {
        r->fills[r->fill_count++] = XLSX_NO_COLOUR;
        r->solid = false;
    } else if (strcmp(name, "patternFill") == 0) {
        const char *type = xlsx_xml_attribute(attributes, "patternType");
        r->solid = type && strcmp(type, "solid") == 0;
    } else if (strcmp(name, "fgColor") == 0 && r->solid && r->fill_count > 0) {
        r->fills[r->fill_count - 1] = (uint8_t)read_colour(r, attributes);
    }
}

static enum status on_style(void *context, const char *name, const char **attributes,
                            struct error *err)
{
    struct reading *r = context;
    (void)err;
    if (strcmp(name, "fills") == 0)
        r->section = IN_FILLS;
    else if (strcmp(name, "cellXfs") == 0)
        r->section = IN_CELL_STYLES;
    else if (strcmp(name, "numFmt") == 0 && r->section == ELSEWHERE)
        add_format(r, attributes);
    else if (r->section == IN_FILLS)
        read_fill(r, name, attributes);
    else if (r->section == IN_CELL_STYLES && strcmp(name, "xf") == 0)
        add_style(r, attributes);
    return STATUS_OK;
}

static enum status on_style_end(void *context, const char *name, struct error *err)
{
    static const char *const sections[] = {"fills", "cellXfs", "indexedColors"};
    struct reading *r = context;
    (void)err;
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        if (strcmp(name, sections[i]) == 0)
            r->section = ELSEWHERE;
    }
    return STATUS_OK;
}

/* The palette stands behind the fills that use it: it is read first, alone. */
static enum status on_palette(void *context, const char *name, const char **attributes,
                              struct error *err)
{
    struct reading *r = context;
    (void)err;
    if (strcmp(name, "indexedColors") == 0)
        r->section = IN_PALETTE;
    const char *rgb = r->section == IN_PALETTE ? xlsx_xml_attribute(attributes, "rgb") : NULL;
    if (rgb && r->palette_count < PALETTE)
        r->palette[r->palette_count++] = read_rgb(rgb);
    return STATUS_OK;
}

enum status xlsx_styles_read(struct xlsx_styles *out, struct xlsx_zip *zip,
                             const struct xlsx_book *book, struct arena *arena, struct error *err)
{
    struct reading r = {.styles = out, .arena = arena};
    struct xlsx_xml theme = {.start = on_theme, .end = on_theme_end, .context = &r};
    struct xlsx_xml palette = {.start = on_palette, .end = on_style_end, .context = &r};
    struct xlsx_xml styles = {.start = on_style, .end = on_style_end, .context = &r};
    *out = (struct xlsx_styles){.items = NULL};
    if (!book->styles)
        return STATUS_OK;
    out->items = arena_array(arena, XLSX_STYLES_MAX, sizeof *out->items);
    r.formats = arena_array(arena, FORMATS_MAX, sizeof *r.formats);
    r.fills = arena_array(arena, FILLS_MAX, sizeof *r.fills);
    if (!out->items || !r.formats || !r.fills)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = STATUS_OK;
    if (book->theme && xlsx_zip_has(zip, book->theme))
        status = xlsx_xml_read(zip, book->theme, &theme, err);
    if (status == STATUS_OK)
        status = xlsx_xml_read(zip, book->styles, &palette, err);
    r.section = ELSEWHERE;
    if (status == STATUS_OK)
        status = xlsx_xml_read(zip, book->styles, &styles, err);
    return status;
}

struct xlsx_style xlsx_style_at(const struct xlsx_styles *styles, int64_t number)
{
    if (number < 0 || (size_t)number >= styles->count)
        return (struct xlsx_style){.fill = XLSX_NO_COLOUR};
    return styles->items[number];
}
