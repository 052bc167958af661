/*
 * The verb `import`: files into a team file, with a line of progress on a terminal and the
 * account of all rows at the end. Ctrl-C stops it and leaves no trace.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/base/file.h"
#include "core/ingest/choice.h"
#include "core/ingest/header.h"
#include "core/service/import.h"
#include "core/service/open.h"
#include "core/service/release.h"
#include "tui/cli/import_dry_run.h"
#include "tui/cli/verbs.h"

static const struct cli_option options[] = {
    {.name = "name", .place = "NAME", .help = TEXT_IMPORT_OPTION_NAME},
    {.name = "delimiter", .place = "SIGN", .help = TEXT_IMPORT_OPTION_DELIMITER},
    {.name = "quote", .place = "SIGN", .help = TEXT_IMPORT_OPTION_QUOTE},
    {.name = "like", .place = "DATASET", .help = TEXT_IMPORT_OPTION_LIKE},
    {.name = "from", .place = "LINE", .help = TEXT_IMPORT_OPTION_FROM},
    {.name = "encoding", .place = "NAME", .help = TEXT_IMPORT_OPTION_ENCODING},
    {.name = "sheet", .place = "NAME|NUMBER", .help = TEXT_CLI_OPTION_SHEET},
    {.name = "header", .place = "yes|no|LINE", .help = TEXT_IMPORT_OPTION_HEADER},
    {.name = "text", .place = "COLUMN", .many = true, .help = TEXT_IMPORT_OPTION_TEXT},
    {.name = "type", .place = "COLUMN=TYPE", .many = true, .help = TEXT_IMPORT_OPTION_TYPE},
    {.name = "dry-run", .help = TEXT_IMPORT_OPTION_DRY_RUN},
    {.name = "marks", .help = TEXT_IMPORT_OPTION_MARKS},
    {.name = NULL},
};

enum { CHOICES_MAX = 4000 };

/* ---- Ctrl-C ---- */

static volatile sig_atomic_t stop_asked;

static void on_interrupt(int signal_number)
{
    (void)signal_number;
    stop_asked = 1;
}

/* ---- progress ---- */

static void show_progress(void *context, const struct import_progress *p)
{
    char line[200];
    (void)context;
    double seconds = p->ms > 0 ? (double)p->ms / 1000 : 0.001;
    double speed = (double)p->bytes / seconds;
    int64_t left = speed > 0 ? (int64_t)((double)(p->total - p->bytes) / speed + 0.5) : 0;
    text_format(line, sizeof line, TEXT_IMPORT_PROGRESS,
                TEXT_VALUES(text_number("rows", p->rows),
                            text_number("percent", p->total ? p->bytes * 100 / p->total : 100),
                            text_decimal("speed", speed / 1e6, 0), text_number("seconds", left)));
    fprintf(stderr, "\r%s\033[K", line);
    fflush(stderr);
}

static void clear_progress(void)
{
    fputs("\r\033[K", stderr);
    fflush(stderr);
}

/* ---- the account ---- */

/* One line of it. */
static void add_line(struct buffer *out, enum text_id id, const struct text_value *values)
{
    char *text = text_new(id, values);
    if (!text)
        out->failed = true;
    else
        buffer_printf(out, "%s\n", text);
    free(text);
}

static void tell_columns(struct buffer *out, const struct import_result *result)
{
    for (size_t i = 0; i < result->column_count; i++) {
        const struct import_column *c = &result->columns[i];
        /* the reason of a text column says "text" itself */
        add_line(out, c->type == COLUMN_TEXT ? TEXT_IMPORT_COLUMN_TEXT : TEXT_IMPORT_COLUMN,
                 TEXT_VALUES(text_string("column", c->name),
                             text_string("type", column_type_name(c->type)),
                             text_string("reason", c->reason)));
    }
}

/* Offered, not done: what a colour means is for the person to say. */
static void tell_colours(struct buffer *out, const struct import_result *result)
{
    for (size_t i = 0; i < result->column_count; i++) {
        const struct import_column *c = &result->columns[i];
        if (c->colour)
            add_line(out, result->marked ? TEXT_IMPORT_COLOUR_TAKEN : TEXT_IMPORT_COLOUR,
                     TEXT_VALUES(text_string("column", c->name), text_string("colour", c->colour),
                                 text_string("mark", quality_name(c->mark))));
    }
}

static void tell_all(struct buffer *out, const struct import_result *result)
{
    tell_columns(out, result);
    tell_colours(out, result);
    for (size_t i = 0; i < result->notice_count; i++)
        add_line(out, TEXT_IMPORT_NOTICE, TEXT_VALUES(text_string("notice", result->notices[i])));
    for (size_t i = 0; i < result->repair_count; i++)
        add_line(out, TEXT_IMPORT_REPAIR_LINE,
                 TEXT_VALUES(text_number("line", result->repairs[i].line),
                             text_string("how", result->repairs[i].how),
                             text_string("before", result->repairs[i].before)));
    if (result->rows_repaired > (int64_t)result->repair_count)
        add_line(out, TEXT_IMPORT_REPAIR_MORE,
                 TEXT_VALUES(
                     text_number("count", result->rows_repaired - (int64_t)result->repair_count)));
    for (size_t i = 0; i < result->aside_count; i++)
        add_line(out, TEXT_IMPORT_ASIDE_LINE,
                 TEXT_VALUES(text_number("line", result->aside[i].line),
                             text_string("reason", result->aside[i].reason)));
    if (result->rows_aside > (int64_t)result->aside_count)
        add_line(
            out, TEXT_IMPORT_ASIDE_MORE,
            TEXT_VALUES(text_number("count", result->rows_aside - (int64_t)result->aside_count)));
    add_line(out, TEXT_IMPORT_RECONCILED,
             TEXT_VALUES(text_string("dataset", result->dataset),
                         text_number("file", result->rows_in_file),
                         text_number("loaded", result->rows_loaded),
                         text_number("aside", result->rows_aside)));
}

/* The account has values of the data in it, so that it leaves by the release gate. */
static enum status tell(struct db *db, const struct import_result *result, struct error *err)
{
    const struct release_request request = {.db = db,
                                            .subject = result->dataset,
                                            .about = true, /* and the dataset is in */
                                            .fd = STDOUT_FILENO,
                                            .fd_name = text_get(TEXT_CLI_STANDARD_OUTPUT)};
    struct buffer out = {0};
    tell_all(&out, result);
    enum status status = out.failed ? error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL)
                                    : release_text(&request, buffer_span(&out), err);
    buffer_free(&out);
    /* The dataset is in; nobody has to read about it. */
    return status == STATUS_CANCELLED ? STATUS_OK : status;
}

/* ---- running ---- */

static bool read_header(const struct cli *cli, const char **out)
{
    struct header_wish wish;
    *out = cli_value(cli, "header");
    if (header_wish_from_name(*out, &wish))
        return true;
    cli_wrong(cli, TEXT_IMPORT_HEADER_WRONG, TEXT_VALUES(text_string("value", *out)));
    return false;
}

/* "since=day-first"; the name of a column may have "=" in it. */
static bool read_type(struct cli *cli, const char *given, struct arena *arena,
                      struct import_choice *out)
{
    enum column_choice choice;
    const char *sign = strrchr(given, '=');
    *out = (struct import_choice){
        .column = sign ? arena_copy(arena, span_of(given, (size_t)(sign - given))) : NULL,
        .type = sign ? sign + 1 : given};
    if (out->column && choice_from_name(out->type, &choice))
        return true;
    cli_wrong(cli, sign ? TEXT_IMPORT_TYPE_WRONG : TEXT_IMPORT_TYPE_OF_WHAT,
              TEXT_VALUES(text_string("type", out->type)));
    return false;
}

static bool read_choices(struct cli *cli, struct arena *arena, struct import_options *wish)
{
    size_t texts = cli_value_count(cli, "text"), types = cli_value_count(cli, "type");
    size_t count = texts + types < CHOICES_MAX ? texts + types : CHOICES_MAX;
    struct import_choice *choices = arena_array(arena, count, sizeof *choices);
    for (size_t i = 0; choices && i < count; i++) {
        if (i < texts)
            choices[i] = (struct import_choice){cli_value_at(cli, "text", i), "text"};
        else if (!read_type(cli, cli_value_at(cli, "type", i - texts), arena, &choices[i]))
            return false;
    }
    wish->choices = choices;
    wish->choice_count = choices ? count : 0;
    return true;
}

static enum status import_files(struct cli *cli, struct db *db, const struct import_options *wish,
                                bool terminal, size_t *done, struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = 1; i < cli_operand_count(cli) && status == STATUS_OK; i++) {
        struct import_result result;
        status = import_file(db, cli_operand(cli, i), wish, &result, err);
        if (terminal)
            clear_progress();
        if (status != STATUS_OK)
            break;
        status = tell(db, &result, err);
        import_result_free(&result);
        ++*done;
    }
    return status;
}

/* A team file that was made for an import that failed is not left behind. */
static void remove_new(const char *path)
{
    char journal[4096];
    unlink(path);
    if (snprintf(journal, sizeof journal, "%s-journal", path) < (int)sizeof journal)
        unlink(journal);
}

/* Into nothing: the team file, which need not be there, is only looked at. */
static int show_files(struct cli *cli, const struct import_options *wish)
{
    struct source team = {0};
    struct error err = {0};
    char *resolved = NULL;
    bool there =
        source_resolve(cli_operand(cli, 0), &resolved, &err) == STATUS_OK && file_exists(resolved);
    enum status status =
        there ? source_open(&team, cli_operand(cli, 0), SOURCE_READ, &err) : STATUS_OK;
    for (size_t i = 1; i < cli_operand_count(cli) && status == STATUS_OK; i++)
        status = import_dry_run(team.db, cli_operand(cli, i), wish, &err);
    source_close(&team);
    free(resolved);
    return status == STATUS_OK ? EXIT_DONE : cli_fail(cli, &err);
}

static int import_into(struct cli *cli, const struct import_options *wish, bool terminal)
{
    const char *path = cli_operand(cli, 0);
    struct source team = {0};
    struct error err = {0};
    size_t done = 0;
    bool made = access(path, F_OK) != 0 && errno == ENOENT;
    enum status status = STATUS_OK;
    if (made) {
        char *resolved = NULL;
        /* JAM/TEAM names a file that is there though the path as such is not */
        made = source_resolve(path, &resolved, &err) != STATUS_OK || access(resolved, F_OK) != 0;
        free(resolved);
    }
    status = made ? db_open(&team.db, path, DB_TEAM, DB_CREATE, &err)
                  : source_open(&team, path, SOURCE_WRITE, &err);
    bool ours = made && status == STATUS_OK;
    if (status == STATUS_OK)
        cli_warn_of_place(cli, made ? path : team.path);
    if (status == STATUS_OK)
        status = import_files(cli, team.db, wish, terminal, &done, &err);
    source_close(&team);
    if (ours && done == 0)
        remove_new(path);
    return status == STATUS_OK ? EXIT_DONE : cli_fail(cli, &err);
}

/* Ctrl-C is heard while it runs. */
static int run_import(struct cli *cli, const struct import_options *wish, bool terminal)
{
    if (wish->name && cli_operand_count(cli) > 2)
        return cli_wrong(cli, TEXT_IMPORT_ONE_NAME, NULL);
    /* Without restarting what is interrupted: a wait ends at once. */
    struct sigaction action = {.sa_handler = on_interrupt}, before_int, before_term;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &before_int);
    sigaction(SIGTERM, &action, &before_term);
    int status = cli_has(cli, "dry-run") ? show_files(cli, wish) : import_into(cli, wish, terminal);
    sigaction(SIGINT, &before_int, NULL);
    sigaction(SIGTERM, &before_term, NULL);
    return status;
}

static int run(struct cli *cli)
{
    struct arena *arena = arena_new();
    bool terminal = isatty(STDERR_FILENO);
    struct import_options wish = {
        .name = cli_value(cli, "name"),
        .delimiter = cli_value(cli, "delimiter"),
        .quote = cli_value(cli, "quote"),
        .like = cli_value(cli, "like"),
        .encoding = cli_value(cli, "encoding"),
        .sheet = cli_value(cli, "sheet"),
        .marks = cli_has(cli, "marks"),
        .progress = terminal ? show_progress : NULL,
        .cancel = &stop_asked,
    };
    int status = EXIT_USAGE;
    if (arena && read_header(cli, &wish.header) && read_choices(cli, arena, &wish) &&
        cli_number(cli, "from", &wish.from_line))
        status = run_import(cli, &wish, terminal);
    arena_free(arena);
    return status;
}

const struct verb verb_import = {
    .name = "import",
    .operands = "TEAM.db FILE...",
    .summary = TEXT_IMPORT_SUMMARY,
    .examples = TEXT_IMPORT_EXAMPLES,
    .more = TEXT_IMPORT_MORE,
    .least = 2,
    .most = 10000,
    .options = options,
    .run = run,
};
