/* `datajam pivot`: a pivot table, or the SQL that makes it. */
#include <stdlib.h>
#include <string.h>

#include "core/service/pivot.h"
#include "tui/cli/frame_args.h"
#include "tui/cli/pivot_args.h"
#include "tui/cli/rows_out.h"
#include "tui/cli/verbs.h"

struct showing {
    struct cli_frame frame;
    struct pivot_args args;
    struct pivot_table table;
    struct arena *arena;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static const struct column_info *find_column(const struct showing *showing, int64_t id)
{
    const struct dataset_info *dataset = showing->frame.dataset;
    for (size_t i = 0; i < dataset->column_count; i++)
        if (dataset->columns[i].id == id)
            return &dataset->columns[i];
    return NULL;
}

/* ---- the table ---- */

static enum column_type figure_type(const struct showing *showing)
{
    const struct pivot_spec *spec = &showing->args.spec;
    const struct column_info *of = find_column(showing, spec->value_column);
    bool difference = spec->show == PIVOT_SHOW_DIFFERENCE || spec->show == PIVOT_SHOW_FROM;
    if (spec->show != PIVOT_SHOW_VALUE && !difference)
        return COLUMN_DECIMAL;
    if (spec->value == PIVOT_COUNT || spec->value == PIVOT_DISTINCT)
        return COLUMN_INTEGER;
    bool own = spec->value == PIVOT_SUM || spec->value == PIVOT_MIN || spec->value == PIVOT_MAX;
    return own && of ? of->type : COLUMN_DECIMAL;
}

static enum status make_columns(const struct showing *showing, struct output_column **out,
                                size_t *count, struct error *err)
{
    const struct pivot_spec *spec = &showing->args.spec;
    const struct pivot_table *table = &showing->table;
    *count = table->row_fields + table->column_count;
    *out = arena_array(showing->arena, *count, sizeof **out);
    if (!*out)
        return no_memory(err);
    for (size_t i = 0; i < table->row_fields; i++) {
        const struct column_info *column = find_column(showing, spec->rows[i].column);
        (*out)[i] = (struct output_column){column ? column->name : "", COLUMN_TEXT};
    }
    for (size_t i = 0; i < table->column_count; i++) {
        const char *name = spec->column.column == 0
                               ? pivot_heading(showing->frame.dataset, spec, showing->arena)
                               : arena_copy(showing->arena, pivot_line_text(&table->columns[i], 0));
        if (!name)
            return no_memory(err);
        (*out)[table->row_fields + i] = (struct output_column){name, figure_type(showing)};
    }
    return STATUS_OK;
}

static struct value text_value_of(struct span text)
{
    return (struct value){.kind = text.len ? VALUE_TEXT : VALUE_EMPTY, .text = text};
}

static struct value figure_of(const struct pivot_cell *cell)
{
    if (!cell->has_value)
        return (struct value){.kind = VALUE_EMPTY};
    if (cell->word.kind == VALUE_TEXT)
        return cell->word;
    if (cell->whole)
        return (struct value){.kind = VALUE_INTEGER, .integer = cell->integer};
    return (struct value){.kind = VALUE_DECIMAL, .decimal = cell->number};
}

static enum status write_lines(const struct showing *showing, struct release *release, size_t count,
                               struct error *err)
{
    const struct pivot_table *table = &showing->table;
    struct value *row = arena_array(showing->arena, count, sizeof *row);
    enum status status = STATUS_OK;
    if (!row)
        return no_memory(err);
    for (size_t r = 0; r < table->row_count && status == STATUS_OK; r++) {
        for (size_t i = 0; i < table->row_fields; i++)
            row[i] = text_value_of(pivot_line_text(&table->rows[r], i));
        for (size_t c = 0; c < table->column_count; c++)
            row[table->row_fields + c] = figure_of(&table->cells[r * table->column_count + c]);
        status = release_row(release, row, err);
    }
    return status;
}

static enum status write_table(const struct showing *showing, const struct release_request *request,
                               struct error *err)
{
    struct output_column *columns = NULL;
    struct release *release = NULL;
    size_t count = 0;
    enum status status = make_columns(showing, &columns, &count, err);
    if (status == STATUS_OK)
        status = release_begin(&release, request, columns, count, err);
    if (status != STATUS_OK)
        return status;
    status = write_lines(showing, release, count, err);
    if (status == STATUS_OK)
        return release_end(release, err);
    release_drop(release);
    return status;
}

/* ---- the verb ---- */

static enum status write_sql(const struct showing *showing, const struct release_request *request,
                             struct error *err)
{
    struct buffer statement = {0};
    enum status status = pivot_sql(showing->frame.use, &showing->frame.filters, &showing->args.spec,
                                   &statement, err);
    if (status == STATUS_OK)
        status = release_text(request, buffer_span(&statement), err);
    buffer_free(&statement);
    return status;
}

static void note_skipped(struct cli *cli, const struct showing *showing)
{
    const struct column_info *column = find_column(showing, showing->args.spec.value_column);
    if (showing->table.skipped > 0 && column)
        cli_note(cli, TEXT_CLI_PIVOT_SKIPPED,
                 TEXT_VALUES(text_number("values", showing->table.skipped),
                             text_string("column", column->name)));
}

static void note_meaning(struct cli *cli, const struct showing *showing)
{
    enum text_id note = pivot_show_note(&showing->args.spec);
    if (note != TEXT_NONE)
        cli_note(cli, TEXT_CLI_PIVOT_NOTE, TEXT_VALUES(text_string("note", text_get(note))));
}

static enum status show(struct cli *cli, struct showing *showing,
                        const struct release_request *request, struct error *err)
{
    enum status status =
        pivot_args_read(cli, showing->frame.dataset, showing->arena, &showing->args, err);
    if (status == STATUS_OK)
        status = pivot_args_sort(&showing->args, showing->frame.use, &showing->frame.filters,
                                 showing->arena, err);
    if (status != STATUS_OK)
        return status;
    if (cli_has(cli, "sql"))
        return write_sql(showing, request, err);
    status = pivot_make(showing->frame.use, &showing->frame.filters, &showing->args.spec,
                        showing->arena, &showing->table, err);
    if (status == STATUS_OK)
        status = write_table(showing, request, err);
    if (status != STATUS_OK)
        return status;
    note_skipped(cli, showing);
    note_meaning(cli, showing);
    return STATUS_OK;
}

static int run_pivot(struct cli *cli)
{
    struct showing showing = {.arena = NULL};
    struct release_request request;
    struct dataset_info dataset;
    struct source source = {0};
    struct error err = {0};
    if (!cli_release_request(cli, &request) || !pivot_args_check(cli, true))
        return EXIT_USAGE;
    showing.arena = arena_new();
    enum status status = cli_open_dataset(cli, cli_operand(cli, 0), cli_operand(cli, 1), &source,
                                          showing.arena, &dataset, &err);
    if (status == STATUS_OK)
        status = cli_frame_open(&showing.frame, cli, &source, &dataset, showing.arena, &err);
    if (status == STATUS_OK) {
        request.db = source.db;
        request.subject = showing.frame.dataset->name;
        status = show(cli, &showing, &request, &err);
    }
    cli_frame_close(&showing.frame);
    source_close(&source);
    arena_free(showing.arena);
    return cli_rows_done(cli, status, &err);
}

static const struct cli_option options[] = {
    {"rows", 0, "A[,B]", false, TEXT_CLI_PIVOT_ROWS},
    {"cols", 0, "C", false, TEXT_CLI_PIVOT_COLS},
    {"value", 0, "AGG", false, TEXT_CLI_PIVOT_VALUE},
    CLI_OPTION_WHERE,
    CLI_OPTION_CASE,
    {"bin", 0, "COLUMN=CUT", true, TEXT_CLI_PIVOT_BIN},
    {"show", 0, "WHAT", false, TEXT_CLI_PIVOT_SHOW},
    {"sort", 0, "BY[:desc]", false, TEXT_CLI_PIVOT_SORT},
    {"top", 0, "N", false, TEXT_CLI_PIVOT_TOP},
    {"sql", 0, NULL, false, TEXT_CLI_PIVOT_SQL},
    {.name = NULL},
};

const struct verb verb_pivot = {
    .name = "pivot",
    .operands = "SOURCE [DATASET]",
    .summary = TEXT_CLI_PIVOT_SUMMARY,
    .examples = TEXT_CLI_PIVOT_EXAMPLES,
    .more = TEXT_CLI_PIVOT_MORE,
    .least = 1,
    .most = 2,
    .rows = true,
    .options = options,
    .run = run_pivot,
};
