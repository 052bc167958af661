/*
 * Opening a sheet: the outline of the workbook, the sheet that is meant, its texts and styles,
 * then its cells, which become rows on hold.
 */
#include "core/ingest/xlsx.h"

#include <string.h>

#include "core/ingest/xlsx_book.h"
#include "core/ingest/xlsx_choose.h"
#include "core/ingest/xlsx_rows.h"
#include "core/ingest/xlsx_sheet.h"
#include "core/ingest/xlsx_strings.h"
#include "core/ingest/xlsx_styles.h"

enum {
    NOTICES_MAX = 8,
    NAMES_LISTED = 300,
    BEGINNING_ROWS = 2000, /* and bytes, of a sheet and of texts, where that is enough */
    BEGINNING_BYTES = 4 * 1024 * 1024
};

struct opening {
    const struct xlsx_options *options;
    struct arena *arena; /* of the account */
    struct arena *work;  /* of all else */
    struct xlsx_account *account;
    struct xlsx_zip *zip;
    struct xlsx_book book;
    const struct xlsx_sheet_entry *sheet;
    struct xlsx_strings *strings;
    struct xlsx_styles styles;
    struct xlsx_rows *rows;
    struct xlsx_sheet_notes notes;
    struct xlsx_merge_notes merges;
    struct buffer hidden_columns; /* their letters, for the notice */
    int64_t bytes, total;         /* of the sheet, read so far */
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- what the sheet says ---- */

static enum status on_row(void *context, int64_t row, bool hidden, struct error *err)
{
    struct opening *o = context;
    (void)hidden;
    (void)err;
    xlsx_rows_begin(o->rows, row);
    return STATUS_OK;
}

static enum status on_cell(void *context, const struct xlsx_cell *cell, struct error *err)
{
    struct opening *o = context;
    return xlsx_rows_add(o->rows, cell, err);
}

static enum status on_row_end(void *context, struct error *err)
{
    struct opening *o = context;
    return xlsx_rows_end(o->rows, o->bytes, err);
}

static enum status on_merged(void *context, const struct xlsx_block *block, struct error *err)
{
    struct opening *o = context;
    return xlsx_rows_merge(o->rows, block, err);
}

static enum status on_hidden_columns(void *context, size_t first, size_t last, struct error *err)
{
    struct opening *o = context;
    char from[XLSX_COLUMN_NAME], to[XLSX_COLUMN_NAME];
    struct buffer *out = &o->hidden_columns;
    if (out->len > NAMES_LISTED)
        return STATUS_OK;
    if (out->len)
        buffer_add_string(out, ", ");
    buffer_add_string(out, xlsx_column_name(first, from));
    if (last > first)
        buffer_printf(out, "–%s", xlsx_column_name(last, to));
    return out->failed ? no_memory(err) : STATUS_OK;
}

static void on_progress(void *context, int64_t bytes)
{
    struct opening *o = context;
    o->bytes = bytes;
    if (o->options->progress)
        o->options->progress(o->options->progress_context, bytes, o->total);
}

/* The beginning was asked for, and there it is. */
static bool has_enough(void *context)
{
    struct opening *o = context;
    o->account->cut = o->options->beginning && o->bytes > BEGINNING_BYTES &&
                      xlsx_rows_count(o->rows) >= BEGINNING_ROWS;
    if (o->account->cut && o->total > o->bytes)
        o->account->share = (double)o->bytes / (double)o->total;
    return o->account->cut;
}

static enum status read_cells(struct opening *o, struct spool **out, struct error *err)
{
    const struct xlsx_sheet_reader reader = {.row = on_row,
                                             .cell = on_cell,
                                             .row_end = on_row_end,
                                             .merged = on_merged,
                                             .hidden_columns = on_hidden_columns,
                                             .progress = on_progress,
                                             .enough = has_enough,
                                             .context = o,
                                             .cancel = o->options->cancel,
                                             .strings = o->strings,
                                             .styles = &o->styles,
                                             .from_1904 = o->book.from_1904};
    o->total = xlsx_zip_part_size(o->zip, o->sheet->part);
    o->rows = xlsx_rows_new();
    if (!o->rows)
        return no_memory(err);
    enum status status = xlsx_sheet_read(o->zip, o->sheet->part, &reader, &o->notes, err);
    if (status == STATUS_OK && xlsx_rows_count(o->rows) == 0 && !o->options->may_be_empty)
        return error_set_at(err, STATUS_INVALID, xlsx_zip_path(o->zip), 0, 0, TEXT_XLSX_SHEET_EMPTY,
                            TEXT_VALUES(text_string("file", xlsx_zip_path(o->zip)),
                                        text_string("sheet", o->sheet->name)));
    return status == STATUS_OK ? xlsx_rows_finish(o->rows, out, &o->merges, err) : status;
}

/* ---- the account ---- */

static bool add_notice(struct opening *o, enum text_id words, const struct text_value *values)
{
    char text[500];
    struct xlsx_account *account = o->account;
    text_format(text, sizeof text, words, values);
    const char *copy = account->notice_count < NOTICES_MAX ? arena_string(o->arena, text) : NULL;
    if (copy)
        account->notices[account->notice_count++] = copy;
    return copy != NULL;
}

static bool add_count(struct opening *o, enum text_id words, int64_t count)
{
    return count == 0 || add_notice(o, words, TEXT_VALUES(text_number("count", count)));
}

static bool tell_sheets(struct opening *o, bool alone)
{
    struct buffer names = {0};
    bool good = true;
    if (alone)
        good =
            add_notice(o, TEXT_XLSX_SHEET_TAKEN, TEXT_VALUES(text_string("sheet", o->sheet->name)));
    if (good && o->sheet->hidden)
        good = add_notice(o, TEXT_XLSX_SHEET_IS_HIDDEN,
                          TEXT_VALUES(text_string("sheet", o->sheet->name)));
    for (size_t i = 0; i < o->book.count && names.len < NAMES_LISTED; i++) {
        const struct xlsx_sheet_entry *entry = &o->book.sheets[i];
        if (entry->hidden && entry != o->sheet)
            buffer_printf(&names, "%s\"%s\"", names.len ? ", " : "", entry->name);
    }
    if (good && names.len)
        good =
            add_notice(o, TEXT_XLSX_HIDDEN_SHEETS, TEXT_VALUES(text_string("sheets", names.data)));
    good = good && !names.failed;
    buffer_free(&names);
    return good;
}

static enum status tell(struct opening *o, bool alone, struct error *err)
{
    struct xlsx_account *account = o->account;
    const uint8_t *colours = xlsx_rows_colours(o->rows);
    account->sheet = arena_string(o->arena, o->sheet->name);
    account->width = xlsx_rows_width(o->rows);
    account->notices = arena_array(o->arena, NOTICES_MAX, sizeof *account->notices);
    account->colours = colours ? arena_alloc(o->arena, account->width) : NULL;
    if (!account->sheet || !account->notices || (colours && !account->colours))
        return no_memory(err);
    if (colours)
        memcpy(account->colours, colours, account->width);
    bool good = tell_sheets(o, alone);
    if (good && o->hidden_columns.len)
        good = add_notice(o, TEXT_XLSX_HIDDEN_COLUMNS,
                          TEXT_VALUES(text_string("columns", o->hidden_columns.data)));
    good = good && add_count(o, TEXT_XLSX_HIDDEN_ROWS, o->notes.hidden_rows) &&
           add_count(o, TEXT_XLSX_NO_RESULTS, o->notes.formulas_without_value) &&
           add_count(o, TEXT_XLSX_MERGED_LABELS, o->merges.labels) &&
           add_count(o, TEXT_XLSX_MERGED_VALUES, o->merges.values);
    return good ? STATUS_OK : no_memory(err);
}

enum xlsx_colour xlsx_header_colour(const struct xlsx_account *account, size_t column)
{
    if (!account->colours || column >= account->width)
        return XLSX_NO_COLOUR;
    return (enum xlsx_colour)account->colours[column];
}

/* ---- opening ---- */

static enum status read_sheet(struct opening *o, struct spool **out, struct error *err)
{
    size_t number = 0;
    bool alone = false;
    enum status status = xlsx_book_read(&o->book, o->zip, o->work, err);
    if (status == STATUS_OK)
        status = xlsx_choose_sheet(&number, &alone, o->zip, &o->book, o->options, err);
    if (status != STATUS_OK)
        return status;
    o->sheet = &o->book.sheets[number];
    status = xlsx_styles_read(&o->styles, o->zip, &o->book, o->work, err);
    if (status == STATUS_OK)
        status =
            xlsx_strings_read(&o->strings, o->zip, o->book.strings,
                              o->options->beginning ? BEGINNING_BYTES : 0, o->options->cancel, err);
    if (status == STATUS_OK)
        status = read_cells(o, out, err);
    return status == STATUS_OK ? tell(o, alone, err) : status;
}

enum status xlsx_open(struct input **out, const char *path, const struct xlsx_options *options,
                      struct arena *arena, struct xlsx_account *account, struct error *err)
{
    struct opening o = {
        .options = options, .arena = arena, .work = arena_new(), .account = account};
    struct spool *rows = NULL;
    *out = NULL;
    *account = (struct xlsx_account){.notice_count = 0};
    enum status status = o.work ? xlsx_zip_open(&o.zip, path, err) : no_memory(err);
    if (status == STATUS_OK)
        status = read_sheet(&o, &rows, err);
    xlsx_rows_free(o.rows);
    xlsx_strings_free(o.strings);
    buffer_free(&o.hidden_columns);
    xlsx_zip_close(o.zip);
    arena_free(o.work);
    if (status != STATUS_OK) {
        spool_free(rows);
        return status;
    }
    return input_open_rows(out, rows, path, err);
}
