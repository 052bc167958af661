/* Copies that a console makes by itself: whose turn it is, when, and which ones stay. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/service/backup_internal.h"

enum {
    FOLDER_MODE = 0770,
    LOCK_MODE = 0660,
    COPIES_MOST = 1000,
    START_MS = 60 * 1000,    /* after a copy, a start makes none */
    DEAD_MS = 60 * 60 * 1000 /* an unfinished copy of before is nobody's any more */
};

struct backups {
    int lock;      /* -1: not ours */
    bool started;  /* the copy of the start was seen to */
    int64_t at_ms; /* steady, of the last turn that made one or found nothing changed; 0: none */
};

struct backups *backups_new(void)
{
    struct backups *backups = calloc(1, sizeof *backups);
    if (backups)
        backups->lock = -1;
    return backups;
}

void backups_free(struct backups *backups)
{
    if (backups && backups->lock >= 0)
        close(backups->lock);
    free(backups);
}

/* ---- whose turn it is ---- */

/* The lock's file stays where it is: one that is removed could be held twice. */
static enum status take_lock(struct backups *backups, const struct backup_place *place,
                             struct error *err)
{
    char *path = NULL;
    if (backups->lock >= 0)
        return STATUS_OK;
    if (mkdir(place->folder, FOLDER_MODE) != 0 && errno != EEXIST)
        return error_set_errno(err, errno, place->folder);
    if (asprintf(&path, "%s/.%s.lock", place->folder, place->stem) < 0)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, LOCK_MODE);
    enum status status = fd < 0 ? error_set_errno(err, errno, path) : STATUS_OK;
    free(path);
    /* Where there are no such locks, several may do it: too many copies are no harm. */
    if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        close(fd);
    else
        backups->lock = fd;
    return status;
}

/* ---- what is there ---- */

struct copies {
    char *names[COPIES_MOST]; /* plain ones, the oldest first */
    size_t count;
    bool phase;                    /* there is one with the words that were asked for */
    char newest[BACKUP_TIME_SIZE]; /* of all, with words or without, */
    char *newest_name;             /* and its name */
};

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* "STEM-TIME-WORDS.db"? */
static bool has_words(const char *name, const char *stem, const char *words)
{
    const char *rest = name + strlen(stem) + 1 + BACKUP_TIME_SIZE;
    return strncmp(rest, words, strlen(words)) == 0 && strcmp(rest + strlen(words), ".db") == 0;
}

/* What a console that was killed left of a copy. */
static void sweep(const struct backup_place *place, const char *name)
{
    struct stat info;
    size_t stem = strlen(place->stem);
    if (name[0] != '.' || strncmp(name + 1, place->stem, stem) != 0 || name[1 + stem] != '-')
        return;
    char *path = file_join(place->folder, name);
    if (path && stat(path, &info) == 0 &&
        clock_now_ms() - (int64_t)info.st_mtim.tv_sec * 1000 > DEAD_MS)
        unlink(path);
    free(path);
}

/* words "": no phase is looked for. */
static void list(const struct backup_place *place, const char *words, struct copies *out)
{
    DIR *folder = opendir(place->folder);
    struct backup_name name;
    for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;) {
        sweep(place, entry->d_name);
        if (!backup_read_name(entry->d_name, place->stem, &name))
            continue;
        if (strcmp(name.time, out->newest) > 0) {
            memcpy(out->newest, name.time, sizeof name.time);
            free(out->newest_name);
            out->newest_name = strdup(entry->d_name);
        }
        if (!name.plain) {
            out->phase |= *words && has_words(entry->d_name, place->stem, words);
            continue;
        }
        char *copy = out->count < COPIES_MOST ? strdup(entry->d_name) : NULL;
        if (copy)
            out->names[out->count++] = copy;
    }
    if (folder)
        closedir(folder);
    qsort(out->names, out->count, sizeof *out->names, by_name);
}

static void free_copies(struct copies *copies)
{
    while (copies->count > 0)
        free(copies->names[--copies->count]);
    free(copies->newest_name);
    free(copies);
}

static void prune(const struct backup_place *place, const struct copies *copies)
{
    for (size_t i = 0; i + BACKUP_KEPT < copies->count; i++) {
        char *path = file_join(place->folder, copies->names[i]);
        if (path)
            unlink(path);
        free(path);
    }
}

static int64_t newest_ms(const struct backup_place *place, const struct copies *copies)
{
    struct backup_name name;
    if (copies->count == 0 ||
        !backup_read_name(copies->names[copies->count - 1], place->stem, &name))
        return 0;
    return backup_time_ms(name.time);
}

int64_t backup_newest_ms(const char *file)
{
    struct backup_place place;
    struct copies *copies = calloc(1, sizeof *copies);
    int64_t out = 0;
    if (copies && backup_place_of(&place, file)) {
        list(&place, "", copies);
        out = *copies->newest ? backup_time_ms(copies->newest) : 0;
        backup_place_free(&place);
    }
    if (copies)
        free_copies(copies);
    return out;
}

char *backup_newest(const char *file)
{
    struct backup_place place;
    struct copies *copies = calloc(1, sizeof *copies);
    char *out = NULL;
    if (copies && backup_place_of(&place, file)) {
        list(&place, "", copies);
        out = copies->newest_name ? file_join(place.folder, copies->newest_name) : NULL;
        backup_place_free(&place);
    }
    if (copies)
        free_copies(copies);
    return out;
}

/* ---- whether it is time ---- */

static bool is_unchanged(const struct backup_place *place, const struct copies *copies,
                         const struct db *db)
{
    struct stat file, copy;
    char *path =
        copies->count > 0 ? file_join(place->folder, copies->names[copies->count - 1]) : NULL;
    bool same = path && stat(db_path(db), &file) == 0 && stat(path, &copy) == 0 &&
                file.st_mtim.tv_sec == copy.st_mtim.tv_sec &&
                file.st_mtim.tv_nsec == copy.st_mtim.tv_nsec;
    free(path);
    return same;
}

static bool is_due(const struct backups *backups, const struct backup_place *place,
                   const struct copies *copies)
{
    int64_t age = clock_now_ms() - newest_ms(place, copies);
    if (backups->at_ms)
        return clock_steady_ms() - backups->at_ms >= BACKUP_EVERY_MS;
    /* A clock that was set back says nothing. */
    return copies->count == 0 || age < 0 || age >= (backups->started ? BACKUP_EVERY_MS : START_MS);
}

static enum status make(struct backups *backups, struct db *db, const char *words,
                        const struct backup_place *place, struct copies *copies,
                        const volatile int *cancel, enum backup_news *news, struct error *err)
{
    char *path = NULL;
    enum status status = backup_beside(db, words, cancel, &path, err);
    if (status == STATUS_OK) {
        *news = BACKUP_MADE;
        backups->at_ms = clock_steady_ms();
        char *name = *words || copies->count == COPIES_MOST ? NULL : strdup(file_name(path));
        if (name)
            copies->names[copies->count++] = name;
        prune(place, copies);
    }
    free(path);
    return status;
}

/* A phase's copy is made once, changed or not, and then the usual one is not due either. */
static enum status take_turn(struct backups *backups, struct db *db, const char *words,
                             const struct backup_place *place, struct copies *copies,
                             const volatile int *cancel, enum backup_news *news, struct error *err)
{
    enum status status = STATUS_OK;
    list(place, words, copies);
    if (*words && !copies->phase)
        status = make(backups, db, words, place, copies, cancel, news, err);
    else if (!is_due(backups, place, copies))
        *news = BACKUP_NOT_DUE;
    else if (is_unchanged(place, copies, db))
        *news = BACKUP_UNCHANGED;
    else
        status = make(backups, db, "", place, copies, cancel, news, err);
    if (*news == BACKUP_UNCHANGED)
        backups->at_ms = clock_steady_ms();
    backups->started = backups->started || status == STATUS_OK;
    return status;
}

enum status backups_turn(struct backups *backups, struct db *db, const char *phase,
                         const volatile int *cancel, enum backup_news *news, struct error *err)
{
    struct backup_place place;
    struct copies *copies = NULL;
    char *words = NULL;
    *news = BACKUP_NOT_MINE;
    if (!backup_place_of(&place, db_path(db)))
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = take_lock(backups, &place, err);
    if (status == STATUS_OK && backups->lock >= 0) {
        copies = calloc(1, sizeof *copies);
        words = backup_words(phase);
        *news = BACKUP_NOT_DUE;
        status = copies && words ? take_turn(backups, db, words, &place, copies, cancel, news, err)
                                 : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    if (copies)
        free_copies(copies);
    free(words);
    backup_place_free(&place);
    return status;
}
