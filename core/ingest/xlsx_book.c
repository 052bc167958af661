/*
 * The outline of a workbook. Parts point to each other by relations: the package names the
 * workbook, the workbook its sheets. A relation to something outside is never followed.
 */
#include "core/ingest/xlsx_book.h"

#include <stdlib.h>
#include <string.h>

#include "core/ingest/xlsx_xml.h"

struct relation {
    const char *id, *type, *part; /* part NULL: outside */
};

/* The relations of one part, while they are read. */
struct relations {
    struct relation *items; /* XLSX_SHEETS_MAX of them */
    size_t count;
    const char *folder; /* of the part they belong to, with its slash, or "" */
    struct arena *arena;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status refuse(const struct xlsx_zip *zip, enum status code, enum text_id words,
                          struct error *err)
{
    const char *path = xlsx_zip_path(zip);
    return error_set_at(err, code, path, 0, 0, words, TEXT_VALUES(text_string("file", path)));
}

/* ---- relations ---- */

/* "../theme/theme1.xml" from "xl/worksheets/" is "xl/theme/theme1.xml"; NULL: it leads out of
 * the package, or there is no memory. */
static const char *resolve(struct arena *arena, const char *folder, const char *target)
{
    char *path = target[0] == '/' ? arena_string(arena, target + 1)
                                  : arena_printf(arena, "%s%s", folder, target);
    char *out = path;
    for (const char *p = path; p && *p;) {
        size_t len = strcspn(p, "/\\");
        if (len == 2 && memcmp(p, "..", 2) == 0) {
            if (out == path)
                return NULL;
            for (out--; out > path && out[-1] != '/'; out--)
                ;
        } else if (len > 0 && !(len == 1 && *p == '.')) {
            memmove(out, p, len);
            out += len;
            if (p[len])
                *out++ = '/';
        }
        p += len + (p[len] != '\0');
    }
    if (out)
        *out = '\0';
    return path;
}

static enum status on_relation(void *context, const char *name, const char **attributes,
                               struct error *err)
{
    struct relations *r = context;
    const char *id = xlsx_xml_attribute(attributes, "Id");
    const char *type = xlsx_xml_attribute(attributes, "Type");
    const char *target = xlsx_xml_attribute(attributes, "Target");
    const char *mode = xlsx_xml_attribute(attributes, "TargetMode");
    if (strcmp(name, "Relationship") != 0 || !id || !type || !target || r->count == XLSX_SHEETS_MAX)
        return STATUS_OK;
    const char *slash = strrchr(type, '/');
    struct relation *out = &r->items[r->count++];
    *out = (struct relation){.id = arena_string(r->arena, id),
                             .type = arena_string(r->arena, slash ? slash + 1 : type)};
    if (!mode || strcmp(mode, "External") != 0)
        out->part = resolve(r->arena, r->folder, target);
    return out->id && out->type ? STATUS_OK : no_memory(err);
}

/* The relations of a part ("" is the package). */
static enum status read_relations(struct relations *out, struct xlsx_zip *zip, const char *part,
                                  struct arena *arena, struct error *err)
{
    const char *slash = strrchr(part, '/');
    int len = slash ? (int)(slash - part) + 1 : 0;
    struct xlsx_xml xml = {.start = on_relation, .context = out};
    *out = (struct relations){.arena = arena, .folder = arena_printf(arena, "%.*s", len, part)};
    out->items = arena_array(arena, XLSX_SHEETS_MAX, sizeof *out->items);
    const char *own = arena_printf(arena, "%.*s_rels/%s.rels", len, part, part + len);
    if (!out->items || !out->folder || !own)
        return no_memory(err);
    return xlsx_zip_has(zip, own) ? xlsx_xml_read(zip, own, &xml, err) : STATUS_OK;
}

static const char *part_of_type(const struct relations *r, const char *type)
{
    for (size_t i = 0; i < r->count; i++) {
        if (strcmp(r->items[i].type, type) == 0)
            return r->items[i].part;
    }
    return NULL;
}

static const struct relation *relation_of_id(const struct relations *r, const char *id)
{
    for (size_t i = 0; id && i < r->count; i++) {
        if (strcmp(r->items[i].id, id) == 0)
            return &r->items[i];
    }
    return NULL;
}

/* ---- the workbook ---- */

struct outline {
    struct xlsx_book *book;
    const struct relations *relations;
    struct xlsx_zip *zip;
    struct arena *arena;
};

static enum status add_sheet(struct outline *o, const char **attributes, struct error *err)
{
    const char *name = xlsx_xml_attribute(attributes, "name");
    const char *state = xlsx_xml_attribute(attributes, "state");
    const struct relation *relation =
        relation_of_id(o->relations, xlsx_xml_attribute(attributes, "id"));
    if (!relation || !name || strcmp(relation->type, "worksheet") != 0 ||
        o->book->count == XLSX_SHEETS_MAX)
        return STATUS_OK;
    if (!relation->part)
        return refuse(o->zip, STATUS_DAMAGED, TEXT_XLSX_EXTERNAL, err);
    struct xlsx_sheet_entry *entry = &o->book->sheets[o->book->count++];
    *entry = (struct xlsx_sheet_entry){.name = arena_string(o->arena, name),
                                       .part = relation->part,
                                       .hidden = state && strcmp(state, "visible") != 0};
    return entry->name ? STATUS_OK : no_memory(err);
}

static enum status on_workbook(void *context, const char *name, const char **attributes,
                               struct error *err)
{
    struct outline *o = context;
    if (strcmp(name, "workbookPr") == 0)
        o->book->from_1904 = xlsx_xml_flag(attributes, "date1904");
    return strcmp(name, "sheet") == 0 ? add_sheet(o, attributes, err) : STATUS_OK;
}

static const char *ending(const char *part)
{
    const char *dot = strrchr(part, '.');
    return dot ? dot : "";
}

static enum status find_workbook(const char **out, struct xlsx_zip *zip, struct arena *arena,
                                 struct error *err)
{
    struct relations relations;
    enum status status = read_relations(&relations, zip, "", arena, err);
    if (status != STATUS_OK)
        return status;
    *out = part_of_type(&relations, "officeDocument");
    if (!*out)
        *out = "xl/workbook.xml";
    if (strcmp(ending(*out), ".bin") == 0 || xlsx_zip_has(zip, "xl/workbook.bin"))
        return refuse(zip, STATUS_WRONG_KIND, TEXT_XLSX_BINARY, err);
    return STATUS_OK;
}

enum status xlsx_book_read(struct xlsx_book *out, struct xlsx_zip *zip, struct arena *arena,
                           struct error *err)
{
    const char *workbook = NULL;
    struct relations relations;
    struct outline outline = {out, &relations, zip, arena};
    struct xlsx_xml xml = {.start = on_workbook, .context = &outline};
    *out = (struct xlsx_book){.sheets = arena_array(arena, XLSX_SHEETS_MAX, sizeof *out->sheets)};
    if (!out->sheets)
        return no_memory(err);
    enum status status = find_workbook(&workbook, zip, arena, err);
    if (status == STATUS_OK)
        status = read_relations(&relations, zip, workbook, arena, err);
    if (status == STATUS_OK)
        status = xlsx_xml_read(zip, workbook, &xml, err);
    if (status != STATUS_OK)
        return status;
    out->strings = part_of_type(&relations, "sharedStrings");
    out->styles = part_of_type(&relations, "styles");
    out->theme = part_of_type(&relations, "theme");
    return out->count ? STATUS_OK : refuse(zip, STATUS_INVALID, TEXT_XLSX_NO_SHEETS, err);
}
