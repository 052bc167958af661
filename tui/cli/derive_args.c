/* What `datajam group` and `datajam derive` share: a dataset and a column opened, a recipe made
 * or looked at, its values counted on standard output. */
#include "tui/cli/derive_args.h"

#include <stdlib.h>
#include <string.h>

#include "core/service/columns.h"
#include "tui/cli/person.h"
#include "tui/cli/rows_out.h"

enum { VALUE, COUNT, COLUMNS };

/* ---- what comes out ---- */

static enum status write_values(const struct derive_preview *preview,
                                const struct release_request *request, struct error *err)
{
    const struct output_column columns[COLUMNS] = {
        [VALUE] = {"value", preview->type}, [COUNT] = {"count", COLUMN_INTEGER}};
    struct release *release = NULL;
    enum status status = release_begin(&release, request, columns, COLUMNS, err);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < preview->count && status == STATUS_OK; i++) {
        struct value row[COLUMNS] = {
            [VALUE] = preview->values[i].value,
            [COUNT] = {.kind = VALUE_INTEGER, .integer = preview->values[i].rows}};
        if (row[VALUE].kind == VALUE_EMPTY && request->format != OUTPUT_JSON)
            row[VALUE] = (struct value){.kind = VALUE_TEXT,
                                        .text = span_string(text_get(TEXT_FILTER_EMPTY_VALUE))};
        status = release_row(release, row, err);
    }
    if (status == STATUS_OK)
        return release_end(release, err);
    release_drop(release);
    return status;
}

/* How many cells are empty, and why. */
static void note_reasons(struct cli *cli, const struct derive_preview *preview)
{
    for (int fault = FAULT_NONE + 1; fault < RECIPE_FAULT_COUNT; fault++) {
        if (preview->reasons[fault] > 0)
            cli_note(cli, derive_reason((enum recipe_fault)fault),
                     TEXT_VALUES(text_number("rows", preview->reasons[fault])));
    }
}

static void note_missing(void *context, struct span value, const char *nearest)
{
    char shown[120];
    size_t len = value.len < sizeof shown - 1 ? value.len : sizeof shown - 1;
    memcpy(shown, value.data, len);
    shown[len] = '\0';
    cli_note(context, *nearest ? TEXT_CLI_DERIVE_VALUE_NEAR : TEXT_CLI_DERIVE_VALUE_NOWHERE,
             TEXT_VALUES(text_string("value", shown), text_string("nearest", nearest)));
}

/* ---- making ---- */

static enum status make(struct cli_deriving *d, struct db *db, struct error *err)
{
    struct cli *cli = d->cli;
    const char *name = cli_value(cli, "as");
    int64_t id = d->dataset->id;
    enum status status;
    if (cli_has(cli, "again")) {
        size_t column = 0;
        status = column_find(d->dataset, span_string(name), &column, err);
        if (status == STATUS_OK)
            status = derive_change(db, id, d->dataset->columns[column].id, NULL, &d->recipe,
                                   cli_person(), NULL, err);
    } else {
        status = derive_make(db, id, name, &d->recipe, cli_person(), NULL, err);
    }
    const char *words = derive_words(d->dataset, &d->recipe, d->arena);
    if (status == STATUS_OK && words)
        cli_note(cli, TEXT_CLI_DERIVE_MADE,
                 TEXT_VALUES(text_string("name", name), text_string("words", words),
                             text_string("dataset", d->dataset->name)));
    return status;
}

/* The recipe read, made ready with the data, looked at, and made unless that was all. */
static enum status derive(struct cli_deriving *d, struct db *db, bool makes, cli_recipe_fn *read,
                          const struct release_request *request, struct error *err)
{
    struct derive_preview preview;
    enum status status = read(d, err);
    if (status == STATUS_OK)
        status = derive_values(d->use, &d->recipe, d->arena, note_missing, d->cli, err);
    if (status == STATUS_OK)
        status = derive_preview(d->use, &d->recipe, SIZE_MAX, 0, d->arena, &preview, err);
    if (status == STATUS_OK && makes)
        status = make(d, db, err);
    if (status != STATUS_OK)
        return status;
    note_reasons(d->cli, &preview);
    return write_values(&preview, request, err);
}

static enum status open_column(struct cli *cli, struct source *source, struct cli_frame *frame,
                               struct cli_deriving *d, struct error *err)
{
    struct dataset_info dataset;
    const char *last = cli_operand(cli, 2);
    enum status status =
        source_open_sheet(source, cli_operand(cli, 0), cli_value(cli, "sheet"),
                          cli_has(cli, "preview") ? SOURCE_READ : SOURCE_WRITE, err);
    if (status == STATUS_OK)
        status =
            dataset_find(source->db, d->arena, last ? cli_operand(cli, 1) : NULL, &dataset, err);
    if (status == STATUS_OK)
        status = cli_frame_open(frame, cli, source, &dataset, d->arena, err);
    if (status != STATUS_OK)
        return status;
    d->use = frame->use;
    d->dataset = frame->dataset;
    return column_find(d->dataset, span_string(last ? last : cli_operand(cli, 1)), &d->column, err);
}

int cli_derive(struct cli *cli, cli_recipe_fn *read)
{
    struct release_request request;
    struct source source = {0};
    struct cli_frame frame = {0};
    struct error err = {0};
    struct cli_deriving d = {.cli = cli};
    bool makes = !cli_has(cli, "preview");
    if (makes && !cli_value(cli, "as"))
        return cli_wrong(cli, TEXT_CLI_DERIVE_NEEDS_NAME, NULL);
    if (!cli_release_request(cli, &request))
        return EXIT_USAGE;
    d.arena = arena_new();
    enum status status = d.arena ? open_column(cli, &source, &frame, &d, &err)
                                 : error_set(&err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK && makes)
        cli_warn_of_place(cli, source.path);
    if (status == STATUS_OK && d.dataset) {
        d.recipe = (struct recipe){.source = d.dataset->columns[d.column].id};
        request.db = source.db;
        request.subject = d.dataset->name;
        status = derive(&d, source.db, makes, read, &request, &err);
    }
    cli_frame_close(&frame);
    source_close(&source);
    arena_free(d.arena);
    return cli_rows_done(cli, status, &err);
}
