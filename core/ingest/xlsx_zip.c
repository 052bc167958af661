/*
 * The package. All that touches minizip is here. The names of all parts are read once, and
 * looked at before anything is unpacked; the limits hold for the bytes that come out, not for
 * the sizes that the file says.
 */
#include "core/ingest/xlsx_zip.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <minizip/unzip.h>

#include "core/base/arena.h"

struct part {
    const char *name;
    unz64_file_pos place;
    int64_t packed, size;
};

struct xlsx_zip {
    unzFile file;
    const char *path; /* in the arena, as all below */
    struct arena *arena;
    struct part *parts;
    size_t count;
    const struct part *open;
    int64_t done; /* bytes of the open part */
};

static enum status refuse(const struct xlsx_zip *zip, enum status code, enum text_id words,
                          struct error *err)
{
    return error_set_at(err, code, zip->path, 0, 0, words,
                        TEXT_VALUES(text_string("file", zip->path)));
}

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- the list of parts ---- */

/* A name that would lead out of the package, if anyone unpacked it into a folder. */
static bool leads_out(const char *name)
{
    if (name[0] == '/' || strchr(name, ':'))
        return true;
    for (const char *p = name; p; p = strchr(p, '/') ? strchr(p, '/') + 1 : NULL) {
        if (p[0] == '.' && p[1] == '.' && (p[2] == '/' || p[2] == '\0'))
            return true;
    }
    return false;
}

static enum status take_part(struct xlsx_zip *zip, struct part *part, struct error *err)
{
    unz_file_info64 info;
    char name[XLSX_NAME_MAX + 1] = "";
    if (unzGetCurrentFileInfo64(zip->file, &info, name, XLSX_NAME_MAX, NULL, 0, NULL, 0) !=
            UNZ_OK ||
        unzGetFilePos64(zip->file, &part->place) != UNZ_OK)
        return refuse(zip, STATUS_DAMAGED, TEXT_XLSX_DAMAGED, err);
    for (char *p = name; *p; p++)
        *p = *p == '\\' ? '/' : *p; /* as some programs write them */
    if (info.size_filename > XLSX_NAME_MAX || leads_out(name))
        return refuse(zip, STATUS_DAMAGED, TEXT_XLSX_LEADS_OUT, err);
    if (info.flag & 1)
        return refuse(zip, STATUS_NO_ACCESS, TEXT_XLSX_PASSWORD, err);
    part->name = arena_string(zip->arena, name);
    part->packed = (int64_t)(info.compressed_size & INT64_MAX);
    part->size = (int64_t)(info.uncompressed_size & INT64_MAX);
    return part->name ? STATUS_OK : no_memory(err);
}

static enum status list_parts(struct xlsx_zip *zip, struct error *err)
{
    unz_global_info64 info;
    if (unzGetGlobalInfo64(zip->file, &info) != UNZ_OK || info.number_entry == 0)
        return refuse(zip, STATUS_DAMAGED, TEXT_XLSX_DAMAGED, err);
    if (info.number_entry > XLSX_PARTS_MAX)
        return refuse(zip, STATUS_DAMAGED, TEXT_XLSX_BOMB, err);
    zip->parts = arena_array(zip->arena, (size_t)info.number_entry, sizeof *zip->parts);
    if (!zip->parts)
        return no_memory(err);
    int more = unzGoToFirstFile(zip->file);
    while (more == UNZ_OK && zip->count < info.number_entry) {
        enum status status = take_part(zip, &zip->parts[zip->count], err);
        if (status != STATUS_OK)
            return status;
        zip->count++;
        more = unzGoToNextFile(zip->file);
    }
    if (more != UNZ_OK && more != UNZ_END_OF_LIST_OF_FILE)
        return refuse(zip, STATUS_DAMAGED, TEXT_XLSX_DAMAGED, err);
    return STATUS_OK;
}

enum status xlsx_zip_open(struct xlsx_zip **out, const char *path, struct error *err)
{
    *out = NULL;
    struct arena *arena = arena_new();
    struct xlsx_zip *zip = arena ? arena_alloc(arena, sizeof *zip) : NULL;
    if (!zip) {
        arena_free(arena);
        return no_memory(err);
    }
    zip->arena = arena;
    zip->path = arena_string(arena, path);
    zip->file = zip->path ? unzOpen64(path) : NULL;
    enum status status = !zip->path  ? no_memory(err)
                         : zip->file ? list_parts(zip, err)
                                     : refuse(zip, STATUS_DAMAGED, TEXT_XLSX_DAMAGED, err);
    if (status != STATUS_OK) {
        xlsx_zip_close(zip);
        return status;
    }
    *out = zip;
    return STATUS_OK;
}

void xlsx_zip_close(struct xlsx_zip *zip)
{
    if (!zip)
        return;
    if (zip->open)
        (void)unzCloseCurrentFile(zip->file);
    if (zip->file)
        (void)unzClose(zip->file);
    arena_free(zip->arena);
}

const char *xlsx_zip_path(const struct xlsx_zip *zip)
{
    return zip->path;
}

static const struct part *find(const struct xlsx_zip *zip, const char *name)
{
    for (size_t i = 0; i < zip->count; i++) {
        if (strcasecmp(zip->parts[i].name, name) == 0)
            return &zip->parts[i];
    }
    return NULL;
}

bool xlsx_zip_has(const struct xlsx_zip *zip, const char *part)
{
    return find(zip, part) != NULL;
}

int64_t xlsx_zip_part_size(const struct xlsx_zip *zip, const char *part)
{
    const struct part *found = find(zip, part);
    return found ? found->size : 0;
}

/* ---- reading ---- */

enum status xlsx_zip_begin(struct xlsx_zip *zip, const char *name, struct error *err)
{
    const struct part *part = find(zip, name);
    if (!part)
        return error_set_at(err, STATUS_DAMAGED, zip->path, 0, 0, TEXT_XLSX_NO_PART,
                            TEXT_VALUES(text_string("file", zip->path), text_string("part", name)));
    if (part->size > XLSX_PART_MAX)
        return refuse(zip, STATUS_DAMAGED, TEXT_XLSX_BOMB, err);
    if (unzGoToFilePos64(zip->file, &part->place) != UNZ_OK ||
        unzOpenCurrentFile(zip->file) != UNZ_OK)
        return refuse(zip, STATUS_DAMAGED, TEXT_XLSX_DAMAGED, err);
    zip->open = part;
    zip->done = 0;
    return STATUS_OK;
}

enum status xlsx_zip_read(struct xlsx_zip *zip, char *at, size_t room, size_t *got,
                          struct error *err)
{
    *got = 0;
    int n = unzReadCurrentFile(zip->file, at, (unsigned)room);
    if (n < 0)
        return refuse(zip, STATUS_DAMAGED, TEXT_XLSX_DAMAGED, err);
    *got = (size_t)n;
    zip->done += n;
    if (zip->done > XLSX_PART_MAX ||
        (zip->done > XLSX_RATIO_FREE && zip->done / XLSX_RATIO_MAX > zip->open->packed))
        return refuse(zip, STATUS_DAMAGED, TEXT_XLSX_BOMB, err);
    return STATUS_OK;
}

enum status xlsx_zip_end(struct xlsx_zip *zip, bool check, struct error *err)
{
    if (!zip->open)
        return STATUS_OK;
    int result = unzCloseCurrentFile(zip->file);
    zip->open = NULL;
    if (check && result != UNZ_OK)
        return refuse(zip, STATUS_DAMAGED, TEXT_XLSX_DAMAGED, err);
    return STATUS_OK;
}
