/*
 * Choosing the columns of a join: from the pairs that share values, or a column of each by hand.
 * Apart from join.c, which says what comes of them.
 */
#include "tui/pane/join_columns.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "tui/console/app.h"

enum { WORDS_SIZE = 400 };

void join_pair_words(const struct join_plan *plan, struct join_pair pair, struct buffer *out)
{
    const char *left = plan->left->columns[pair.left].name;
    const char *right = plan->right->columns[pair.right].name;
    utf8_screen(span_string(left), out);
    if (strcmp(left, right) == 0)
        return;
    buffer_add_string(out, " = ");
    utf8_screen(span_string(right), out);
}

/* ---- pairs that were found ---- */

static void ticked(struct pane *pane, const size_t *order, const bool *ticks, size_t count)
{
    struct data_state *state = data_state(pane);
    state->join.plan.count = 0;
    for (size_t i = 0; i < count && state->join.plan.count < JOIN_COLUMNS_MAX; i++)
        if (ticks[i] && order[i] < state->join.found_count)
            state->join.plan.pairs[state->join.plan.count++] = state->join.found[order[i]].pair;
    if (state->join.plan.count > 0)
        join_look_again(pane);
    else
        app_say(pane->app, TEXT_JOIN_NO_COLUMNS, NULL);
}

static bool is_in(const struct join_plan *plan, struct join_pair pair)
{
    bool in = false;
    for (size_t i = 0; i < plan->count; i++)
        in = in || (plan->pairs[i].left == pair.left && plan->pairs[i].right == pair.right);
    return in;
}

static const char *shared_words(const struct join_found *found, struct arena *arena)
{
    char words[WORDS_SIZE];
    struct buffer left = {0}, right = {0};
    bool loose = found->pair.how == JOIN_LOOSE;
    int64_t least =
        found->left_values < found->right_values ? found->left_values : found->right_values;
    utf8_screen(span_string(loose ? found->left_like : ""), &left);
    utf8_screen(span_string(loose ? found->right_like : ""), &right);
    text_format(words, sizeof words, loose ? TEXT_JOIN_SHARED_LOOSE : TEXT_JOIN_SHARED,
                TEXT_VALUES(text_number("shared", found->shared), text_number("least", least),
                            text_string("left", left.data), text_string("right", right.data)));
    buffer_free(&left);
    buffer_free(&right);
    return arena_string(arena, words);
}

void join_choose_columns(struct pane *pane)
{
    const struct data_state *state = data_state(pane);
    struct join_plan plan;
    struct list_item items[JOIN_FOUND_MAX] = {{0}};
    struct arena *arena = arena_new();
    size_t count = state->join.found_count;
    if (arena == NULL || !join_plan_now(state, &plan))
        count = 0;
    for (size_t i = 0; i < count; i++) {
        struct buffer words = {0};
        join_pair_words(&plan, state->join.found[i].pair, &words);
        items[i].text = arena_copy(arena, buffer_span(&words));
        items[i].detail = shared_words(&state->join.found[i], arena);
        items[i].ticked = is_in(&plan, state->join.found[i].pair);
        buffer_free(&words);
    }
    const struct list_request request = {.title = text_get(TEXT_JOIN_COLUMNS_TITLE),
                                         .items = items,
                                         .count = count,
                                         .ticks = true,
                                         .ticked = ticked};
    if (count > 0) {
        app_open_list(pane, &request);
    } else {
        join_choose_by_hand(pane);
        app_say(pane->app, TEXT_JOIN_NO_CANDIDATES, NULL);
    }
    arena_free(arena);
}

/* ---- by hand ---- */

static void open_columns(struct pane *pane, const struct dataset_info *dataset, const char *title,
                         void (*chosen)(struct pane *pane, size_t index))
{
    struct list_item *items = calloc(dataset->column_count, sizeof *items);
    for (size_t i = 0; items != NULL && i < dataset->column_count; i++)
        items[i] = (struct list_item){.text = dataset->columns[i].name,
                                      .detail = dataset->columns[i].label};
    const struct list_request request = {
        .title = title, .items = items, .count = dataset->column_count, .chosen = chosen};
    if (items != NULL)
        app_open_list(pane, &request);
    free(items);
}

static void chosen_right(struct pane *pane, size_t column)
{
    struct data_state *state = data_state(pane);
    struct join_plan plan;
    if (!join_plan_now(state, &plan) || state->join.by_hand >= plan.left->column_count ||
        column >= plan.right->column_count)
        return;
    state->join.plan.pairs[0] = join_pair_of(&plan, state->join.by_hand, column);
    state->join.plan.count = 1;
    for (size_t i = 0; i < state->join.found_count; i++) {
        const struct join_pair *found = &state->join.found[i].pair;
        if (found->left == state->join.by_hand && found->right == column)
            state->join.plan.pairs[0] = *found;
    }
    join_look_again(pane);
}

static void chosen_left(struct pane *pane, size_t column)
{
    struct data_state *state = data_state(pane);
    struct join_plan plan;
    char title[WORDS_SIZE];
    if (!join_plan_now(state, &plan) || column >= plan.left->column_count)
        return;
    state->join.by_hand = column;
    text_format(title, sizeof title, TEXT_JOIN_RIGHT_TITLE,
                TEXT_VALUES(text_string("right", plan.right->name),
                            text_string("column", plan.left->columns[column].name)));
    open_columns(pane, plan.right, title, chosen_right);
}

void join_choose_by_hand(struct pane *pane)
{
    struct join_plan plan;
    char title[WORDS_SIZE];
    if (!join_plan_now(data_state(pane), &plan))
        return;
    text_format(title, sizeof title, TEXT_JOIN_LEFT_TITLE,
                TEXT_VALUES(text_string("left", plan.left->name)));
    open_columns(pane, plan.left, title, chosen_left);
}
