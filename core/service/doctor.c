/* The doctor's round: opening, the list of checks, what was found, and repairs. What is checked
 * in the file is in doctor_file.c, what lies beside it in doctor_beside.c. */
#include "core/service/doctor.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/service/backup.h"
#include "core/service/doctor_internal.h"
#include "core/service/open.h"
#include "core/store/migrate.h"

enum { MEGABYTE = 1 << 20, ID_PLACE = 68 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- findings ---- */

static const char *words_of(struct doctor *doctor, enum text_id id, const struct text_value *values)
{
    char *text = text_new(id, values);
    const char *out = text ? arena_string(doctor->arena, text) : NULL;
    free(text);
    return out ? out : text_get(TEXT_OUT_OF_MEMORY);
}

void doctor_find(struct doctor *doctor, enum finding_level level, enum text_id words,
                 const struct text_value *values)
{
    if (doctor->count < FINDINGS_MOST)
        doctor->findings[doctor->count++] =
            (struct finding){level, words_of(doctor, words, values), NULL};
}

void doctor_can(struct doctor *doctor, enum text_id words, doctor_mend_fn *mend, int64_t which,
                size_t place)
{
    if (doctor->count == 0 || doctor->count == FINDINGS_MOST)
        return;
    doctor->findings[doctor->count - 1].repair = words_of(doctor, words, NULL);
    doctor->mends[doctor->count - 1] = (struct doctor_mend){mend, which, place};
}

/* A check that could not go through says why. */
static void find_error(struct doctor *doctor, const struct error *err)
{
    enum finding_level level = err->code == STATUS_DAMAGED || err->code == STATUS_INVALID
                                   ? FINDING_DAMAGE
                                   : FINDING_WARNING;
    if (doctor->count < FINDINGS_MOST)
        doctor->findings[doctor->count++] =
            (struct finding){level, arena_string(doctor->arena, err->message), NULL};
}

/* ---- opening ---- */

/* Is the mark of a team file still where it belongs, though the first bytes are not? */
static bool has_our_id(const char *path)
{
    unsigned char mark[4] = {0};
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool read = fd >= 0 && pread(fd, mark, sizeof mark, ID_PLACE) == (ssize_t)sizeof mark;
    if (fd >= 0)
        close(fd);
    int64_t id = (int64_t)mark[0] << 24 | mark[1] << 16 | mark[2] << 8 | mark[3];
    return read && (id == db_application_id(DB_TEAM) || id == db_application_id(DB_JAM));
}

static enum db_kind db_kind_of(const struct doctor *doctor)
{
    return doctor->kind == FILE_JAM ? DB_JAM : DB_TEAM;
}

static enum status tell_kind(struct doctor *doctor, struct error *err)
{
    bool known = doctor->kind == FILE_TEAM || doctor->kind == FILE_JAM;
    if (!known && !has_our_id(doctor->path))
        return error_set_at(err, STATUS_WRONG_KIND, doctor->path, 0, 0, TEXT_BACKUP_WRONG_KIND,
                            TEXT_VALUES(text_string("file", doctor->path),
                                        text_string("kind", kind_name(doctor->kind))));
    if (!known)
        doctor_find(doctor, FINDING_DAMAGE, TEXT_DOCTOR_HEAD_DAMAGED, NULL);
    return STATUS_OK;
}

static void open_file(struct doctor *doctor)
{
    struct error err = {0};
    enum db_kind kind = db_kind_of(doctor);
    if (db_open(&doctor->db, doctor->path, kind, DB_READ, &err) != STATUS_OK) {
        if (err.code == STATUS_WRONG_KIND) /* what it was, the mark says */
            err.code = STATUS_DAMAGED;
        find_error(doctor, &err);
        return;
    }
    int version = db_version(doctor->db);
    doctor_find(doctor, FINDING_GOOD, TEXT_DOCTOR_KIND,
                TEXT_VALUES(text_string("kind", kind_name(doctor->kind)),
                            text_number("version", version),
                            text_number("megabytes", (int64_t)doctor->info.st_size / MEGABYTE)));
    if (version < migrate_version(kind))
        doctor_find(doctor, FINDING_NOTE, TEXT_DOCTOR_OLDER,
                    TEXT_VALUES(text_number("version", version),
                                text_number("known", migrate_version(kind))));
}

/* ---- the round ---- */

static const struct {
    doctor_check_fn *check;
    bool opened;    /* needs the file to be open */
    bool team_only; /* of team files */
} checks[] = {
    {doctor_check_integrity, true, false},  {doctor_check_registers, true, true},
    {doctor_check_columns, true, true},     {doctor_check_imports, true, true},
    {doctor_check_leftovers, false, false}, {doctor_check_drafts, false, true},
    {doctor_check_access, false, false},    {doctor_check_disk, false, false},
    {doctor_check_copies, false, false},
};

/* Of a jam's folder, beside those of its file. */
static doctor_check_fn *const day_checks[] = {
    doctor_check_agenda, doctor_check_topics, doctor_check_teams,
    doctor_check_gate,   doctor_check_room,   doctor_check_clock,
};

static void go_round(struct doctor *doctor)
{
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        struct error err = {0};
        if ((checks[i].opened && !doctor->db) ||
            (checks[i].team_only && db_kind_of(doctor) == DB_JAM))
            continue;
        if (checks[i].check(doctor, &err) != STATUS_OK)
            find_error(doctor, &err);
    }
    for (size_t i = 0; doctor->jam && doctor->db && i < sizeof day_checks / sizeof *day_checks;
         i++) {
        struct error err = {0};
        if (day_checks[i](doctor, &err) != STATUS_OK)
            find_error(doctor, &err);
    }
}

/* A jam's folder is its file, and what is around it. */
static enum status find_path(struct doctor *doctor, const char *name, struct error *err)
{
    char *file = file_join(name, "jam.db");
    if (file && file_is_folder(name) && file_exists(file)) {
        doctor->jam = arena_string(doctor->arena, name);
        doctor->path = file;
        return doctor->jam ? STATUS_OK : no_memory(err);
    }
    free(file);
    return source_resolve(name, &doctor->path, err);
}

enum status doctor_look(struct doctor **out, const char *name, struct error *err)
{
    struct doctor *doctor = calloc(1, sizeof *doctor);
    *out = NULL;
    if (!doctor)
        return no_memory(err);
    doctor->arena = arena_new();
    enum status status = doctor->arena ? find_path(doctor, name, err) : no_memory(err);
    if (status == STATUS_OK)
        status = kind_of_file(doctor->path, &doctor->kind, err);
    if (status == STATUS_OK && stat(doctor->path, &doctor->info) != 0)
        status = error_set_errno(err, errno, doctor->path);
    if (status == STATUS_OK)
        status = tell_kind(doctor, err);
    if (status != STATUS_OK) {
        doctor_free(doctor);
        return status;
    }
    open_file(doctor);
    go_round(doctor);
    *out = doctor;
    return STATUS_OK;
}

void doctor_free(struct doctor *doctor)
{
    if (!doctor)
        return;
    db_close(doctor->db);
    arena_free(doctor->arena);
    free(doctor->path);
    free(doctor->copy);
    free(doctor);
}

const char *doctor_path(const struct doctor *doctor)
{
    return doctor->path;
}

const struct finding *doctor_findings(const struct doctor *doctor, size_t *count)
{
    *count = doctor->count;
    return doctor->findings;
}

bool doctor_found(const struct doctor *doctor, enum finding_level level)
{
    for (size_t i = 0; i < doctor->count; i++)
        if (doctor->findings[i].level == level)
            return true;
    return false;
}

/* ---- repairs ---- */

enum status doctor_copy_first(struct doctor *doctor, const char **path, struct error *err)
{
    *path = "";
    if (!doctor->db) /* then nothing in it is repaired either */
        return STATUS_OK;
    enum status status = backup_beside(doctor->db, "before-repair", NULL, &doctor->copy, err);
    *path = doctor->copy ? doctor->copy : "";
    return status;
}

/* Opened anew, for writing. */
static enum status open_for_writing(struct doctor *doctor, struct error *err)
{
    if (doctor->writes || !doctor->db)
        return STATUS_OK;
    db_close(doctor->db);
    doctor->db = NULL;
    enum status status = db_open(&doctor->db, doctor->path, db_kind_of(doctor), DB_WRITE, err);
    doctor->writes = status == STATUS_OK;
    return status;
}

enum status doctor_repair(struct doctor *doctor, size_t finding, struct error *err)
{
    const struct doctor_mend *mend = &doctor->mends[finding];
    if (finding >= doctor->count || !mend->mend)
        return STATUS_OK;
    enum status status = open_for_writing(doctor, err);
    return status == STATUS_OK ? mend->mend(doctor, mend->which, mend->place, err) : status;
}

/* ---- words ---- */

const char *doctor_table_words(const struct rescued_table *table)
{
    static const struct {
        const char *table;
        enum text_id words;
    } known[] = {
        {"dj_card", TEXT_RESCUE_CARDS},      {"dj_evidence", TEXT_RESCUE_EVIDENCE},
        {"dj_card_link", TEXT_RESCUE_LINKS}, {"dj_card_rival", TEXT_RESCUE_TEXTS},
        {"dj_log", TEXT_RESCUE_HISTORY},     {"dj_view", TEXT_RESCUE_VIEWS},
    };
    for (size_t i = 0; table->own && i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].table, table->name) == 0)
            return text_get(known[i].words);
    return table->own && table->holes == 0 ? NULL : table->name;
}
