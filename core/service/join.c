/* Joining: one statement that counts what comes of it, and one that does it. */
#include "core/service/join_internal.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/service/pivot_sql_internal.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- the statements ---- */

static void add_column(struct buffer *out, const char *alias, const char *name)
{
    buffer_printf(out, "%s.", alias);
    pivot_sql_name(out, name);
}

static const char *pair_name(const struct join_plan *plan, size_t i, bool right)
{
    return right ? plan->right->columns[plan->pairs[i].right].name
                 : plan->left->columns[plan->pairs[i].left].name;
}

void join_own_table(struct buffer *out, const struct join_plan *plan, const char *which)
{
    struct buffer name = {0};
    buffer_printf(&name, "%s %s %s", plan->left->name, plan->right->name, which);
    pivot_sql_name(out, name.data ? name.data : which);
    buffer_free(&name);
}

void join_key_sql(struct buffer *out, const char *alias, const char *name, enum join_how how)
{
    static const char *const before[] = {
        [JOIN_AS_IT_IS] = "", [JOIN_AS_TEXT] = "CAST(", [JOIN_LOOSE] = "nullif(ltrim(upper(CAST("};
    static const char *const behind[] = {[JOIN_AS_IT_IS] = "",
                                         [JOIN_AS_TEXT] = " AS TEXT)",
                                         [JOIN_LOOSE] = " AS TEXT)), '" JOIN_IN_FRONT "'), '')"};
    buffer_add_string(out, before[how]);
    add_column(out, alias, name);
    buffer_add_string(out, behind[how]);
}

static void add_key(const struct join_plan *plan, size_t i, bool right, const char *alias,
                    struct buffer *out)
{
    join_key_sql(out, alias, pair_name(plan, i, right), plan->pairs[i].how);
}

/* The values by which rows are told apart, each once, with how many rows have them. */
static void add_keys(const struct join_plan *plan, bool right, struct buffer *out)
{
    buffer_add_string(out, "SELECT ");
    for (size_t i = 0; i < plan->count; i++) {
        add_key(plan, i, right, "t", out);
        buffer_printf(out, " AS k%zu, ", i);
    }
    buffer_add_string(out, "count(*) AS n FROM ");
    pivot_sql_name(out, (right ? plan->right : plan->left)->name);
    buffer_add_string(out, " AS t");
    for (size_t i = 0; i < plan->count; i++) {
        buffer_add_string(out, i ? " AND " : " WHERE ");
        add_key(plan, i, right, "t", out);
        buffer_add_string(out, " IS NOT NULL");
    }
    buffer_add_string(out, " GROUP BY 1");
    for (size_t i = 1; i < plan->count; i++)
        buffer_printf(out, ", %zu", i + 1);
}

/* A dataset as t beside the keys of the other one. */
static void add_matched(const struct join_plan *plan, bool right, struct buffer *out)
{
    buffer_add_string(out, " FROM ");
    pivot_sql_name(out, (right ? plan->right : plan->left)->name);
    buffer_add_string(out, " AS t LEFT JOIN ");
    join_own_table(out, plan, right ? "left" : "right");
    buffer_add_string(out, " AS k ON ");
    for (size_t i = 0; i < plan->count; i++) {
        buffer_printf(out, "%sk.k%zu = ", i ? " AND " : "", i);
        add_key(plan, i, right, "t", out);
    }
}

static void add_counts(const struct join_plan *plan, bool right, struct buffer *out)
{
    buffer_printf(out,
                  "SELECT %d, NULL, count(*), coalesce(sum(k.n = 1), 0), coalesce(sum(k.n > 1), 0),"
                  " coalesce(sum(k.n IS NULL), 0), coalesce(sum(k.n), 0)",
                  right ? 1 : 0);
    add_matched(plan, right, out);
}

/* Values of rows that meet the condition. */
static void add_examples(const struct join_plan *plan, int kind, bool right, const char *condition,
                         struct buffer *out)
{
    buffer_printf(out, " UNION ALL SELECT * FROM (SELECT DISTINCT %d, ", kind);
    for (size_t i = 0; i < plan->count; i++) {
        buffer_add_string(out, i ? " || ' · ' || coalesce(" : "coalesce(");
        add_column(out, "t", pair_name(plan, i, right));
        buffer_add_string(out, ", '∅')");
    }
    buffer_add_string(out, ", 0, 0, 0, 0, 0");
    add_matched(plan, right, out);
    buffer_printf(out, " WHERE %s LIMIT %d)", condition, JOIN_EXAMPLES);
}

enum { LINE_LEFT, LINE_RIGHT, LINE_SEVERAL, LINE_NONE, LINE_RIGHT_NONE };

static void look_sql(const struct join_plan *plan, struct buffer *out)
{
    buffer_add_string(out, "WITH ");
    join_own_table(out, plan, "right");
    buffer_add_string(out, " AS MATERIALIZED (");
    add_keys(plan, true, out);
    buffer_add_string(out, "), ");
    join_own_table(out, plan, "left");
    buffer_add_string(out, " AS MATERIALIZED (");
    add_keys(plan, false, out);
    buffer_add_string(out, ") ");
    add_counts(plan, false, out);
    buffer_add_string(out, " UNION ALL ");
    add_counts(plan, true, out);
    add_examples(plan, LINE_SEVERAL, false, "k.n > 1", out);
    add_examples(plan, LINE_NONE, false, "k.n IS NULL", out);
    add_examples(plan, LINE_RIGHT_NONE, true, "k.n IS NULL", out);
}

/* Says the same as the left one. Compared loosely it is written in another way, and stays. */
static bool is_paired(const struct join_plan *plan, size_t right)
{
    bool paired = false;
    for (size_t i = 0; i < plan->count; i++)
        paired = paired || (plan->pairs[i].right == right && plan->pairs[i].how != JOIN_LOOSE);
    return paired;
}

static bool is_worked_out(const struct join_plan *plan)
{
    bool worked_out = false;
    for (size_t i = 0; i < plan->count; i++)
        worked_out = worked_out || plan->pairs[i].how != JOIN_AS_IT_IS;
    return worked_out;
}

static void add_right_columns(const struct join_plan *plan, struct buffer *out)
{
    for (size_t r = 0; r < plan->right->column_count; r++) {
        const char *name = plan->right->columns[r].name;
        bool taken = false;
        if (is_paired(plan, r))
            continue;
        for (size_t l = 0; l < plan->left->column_count; l++)
            taken = taken || strcasecmp(plan->left->columns[l].name, name) == 0;
        buffer_add_string(out, ", ");
        add_column(out, "b", name);
        if (taken) {
            struct buffer longer = {0};
            buffer_printf(&longer, "%s_%s", name, plan->right->name);
            buffer_add_string(out, " AS ");
            pivot_sql_name(out, longer.data ? longer.data : name);
            buffer_free(&longer);
        }
    }
}

/* Worked-out values have no index of their own: they are laid out beside the rows. */
static void add_right_rows(const struct join_plan *plan, struct buffer *out)
{
    buffer_add_string(out, "WITH ");
    join_own_table(out, plan, "right");
    buffer_add_string(out, " AS MATERIALIZED (SELECT t.*");
    for (size_t i = 0; i < plan->count; i++) {
        buffer_add_string(out, ", ");
        add_key(plan, i, true, "t", out);
        buffer_printf(out, " AS joined_key%zu", i);
    }
    buffer_add_string(out, " FROM ");
    pivot_sql_name(out, plan->right->name);
    buffer_add_string(out, " AS t)\n");
}

void join_sql(const struct join_plan *plan, struct buffer *out)
{
    bool worked_out = is_worked_out(plan);
    if (worked_out)
        add_right_rows(plan, out);
    buffer_add_string(out, "SELECT ");
    for (size_t l = 0; l < plan->left->column_count; l++) {
        buffer_add_string(out, l ? ", " : "");
        add_column(out, "a", plan->left->columns[l].name);
    }
    add_right_columns(plan, out);
    buffer_add_string(out, "\nFROM ");
    pivot_sql_name(out, plan->left->name);
    /* CROSS: the rows of the left one stay in their order. */
    buffer_printf(out, " AS a\n%s JOIN ", plan->matching ? "CROSS" : "LEFT");
    if (worked_out)
        join_own_table(out, plan, "right");
    else
        pivot_sql_name(out, plan->right->name);
    buffer_add_string(out, " AS b ON ");
    for (size_t i = 0; i < plan->count; i++) {
        buffer_add_string(out, i ? " AND " : "");
        if (worked_out)
            buffer_printf(out, "b.joined_key%zu", i);
        else
            add_column(out, "b", pair_name(plan, i, true));
        buffer_add_string(out, " = ");
        add_key(plan, i, false, "a", out);
    }
}

/* ---- looking ---- */

static void keep(const char **like, const struct value *value, struct arena *arena)
{
    char scratch[VALUE_NUMBER_SIZE];
    for (size_t i = 0; i < JOIN_EXAMPLES; i++) {
        if (like[i])
            continue;
        like[i] = arena_copy(arena, value_text(value, scratch));
        return;
    }
}

static void take_line(const struct value *values, struct arena *arena, struct join_account *out)
{
    enum { KIND, LIKE, ROWS, ONCE, SEVERAL, NONE, PAIRS };
    switch (values[KIND].integer) {
    case LINE_LEFT:
        out->rows = values[ROWS].integer;
        out->once = values[ONCE].integer;
        out->several = values[SEVERAL].integer;
        out->none = values[NONE].integer;
        out->pairs = values[PAIRS].integer;
        break;
    case LINE_RIGHT:
        out->right_rows = values[ROWS].integer;
        out->right_none = values[NONE].integer;
        break;
    case LINE_SEVERAL:
        keep(out->several_like, &values[LIKE], arena);
        break;
    case LINE_NONE:
        keep(out->none_like, &values[LIKE], arena);
        break;
    default:
        keep(out->right_none_like, &values[LIKE], arena);
    }
}

struct join_pair join_pair_of(const struct join_plan *plan, size_t left, size_t right)
{
    bool number = column_type_is_number(plan->left->columns[left].type);
    bool same = number == column_type_is_number(plan->right->columns[right].type);
    return (struct join_pair){left, right, same ? JOIN_AS_IT_IS : JOIN_AS_TEXT};
}

enum status join_look(const struct join_plan *plan, const struct query_request *base,
                      struct arena *arena, struct join_account *out, struct error *err)
{
    enum { LINES = 2 + 3 * JOIN_EXAMPLES, COLUMNS = 7 };
    struct buffer sql = {0};
    struct query *query = query_new();
    struct query_request request = *base;
    const struct value *values = NULL;
    size_t rows = 0;
    *out = (struct join_account){0};
    look_sql(plan, &sql);
    request.sql = buffer_span(&sql);
    request.limit_ms = JOIN_LIMIT_MS;
    enum status status = query && !sql.failed ? query_run(query, &request, err) : no_memory(err);
    if (status == STATUS_OK)
        status = query_read(query, 0, LINES, arena, &values, &rows, err);
    for (size_t r = 0; status == STATUS_OK && r < rows; r++)
        take_line(values + r * COLUMNS, arena, out);
    query_free(query);
    buffer_free(&sql);
    return status;
}

int64_t join_rows(const struct join_plan *plan, const struct join_account *account)
{
    return account->pairs + (plan->matching ? 0 : account->none);
}

bool join_is_far_too_big(const struct join_plan *plan, const struct join_account *account)
{
    enum { TIMES = 3 };
    return join_rows(plan, account) / TIMES > account->rows + account->right_rows;
}

void join_source(const struct join_plan *plan, char *out, size_t size)
{
    text_format(out, size, TEXT_JOIN_SOURCE,
                TEXT_VALUES(text_string("left", plan->left->name),
                            text_string("right", plan->right->name)));
}
