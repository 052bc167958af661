/* Owns what is remembered between starts, and its file. */
#include "tui/console/remember.h"

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/file.h"

enum { FILE_LIMIT = 1 << 20, ENTRY_LIMIT = 4096 };

struct entry {
    char *name;
    char *text;
};

struct remembered {
    char *path;
    struct entry *entries;
    size_t count;
    size_t capacity;
};

static void free_entry(struct entry *entry)
{
    free(entry->name);
    free(entry->text);
}

static struct entry *find(const struct remembered *remembered, const char *name)
{
    for (size_t i = 0; i < remembered->count; i++) {
        if (strcmp(remembered->entries[i].name, name) == 0)
            return &remembered->entries[i];
    }
    return NULL;
}

const char *remembered_get(const struct remembered *remembered, const char *name)
{
    const struct entry *entry = find(remembered, name);
    return entry ? entry->text : NULL;
}

static bool add(struct remembered *remembered, const char *name, const char *text)
{
    if (remembered->count == ENTRY_LIMIT)
        return false;
    if (remembered->count == remembered->capacity) {
        size_t capacity = remembered->capacity ? remembered->capacity * 2 : 32;
        struct entry *more = reallocarray(remembered->entries, capacity, sizeof *more);
        if (!more)
            return false;
        remembered->entries = more;
        remembered->capacity = capacity;
    }
    struct entry entry = {strdup(name), strdup(text)};
    if (!entry.name || !entry.text) {
        free_entry(&entry);
        return false;
    }
    remembered->entries[remembered->count++] = entry;
    return true;
}

static bool forget(struct remembered *remembered, struct entry *entry)
{
    free_entry(entry);
    size_t behind = (size_t)(remembered->entries + remembered->count - entry) - 1;
    memmove(entry, entry + 1, behind * sizeof *entry);
    remembered->count--;
    return true;
}

bool remembered_set(struct remembered *remembered, const char *name, const char *text)
{
    struct entry *entry = find(remembered, name);
    if (!entry)
        return text && add(remembered, name, text);
    if (!text)
        return forget(remembered, entry);
    if (strcmp(entry->text, text) == 0)
        return false;
    char *copy = strdup(text);
    if (!copy)
        return false;
    free(entry->text);
    entry->text = copy;
    return true;
}

const char *remembered_path(const struct remembered *remembered)
{
    return remembered->path ? remembered->path : "";
}

void remembered_write(const struct remembered *remembered, struct buffer *out)
{
    for (size_t i = 0; i < remembered->count; i++) {
        buffer_add_string(out, remembered->entries[i].name);
        buffer_add_byte(out, '=');
        for (const char *c = remembered->entries[i].text; *c; c++) {
            if (*c == '\n' || *c == '\\')
                buffer_add_byte(out, '\\');
            buffer_add_byte(out, *c == '\n' ? 'n' : *c);
        }
        buffer_add_byte(out, '\n');
    }
}

/* Reads one line in place. */
static void read_line(struct remembered *remembered, char *line)
{
    char *equals = strchr(line, '='), *to;
    if (!equals || equals == line)
        return;
    *equals = '\0';
    to = equals + 1;
    for (const char *from = to; *from; from++) {
        if (*from == '\\' && from[1]) {
            from++;
            *to++ = *from == 'n' ? '\n' : *from;
        } else {
            *to++ = *from;
        }
    }
    *to = '\0';
    remembered_set(remembered, line, equals + 1);
}

static void read_file(struct remembered *remembered)
{
    struct buffer bytes = {0};
    if (file_read(remembered->path, FILE_LIMIT, &bytes, NULL) == STATUS_OK && bytes.len) {
        char *rest = bytes.data;
        for (char *line; (line = strsep(&rest, "\n"));)
            read_line(remembered, line);
    }
    buffer_free(&bytes);
}

struct remembered *remembered_new(const char *path)
{
    struct remembered *remembered = calloc(1, sizeof *remembered);
    if (!remembered || !path)
        return remembered;
    remembered->path = strdup(path);
    if (!remembered->path) {
        free(remembered);
        return NULL;
    }
    read_file(remembered);
    return remembered;
}

void remembered_free(struct remembered *remembered)
{
    if (!remembered)
        return;
    for (size_t i = 0; i < remembered->count; i++)
        free_entry(&remembered->entries[i]);
    free(remembered->entries);
    free(remembered->path);
    free(remembered);
}

/* A file name's worth of a person's name: other bytes become '_' and a number that tells
 * apart what then looks the same. */
static void name_for_file(const char *person, char *out, size_t size)
{
    uint32_t hash = 2166136261u;
    bool changed = false;
    size_t len = 0;
    for (const char *c = person; *c && len + 12 < size; c++) {
        hash = (hash ^ (unsigned char)*c) * 16777619u;
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
                     (*c >= '0' && *c <= '9') || *c == '-';
        changed |= !plain;
        out[len++] = plain ? *c : '_';
    }
    out[len] = '\0';
    if (changed)
        snprintf(out + len, size - len, "-%08x", hash);
}

static char *state_home_place(const char *team_file, const char *name)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    char *path = NULL, *folder = NULL, team[PATH_MAX];
    name_for_file(team_file, team, 200);
    if (!(state && *state) && !(home && *home))
        return NULL;
    int done = state && *state ? asprintf(&folder, "%s/datajam/teams", state)
                               : asprintf(&folder, "%s/.local/state/datajam/teams", home);
    if (done < 0)
        return NULL;
    if (file_make_folder(folder, NULL) == STATUS_OK &&
        asprintf(&path, "%s/%s-%s.state", folder, team, name) < 0)
        path = NULL;
    free(folder);
    return path;
}

char *remembered_place(const char *team_file, const char *person)
{
    char name[128];
    name_for_file(*person ? person : "someone", name, sizeof name);
    if (!*team_file)
        return NULL;
    const char *slash = strrchr(team_file, '/');
    int length = slash ? (int)(slash - team_file) : 1;
    char *path = NULL, *folder = strndup(slash ? team_file : ".", (size_t)length);
    if (!folder)
        return NULL;
    if (access(*folder ? folder : "/", W_OK) == 0) {
        if (asprintf(&path, "%s/.%s-%s.state", folder, file_name(team_file), name) < 0)
            path = NULL;
    } else {
        path = state_home_place(team_file, name);
    }
    free(folder);
    return path;
}
