/* Joining: columns by their names and kinds, one statement that counts, and one that does it. */
#include "core/service/join.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/service/pivot_sql_internal.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- which columns ---- */

static bool same_kind(const struct column_info *a, const struct column_info *b)
{
    bool numbers = column_type_is_number(a->type);
    return numbers == column_type_is_number(b->type);
}

static bool same_name(const struct column_info *a, const struct column_info *b)
{
    return strcasecmp(a->name, b->name) == 0 ||
           (a->label[0] && strcasecmp(a->label, b->label) == 0);
}

static bool ends_in_id(const struct column_info *column)
{
    size_t len = strlen(column->name);
    return len >= 2 && strcasecmp(column->name + len - 2, "id") == 0;
}

static bool is_id(const struct column_info *column)
{
    return column->role == ROLE_PERSON_ID || column->role == ROLE_CASE_ID || ends_in_id(column);
}

/* How likely the two hold the same; 0: not at all. */
static int likeness(const struct column_info *a, const struct column_info *b)
{
    enum { NAME = 16, PERSON = 8, ID = 4, ROLE = 2 };
    if (!same_kind(a, b))
        return 0;
    int points = same_name(a, b) ? NAME : 0;
    if (a->role == b->role && a->role != ROLE_NONE)
        points += a->role == ROLE_PERSON_ID ? PERSON : ROLE;
    return points + (points && is_id(a) && is_id(b) ? ID : 0);
}

/* Kept in order; an equal one stays behind. */
static void insert(struct join_pair *out, int *points, size_t *count, size_t room,
                   struct join_pair pair, int of)
{
    size_t at = *count;
    while (at > 0 && points[at - 1] < of)
        at--;
    if (at == room)
        return;
    size_t last = *count < room ? *count : room - 1;
    memmove(out + at + 1, out + at, (last - at) * sizeof *out);
    memmove(points + at + 1, points + at, (last - at) * sizeof *points);
    out[at] = pair;
    points[at] = of;
    *count += *count < room;
}

size_t join_candidates(const struct dataset_info *left, const struct dataset_info *right,
                       struct join_pair *out, size_t room)
{
    int *points = calloc(room ? room : 1, sizeof *points);
    size_t count = 0;
    for (size_t l = 0; points && l < left->column_count; l++) {
        for (size_t r = 0; r < right->column_count; r++) {
            int of = likeness(&left->columns[l], &right->columns[r]);
            if (of > 0)
                insert(out, points, &count, room, (struct join_pair){l, r}, of);
        }
    }
    free(points);
    return count;
}

/* Rows of months match by the month, too. */
static bool is_date(const struct column_info *column)
{
    return column->role == ROLE_DATE || column->type == COLUMN_DATE ||
           strcasecmp(column->name, "month") == 0;
}

void join_propose(struct join_plan *plan)
{
    enum { LOOKED_AT = 64 };
    struct join_pair all[LOOKED_AT];
    size_t count = join_candidates(plan->left, plan->right, all, LOOKED_AT);
    plan->count = 0;
    if (count > 0 &&
        same_name(&plan->left->columns[all[0].left], &plan->right->columns[all[0].right]))
        plan->pairs[plan->count++] = all[0];
    for (size_t i = 1; i < count && plan->count == 1; i++) {
        const struct column_info *left = &plan->left->columns[all[i].left];
        const struct column_info *right = &plan->right->columns[all[i].right];
        if (same_name(left, right) && is_date(left) && is_date(right))
            plan->pairs[plan->count++] = all[i];
    }
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

/* The values by which rows are told apart, each once, with how many rows have them. */
static void add_keys(const struct join_plan *plan, bool right, struct buffer *out)
{
    buffer_add_string(out, "SELECT ");
    for (size_t i = 0; i < plan->count; i++) {
        pivot_sql_name(out, pair_name(plan, i, right));
        buffer_printf(out, " AS k%zu, ", i);
    }
    buffer_add_string(out, "count(*) AS n FROM ");
    pivot_sql_name(out, (right ? plan->right : plan->left)->name);
    for (size_t i = 0; i < plan->count; i++) {
        buffer_add_string(out, i ? " AND " : " WHERE ");
        pivot_sql_name(out, pair_name(plan, i, right));
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
    buffer_printf(out, " AS t LEFT JOIN %s AS k ON ", right ? "lefts" : "rights");
    for (size_t i = 0; i < plan->count; i++) {
        buffer_printf(out, "%sk.k%zu = ", i ? " AND " : "", i);
        add_column(out, "t", pair_name(plan, i, right));
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
    buffer_add_string(out, "WITH rights AS MATERIALIZED (");
    add_keys(plan, true, out);
    buffer_add_string(out, "), lefts AS MATERIALIZED (");
    add_keys(plan, false, out);
    buffer_add_string(out, ") ");
    add_counts(plan, false, out);
    buffer_add_string(out, " UNION ALL ");
    add_counts(plan, true, out);
    add_examples(plan, LINE_SEVERAL, false, "k.n > 1", out);
    add_examples(plan, LINE_NONE, false, "k.n IS NULL", out);
    add_examples(plan, LINE_RIGHT_NONE, true, "k.n IS NULL", out);
}

static bool is_paired(const struct join_plan *plan, size_t right)
{
    bool paired = false;
    for (size_t i = 0; i < plan->count; i++)
        paired = paired || plan->pairs[i].right == right;
    return paired;
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

void join_sql(const struct join_plan *plan, struct buffer *out)
{
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
    pivot_sql_name(out, plan->right->name);
    buffer_add_string(out, " AS b ON ");
    for (size_t i = 0; i < plan->count; i++) {
        buffer_add_string(out, i ? " AND " : "");
        add_column(out, "b", pair_name(plan, i, true));
        buffer_add_string(out, " = ");
        add_column(out, "a", pair_name(plan, i, false));
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

void join_source(const struct join_plan *plan, char *out, size_t size)
{
    text_format(out, size, TEXT_JOIN_SOURCE,
                TEXT_VALUES(text_string("left", plan->left->name),
                            text_string("right", plan->right->name)));
}
