/*
 * A preview: the file is opened and planned as an import does it, and its first rows are read.
 * What else could be meant is in import_preview_look.c, the words for it in
 * import_preview_words.c.
 */
#include "core/service/import_preview.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "core/base/text.h"
#include "core/service/import_preview_internal.h"
#include "core/service/import_report.h"
#include "core/service/import_words.h"

enum { NOTICES_MORE = 32 + REPAIR_KINDS, NOTICES_A_COLUMN = 4, NAMES_TRIED = 1000 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- the file ---- */

static enum status note_size(struct previewing *p, struct error *err)
{
    struct stat info;
    if (stat(p->path, &info) != 0)
        return error_set_errno(err, errno, p->path);
    p->out->bytes = info.st_size;
    return STATUS_OK;
}

/* The only sheet that answers to what is asked; count: how many do. */
static size_t find_sheet(const struct previewing *p, bool hidden, int64_t table_rows, size_t *count)
{
    size_t first = 0;
    *count = 0;
    for (size_t i = 0; i < p->sheet_count; i++) {
        const struct xlsx_sheet_size *sheet = &p->sheets[i];
        if (sheet->rows > 0 && sheet->hidden == hidden && sheet->table_rows >= table_rows &&
            (*count)++ == 0)
            first = i;
    }
    return first;
}

/* As an import chooses it; where that would ask, the first one is shown meanwhile. */
static void choose_sheet(struct previewing *p)
{
    size_t visible, tables, hidden;
    size_t first = find_sheet(p, false, 0, &visible), table = find_sheet(p, false, 2, &tables);
    p->sheet = tables > 0 ? table : first;
    if (visible == 0)
        p->sheet = find_sheet(p, true, 0, &hidden);
    p->out->ask_sheet = visible > 1 && tables != 1;
}

static enum status list_sheets(struct previewing *p, struct error *err)
{
    enum status status = data_file_list_sheets(p->path, true, p->options->cancel, p->arena,
                                               &p->sheets, &p->sheet_count, err);
    p->out->workbook = p->sheet_count > 0;
    return status;
}

/* The sheet that was opened, in the list. */
static void note_sheet(struct previewing *p)
{
    const char *name = p->source.data.account.sheet;
    for (size_t i = 0; name && i < p->sheet_count; i++) {
        if (strcmp(p->sheets[i].name, name) == 0)
            p->sheet = i;
    }
}

static enum status open_file(struct previewing *p, struct error *err)
{
    struct data_file_options how = {.beginning = true, .cancel = p->options->cancel};
    struct import_options options = *p->options;
    enum status status = note_size(p, err);
    if (status == STATUS_OK)
        status = list_sheets(p, err);
    if (status != STATUS_OK)
        return status;
    bool asked = options.sheet && options.sheet[0];
    if (p->sheet_count > 1 && !asked && !p->source.like.sheet) {
        choose_sheet(p);
        options.sheet = arena_printf(p->arena, "%zu", p->sheet + 1);
        if (!options.sheet)
            return no_memory(err);
    }
    status = import_source_open(&p->source, p->path, &options, &how, p->arena, err);
    if (status == STATUS_OK)
        note_sheet(p);
    return status;
}

/* ---- names ---- */

static bool is_taken(const struct previewing *p, const char *name)
{
    for (size_t i = 0; i < p->dataset_count; i++) {
        if (strcasecmp(p->datasets[i].name, name) == 0)
            return true;
    }
    return false;
}

/* A name that was not asked for becomes one that is free. */
static enum status choose_name(struct previewing *p, struct error *err)
{
    const char *name = p->source.dataset;
    bool asked = p->options->name && p->options->name[0];
    for (int i = 2; !asked && name && is_taken(p, name) && i < NAMES_TRIED; i++)
        name = arena_printf(p->arena, "%s_%d", p->source.dataset, i);
    p->out->name = name;
    p->out->renamed = name != p->source.dataset;
    return name ? STATUS_OK : no_memory(err);
}

/* ---- how it is read ---- */

/* It can be opened, but not be read so: that is for the person to change. */
static enum status note_problem(struct previewing *p, enum status status, struct error *err)
{
    if (status != STATUS_INVALID && status != STATUS_NOT_FOUND)
        return status;
    p->out->problem = arena_string(p->arena, err->message);
    error_clear(err);
    return p->out->problem ? STATUS_OK : no_memory(err);
}

/* What was said of columns holds for those that are there: others may have been there under
 * another header. */
static enum status plan_with_columns_there(struct previewing *p, struct error *err)
{
    struct plan_options *wish = &p->source.wish;
    struct plan_choice *all = arena_array(p->arena, wish->choice_count, sizeof *all);
    const struct plan_choice *asked = wish->choices;
    size_t count = wish->choice_count, there = 0;
    if (!all)
        return no_memory(err);
    wish->choice_count = 0;
    enum status status = import_source_plan(&p->source, p->options, p->arena, err);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        for (size_t c = 0; c < p->source.plan.count; c++) {
            if (strcasecmp(p->source.plan.names[c], asked[i].column) == 0) {
                all[there++] = asked[i];
                break;
            }
        }
    }
    wish->choices = all;
    wish->choice_count = there;
    return status == STATUS_OK && there > 0
               ? import_source_plan(&p->source, p->options, p->arena, err)
               : status;
}

static enum status make_plan(struct previewing *p, struct error *err)
{
    enum status status =
        windows_read(&p->windows, p->source.data.input, p->source.wish.from_line, err);
    if (status == STATUS_OK)
        status = import_source_plan(&p->source, p->options, p->arena, err);
    if (status == STATUS_NOT_FOUND && p->source.wish.choice_count > 0) {
        error_clear(err);
        status = plan_with_columns_there(p, err);
    }
    return status;
}

/* ---- what is worth knowing ---- */

static void add_change(void *context, const char *words)
{
    struct import_preview *out = context;
    const char *copy = arena_string(out->arena, words);
    if (copy)
        out->changes[out->change_count++] = copy;
}

static void add_notice(void *context, const char *words)
{
    struct import_preview *out = context;
    const char *copy = arena_string(out->arena, words);
    if (copy)
        out->notices[out->notice_count++] = copy;
}

static enum status tell(struct previewing *p, struct error *err)
{
    struct import_preview *out = p->out;
    const struct plan *plan = &p->source.plan;
    const struct xlsx_account *account = &p->source.data.account;
    out->changes = arena_array(p->arena, plan->count + p->source.like.count, sizeof *out->changes);
    out->notices =
        arena_array(p->arena, account->notice_count + NOTICES_MORE + plan->count * NOTICES_A_COLUMN,
                    sizeof *out->notices);
    if (!out->changes || !out->notices)
        return no_memory(err);
    if (p->source.like.count)
        decision_tell_changes(&p->source.like, plan, add_change, out);
    for (size_t i = 0; i < account->notice_count; i++)
        add_notice(out, account->notices[i]);
    if (account->cut)
        add_notice(out, text_get(TEXT_PREVIEW_SHEET_CUT));
    report_tell_header(plan, add_notice, out);
    import_words_tell(plan, &p->notes, p->source.data.input, add_notice, out);
    for (size_t i = 0; i < plan->count; i++) {
        report_tell_column(plan, i, out->columns[i].misfits, out->columns[i].markers, add_notice,
                           out);
        out->undecided += plan->formats[i].undecided || plan->formats[i].odd;
    }
    return STATUS_OK;
}

static void note_colours(struct previewing *p)
{
    struct import_preview *out = p->out;
    struct import_column *columns = arena_array(p->arena, out->column_count, sizeof *columns);
    if (!columns || !p->source.plan.header)
        return;
    report_colours(columns, out->column_count, &p->source.data.account);
    for (size_t i = 0; i < out->column_count; i++) {
        out->columns[i].colour = columns[i].colour;
        out->columns[i].mark = columns[i].mark;
    }
}

/* ---- all of it ---- */

static enum status look(struct previewing *p, struct error *err)
{
    enum status status = import_source_read(&p->source, p->db, p->path, p->options, p->arena, err);
    if (status == STATUS_OK && p->db)
        status = dataset_list(p->db, p->arena, &p->datasets, &p->dataset_count, err);
    if (status == STATUS_OK)
        status = open_file(p, err);
    if (status == STATUS_OK)
        status = choose_name(p, err);
    if (status != STATUS_OK)
        return status;
    status = make_plan(p, err);
    if (status == STATUS_OK)
        status = preview_read_rows(p, err);
    if (status == STATUS_OK)
        status = tell(p, err);
    if (status == STATUS_OK)
        note_colours(p);
    else
        status = note_problem(p, status, err);
    if (status == STATUS_OK)
        status = preview_look_for_tables(p, err);
    return status == STATUS_OK ? preview_answer_all(p, err) : status;
}

enum status import_preview(struct db *db, const char *path, const struct import_options *options,
                           struct import_preview *out, struct error *err)
{
    struct error own = {0};
    *out = (struct import_preview){.arena = arena_new()};
    struct previewing p = {
        .out = out, .arena = out->arena, .db = db, .path = path, .options = options};
    enum status status = out->arena ? look(&p, &own) : no_memory(&own);
    windows_free(&p.windows);
    import_source_close(&p.source);
    if (err)
        *err = own;
    return status;
}

void import_preview_free(struct import_preview *preview)
{
    arena_free(preview->arena);
    *preview = (struct import_preview){0};
}
