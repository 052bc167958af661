/*
 * What the doctor looks at before a day, beside its topics: the agenda, the teams and who may
 * open what, the room that their data take, and the machine's clock.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/group.h"
#include "core/service/day.h"
#include "core/service/doctor_internal.h"
#include "core/service/rules_set.h"
#include "core/service/team_change.h"
#include "core/store/agenda.h"
#include "core/store/meta.h"

enum { MEGABYTE = 1 << 20, TIMES_DATA = 4, JUMP_MS = 2 * 60 * 1000, GROUP_SIZE = 64 };

static const int64_t first_day = 1767225600000; /* of 2026: no day of a jam was before */

/* ---- agenda and clock ---- */

enum status doctor_check_agenda(struct doctor *doctor, struct error *err)
{
    struct agenda_item *items = NULL;
    struct rules rules;
    size_t count = 0, analyses = 0;
    enum status status = agenda_list(doctor->db, doctor->arena, &items, &count, err);
    if (status == STATUS_OK)
        status = rules_stored(doctor->db, &rules, err);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < count; i++)
        analyses += strcasecmp(items[i].kind, "analysis") == 0;
    for (size_t i = 0; i < count; i++) {
        int minutes = 0;
        enum agenda_gap gap = agenda_gap_behind(items, count, i, &minutes);
        if (gap != AGENDA_FITS)
            doctor_find(doctor, FINDING_WARNING,
                        gap == AGENDA_HOLE ? TEXT_JAM_AGENDA_HOLE : TEXT_JAM_AGENDA_OVERLAP,
                        TEXT_VALUES(text_string("title", items[i].title),
                                    text_string("next", items[i + 1].title),
                                    text_number("minutes", minutes)));
    }
    if (count == 0)
        doctor_find(doctor, FINDING_WRONG, TEXT_DOCTOR_NO_AGENDA, NULL);
    else if (rules.closed && analyses == 0)
        doctor_find(doctor, FINDING_WRONG, TEXT_DOCTOR_NO_ANALYSIS, NULL);
    return STATUS_OK;
}

/* The record that all consoles read, and the rules; both follow the jam's file. */
static void look_at_record(struct doctor *doctor)
{
    struct day_record record;
    struct rules rules, stored;
    struct error trouble = {0};
    enum status status = day_read(doctor->jam, &record, &trouble);
    if (status != STATUS_OK)
        doctor_find(doctor, status == STATUS_NOT_FOUND ? FINDING_WARNING : FINDING_WRONG,
                    TEXT_DOCTOR_RECORD, TEXT_VALUES(text_string("words", trouble.message)));
    status = rules_load(doctor->jam, &rules, &trouble);
    if (status != STATUS_OK)
        doctor_find(doctor, FINDING_WRONG, TEXT_DOCTOR_RECORD,
                    TEXT_VALUES(text_string("words", trouble.message)));
    else if (rules_stored(doctor->db, &stored, NULL) == STATUS_OK &&
             (stored.minimum != rules.minimum || stored.exports != rules.exports ||
              stored.closed != rules.closed))
        doctor_find(doctor, FINDING_WRONG, TEXT_DOCTOR_RULES_DIFFER,
                    TEXT_VALUES(text_string("jam", doctor->jam)));
}

static enum status look_at_log(struct doctor *doctor, int64_t now, struct error *err)
{
    struct clock_entry *log = NULL;
    size_t count = 0;
    char at[8];
    enum status status = clock_log_list(doctor->db, doctor->arena, &log, &count, err);
    if (status == STATUS_OK && count > 0 && log[count - 1].at_ms > now + JUMP_MS)
        doctor_find(
            doctor, FINDING_WRONG, TEXT_DOCTOR_CLOCK_JUMPED,
            TEXT_VALUES(text_string("time", clock_local_hm(at, sizeof at, log[count - 1].at_ms))));
    return status;
}

enum status doctor_check_clock(struct doctor *doctor, struct error *err)
{
    int64_t now = clock_now_ms();
    char date[16], at[8];
    struct timex kernel = {0}; /* no mode: it is only asked */
    bool ticks = adjtimex(&kernel) >= 0;
    look_at_record(doctor);
    enum status status = look_at_log(doctor, now, err);
    doctor_find(doctor, now < first_day ? FINDING_WRONG : FINDING_GOOD,
                now < first_day ? TEXT_DOCTOR_CLOCK_WRONG : TEXT_DOCTOR_CLOCK,
                TEXT_VALUES(text_string("date", clock_local_date(date, sizeof date, now)),
                            text_string("time", clock_local_hm(at, sizeof at, now))));
    if (ticks && (kernel.status & STA_UNSYNC))
        doctor_find(doctor, FINDING_NOTE, TEXT_DOCTOR_CLOCK_FREE, NULL);
    return status;
}

/* ---- teams ---- */

struct team_look {
    struct doctor *doctor;
    const struct team *team;
    const char *path;
    size_t troubles;
};

static void say(struct team_look *look, enum finding_level level, enum text_id words,
                const char *what)
{
    look->troubles++;
    doctor_find(look->doctor, level, words,
                TEXT_VALUES(text_string("team", look->team->name),
                            text_string("folder", look->team->folder), text_string("what", what),
                            text_string("short", team_folder(look->team))));
}

static void look_at_modes(struct team_look *look)
{
    struct stat folder, file;
    struct team_access access;
    char group[GROUP_SIZE];
    gid_t wanted = 0;
    const char *around =
        arena_printf(look->doctor->arena, "%s/%s", look->doctor->jam, look->team->folder);
    if (!around || stat(around, &folder) != 0 || stat(look->path, &file) != 0) {
        say(look, FINDING_WRONG, TEXT_DOCTOR_TEAM_GONE, look->doctor->jam);
        return;
    }
    team_access(around, &access);
    if (look->team->group[0] ? (folder.st_mode & S_IRWXO) != 0 : access.others)
        say(look, look->team->group[0] ? FINDING_WRONG : FINDING_WARNING, TEXT_DOCTOR_TEAM_OPEN,
            "");
    if (!look->team->group[0]) {
        if (!access.others && !access.group)
            say(look, FINDING_WARNING, TEXT_DOCTOR_TEAM_ALONE, look->doctor->jam);
        return;
    }
    bool known = group_find(look->team->group, &wanted);
    if (!known)
        say(look, FINDING_WRONG, TEXT_DOCTOR_TEAM_NO_GROUP, look->team->group);
    else if (folder.st_gid != wanted || file.st_gid != wanted)
        say(look, FINDING_WRONG, TEXT_DOCTOR_TEAM_OTHER_GROUP,
            group_name(folder.st_gid, group, sizeof group));
    else if ((folder.st_mode & 02070) != 02070 || (file.st_mode & 060) != 060)
        say(look, FINDING_WRONG, TEXT_DOCTOR_TEAM_CLOSED, look->team->group);
}

static void look_inside(struct team_look *look, bool closed)
{
    struct error trouble = {0};
    struct db *db = NULL;
    const char *data = "", *topic = look->team->topic;
    const char *folder =
        arena_printf(look->doctor->arena, "%s/topics/%s", look->doctor->jam, topic);
    if (!*topic || !folder || !file_is_folder(folder))
        say(look, FINDING_WRONG, TEXT_DOCTOR_TEAM_NO_TOPIC, topic);
    if (db_open(&db, look->path, DB_TEAM, DB_READ, &trouble) != STATUS_OK)
        say(look, FINDING_WRONG, TEXT_DOCTOR_TEAM_BAD, trouble.message);
    else if (meta_get(db, look->doctor->arena, META_DATA, &data, NULL) == STATUS_OK && closed &&
             strcmp(data, "waiting") != 0)
        say(look, FINDING_WARNING, TEXT_DOCTOR_TEAM_EARLY, "");
    db_close(db);
}

enum status doctor_check_teams(struct doctor *doctor, struct error *err)
{
    struct team *teams = NULL;
    struct rules rules;
    size_t count = 0, good = 0;
    enum status status = team_list(doctor->db, doctor->arena, &teams, &count, err);
    if (status == STATUS_OK)
        status = rules_stored(doctor->db, &rules, err);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        struct team_look look = {.doctor = doctor, .team = &teams[i]};
        look.path = arena_printf(doctor->arena, "%s/%s/team.db", doctor->jam, teams[i].folder);
        if (!look.path)
            return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
        look_at_modes(&look);
        if (file_exists(look.path))
            look_inside(&look, rules.closed);
        good += look.troubles == 0;
    }
    if (status == STATUS_OK && count == 0)
        doctor_find(doctor, FINDING_WARNING, TEXT_DOCTOR_NO_TEAMS, NULL);
    else if (status == STATUS_OK && good > 0)
        doctor_find(doctor, FINDING_GOOD, TEXT_DOCTOR_TEAMS,
                    TEXT_VALUES(text_number("count", (int64_t)good)));
    return status;
}

/* ---- who may open the data ---- */

enum status doctor_check_gate(struct doctor *doctor, struct error *err)
{
    struct rules rules;
    struct stat info;
    const char *topics = arena_printf(doctor->arena, "%s/topics", doctor->jam);
    enum status status = rules_stored(doctor->db, &rules, err);
    DIR *dir = status == STATUS_OK && topics ? opendir(topics) : NULL;
    for (const struct dirent *entry; dir && (entry = readdir(dir));) {
        const char *data = arena_printf(doctor->arena, "%s/%s/data", topics, entry->d_name);
        if (entry->d_name[0] == '.' || !data || stat(data, &info) != 0)
            continue;
        bool open = info.st_mode & S_IXOTH;
        if (open == !rules.closed)
            continue;
        doctor_find(
            doctor, FINDING_WRONG, open ? TEXT_DOCTOR_GATE_OPEN : TEXT_DOCTOR_GATE_CLOSED,
            TEXT_VALUES(text_string("topic", entry->d_name), text_string("jam", doctor->jam)));
    }
    if (dir)
        closedir(dir);
    return status;
}

/* ---- room ---- */

static int64_t bytes_in(struct arena *arena, const char *folder)
{
    int64_t bytes = 0;
    DIR *dir = opendir(folder);
    for (const struct dirent *entry; dir && (entry = readdir(dir));) {
        struct stat info;
        const char *path = arena_printf(arena, "%s/%s", folder, entry->d_name);
        if (path && lstat(path, &info) == 0 && S_ISREG(info.st_mode))
            bytes += info.st_size;
    }
    if (dir)
        closedir(dir);
    return bytes;
}

/* Each team has its topic's data, with columns, copies and what is made of it. */
enum status doctor_check_room(struct doctor *doctor, struct error *err)
{
    struct statvfs disk;
    struct team *teams = NULL;
    size_t count = 0;
    int64_t needed = 0;
    enum status status = team_list(doctor->db, doctor->arena, &teams, &count, err);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        const char *data =
            arena_printf(doctor->arena, "%s/topics/%s/data", doctor->jam, teams[i].topic);
        needed += data ? TIMES_DATA * bytes_in(doctor->arena, data) : 0;
    }
    if (status != STATUS_OK || count == 0 || statvfs(doctor->jam, &disk) != 0)
        return status;
    int64_t room = (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
    if (room < needed)
        doctor_find(doctor, FINDING_WRONG, TEXT_DOCTOR_DAY_ROOM,
                    TEXT_VALUES(text_number("room", room / MEGABYTE),
                                text_number("needed", (needed + MEGABYTE - 1) / MEGABYTE),
                                text_number("teams", (int64_t)count)));
    return STATUS_OK;
}
