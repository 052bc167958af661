/* `datajam clean`: groups of values that are probably the same, as a list or as a new column. */
#include <string.h>

#include "core/base/arena.h"
#include "core/service/clean.h"
#include "core/service/columns.h"
#include "core/service/derive.h"
#include "tui/cli/frame_args.h"
#include "tui/cli/rows_out.h"
#include "tui/cli/verbs.h"

enum { GROUP, VALUE, ROWS, FORM, ALIKE, LIST_COLUMNS };
enum { CODE = 2, CODE_COLUMNS };

enum mode { MODE_GROUPS, MODE_FORMS, MODE_POSTCODE };

struct cleaning {
    struct cli *cli;
    struct source source;
    struct cli_frame frame;
    struct arena *arena;
    struct release_request request;
    size_t position;
    enum mode mode;
    enum cleaning_way ways;
    bool outer;
    const char *as; /* NULL: only a list */
    struct clean_column column;
};

static const enum text_id way_words[CLEANING_WAYS] = {
    [CLEANING_FINGERPRINT] = TEXT_CLEAN_WAY_LETTERS,
    [CLEANING_NGRAMS] = TEXT_CLEAN_WAY_PARTS,
    [CLEANING_NEAR] = TEXT_CLEAN_WAY_SLIPS,
};

/* ---- options ---- */

static bool read_alike(struct cleaning *c)
{
    const char *word = cli_value(c->cli, "alike");
    for (int way = 0; word && way < CLEANING_WAYS; way++) {
        c->ways = (enum cleaning_way)way;
        if (strcmp(word, text_get(way_words[way])) == 0)
            return true;
    }
    if (!word)
        return true;
    cli_wrong(c->cli, TEXT_CLI_CLEAN_NOT_ALIKE, TEXT_VALUES(text_string("value", word)));
    return false;
}

static bool read_postcode(struct cleaning *c)
{
    const char *word = cli_value(c->cli, "postcode");
    c->outer = word && strcmp(word, "outer") == 0;
    if (!word || c->outer || strcmp(word, "full") == 0)
        return true;
    cli_wrong(c->cli, TEXT_CLI_CLEAN_NOT_POSTCODE, TEXT_VALUES(text_string("value", word)));
    return false;
}

static bool read_options(struct cleaning *c)
{
    bool forms = cli_has(c->cli, "forms"), postcode = cli_has(c->cli, "postcode");
    c->as = cli_value(c->cli, "as");
    c->mode = forms ? MODE_FORMS : postcode ? MODE_POSTCODE : MODE_GROUPS;
    if (forms + postcode + cli_has(c->cli, "alike") > 1) {
        cli_wrong(c->cli, TEXT_CLI_CLEAN_ONE_WAY, NULL);
        return false;
    }
    if (forms && !c->as) {
        cli_wrong(c->cli, TEXT_CLI_CLEAN_FORMS_AS, NULL);
        return false;
    }
    return cli_release_request(c->cli, &c->request) && read_alike(c) && read_postcode(c);
}

/* ---- lists ---- */

static enum status write_group(const struct cleaning *c, size_t index, struct release *release,
                               struct error *err)
{
    const struct cleaning_group *group = &c->column.groups.items[index];
    enum status status = STATUS_OK;
    for (size_t i = 0; i < group->count && status == STATUS_OK; i++) {
        const struct cleaning_value *value = &c->column.values[group->members[i]];
        struct value row[LIST_COLUMNS] = {
            [GROUP] = {.kind = VALUE_INTEGER, .integer = (int64_t)index + 1},
            [VALUE] = {.kind = VALUE_TEXT, .text = value->text},
            [ROWS] = {.kind = VALUE_INTEGER, .integer = value->rows},
            [FORM] = {.kind = VALUE_TEXT, .text = c->column.values[group->form].text},
            [ALIKE] = {.kind = VALUE_TEXT, .text = span_string(text_get(way_words[group->way]))}};
        status = release_row(release, row, err);
    }
    return status;
}

static enum status write_groups(const struct cleaning *c, struct release *release,
                                struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < c->column.groups.count && status == STATUS_OK; i++)
        status = write_group(c, i, release, err);
    return status;
}

static enum status write_codes(const struct cleaning *c, struct release *release, struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < c->column.count && status == STATUS_OK; i++) {
        struct postcode code;
        struct value row[CODE_COLUMNS] = {
            {.kind = VALUE_TEXT, .text = c->column.values[i].text},
            {.kind = VALUE_INTEGER, .integer = c->column.values[i].rows},
            [CODE] = {.kind = VALUE_EMPTY}};
        if (postcode_read(c->column.values[i].text, &code))
            row[CODE] = (struct value){.kind = VALUE_TEXT,
                                       .text = span_string(c->outer ? code.outer : code.full)};
        status = release_row(release, row, err);
    }
    return status;
}

static enum status write_list(struct cleaning *c, struct error *err)
{
    static const struct output_column list[LIST_COLUMNS] = {[GROUP] = {"group", COLUMN_INTEGER},
                                                            [VALUE] = {"value", COLUMN_TEXT},
                                                            [ROWS] = {"rows", COLUMN_INTEGER},
                                                            [FORM] = {"form", COLUMN_TEXT},
                                                            [ALIKE] = {"alike", COLUMN_TEXT}};
    static const struct output_column codes[CODE_COLUMNS] = {
        {"value", COLUMN_TEXT}, {"rows", COLUMN_INTEGER}, [CODE] = {"postcode", COLUMN_TEXT}};
    bool groups = c->mode == MODE_GROUPS;
    struct release *release = NULL;
    c->request.db = c->source.db;
    c->request.subject = c->frame.dataset->name;
    enum status status = release_begin(&release, &c->request, groups ? list : codes,
                                       groups ? (size_t)LIST_COLUMNS : (size_t)CODE_COLUMNS, err);
    if (status == STATUS_OK)
        status = groups ? write_groups(c, release, err) : write_codes(c, release, err);
    if (status == STATUS_OK)
        return release_end(release, err);
    release_drop(release);
    return status;
}

/* ---- the column ---- */

static enum status all_groups(const struct cleaning *c, int64_t source, struct recipe *out,
                              struct error *err)
{
    size_t count = c->column.groups.count;
    struct cleaning_choice *choices = arena_array(c->arena, count + 1, sizeof *choices);
    for (size_t i = 0; choices && i < count; i++)
        choices[i].taken = true;
    if (!choices ||
        !cleaning_recipe(c->column.values, &c->column.groups, choices, source, c->arena, out))
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (out->values.count > 0)
        return STATUS_OK;
    return error_set(
        err, STATUS_INVALID, TEXT_CLI_CLEAN_NOTHING,
        TEXT_VALUES(text_string("column", c->frame.dataset->columns[c->position].name)));
}

static enum status make_recipe(struct cleaning *c, struct recipe *out, struct error *err)
{
    int64_t source = c->frame.dataset->columns[c->position].id;
    *out = (struct recipe){.kind = RECIPE_POSTCODE, .source = source, .outer = c->outer};
    if (c->mode == MODE_POSTCODE)
        return STATUS_OK;
    if (c->mode == MODE_FORMS)
        return clean_read_forms(cli_value(c->cli, "forms"), source, c->arena, out, err);
    return all_groups(c, source, out, err);
}

static enum status make_column(struct cleaning *c, struct error *err)
{
    struct recipe recipe;
    enum status status = make_recipe(c, &recipe, err);
    if (status != STATUS_OK)
        return status;
    const char *words = derive_words(c->frame.dataset, &recipe, c->arena);
    if (!words)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    int64_t dataset = c->frame.dataset->id;
    cli_warn_of_place(c->cli, c->source.path);
    status = derive_make(c->source.db, dataset, c->as, &recipe, "", NULL, err);
    if (status == STATUS_OK)
        cli_print(c->cli, TEXT_CLI_CLEAN_DONE,
                  TEXT_VALUES(text_string("name", c->as), text_string("words", words)));
    return status;
}

/* ---- the verb ---- */

/* SOURCE DATASET COLUMN, or SOURCE COLUMN. */
static enum status open_column(struct cleaning *c, struct error *err)
{
    struct dataset_info dataset;
    const char *last = cli_operand(c->cli, 2);
    const char *column = last ? last : cli_operand(c->cli, 1);
    enum status status = cli_open_dataset_for(
        c->cli, cli_operand(c->cli, 0), last ? cli_operand(c->cli, 1) : NULL,
        c->as ? SOURCE_WRITE : SOURCE_READ, &c->source, c->arena, &dataset, err);
    if (status == STATUS_OK)
        status = cli_frame_open(&c->frame, c->cli, &c->source, &dataset, c->arena, err);
    if (status == STATUS_OK)
        status = column_find(c->frame.dataset, span_string(column), &c->position, err);
    return status;
}

static int run_clean(struct cli *cli)
{
    struct cleaning c = {.cli = cli, .arena = arena_new()};
    struct error err = {0};
    if (!read_options(&c)) {
        arena_free(c.arena);
        return EXIT_USAGE;
    }
    enum status status = open_column(&c, &err);
    if (status == STATUS_OK && c.mode != MODE_FORMS)
        status = clean_read(c.frame.use, c.position, c.ways, c.arena, &c.column, &err);
    if (status == STATUS_OK && c.column.groups.cut && c.mode == MODE_GROUPS)
        cli_note(cli, TEXT_CLI_CLEAN_CUT, NULL);
    if (status == STATUS_OK)
        status = c.as ? make_column(&c, &err) : write_list(&c, &err);
    cli_frame_close(&c.frame);
    source_close(&c.source);
    arena_free(c.arena);
    return cli_rows_done(cli, status, &err);
}

static const struct cli_option options[] = {
    {"alike", 0, "letters|parts|slips", false, TEXT_CLI_CLEAN_ALIKE},
    {"forms", 0, "FILE", false, TEXT_CLI_CLEAN_FORMS},
    {"postcode", 0, "full|outer", false, TEXT_CLI_CLEAN_POSTCODE},
    {"as", 0, "NEW", false, TEXT_CLI_CLEAN_AS},
    {.name = NULL},
};

const struct verb verb_clean = {
    .name = "clean",
    .operands = "SOURCE [DATASET] COLUMN",
    .summary = TEXT_CLI_CLEAN_SUMMARY,
    .examples = TEXT_CLI_CLEAN_EXAMPLES,
    .more = TEXT_CLI_CLEAN_MORE,
    .least = 2,
    .most = 3,
    .rows = true,
    .options = options,
    .run = run_clean,
};
