/* `datajam mark`: what the team says of columns, and a mark on one. */
#include "core/service/column_mark.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/service/columns.h"
#include "core/store/dataset.h"
#include "tui/cli/rows_out.h"
#include "tui/cli/verbs.h"

enum { WORD_COLUMN = 2, WORD_MARK, WORD_LINE, OPERANDS };

/* ---- listing ---- */

static const struct output_column columns[] = {
    {"dataset", COLUMN_TEXT}, {"column", COLUMN_TEXT}, {"quality", COLUMN_TEXT},
    {"caution", COLUMN_TEXT}, {"team", COLUMN_TEXT},   {"line", COLUMN_TEXT},
    {"seen", COLUMN_TEXT},    {"by", COLUMN_TEXT},     {"at", COLUMN_TEXT},
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static struct value text(const char *string)
{
    struct span span = span_string(string);
    return (struct value){.kind = span.len ? VALUE_TEXT : VALUE_EMPTY, .text = span};
}

static enum status write_dataset(struct release *release, const struct dataset_info *dataset,
                                 struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < dataset->column_count && status == STATUS_OK; i++) {
        const struct column_info *column = &dataset->columns[i];
        char at[32] = "";
        if (column->team.quality != QUALITY_NONE)
            clock_iso(at, sizeof at, column->team.at_ms);
        const struct value row[COLUMNS] = {text(dataset->name),
                                           text(column->name),
                                           text(quality_name(column->quality)),
                                           text(column->caution),
                                           text(quality_name(column->team.quality)),
                                           text(column->team.line),
                                           text(column->team.seen),
                                           text(column->team.by),
                                           text(at)};
        status = release_row(release, row, err);
    }
    return status;
}

static enum status write_all(const struct cli *cli, struct source *source,
                             const struct release_request *request, struct arena *arena,
                             struct error *err)
{
    struct release *release = NULL;
    struct dataset_info *all = NULL, one = {.column_count = 0};
    size_t count = 1;
    enum status status = STATUS_OK;
    if (cli_operand(cli, 1))
        status = dataset_find(source->db, arena, cli_operand(cli, 1), &one, err);
    else
        status = dataset_list(source->db, arena, &all, &count, err);
    if (status == STATUS_OK)
        status = release_begin(&release, request, columns, COLUMNS, err);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = write_dataset(release, all ? &all[i] : &one, err);
    if (status == STATUS_OK)
        return release_end(release, err);
    release_drop(release);
    return status;
}

/* ---- marking ---- */

static bool read_mark(const char *word, enum quality *out)
{
    if (strcmp(word, "none") == 0) {
        *out = QUALITY_NONE;
        return true;
    }
    return *word && quality_from_name(span_string(word), out);
}

static enum status mark(struct cli *cli, struct source *source, struct arena *arena,
                        enum quality quality, struct error *err)
{
    struct dataset_info dataset;
    size_t position = 0;
    char entry[UUID_SIZE];
    const char *line = cli_operand(cli, WORD_LINE);
    enum status status = dataset_find(source->db, arena, cli_operand(cli, 1), &dataset, err);
    if (status == STATUS_OK)
        status = column_find(&dataset, span_string(cli_operand(cli, WORD_COLUMN)), &position, err);
    if (status != STATUS_OK)
        return status;
    const struct column_mark wanted = {.quality = quality, .line = line ? line : "", .seen = ""};
    return column_mark_make(source->db, dataset.columns[position].id, &wanted, cli_who(cli), entry,
                            err);
}

/* ---- the verb ---- */

static int run_mark(struct cli *cli)
{
    struct release_request request;
    struct source source = {0};
    struct error err = {0};
    const char *word = cli_operand(cli, WORD_MARK);
    bool writes = cli_operand_count(cli) > WORD_COLUMN;
    enum quality quality = QUALITY_NONE;
    if (!cli_release_request(cli, &request))
        return EXIT_USAGE;
    if (writes && !word)
        return cli_wrong(cli, TEXT_CLI_MARK_MISSING,
                         TEXT_VALUES(text_string("source", cli_operand(cli, 0)),
                                     text_string("dataset", cli_operand(cli, 1)),
                                     text_string("column", cli_operand(cli, WORD_COLUMN))));
    if (writes && !read_mark(word, &quality))
        return cli_wrong(cli, TEXT_CLI_MARK_BAD, TEXT_VALUES(text_string("word", word)));
    struct arena *arena = arena_new();
    enum status status =
        arena ? source_open(&source, cli_operand(cli, 0), writes ? SOURCE_WRITE : SOURCE_READ, &err)
              : error_set(&err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK) {
        request.db = source.db;
        request.about = true;
        if (writes) {
            cli_warn_of_place(cli, source.path);
            status = mark(cli, &source, arena, quality, &err);
        } else {
            status = write_all(cli, &source, &request, arena, &err);
        }
    }
    source_close(&source);
    arena_free(arena);
    return cli_rows_done(cli, status, &err);
}

static const struct cli_option options[] = {
    {"as", 0, "NAME", false, TEXT_CLI_BOARD_AS},
    {.name = NULL},
};

const struct verb verb_mark = {
    .name = "mark",
    .operands = "SOURCE [DATASET [COLUMN MARK [LINE]]]",
    .summary = TEXT_CLI_MARK_SUMMARY,
    .examples = TEXT_CLI_MARK_EXAMPLES,
    .more = TEXT_CLI_MARK_MORE,
    .least = 1,
    .most = OPERANDS,
    .rows = true,
    .options = options,
    .run = run_mark,
};
