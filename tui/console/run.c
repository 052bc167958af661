/*
 * Owns the order of start and end. What is open here: the team file, what is remembered of
 * the last start, the terminal with its guards.
 */
#include "tui/console/run.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/base/log.h"
#include "core/service/day.h"
#include "core/service/open.h"
#include "core/service/rules_set.h"
#include "core/service/seat.h"
#include "core/service/topic_folder.h"
#include "core/store/meta.h"
#include "tui/console/app_private.h"
#include "tui/console/choose_theme.h"
#include "tui/console/crash.h"
#include "tui/console/loop.h"
#include "tui/console/projector.h"
#include "tui/console/signals.h"
#include "tui/console/term.h"
#include "tui/console/term_ascii.h"
#include "tui/console/welcome.h"

enum { PLAIN_COLUMNS = 120, PLAIN_ROWS = 40, KEY_LIMIT = PATH_SIZE + 16, PEOPLE_MOST = 12 };

struct run {
    const struct run_options *options;
    struct remembered *last; /* the team file of the last start, and who was there */
    struct arena *arena;
    struct theme theme;
    const char *path; /* of the team file, absolute */
    const char *person;
    bool unsure; /* the person may be another one: they are asked */
    const char *jam, *team, *topic;
    const char *topic_title; /* as its page has it, else the folder's name */
    char place[32];          /* the kind of disk, where it is not safe for several; else "" */
    const char *jam_folder, *topic_folder;
    struct db *db;
    struct term *term;
    struct restore restore;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* Where the last start is remembered; NULL: nowhere. */
static char *last_place(struct arena *arena)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    if (state && *state)
        return arena_printf(arena, "%s/datajam/last", state);
    return home && *home ? arena_printf(arena, "%s/.local/state/datajam/last", home) : NULL;
}

/* The names that this account has used for the team: a line each, the last one first. */
static const char *people_before(const struct run *run)
{
    char key[KEY_LIMIT];
    snprintf(key, sizeof key, "people:%s", run->path);
    const char *people = remembered_get(run->last, key);
    return people ? people : "";
}

static const char *people_after(struct run *run)
{
    const char *all = run->person;
    size_t count = 1;
    char *rest = arena_string(run->arena, people_before(run));
    for (const char *name; all && count < PEOPLE_MOST && rest && (name = strsep(&rest, "\n"));) {
        if (!*name || strcasecmp(name, run->person) == 0)
            continue;
        all = arena_printf(run->arena, "%s\n%s", all, name);
        count++;
    }
    return all;
}

/* A coach's visit says nothing of who sits there next. */
static void remember_last(struct run *run)
{
    char name[KEY_LIMIT];
    const char *path = remembered_path(run->last);
    struct buffer bytes = {0};
    if (!*path || !*run->path || run->options->coach)
        return;
    snprintf(name, sizeof name, "person:%s", run->path);
    remembered_set(run->last, "team", run->path);
    remembered_set(run->last, name, *run->person ? run->person : NULL);
    const char *people = people_after(run);
    snprintf(name, sizeof name, "people:%s", run->path);
    remembered_set(run->last, name, people);
    remembered_write(run->last, &bytes);
    char *folder = arena_copy(run->arena, span_of(path, strlen(path) - strlen("/last")));
    if (folder && file_make_folder(folder, NULL) == STATUS_OK)
        file_swap(path, buffer_span(&bytes), 0660, NULL);
    buffer_free(&bytes);
}

static enum status choose_path(struct run *run, struct error *err)
{
    const char *name = run->options->team;
    if (!name)
        name = remembered_get(run->last, "team");
    if (!name || (!run->options->team && !file_exists(name)))
        return error_set(err, STATUS_NOT_FOUND, TEXT_CONSOLE_NOTHING_TO_RESUME, NULL);
    char *path = NULL;
    enum status status = source_resolve(name, &path, err);
    if (status != STATUS_OK)
        return status;
    char *real = realpath(path, NULL);
    run->path = arena_string(run->arena, real ? real : path);
    free(real);
    free(path);
    return run->path ? STATUS_OK : no_memory(err);
}

bool run_can_resume(void)
{
    struct arena *arena = arena_new();
    struct remembered *last = arena ? remembered_new(last_place(arena)) : NULL;
    const char *name = last ? remembered_get(last, "team") : NULL;
    bool can = name && file_exists(name);
    remembered_free(last);
    arena_free(arena);
    return can;
}

/* Several people use this account: the last name is a guess. */
static bool account_is_shared(const struct run *run)
{
    return strchr(people_before(run), '\n') != NULL;
}

static bool is_here_already(const struct run *run)
{
    struct presence *people = NULL;
    size_t count = 0;
    bool here = false;
    if (seat_look(run->path, run->arena, &people, &count, NULL) != STATUS_OK)
        return false;
    for (size_t i = 0; i < count; i++)
        here = here || strcasecmp(people[i].person, run->person) == 0;
    return here;
}

/* A name is asked for where two people would become one under it. */
static bool is_unsure(const struct run *run)
{
    const char *named = getenv(RUN_PERSON_VARIABLE);
    if (run->options->coach || !*run->person || (!run->options->person && named && *named))
        return false;
    return is_here_already(run) || (!run->options->person && account_is_shared(run));
}

static const char *chosen_person(const struct run *run)
{
    char name[KEY_LIMIT];
    const char *person = run->options->person ? run->options->person : getenv(RUN_PERSON_VARIABLE);
    if (person && *person)
        return person;
    snprintf(name, sizeof name, "person:%s", run->path);
    person = remembered_get(run->last, name);
    return person ? person : "";
}

/* jam/teams/NAME/team.db: the jam's folder, if that is where the file is. */
static void find_folders(struct run *run)
{
    char *folder = arena_string(run->arena, run->path);
    run->jam_folder = run->topic_folder = "";
    for (int up = 0; folder && up < 3; up++) {
        char *slash = strrchr(folder, '/');
        if (!slash)
            return;
        *slash = '\0';
    }
    char *topics = folder ? arena_printf(run->arena, "%s/topics", folder) : NULL;
    if (!topics || !file_is_folder(topics))
        return;
    run->jam_folder = folder;
    char *topic = arena_printf(run->arena, "%s/%s", topics, run->topic);
    if (topic && *run->topic && file_is_folder(topic))
        run->topic_folder = topic;
}

static enum status open_db(struct db **out, void *context, struct error *err)
{
    const struct run *run = context;
    enum status status = db_open(out, run->path, DB_TEAM, DB_WRITE, err);
    if (status == STATUS_NO_ACCESS) /* a copy that may only be read */
        status = db_open(out, run->path, DB_TEAM, DB_READ, err);
    return status;
}

/* The team's copy of the topic; without one, the folder's. */
static enum status find_title(struct run *run, struct error *err)
{
    struct topic_text text = {.page = ""};
    struct topic_folder folder = {.text = {.page = ""}};
    enum status status = topic_read(run->db, run->arena, &text, err);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    if (status == STATUS_NOT_FOUND && *run->topic_folder &&
        topic_folder_read(run->arena, run->topic_folder, &folder, NULL) == STATUS_OK)
        text.page = folder.text.page;
    const char *title = text.page ? topic_title(run->arena, text.page) : NULL;
    run->topic_title = title ? title : run->topic;
    return STATUS_OK;
}

static enum status open_team(struct run *run, struct error *err)
{
    struct source source = {0};
    enum status status = source_open(&source, run->path, SOURCE_WRITE, err);
    if (status == STATUS_NO_ACCESS)
        status = source_open(&source, run->path, SOURCE_READ, err);
    if (status != STATUS_OK)
        return status;
    run->db = source.db;
    source.db = NULL;
    if (source.place_unknown)
        memcpy(run->place, source.place, sizeof run->place);
    source_close(&source);
    status = meta_get(run->db, run->arena, META_JAM, &run->jam, err);
    if (status == STATUS_OK)
        status = meta_get(run->db, run->arena, META_TEAM, &run->team, err);
    if (status == STATUS_OK)
        status = meta_get(run->db, run->arena, META_TOPIC, &run->topic, err);
    if (status == STATUS_OK)
        find_folders(run);
    return status == STATUS_OK ? find_title(run, err) : status;
}

static enum status load_theme(struct run *run, struct error *err)
{
    const char *name = getenv(RUN_THEME_VARIABLE);
    if (!name || !*name)
        name = remembered_get(run->last, "theme");
    return theme_load(&run->theme, name && *name ? name : "dark", err);
}

/* seat may be NULL; it is the console's from here on. */
static enum status make_app(struct run *run, const struct pane_class *const *classes, size_t count,
                            const char *remember, struct seat *seat, struct app **out,
                            struct error *err)
{
    const char *backups = getenv(RUN_BACKUPS_VARIABLE);
    struct app_config config = {.classes = classes,
                                .class_count = count,
                                .db = run->db,
                                .seat = seat,
                                .open = *run->path ? open_db : NULL,
                                .open_context = run,
                                .helper = run->options->helper,
                                .team_file = run->path,
                                .jam_folder = run->jam_folder,
                                .topic_folder = run->topic_folder,
                                .jam = run->jam,
                                .team = run->team,
                                .topic = run->topic_title,
                                .person = run->person,
                                .coach = run->options->coach,
                                .theme = &run->theme,
                                .remember_path = remember,
                                .columns = PLAIN_COLUMNS,
                                .rows = PLAIN_ROWS,
                                .plain = term_is_plain() || !term_has_utf8(),
                                .backups = seat && !(backups && strcmp(backups, "off") == 0)};
    run->db = NULL; /* the console's from here on */
    return app_new(out, &config, err);
}

/* The terminal with its guards: the crash handler and the helper. */
static enum status take_terminal(struct run *run, struct error *err)
{
    static const int fd = STDOUT_FILENO;
    if (!signals_open())
        return no_memory(err);
    enum status status = term_open(&run->term, &run->restore, err);
    if (status != STATUS_OK) {
        signals_close();
        return status;
    }
    crash_set_terminal(&run->restore, fd);
    if (run->options->helper && helper_guard(run->options->helper, RESTORE_JOB, &run->restore,
                                             sizeof run->restore, &fd, 1, NULL) != STATUS_OK)
        log_line("the helper does not guard the terminal");
    return STATUS_OK;
}

static void give_terminal_back(struct run *run)
{
    if (!run->term)
        return;
    crash_set_terminal(NULL, -1);
    term_close(run->term);
    run->term = NULL;
    if (run->options->helper)
        helper_guard(run->options->helper, NULL, NULL, 0, NULL, 0, NULL);
    signals_close();
}

static enum status ask_who(struct run *run, struct error *err)
{
    static const struct pane_class *const classes[] = {&welcome_pane};
    struct app *app = NULL;
    enum status status = make_app(run, classes, 1, NULL, NULL, &app, err);
    if (status != STATUS_OK)
        return status;
    enum loop_end end = loop_run(app, run->term);
    run->person = arena_string(run->arena, welcome_name(app_focused(app)));
    app_free(app);
    if (!run->person)
        return no_memory(err);
    return end == LOOP_QUIT && *run->person ? open_db(&run->db, run, err) : STATUS_CANCELLED;
}

/* Where locks can't be trusted, whoever starts there is told before anything else. */
static void warn_of_place(const struct run *run, struct app *app)
{
    char words[MESSAGE_SIZE];
    if (!*run->place)
        return;
    text_format(words, sizeof words, TEXT_STORE_UNKNOWN_PLACE,
                TEXT_VALUES(text_string("file", run->path), text_string("place", run->place)));
    const struct card_line line = {NULL, words, THEME_OVERLAY};
    const struct card_request card = {
        .title = text_get(TEXT_CONSOLE_PLACE_TITLE), .lines = &line, .count = 1};
    app_open_card(app_focused(app), &card);
}

static void dress(struct app *app)
{
    const char *asked = getenv(RUN_THEME_VARIABLE);
    if (!asked || !*asked)
        choose_theme_resume(app);
}

/* The lines of a coach's check-in, and where they stand later. */
static void show_ask(const struct run *run, struct app *app)
{
    enum { LINES = 10 };
    const struct run_options *options = run->options;
    struct card_line lines[LINES];
    size_t count = 0;
    char *rest = arena_string(run->arena, options->ask);
    for (const char *line; rest && *rest && count < LINES - 2 && (line = strsep(&rest, "\n"));)
        lines[count++] = (struct card_line){NULL, line, THEME_OVERLAY};
    lines[count++] = (struct card_line){NULL, "", THEME_OVERLAY};
    lines[count++] = (struct card_line){NULL, text_get(TEXT_CHECK_IN_ASK_AGAIN), THEME_OVERLAY};
    const struct card_request card = {.title = options->title, .lines = lines, .count = count};
    app_open_card(app_focused(app), &card);
}

/* A coach comes to what the team looked at, and to who asked. */
static void show_first(const struct run *run, struct app *app)
{
    const struct run_options *options = run->options;
    char *text =
        options->view ? arena_printf(run->arena, "%s\n%s", options->kind, options->view) : NULL;
    if (text)
        app_tell(app, "data", "call.view", text);
    if (options->asker)
        together_expect(app, options->asker, options->words ? options->words : "");
    if (options->ask)
        show_ask(run, app);
    if (options->trouble)
        app_say_error(app, options->trouble);
}

/* One person's time at the console. *again: another one goes on. */
static enum status run_person(struct run *run, bool *again, struct error *err)
{
    struct app *app = NULL;
    *again = false;
    if (!*run->person || run->unsure) {
        enum status status = ask_who(run, err);
        if (status != STATUS_OK)
            return status;
    }
    remember_last(run);
    char *remember = *run->path ? remembered_place(run->path, run->person) : NULL;
    struct seat *seat = NULL;
    if (*run->path) /* where none can be had, nobody sees who is here, and drafts end with it */
        seat_take(&seat, run->path, run->person, NULL);
    enum status status =
        make_app(run, run->options->classes, run->options->class_count, remember, seat, &app, err);
    free(remember);
    if (status != STATUS_OK)
        return status;
    dress(app);
    warn_of_place(run, app);
    const char *presents = getenv(RUN_PRESENT_VARIABLE);
    if (presents && strcmp(presents, "1") == 0)
        app_tell(app, "board", "board.present", "quit");
    show_first(run, app);
    *again = loop_run(app, run->term) == LOOP_QUIT && app->someone_else;
    if (run->options->left)
        run->options->left(run->options->context, app_focused(app));
    if (!*again)
        give_terminal_back(run); /* before the workers are waited for */
    app_free(app);
    return STATUS_OK;
}

static enum status run_screen(struct run *run, struct error *err)
{
    enum status status = take_terminal(run, err);
    bool again = true;
    while (status == STATUS_OK && again) {
        status = run_person(run, &again, err);
        if (status == STATUS_OK && again) {
            run->person = "";
            run->unsure = false;
            status = open_db(&run->db, run, err);
        }
    }
    return status;
}

/* One pane of a jam, without a team. */
static enum status run_pane(struct run *run, const struct pane_class *class, struct error *err)
{
    struct app *app = NULL;
    enum status status = take_terminal(run, err);
    if (status == STATUS_OK)
        status = make_app(run, &class, 1, NULL, NULL, &app, err);
    if (status != STATUS_OK)
        return status;
    app_zoom(app, true);
    loop_run(app, run->term);
    if (run->options->left)
        run->options->left(run->options->context, app_focused(app));
    give_terminal_back(run);
    app_free(app);
    return STATUS_OK;
}

static enum status run_plain(struct run *run, struct error *err)
{
    struct app *app = NULL;
    struct buffer out = {0};
    char *remember = *run->path ? remembered_place(run->path, run->person) : NULL;
    enum status status =
        make_app(run, run->options->classes, run->options->class_count, remember, NULL, &app, err);
    free(remember);
    if (status != STATUS_OK)
        return status;
    app_settle(app);
    app_describe(app, &out);
    app_free(app);
    bool good = !out.failed && fwrite(out.data, 1, out.len, stdout) == out.len;
    buffer_free(&out);
    return good ? STATUS_OK : error_set_errno(err, EIO, "-");
}

static enum status prepare_jam(struct run *run, const char *jam, struct error *err)
{
    char *real = realpath(jam, NULL);
    run->arena = arena_new();
    run->last = run->arena ? remembered_new(last_place(run->arena)) : NULL;
    run->jam_folder = run->arena ? arena_string(run->arena, real ? real : jam) : NULL;
    free(real);
    if (!run->last || !run->jam_folder)
        return no_memory(err);
    run->jam = file_name(run->jam_folder);
    return load_theme(run, err);
}

static enum status prepare(struct run *run, struct error *err)
{
    run->arena = arena_new();
    run->last = run->arena ? remembered_new(last_place(run->arena)) : NULL;
    if (!run->last)
        return no_memory(err);
    enum status status = load_theme(run, err);
    if (status == STATUS_OK && run->options->jam) {
        run->jam_folder = run->options->jam;
        run->person = run->options->person ? run->options->person : "";
        return STATUS_OK;
    }
    if (status == STATUS_OK)
        status = choose_path(run, err);
    if (status == STATUS_OK)
        status = open_team(run, err);
    if (status == STATUS_OK)
        run->person = chosen_person(run);
    run->unsure = status == STATUS_OK && is_unsure(run);
    return status;
}

static struct run run_begin(const struct run_options *options)
{
    return (struct run){.options = options,
                        .path = "",
                        .person = "",
                        .jam = "",
                        .team = "",
                        .topic = "",
                        .topic_title = "",
                        .jam_folder = "",
                        .topic_folder = ""};
}

static void run_end(struct run *run)
{
    give_terminal_back(run);
    db_close(run->db);
    remembered_free(run->last);
    arena_free(run->arena);
}

/* In a jam's consoles nobody is asked for a name. */
static struct run run_of_person(const struct run_options *options)
{
    struct run run = run_begin(options);
    if (options->person)
        run.person = options->person;
    return run;
}

enum status run_console(const struct run_options *options, struct error *err)
{
    struct run run = run_begin(options);
    const char *plain = getenv(RUN_PLAIN_VARIABLE);
    term_set_locale();
    enum status status = prepare(&run, err);
    if (status == STATUS_OK)
        status = plain && strcmp(plain, "1") == 0 ? run_plain(&run, err) : run_screen(&run, err);
    run_end(&run);
    return status;
}

static enum status run_of_jam(const struct run_options *options, const char *jam,
                              const struct pane_class *class, bool facilitates, struct error *err)
{
    struct run run = run_of_person(options);
    struct db *db = NULL;
    struct day_record record;
    term_set_locale();
    enum status status = prepare_jam(&run, jam, err);
    if (status == STATUS_OK && facilitates) { /* and a record that a crash left behind is mended */
        status = day_open(&db, run.jam_folder, DB_WRITE, err);
        if (status == STATUS_OK)
            status = day_publish(db, run.jam_folder, NULL, err);
        if (status == STATUS_OK)
            status = rules_publish(db, run.jam_folder, err);
        db_close(db);
    } else if (status == STATUS_OK) {
        status = day_read(run.jam_folder, &record, err);
        if (status == STATUS_DAMAGED) /* it is shown as soon as it is whole again */
            status = STATUS_OK;
    }
    if (status == STATUS_OK)
        status = run_pane(&run, class, err);
    run_end(&run);
    return status;
}

enum status run_projector(const struct run_options *options, const char *jam, struct error *err)
{
    return run_of_jam(options, jam, &projector_pane, false, err);
}

enum status run_facilitator(const struct run_options *options, const char *jam, struct error *err)
{
    return run_of_jam(options, jam, options->classes[0], true, err);
}

enum status run_before_jam(const struct run_options *options, const char *jam, struct error *err)
{
    struct run run = run_of_person(options);
    term_set_locale();
    enum status status = prepare_jam(&run, jam, err);
    if (status == STATUS_OK) {
        run.jam_folder = jam; /* as it was written */
        run.jam = "";
        status = run_pane(&run, options->classes[0], err);
    }
    run_end(&run);
    return status;
}
