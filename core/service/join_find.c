/*
 * Finding what two datasets are joined by. Apart from joining: names and roles say which columns
 * may tell rows apart, and what stands in them says whether they do. First the columns of each
 * dataset are looked at alone, on its first rows; then the values of the pairs that are left are
 * compared as a whole.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/service/join_internal.h"
#include "core/service/pivot_sql_internal.h"

/* Rows that a column is looked at in. */
enum { LOOKED_AT = 20000 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- names, roles, kinds ---- */

static bool same_name(const struct column_info *a, const struct column_info *b)
{
    return strcasecmp(a->name, b->name) == 0 ||
           (a->label[0] && strcasecmp(a->label, b->label) == 0);
}

/* The last word of a name: "no" of client_no, "ID" of ClientID. */
static bool named_as_id(const char *name)
{
    static const char *const words[] = {"id", "no", "nr", "num", "number", "nummer", "key", "code"};
    static const char *const ends[] = {"ID", "Id", "Nr", "No", "nummer", "number"};
    size_t len = strlen(name), at = len;
    while (at > 0 && strchr("_ .-", name[at - 1]) == NULL)
        at--;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(name + at, words[i]) == 0)
            return true;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t end = strlen(ends[i]);
        if (len > end && strcmp(name + len - end, ends[i]) == 0)
            return true;
    }
    return false;
}

static bool has_id_role(const struct column_info *column)
{
    return column->role == ROLE_PERSON_ID || column->role == ROLE_CASE_ID;
}

static bool is_date(const struct column_info *column)
{
    return column->role == ROLE_DATE || column->type == COLUMN_DATE ||
           strcasecmp(column->name, "month") == 0;
}

static bool can_identify(const struct column_info *column)
{
    return column->type != COLUMN_DECIMAL && column->type != COLUMN_YESNO &&
           column->type != COLUMN_DATETIME && column->role != ROLE_MEASURE && !is_date(column);
}

/* ---- asking ---- */

struct finder {
    const struct join_plan *plan;
    const struct query_request *base;
    struct arena *arena;
    bool *left, *right; /* of each column: whether it tells rows apart */
    bool *left_id, *right_id;
};

/* The one line of a statement, in the finder's arena. */
static enum status ask(struct finder *f, struct buffer *sql, const struct value **line,
                       struct error *err)
{
    struct query *query = query_new();
    struct query_request request = *f->base;
    size_t rows = 0;
    request.sql = buffer_span(sql);
    request.limit_ms = JOIN_LIMIT_MS;
    enum status status = query && !sql->failed ? query_run(query, &request, err) : no_memory(err);
    if (status == STATUS_OK)
        status = query_read(query, 0, 1, f->arena, line, &rows, err);
    if (status == STATUS_OK && rows != 1)
        status = no_memory(err);
    query_free(query);
    return status;
}

/* A column is an id by its role or name, or where (nearly) each row has another value. */
static enum status look_at_columns(struct finder *f, const struct dataset_info *dataset,
                                   bool *apart, bool *id, struct error *err)
{
    enum { NEARLY = 95, ALL = 100 };
    struct buffer sql = {0};
    const struct value *line = NULL;
    buffer_add_string(&sql, "SELECT ");
    for (size_t i = 0; i < dataset->column_count; i++) {
        buffer_add_string(&sql, i ? ", count(" : "count(");
        pivot_sql_name(&sql, dataset->columns[i].name);
        buffer_add_string(&sql, "), count(DISTINCT ");
        pivot_sql_name(&sql, dataset->columns[i].name);
        buffer_add_string(&sql, ")");
    }
    buffer_add_string(&sql, " FROM (SELECT * FROM ");
    pivot_sql_name(&sql, dataset->name);
    buffer_printf(&sql, " LIMIT %d)", LOOKED_AT);
    enum status status = ask(f, &sql, &line, err);
    for (size_t i = 0; status == STATUS_OK && i < dataset->column_count; i++) {
        const struct column_info *column = &dataset->columns[i];
        int64_t rows = line[2 * i].integer, values = line[2 * i + 1].integer;
        bool unique = values > 1 && values * ALL >= rows * NEARLY;
        id[i] = can_identify(column) && (has_id_role(column) || named_as_id(column->name));
        apart[i] = id[i] || (can_identify(column) && unique);
    }
    buffer_free(&sql);
    return status;
}

/* ---- comparing the values of a pair ---- */

static void add_values(const struct finder *f, bool right, size_t column, enum join_how how,
                       struct buffer *sql)
{
    const struct dataset_info *dataset = right ? f->plan->right : f->plan->left;
    const char *name = dataset->columns[column].name;
    join_own_table(sql, f->plan, right ? "right" : "left");
    buffer_add_string(sql, " AS MATERIALIZED (SELECT ");
    join_key_sql(sql, "t", name, how);
    buffer_add_string(sql, " AS v, min(CAST(t.");
    pivot_sql_name(sql, name);
    buffer_add_string(sql, " AS TEXT)) AS written, count(*) AS n FROM ");
    pivot_sql_name(sql, dataset->name);
    buffer_add_string(sql, " AS t WHERE ");
    join_key_sql(sql, "t", name, how);
    buffer_add_string(sql, " IS NOT NULL GROUP BY 1)");
}

static enum status compare(struct finder *f, struct join_pair pair, struct join_found *out,
                           struct error *err)
{
    enum { LEFT, LEFT_ROWS, RIGHT, RIGHT_ROWS, SHARED, LEFT_LIKE = 6, RIGHT_LIKE };
    struct buffer sql = {0};
    const struct value *line = NULL;
    char scratch[VALUE_NUMBER_SIZE];
    buffer_add_string(&sql, "WITH ");
    add_values(f, false, pair.left, pair.how, &sql);
    buffer_add_string(&sql, ", ");
    add_values(f, true, pair.right, pair.how, &sql);
    buffer_add_string(&sql, " SELECT (SELECT count(*) FROM ");
    join_own_table(&sql, f->plan, "left");
    buffer_add_string(&sql, "), (SELECT sum(n) FROM ");
    join_own_table(&sql, f->plan, "left");
    buffer_add_string(&sql, "), (SELECT count(*) FROM ");
    join_own_table(&sql, f->plan, "right");
    buffer_add_string(&sql, "), (SELECT sum(n) FROM ");
    join_own_table(&sql, f->plan, "right");
    buffer_add_string(&sql, "), count(*), min(l.v), l.written, r.written FROM ");
    join_own_table(&sql, f->plan, "left");
    buffer_add_string(&sql, " AS l CROSS JOIN ");
    join_own_table(&sql, f->plan, "right");
    buffer_add_string(&sql, " AS r ON r.v = l.v");
    enum status status = ask(f, &sql, &line, err);
    if (status == STATUS_OK) {
        *out = (struct join_found){.pair = pair,
                                   .left_values = line[LEFT].integer,
                                   .left_rows = line[LEFT_ROWS].integer,
                                   .right_values = line[RIGHT].integer,
                                   .right_rows = line[RIGHT_ROWS].integer,
                                   .shared = line[SHARED].integer,
                                   .exact = line[SHARED].integer};
        out->left_like = arena_copy(f->arena, value_text(&line[LEFT_LIKE], scratch));
        out->right_like = arena_copy(f->arena, value_text(&line[RIGHT_LIKE], scratch));
    }
    buffer_free(&sql);
    return status;
}

static int64_t fewer(const struct join_found *found)
{
    return found->left_values < found->right_values ? found->left_values : found->right_values;
}

/* The same values once more without what stands in front, where as they are they hardly match. What
 * different values would become the same by is no mere sign in front. */
static enum status compare_loosely(struct finder *f, struct join_found *found, struct error *err)
{
    enum { HARDLY = 20, MOST = 2, ALL = 100, KEPT = 99 };
    struct join_found loose;
    if (found->shared * HARDLY > fewer(found))
        return STATUS_OK;
    struct join_pair pair = found->pair;
    pair.how = JOIN_LOOSE;
    enum status status = compare(f, pair, &loose, err);
    if (status == STATUS_OK && loose.shared * MOST > fewer(&loose) &&
        loose.left_values * ALL >= found->left_values * KEPT &&
        loose.right_values * ALL >= found->right_values * KEPT) {
        loose.exact = found->exact;
        *found = loose;
    }
    return status;
}

enum status join_compare(const struct join_plan *plan, const struct query_request *base,
                         struct arena *arena, struct join_found *out, struct error *err)
{
    struct finder f = {.plan = plan, .base = base, .arena = arena};
    enum status status = compare(&f, plan->pairs[0], out, err);
    return status == STATUS_OK && plan->pairs[0].how != JOIN_LOOSE ? compare_loosely(&f, out, err)
                                                                   : status;
}

static bool is_worth_it(const struct finder *f, size_t l, size_t r)
{
    const struct column_info *left = &f->plan->left->columns[l];
    const struct column_info *right = &f->plan->right->columns[r];
    if (!can_identify(left) || !can_identify(right))
        return false;
    return same_name(left, right) ? f->left[l] || f->right[r] : f->left_id[l] && f->right_id[r];
}

/* ---- the best first ---- */

/* What speaks for a pair; the share of values that are in both weighs most. */
static int64_t weight(const struct finder *f, const struct join_found *found)
{
    enum { SHARE = 40, NAME = 16, PERSON = 8, ID = 4 };
    const struct column_info *left = &f->plan->left->columns[found->pair.left];
    const struct column_info *right = &f->plan->right->columns[found->pair.right];
    int64_t points = fewer(found) ? found->shared * SHARE / fewer(found) : 0;
    points += same_name(left, right) ? NAME : 0;
    points += left->role == ROLE_PERSON_ID && right->role == ROLE_PERSON_ID ? PERSON : 0;
    return points + (f->left_id[found->pair.left] && f->right_id[found->pair.right] ? ID : 0);
}

static bool is_better(const struct finder *f, const struct join_found *a,
                      const struct join_found *b)
{
    int64_t first = weight(f, a), second = weight(f, b);
    return first != second ? first > second : a->shared > b->shared;
}

static void insert(const struct finder *f, struct join_found *all, size_t *count,
                   const struct join_found *found)
{
    size_t at = *count < JOIN_FOUND_MAX ? (*count)++ : *count - 1;
    for (; at > 0 && is_better(f, found, &all[at - 1]); at--)
        all[at] = all[at - 1];
    all[at] = *found;
}

static bool is_repeated(const struct join_found *found)
{
    return found->left_rows > found->left_values && found->right_rows > found->right_values;
}

/* An id that stands in many rows of both: rows of the same month or date belong together. */
static enum status add_date(struct finder *f, struct join_plan *plan, struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t l = 0; status == STATUS_OK && l < plan->left->column_count; l++) {
        for (size_t r = 0; status == STATUS_OK && r < plan->right->column_count; r++) {
            struct join_found dates = {.shared = 0};
            const struct column_info *left = &plan->left->columns[l];
            const struct column_info *right = &plan->right->columns[r];
            if (plan->count != 1 || !is_date(left) || !is_date(right) || !same_name(left, right))
                continue;
            status = compare(f, join_pair_of(plan, l, r), &dates, err);
            if (dates.shared > 0)
                plan->pairs[plan->count++] = dates.pair;
        }
    }
    return status;
}

/* At least one value in ten of the smaller side is in both, or it is no pair to begin with. */
static enum status propose(struct finder *f, struct join_plan *plan, const struct join_found *all,
                           size_t count, struct error *err)
{
    enum { ONE_IN = 10 };
    plan->count = 0;
    if (count == 0 || all[0].shared == 0 || all[0].shared * ONE_IN < fewer(&all[0]))
        return STATUS_OK;
    plan->pairs[plan->count++] = all[0].pair;
    return is_repeated(&all[0]) ? add_date(f, plan, err) : STATUS_OK;
}

static enum status compare_all(struct finder *f, void (*progress)(void *, int64_t, int64_t),
                               void *context, struct join_found *found, size_t *count,
                               struct error *err)
{
    const struct join_plan *plan = f->plan;
    size_t all = plan->left->column_count * plan->right->column_count;
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < all; i++) {
        struct join_found one;
        struct join_pair pair =
            join_pair_of(plan, i / plan->right->column_count, i % plan->right->column_count);
        if (!is_worth_it(f, pair.left, pair.right))
            continue;
        status = compare(f, pair, &one, err);
        if (status == STATUS_OK)
            status = compare_loosely(f, &one, err);
        if (status == STATUS_OK && (one.shared > 0 || f->left_id[pair.left]))
            insert(f, found, count, &one);
        if (progress)
            progress(context, (int64_t)i + 1, (int64_t)all);
    }
    return status;
}

enum status join_find(struct join_plan *plan, const struct query_request *base,
                      void (*progress)(void *context, int64_t done, int64_t total), void *context,
                      struct arena *arena, struct join_found *found, size_t *count,
                      struct error *err)
{
    size_t lefts = plan->left->column_count, rights = plan->right->column_count;
    bool *flags = arena_array(arena, 2 * (lefts + rights), sizeof *flags);
    *count = 0;
    plan->count = 0;
    if (!flags)
        return no_memory(err);
    struct finder f = {.plan = plan, .base = base, .arena = arena};
    f.left = flags;
    f.left_id = flags + lefts;
    f.right = flags + 2 * lefts;
    f.right_id = flags + 2 * lefts + rights;
    enum status status = look_at_columns(&f, plan->left, f.left, f.left_id, err);
    if (status == STATUS_OK)
        status = look_at_columns(&f, plan->right, f.right, f.right_id, err);
    if (status == STATUS_OK)
        status = compare_all(&f, progress, context, found, count, err);
    return status == STATUS_OK ? propose(&f, plan, found, *count, err) : status;
}
