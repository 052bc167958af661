/* `datajam per-person`: a dataset with one row for each person, from one whose rows repeat them. */
#include "core/service/per_person.h"

#include <stdlib.h>

#include "core/service/columns.h"
#include "tui/cli/frame_args.h"
#include "tui/cli/person.h"
#include "tui/cli/rows_out.h"
#include "tui/cli/verbs.h"

struct making {
    struct cli *cli;
    struct cli_frame frame;
    struct arena *arena;
    struct per_person_wish wish;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- what is asked for ---- */

static const struct {
    const char *option;
    enum per_person_what what;
} options_of[] = {{"first", PER_PERSON_FIRST},
                  {"last", PER_PERSON_LAST},
                  {"highest", PER_PERSON_HIGHEST},
                  {"lowest", PER_PERSON_LOWEST}};
enum { OPTIONS = sizeof options_of / sizeof *options_of };

static enum status read_column(const struct making *m, const char *name, int64_t *id,
                               struct error *err)
{
    size_t position = 0;
    enum status status = column_find(m->frame.dataset, span_string(name), &position, err);
    if (status == STATUS_OK)
        *id = m->frame.dataset->columns[position].id;
    return status;
}

static enum status read_parts(struct making *m, struct error *err)
{
    struct per_person_wish *wish = &m->wish;
    size_t count = 0;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < OPTIONS; i++)
        count += cli_value_count(m->cli, options_of[i].option);
    if (count == 0)
        return per_person_all(m->frame.dataset, m->arena, wish, err);
    wish->parts = arena_array(m->arena, count, sizeof *wish->parts);
    if (!wish->parts)
        return no_memory(err);
    for (size_t i = 0; i < OPTIONS; i++) {
        size_t given = cli_value_count(m->cli, options_of[i].option);
        for (size_t k = 0; k < given && status == STATUS_OK; k++) {
            struct per_person_part *part = &wish->parts[wish->count++];
            part->what = options_of[i].what;
            status =
                read_column(m, cli_value_at(m->cli, options_of[i].option, k), &part->column, err);
        }
    }
    return status;
}

static enum status read_wish(struct making *m, struct error *err)
{
    const char *person = cli_value(m->cli, "person"), *when = cli_value(m->cli, "when");
    enum status status = per_person_columns(m->frame.dataset, &m->wish, person ? NULL : err);
    if (person)
        status = read_column(m, person, &m->wish.person, err);
    if (status == STATUS_OK && when)
        status = read_column(m, when, &m->wish.when, err);
    m->wish.filters = m->frame.filters;
    return status == STATUS_OK ? read_parts(m, err) : status;
}

/* ---- looking at it ---- */

static enum status write_rows(const struct per_person *all, struct release *release,
                              struct arena *arena, struct error *err)
{
    size_t width = per_person_width(all);
    struct value *values = arena_array(arena, width, sizeof *values);
    char(*scratch)[COLUMN_TEXT_SIZE] = arena_array(arena, width, sizeof *scratch);
    enum status status = values && scratch ? STATUS_OK : no_memory(err);
    for (int64_t row = 0; row < per_person_count(all) && status == STATUS_OK; row++) {
        per_person_row(all, row, values, scratch);
        status = release_row(release, values, err);
    }
    return status;
}

static enum status preview(const struct making *m, const struct release_request *request,
                           struct error *err)
{
    struct per_person *all = NULL;
    struct release *release = NULL;
    enum status status = per_person_open(&all, m->frame.use, &m->wish, err);
    if (status != STATUS_OK)
        return status;
    const struct per_person_column *heads = per_person_heads(all);
    struct output_column *columns = arena_array(m->arena, per_person_width(all), sizeof *columns);
    for (size_t i = 0; columns && i < per_person_width(all); i++)
        columns[i] = (struct output_column){heads[i].name, heads[i].type};
    status = columns ? release_begin(&release, request, columns, per_person_width(all), err)
                     : no_memory(err);
    if (status == STATUS_OK)
        status = write_rows(all, release, m->arena, err);
    if (status == STATUS_OK)
        status = release_end(release, err);
    else
        release_drop(release);
    per_person_close(all);
    return status;
}

/* ---- making it ---- */

static const char *person_name(const struct making *m)
{
    const struct dataset_info *dataset = m->frame.dataset;
    for (size_t i = 0; i < dataset->column_count; i++)
        if (dataset->columns[i].id == m->wish.person)
            return dataset->columns[i].name;
    return "";
}

static enum status make(struct making *m, struct db *db, struct error *err)
{
    const char *name = cli_value(m->cli, "as");
    struct per_person_done done;
    enum status status = per_person_make(m->frame.frames, db, m->frame.dataset->id, &m->wish, name,
                                         cli_person(), NULL, &done, err);
    if (status != STATUS_OK)
        return status;
    cli_note(m->cli, TEXT_PER_PERSON_MADE,
             TEXT_VALUES(text_string("dataset", name), text_string("column", person_name(m)),
                         text_number("people", done.people), text_number("rows", done.rows)));
    if (done.nameless > 0)
        cli_note(m->cli, TEXT_PER_PERSON_NAMELESS, TEXT_VALUES(text_number("rows", done.nameless)));
    return STATUS_OK;
}

static int run_per_person(struct cli *cli)
{
    struct release_request request;
    struct dataset_info dataset;
    struct source source = {0};
    struct error err = {0};
    struct making m = {.cli = cli};
    bool makes = !cli_has(cli, "preview");
    if (makes && !cli_value(cli, "as"))
        return cli_wrong(cli, TEXT_CLI_PER_PERSON_NEEDS_NAME, NULL);
    if (!cli_release_request(cli, &request))
        return EXIT_USAGE;
    m.arena = arena_new();
    enum status status =
        cli_open_dataset_for(cli, cli_operand(cli, 0), cli_operand(cli, 1),
                             makes ? SOURCE_WRITE : SOURCE_READ, &source, m.arena, &dataset, &err);
    if (status == STATUS_OK)
        status = cli_frame_open(&m.frame, cli, &source, &dataset, m.arena, &err);
    if (status == STATUS_OK)
        status = read_wish(&m, &err);
    if (status == STATUS_OK) {
        request.db = source.db;
        request.subject = m.frame.dataset->name;
        status = makes ? make(&m, source.db, &err) : preview(&m, &request, &err);
    }
    cli_frame_close(&m.frame);
    source_close(&source);
    arena_free(m.arena);
    return cli_rows_done(cli, status, &err);
}

static const struct cli_option options[] = {
    {"as", 0, "NAME", false, TEXT_CLI_PER_PERSON_AS},
    {"first", 0, "C", true, TEXT_CLI_PER_PERSON_FIRST},
    {"last", 0, "C", true, TEXT_CLI_PER_PERSON_LAST},
    {"highest", 0, "C", true, TEXT_CLI_PER_PERSON_HIGHEST},
    {"lowest", 0, "C", true, TEXT_CLI_PER_PERSON_LOWEST},
    {"person", 0, "C", false, TEXT_CLI_PER_PERSON_PERSON},
    {"when", 0, "C", false, TEXT_CLI_PER_PERSON_WHEN},
    CLI_OPTION_WHERE,
    CLI_OPTION_CASE,
    {"preview", 0, NULL, false, TEXT_CLI_PER_PERSON_PREVIEW},
    {.name = NULL},
};

const struct verb verb_per_person = {
    .name = "per-person",
    .operands = "SOURCE [DATASET]",
    .summary = TEXT_CLI_PER_PERSON_SUMMARY,
    .examples = TEXT_CLI_PER_PERSON_EXAMPLES,
    .more = TEXT_CLI_PER_PERSON_MORE,
    .least = 1,
    .most = 2,
    .rows = true,
    .options = options,
    .run = run_per_person,
};
