/* `datajam facet`: the values of a column, counted. */
#include <string.h>

#include "core/base/arena.h"
#include "core/service/columns.h"
#include "core/service/facet.h"
#include "tui/cli/frame_args.h"
#include "tui/cli/rows_out.h"
#include "tui/cli/verbs.h"

enum { VALUE, COUNT, ROWS, COLUMNS }; /* ROWS only beside people */

/* Empty cells have a name of their own, but in JSON, which has null. */
static struct value empty_value(const struct release_request *request)
{
    if (request->format == OUTPUT_JSON)
        return (struct value){.kind = VALUE_EMPTY};
    return (struct value){.kind = VALUE_TEXT,
                          .text = span_string(text_get(TEXT_FILTER_EMPTY_VALUE))};
}

static enum status write_entries(struct release *release, const struct facet *facet,
                                 struct value empty, bool as_values, struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < facet->count && status == STATUS_OK; i++) {
        const struct facet_entry *entry = &facet->entries[i];
        struct value row[COLUMNS] = {
            [VALUE] = {.kind = VALUE_TEXT, .text = entry->text},
            [COUNT] = {.kind = VALUE_INTEGER, .integer = facet_counted(facet, entry)},
            [ROWS] = {.kind = VALUE_INTEGER, .integer = entry->rows}};
        if (entry->text.len == 0)
            row[VALUE] = empty;
        else if (as_values)
            row[VALUE] = entry->value;
        status = release_row(release, row, err);
    }
    return status;
}

/* Numbers stay numbers in JSON. */
static enum status write_facet(struct cli_frame *frame, const struct facet *facet, size_t column,
                               struct release_request *request, struct error *err)
{
    enum column_type type = frame->dataset->columns[column].type;
    const struct output_column columns[COLUMNS] = {
        [VALUE] = {"value", type},
        [COUNT] = {facet->by_people ? "people" : "count", COLUMN_INTEGER},
        [ROWS] = {"rows", COLUMN_INTEGER}};
    struct release *release = NULL;
    enum status status =
        release_begin(&release, request, columns, facet->by_people ? COLUMNS : ROWS, err);
    if (status != STATUS_OK)
        return status;
    status = write_entries(release, facet, empty_value(request), column_type_is_number(type), err);
    if (status == STATUS_OK)
        return release_end(release, err);
    release_drop(release);
    return status;
}

/* SOURCE DATASET COLUMN, or SOURCE COLUMN. */
static enum status open_column(struct cli *cli, struct source *source, struct cli_frame *frame,
                               struct arena *arena, size_t *column, struct error *err)
{
    struct dataset_info dataset;
    const char *last = cli_operand(cli, 2);
    enum status status = cli_open_dataset(
        cli, cli_operand(cli, 0), last ? cli_operand(cli, 1) : NULL, source, arena, &dataset, err);
    if (status == STATUS_OK)
        status = cli_frame_open(frame, cli, source, &dataset, arena, err);
    if (status == STATUS_OK)
        status = column_find(frame->dataset, span_string(last ? last : cli_operand(cli, 1)), column,
                             err);
    return status;
}

static bool read_sort(struct cli *cli, struct facet_wish *wish)
{
    const char *word = cli_value(cli, "sort");
    wish->sort = word && strcmp(word, "value") == 0 ? FACET_BY_VALUE : FACET_BY_COUNT;
    if (!word || strcmp(word, "value") == 0 || strcmp(word, "count") == 0)
        return true;
    cli_wrong(cli, TEXT_CLI_NOT_A_FACET_SORT, TEXT_VALUES(text_string("value", word)));
    return false;
}

/* --person names the column; --people leaves that to the dictionary. */
static enum status read_unit(struct cli *cli, const struct dataset_info *dataset,
                             struct facet_wish *wish, struct error *err)
{
    const char *named = cli_value(cli, "person");
    size_t position = 0;
    wish->person = dataset_role_index(dataset, ROLE_PERSON_ID);
    wish->unit = named || cli_has(cli, "people") ? FACET_PEOPLE : FACET_ROWS;
    if (!named)
        return STATUS_OK;
    enum status status = column_find(dataset, span_string(named), &position, err);
    wish->person = (int)position;
    return status;
}

/* Beside the rows, not among them. */
static void say_unit(struct cli *cli, const struct facet *facet)
{
    enum text_id words = facet_unit_words(facet);
    if (words != TEXT_NONE)
        cli_note(
            cli, words,
            TEXT_VALUES(text_number("rows", facet->rows), text_number("people", facet->people)));
}

static int run_facet(struct cli *cli)
{
    struct facet_wish wish = {.own = true};
    struct release_request request;
    struct source source = {0};
    struct cli_frame frame = {0};
    struct facet facet = {0};
    struct error err = {0};
    int64_t limit = INT64_MAX;
    if (!cli_release_request(cli, &request) || !cli_number(cli, "limit", &limit) ||
        !read_sort(cli, &wish))
        return EXIT_USAGE;
    struct arena *arena = arena_new();
    enum status status = open_column(cli, &source, &frame, arena, &wish.column, &err);
    wish.limit = limit > 0 ? (size_t)limit : 1;
    if (status == STATUS_OK)
        status = read_unit(cli, frame.dataset, &wish, &err);
    if (status == STATUS_OK)
        status = facet_read(frame.use, &frame.filters, &wish, arena, &facet, &err);
    if (limit == 0)
        facet.count = 0;
    if (status == STATUS_OK) {
        say_unit(cli, &facet);
        request.db = source.db;
        request.subject = frame.dataset->name;
        status = write_facet(&frame, &facet, wish.column, &request, &err);
    }
    cli_frame_close(&frame);
    source_close(&source);
    arena_free(arena);
    return cli_rows_done(cli, status, &err);
}

static const struct cli_option options[] = {
    CLI_OPTION_WHERE,
    CLI_OPTION_CASE,
    {"sort", 0, "ORDER", false, TEXT_CLI_FACET_SORT},
    {"limit", 0, "N", false, TEXT_CLI_FACET_LIMIT},
    {"people", 0, NULL, false, TEXT_CLI_COMPARE_PEOPLE},
    {"person", 0, "COLUMN", false, TEXT_CLI_COMPARE_PERSON},
    {.name = NULL},
};

const struct verb verb_facet = {
    .name = "facet",
    .operands = "SOURCE [DATASET] COLUMN",
    .summary = TEXT_CLI_FACET_SUMMARY,
    .examples = TEXT_CLI_FACET_EXAMPLES,
    .more = TEXT_CLI_FACET_MORE,
    .least = 2,
    .most = 3,
    .rows = true,
    .options = options,
    .run = run_facet,
};
