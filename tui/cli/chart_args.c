/* Options of charts as words, and what is wrong with them. */
#include "tui/cli/chart_args.h"

#include "core/base/nearest.h"
#include "core/service/columns.h"

static bool wrong_word(struct cli *cli, const char *word, const char *const *names, size_t count,
                       enum text_id near_words, enum text_id words)
{
    int near = nearest_name(word, names, count);
    cli_wrong(cli, near < 0 ? words : near_words,
              TEXT_VALUES(text_string("word", word),
                          text_string("nearest", near < 0 ? "" : names[near])));
    return false;
}

static bool read_kind(struct cli *cli, struct chart_settings *out)
{
    const char *names[CHART_KINDS], *word = cli_value(cli, "kind");
    out->chosen = word != NULL;
    if (!word || chart_kind_read(word, &out->kind))
        return true;
    for (int i = 0; i < CHART_KINDS; i++)
        names[i] = chart_kind_word((enum chart_kind)i);
    return wrong_word(cli, word, names, CHART_KINDS, TEXT_CLI_CHART_KIND_NEAR,
                      TEXT_CLI_CHART_BAD_KIND);
}

static bool read_stack(struct cli *cli, struct chart_settings *out)
{
    const char *names[CHART_STACKS], *word = cli_value(cli, "stack");
    if (!word || chart_stack_read(word, &out->stack))
        return true;
    for (int i = 0; i < CHART_STACKS; i++)
        names[i] = chart_stack_word((enum chart_stack)i);
    return wrong_word(cli, word, names, CHART_STACKS, TEXT_CLI_CHART_STACK_NEAR,
                      TEXT_CLI_CHART_BAD_STACK);
}

bool chart_args_check(struct cli *cli, struct chart_settings *out)
{
    return read_kind(cli, out) && read_stack(cli, out);
}

enum status chart_args_by(struct cli *cli, const struct dataset_info *dataset,
                          struct chart_settings *out, struct error *err)
{
    const char *by = cli_value(cli, "by");
    size_t position;
    if (!by)
        return STATUS_OK;
    enum status status = column_find(dataset, span_string(by), &position, err);
    if (status == STATUS_OK)
        out->by = dataset->columns[position].id;
    return status;
}
