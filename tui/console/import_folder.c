/*
 * Owns the listing of folders. Kinds are told by what is in a file, as everywhere, but not
 * longer than a moment: a folder may have thousands of files on a slow disk. The team file
 * itself is never opened: closing it would give up its locks.
 */
#include "tui/console/import_folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/natural.h"
#include "core/base/text.h"
#include "core/service/data_file.h"
#include "core/service/kind.h"

enum { ENTRY_LIMIT = 5000, LOOK_MS = 150 };

/* Places, then folders, files, and what can't be imported. */
enum order { ORDER_PLACE, ORDER_UP, ORDER_FOLDER, ORDER_FILE, ORDER_OTHER };

struct listing {
    struct job *job;
    struct arena *arena;
    struct import_folder *folder;
    int64_t until; /* kinds are looked at until then */
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- entries ---- */

static int by_order_and_name(const void *a, const void *b)
{
    const struct import_entry *left = a, *right = b;
    if (left->order != right->order)
        return left->order - right->order;
    return natural_compare(span_string(left->text), span_string(right->text));
}

static const char *size_words(struct arena *arena, int64_t bytes)
{
    char words[64];
    bool small = bytes < 1024 * 1024;
    text_format(words, sizeof words,
                small ? TEXT_IMPORT_FILE_KILOBYTES : TEXT_IMPORT_FILE_MEGABYTES,
                TEXT_VALUES(text_number("kilobytes", (bytes + 1023) / 1024),
                            text_decimal("megabytes", (double)bytes / (1024 * 1024), 1)));
    return arena_string(arena, words);
}

/* What it is and how large; *importable is what an import would take. */
static const char *file_words(const struct listing *l, const char *path, int64_t bytes,
                              bool *importable)
{
    char words[200];
    struct error err;
    enum file_kind kind = FILE_TEXT;
    const char *size = size_words(l->arena, bytes);
    *importable = false;
    if (data_file_is_database(path, l->job->db))
        return text_get(TEXT_IMPORT_FILE_OWN);
    *importable = true;
    if (!size || clock_steady_ms() > l->until)
        return size;
    if (kind_of_file(path, &kind, &err) != STATUS_OK) {
        *importable = false;
        return text_get(TEXT_IMPORT_FILE_CLOSED);
    }
    *importable = kind == FILE_TEXT || kind == FILE_XLSX;
    text_format(words, sizeof words,
                kind == FILE_TEXT   ? TEXT_IMPORT_FILE_TEXT
                : kind == FILE_XLSX ? TEXT_IMPORT_FILE_WORKBOOK
                                    : TEXT_IMPORT_FILE_OTHER,
                TEXT_VALUES(text_string("size", size), text_string("kind", kind_name(kind))));
    return arena_string(l->arena, words);
}

static struct import_entry *add(struct listing *l, enum order order, const char *path,
                                const char *text, const char *detail)
{
    struct import_entry *entry = &l->folder->entries[l->folder->count];
    if (!path || !text)
        return NULL;
    *entry = (struct import_entry){.path = path,
                                   .text = text,
                                   .detail = detail,
                                   .folder = order <= ORDER_FOLDER,
                                   .order = (int)order};
    l->folder->count++;
    return entry;
}

/* Folders, and files that are not hidden. False: no memory. */
static bool add_name(struct listing *l, const char *name)
{
    struct stat info;
    bool importable = false;
    if (name[0] == '.')
        return true;
    bool root = strcmp(l->folder->path, "/") == 0;
    const char *path = arena_printf(l->arena, "%s/%s", root ? "" : l->folder->path, name);
    if (!path)
        return false;
    if (stat(path, &info) != 0)
        return true; /* gone meanwhile, or a link to nowhere */
    if (S_ISDIR(info.st_mode))
        return add(l, ORDER_FOLDER, path, arena_printf(l->arena, "%s/", name), NULL) != NULL;
    if (!S_ISREG(info.st_mode))
        return true; /* nothing to import, and opening it might wait for ever */
    const char *words = file_words(l, path, info.st_size, &importable);
    struct import_entry *entry =
        add(l, importable ? ORDER_FILE : ORDER_OTHER, path, arena_string(l->arena, name), words);
    if (entry)
        entry->off = !importable;
    return entry && words;
}

/* A place that is worth offering: it is there, and not what is listed anyway. */
static bool add_place(struct listing *l, const char *path, enum text_id words)
{
    if (!path || strcmp(path, l->folder->path) == 0 || !file_is_folder(path))
        return true;
    return add(l, ORDER_PLACE, arena_string(l->arena, path), text_get(words),
               arena_string(l->arena, path)) != NULL;
}

static bool add_up(struct listing *l)
{
    char *above = arena_string(l->arena, l->folder->path);
    char *slash = above ? strrchr(above, '/') : NULL;
    if (!above)
        return false;
    if (strcmp(above, "/") == 0 || !slash)
        return true;
    slash[slash == above] = '\0';
    return add(l, ORDER_UP, above, "../", text_get(TEXT_IMPORT_FILE_UP)) != NULL;
}

/* ---- the folder ---- */

static enum status read_names(struct listing *l, DIR *dir, struct error *err)
{
    bool good = true;
    struct dirent *entry;
    while (good && l->folder->count < ENTRY_LIMIT && (entry = readdir(dir)) != NULL) {
        if (*l->job->cancel)
            return error_set(err, STATUS_CANCELLED, TEXT_STORE_CANCELLED, NULL);
        good = add_name(l, entry->d_name);
    }
    return good ? STATUS_OK : no_memory(err);
}

static enum status list(struct listing *l, const struct import_folder_request *request, DIR *dir,
                        struct error *err)
{
    struct import_folder *folder = l->folder;
    enum { MORE = 8 };
    folder->entries = arena_array(l->arena, ENTRY_LIMIT + MORE, sizeof *folder->entries);
    if (!folder->entries)
        return no_memory(err);
    l->until = clock_steady_ms() + LOOK_MS;
    enum status status = read_names(l, dir, err);
    if (status == STATUS_OK && !(add_place(l, request->topic, TEXT_IMPORT_FILE_TOPIC) &&
                                 add_place(l, request->home, TEXT_IMPORT_FILE_HOME) && add_up(l)))
        status = no_memory(err);
    if (status == STATUS_OK)
        qsort(folder->entries, folder->count, sizeof *folder->entries, by_order_and_name);
    return status;
}

/* Opens a folder, or finds that it is a file. NULL and an error: neither. */
static DIR *open_folder(struct listing *l, const char *path, struct error *err)
{
    struct stat info;
    char *real = realpath(path, NULL);
    l->folder->path = arena_string(l->arena, real ? real : path);
    free(real);
    if (!l->folder->path) {
        no_memory(err);
        return NULL;
    }
    l->folder->is_file = stat(l->folder->path, &info) == 0 && !S_ISDIR(info.st_mode);
    DIR *dir = l->folder->is_file ? NULL : opendir(l->folder->path);
    if (!dir && !l->folder->is_file)
        error_set_errno(err, errno, path);
    return dir;
}

static enum status run(struct job *job, struct error *err)
{
    const struct import_folder_request *request = job->request;
    struct listing l = {.job = job, .arena = job->arena};
    DIR *dir = NULL;
    l.folder = arena_alloc(job->arena, sizeof *l.folder);
    if (!l.folder)
        return no_memory(err);
    for (int i = 0; i < IMPORT_FOLDERS_MAX && request->folders[i] && !dir; i++) {
        error_clear(err);
        dir = open_folder(&l, request->folders[i], err);
        if (l.folder->is_file)
            break;
        if (!dir && !l.folder->refused && err->code != STATUS_NOT_FOUND)
            l.folder->refused = arena_string(job->arena, err->message);
    }
    if (!dir && !l.folder->is_file)
        return err->code != STATUS_OK ? err->code : no_memory(err);
    error_clear(err);
    enum status status = dir ? list(&l, request, dir, err) : STATUS_OK;
    if (dir)
        closedir(dir);
    if (status == STATUS_OK)
        job->result = l.folder;
    return status;
}

const struct job_class import_folder_job = {.name = "import.folder", .run = run};
