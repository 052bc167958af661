/*
 * Which rows are A, which are B, and whose they are. People count where rows repeat them: a
 * person who had ten months would else count ten times, and no test knows that.
 */
#include <string.h>

#include "core/service/compare_internal.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- rows ---- */

/* The rows that meet two lists. */
static enum status select_both(struct frame_use *use, const struct filter_list *ground,
                               const struct filter_list *own, struct bitmap *out, struct error *err)
{
    struct bitmap more = {0};
    enum status status = frame_use_select(use, ground, 0, out, err);
    if (status == STATUS_OK)
        status = frame_use_select(use, own, 0, &more, err);
    if (status == STATUS_OK)
        bitmap_and(out, &more);
    bitmap_free(&more);
    return status;
}

/* The rows of the ground that are not in A. */
static enum status select_rest(struct frame_use *use, const struct compare_request *request,
                               const struct bitmap *a, struct bitmap *out, struct error *err)
{
    struct bitmap not_a = {0};
    enum status status = frame_use_select(use, &request->ground, 0, out, err);
    if (status == STATUS_OK && !bitmap_copy(&not_a, a))
        status = no_memory(err);
    if (status == STATUS_OK) {
        bitmap_not(&not_a);
        bitmap_and(out, &not_a);
    }
    bitmap_free(&not_a);
    return status;
}

static enum status select_second(struct compare_sets *sets, const struct compare_request *request,
                                 struct error *err)
{
    const struct filter_list none = {0};
    enum status status = select_both(sets->second.use, &none, &request->b, &sets->second.a, err);
    if (status == STATUS_OK && (!bitmap_make(&sets->second.b, sets->second.a.rows, false) ||
                                !bitmap_make(&sets->first.b, sets->first.a.rows, false)))
        status = no_memory(err);
    return status;
}

static enum status select_all(struct compare_sets *sets, const struct compare_request *request,
                              struct error *err)
{
    struct compare_side *first = &sets->first;
    enum status status = select_both(first->use, &request->ground, &request->a, &first->a, err);
    if (status != STATUS_OK)
        return status;
    if (sets->second.use)
        return select_second(sets, request, err);
    if (request->rest)
        return select_rest(first->use, request, &first->a, &first->b, err);
    return select_both(first->use, &request->ground, &request->b, &first->b, err);
}

/* ---- people ---- */

static int find_person(const struct dataset_info *dataset)
{
    int position = dataset_role_index(dataset, ROLE_PERSON_ID);
    return position < 0 ? COMPARE_NO_COLUMN : position;
}

/* The column that says what time a row is of: the first date that has that role, or the first
 * of any. */
static int find_when(const struct dataset_info *dataset)
{
    int found = COMPARE_NO_COLUMN;
    for (size_t i = 0; i < dataset->column_count; i++) {
        const struct column_info *column = &dataset->columns[i];
        if (column->type != COLUMN_DATE && column->type != COLUMN_DATETIME)
            continue;
        if (column->role == ROLE_DATE)
            return (int)i;
        if (found == COMPARE_NO_COLUMN)
            found = (int)i;
    }
    return found;
}

/* The column that was asked for, which the second dataset has by name. */
static void find_persons(struct compare_sets *sets, size_t wanted)
{
    struct compare_side *first = &sets->first, *second = &sets->second;
    bool named = wanted < first->dataset->column_count;
    first->person = named ? (int)wanted : find_person(first->dataset);
    if (!second->use)
        return;
    second->person = named ? dataset_column_index(second->dataset,
                                                  span_string(first->dataset->columns[wanted].name))
                           : find_person(second->dataset);
}

static enum status index_side(struct compare_side *side, struct error *err)
{
    const struct frame_column *column = NULL;
    enum status status = frame_use_column(side->use, (size_t)side->person, &column, err);
    return status == STATUS_OK
               ? person_index_make(&side->index, column, frame_use_cancel(side->use), err)
               : status;
}

/* The rest is then the people who are not in A. */
static enum status leave_out_people(struct compare_side *side,
                                    const struct compare_request *request, struct error *err)
{
    struct bitmap ground = {0}, rest = {0};
    enum status status = frame_use_select(side->use, &request->ground, 0, &ground, err);
    if (status == STATUS_OK)
        status = person_rest(&side->index, &side->a, &ground, &rest, err);
    bitmap_free(&ground);
    if (status != STATUS_OK)
        return status;
    bitmap_free(&side->b);
    side->b = rest;
    side->rows.b = rest.count;
    return STATUS_OK;
}

/* One row for each person of a set. */
static enum status pick(struct compare_sets *sets, struct compare_side *side,
                        const struct frame_column *when, struct bitmap *rows, struct error *err)
{
    struct bitmap picked = {0};
    int64_t nameless = 0;
    enum status status =
        person_pick(&side->index, when, rows, &picked, &nameless, frame_use_cancel(side->use), err);
    if (status != STATUS_OK)
        return status;
    sets->nameless += nameless;
    sets->repeats |= rows->count - nameless > picked.count;
    bitmap_free(rows);
    *rows = picked;
    return STATUS_OK;
}

static enum status pick_side(struct compare_sets *sets, struct compare_side *side,
                             struct error *err)
{
    const struct frame_column *when = NULL;
    enum status status = STATUS_OK;
    if (side->when >= 0)
        status = frame_use_column(side->use, (size_t)side->when, &when, err);
    if (status == STATUS_OK && when && when->form == FORM_TEXTS)
        when = NULL;
    if (status == STATUS_OK)
        status = pick(sets, side, when, &side->a, err);
    return status == STATUS_OK ? pick(sets, side, when, &side->b, err) : status;
}

static int64_t count_in_both(const struct bitmap *a, const struct bitmap *b)
{
    int64_t both = 0;
    for (size_t i = 0; i < bitmap_word_count(a->rows); i++)
        both += __builtin_popcountll(a->words[i] & b->words[i]);
    return both;
}

static enum status count_people(struct compare_sets *sets, const struct compare_request *request,
                                struct error *err)
{
    struct compare_side *first = &sets->first, *second = &sets->second;
    enum status status = STATUS_OK;
    if (request->rest)
        status = leave_out_people(first, request, err);
    if (status != STATUS_OK)
        return status;
    sets->people = true;
    sets->both = second->use ? 0 : person_overlap(&first->index, &first->a, &first->b);
    status = sets->both < 0 ? no_memory(err) : pick_side(sets, first, err);
    if (status == STATUS_OK && second->use)
        status = pick_side(sets, second, err);
    return status;
}

/* Does somebody have several rows among those that are looked at? */
static enum status look_for_repeats(struct compare_sets *sets, struct compare_side *side,
                                    struct error *err)
{
    struct bitmap rows = {0}, picked = {0};
    int64_t nameless = 0;
    if (!bitmap_copy(&rows, &side->a))
        return no_memory(err);
    for (size_t i = 0; i < bitmap_word_count(rows.rows); i++)
        rows.words[i] |= side->b.words[i];
    bitmap_recount(&rows);
    enum status status = person_pick(&side->index, NULL, &rows, &picked, &nameless,
                                     frame_use_cancel(side->use), err);
    if (status == STATUS_OK)
        sets->repeats |= rows.count - nameless > picked.count;
    bitmap_free(&rows);
    bitmap_free(&picked);
    return status;
}

static enum status look_at_people(struct compare_sets *sets, const struct compare_request *request,
                                  struct error *err)
{
    struct compare_side *sides[] = {&sets->first, &sets->second};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < 2 && sides[i]->use && status == STATUS_OK; i++) {
        status = index_side(sides[i], err);
        if (status == STATUS_OK && request->unit != COMPARE_PEOPLE)
            status = look_for_repeats(sets, sides[i], err);
    }
    return status;
}

static bool has_persons(const struct compare_sets *sets)
{
    return sets->first.person >= 0 && (!sets->second.use || sets->second.person >= 0);
}

static enum status find_people(struct compare_sets *sets, const struct compare_request *request,
                               struct error *err)
{
    find_persons(sets, request->person);
    sets->both = sets->second.use ? 0 : count_in_both(&sets->first.a, &sets->first.b);
    if (!has_persons(sets)) {
        if (request->unit != COMPARE_PEOPLE)
            return STATUS_OK;
        return error_set(err, STATUS_INVALID, TEXT_COMPARE_NO_PERSON,
                         TEXT_VALUES(text_string("dataset", sets->first.dataset->name)));
    }
    enum status status = look_at_people(sets, request, err);
    /* Nearly every row is somebody else: nothing to count differently. */
    if (status == STATUS_INVALID && request->unit != COMPARE_PEOPLE) {
        error_clear(err);
        return STATUS_OK;
    }
    if (status != STATUS_OK || request->unit == COMPARE_ROWS ||
        (request->unit == COMPARE_BY_ITSELF && !sets->repeats))
        return status;
    return count_people(sets, request, err);
}

/* ---- both ---- */

struct count_pair compare_sets_units(const struct compare_sets *sets)
{
    const struct compare_side *first = &sets->first, *second = &sets->second;
    return (struct count_pair){first->a.count, second->use ? second->a.count : first->b.count};
}

static enum status check(const struct compare_sets *sets, const struct compare_request *request,
                         struct error *err)
{
    struct count_pair units = compare_sets_units(sets);
    enum text_id words = TEXT_NONE;
    if (units.a == 0)
        words = sets->people && sets->first.rows.a > 0 ? TEXT_COMPARE_NOBODY : TEXT_COMPARE_NO_A;
    else if (units.b == 0)
        words = !request->rest ? TEXT_COMPARE_NO_B
                : sets->people ? TEXT_COMPARE_NOBODY_LEFT
                               : TEXT_COMPARE_NO_REST;
    return words == TEXT_NONE ? STATUS_OK : error_set(err, STATUS_INVALID, words, NULL);
}

enum status compare_sets_make(struct compare_sets *out, struct frame_use *use,
                              struct frame_use *other, const struct compare_request *request,
                              struct error *err)
{
    *out = (struct compare_sets){.first = {.use = use, .dataset = frame_use_dataset(use)},
                                 .second = {.use = other}};
    out->first.when = find_when(out->first.dataset);
    if (other) {
        out->second.dataset = frame_use_dataset(other);
        out->second.when = find_when(out->second.dataset);
    }
    enum status status = select_all(out, request, err);
    out->first.rows = (struct count_pair){out->first.a.count, out->first.b.count};
    out->second.rows.a = out->second.a.count;
    if (status == STATUS_OK)
        status = find_people(out, request, err);
    if (status == STATUS_OK)
        status = check(out, request, err);
    if (status != STATUS_OK)
        compare_sets_free(out);
    return status;
}

static void free_side(struct compare_side *side)
{
    bitmap_free(&side->a);
    bitmap_free(&side->b);
    person_index_free(&side->index);
}

void compare_sets_free(struct compare_sets *sets)
{
    free_side(&sets->first);
    free_side(&sets->second);
}
