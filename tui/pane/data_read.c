/*
 * How rows come to the Data pane: one job that lists the datasets and brings the first
 * rows with it (so that a start costs one round), one that reads the blocks that are seen,
 * and one that reads ahead in the direction of travel.
 */
#include <string.h>

#include "core/service/rows.h"
#include "tui/console/app.h"
#include "tui/pane/data_state.h"

struct block_answer {
    struct block_key key;
    struct row_block block;
};

struct blocks_request {
    struct row_source source;
    struct block_key keys[BLOCKS_AT_ONCE];
    size_t count;
};

struct blocks_result {
    struct block_answer *answers;
    size_t count;
};

struct open_request {
    int64_t dataset_id; /* 0: the first */
    int64_t row;        /* that will be on top; -1: its rows come another way */
};

struct open_result {
    struct dataset_info *datasets;
    size_t count;
    size_t chosen; /* == count: none */
    struct blocks_result blocks;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status read_block(struct job *job, const struct row_source *source,
                              struct block_key key, struct block_answer *out, struct error *err)
{
    size_t columns[BLOCK_COLUMNS];
    size_t first = key.column * BLOCK_COLUMNS, count = 0;
    for (size_t i = first; i < source->dataset->column_count && count < BLOCK_COLUMNS; i++)
        columns[count++] = i;
    out->key = key;
    return rows_read(job->db, job->arena, source, key.row * BLOCK_ROWS, BLOCK_ROWS, columns, count,
                     &out->block, err);
}

static enum status read_blocks(struct job *job, const struct row_source *source,
                               const struct block_key *keys, size_t count,
                               struct blocks_result *out, struct error *err)
{
    enum status status = STATUS_OK;
    out->answers = arena_array(job->arena, count, sizeof *out->answers);
    if (out->answers == NULL)
        return no_memory(err);
    for (size_t i = 0; i < count && status == STATUS_OK && *job->cancel == 0; i++) {
        status = read_block(job, source, keys[i], &out->answers[i], err);
        out->count = i + (status == STATUS_OK);
    }
    return status;
}

static enum status run_blocks(struct job *job, struct error *err)
{
    const struct blocks_request *request = job->request;
    struct blocks_result *result = arena_alloc(job->arena, sizeof *result);
    if (result == NULL)
        return no_memory(err);
    job->result = result;
    return read_blocks(job, &request->source, request->keys, request->count, result, err);
}

static const struct job_class blocks_job = {.name = "data.blocks", .run = run_blocks};
static const struct job_class ahead_job = {.name = "data.ahead", .run = run_blocks};

static size_t choose(const struct open_result *result, int64_t id)
{
    for (size_t i = 0; i < result->count; i++)
        if (result->datasets[i].id == id)
            return i;
    return 0;
}

static enum status run_open(struct job *job, struct error *err)
{
    const struct open_request *request = job->request;
    struct open_result *result = arena_alloc(job->arena, sizeof *result);
    if (result == NULL)
        return no_memory(err);
    job->result = result;
    if (job->db == NULL)
        return STATUS_OK;
    enum status status = dataset_list(job->db, job->arena, &result->datasets, &result->count, err);
    if (status != STATUS_OK || result->count == 0)
        return status;
    result->chosen = choose(result, request->dataset_id);
    const struct row_source source = {.dataset = &result->datasets[result->chosen]};
    bool same = source.dataset->id == request->dataset_id;
    if (same && request->row < 0)
        return STATUS_OK;
    int64_t block = same && request->row < source.dataset->rows ? request->row / BLOCK_ROWS : 0;
    const struct block_key keys[] = {{block, 0}, {block + 1, 0}};
    return read_blocks(job, &source, keys, 2, &result->blocks, err);
}

/* Another program has changed the table: its rows are counted again. */
static enum status run_recount(struct job *job, struct error *err)
{
    struct dataset_info *dataset = job->request;
    job->result = dataset;
    return dataset_recount(job->db, dataset, job->cancel, err);
}

static const struct job_class recount_job = {
    .name = "data.recount", .run = run_recount, .slow = true, .progress = TEXT_DATA_COUNTING_ROWS};

static void submit_recount(struct pane *pane)
{
    const struct data_state *state = data_state(pane);
    if (state->dataset == NULL || !state->dataset->dirty)
        return;
    struct job *job = app_job(pane, &recount_job);
    if (job == NULL)
        return;
    job->request = dataset_copy(job->arena, state->dataset);
    job->lane = LANE_RECOUNT;
    job->tag = state->generation;
    if (job->request != NULL)
        app_submit(job);
}

void data_take_recount(struct pane *pane, struct job *job)
{
    struct data_state *state = data_state(pane);
    const struct dataset_info *counted = job->result;
    if (job->status != STATUS_OK || job->tag != state->generation)
        return;
    state->dataset->rows = counted->rows;
    state->dataset->contiguous = counted->contiguous;
    state->dataset->dirty = false;
    block_cache_expire(&state->cache);
    state->generation++;
    work_know_datasets(state->work, state->datasets, state->dataset_count);
}

static const struct job_class open_job = {.name = "data.open", .run = run_open};

void data_submit_open(struct pane *pane, int64_t dataset_id, int64_t row)
{
    struct job *job = app_job(pane, &open_job);
    struct open_request *request = job != NULL ? job_request(job, sizeof *request) : NULL;
    if (request == NULL)
        return;
    request->dataset_id = dataset_id;
    request->row = data_needs_order(pane) ? -1 : row;
    job->lane = LANE_OPEN;
    app_submit(job);
}

/* Keeps the blocks of a reply, whose arena is home. */
static void keep_blocks(struct data_state *state, struct shared_arena *home,
                        const struct blocks_result *result)
{
    for (size_t i = 0; i < result->count; i++) {
        const struct block_answer *answer = &result->answers[i];
        block_cache_put(&state->cache, answer->key, home, &answer->block);
        data_layout_fit(&state->layout, state->dataset, answer->key, &answer->block);
    }
}

/* Columns that were made otherwise, or gave their place to others. */
static bool has_other_columns(const struct dataset_info *former, const struct dataset_info *now)
{
    bool same = former->column_count == now->column_count;
    for (size_t i = 0; same && i < now->column_count; i++)
        same = former->columns[i].id == now->columns[i].id &&
               former->columns[i].revision == now->columns[i].revision;
    return !same;
}

/* Are its rows other ones than they were? (Or is it another dataset.) */
static bool has_changed(const struct dataset_info *former, const struct dataset_info *now)
{
    return former->id != now->id || former->rows != now->rows || former->edits != now->edits ||
           former->dirty != now->dirty || former->imported_ms != now->imported_ms ||
           has_other_columns(former, now);
}

/* The cursor goes to the column that was just made. */
static void go_to_made(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    for (size_t i = 0; state->made != 0 && i < state->dataset->column_count; i++) {
        size_t shown = data_layout_find(&state->layout, i);
        if (state->dataset->columns[i].id != state->made || shown == state->layout.shown_count)
            continue;
        state->made = 0;
        state->table.column = shown;
        data_remember_cursor(pane);
    }
}

/* Says which dataset others have imported meanwhile; the one on the screen stays. */
static void announce_new(const struct pane *pane, const struct dataset_info *former,
                         size_t former_count)
{
    const struct data_state *state = data_state(pane);
    for (size_t i = 0; i < state->dataset_count; i++) {
        const struct dataset_info *dataset = &state->datasets[i];
        size_t at = 0;
        while (at < former_count && former[at].id != dataset->id)
            at++;
        if (at == former_count && dataset != state->dataset)
            app_say(pane->app, TEXT_DATA_IMPORTED,
                    TEXT_VALUES(text_string("dataset", dataset->name),
                                text_number("rows", dataset->rows)));
    }
}

void data_take_open(struct pane *pane, struct job *job)
{
    struct data_state *state = data_state(pane);
    if (job->status != STATUS_OK) {
        state->trouble = job->error;
        state->listed = true;
        if (state->dataset != NULL)
            state->wanted = state->dataset->id; /* it stays */
        app_say_error(pane->app, &job->error);
        return;
    }
    struct open_result *result = job->result;
    struct arena *arena = job_take_arena(job);
    struct shared_arena *home = arena != NULL ? shared_arena_new(arena) : NULL;
    if (home == NULL)
        return;
    shared_arena_hold(home);
    struct shared_arena *former_home = state->home;
    const struct dataset_info *former_list = state->datasets;
    size_t former_count = state->dataset_count;
    bool again = state->listed;
    const struct dataset_info none = {0};
    const struct dataset_info former = state->dataset != NULL ? *state->dataset : none;
    state->home = home;
    state->datasets = result->datasets;
    state->dataset_count = result->count;
    state->dataset = result->chosen < result->count ? &result->datasets[result->chosen] : NULL;
    state->listed = true;
    if (state->dataset == NULL || state->dataset->id != former.id)
        block_cache_clear(&state->cache);
    else if (has_changed(&former, state->dataset))
        block_cache_expire(&state->cache);
    if (state->dataset == NULL || has_changed(&former, state->dataset))
        state->generation++;
    bool other = state->dataset != NULL && (state->dataset->id != former.id ||
                                            !data_layout_suits(&state->layout, state->dataset));
    if (other)
        data_layout_reset(&state->layout, state->dataset);
    else if (state->dataset != NULL)
        data_layout_update(&state->layout, state->dataset);
    data_keep_inside(state);
    state->wanted = state->dataset != NULL ? state->dataset->id : 0;
    state->arriving = other;
    work_know_datasets(state->work, state->datasets, state->dataset_count);
    if (state->dataset != NULL)
        work_show_dataset(state->work, state->dataset->id);
    if (other) {
        data_follow_anew(pane);
        state->arriving = false;
        data_recall_cursor(pane);
        app_tell(pane->app, "topic", "dataset.shown", "");
    }
    if (state->dataset != NULL)
        go_to_made(pane);
    if (state->dataset != NULL && state->order == NULL && !state->ordering)
        keep_blocks(state, home, &result->blocks);
    if (again)
        announce_new(pane, former_list, former_count);
    shared_arena_release(former_home);
    submit_recount(pane);
}

void data_take_blocks(struct pane *pane, struct job *job)
{
    struct data_state *state = data_state(pane);
    if (job->tag != state->generation)
        return;
    if (job->status != STATUS_OK) {
        state->asked_failed = job->lane == LANE_PAGE;
        if (job->status != STATUS_CANCELLED && job->status != STATUS_STALE)
            app_say_error(pane->app, &job->error);
        return;
    }
    const struct blocks_result *result = job->result;
    struct arena *arena = job_take_arena(job);
    struct shared_arena *home = arena != NULL ? shared_arena_new(arena) : NULL;
    if (home == NULL)
        return;
    shared_arena_hold(home);
    keep_blocks(state, home, result);
    shared_arena_release(home);
}

static void submit(struct pane *pane, const struct job_class *class, unsigned lane,
                   const struct block_key *keys, size_t count)
{
    const struct data_state *state = data_state(pane);
    struct job *job = app_job(pane, class);
    struct blocks_request *request = job != NULL ? job_request(job, sizeof *request) : NULL;
    if (request == NULL)
        return;
    request->count = data_source_fill(job, state, &request->source) ? count : 0;
    memcpy(request->keys, keys, count * sizeof *keys);
    job->lane = lane;
    job->tag = state->generation;
    app_submit(job);
}

/* The column windows that the screen needs; returns how many. */
static size_t windows_seen(const struct data_state *state, size_t *out, size_t room)
{
    size_t seen[256];
    size_t count = table_seen_columns(&state->table, seen, 256), found = 0;
    for (size_t i = 0; i < count; i++) {
        size_t window = data_layout_position(&state->layout, seen[i]) / BLOCK_COLUMNS;
        size_t at = 0;
        while (at < found && out[at] != window)
            at++;
        if (at == found && found < room)
            out[found++] = window;
    }
    return found;
}

/* Adds those of one row of blocks that are not there yet. */
static void add_missing(struct data_state *state, int64_t row, const size_t *windows, size_t count,
                        struct block_key *keys, size_t *key_count)
{
    if (row < 0 || row * BLOCK_ROWS >= data_rows(state))
        return;
    for (size_t i = 0; i < count; i++) {
        struct block_key key = {row, windows[i]};
        block_cache_touch(&state->cache, key);
        if (!block_cache_has(&state->cache, key) && *key_count < BLOCKS_AT_ONCE)
            keys[(*key_count)++] = key;
    }
}

/* Has exactly this been asked for, and is it under way or of no use? */
static bool is_asked(const struct pane *pane, const struct block_key *keys, size_t count)
{
    const struct data_state *state = data_state(pane);
    if (count != state->asked_count || memcmp(keys, state->asked, count * sizeof *keys) != 0)
        return false;
    return state->asked_failed || app_waiting(pane, LANE_PAGE);
}

void data_submit_blocks(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    if (state->dataset == NULL || data_rows(state) == 0)
        return;
    size_t windows[8];
    size_t window_count = windows_seen(state, windows, 8), count = 0;
    struct block_key keys[BLOCKS_AT_ONCE] = {0};
    int64_t first = state->table.top / BLOCK_ROWS;
    int64_t last = (state->table.top + state->table.page - 1) / BLOCK_ROWS;
    for (int64_t row = first; row <= last; row++)
        add_missing(state, row, windows, window_count, keys, &count);
    if (count > 0) {
        if (is_asked(pane, keys, count))
            return;
        memcpy(state->asked, keys, sizeof keys);
        state->asked_count = count;
        state->asked_failed = false;
        submit(pane, &blocks_job, LANE_PAGE, keys, count);
        return;
    }
    add_missing(state, state->travel < 0 ? first - 1 : last + 1, windows, window_count, keys,
                &count);
    if (count > 0 && !app_waiting(pane, LANE_AHEAD))
        submit(pane, &ahead_job, LANE_AHEAD, keys, count);
}
