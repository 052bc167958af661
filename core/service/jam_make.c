/* Makes a jam's folder. Teams are in jam_team.c. */
#include "core/service/jam_make.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/service/day.h"
#include "core/service/jam.h"

enum { AGENDA_MOST = 1024 * 1024, DEPTH_MOST = 8, COPY_MODE = 0644, JAM_MODE = 0660 };

static enum status no_memory(struct error *err)
{
    error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return STATUS_MEMORY; /* said plainly, so that checkers know it is no success */
}

/* ---- topics ---- */

static enum status copy_bytes(const char *from, const char *to, struct error *err)
{
    int in = open(from, O_RDONLY | O_CLOEXEC);
    if (in < 0)
        return error_set_errno(err, errno, from);
    enum status status = STATUS_OK;
    int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, COPY_MODE);
    ssize_t n = out < 0 ? -1 : 1;
    while (n > 0)
        n = sendfile(out, in, NULL, 1 << 20);
    if (n < 0)
        status = error_set_errno(err, errno, to);
    if (out >= 0 && close(out) != 0 && status == STATUS_OK)
        status = error_set_errno(err, errno, to);
    close(in);
    return status;
}

/* A folder with what is in it; hidden files, links and the like stay behind. */
static enum status copy_folder(const char *from, const char *to, int depth, struct error *err)
{
    DIR *dir = opendir(from);
    if (!dir)
        return error_set_errno(err, errno, from);
    enum status status = file_make_folder(to, err);
    for (const struct dirent *entry; status == STATUS_OK && (entry = readdir(dir)) != NULL;) {
        struct stat info;
        char *source = file_join(from, entry->d_name), *target = file_join(to, entry->d_name);
        if (!source || !target)
            status = no_memory(err);
        else if (entry->d_name[0] == '.' || lstat(source, &info) != 0)
            status = STATUS_OK;
        else if (S_ISDIR(info.st_mode) && depth < DEPTH_MOST)
            status = copy_folder(source, target, depth + 1, err);
        else if (S_ISREG(info.st_mode))
            status = copy_bytes(source, target, err);
        free(source);
        free(target);
    }
    closedir(dir);
    return status;
}

/* ---- the jam ---- */

/* The folder's own name: "spring-jam" is called "spring-jam", until it is changed. */
static enum status make_file(const struct jam_wish *wish, const struct agenda_item *items,
                             size_t count, struct error *err)
{
    char title[256], *path = file_join(wish->folder, "jam.db");
    size_t len = strlen(wish->folder);
    while (len > 1 && wish->folder[len - 1] == '/')
        len--;
    const char *name = memrchr(wish->folder, '/', len);
    name = name ? name + 1 : wish->folder;
    size_t name_len = len - (size_t)(name - wish->folder);
    snprintf(title, sizeof title, "%.*s", (int)name_len, name);
    const struct jam_plan plan = {.title = title, .agenda = items, .agenda_count = count};
    enum status status = path ? jam_create(path, &plan, err) : no_memory(err);
    if (status == STATUS_OK && chmod(path, JAM_MODE) != 0)
        status = error_set_errno(err, errno, path);
    free(path);
    return status;
}

static enum status make_folders(const struct jam_wish *wish, struct error *err)
{
    static const char *const names[] = {"topics", "teams", "shared"};
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < sizeof names / sizeof *names; i++) {
        char *path = file_join(wish->folder, names[i]);
        if (!path)
            status = no_memory(err);
        else if (i == 0 && wish->topics)
            status = copy_folder(wish->topics, path, 0, err);
        else
            status = file_make_folder(path, err);
        free(path);
    }
    return status;
}

static enum status publish(const char *folder, struct error *err)
{
    struct db *db = NULL;
    enum status status = day_open(&db, folder, DB_WRITE, err);
    if (status == STATUS_OK)
        status = day_publish(db, folder, NULL, err);
    db_close(db);
    return status;
}

/* Nothing but an empty folder is taken. */
static enum status take_folder(const char *folder, struct error *err)
{
    if (file_exists(folder) && rmdir(folder) != 0)
        return error_set(err, STATUS_EXISTS, TEXT_JAM_FOLDER_IN_USE,
                         TEXT_VALUES(text_string("folder", folder)));
    return file_make_folder(folder, err);
}

enum status jam_make(const struct jam_wish *wish, struct error *err)
{
    struct buffer text = {0};
    struct arena *arena = arena_new();
    struct agenda_item *items = NULL;
    size_t count = 0;
    enum status status = arena ? file_read(wish->agenda, AGENDA_MOST, &text, err) : no_memory(err);
    if (status == STATUS_OK)
        status = jam_read_agenda(buffer_span(&text), wish->agenda, arena, &items, &count, err);
    if (status == STATUS_OK && wish->topics && !file_is_folder(wish->topics))
        status = error_set(err, STATUS_NOT_FOUND, TEXT_JAM_NO_TOPICS,
                           TEXT_VALUES(text_string("folder", wish->topics)));
    if (status == STATUS_OK)
        status = take_folder(wish->folder, err);
    if (status == STATUS_OK)
        status = make_folders(wish, err);
    if (status == STATUS_OK)
        status = make_file(wish, items, count, err);
    if (status == STATUS_OK)
        status = publish(wish->folder, err);
    buffer_free(&text);
    arena_free(arena);
    return status;
}
