/* What the doctor looks at around the file: who may do what, the disk, and what others left. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/service/backup.h"
#include "core/service/doctor_internal.h"
#include "core/service/seat.h"
#include "core/store/place.h"
#include "core/store/staging.h"

enum { MEGABYTE = 1 << 20, HOUR_S = 60 * 60, RANDOM_DIGITS = 16 };

/* The folder of the file, to be freed; NULL: no memory. */
static char *folder_of(const struct doctor *doctor)
{
    size_t len = (size_t)(file_name(doctor->path) - doctor->path);
    return len ? strndup(doctor->path, len) : strdup(".");
}

/* ---- who may do what ---- */

static enum status mend_access(struct doctor *doctor, int64_t which, size_t place,
                               struct error *err)
{
    (void)which;
    (void)place;
    if (chmod(doctor->path, doctor->info.st_mode & 0770) != 0)
        return error_set(err, STATUS_NO_ACCESS, TEXT_FILE_NO_ACCESS,
                         TEXT_VALUES(text_string("file", doctor->path)));
    return STATUS_OK;
}

enum status doctor_check_access(struct doctor *doctor, struct error *err)
{
    struct stat around;
    char *folder = folder_of(doctor);
    if (!folder)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (doctor->info.st_mode & (S_IROTH | S_IWOTH)) {
        bool write = doctor->info.st_mode & S_IWOTH;
        doctor_find(doctor, FINDING_WARNING, write ? TEXT_DOCTOR_OPEN_WRITE : TEXT_DOCTOR_OPEN_READ,
                    NULL);
        doctor_can(doctor, TEXT_DOCTOR_MEND_ACCESS, mend_access, 0, 0);
    }
    if (stat(folder, &around) == 0 && (around.st_mode & S_IWOTH) && !(around.st_mode & S_ISVTX))
        doctor_find(doctor, FINDING_WARNING, TEXT_DOCTOR_OPEN_FOLDER, NULL);
    if (access(doctor->path, W_OK) != 0)
        doctor_find(doctor, FINDING_WARNING, TEXT_DOCTOR_READ_ONLY, NULL);
    else if (access(folder, W_OK) != 0)
        doctor_find(doctor, FINDING_WARNING, TEXT_DOCTOR_FOLDER_READ_ONLY, NULL);
    free(folder);
    return STATUS_OK;
}

/* ---- the disk ---- */

enum status doctor_check_disk(struct doctor *doctor, struct error *err)
{
    struct statvfs disk;
    char place[32];
    char *folder = folder_of(doctor);
    if (!folder)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (statvfs(folder, &disk) == 0) {
        int64_t room = (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
        int64_t needed = backup_room_needed((int64_t)doctor->info.st_size);
        bool enough = room >= needed;
        doctor_find(doctor, enough ? FINDING_GOOD : FINDING_WARNING,
                    enough ? TEXT_DOCTOR_ROOM : TEXT_DOCTOR_LITTLE_ROOM,
                    TEXT_VALUES(text_number("room", room / MEGABYTE),
                                text_number("needed", (needed + MEGABYTE - 1) / MEGABYTE)));
    }
    if (!place_is_local(doctor->path, place, sizeof place))
        doctor_find(doctor, FINDING_WARNING, TEXT_DOCTOR_PLACE,
                    TEXT_VALUES(text_string("place", place)));
    free(folder);
    return STATUS_OK;
}

/* ---- what others left ---- */

static enum status mend_imports(struct doctor *doctor, int64_t which, size_t place,
                                struct error *err)
{
    int swept;
    (void)which;
    (void)place;
    return staging_sweep(doctor->db, &swept, err);
}

enum status doctor_check_imports(struct doctor *doctor, struct error *err)
{
    int dead = 0;
    enum status status = staging_count_dead(doctor->db, &dead, err);
    if (status == STATUS_OK && dead > 0) {
        doctor_find(doctor, FINDING_WARNING, TEXT_DOCTOR_IMPORTS,
                    TEXT_VALUES(text_number("count", dead)));
        doctor_can(doctor, TEXT_DOCTOR_MEND_IMPORTS, mend_imports, 0, 0);
    }
    return status;
}

/* ".team.db.0123456789abcdef": what was to become the file. */
static bool is_unfinished(const char *name, const char *file)
{
    size_t len = strlen(file);
    return name[0] == '.' && strncmp(name + 1, file, len) == 0 && name[1 + len] == '.' &&
           strlen(name + 2 + len) == RANDOM_DIGITS &&
           strspn(name + 2 + len, "0123456789abcdef") == RANDOM_DIGITS;
}

/* One that is being made is younger. */
static bool is_old(const char *path)
{
    struct stat info;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return lstat(path, &info) == 0 && now.tv_sec - info.st_mtim.tv_sec > HOUR_S;
}

static int64_t go_through(const struct doctor *doctor, bool removes)
{
    char *folder = folder_of(doctor);
    DIR *dir = folder ? opendir(folder) : NULL;
    int64_t count = 0;
    for (struct dirent *entry; dir && (entry = readdir(dir)) != NULL;) {
        char *path = is_unfinished(entry->d_name, file_name(doctor->path))
                         ? file_join(folder, entry->d_name)
                         : NULL;
        if (path && is_old(path)) {
            count++;
            if (removes)
                unlink(path);
        }
        free(path);
    }
    if (dir)
        closedir(dir);
    free(folder);
    return count;
}

static enum status mend_leftovers(struct doctor *doctor, int64_t which, size_t place,
                                  struct error *err)
{
    (void)which;
    (void)place;
    (void)err;
    go_through(doctor, true);
    return STATUS_OK;
}

enum status doctor_check_leftovers(struct doctor *doctor, struct error *err)
{
    int64_t count = go_through(doctor, false);
    (void)err;
    if (count > 0) {
        doctor_find(doctor, FINDING_WARNING, TEXT_DOCTOR_LEFTOVERS,
                    TEXT_VALUES(text_number("count", count)));
        doctor_can(doctor, TEXT_DOCTOR_MEND_LEFTOVERS, mend_leftovers, 0, 0);
    }
    return STATUS_OK;
}

enum status doctor_check_drafts(struct doctor *doctor, struct error *err)
{
    struct waiting_draft *drafts = NULL;
    size_t count = 0;
    char date[11], at[8];
    enum status status = seat_waiting_drafts(doctor->path, doctor->arena, &drafts, &count, err);
    for (size_t i = 0; i < count; i++)
        doctor_find(
            doctor, FINDING_NOTE, TEXT_DOCTOR_DRAFT,
            TEXT_VALUES(text_string("person", drafts[i].person),
                        text_string("date", clock_local_date(date, sizeof date, drafts[i].at_ms)),
                        text_string("at", clock_local_hm(at, sizeof at, drafts[i].at_ms))));
    return status;
}

enum status doctor_check_copies(struct doctor *doctor, struct error *err)
{
    char date[11], at[8];
    int64_t newest = backup_newest_ms(doctor->path);
    (void)err;
    if (newest > 0)
        doctor_find(doctor, FINDING_GOOD, TEXT_DOCTOR_COPY,
                    TEXT_VALUES(text_string("date", clock_local_date(date, sizeof date, newest)),
                                text_string("at", clock_local_hm(at, sizeof at, newest))));
    else
        doctor_find(doctor, FINDING_NOTE, TEXT_DOCTOR_NO_COPY, NULL);
    return STATUS_OK;
}
