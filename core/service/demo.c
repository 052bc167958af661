/*
 * Makes the sample jam: topics with data, the jam file, and team North with its topic and
 * dataset. All of it can be made again, so a half-made jam needs no repair: what is not a
 * whole data file is made anew.
 */
#include "core/service/demo.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/embedded.h"
#include "core/base/file.h"
#include "core/service/demo_files.h"
#include "core/service/import.h"
#include "core/service/jam.h"
#include "core/service/rules_set.h"
#include "core/service/topic_folder.h"
#include "core/store/db.h"
#include "core/store/meta.h"

#define UNFINISHED ".unfinished"
#define AGENDA     "sample-data/social-assistance/agenda.csv"
#define JAM_TITLE  "Sample jam"
#define TEAM_NAME  "North"
#define TEAM_PLACE "teams/north"
#define TOPIC      "long-term-clients"
#define DATASET    "caseload_2019"

/* What stands in the folder that was named. */
enum stand { STAND_NEW, STAND_HALF, STAND_WHOLE, STAND_OTHER };

struct demo {
    const char *folder;
    const struct demo_listener *listener;
    struct arena *arena; /* of paths and small texts */
};

static void say(const struct demo *demo, enum text_id id, const struct text_value *values)
{
    if (demo->listener)
        demo->listener->say(demo->listener->context, id, values);
}

/* A place in the jam folder; NULL: no memory. */
static char *place(const struct demo *demo, const char *name)
{
    return arena_printf(demo->arena, "%s/%s", demo->folder, name);
}

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static bool is_there(const struct demo *demo, const char *name)
{
    const char *path = place(demo, name);

    return path && file_exists(path);
}

/* True for a folder without entries, and for one that does not exist. */
static enum status look_inside(const char *folder, bool *empty, struct error *err)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;

    *empty = true;
    if (!dir && errno == ENOTDIR)
        return error_set(err, STATUS_EXISTS, TEXT_DEMO_NOT_A_FOLDER,
                         TEXT_VALUES(text_string("folder", folder)));
    if (!dir)
        return errno == ENOENT ? STATUS_OK : error_set_errno(err, errno, folder);
    while ((entry = readdir(dir)) != NULL) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            *empty = false;
    }
    closedir(dir);
    return STATUS_OK;
}

static bool is_whole(const struct demo *demo)
{
    return is_there(demo, "jam.db") && is_there(demo, TEAM_PLACE "/team.db");
}

static enum status find_stand(const struct demo *demo, enum stand *stand, struct error *err)
{
    bool empty;
    const enum status status = look_inside(demo->folder, &empty, err);

    if (status != STATUS_OK)
        return status;
    if (empty)
        *stand = STAND_NEW;
    else if (is_there(demo, UNFINISHED))
        *stand = STAND_HALF;
    else if (is_whole(demo))
        *stand = STAND_WHOLE;
    else
        *stand = STAND_OTHER;
    return STATUS_OK;
}

/*
 * Takes the folder for this process. The mark is made or found, locked, and then looked at
 * once more: whoever held the lock before may have finished meanwhile, which *whole tells.
 */
static enum status take_folder(const struct demo *demo, const char *mark, bool completing, int *fd,
                               bool *whole, struct error *err)
{
    struct stat st;

    *fd = open(mark, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (*fd < 0)
        return error_set_errno(err, errno, mark);
    if (flock(*fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return error_set(err, STATUS_BUSY, TEXT_DEMO_BEING_MADE,
                         TEXT_VALUES(text_string("folder", demo->folder)));
    *whole = fstat(*fd, &st) == 0 && st.st_nlink == 0;
    if (!completing && is_whole(demo)) {
        *whole = true;
        unlink(mark);
    }
    return STATUS_OK;
}

/* The jam file and the team file are small work: what a stopped run left of them goes. */
static void drop_database(const char *path, struct arena *arena)
{
    const char *journal = arena_printf(arena, "%s-journal", path);

    unlink(path);
    if (journal)
        unlink(journal);
}

static enum status make_jam(const struct demo *demo, struct error *err)
{
    const struct team team = {.name = TEAM_NAME, .topic = TOPIC, .folder = TEAM_PLACE};
    struct jam_plan plan = {.title = JAM_TITLE, .teams = &team, .team_count = 1};
    const char *path = place(demo, "jam.db");
    struct span text = {0};
    struct agenda_item *agenda;
    struct db *db = NULL;
    enum status status;

    if (!path)
        return no_memory(err);
    embedded_find(AGENDA, &text);
    status = jam_read_agenda(text, AGENDA, demo->arena, &agenda, &plan.agenda_count, err);
    if (status != STATUS_OK)
        return status;
    plan.agenda = agenda;
    drop_database(path, demo->arena);
    status = jam_create(path, &plan, err);
    if (status == STATUS_OK)
        status = db_open(&db, path, DB_JAM, DB_WRITE, err);
    if (status == STATUS_OK)
        status = rules_publish(db, demo->folder, err);
    db_close(db);
    return status;
}

static enum status name_team(struct db *db, struct error *err)
{
    enum status status = meta_set(db, META_JAM, JAM_TITLE, err);

    if (status == STATUS_OK)
        status = meta_set(db, META_TEAM, TEAM_NAME, err);
    return status == STATUS_OK ? meta_set(db, META_TOPIC, TOPIC, err) : status;
}

static enum status import_data(const struct demo *demo, struct db *db, struct error *err)
{
    const struct import_options options = {.by = DEMO_MAKER};
    const char *path = place(demo, "topics/" TOPIC "/data/" DATASET ".csv");
    struct import_result result = {0};
    enum status status = path ? import_file(db, path, &options, &result, err) : no_memory(err);

    if (status != STATUS_OK)
        return status;
    say(demo, TEXT_DEMO_TEAM,
        TEXT_VALUES(text_string("team", TEAM_NAME), text_number("rows", result.rows_loaded),
                    text_string("dataset", result.dataset)));
    import_result_free(&result);
    return STATUS_OK;
}

/* Dataset, topic text and dictionary into the new team file. */
static enum status fill_team(const struct demo *demo, struct db *db, struct error *err)
{
    const char *folder = place(demo, "topics/" TOPIC);
    struct topic_folder topic;
    enum status status = folder ? name_team(db, err) : no_memory(err);

    if (status == STATUS_OK)
        status = import_data(demo, db, err);
    if (status == STATUS_OK)
        status = topic_folder_read(demo->arena, folder, &topic, err);
    return status == STATUS_OK ? topic_adopt(db, demo->arena, &topic, err) : status;
}

static enum status make_team(const struct demo *demo, struct error *err)
{
    const char *folder = place(demo, TEAM_PLACE);
    const char *path = place(demo, TEAM_PLACE "/team.db");
    const char *shared = place(demo, "shared");
    struct db *db = NULL;
    enum status status;

    if (!folder || !path || !shared)
        return no_memory(err);
    drop_database(path, demo->arena);
    status = file_make_folder(folder, err);
    if (status == STATUS_OK)
        status = file_make_folder(shared, err);
    if (status == STATUS_OK)
        status = db_open(&db, path, DB_TEAM, DB_CREATE, err);
    if (status == STATUS_OK)
        status = fill_team(demo, db, err);
    db_close(db);
    return status;
}

static enum status make_all(const struct demo *demo, struct error *err)
{
    const int64_t began = clock_steady_ms();
    struct demo_files files;
    enum status status = demo_write_topics(demo->folder, &files, err);

    if (status != STATUS_OK)
        return status;
    say(demo, TEXT_DEMO_DATA,
        TEXT_VALUES(text_number("clients", files.clients),
                    text_number("size", (files.bytes + 500000) / 1000000)));
    status = make_jam(demo, err);
    if (status == STATUS_OK)
        status = make_team(demo, err);
    if (status == STATUS_OK)
        say(demo, TEXT_DEMO_READY,
            TEXT_VALUES(text_decimal("seconds", (double)(clock_steady_ms() - began) / 1000, 1)));
    return status;
}

static enum status make_or_complete(const struct demo *demo, bool completing, struct error *err)
{
    const char *mark = place(demo, UNFINISHED);
    int fd = -1;
    bool whole = false;

    if (!mark)
        return no_memory(err);
    enum status status = file_make_folder(demo->folder, err);
    if (status == STATUS_OK)
        status = take_folder(demo, mark, completing, &fd, &whole, err);
    if (status == STATUS_OK && !whole) {
        say(demo, completing ? TEXT_DEMO_COMPLETING : TEXT_DEMO_MAKING,
            TEXT_VALUES(text_string("folder", demo->folder)));
        status = make_all(demo, err);
        if (status == STATUS_OK && unlink(mark) != 0)
            status = error_set_errno(err, errno, mark);
    }
    if (fd >= 0)
        close(fd);
    return status;
}

static enum status make(const struct demo *demo, struct error *err)
{
    enum stand stand;
    const enum status status = find_stand(demo, &stand, err);

    if (status != STATUS_OK)
        return status;
    if (stand == STAND_OTHER)
        return error_set(err, STATUS_EXISTS, TEXT_DEMO_FOLDER_IN_USE,
                         TEXT_VALUES(text_string("folder", demo->folder)));
    if (stand != STAND_WHOLE)
        return make_or_complete(demo, stand == STAND_HALF, err);
    say(demo, TEXT_DEMO_THERE, TEXT_VALUES(text_string("folder", demo->folder)));
    return STATUS_OK;
}

enum status demo_make(const char *folder, const struct demo_listener *listener, struct error *err)
{
    const struct demo demo = {.folder = folder, .listener = listener, .arena = arena_new()};
    enum status status;

    if (!demo.arena)
        return no_memory(err);
    status = make(&demo, err);
    arena_free(demo.arena);
    return status;
}

char *demo_default_folder(void)
{
    const char *home = getenv("HOME");

    return home && home[0] == '/' ? file_join(home, "datajam-demo") : NULL;
}

char *demo_team_file(const char *folder)
{
    return file_join(folder, TEAM_PLACE "/team.db");
}
