/*
 * The program's entry. The helper process is forked before everything else; then the crash
 * handler, the log, and the command line, which may ask for the console.
 */
#include <errno.h>
#include <locale.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/buffer.h"
#include "core/base/file.h"
#include "core/base/helper.h"
#include "core/base/log.h"
#include "core/base/utf8.h"
#include "core/service/query.h"
#include "tui/cli/cli.h"
#include "tui/console/crash.h"
#include "tui/console/restore.h"
#include "tui/console/run.h"
#include "tui/pane/coach.h"
#include "tui/pane/facilitate.h"
#include "tui/pane/new_jam.h"
#include "tui/pane/panes.h"

/* What the helper can do in a child, or at the end. */
static const struct helper_job jobs[] = {
    {RESTORE_JOB, restore_job},
    {QUERY_JOB, query_job},
};

/* Names of files may hold anything. */
static int answer(enum status status, const struct error *err)
{
    if (status == STATUS_OK || status == STATUS_CANCELLED)
        return EXIT_DONE;
    struct buffer safe = {0};
    utf8_screen(span_string(err->message), &safe);
    fprintf(stderr, "datajam: %s\n", buffer_span(&safe).data);
    buffer_free(&safe);
    return EXIT_FAILED;
}

static int open_projector(void *context, const char *jam)
{
    struct error err = {0};
    const struct run_options options = {.helper = context};
    return answer(run_projector(&options, jam, &err), &err);
}

static void note_made(void *context, const struct pane *pane)
{
    char **made = context;
    free(*made);
    *made = strdup(new_jam_made(pane));
}

/* Nothing is there, or only a folder that is no jam: a jam may be made. */
static bool is_no_jam(const char *jam)
{
    struct stat info;
    char *path = file_join(jam, "jam.db");
    bool none = path && stat(path, &info) != 0 && errno == ENOENT;
    free(path);
    return none && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

/* jam NULL: none is named. *made: the folder of the jam that was made, or "". */
static enum status make_first(struct helper *helper, const char *jam, const char *person,
                              char **made, struct error *err)
{
    static const struct pane_class *const classes[] = {&new_jam_pane};
    const struct run_options options = {.classes = classes,
                                        .class_count = 1,
                                        .helper = helper,
                                        .person = person,
                                        .left = note_made,
                                        .context = made};
    return run_before_jam(&options, jam ? jam : "", err);
}

static int open_facilitator(void *context, const char *jam, const char *person)
{
    static const struct pane_class *const classes[] = {&facilitate_pane};
    struct error err = {0};
    const struct run_options options = {
        .classes = classes, .class_count = 1, .helper = context, .person = person};
    char *made = NULL;
    enum status status = STATUS_OK;
    if (!jam || is_no_jam(jam))
        status = make_first(context, jam, person, &made, &err);
    else
        made = strdup(jam);
    if (status == STATUS_OK && made && *made)
        status = run_facilitator(&options, made, &err);
    free(made);
    return answer(status, &err);
}

static int open_console(void *context, const char *team_path, const char *person)
{
    struct error err = {0};
    struct run_options options = {.helper = context, .team = team_path, .person = person};
    options.classes = panes_all(&options.class_count);
    return answer(run_console(&options, &err), &err);
}

/* What a coach wants to open, kept beyond the console that was left for it. */
struct visit {
    char *team_file, *kind, *view, *asker, *words, *title, *ask;
};

static void note_visit(void *context, const struct pane *pane)
{
    struct visit *visit = context;
    const struct coach_wish wish = coach_wish(pane);
    if (!*wish.team_file)
        return;
    visit->team_file = strdup(wish.team_file);
    visit->kind = *wish.view ? strdup(wish.pane) : NULL;
    visit->view = *wish.view ? strdup(wish.view) : NULL;
    visit->asker = *wish.asker ? strdup(wish.asker) : NULL;
    visit->words = strdup(wish.words);
    visit->title = *wish.ask ? strdup(wish.title) : NULL;
    visit->ask = *wish.ask ? strdup(wish.ask) : NULL;
}

/* One team after the other, until there is nothing more to open. */
static int open_coach(void *context, const char *jam, const char *person)
{
    static const struct pane_class *const classes[] = {&coach_pane};
    bool more = true;
    struct error err = {0}, trouble = {0}; /* of the team that was to be opened last */
    enum status status = STATUS_OK;
    while (more && status == STATUS_OK) {
        struct visit visit = {0};
        struct run_options options = {.helper = context,
                                      .jam = jam,
                                      .person = person,
                                      .classes = classes,
                                      .class_count = 1,
                                      .trouble = *trouble.message ? &trouble : NULL,
                                      .left = note_visit,
                                      .context = &visit};
        status = run_console(&options, &err);
        more = status == STATUS_OK && visit.team_file;
        if (more) {
            options = (struct run_options){.helper = context,
                                           .team = visit.team_file,
                                           .person = person,
                                           .coach = true,
                                           .kind = visit.kind,
                                           .view = visit.view,
                                           .asker = visit.asker,
                                           .words = visit.words,
                                           .title = visit.title,
                                           .ask = visit.ask};
            options.classes = panes_all(&options.class_count);
            error_clear(&trouble);
            run_console(&options, &trouble); /* what went wrong there is told in the next one */
        }
        free(visit.team_file);
        free(visit.kind);
        free(visit.view);
        free(visit.asker);
        free(visit.words);
        free(visit.title);
        free(visit.ask);
    }
    return answer(status, &err);
}

/* Forty consoles share a machine: what is freed goes back to it, and is not kept in a heap for
 * each thread. Larger pieces are mapped each by itself. */
static void be_modest(void)
{
    enum { PIECE = 128 * 1024 };
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, PIECE);
    mallopt(M_TRIM_THRESHOLD, PIECE);
}

int main(int argc, char **argv)
{
    be_modest();
    struct helper *helper = NULL;
    struct error err = {0};
    if (helper_start(&helper, jobs, sizeof jobs / sizeof *jobs, &err) != STATUS_OK) {
        fprintf(stderr, "datajam: %s\n", err.message);
        return EXIT_FAILED;
    }
    log_open("datajam");
    crash_install();
    struct cli_host host = {.context = helper,
                            .helper = helper,
                            .console = open_console,
                            .coach = open_coach,
                            .facilitate = open_facilitator,
                            .projector = open_projector};
    int status = cli_main(argc, argv, &host);
    helper_stop(helper);
    log_close();
    return status;
}
