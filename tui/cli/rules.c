/* The verb `rules`: what a jam's facilitators have laid down about its data. */
#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/base/file.h"
#include "core/service/day.h"
#include "core/service/rules_set.h"
#include "tui/cli/verbs.h"

static const struct cli_option options[] = {
    {.name = "minimum", .place = "N", .help = TEXT_RULES_OPTION_MINIMUM},
    {.name = "exports", .place = "yes|no", .help = TEXT_RULES_OPTION_EXPORTS},
    {.name = "data", .place = "open|closed", .help = TEXT_RULES_OPTION_DATA},
    {.name = "leads", .place = "GROUP", .help = TEXT_NEW_OPTION_LEADS},
    {.name = "as", .place = "NAME", .help = TEXT_CLOCK_OPTION_AS},
    {.name = NULL},
};

static int print(struct cli *cli, const struct rules *rules)
{
    struct buffer out = {0};
    rules_write(rules, &out);
    const char *lines = buffer_span(&out).data, *end = strchr(lines, '\n');
    cli_print_text(cli, end ? end + 1 : lines); /* the first line is the file's own */
    buffer_free(&out);
    return EXIT_DONE;
}

/* From the jam's file, by whoever may open that: a facilitator. */
static enum status write_anew(struct cli *cli, struct rules *rules, struct error *err)
{
    const char *jam = cli_operand(cli, 0);
    struct db *db = NULL;
    enum status status = day_open(&db, jam, DB_WRITE, NULL);
    if (status != STATUS_OK)
        return status; /* err tells what the file lacks */
    status = rules_publish(db, jam, err);
    if (status == STATUS_OK)
        status = rules_load(jam, rules, err);
    db_close(db);
    if (status == STATUS_OK)
        cli_note(cli, TEXT_RULES_RESTORED, TEXT_VALUES(text_string("jam", jam)));
    return status;
}

/* The folder itself: what is below it has no rules of its own. */
static bool is_jam(const char *folder)
{
    char *file = file_join(folder, "jam.db");
    bool is = file && file_exists(file);
    free(file);
    return is;
}

static int show(struct cli *cli)
{
    const char *jam = cli_operand(cli, 0);
    struct rules rules;
    struct error err = {0};
    enum status status = STATUS_NOT_FOUND;
    if (!is_jam(jam))
        error_set(&err, status, TEXT_DAY_NO_JAM, TEXT_VALUES(text_string("folder", jam)));
    else
        status = rules_load(jam, &rules, &err);
    if (is_jam(jam) && (status == STATUS_NOT_FOUND || status == STATUS_DAMAGED))
        status = write_anew(cli, &rules, &err);
    return status == STATUS_OK ? print(cli, &rules) : cli_fail(cli, &err);
}

/* One of two words. False: it is neither, and standard error says so. */
static bool read_choice(struct cli *cli, const char *option, const char *yes, const char *no,
                        enum rules_choice *out)
{
    const char *value = cli_value(cli, option);
    if (!value)
        return true;
    *out = strcmp(value, yes) == 0 ? RULES_YES : RULES_NO;
    if (*out == RULES_YES || strcmp(value, no) == 0)
        return true;
    cli_wrong(cli, TEXT_RULES_BAD_CHOICE,
              TEXT_VALUES(text_string("option", option), text_string("value", value),
                          text_string("yes", yes), text_string("no", no)));
    return false;
}

static bool read_wish(struct cli *cli, struct rules_wish *wish)
{
    *wish = (struct rules_wish){.leads = cli_value(cli, "leads")};
    if (!cli_number(cli, "minimum", &wish->minimum) ||
        !read_choice(cli, "exports", "yes", "no", &wish->exports) ||
        !read_choice(cli, "data", "closed", "open", &wish->closed))
        return false;
    bool good =
        !cli_has(cli, "minimum") || (wish->minimum >= 1 && wish->minimum <= RULES_MINIMUM_MOST);
    if (!good)
        cli_wrong(cli, TEXT_RULES_BAD_MINIMUM,
                  TEXT_VALUES(text_number("most", RULES_MINIMUM_MOST)));
    return good;
}

/* A team that has its rows already keeps them. */
static void note_early(struct cli *cli)
{
    int64_t early = 0;
    if (rules_count_early(cli_operand(cli, 0), &early, NULL) == STATUS_OK && early > 0)
        cli_note(cli, TEXT_RULES_EARLY, TEXT_VALUES(text_number("teams", early)));
}

static int run(struct cli *cli)
{
    struct rules_wish wish;
    struct rules rules;
    struct error err = {0};
    if (!read_wish(cli, &wish))
        return EXIT_USAGE;
    if (!wish.minimum && wish.exports == RULES_STAYS && wish.closed == RULES_STAYS && !wish.leads)
        return show(cli);
    if (rules_set(cli_operand(cli, 0), &wish, cli_who(cli), &rules, &err) != STATUS_OK)
        return cli_fail(cli, &err);
    if (wish.closed == RULES_YES)
        note_early(cli);
    return print(cli, &rules);
}

const struct verb verb_rules = {
    .name = "rules",
    .operands = "JAM",
    .summary = TEXT_RULES_SUMMARY,
    .examples = TEXT_RULES_EXAMPLES,
    .more = TEXT_RULES_MORE,
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};
