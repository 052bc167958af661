/* `datajam derive`: columns worked out from others, and what can be done with those there are. */
#include <string.h>

#include "core/service/columns.h"
#include "tui/cli/derive_options.h"
#include "tui/cli/person.h"
#include "tui/cli/rows_out.h"
#include "tui/cli/verbs.h"

static const struct {
    const char *option;
    derive_option_fn *read;
} kinds[] = {
    {"part", derive_option_part},          {"years-to", derive_option_years},
    {"months-to", derive_option_months},   {"days-to", derive_option_days},
    {"plus", derive_option_plus},          {"minus", derive_option_minus},
    {"times", derive_option_times},        {"divided-by", derive_option_divided},
    {"percent-of", derive_option_percent}, {"yes-if", derive_option_yes},
    {"before", derive_option_before},      {"after", derive_option_after},
    {"first", derive_option_first},        {"last", derive_option_last},
    {"pattern", derive_option_pattern},    {"postcode", derive_option_postcode},
    {"change", derive_option_change},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* The one that was asked for: there is one. */
static enum status read(struct cli_deriving *d, struct error *err)
{
    enum status status = STATUS_INVALID;
    for (size_t i = 0; i < KINDS; i++) {
        if (cli_has(d->cli, kinds[i].option))
            status = kinds[i].read(d, cli_value(d->cli, kinds[i].option), err);
    }
    return status;
}

/* ---- what there is ---- */

enum { NAME, TYPE, SOURCES, WORDS, COLUMNS };

static enum status write_column(struct release *release, const struct dataset_info *dataset,
                                const struct column_info *column, struct error *err)
{
    bool lost = derive_lost(dataset, column);
    const struct value row[COLUMNS] = {
        [NAME] = {.kind = VALUE_TEXT, .text = span_string(column->name)},
        [TYPE] = {.kind = VALUE_TEXT, .text = span_string(column_type_name(column->type))},
        [SOURCES] = {.kind = VALUE_TEXT,
                     .text = span_string(
                         text_get(lost ? TEXT_CLI_DERIVE_LOST : TEXT_CLI_DERIVE_FOLLOWS))},
        [WORDS] = {.kind = VALUE_TEXT, .text = span_string(column->meaning)},
    };
    return release_row(release, row, err);
}

static enum status write_list(const struct dataset_info *dataset,
                              const struct release_request *request, struct error *err)
{
    static const struct output_column columns[COLUMNS] = {[NAME] = {"column", COLUMN_TEXT},
                                                          [TYPE] = {"type", COLUMN_TEXT},
                                                          [SOURCES] = {"state", COLUMN_TEXT},
                                                          [WORDS] = {"meaning", COLUMN_TEXT}};
    struct release *release = NULL;
    enum status status = release_begin(&release, request, columns, COLUMNS, err);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < dataset->column_count && status == STATUS_OK; i++) {
        if (*dataset->columns[i].recipe)
            status = write_column(release, dataset, &dataset->columns[i], err);
    }
    if (status == STATUS_OK)
        return release_end(release, err);
    release_drop(release);
    return status;
}

static int run_list(struct cli *cli)
{
    struct release_request request;
    struct source source = {0};
    struct dataset_info dataset;
    struct error err = {0};
    if (cli_operand_count(cli) > 2)
        return cli_wrong(cli, TEXT_CLI_TOO_MANY,
                         TEXT_VALUES(text_string("word", cli_operand(cli, 2))));
    if (!cli_release_request(cli, &request))
        return EXIT_USAGE;
    struct arena *arena = arena_new();
    enum status status = cli_open_dataset(cli, cli_operand(cli, 0), cli_operand(cli, 1), &source,
                                          arena, &dataset, &err);
    if (status == STATUS_OK) {
        request.db = source.db;
        request.subject = dataset.name;
        request.about = true;
        status = write_list(&dataset, &request, &err);
    }
    source_close(&source);
    arena_free(arena);
    return cli_rows_done(cli, status, &err);
}

/* ---- changes of those there are ---- */

static void told(void *context, const char *column, enum status status,
                 const struct derive_done *done, const struct error *err)
{
    (void)done;
    cli_note(context, status == STATUS_OK ? TEXT_CLI_DERIVE_REPLAYED : TEXT_CLI_DERIVE_NOT_REPLAYED,
             TEXT_VALUES(text_string("column", column),
                         text_string("reason", status == STATUS_OK ? "" : err->message)));
}

static enum status change(struct cli *cli, struct db *db, const struct dataset_info *dataset,
                          struct arena *arena, const char *name, struct error *err)
{
    const char *like = cli_value(cli, "like"), *rename = cli_value(cli, "rename");
    struct dataset_info other;
    size_t column = 0;
    enum status status;
    if (like) {
        status = dataset_find(db, arena, like, &other, err);
        return status == STATUS_OK
                   ? derive_replay(db, other.id, dataset->id, cli_person(), told, cli, err)
                   : status;
    }
    status = column_find(dataset, span_string(name), &column, err);
    if (status != STATUS_OK)
        return status;
    int64_t id = dataset->columns[column].id;
    return rename ? derive_change(db, dataset->id, id, rename, NULL, cli_person(), NULL, err)
                  : derive_drop(db, dataset->id, id, cli_person(), NULL, err);
}

static int run_change(struct cli *cli)
{
    struct source source = {0};
    struct dataset_info dataset;
    struct error err = {0};
    size_t count = cli_operand_count(cli), names = cli_has(cli, "like") ? 0 : 1;
    if (count < 1 + names)
        return cli_wrong(cli, TEXT_CLI_DERIVE_WHICH, NULL);
    struct arena *arena = arena_new();
    enum status status = arena ? source_open(&source, cli_operand(cli, 0), SOURCE_WRITE, &err)
                               : error_set(&err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK)
        cli_warn_of_place(cli, source.path);
    if (status == STATUS_OK)
        status = dataset_find(source.db, arena, count > 1 + names ? cli_operand(cli, 1) : NULL,
                              &dataset, &err);
    if (status == STATUS_OK)
        status = change(cli, source.db, &dataset, arena, cli_operand(cli, count - 1), &err);
    source_close(&source);
    arena_free(arena);
    return status == STATUS_OK ? EXIT_DONE : cli_fail(cli, &err);
}

/* ---- the verb ---- */

static int run_derive(struct cli *cli)
{
    static const char *const changes[] = {"list", "drop", "rename", "like"};
    int given = 0, changing = 0;
    for (size_t i = 0; i < KINDS; i++)
        given += cli_has(cli, kinds[i].option);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
        changing += cli_has(cli, changes[i]);
    if (given + changing != 1)
        return cli_wrong(cli, TEXT_CLI_DERIVE_ONE_WAY, NULL);
    if (changing)
        return cli_has(cli, "list") ? run_list(cli) : run_change(cli);
    if (cli_operand_count(cli) < 2)
        return cli_wrong(cli, TEXT_CLI_DERIVE_WHICH, NULL);
    return cli_derive(cli, read);
}

static const struct cli_option options[] = {
    {"part", 0, "PART", false, TEXT_CLI_DERIVE_PART},
    {"years-to", 0, "DATE|COLUMN", false, TEXT_CLI_DERIVE_YEARS},
    {"months-to", 0, "DATE|COLUMN", false, TEXT_CLI_DERIVE_MONTHS},
    {"days-to", 0, "DATE|COLUMN", false, TEXT_CLI_DERIVE_DAYS},
    {"plus", 0, "NUMBER|COLUMN", false, TEXT_CLI_DERIVE_PLUS},
    {"minus", 0, "NUMBER|COLUMN", false, TEXT_CLI_DERIVE_MINUS},
    {"times", 0, "NUMBER|COLUMN", false, TEXT_CLI_DERIVE_TIMES},
    {"divided-by", 0, "NUMBER|COLUMN", false, TEXT_CLI_DERIVE_DIVIDED},
    {"percent-of", 0, "NUMBER|COLUMN", false, TEXT_CLI_DERIVE_PERCENT},
    {"decimals", 0, "N", false, TEXT_CLI_DERIVE_DECIMALS},
    {"yes-if", 0, "CONDITION", false, TEXT_CLI_DERIVE_YES},
    {"before", 0, "SIGN", false, TEXT_CLI_DERIVE_BEFORE},
    {"after", 0, "SIGN", false, TEXT_CLI_DERIVE_AFTER},
    {"first", 0, "N", false, TEXT_CLI_DERIVE_FIRST},
    {"last", 0, "N", false, TEXT_CLI_DERIVE_LAST},
    {"pattern", 0, "PATTERN", false, TEXT_CLI_DERIVE_PATTERN},
    {"postcode", 0, "full|area", false, TEXT_CLI_DERIVE_POSTCODE},
    {"change", 0, "A=B", true, TEXT_CLI_DERIVE_CHANGE},
    CLI_OPTIONS_DERIVE,
    {"list", 0, NULL, false, TEXT_CLI_DERIVE_LIST},
    {"rename", 0, "NAME", false, TEXT_CLI_DERIVE_RENAME},
    {"drop", 0, NULL, false, TEXT_CLI_DERIVE_DROP},
    {"like", 0, "DATASET", false, TEXT_CLI_DERIVE_LIKE},
    {.name = NULL},
};

const struct verb verb_derive = {
    .name = "derive",
    .operands = "SOURCE [DATASET] [COLUMN]",
    .summary = TEXT_CLI_DERIVE_SUMMARY,
    .examples = TEXT_CLI_DERIVE_EXAMPLES,
    .more = TEXT_CLI_DERIVE_MORE,
    .least = 1,
    .most = 3,
    .rows = true,
    .options = options,
    .run = run_derive,
};
