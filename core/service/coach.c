/*
 * Reads a jam for its coaches. What was done is known from the logs of the teams, what is done
 * now from the seats of their consoles; both become events for the rules of core/jam/quiet.
 */
#include "core/service/coach_internal.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/clock.h"
#include "core/base/nearest.h"
#include "core/base/team_name.h"
#include "core/service/check_in.h"
#include "core/service/day.h"
#include "core/service/deck.h"
#include "core/service/lead.h"
#include "core/store/agenda.h"
#include "core/store/card.h"
#include "core/store/evidence.h"
#include "core/store/log.h"
#include "core/store/meta.h"

enum { LOG_ENTRIES = 60, EVENTS_PER_SEAT = 24, WORDS = 300, BOARD_SINCE = 4, FOLDERS_MOST = 200 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- one team ---- */

struct reading {
    struct arena *arena;
    struct coach_jam *jam;
    int64_t now_ms;
    struct day_record record; /* as it is now, if a phase is on */
    bool on;
};

/* What happened with a team, in the order of time. */
struct events {
    const struct reading *reading;
    struct quiet_event *list;
    size_t count, room;
};

/* While the clock stands still nobody is quiet: it is told when it would have been without that. */
static void add_event(struct events *events, int64_t at_ms, enum quiet_event_kind kind,
                      const char *person, const char *words)
{
    const struct reading *reading = events->reading;
    if (events->count == events->room || at_ms <= 0)
        return;
    if (reading->on)
        at_ms = day_without_pauses(&reading->record, at_ms, reading->now_ms);
    events->list[events->count++] = (struct quiet_event){at_ms, kind, person, words};
}

static int by_time(const void *a, const void *b)
{
    const struct quiet_event *left = a, *right = b;
    if (left->at_ms != right->at_ms)
        return left->at_ms < right->at_ms ? -1 : 1;
    return (int)left->kind - (int)right->kind; /* who comes, comes before doing anything */
}

/* What coaches do is no work of the team, nor is a tick on the lead's list, nor data that come:
 * whoever makes the jam brings them. */
static bool is_work(const struct log_entry *entry)
{
    return strcmp(entry->kind, HELP_LOG_KIND) != 0 && strcmp(entry->kind, CHECK_IN_LOG_KIND) != 0 &&
           strcmp(entry->kind, LEAD_LOG_KIND) != 0 && strcmp(entry->action, "import") != 0;
}

static void add_log(struct events *events, struct coach_team *team, const struct log_entry *entries,
                    size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!is_work(&entries[i]))
            continue;
        bool undo = strcmp(entries[i].action, LOG_UNDO) == 0;
        add_event(events, entries[i].at_ms, undo ? QUIET_UNDO : QUIET_WORK, entries[i].by, NULL);
        if (!undo && entries[i].at_ms > team->work_ms)
            team->work_ms = entries[i].at_ms;
    }
}

/* A new pivot, chart or query is work, too, though it is in no log. */
static bool shows_work(const char *words)
{
    static const enum text_id titles[] = {TEXT_PIVOT_PANE_TITLE, TEXT_CHART_PANE_TITLE,
                                          TEXT_QUERY_PANE_TITLE};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        const char *title = text_get(titles[i]);
        if (strncmp(words, title, strlen(title)) == 0)
            return true;
    }
    return false;
}

static void add_people(struct events *events, struct coach_team *team)
{
    for (size_t i = 0; i < team->people_count; i++) {
        const struct presence *one = &team->people[i];
        if (one->coach)
            continue;
        int64_t view_ms = one->view_ms ? one->view_ms : one->since_ms;
        add_event(events, one->since_ms, QUIET_COME, one->person, NULL);
        add_event(events, view_ms, QUIET_VIEW, one->person, one->words);
        if (shows_work(one->words)) {
            add_event(events, view_ms, QUIET_WORK, one->person, NULL);
            team->work_ms = view_ms > team->work_ms ? view_ms : team->work_ms;
        }
        for (int64_t k = 0; k < one->undone && k < EVENTS_PER_SEAT / 2; k++)
            add_event(events, one->input_ms, QUIET_UNDO, one->person, NULL);
        add_event(events, one->input_ms, QUIET_KEY, one->person, NULL);
    }
}

/* They are in the order of their names. */
static size_t count_here(const struct coach_team *team)
{
    const char *before = "";
    size_t here = 0;
    for (size_t i = 0; i < team->people_count; i++) {
        const struct presence *one = &team->people[i];
        if (one->coach || strcmp(one->person, before) == 0)
            continue;
        before = one->person;
        here++;
    }
    return here;
}

static bool has_open_call(const struct coach_team *team)
{
    for (size_t i = 0; i < team->desk.count; i++)
        if (help_is_open(&team->desk.requests[i]))
            return true;
    return false;
}

static enum status judge(const struct reading *reading, struct coach_team *team,
                         const struct log_entry *entries, size_t count, struct error *err)
{
    struct events events = {.reading = reading,
                            .room = count + team->people_count * EVENTS_PER_SEAT};
    struct quiet_when when = {
        .now_ms = reading->now_ms, .phase = reading->jam->phase_kind, .asked = has_open_call(team)};
    char words[WORDS];
    if (reading->on)
        when.phase_since_ms =
            day_without_pauses(&reading->record, day_began_ms(&reading->record), reading->now_ms);
    events.list = arena_array(reading->arena, events.room, sizeof *events.list);
    if (!events.list)
        return no_memory(err);
    add_log(&events, team, entries, count);
    add_people(&events, team);
    if (events.count > 0)
        qsort(events.list, events.count, sizeof *events.list, by_time);
    quiet_judge(events.list, events.count, &when, &team->quiet);
    quiet_words(&team->quiet, words, sizeof words);
    team->quiet_words = arena_string(reading->arena, words);
    return team->quiet_words ? STATUS_OK : no_memory(err);
}

/* A card that is not in the archive: what it adds to the figures of the team. */
static void add_card(struct coach_team *team, const struct card *card, size_t evidence)
{
    const struct deck_card one = deck_card_of(card, evidence);
    if (one.archived)
        return;
    coach_add_sign(&team->signs, one.kind, one.starred, evidence, one.texts[CARD_CAVEAT]);
    team->findings += one.kind == CARD_FINDING;
    team->questions += one.kind == CARD_QUESTION;
    const struct deck_meter meter = deck_measure(&one, 1);
    team->deck.findings += meter.findings;
    team->deck.without += meter.without;
}

/* A file from before the board has none. */
static enum status count_cards(struct db *db, struct arena *arena, struct coach_team *team,
                               struct error *err)
{
    struct card *cards = NULL;
    struct evidence *pieces = NULL;
    size_t count = 0, piece_count = 0;
    if (db_version(db) < BOARD_SINCE)
        return STATUS_OK;
    enum status status = card_list(db, arena, &cards, &count, err);
    if (status == STATUS_OK)
        status = evidence_list(db, arena, &pieces, &piece_count, err);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        add_card(team, &cards[i], evidence_count_of(pieces, piece_count, cards[i].id));
    return status;
}

/* When the round began; while none is on, the day. */
static int64_t round_began(const struct reading *reading)
{
    if (!reading->on)
        return 0;
    return reading->jam->round ? day_began_ms(&reading->record) : reading->record.origin_ms;
}

static enum status read_file(const struct reading *reading, struct coach_team *team,
                             struct error *err)
{
    struct log_entry *entries = NULL;
    struct db *db = NULL;
    size_t count = 0;
    enum status status = db_open(&db, team->path, DB_TEAM, DB_READ, err);
    if (status == STATUS_OK)
        status = help_read(db, reading->arena, &team->desk, err);
    if (status == STATUS_OK)
        status = log_list(db, reading->arena, 0, LOG_ENTRIES, &entries, &count, err);
    if (status == STATUS_OK)
        status = count_cards(db, reading->arena, team, err);
    if (status == STATUS_OK)
        status = check_in_read(db, reading->arena, round_began(reading), &team->check_in, err);
    db_close(db);
    if (status == STATUS_OK)
        status = seat_look(team->path, reading->arena, &team->people, &team->people_count, err);
    if (status == STATUS_OK)
        status = judge(reading, team, entries, count, err);
    team->here = count_here(team);
    const struct team_signs signs = {.people = team->here,
                                     .work_ms = team->work_ms,
                                     .now_ms = reading->now_ms,
                                     .findings = team->findings,
                                     .deck = team->deck};
    team->light = team_light(&signs);
    if (status == STATUS_OK)
        coach_judge_round(reading->jam, team, reading->now_ms);
    return status;
}

static enum status read_team(const struct reading *reading, const char *folder,
                             const struct team *from, struct coach_team *team, struct error *err)
{
    struct error trouble = {0};
    *team = (struct coach_team){
        .name = from->name,
        .topic = from->topic,
        .trouble = "",
        .group = "",
        .quiet_words = "",
        .check_in = {.state = CHECK_IN_DUE, .coach = "", .note = "", .former = ""}};
    team->path = arena_printf(reading->arena, "%s/%s/team.db", folder, from->folder);
    if (!team->path)
        return no_memory(err);
    enum status status = read_file(reading, team, &trouble);
    if (status == STATUS_MEMORY)
        return no_memory(err);
    if (status != STATUS_OK) {
        team->trouble = arena_string(reading->arena, trouble.message);
        team->unread = status;
        if (status == STATUS_NO_ACCESS)
            team->group = coach_barring_group(team->path, reading->arena);
        team->desk = (struct help_desk){.count = 0};
        team->people_count = team->here = 0;
        team->light = LIGHT_NOBODY;
    }
    return team->trouble ? STATUS_OK : no_memory(err);
}

/* ---- the jam ---- */

/* What the day's clock says, as every console reads it. */
static enum status find_phase(struct reading *reading, const char *folder, struct error *err)
{
    const struct day_record *record = &reading->record;
    if (day_read(folder, &reading->record, NULL) != STATUS_OK || !day_is_on(record))
        return STATUS_OK; /* nothing is known of a phase: none is told */
    reading->on = true;
    reading->jam->phase = arena_string(reading->arena, record->phase);
    reading->jam->phase_kind = arena_string(reading->arena, record->kind);
    reading->jam->round = check_in_phase(record->kind);
    return reading->jam->phase && reading->jam->phase_kind ? STATUS_OK : no_memory(err);
}

static int in_order(const void *a, const void *b)
{
    const struct coach_team *left = a, *right = b;
    int order = quiet_compare(&left->quiet, &right->quiet);
    return order ? order : strcasecmp(left->name, right->name);
}

static bool has_call(const struct coach_team *team, const struct help_request *call)
{
    for (size_t i = 0; i < team->desk.count; i++)
        if (&team->desk.requests[i] == call)
            return true;
    return false;
}

/* All calls of all teams, ordered through their requests. */
static enum status make_queue(struct arena *arena, struct coach_jam *jam, struct error *err)
{
    size_t count = 0;
    for (size_t t = 0; t < jam->team_count; t++)
        count += jam->teams[t].desk.count;
    const struct help_request **requests = arena_array(arena, count, sizeof *requests);
    int64_t *places = arena_array(arena, count, sizeof *places);
    jam->calls = arena_array(arena, count, sizeof *jam->calls);
    if (!requests || !places || !jam->calls)
        return no_memory(err);
    for (size_t t = 0; t < jam->team_count; t++)
        for (size_t i = 0; i < jam->teams[t].desk.count; i++)
            requests[jam->call_count++] = &jam->teams[t].desk.requests[i];
    help_order(requests, count);
    help_places(requests, count, places);
    for (size_t i = 0; i < count; i++) {
        const struct coach_team *team = jam->teams;
        while (!has_call(team, requests[i]))
            team++;
        jam->calls[i] = (struct coach_call){team, requests[i], places[i]};
    }
    return STATUS_OK;
}

static enum status add_folder(const struct reading *reading, const char *folder, const char *name,
                              struct team *out, struct error *err)
{
    struct db *db = NULL;
    const char *called = "";
    char *path = arena_printf(reading->arena, "%s/teams/%s/team.db", folder, name);
    *out = (struct team){.name = arena_string(reading->arena, name),
                         .topic = "",
                         .folder = arena_printf(reading->arena, "teams/%s", name),
                         .group = ""};
    if (!path || !out->name || !out->folder)
        return no_memory(err);
    if (db_open(&db, path, DB_TEAM, DB_READ, NULL) == STATUS_OK &&
        meta_get(db, reading->arena, META_TEAM, &called, NULL) == STATUS_OK && *called)
        out->name = called;
    if (db) {
        meta_get(db, reading->arena, META_TOPIC, &out->topic, NULL);
        meta_get(db, reading->arena, META_JAM, &reading->jam->title, NULL);
    }
    db_close(db);
    return STATUS_OK;
}

/* Coaches who may not open the jam's file know its teams by their folders. */
static enum status list_folders(const char *folder, const struct reading *reading,
                                struct team **out, size_t *count, struct error *err)
{
    char *path = arena_printf(reading->arena, "%s/teams", folder);
    struct team *teams = arena_array(reading->arena, FOLDERS_MOST, sizeof *teams);
    if (!path || !teams)
        return no_memory(err);
    DIR *dir = opendir(path);
    if (!dir)
        return error_set_errno(err, errno, path);
    enum status status = STATUS_OK;
    for (const struct dirent *entry; status == STATUS_OK && (entry = readdir(dir));)
        if (entry->d_name[0] != '.' && *count < FOLDERS_MOST)
            status = add_folder(reading, folder, entry->d_name, &teams[(*count)++], err);
    closedir(dir);
    *out = teams;
    return status;
}

static enum status read_jam(const char *folder, struct reading *reading, struct team **teams,
                            size_t *count, struct error *err)
{
    struct db *db = NULL;
    char *path = arena_printf(reading->arena, "%s/jam.db", folder);
    if (!path)
        return no_memory(err);
    enum status status = db_open(&db, path, DB_JAM, DB_READ, err);
    if (status == STATUS_NO_ACCESS) {
        error_clear(err);
        status = list_folders(folder, reading, teams, count, err);
    } else if (status == STATUS_OK) {
        status = meta_get(db, reading->arena, META_JAM, &reading->jam->title, err);
        if (status == STATUS_OK)
            status = team_list(db, reading->arena, teams, count, err);
    }
    db_close(db);
    return status == STATUS_OK ? find_phase(reading, folder, err) : status;
}

enum status coach_read(const char *jam, struct arena *arena, struct coach_jam *out,
                       struct error *err)
{
    struct reading reading = {.arena = arena, .jam = out, .now_ms = clock_now_ms()};
    struct team *teams = NULL;
    size_t count = 0;
    *out = (struct coach_jam){.title = "", .phase = "", .phase_kind = ""};
    enum status status = read_jam(jam, &reading, &teams, &count, err);
    if (status != STATUS_OK)
        return status;
    out->teams = arena_array(arena, count, sizeof *out->teams);
    if (!out->teams)
        return no_memory(err);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = read_team(&reading, jam, &teams[i], &out->teams[i], err);
    if (status != STATUS_OK)
        return status;
    out->team_count = count;
    if (count > 0)
        qsort(out->teams, count, sizeof *out->teams, out->round ? coach_in_round : in_order);
    return make_queue(arena, out, err);
}

/* ---- writing ---- */

static void tell_team(const struct coach_jam *jam, const struct coach_team *team,
                      struct help_place *places, struct arena *arena)
{
    size_t count = 0;
    struct db *db = NULL;
    bool differs = false;
    for (size_t i = 0; i < jam->call_count; i++) {
        const struct coach_call *call = &jam->calls[i];
        if (call->team != team || call->request->state != HELP_ASKED)
            continue;
        places[count++] = (struct help_place){call->request->uuid, call->place};
        differs = differs || call->place != call->request->place;
    }
    if (differs && db_open(&db, team->path, DB_TEAM, DB_WRITE, NULL) == STATUS_OK)
        help_tell_places(db, arena, places, count, NULL);
    db_close(db);
}

void coach_tell_places(const struct coach_jam *jam)
{
    struct arena *arena = arena_new();
    struct help_place *places = arena ? arena_array(arena, jam->call_count, sizeof *places) : NULL;
    for (size_t i = 0; places && i < jam->team_count; i++)
        tell_team(jam, &jam->teams[i], places, arena);
    arena_free(arena);
}

/* By its name or its folder, which holds the file. */
static bool is_called(const struct coach_team *team, const char *name)
{
    char *folder = strndup(team->path, strlen(team->path) - strlen("/team.db"));
    bool is = team_name_same(team->name, name) || (folder && team_name_in(folder, name));
    free(folder);
    return is;
}

enum status coach_find_call(const struct coach_jam *jam, const char *name,
                            const struct coach_call **out, struct error *err)
{
    const char *slash = strrchr(name, '/');
    char *end = NULL;
    int64_t id = slash ? strtoll(slash + 1, &end, 10) : 0;
    char *team = slash ? strndup(name, (size_t)(slash - name)) : NULL;
    for (size_t i = 0; slash && *end == '\0' && i < jam->call_count; i++) {
        const struct coach_call *call = &jam->calls[i];
        if (call->request->id == id && team && is_called(call->team, team)) {
            *out = call;
            free(team);
            return STATUS_OK;
        }
    }
    free(team);
    return error_set(err, STATUS_NOT_FOUND, TEXT_COACH_NO_CALL,
                     TEXT_VALUES(text_string("name", name)));
}

enum status coach_find_team(const struct coach_jam *jam, const char *name,
                            const struct coach_team **out, struct error *err)
{
    struct arena *arena = arena_new();
    const char **names = arena ? arena_array(arena, jam->team_count, sizeof *names) : NULL;
    *out = NULL;
    for (size_t i = 0; names && i < jam->team_count; i++) {
        names[i] = jam->teams[i].name;
        if (is_called(&jam->teams[i], name))
            *out = &jam->teams[i];
    }
    int near = names && !*out ? nearest_name(name, names, jam->team_count) : -1;
    enum status status = STATUS_OK;
    if (!names)
        status = no_memory(err);
    else if (!*out)
        status = error_set(err, STATUS_NOT_FOUND,
                           near < 0 ? TEXT_CHECK_IN_NO_TEAMS : TEXT_CHECK_IN_NO_TEAM,
                           TEXT_VALUES(text_string("name", name),
                                       text_string("nearest", near < 0 ? "" : names[near])));
    arena_free(arena);
    return status;
}

char *coach_person_words(const struct presence *one, char *out, size_t size)
{
    if (one->coach)
        text_format(out, size, TEXT_PRESENCE_COACH,
                    TEXT_VALUES(text_string("person", one->person)));
    else
        snprintf(out, size, "%s", one->person);
    return out;
}

enum status coach_move(const char *team_file, const char *uuid, enum help_move move,
                       const char *who, const char *tip, struct error *err)
{
    struct arena *arena = arena_new();
    struct db *db = NULL;
    enum status status = arena ? db_open(&db, team_file, DB_TEAM, DB_WRITE, err) : no_memory(err);
    if (status == STATUS_OK)
        status = help_move(db, arena, uuid, move, who, tip, NULL, err);
    db_close(db);
    arena_free(arena);
    return status;
}

enum status coach_say(const char *team_file, const char *uuid, const char *text, const char *who,
                      struct error *err)
{
    struct arena *arena = arena_new();
    struct db *db = NULL;
    enum status status = arena ? db_open(&db, team_file, DB_TEAM, DB_WRITE, err) : no_memory(err);
    if (status == STATUS_OK)
        status = help_say(db, arena, uuid, text, who, err);
    db_close(db);
    arena_free(arena);
    return status;
}
