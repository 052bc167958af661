/*
 * Two datasets become one without SQL: the other dataset is chosen, the columns are proposed, and
 * a list says what matches before anything is made. What was chosen so far stays with the Data
 * pane, by ids, since the list of datasets may be read again between two steps.
 */
#include "tui/pane/join.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/service/query_save.h"
#include "tui/console/app.h"
#include "tui/pane/data_make.h"
#include "tui/pane/join_columns.h"

enum { WORDS_SIZE = 400 };

/* Lines of the list that says what matches. */
enum {
    SAY_BY,
    SAY_LOOSE, /* of pairs that are compared so; else it is left out */
    SAY_ONCE,
    SAY_SEVERAL,
    SAY_NONE,
    SAY_RIGHT_NONE,
    DO_ALL,
    DO_MATCHING,
    DO_COLUMNS,
    DO_HAND,
    LINES
};

/* ---- the two datasets ---- */

bool join_can(const struct pane *pane)
{
    return data_state(pane)->dataset != NULL;
}

static const struct dataset_info *find(const struct data_state *state, int64_t id)
{
    for (size_t i = 0; i < state->dataset_count; i++)
        if (state->datasets[i].id == id)
            return &state->datasets[i];
    return NULL;
}

bool join_plan_now(const struct data_state *state, struct join_plan *plan)
{
    *plan = state->join.plan;
    plan->left = state->dataset;
    plan->right = find(state, state->join.other);
    return plan->left != NULL && plan->left->id == state->join.own && plan->right != NULL;
}

/* ---- jobs: looking, and making ---- */

struct join_request {
    struct join_plan plan;
    struct helper *helper;
    const char *name, *by;       /* NULL: only look */
    struct join_account account; /* as it was looked at */
};

struct join_result {
    struct join_plan plan; /* with what was found, where it was to be found */
    struct join_found *found;
    size_t found_count;
    struct join_found first; /* the first pair */
    struct join_account account;
    struct query_saved saved;
};

static void report(void *context, int64_t done, int64_t total)
{
    job_progress(context, done, total, NULL);
}

/* Rows come once out of the query, and are then gone through twice. */
struct making {
    struct job *job;
    struct query *query;
    int64_t rows; /* that are to come */
};

static void report_rows(void *context)
{
    const struct making *making = context;
    job_progress(making->job, query_rows(making->query), making->rows * 3, NULL);
}

static void report_saving(void *context, int64_t done, int64_t total)
{
    const struct making *making = context;
    job_progress(making->job, total / 2 + done, total + total / 2, NULL);
}

static enum status make(struct job *job, const struct query_request *base,
                        struct join_result *result, struct error *err)
{
    const struct join_request *request = job->request;
    struct query_request asked = *base;
    struct query *query = query_new();
    struct buffer sql = {0};
    char source[200];
    struct making making = {job, query, join_rows(&request->plan, &request->account)};
    join_sql(&request->plan, &sql);
    join_source(&request->plan, source, sizeof source);
    asked.sql = buffer_span(&sql);
    asked.limit_ms = JOIN_LIMIT_MS;
    asked.progress = report_rows;
    asked.context = &making;
    const struct query_save save = {.db = job->db,
                                    .name = request->name,
                                    .source = source,
                                    .sql = asked.sql,
                                    .by = request->by,
                                    .cancel = job->cancel,
                                    .progress = report_saving,
                                    .context = &making};
    enum status status = query != NULL && !sql.failed
                             ? query_run(query, &asked, err)
                             : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK)
        status = query_save(query, &save, &result->saved, err);
    query_free(query);
    buffer_free(&sql);
    return status;
}

/* By what, where that was not said, and what will come of it. */
static enum status look(struct job *job, const struct query_request *base,
                        struct join_result *result, struct error *err)
{
    const struct join_request *request = job->request;
    enum status status = STATUS_OK;
    result->plan = request->plan;
    result->found = arena_array(job->arena, JOIN_FOUND_MAX, sizeof *result->found);
    if (result->found == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (request->plan.count == 0)
        status = join_find(&result->plan, base, report, job, job->arena, result->found,
                           &result->found_count, err);
    if (status == STATUS_OK && result->plan.count > 0)
        status = join_compare(&result->plan, base, job->arena, &result->first, err);
    if (status == STATUS_OK && result->plan.count > 0)
        result->plan.pairs[0].how = result->first.pair.how;
    return status == STATUS_OK && result->plan.count > 0
               ? join_look(&result->plan, base, job->arena, &result->account, err)
               : status;
}

static enum status run(struct job *job, struct error *err)
{
    const struct join_request *request = job->request;
    struct join_result *result = arena_alloc(job->arena, sizeof *result);
    const struct query_request base = {
        .helper = request->helper, .db = job->db, .cancel = job->cancel};
    if (result == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = result;
    return request->name != NULL ? make(job, &base, result, err) : look(job, &base, result, err);
}

static const struct job_class look_job = {
    .name = "data.join-look", .run = run, .slow = true, .progress = TEXT_JOIN_LOOKING};
static const struct job_class make_job = {
    .name = "data.join", .run = run, .slow = true, .progress = TEXT_JOIN_MAKING};

static void submit(struct pane *pane, const char *name)
{
    struct join_plan plan;
    struct job *job = NULL;
    if (app_helper(pane->app) == NULL)
        app_say(pane->app, TEXT_QUERY_PANE_NO_HELPER, NULL);
    else if (join_plan_now(data_state(pane), &plan))
        job = app_job(pane, name != NULL ? &make_job : &look_job);
    struct join_request *request = job != NULL ? job_request(job, sizeof *request) : NULL;
    if (request == NULL)
        return;
    request->plan = plan;
    request->account = data_state(pane)->join.account;
    request->plan.left = dataset_copy(job->arena, plan.left);
    request->plan.right = dataset_copy(job->arena, plan.right);
    request->helper = app_helper(pane->app);
    request->name = name != NULL ? arena_string(job->arena, name) : NULL;
    request->by = arena_string(job->arena, app_person(pane->app));
    job->lane = LANE_JOIN;
    if (request->plan.left != NULL && request->plan.right != NULL)
        app_submit(job);
}

void join_look_again(struct pane *pane)
{
    submit(pane, NULL);
}

/* ---- the name ---- */

static void accepted(struct pane *pane, const char *name)
{
    submit(pane, name);
}

static void ask_name(struct pane *pane, bool matching)
{
    struct data_state *state = data_state(pane);
    struct join_plan plan;
    char name[200];
    state->join.plan.matching = matching;
    if (!join_plan_now(state, &plan))
        return;
    snprintf(name, sizeof name, "%s_%s", plan.left->name, plan.right->name);
    const struct prompt_request request = {.title = text_get(TEXT_JOIN_NAME_TITLE),
                                           .label = text_get(TEXT_QUERY_PANE_SAVE_LABEL),
                                           .initial = name,
                                           .hint = text_get(TEXT_QUERY_PANE_SAVE_HINT),
                                           .accepted = accepted};
    app_open_prompt(pane, &request);
}

/* ---- what matches ---- */

/* Far too many rows are asked for twice. */
enum { BIG_SAY, BIG_ANYWAY, BIG_COLUMNS };

static void chosen_big(struct pane *pane, size_t line)
{
    if (line == BIG_ANYWAY)
        ask_name(pane, data_state(pane)->join.plan.matching);
    else if (line == BIG_COLUMNS)
        join_choose_columns(pane);
    else
        submit(pane, NULL);
}

static void ask_again(struct pane *pane, const struct join_plan *plan)
{
    const struct join_account *account = &data_state(pane)->join.account;
    char warning[WORDS_SIZE], anyway[WORDS_SIZE];
    const struct text_value *values =
        TEXT_VALUES(text_number("rows", join_rows(plan, account)),
                    text_number("both", account->rows + account->right_rows));
    text_format(warning, sizeof warning, TEXT_JOIN_BIG, values);
    text_format(anyway, sizeof anyway, TEXT_JOIN_BIG_ANYWAY, values);
    const struct list_item items[] = {[BIG_SAY] = {.text = warning},
                                      [BIG_ANYWAY] = {.text = anyway},
                                      [BIG_COLUMNS] = {.text = text_get(TEXT_JOIN_DO_COLUMNS)}};
    const struct list_request request = {.title = text_get(TEXT_JOIN_BIG_TITLE),
                                         .items = items,
                                         .count = sizeof items / sizeof *items,
                                         .selected = BIG_ANYWAY,
                                         .chosen = chosen_big};
    app_open_list(pane, &request);
}

static void do_it(struct pane *pane, bool matching)
{
    struct data_state *state = data_state(pane);
    struct join_plan plan;
    state->join.plan.matching = matching;
    if (!join_plan_now(state, &plan))
        return;
    if (join_is_far_too_big(&plan, &state->join.account))
        ask_again(pane, &plan);
    else
        ask_name(pane, matching);
}

static void chosen_line(struct pane *pane, size_t line)
{
    bool loose = data_state(pane)->join.plan.pairs[0].how == JOIN_LOOSE;
    line += !loose && line >= SAY_LOOSE;
    if (line == DO_COLUMNS)
        join_choose_columns(pane);
    else if (line == DO_HAND)
        join_choose_by_hand(pane);
    else if (line == DO_ALL || line == DO_MATCHING)
        do_it(pane, line == DO_MATCHING);
    else
        submit(pane, NULL); /* only says something: the same list again */
}

static const char *like(const char *const *examples, struct arena *arena)
{
    struct buffer out = {0};
    for (size_t i = 0; i < JOIN_EXAMPLES && examples[i] != NULL; i++) {
        buffer_add_string(&out, i > 0 ? "; " : "");
        utf8_screen(span_string(examples[i]), &out);
    }
    const char *copy = arena_copy(arena, buffer_span(&out));
    buffer_free(&out);
    return copy;
}

static void say(struct list_item *item, struct arena *arena, enum text_id id, int64_t rows,
                const char *left, const char *right)
{
    char words[WORDS_SIZE];
    text_format(words, sizeof words, id,
                TEXT_VALUES(text_number("rows", rows), text_string("left", left),
                            text_string("right", right)));
    item->text = arena_string(arena, words);
}

static const char *columns_in_words(const struct join_plan *plan, struct arena *arena)
{
    struct buffer out = {0};
    for (size_t i = 0; i < plan->count; i++) {
        buffer_add_string(&out, i > 0 ? ", " : "");
        join_pair_words(plan, plan->pairs[i], &out);
    }
    const char *copy = arena_copy(arena, buffer_span(&out));
    buffer_free(&out);
    return copy;
}

static void show(struct pane *pane, const struct join_result *result, struct arena *arena)
{
    const struct join_plan *plan = &result->plan;
    const struct join_account *a = &result->account;
    struct list_item items[LINES] = {{0}};
    char title[WORDS_SIZE];
    const char *left = plan->left->name, *right = plan->right->name;
    bool loose = plan->pairs[0].how == JOIN_LOOSE;
    say(&items[SAY_BY], arena, TEXT_JOIN_BY, 0, columns_in_words(plan, arena), "");
    say(&items[SAY_LOOSE], arena, TEXT_JOIN_LOOSE_SAY, 0, result->first.left_like,
        result->first.right_like);
    say(&items[SAY_ONCE], arena, TEXT_JOIN_ONCE, a->once, left, right);
    say(&items[SAY_SEVERAL], arena, TEXT_JOIN_SEVERAL, a->several, left, right);
    items[SAY_SEVERAL].detail = like(a->several_like, arena);
    say(&items[SAY_NONE], arena, TEXT_JOIN_NONE, a->none, left, right);
    items[SAY_NONE].detail = like(a->none_like, arena);
    say(&items[SAY_RIGHT_NONE], arena, TEXT_JOIN_NONE, a->right_none, right, left);
    items[SAY_RIGHT_NONE].detail = like(a->right_none_like, arena);
    say(&items[DO_ALL], arena, TEXT_JOIN_DO_ALL, a->pairs + a->none, left, right);
    say(&items[DO_MATCHING], arena, TEXT_JOIN_DO_MATCHING, a->pairs, left, right);
    say(&items[DO_COLUMNS], arena, TEXT_JOIN_DO_COLUMNS, 0, left, right);
    say(&items[DO_HAND], arena, TEXT_JOIN_DO_HAND, 0, left, right);
    if (!loose)
        memmove(items + SAY_LOOSE, items + SAY_LOOSE + 1, (LINES - SAY_LOOSE - 1) * sizeof *items);
    text_format(title, sizeof title, TEXT_JOIN_TITLE,
                TEXT_VALUES(text_string("left", left), text_string("right", right)));
    const struct list_request request = {.title = title,
                                         .items = items,
                                         .count = LINES - !loose,
                                         .selected = DO_ALL - (size_t)!loose,
                                         .chosen = chosen_line};
    app_open_list(pane, &request);
}

/* What was found stays with the pane; a later look at other columns leaves it. */
static void keep_found(struct pane *pane, struct job *job)
{
    struct data_state *state = data_state(pane);
    struct join_result *result = job->result;
    memcpy(state->join.plan.pairs, result->plan.pairs, sizeof result->plan.pairs);
    state->join.plan.count = result->plan.count;
    state->join.account = result->account;
    memset(state->join.account.several_like, 0, sizeof result->account.several_like);
    memset(state->join.account.none_like, 0, sizeof result->account.none_like);
    memset(state->join.account.right_none_like, 0, sizeof result->account.right_none_like);
    if (((const struct join_request *)job->request)->plan.count > 0)
        return;
    join_forget(state);
    state->join.found = result->found;
    state->join.found_count = result->found_count;
}

void join_forget(struct data_state *state)
{
    arena_free(state->join.home);
    state->join.home = NULL;
    state->join.found = NULL;
    state->join.found_count = 0;
}

static void take_look(struct pane *pane, struct job *job)
{
    const struct join_request *request = job->request;
    const struct join_result *result = job->result;
    bool first = request->plan.count == 0;
    keep_found(pane, job);
    if (result->plan.count > 0)
        show(pane, result, job->arena);
    else
        join_choose_columns(pane);
    if (first)
        data_state(pane)->join.home = job_take_arena(job);
}

static void made(struct pane *pane, const char *name, const struct query_saved *saved)
{
    char id[24];
    snprintf(id, sizeof id, "%lld", (long long)saved->dataset);
    work_expect_made(data_state(pane)->work, saved->dataset, saved->entry);
    app_changed(pane);
    app_tell(pane->app, "data", "dataset.new", id);
    app_say(pane->app, TEXT_QUERY_PANE_SAVED,
            TEXT_VALUES(text_string("name", name), text_number("rows", saved->rows)));
}

void join_take(struct pane *pane, struct job *job)
{
    const struct join_request *request = job->request;
    const struct join_result *result = job->result;
    if (job->status == STATUS_CANCELLED)
        return;
    if (job->status != STATUS_OK)
        app_say_error(pane->app, &job->error);
    else if (request->name != NULL)
        made(pane, request->name, &result->saved);
    else
        take_look(pane, job);
}

/* ---- the other dataset ---- */

static void chosen_dataset(struct pane *pane, size_t index)
{
    struct data_state *state = data_state(pane);
    if (state->dataset == NULL || index >= state->dataset_count)
        return;
    /* The one that is shown is not in the list. */
    size_t own = (size_t)(state->dataset - state->datasets);
    state->join.own = state->dataset->id;
    state->join.other = state->datasets[index + (index >= own)].id;
    state->join.plan = (struct join_plan){.count = 0};
    submit(pane, NULL);
}

void join_command(struct pane *pane)
{
    const struct data_state *state = data_state(pane);
    if (state->dataset_count < 2) {
        app_say(pane->app, TEXT_JOIN_ALONE, NULL);
        return;
    }
    struct list_item *items = calloc(state->dataset_count, sizeof *items);
    char title[WORDS_SIZE];
    size_t count = 0;
    for (size_t i = 0; items != NULL && i < state->dataset_count; i++)
        if (&state->datasets[i] != state->dataset)
            items[count++] = (struct list_item){.text = state->datasets[i].name,
                                                .detail = state->datasets[i].label};
    text_format(title, sizeof title, TEXT_JOIN_WITH,
                TEXT_VALUES(text_string("left", state->dataset->name)));
    const struct list_request request = {
        .title = title, .items = items, .count = count, .chosen = chosen_dataset};
    if (count > 0)
        app_open_list(pane, &request);
    free(items);
}
