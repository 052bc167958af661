/* Evidence: what all kinds have in common, and the table of kinds. */
#include "core/service/evidence.h"

#include <string.h>

#include "core/service/evidence_internal.h"

struct kind {
    const char *name;
    evidence_fn *work_out;
    bool no_dataset; /* it is of none, or of several */
};

static const struct kind kinds[] = {
    {EVIDENCE_DATA, evidence_of_data, false},   {EVIDENCE_PIVOT, evidence_of_pivot, false},
    {EVIDENCE_CHART, evidence_of_chart, false}, {EVIDENCE_COMPARE, evidence_of_compare, false},
    {EVIDENCE_QUERY, evidence_of_query, true},
};

static const struct kind *find_kind(const char *name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    return NULL;
}

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static const char *column_name(const struct dataset_info *dataset, int64_t id)
{
    for (size_t i = 0; i < dataset->column_count; i++)
        if (dataset->columns[i].id == id)
            return dataset->columns[i].name;
    return "";
}

/* The filters that are switched on, as their chips say them. */
static const char *words_of(struct evidence_work *work)
{
    struct buffer words = {0};
    for (size_t i = 0; i < work->filters.count; i++) {
        const struct filter *filter = &work->filters.filters[i];
        if (filter->off)
            continue;
        buffer_add_string(&words, words.len ? " · " : "");
        filter_words(filter, column_name(work->dataset, filter->column), &words);
    }
    const char *out = words.failed ? NULL : arena_copy(work->arena, buffer_span(&words));
    buffer_free(&words);
    return out;
}

static enum status fill(const struct evidence_work *work, const char *kind, const char *view,
                        struct evidence *out, struct error *err)
{
    const char *json = NULL;
    enum status status = snapshot_write(work->arena, &work->snapshot, &json, err);
    if (status != STATUS_OK)
        return status;
    const struct dataset_info *dataset = work->dataset;
    *out = (struct evidence){
        .kind = kind,
        .dataset = dataset ? dataset->id : 0,
        .dataset_name =
            arena_string(work->arena, dataset ? dataset->name : text_get(TEXT_EVIDENCE_BY_SQL)),
        .view = arena_string(work->arena, view),
        .title = work->title,
        .sentence = work->sentence,
        .filters = work->filter_words,
        .n = work->snapshot.n,
        .snapshot = json,
        .by = "",
        .uuid = "",
    };
    return out->dataset_name && out->view && out->title && out->sentence ? STATUS_OK
                                                                         : no_memory(err);
}

static enum status work_out(struct evidence_work *work, const struct kind *kind, struct error *err)
{
    const struct evidence_ground *ground = work->ground;
    enum status status = STATUS_OK;
    work->filter_words = "";
    if (kind->no_dataset)
        return kind->work_out(work, err);
    if (*work->view.filters)
        status = filter_list_from_json(work->arena, span_string(work->view.filters), &work->filters,
                                       err);
    if (status == STATUS_OK)
        status = frame_use_begin(&work->use, ground->frames, ground->db, work->view.dataset,
                                 ground->watch, err);
    if (status != STATUS_OK)
        return status;
    work->dataset = frame_use_dataset(work->use);
    work->filter_words = words_of(work);
    return work->filter_words ? kind->work_out(work, err) : no_memory(err);
}

/* Figures and words of now. *work must be ended with frame_use_end(work->use). */
static enum status take(const char *kind, const char *view, struct evidence_work *work,
                        struct error *err)
{
    const struct kind *of_kind = find_kind(kind);
    if (!of_kind)
        return error_set(err, STATUS_INVALID, TEXT_EVIDENCE_KIND,
                         TEXT_VALUES(text_string("kind", kind)));
    enum status status = view_read(work->arena, span_string(view), &work->view, err);
    return status == STATUS_OK ? work_out(work, of_kind, err) : status;
}

enum status evidence_take(const struct evidence_ground *ground, const char *kind, const char *view,
                          struct arena *arena, struct evidence *out, struct error *err)
{
    struct evidence_work work = {.arena = arena, .ground = ground};
    enum status status = take(kind, view, &work, err);
    if (status == STATUS_OK)
        status = fill(&work, kind, view, out, err);
    frame_use_end(work.use);
    return status;
}

/* Its data or a column is no longer there, or is of another kind: no reason to fail. */
static bool is_gone(enum status status)
{
    return status == STATUS_NOT_FOUND || status == STATUS_INVALID || status == STATUS_STALE ||
           status == STATUS_NEWER;
}

static enum status compare(struct arena *arena, const struct evidence_work *work,
                           struct evidence_now *out, struct error *err)
{
    out->after = work->snapshot;
    out->sentence = work->sentence;
    if (snapshot_same(&out->before, &out->after))
        return STATUS_OK;
    out->state = EVIDENCE_CHANGED;
    return snapshot_compare(arena, &out->before, &out->after, EVIDENCE_CHANGES, &out->changes,
                            &out->change_count, err);
}

enum status evidence_look(const struct evidence_ground *ground, const char *uuid,
                          struct arena *arena, struct evidence_now *out, struct error *err)
{
    struct evidence_work work = {.arena = arena, .ground = ground};
    struct error trouble = {0};
    *out = (struct evidence_now){.state = EVIDENCE_SAME, .sentence = "", .trouble = ""};
    enum status status = evidence_read(ground->db, arena, uuid, &out->evidence, err);
    if (status == STATUS_OK)
        status = snapshot_read(arena, span_string(out->evidence.snapshot), &out->before, err);
    if (status != STATUS_OK)
        return status;
    status = take(out->evidence.kind, out->evidence.view, &work, &trouble);
    if (status == STATUS_OK) {
        status = compare(arena, &work, out, &trouble);
    } else if (is_gone(status)) {
        out->state = EVIDENCE_GONE;
        out->trouble = arena_string(arena, trouble.message);
        status = out->trouble ? STATUS_OK : no_memory(&trouble);
    }
    frame_use_end(work.use);
    if (status != STATUS_OK && err)
        *err = trouble;
    return status;
}
