/* Making one copy: room, a name, the pages, and its place. When copies are made by themselves
 * is in backup_keep.c. */
#include "core/service/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/settle.h"
#include "core/service/backup_internal.h"
#include "core/store/snapshot.h"

enum { FOLDER_MODE = 0770, NAMES_TRIED = 100, MEGABYTE = 1 << 20, ROOM_TIMES = 3, ROOM_MORE = 64 };
enum { TICK_NS = 20 * 1000 * 1000 }; /* what the times of files are coarser than, by far */

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- names ---- */

bool backup_place_of(struct backup_place *out, const char *file)
{
    const char *name = file_name(file);
    const char *dot = strrchr(name, '.');
    size_t stem = dot && dot > name ? (size_t)(dot - name) : strlen(name);
    *out = (struct backup_place){.stem = strndup(name, stem)};
    if (asprintf(&out->folder, "%.*s" BACKUP_FOLDER, (int)(name - file), file) < 0)
        out->folder = NULL;
    if (out->folder && out->stem)
        return true;
    backup_place_free(out);
    return false;
}

void backup_place_free(struct backup_place *place)
{
    free(place->folder);
    free(place->stem);
    *place = (struct backup_place){NULL, NULL};
}

static bool is_time(const char *text)
{
    for (int i = 0; i < BACKUP_TIME_SIZE - 1; i++)
        if (i == 8 ? text[i] != '-' : text[i] < '0' || text[i] > '9')
            return false;
    return true;
}

bool backup_read_name(const char *name, const char *stem, struct backup_name *out)
{
    size_t before = strlen(stem) + 1, len = strlen(name);
    if (len < before + BACKUP_TIME_SIZE - 1 + strlen(".db") ||
        strncmp(name, stem, before - 1) != 0 || name[before - 1] != '-' ||
        !is_time(name + before) || strcmp(name + len - strlen(".db"), ".db") != 0)
        return false;
    memcpy(out->time, name + before, BACKUP_TIME_SIZE - 1);
    out->time[BACKUP_TIME_SIZE - 1] = '\0';
    out->plain = len == before + BACKUP_TIME_SIZE - 1 + strlen(".db");
    return out->plain || name[before + BACKUP_TIME_SIZE - 1] == '-';
}

static int digits(const char *text, int count)
{
    int out = 0;
    for (int i = 0; i < count; i++)
        out = out * 10 + (text[i] - '0');
    return out;
}

int64_t backup_time_ms(const char *time)
{
    struct tm parts = {.tm_year = digits(time, 4) - 1900,
                       .tm_mon = digits(time + 4, 2) - 1,
                       .tm_mday = digits(time + 6, 2),
                       .tm_hour = digits(time + 9, 2),
                       .tm_min = digits(time + 11, 2),
                       .tm_sec = digits(time + 13, 2),
                       .tm_isdst = -1};
    return (int64_t)mktime(&parts) * 1000;
}

char *backup_words(const char *words)
{
    char *out = strdup(words);
    size_t len = 0;
    for (const char *c = words; out && *c; c++) {
        unsigned char byte = (unsigned char)*c;
        bool keeps = byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z');
        if (byte >= 'A' && byte <= 'Z')
            out[len++] = (char)(byte + ('a' - 'A'));
        else if (keeps)
            out[len++] = *c;
        else if (len > 0 && out[len - 1] != '-')
            out[len++] = '-';
    }
    while (out && len > 0 && out[len - 1] == '-')
        len--;
    if (out)
        out[len] = '\0';
    return out;
}

/* "FOLDER/STEM-TIME[-WORDS].db", so many seconds after now. */
static char *name_in(const struct backup_place *place, const char *words, int later)
{
    char at[BACKUP_TIME_SIZE];
    time_t seconds = (time_t)(clock_now_ms() / 1000) + later;
    struct tm parts;
    char *path = NULL;
    localtime_r(&seconds, &parts);
    strftime(at, sizeof at, "%Y%m%d-%H%M%S", &parts);
    if (asprintf(&path, "%s/%s-%s%s%s.db", place->folder, place->stem, at, *words ? "-" : "",
                 words) < 0)
        return NULL;
    return path;
}

/* ---- copying ---- */

/* After the copy there has to be room for an import, and for the next copy. */
int64_t backup_room_needed(int64_t size)
{
    return ROOM_TIMES * size + (int64_t)ROOM_MORE * MEGABYTE;
}

static enum status check_room(const struct stat *file, const char *target, struct error *err)
{
    struct statvfs disk;
    char *folder = strndup(target, (size_t)(file_name(target) - target));
    bool told = folder && statvfs(*folder ? folder : ".", &disk) == 0;
    free(folder);
    if (!told)
        return STATUS_OK; /* the copy itself will tell */
    int64_t room = (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
    int64_t needed = backup_room_needed((int64_t)file->st_size);
    if (room >= needed)
        return STATUS_OK;
    return error_set_at(err, STATUS_NO_SPACE, target, 0, 0, TEXT_BACKUP_NO_ROOM,
                        TEXT_VALUES(text_string("file", target),
                                    text_number("room", room / MEGABYTE),
                                    text_number("needed", (needed + MEGABYTE - 1) / MEGABYTE)));
}

static enum status make_empty(const char *temp, const struct stat *like, const char *target,
                              struct error *err)
{
    int fd = open(temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return error_set_errno(err, errno, target);
    /* As open as the file is, and no more; the group is the folder's where it can't be had. */
    if (fchown(fd, (uid_t)-1, like->st_gid) == 0)
        (void)fchmod(fd, like->st_mode & 0666);
    close(fd);
    return STATUS_OK;
}

/* Flushed, and with the time of the state that is in it: the next one is made when the file has
 * another. A change within the same tick could not be told from it. */
static enum status finish(const char *temp, const struct stat *state, const char *target,
                          struct error *err)
{
    struct timespec now, times[2] = {state->st_mtim, state->st_mtim};
    int fd = open(temp, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return error_set_errno(err, errno, target);
    clock_gettime(CLOCK_REALTIME, &now);
    int64_t age = (now.tv_sec - state->st_mtim.tv_sec) * INT64_C(1000000000) + now.tv_nsec -
                  state->st_mtim.tv_nsec;
    if (age < TICK_NS)
        times[1].tv_sec--;
    int failed = futimens(fd, times) == 0 && fsync(fd) == 0 ? 0 : errno;
    if (close(fd) != 0 && !failed)
        failed = errno;
    return failed ? error_set_errno(err, failed, target) : STATUS_OK;
}

static enum status copy_to(struct db *db, const struct stat *state, const char *target,
                           const volatile int *cancel, struct error *err)
{
    char *temp = settle_name(target);
    if (!temp)
        return no_memory(err);
    enum status status = make_empty(temp, state, target, err);
    if (status == STATUS_OK) {
        status = db_snapshot(db, temp, cancel, err);
        if (status == STATUS_OK)
            status = finish(temp, state, target, err);
        if (status == STATUS_OK)
            status = settle_file(temp, target, false, err);
        if (status != STATUS_OK)
            unlink(temp);
    }
    free(temp);
    return status;
}

enum status backup_file(struct db *db, const char *target, const volatile int *cancel,
                        struct error *err)
{
    struct stat state, there;
    if (lstat(target, &there) == 0)
        return error_set_errno(err, EEXIST, target);
    if (stat(db_path(db), &state) != 0)
        return error_set_errno(err, errno, db_path(db));
    enum status status = check_room(&state, target, err);
    return status == STATUS_OK ? copy_to(db, &state, target, cancel, err) : status;
}

/* Two within a second, or an hour that comes twice: the name is that of a later second. */
static enum status copy_into(struct db *db, const struct backup_place *place, const char *words,
                             const volatile int *cancel, char **path, struct error *err)
{
    enum status status = STATUS_EXISTS;
    for (int later = 0; status == STATUS_EXISTS && later < NAMES_TRIED; later++) {
        free(*path);
        *path = name_in(place, words, later);
        status = *path ? backup_file(db, *path, cancel, err) : no_memory(err);
    }
    return status;
}

enum status backup_beside(struct db *db, const char *words, const volatile int *cancel, char **path,
                          struct error *err)
{
    struct backup_place place;
    char *part = backup_words(words ? words : "");
    *path = NULL;
    if (!part || !backup_place_of(&place, db_path(db))) {
        free(part);
        return no_memory(err);
    }
    enum status status = STATUS_OK;
    if (mkdir(place.folder, FOLDER_MODE) != 0 && errno != EEXIST)
        status = error_set_errno(err, errno, place.folder);
    if (status == STATUS_OK)
        status = copy_into(db, &place, part, cancel, path, err);
    if (status != STATUS_OK) {
        free(*path);
        *path = NULL;
    }
    backup_place_free(&place);
    free(part);
    return status;
}
