/* `datajam coach`: the teams of a jam and their calls, from outside the full screen. */
#include <string.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/nearest.h"
#include "core/service/coach.h"
#include "tui/cli/rows_out.h"
#include "tui/cli/verbs.h"

enum { MINUTE = 60 * 1000, TIME_SIZE = 32, OPERANDS_MOST = 4, WORDS = 300 };

struct coaching {
    struct cli *cli;
    struct arena *arena;
    struct coach_jam jam;
    const char *call, *text; /* operands: a call or a team, words; NULL: not given */
};

static struct value text(const char *string)
{
    struct span span = span_string(string);
    return (struct value){.kind = span.len ? VALUE_TEXT : VALUE_EMPTY, .text = span};
}

static struct value number(int64_t integer)
{
    return (struct value){.kind = VALUE_INTEGER, .integer = integer};
}

static struct value instant(struct arena *arena, int64_t ms)
{
    char *out = ms ? arena_alloc(arena, TIME_SIZE) : NULL;
    return text(out ? clock_iso(out, TIME_SIZE, ms) : "");
}

/* ---- lists ---- */

static const struct output_column team_columns[] = {
    {"team", COLUMN_TEXT},        {"here", COLUMN_INTEGER},  {"people", COLUMN_TEXT},
    {"last_work", COLUMN_TEXT},   {"calls", COLUMN_INTEGER}, {"questions", COLUMN_INTEGER},
    {"findings", COLUMN_INTEGER}, {"reason", COLUMN_TEXT},
};
static const struct output_column queue_columns[] = {
    {"call", COLUMN_TEXT},       {"state", COLUMN_TEXT}, {"place", COLUMN_INTEGER},
    {"minutes", COLUMN_INTEGER}, {"about", COLUMN_TEXT}, {"text", COLUMN_TEXT},
    {"by", COLUMN_TEXT},         {"coach", COLUMN_TEXT}, {"asked", COLUMN_TEXT},
};
static const struct output_column round_columns[] = {
    {"team", COLUMN_TEXT},  {"state", COLUMN_TEXT}, {"coach", COLUMN_TEXT}, {"began", COLUMN_TEXT},
    {"ended", COLUMN_TEXT}, {"next", COLUMN_TEXT},  {"note", COLUMN_TEXT},
};
static const struct output_column question_columns[] = {
    {"ask", COLUMN_TEXT},
};
static const struct output_column tip_columns[] = {
    {"about", COLUMN_TEXT},
    {"tip", COLUMN_TEXT},
};

/* "Kim, Robin" */
static const char *names(struct arena *arena, const struct coach_team *team)
{
    const char *all = "";
    for (size_t i = 0; all && i < team->people_count; i++) {
        const struct presence *one = &team->people[i];
        char name[WORDS];
        if (i > 0 && strcmp(one->person, team->people[i - 1].person) == 0)
            continue;
        all = arena_printf(arena, "%s%s%s", all, *all ? ", " : "",
                           coach_person_words(one, name, sizeof name));
    }
    return all ? all : "";
}

static enum status write_team(struct coaching *c, struct release *release, size_t at,
                              struct error *err)
{
    const struct coach_team *team = &c->jam.teams[at];
    int64_t open = 0;
    for (size_t i = 0; i < team->desk.count; i++)
        open += help_is_open(&team->desk.requests[i]);
    const struct value row[] = {text(team->name),
                                number((int64_t)team->here),
                                text(names(c->arena, team)),
                                instant(c->arena, team->work_ms),
                                number(open),
                                number((int64_t)team->questions),
                                number((int64_t)team->findings),
                                text(*team->trouble ? team->trouble : team->quiet_words)};
    return release_row(release, row, err);
}

static enum status write_call(struct coaching *c, struct release *release, size_t at,
                              struct error *err)
{
    const struct coach_call *call = &c->jam.calls[at];
    const struct help_request *request = call->request;
    const char *name = arena_printf(c->arena, "%s/%lld", call->team->name, (long long)request->id);
    struct value place = {.kind = VALUE_EMPTY};
    if (!name)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (call->place)
        place = number(call->place);
    const struct value row[] = {text(name),
                                text(help_state_name(request->state)),
                                place,
                                number(help_waited_ms(request, clock_now_ms()) / MINUTE),
                                text(help_about_name(request->about)),
                                text(request->text),
                                text(request->by),
                                text(request->coach),
                                instant(c->arena, request->at_ms)};
    return release_row(release, row, err);
}

/* What helped, without a name: that it helped is all that counts. */
static enum status write_tip(struct coaching *c, struct release *release, size_t at,
                             struct error *err)
{
    const struct help_request *request = c->jam.calls[at].request;
    const struct value row[] = {text(help_about_name(request->about)), text(request->tip)};
    return *request->tip ? release_row(release, row, err) : STATUS_OK;
}

static enum status write_round(struct coaching *c, struct release *release, size_t at,
                               struct error *err)
{
    const struct coach_team *team = &c->jam.teams[at];
    const struct check_in *check_in = &team->check_in;
    bool next = team == coach_next_team(&c->jam);
    char notes[2 * WORDS];
    check_in_notes(check_in, notes, sizeof notes);
    const struct value row[] = {text(team->name),
                                text(check_in_state_name(check_in->state)),
                                text(check_in->coach),
                                instant(c->arena, check_in->began_ms),
                                instant(c->arena, check_in->ended_ms),
                                text(next ? "yes" : ""),
                                text(notes)};
    return release_row(release, row, err);
}

/* ---- lists of one team ---- */

static enum status write_questions(struct coaching *c, const struct release_request *request,
                                   struct error *err)
{
    struct check_in_question asked[CHECK_IN_ASK_MOST];
    const struct coach_team *team = NULL;
    struct release *release = NULL;
    char words[WORDS];
    enum status status = coach_find_team(&c->jam, c->call, &team, err);
    if (status != STATUS_OK)
        return status;
    size_t count = check_in_ask(&team->signs, asked);
    status = release_begin(&release, request, question_columns, 1, err);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        check_in_words(&asked[i], words, sizeof words);
        const struct value row[] = {text(words)};
        status = release_row(release, row, err);
    }
    if (status == STATUS_OK)
        return release_end(release, err);
    release_drop(release);
    return status;
}

/* ---- what can be done ---- */

/* A call is TEAM/NUMBER; without a number it is the team that is meant. */
static bool names_call(const char *name)
{
    const char *slash = strrchr(name, '/');
    return slash && slash[1] && !slash[1 + strspn(slash + 1, "0123456789")];
}

static enum status check_in(struct coaching *c, enum check_in_move move, const char *note,
                            struct error *err)
{
    const struct coach_team *team = NULL;
    enum status status = coach_find_team(&c->jam, c->call, &team, err);
    return status == STATUS_OK ? coach_check_in(&c->jam, team, move, cli_who(c->cli), note, err)
                               : status;
}

static enum status take(struct coaching *c, struct error *err)
{
    return check_in(c, CHECK_IN_TAKE, NULL, err);
}

static enum status change(struct coaching *c, enum help_move move, const char *tip,
                          struct error *err)
{
    const struct coach_call *call = NULL;
    enum status status = coach_find_call(&c->jam, c->call, &call, err);
    return status == STATUS_OK
               ? coach_move(call->team->path, call->request->uuid, move, cli_who(c->cli), tip, err)
               : status;
}

static enum status claim(struct coaching *c, struct error *err)
{
    return change(c, HELP_CLAIM, NULL, err);
}

static enum status take_over(struct coaching *c, struct error *err)
{
    return change(c, HELP_TAKE_OVER, NULL, err);
}

static enum status release_it(struct coaching *c, struct error *err)
{
    return names_call(c->call) ? change(c, HELP_RELEASE, NULL, err)
                               : check_in(c, CHECK_IN_RELEASE, NULL, err);
}

static enum status done(struct coaching *c, struct error *err)
{
    return names_call(c->call) ? change(c, HELP_CLOSE, c->text, err)
                               : check_in(c, CHECK_IN_FINISH, c->text, err);
}

static enum status say(struct coaching *c, struct error *err)
{
    const struct coach_call *call = NULL;
    enum status status = coach_find_call(&c->jam, c->call, &call, err);
    return status == STATUS_OK
               ? coach_say(call->team->path, call->request->uuid, c->text, cli_who(c->cli), err)
               : status;
}

static const struct action {
    const char *name;
    size_t least, most; /* operands behind it */
    enum status (*run)(struct coaching *c, struct error *err);
    const struct output_column *columns; /* of a list; NULL: it changes something */
    size_t column_count;
    enum status (*write)(struct coaching *c, struct release *release, size_t at, struct error *err);
    enum status (*list)(struct coaching *c, const struct release_request *request,
                        struct error *err); /* of one team */
} actions[] = {
    {.name = "teams",
     .columns = team_columns,
     .column_count = sizeof team_columns / sizeof *team_columns,
     .write = write_team},
    {.name = "queue",
     .columns = queue_columns,
     .column_count = sizeof queue_columns / sizeof *queue_columns,
     .write = write_call},
    {.name = "tips",
     .columns = tip_columns,
     .column_count = sizeof tip_columns / sizeof *tip_columns,
     .write = write_tip},
    {.name = "round",
     .columns = round_columns,
     .column_count = sizeof round_columns / sizeof *round_columns,
     .write = write_round},
    {.name = "ask", .least = 1, .most = 1, .list = write_questions},
    {.name = "take", .least = 1, .most = 1, .run = take},
    {.name = "claim", .least = 1, .most = 1, .run = claim},
    {.name = "take-over", .least = 1, .most = 1, .run = take_over},
    {.name = "release", .least = 1, .most = 1, .run = release_it},
    {.name = "say", .least = 2, .most = 2, .run = say},
    {.name = "done", .least = 1, .most = 2, .run = done},
};
enum { ACTIONS = sizeof actions / sizeof *actions };

static enum status write_list(struct coaching *c, const struct action *action,
                              const struct release_request *request, struct error *err)
{
    struct release *release = NULL;
    if (action->list)
        return action->list(c, request, err);
    bool teams = action->columns == team_columns || action->columns == round_columns;
    size_t count = teams ? c->jam.team_count : c->jam.call_count;
    enum status status =
        release_begin(&release, request, action->columns, action->column_count, err);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = action->write(c, release, i, err);
    if (status == STATUS_OK)
        return release_end(release, err);
    release_drop(release);
    return status;
}

/* A list without the teams that can't be read looks like one on which nobody has called: it is
 * told, and where none could be read, the list is none. */
static bool is_whole(const struct coaching *c)
{
    const char *words = "";
    size_t unread = coach_unread(&c->jam, c->arena, &words);
    if (unread > 0)
        cli_note(c->cli, TEXT_COACH_UNREAD_ALL, TEXT_VALUES(text_string("words", words)));
    return unread == 0 || unread < c->jam.team_count;
}

/* NULL: there is none of that name, and standard error says so. */
static const struct action *find_action(struct cli *cli, const char *word)
{
    const char *names_of[ACTIONS];
    for (size_t i = 0; i < ACTIONS; i++) {
        names_of[i] = actions[i].name;
        if (strcmp(word, actions[i].name) == 0)
            return &actions[i];
    }
    int near = nearest_name(word, names_of, ACTIONS);
    cli_wrong(cli, near < 0 ? TEXT_COACH_UNKNOWN : TEXT_COACH_UNKNOWN_NEAR,
              TEXT_VALUES(text_string("word", word),
                          text_string("nearest", near < 0 ? "" : names_of[near])));
    return NULL;
}

/* JAM alone, by a person at a terminal: the full screen. */
static bool opens_console(const struct cli *cli)
{
    const struct cli_host *host = cli_host(cli);
    return host && host->coach && !cli_operand(cli, 1) && !cli_has(cli, "format") &&
           isatty(STDOUT_FILENO);
}

static int run_coach(struct cli *cli)
{
    struct coaching c = {.cli = cli, .call = cli_operand(cli, 2), .text = cli_operand(cli, 3)};
    struct release_request request;
    struct error err = {0};
    const char *word = cli_operand(cli, 1);
    const struct action *action = word ? find_action(cli, word) : &actions[0];
    size_t given = cli_operand_count(cli) - (word ? 2 : 1);
    if (!action || !cli_release_request(cli, &request))
        return EXIT_USAGE;
    if (given < action->least || given > action->most)
        return cli_wrong(cli, TEXT_COACH_WORDS, TEXT_VALUES(text_string("word", action->name)));
    if ((action->run || opens_console(cli)) && !*cli_who(cli))
        return cli_wrong(cli, TEXT_COACH_WHO, NULL);
    if (opens_console(cli))
        return cli_host(cli)->coach(cli_host(cli)->context, cli_operand(cli, 0), cli_who(cli));
    c.arena = arena_new();
    enum status status = c.arena ? coach_read(cli_operand(cli, 0), c.arena, &c.jam, &err)
                                 : error_set(&err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK)
        status = action->run ? action->run(&c, &err) : write_list(&c, action, &request, &err);
    bool whole = status != STATUS_OK || action->run || is_whole(&c);
    arena_free(c.arena);
    return whole ? cli_rows_done(cli, status, &err) : EXIT_FAILED;
}

static const struct cli_option options[] = {
    {"as", 0, "NAME", false, TEXT_COACH_AS},
    {.name = NULL},
};

const struct verb verb_coach = {
    .name = "coach",
    .operands = "JAM [WHAT ...]",
    .summary = TEXT_COACH_SUMMARY,
    .examples = TEXT_COACH_EXAMPLES,
    .more = TEXT_COACH_MORE,
    .least = 1,
    .most = OPERANDS_MOST,
    .rows = true,
    .options = options,
    .run = run_coach,
};
