/* The verb `clock`: what the day is at, and what facilitators do to it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/base/clock.h"
#include "core/base/nearest.h"
#include "core/service/data_gate.h"
#include "core/service/day.h"
#include "core/service/notices.h"
#include "core/service/rules.h"
#include "core/service/team_change.h"
#include "core/store/agenda.h"
#include "tui/cli/verbs.h"
#include "tui/console/run.h"

static const struct cli_option options[] = {
    {.name = "as", .place = "NAME", .help = TEXT_CLOCK_OPTION_AS},
    {.name = "at", .place = "HH:MM", .help = TEXT_CLOCK_OPTION_AT},
    {.name = "rehearse", .place = "N", .help = TEXT_CLOCK_OPTION_REHEARSE},
    {.name = "theme", .place = "NAME", .help = TEXT_OPEN_OPTION_THEME},
    {.name = "to", .place = "TEAM", .help = TEXT_CLOCK_OPTION_TO},
    {.name = NULL},
};

/* ---- what it says ---- */

/* A facilitator's look at a clock that can't be read makes it whole. */
static void mend(struct cli *cli)
{
    bool mended = false;
    day_mend(cli_operand(cli, 0), &mended);
    if (mended)
        cli_note(cli, TEXT_CLOCK_MENDED, NULL);
}

static int print_status(struct cli *cli)
{
    struct day_record record;
    struct error err = {0};
    struct buffer out = {0};
    char began[32] = "";
    int64_t now = clock_now_ms();
    mend(cli);
    if (day_read(cli_operand(cli, 0), &record, &err) != STATUS_OK)
        return cli_fail(cli, &err);
    if (day_is_on(&record))
        clock_iso(began, sizeof began, record.began_ms);
    buffer_printf(&out, "phase=%s\nstate=%s\nstarted=%s\nremaining=", record.phase,
                  day_state_name(record.state), began);
    if (day_is_on(&record)) { /* whole seconds, rounded up; below 0 when it is over by that */
        int64_t left = day_left_ms(&record, now);
        buffer_printf(&out, "%lld", (long long)(left > 0 ? (left + 999) / 1000 : left / 1000));
    }
    buffer_printf(&out, "\nnext=%s\n", record.next);
    if (day_is_on(&record) && record.speed > 1)
        buffer_printf(&out, "rehearsal=%lld\n", (long long)record.speed);
    cli_print_text(cli, buffer_span(&out).data);
    buffer_free(&out);
    return EXIT_DONE;
}

/* ---- what is done ---- */

struct deed {
    const char *word;
    enum day_action action;
    int sign; /* of the minutes that follow; 0: none do */
};

static const struct deed deeds[] = {
    {"start", DAY_START, 0},     {"pause", DAY_PAUSE, 0}, {"resume", DAY_RESUME, 0},
    {"next", DAY_NEXT, 0},       {"back", DAY_BACK, 0},   {"extend", DAY_EXTEND, 1},
    {"shorten", DAY_EXTEND, -1}, {"move", DAY_MOVE, 1},   {"reset", DAY_RESET, 0},
};

enum { DEEDS = sizeof deeds / sizeof *deeds };

/* "09:00" today; false: it is no time. */
static bool read_time(const char *text, int64_t midnight, int64_t *out)
{
    int hours = 0, minutes = 0;
    char end = '\0';
    if (sscanf(text, "%2d:%2d%c", &hours, &minutes, &end) != 2 || hours < 0 || hours > 23 ||
        minutes < 0 || minutes > 59)
        return false;
    *out = midnight + ((int64_t)hours * 60 + minutes) * 60000;
    return true;
}

static int read_start(struct cli *cli, struct day_event *event)
{
    const char *at = cli_value(cli, "at");
    event->midnight_ms = clock_local_midnight(event->at_ms);
    if (at && !read_time(at, event->midnight_ms, &event->begin_ms))
        return cli_wrong(cli, TEXT_CLOCK_BAD_TIME, TEXT_VALUES(text_string("time", at)));
    if (!cli_number(cli, "rehearse", &event->speed))
        return EXIT_USAGE;
    return at && event->speed > 1 ? cli_wrong(cli, TEXT_CLOCK_REHEARSES_NOW, NULL) : EXIT_DONE;
}

/* The first phase has run since a time that was before now. */
static void note_past(struct cli *cli, const struct day_event *event)
{
    char time[8];
    if (event->begin_ms && event->begin_ms < event->at_ms)
        cli_note(
            cli, TEXT_CLOCK_BEGAN,
            TEXT_VALUES(text_string("time", clock_local_hm(time, sizeof time, event->begin_ms))));
}

static int read_minutes(struct cli *cli, const struct deed *deed, struct day_event *event)
{
    const char *text = cli_operand(cli, 2);
    char *end = NULL;
    event->minutes = text ? deed->sign * strtol(text, &end, 10) : 0;
    if (!text || *end || end == text)
        return cli_wrong(cli, TEXT_CLOCK_NEEDS_MINUTES,
                         TEXT_VALUES(text_string("word", deed->word)));
    return EXIT_DONE;
}

/* The clock has moved all the same: what the data are at is a note. */
static void follow(struct cli *cli)
{
    struct error err = {0};
    bool opened = false;
    if (data_gate_follow(cli_operand(cli, 0), cli_who(cli), &opened, &err) != STATUS_OK)
        cli_note(cli, TEXT_DATA_GATE_STAYS, TEXT_VALUES(text_string("why", err.message)));
    else if (opened)
        cli_note(cli, TEXT_DATA_GATE_OPENED, NULL);
}

/* The day goes on from where the machine's clock is now; whoever moves it should know. */
static void note_jump(struct cli *cli, int64_t now_ms)
{
    struct day_record record;
    int64_t minutes = 0;
    if (day_read(cli_operand(cli, 0), &record, NULL) == STATUS_OK &&
        day_went_back(&record, now_ms, &minutes))
        cli_note(cli, TEXT_CLOCK_WENT_BACK, TEXT_VALUES(text_number("minutes", minutes)));
}

/* What is fixed and can't be kept at its time any more. */
static void note_late(struct cli *cli, int64_t now_ms)
{
    struct db *db = NULL;
    struct day_loaded loaded;
    char words[240] = "";
    struct arena *arena = arena_new();
    if (arena && day_open(&db, cli_operand(cli, 0), DB_READ, NULL) == STATUS_OK &&
        day_load(db, arena, &loaded, NULL) == STATUS_OK)
        day_late_words(&loaded.day, now_ms, words, sizeof words);
    if (*words)
        cli_note(cli, TEXT_CLOCK_LATE, TEXT_VALUES(text_string("words", words)));
    db_close(db);
    arena_free(arena);
}

/* Why an analysis of a rehearsal has no rows. */
static void note_closed(struct cli *cli)
{
    struct rules rules;
    if (rules_load(cli_operand(cli, 0), &rules, NULL) == STATUS_OK && rules.closed)
        cli_note(cli, TEXT_CLOCK_REHEARSAL_CLOSED, NULL);
}

static int act(struct cli *cli, const struct deed *deed)
{
    struct day_event event = {.at_ms = clock_now_ms(), .action = deed->action, .speed = 1};
    struct day_record record;
    struct error err = {0};
    char words[120];
    int status = deed->action == DAY_START ? read_start(cli, &event)
                 : deed->sign              ? read_minutes(cli, deed, &event)
                 : cli_operand(cli, 2)
                     ? cli_wrong(cli, TEXT_CLI_TOO_MANY,
                                 TEXT_VALUES(text_string("word", cli_operand(cli, 2))))
                     : EXIT_DONE;
    if (status != EXIT_DONE)
        return status;
    mend(cli);
    note_jump(cli, event.at_ms);
    if (day_do(cli_operand(cli, 0), &event, cli_who(cli), &record, &err) != STATUS_OK)
        return cli_fail(cli, &err);
    follow(cli);
    note_past(cli, &event);
    if (event.action == DAY_RESET) {
        cli_print(cli, TEXT_CLOCK_IS_RESET, NULL);
        return EXIT_DONE;
    }
    day_words(&record, event.at_ms, words, sizeof words);
    cli_print(cli, record.phase[0] ? TEXT_CLOCK_NOW : TEXT_CLOCK_NOW_OVER,
              TEXT_VALUES(text_string("phase", record.phase), text_string("left", words)));
    if (record.speed > 1 && day_is_on(&record) && strcasecmp(record.kind, "analysis") == 0)
        note_closed(cli);
    note_late(cli, event.at_ms);
    return EXIT_DONE;
}

/* Consoles know a team by its folder alone, and what is said to one that is not there would be
 * lost. */
static enum status find_team(struct db *db, struct arena *arena, const char *jam, const char *name,
                             const struct team **out, struct error *err)
{
    struct team *teams = NULL;
    size_t count = 0;
    enum status status = team_list(db, arena, &teams, &count, err);
    return status == STATUS_OK ? jam_find_team(jam, teams, count, name, out, err) : status;
}

static enum status say_it(struct cli *cli, struct arena *arena, struct notice *notice,
                          const struct team **team, struct error *err)
{
    const char *jam = cli_operand(cli, 0), *to = cli_value(cli, "to");
    struct db *db = NULL; /* whoever may open the jam's file may speak to all */
    enum status status = day_open(&db, jam, DB_WRITE, err);
    if (status == STATUS_OK && to)
        status = find_team(db, arena, jam, to, team, err);
    db_close(db);
    if (status != STATUS_OK)
        return status;
    notice->to = *team ? team_folder(*team) : NULL;
    return notice_add(jam, notice, err);
}

/* All words that follow, in one. */
static int announce(struct cli *cli)
{
    struct buffer text = {0};
    struct error err = {0};
    struct notice notice = {.at_ms = clock_now_ms(), .by = cli_who(cli)};
    const struct team *team = NULL;
    struct arena *arena = arena_new();
    for (size_t i = 2; i < cli_operand_count(cli); i++) {
        buffer_add_string(&text, i > 2 ? " " : "");
        buffer_add_string(&text, cli_operand(cli, i));
    }
    notice.text = buffer_span(&text).data;
    enum status status = arena ? say_it(cli, arena, &notice, &team, &err)
                               : error_set(&err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    buffer_free(&text);
    if (status == STATUS_OK)
        cli_print(cli, team ? TEXT_CLOCK_SAID : TEXT_CLOCK_SAID_ALL,
                  TEXT_VALUES(text_string("team", team ? team->name : "")));
    arena_free(arena);
    return status == STATUS_OK ? EXIT_DONE : cli_fail(cli, &err);
}

/* Full-screen, for the projector. */
static int show(struct cli *cli)
{
    const struct cli_host *host = cli_host(cli);
    const char *theme = cli_value(cli, "theme");
    if (theme)
        setenv(RUN_THEME_VARIABLE, theme, 1);
    if (!host || !host->projector)
        return cli_wrong(cli, TEXT_CONSOLE_NO_TERMINAL, NULL);
    return host->projector(host->context, cli_operand(cli, 0));
}

static int run(struct cli *cli)
{
    const char *names[DEEDS + 3], *word = cli_operand(cli, 1);
    for (size_t i = 0; i < DEEDS; i++) {
        if (strcmp(word, deeds[i].word) == 0)
            return act(cli, &deeds[i]);
        names[i] = deeds[i].word;
    }
    names[DEEDS] = "status";
    names[DEEDS + 1] = "say";
    names[DEEDS + 2] = "show";
    if (strcmp(word, "status") == 0)
        return print_status(cli);
    if (strcmp(word, "say") == 0)
        return announce(cli);
    if (strcmp(word, "show") == 0)
        return show(cli);
    int near = nearest_name(word, names, DEEDS + 3);
    return cli_wrong(cli, near < 0 ? TEXT_CLOCK_UNKNOWN : TEXT_CLOCK_UNKNOWN_NEAR,
                     TEXT_VALUES(text_string("word", word),
                                 text_string("nearest", near < 0 ? "" : names[near])));
}

const struct verb verb_clock = {
    .name = "clock",
    .operands = "JAM status|show|start|pause|resume|next|back|extend MIN|shorten MIN|move MIN|"
                "reset|say TEXT",
    .summary = TEXT_CLOCK_SUMMARY,
    .examples = TEXT_CLOCK_EXAMPLES,
    .more = TEXT_CLOCK_MORE,
    .least = 2,
    .most = 200,
    .options = options,
    .run = run,
};
