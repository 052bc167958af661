/*
 * Values into what stands on the screen: safe texts, empties, and misfits as they were
 * written (the table has NULL there). Apart from the store, which knows no screen, and
 * from the panes, which never touch a connection.
 */
#include "core/service/rows.h"

#include "core/base/buffer.h"
#include "core/base/utf8.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* A text that is safe as it stands: printable ASCII, which most cells are. */
static bool is_plain(struct span text)
{
    if (text.len > SHOWN_LIMIT)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (text.data[i] < 0x20 || text.data[i] > 0x7e)
            return false;
    return true;
}

/* No more bytes than can be shown: SHOWN_LIMIT cells hold at most so many characters. */
static struct span cut(struct span text)
{
    enum { BYTES = SHOWN_LIMIT * 12 };
    if (text.len > BYTES)
        text.len = BYTES;
    return text;
}

static bool show(struct arena *arena, struct buffer *safe, struct span text, struct shown_cell *out)
{
    if (is_plain(text)) {
        out->text = span_of(arena_copy(arena, text), text.len);
        out->cells = (uint16_t)text.len;
        return out->text.data != NULL;
    }
    buffer_clear(safe);
    utf8_screen(cut(text), safe);
    size_t cells = 0;
    struct span fit = utf8_fit(buffer_span(safe), SHOWN_LIMIT, &cells);
    out->text = span_of(arena_copy(arena, fit), fit.len);
    out->cells = (uint16_t)cells;
    return !safe->failed && out->text.data != NULL;
}

static bool show_value(struct arena *arena, struct buffer *safe, const struct value *value,
                       struct shown_cell *out)
{
    char scratch[VALUE_NUMBER_SIZE];
    if (value->kind == VALUE_EMPTY) {
        *out = (struct shown_cell){.kind = SHOWN_EMPTY};
        return true;
    }
    out->kind = SHOWN_VALUE;
    return show(arena, safe, value_text(value, scratch), out);
}

/* The misfits of one row, where it has an empty cell in a column that has any. */
static enum status show_misfits(struct db *db, struct arena *arena, struct buffer *safe,
                                const struct dataset_info *dataset, int64_t id,
                                const size_t *columns, size_t column_count,
                                struct shown_cell *cells, struct error *err)
{
    bool wanted = false;
    for (size_t c = 0; c < column_count; c++)
        wanted |= cells[c].kind == SHOWN_EMPTY && dataset->columns[columns[c]].misfits > 0;
    if (!wanted)
        return STATUS_OK;
    const char **texts = NULL;
    enum status status = dataset_read_misfits(db, arena, dataset, id, &texts, err);
    for (size_t c = 0; c < column_count && status == STATUS_OK; c++) {
        const char *text = cells[c].kind == SHOWN_EMPTY ? texts[columns[c]] : NULL;
        if (text == NULL)
            continue;
        if (!show(arena, safe, span_string(text), &cells[c]))
            status = no_memory(err);
        cells[c].kind = SHOWN_MISFIT;
    }
    return status;
}

static enum status show_page(struct db *db, struct arena *arena, const struct dataset_info *dataset,
                             const struct row_page *page, const size_t *columns,
                             struct shown_cell *cells, struct error *err)
{
    struct buffer safe = {0};
    enum status status = STATUS_OK;
    for (size_t r = 0; r < page->rows && status == STATUS_OK; r++) {
        struct shown_cell *row = cells + r * page->columns;
        for (size_t c = 0; c < page->columns && status == STATUS_OK; c++)
            if (!show_value(arena, &safe, &page->cells[r * page->columns + c], &row[c]))
                status = no_memory(err);
        if (status == STATUS_OK)
            status = show_misfits(db, arena, &safe, dataset, page->ids[r], columns, page->columns,
                                  row, err);
    }
    buffer_free(&safe);
    return status;
}

enum status rows_read(struct db *db, struct arena *arena, const struct row_source *source,
                      int64_t first, size_t count, const size_t *columns, size_t column_count,
                      struct row_block *out, struct error *err)
{
    struct row_page page;
    enum status status =
        row_source_read(db, arena, source, first, count, columns, column_count, &page, err);
    if (status != STATUS_OK)
        return status;
    size_t cell_count;
    if (__builtin_mul_overflow(page.rows, page.columns, &cell_count))
        return no_memory(err);
    struct shown_cell *cells = arena_array(arena, cell_count, sizeof *cells);
    if (cells == NULL)
        return no_memory(err);
    status = show_page(db, arena, source->dataset, &page, columns, cells, err);
    *out = (struct row_block){.first = first,
                              .rows = page.rows,
                              .columns = page.columns,
                              .ids = page.ids,
                              .cells = cells};
    return status;
}

static bool copy_string(struct arena *arena, const char **text)
{
    *text = arena_string(arena, *text);
    return *text != NULL;
}

struct dataset_info *dataset_copy(struct arena *arena, const struct dataset_info *dataset)
{
    struct dataset_info *copy = arena_alloc(arena, sizeof *copy);
    struct column_info *columns = arena_array(arena, dataset->column_count, sizeof *columns);
    if (copy == NULL || columns == NULL)
        return NULL;
    *copy = *dataset;
    copy->columns = columns;
    bool good = copy_string(arena, &copy->name) && copy_string(arena, &copy->label) &&
                copy_string(arena, &copy->grain) && copy_string(arena, &copy->source) &&
                copy_string(arena, &copy->imported_by);
    for (size_t i = 0; i < dataset->column_count && good; i++) {
        struct column_info *column = &columns[i];
        *column = dataset->columns[i];
        good = copy_string(arena, &column->name) && copy_string(arena, &column->label) &&
               copy_string(arena, &column->meaning) && copy_string(arena, &column->caution) &&
               copy_string(arena, &column->reason) && copy_string(arena, &column->order) &&
               copy_string(arena, &column->recipe) && copy_string(arena, &column->sql) &&
               copy_string(arena, &column->team.line) && copy_string(arena, &column->team.seen) &&
               copy_string(arena, &column->team.by);
    }
    return good ? copy : NULL;
}
