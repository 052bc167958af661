/* `datajam group`: a column beside another one, with its values in groups or bands. */
#include <stdlib.h>
#include <string.h>

#include "core/service/derive_read.h"
#include "tui/cli/derive_args.h"
#include "tui/cli/verbs.h"

/* ---- bands ---- */

static enum status cut(struct cli_deriving *d, enum recipe_bands how, const char *text,
                       struct error *err)
{
    struct value size;
    if (!recipe_read_number(span_string(text), &size))
        return error_set(err, STATUS_INVALID, TEXT_DERIVE_BAD_LIMITS,
                         TEXT_VALUES(text_string("text", text)));
    return derive_bands(d->use, d->column, how,
                        size.kind == VALUE_INTEGER ? (double)size.integer : size.decimal, d->arena,
                        &d->recipe, err);
}

/* ---- groups ---- */

/* NAME=A,B; the name may stand in quotes. */
static enum status read_group(struct cli_deriving *d, const char *text, struct recipe_group *out,
                              struct error *err)
{
    bool quoted = *text == '"';
    const char *equals = quoted ? strstr(text + 1, "\"=") : strchr(text, '=');
    if (equals && quoted)
        equals++;
    struct span name = span_of(text, equals ? (size_t)(equals - text) : 0);
    if (name.len >= 2 && *name.data == '"')
        name = span_of(name.data + 1, name.len - 2);
    if (!equals || !derive_read_list(d->arena, equals + 1, &out->values, &out->count))
        return error_set(err, STATUS_INVALID, TEXT_CLI_GROUP_BAD_VALUES,
                         TEXT_VALUES(text_string("text", text)));
    out->name = arena_copy(d->arena, name);
    return out->name ? STATUS_OK : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status read_groups(struct cli_deriving *d, struct error *err)
{
    struct recipe *recipe = &d->recipe;
    size_t count = cli_value_count(d->cli, "values");
    const char *rest = cli_value(d->cli, "rest");
    enum status status = STATUS_OK;
    recipe->kind = RECIPE_GROUPS;
    recipe->groups.items = arena_array(d->arena, count, sizeof *recipe->groups.items);
    if (!recipe->groups.items)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = read_group(d, cli_value_at(d->cli, "values", i), &recipe->groups.items[i], err);
    recipe->groups.count = count;
    recipe->groups.rest = !rest ? REST_KEEP : *rest ? REST_NAME : REST_EMPTY;
    recipe->groups.rest_name = rest ? rest : "";
    return status;
}

/* ---- the verb ---- */

static enum status read(struct cli_deriving *d, struct error *err)
{
    const char *bands = cli_value(d->cli, "bands"), *width = cli_value(d->cli, "width");
    const char *parts = cli_value(d->cli, "parts"), *names = cli_value(d->cli, "names");
    enum status status;
    if (cli_value_count(d->cli, "values") > 0)
        return read_groups(d, err);
    if (bands)
        status = derive_read_limits(d->arena, bands, d->dataset->columns[d->column].type,
                                    &d->recipe, err);
    else
        status = width ? cut(d, BANDS_WIDTH, width, err) : cut(d, BANDS_COUNTS, parts, err);
    return status == STATUS_OK && names ? derive_read_names(d->arena, names, &d->recipe, err)
                                        : status;
}

static int run_group(struct cli *cli)
{
    static const char *const ways[] = {"bands", "values", "width", "parts"};
    int given = 0;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        given += cli_has(cli, ways[i]);
    if (given != 1)
        return cli_wrong(cli, TEXT_CLI_GROUP_ONE_WAY, NULL);
    return cli_derive(cli, read);
}

static const struct cli_option options[] = {
    {"bands", 0, "LIMITS", false, TEXT_CLI_GROUP_BANDS},
    {"values", 0, "NAME=A,B", true, TEXT_CLI_GROUP_VALUES},
    {"width", 0, "N", false, TEXT_CLI_GROUP_WIDTH},
    {"parts", 0, "N", false, TEXT_CLI_GROUP_PARTS},
    {"names", 0, "A,B", false, TEXT_CLI_GROUP_NAMES},
    {"rest", 0, "NAME", false, TEXT_CLI_GROUP_REST},
    CLI_OPTIONS_DERIVE,
    {.name = NULL},
};

const struct verb verb_group = {
    .name = "group",
    .operands = "SOURCE [DATASET] COLUMN",
    .summary = TEXT_CLI_GROUP_SUMMARY,
    .examples = TEXT_CLI_GROUP_EXAMPLES,
    .more = TEXT_CLI_GROUP_MORE,
    .least = 2,
    .most = 3,
    .rows = true,
    .options = options,
    .run = run_group,
};
