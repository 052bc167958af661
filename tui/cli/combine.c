/* `datajam combine`: two datasets joined by columns; without --save what would come of it. */
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/service/columns.h"
#include "core/service/join.h"
#include "core/service/query_save.h"
#include "tui/cli/rows_out.h"
#include "tui/cli/verbs.h"

/* Two names around the first "=", or one that both have. */
static enum status read_pair(const char *given, struct join_plan *plan, struct error *err)
{
    const char *equals = strchr(given, '=');
    struct span left = span_of(given, equals ? (size_t)(equals - given) : strlen(given));
    struct span right = equals ? span_string(equals + 1) : left;
    size_t l = 0, r = 0;
    enum status status = column_find(plan->left, left, &l, err);
    if (status == STATUS_OK)
        status = column_find(plan->right, right, &r, err);
    if (status == STATUS_OK)
        plan->pairs[plan->count++] = join_pair_of(plan, l, r);
    return status;
}

/* Says by what; and that a pair matches only without what stands in front of its values. */
static void say_found(struct cli *cli, const struct join_plan *plan, const struct join_found *found)
{
    struct buffer by = {0};
    for (size_t i = 0; i < plan->count; i++)
        buffer_printf(&by, "%s%s=%s", i ? ", " : "", plan->left->columns[plan->pairs[i].left].name,
                      plan->right->columns[plan->pairs[i].right].name);
    cli_note(cli, TEXT_CLI_COMBINE_BY, TEXT_VALUES(text_string("columns", by.data)));
    if (plan->pairs[0].how == JOIN_LOOSE)
        cli_note(cli, TEXT_JOIN_LOOSE_NOTE,
                 TEXT_VALUES(text_string("left", found->left_like),
                             text_string("right", found->right_like),
                             text_number("exact", found->exact)));
    buffer_free(&by);
}

/* Given columns of which hardly any values match as they are written. */
static enum status hint(struct cli *cli, struct arena *arena, const struct query_request *base,
                        const struct join_plan *plan, struct error *err)
{
    struct join_found found;
    enum status status = join_compare(plan, base, arena, &found, err);
    if (status == STATUS_OK && found.pair.how != plan->pairs[0].how)
        cli_note(cli, TEXT_CLI_COMBINE_TRY_LOOSE,
                 TEXT_VALUES(text_number("exact", found.exact), text_number("shared", found.shared),
                             text_string("left", found.left_like),
                             text_string("right", found.right_like)));
    return status;
}

static enum status find_pairs(struct cli *cli, struct arena *arena,
                              const struct query_request *base, struct join_plan *plan,
                              struct error *err)
{
    struct join_found found[JOIN_FOUND_MAX];
    size_t count = 0;
    enum status status = join_find(plan, base, NULL, NULL, arena, found, &count, err);
    if (status == STATUS_OK && plan->count > 0)
        say_found(cli, plan, &found[0]);
    return status;
}

static enum status read_plan(struct cli *cli, const struct query_request *base, struct arena *arena,
                             struct join_plan *plan, struct error *err)
{
    struct dataset_info *both = arena_array(arena, 2, sizeof *both);
    if (!both)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    size_t given = cli_value_count(cli, "on");
    enum status status = dataset_find(base->db, arena, cli_operand(cli, 1), &both[0], err);
    if (status == STATUS_OK)
        status = dataset_find(base->db, arena, cli_operand(cli, 2), &both[1], err);
    *plan = (struct join_plan){
        .left = &both[0], .right = &both[1], .matching = cli_has(cli, "matching")};
    if (status == STATUS_OK && given > JOIN_COLUMNS_MAX)
        status = error_set(err, STATUS_INVALID, TEXT_JOIN_MANY,
                           TEXT_VALUES(text_number("most", JOIN_COLUMNS_MAX)));
    for (size_t i = 0; status == STATUS_OK && i < given; i++)
        status = read_pair(cli_value_at(cli, "on", i), plan, err);
    for (size_t i = 0; cli_has(cli, "loose") && i < plan->count; i++)
        plan->pairs[i].how = JOIN_LOOSE;
    if (status == STATUS_OK && given == 0)
        status = find_pairs(cli, arena, base, plan, err);
    if (status == STATUS_OK && given > 0)
        status = hint(cli, arena, base, plan, err);
    if (status == STATUS_OK && plan->count == 0)
        status = error_set(err, STATUS_INVALID, TEXT_JOIN_NO_COLUMNS, NULL);
    return status;
}

/* ---- what would come of it ---- */

static struct value examples(const char *const *like, struct arena *arena)
{
    struct buffer out = {0};
    for (size_t i = 0; i < JOIN_EXAMPLES && like && like[i]; i++)
        buffer_printf(&out, "%s%s", i ? "; " : "", like[i]);
    const char *copy = arena_copy(arena, buffer_span(&out));
    buffer_free(&out);
    return (struct value){.kind = copy && copy[0] ? VALUE_TEXT : VALUE_EMPTY,
                          .text = span_string(copy)};
}

static enum status write_line(struct release *release, const char *dataset, const char *matches,
                              int64_t rows, struct value like, struct error *err)
{
    const struct value line[] = {{.kind = VALUE_TEXT, .text = span_string(dataset)},
                                 {.kind = VALUE_TEXT, .text = span_string(matches)},
                                 {.kind = VALUE_INTEGER, .integer = rows},
                                 like};
    return release_row(release, line, err);
}

static enum status write_lines(const struct join_plan *plan, const struct join_account *account,
                               struct release *release, struct arena *arena, struct error *err)
{
    const struct {
        const char *dataset, *matches;
        int64_t rows;
        const char *const *like;
    } lines[] = {
        {plan->left->name, "one", account->once, NULL},
        {plan->left->name, "several", account->several, account->several_like},
        {plan->left->name, "none", account->none, account->none_like},
        {plan->right->name, "none", account->right_none, account->right_none_like},
        {"", "result", join_rows(plan, account), NULL},
    };
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < sizeof lines / sizeof *lines; i++)
        status = write_line(release, lines[i].dataset, lines[i].matches, lines[i].rows,
                            examples(lines[i].like, arena), err);
    return status;
}

static enum status look(const struct join_plan *plan, const struct query_request *base,
                        struct release_request *request, struct arena *arena, struct error *err)
{
    static const struct output_column heads[] = {{"dataset", COLUMN_TEXT},
                                                 {"matches", COLUMN_TEXT},
                                                 {"rows", COLUMN_INTEGER},
                                                 {"examples", COLUMN_TEXT}};
    struct join_account account;
    struct release *release = NULL;
    enum status status = join_look(plan, base, arena, &account, err);
    if (status == STATUS_OK)
        status = release_begin(&release, request, heads, sizeof heads / sizeof *heads, err);
    if (status != STATUS_OK)
        return status;
    status = write_lines(plan, &account, release, arena, err);
    if (status == STATUS_OK)
        return release_end(release, err);
    release_drop(release);
    return status;
}

/* ---- doing it ---- */

static enum status check_size(const struct join_plan *plan, const struct query_request *base,
                              struct arena *arena, struct error *err)
{
    struct join_account account;
    enum status status = join_look(plan, base, arena, &account, err);
    if (status == STATUS_OK && join_is_far_too_big(plan, &account))
        status = error_set(err, STATUS_INVALID, TEXT_CLI_COMBINE_TOO_BIG,
                           TEXT_VALUES(text_number("rows", join_rows(plan, &account)),
                                       text_number("both", account.rows + account.right_rows)));
    return status;
}

static enum status save(struct cli *cli, const struct join_plan *plan,
                        const struct query_request *base, struct error *err)
{
    struct query_saved saved;
    struct query_request request = *base;
    struct query *query = query_new();
    struct buffer sql = {0};
    char source[200];
    join_sql(plan, &sql);
    join_source(plan, source, sizeof source);
    request.sql = buffer_span(&sql);
    request.limit_ms = JOIN_LIMIT_MS;
    const struct query_save how = {.db = base->db,
                                   .name = cli_value(cli, "save"),
                                   .source = source,
                                   .sql = request.sql,
                                   .by = cli_who(cli)};
    enum status status = query && !sql.failed
                             ? query_run(query, &request, err)
                             : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK)
        status = query_save(query, &how, &saved, err);
    if (status == STATUS_OK)
        cli_note(cli, TEXT_CLI_COMBINE_SAVED,
                 TEXT_VALUES(text_string("name", how.name), text_number("rows", saved.rows)));
    query_free(query);
    buffer_free(&sql);
    return status;
}

static int run_combine(struct cli *cli)
{
    struct query_request base = {.helper = cli_host(cli) ? cli_host(cli)->helper : NULL};
    struct release_request request;
    struct join_plan plan = {.left = NULL};
    struct source source = {0};
    struct error err = {0};
    struct arena *arena = arena_new();
    bool saves = cli_has(cli, "save");
    if (!arena || !base.helper || !cli_release_request(cli, &request)) {
        arena_free(arena);
        return EXIT_USAGE;
    }
    enum status status =
        source_open(&source, cli_operand(cli, 0), saves ? SOURCE_WRITE : SOURCE_READ, &err);
    if (status == STATUS_OK)
        base.db = request.db = source.db;
    if (status == STATUS_OK)
        status = read_plan(cli, &base, arena, &plan, &err);
    if (status == STATUS_OK && saves && !cli_has(cli, "anyway"))
        status = check_size(&plan, &base, arena, &err);
    if (status == STATUS_OK) {
        request.subject = cli_operand(cli, 1);
        status = saves ? save(cli, &plan, &base, &err) : look(&plan, &base, &request, arena, &err);
    }
    source_close(&source);
    arena_free(arena);
    return cli_rows_done(cli, status, &err);
}

static const struct cli_option options[] = {
    {"on", 0, "COLUMN[=COLUMN]", true, TEXT_CLI_COMBINE_ON},
    {"loose", 0, NULL, false, TEXT_CLI_COMBINE_LOOSE},
    {"anyway", 0, NULL, false, TEXT_CLI_COMBINE_ANYWAY},
    {"matching", 0, NULL, false, TEXT_CLI_COMBINE_MATCHING},
    {"save", 0, "NAME", false, TEXT_CLI_COMBINE_SAVE},
    {.name = NULL},
};

const struct verb verb_combine = {
    .name = "combine",
    .operands = "SOURCE DATASET DATASET",
    .summary = TEXT_CLI_COMBINE_SUMMARY,
    .examples = TEXT_CLI_COMBINE_EXAMPLES,
    .more = TEXT_CLI_COMBINE_MORE,
    .least = 3,
    .most = 3,
    .rows = true,
    .options = options,
    .run = run_combine,
};
