/* Options become a plan. Apart from import.c, which loads by it, and import_preview.c, which
 * shows it. */
#include "core/service/import_source.h"

#include <string.h>

#include "core/base/file.h"
#include "core/base/text.h"
#include "core/store/dataset.h"

/* ---- options ---- */

/* "data/Caseload 2019.csv" gives "Caseload 2019". */
static const char *name_of(const char *path, struct arena *arena)
{
    const char *name = file_name(path);
    const char *dot = strrchr(name, '.');
    size_t len = dot && dot > name ? (size_t)(dot - name) : strlen(name);
    return arena_copy(arena, span_of(name, len));
}

static enum status read_choices(struct plan_options *out, const struct import_options *options,
                                struct arena *arena, struct error *err)
{
    struct plan_choice *choices = arena_array(arena, options->choice_count, sizeof *choices);
    if (!choices)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    for (size_t i = 0; i < options->choice_count; i++) {
        const struct import_choice *choice = &options->choices[i];
        choices[i].column = choice->column;
        if (!choice_from_name(choice->type, &choices[i].choice))
            return error_set(err, STATUS_INVALID, TEXT_IMPORT_TYPE_WRONG,
                             TEXT_VALUES(text_string("type", choice->type)));
    }
    out->choices = choices;
    out->choice_count = options->choice_count;
    return STATUS_OK;
}

/* The decision for another dataset, to be used again. */
static enum status read_like(struct import_source *source, struct db *db, const char *like,
                             struct arena *arena, struct error *err)
{
    struct dataset_info dataset;
    const char *json = NULL;
    if (!like || !like[0])
        return STATUS_OK;
    enum status status = dataset_find(db, arena, like, &dataset, err);
    if (status == STATUS_OK)
        status = dataset_decision(db, dataset.id, arena, &json, err);
    if (status == STATUS_OK)
        status = decision_read(&source->like, dataset.name, json, arena, err);
    return status;
}

enum status import_source_read(struct import_source *out, struct db *db, const char *path,
                               const struct import_options *options, struct arena *arena,
                               struct error *err)
{
    struct plan_options *wish = &out->wish;
    if (data_file_is_database(path, db))
        return error_set_at(err, STATUS_WRONG_KIND, path, 0, 0, TEXT_INGEST_SQLITE,
                            TEXT_VALUES(text_string("file", path)));
    *out = (struct import_source){.wish = {.from_line = options->from_line}};
    if (!header_wish_from_name(options->header, &wish->header))
        return error_set(err, STATUS_INVALID, TEXT_IMPORT_HEADER_WRONG,
                         TEXT_VALUES(text_string("value", options->header)));
    enum status status = dialect_delimiter_from_name(options->delimiter, wish->delimiter, err);
    if (status == STATUS_OK)
        status = dialect_quote_from_name(options->quote, &wish->quote, &wish->quote_given, err);
    if (status == STATUS_OK)
        status = encoding_from_name(options->encoding, &out->encoding, err);
    if (status == STATUS_OK)
        status = read_choices(wish, options, arena, err);
    if (status == STATUS_OK)
        status = read_like(out, db, options->like, arena, err);
    if (status != STATUS_OK)
        return status;
    out->file = arena_string(arena, file_name(path));
    out->dataset = options->name && options->name[0] ? arena_string(arena, options->name)
                                                     : name_of(path, arena);
    return out->file && out->dataset ? STATUS_OK
                                     : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- opening ---- */

static bool is_given(const char *option)
{
    return option && option[0];
}

enum status import_source_open(struct import_source *source, const char *path,
                               const struct import_options *options, struct data_file_options *how,
                               struct arena *arena, struct error *err)
{
    how->encoding = source->encoding;
    how->sheet = is_given(options->sheet) ? options->sheet : NULL;
    if (!how->sheet && source->like.sheet) {
        /* the sheet of that name, where there still is one */
        how->sheet = source->like.sheet;
        enum status status = data_file_open(&source->data, path, how, arena, err);
        if (status != STATUS_INVALID && status != STATUS_NOT_FOUND)
            return status;
        error_clear(err);
        how->sheet = NULL;
    }
    return data_file_open(&source->data, path, how, arena, err);
}

/* ---- the plan ---- */

enum status import_source_plan(struct import_source *source, const struct import_options *options,
                               struct arena *arena, struct error *err)
{
    struct plan_options as_before = source->wish;
    if (source->like.count)
        decision_wish(&source->like, options, &as_before);
    input_set_cancel(source->data.input, options->cancel);
    enum status status = plan_make(&source->plan, source->data.input, &as_before, arena, err);
    if (!source->like.count || status == STATUS_CANCELLED)
        return status;
    if (status != STATUS_OK || decision_is_strange(&source->like, &source->plan)) {
        error_clear(err);
        status = plan_make(&source->plan, source->data.input, &source->wish, arena, err);
    }
    if (status == STATUS_OK)
        decision_apply(&source->like, &source->wish, &source->plan);
    return status;
}

void import_source_close(struct import_source *source)
{
    data_file_close(&source->data);
}
