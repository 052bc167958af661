/*
 * Which sheet is meant. Where nothing was said and there are several, each is looked into: a
 * table has rows and columns, a sheet with notes has not. If that leaves more than one, the
 * person is asked.
 */
#include "core/ingest/xlsx_choose.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/ingest/xlsx_sheet.h"

enum {
    LISTED = 8,
    COUNTED_BYTES = 32 * 1024 * 1024, /* a larger sheet is not counted to its end */
    COUNTED_ROWS = 5000,
    QUICK_BYTES = 4 * 1024 * 1024,      /* the same where it has to be quick: of a sheet, */
    QUICK_BYTES_ALL = 24 * 1024 * 1024, /* and of all of them */
    QUICK_ROWS = 100
};

/* How large a sheet is. */
struct measure {
    int64_t rows, last_row; /* with something in them; the number of the last */
    size_t columns;         /* behind the last filled cell */
    int64_t table_rows;     /* with more than one filled cell */
    size_t filled;          /* cells of the row that is being read */
    bool about;             /* it was not read to its end */
    int64_t says_rows;
    int64_t enough; /* rows of a sheet that is too large to be counted */
    bool large;
};

static enum status on_row(void *context, int64_t row, bool hidden, struct error *err)
{
    struct measure *m = context;
    (void)hidden;
    (void)err;
    m->filled = 0;
    m->last_row = row;
    return STATUS_OK;
}

static enum status on_cell(void *context, const struct xlsx_cell *cell, struct error *err)
{
    struct measure *m = context;
    (void)err;
    if (cell->text.len == 0)
        return STATUS_OK;
    m->filled++;
    if (cell->column >= m->columns)
        m->columns = cell->column + 1;
    return STATUS_OK;
}

static enum status on_row_end(void *context, struct error *err)
{
    struct measure *m = context;
    (void)err;
    m->rows += m->filled > 0;
    m->table_rows += m->filled > 1;
    return STATUS_OK;
}

static void on_size(void *context, const struct xlsx_block *block)
{
    struct measure *m = context;
    m->says_rows = block->last_row - block->first_row + 1;
}

static bool has_enough(void *context)
{
    struct measure *m = context;
    if (m->large && m->rows >= m->enough)
        m->about = true;
    return m->about;
}

/* most: bytes of a sheet that is counted to its end; of a larger one, some rows. */
static enum status measure(struct measure *out, struct xlsx_zip *zip, const char *part,
                           int64_t most, int64_t rows, const volatile int *cancel,
                           struct error *err)
{
    struct xlsx_sheet_notes notes;
    struct xlsx_sheet_reader reader = {.row = on_row,
                                       .cell = on_cell,
                                       .row_end = on_row_end,
                                       .size = on_size,
                                       .enough = has_enough,
                                       .context = out,
                                       .cancel = cancel};
    *out = (struct measure){.large = xlsx_zip_part_size(zip, part) > most, .enough = rows};
    enum status status = xlsx_sheet_read(zip, part, &reader, &notes, err);
    if (out->about && out->says_rows > out->rows)
        out->rows = out->says_rows;
    return status;
}

/* ---- the list ---- */

static void add_entry(struct buffer *out, const struct xlsx_book *book,
                      const struct measure *measures, size_t i)
{
    char line[200];
    const struct measure *m = &measures[i];
    text_format(line, sizeof line,
                m->rows == 0             ? TEXT_XLSX_LISTED_EMPTY
                : book->sheets[i].hidden ? TEXT_XLSX_LISTED_HIDDEN
                : m->about               ? TEXT_XLSX_LISTED_ABOUT
                                         : TEXT_XLSX_LISTED,
                TEXT_VALUES(text_number("number", (int64_t)i + 1),
                            text_string("sheet", book->sheets[i].name),
                            text_number("rows", m->rows),
                            text_number("columns", (int64_t)m->columns)));
    buffer_add_string(out, out->len ? "; " : "");
    buffer_add_string(out, line);
}

/* All that fit into a message, those with something in them first. */
static enum status refuse(const struct xlsx_zip *zip, const struct xlsx_book *book,
                          const struct measure *measures, enum status code, enum text_id words,
                          const char *sheet, struct error *err)
{
    struct buffer list = {0};
    size_t listed = 0;
    for (size_t i = 0; i < book->count && listed < LISTED && list.len < 300; i++) {
        if (measures[i].rows > 0 || book->count <= LISTED) {
            add_entry(&list, book, measures, i);
            listed++;
        }
    }
    if (listed < book->count) {
        char more[100];
        text_format(more, sizeof more, TEXT_XLSX_LISTED_MORE,
                    TEXT_VALUES(text_number("count", (int64_t)(book->count - listed))));
        buffer_add_string(&list, list.len ? "; " : "");
        buffer_add_string(&list, more);
    }
    enum status status = error_set_at(err, code, xlsx_zip_path(zip), 0, 0, words,
                                      TEXT_VALUES(text_string("file", xlsx_zip_path(zip)),
                                                  text_string("sheet", sheet),
                                                  text_string("list", buffer_span(&list).data)));
    buffer_free(&list);
    return status;
}

enum status xlsx_list_sheets(const char *path, bool quickly, const volatile int *cancel,
                             struct arena *arena, struct xlsx_sheet_size **out, size_t *count,
                             struct error *err)
{
    struct xlsx_zip *zip = NULL;
    int64_t left = QUICK_BYTES_ALL;
    struct xlsx_book book = {.count = 0};
    *count = 0;
    enum status status = xlsx_zip_open(&zip, path, err);
    if (status == STATUS_OK)
        status = xlsx_book_read(&book, zip, arena, err);
    *out = arena_array(arena, book.count + 1, sizeof **out);
    if (status == STATUS_OK && !*out)
        status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    assert(*out || status != STATUS_OK);
    for (size_t i = 0; i < book.count && status == STATUS_OK; i++) {
        struct measure m;
        const char *part = book.sheets[i].part;
        int64_t size = xlsx_zip_part_size(zip, part);
        int64_t most = !quickly ? COUNTED_BYTES : left < QUICK_BYTES ? left : QUICK_BYTES;
        left -= size < most ? size : 0;
        status = measure(&m, zip, part, most, quickly ? QUICK_ROWS : COUNTED_ROWS, cancel, err);
        (*out)[(*count)++] = (struct xlsx_sheet_size){.name = book.sheets[i].name,
                                                      .rows = m.rows,
                                                      .table_rows = m.table_rows,
                                                      .columns = m.columns,
                                                      .hidden = book.sheets[i].hidden,
                                                      .about = m.about};
    }
    xlsx_zip_close(zip);
    return status;
}

/* ---- choosing ---- */

static bool find_named(const struct xlsx_book *book, const char *name, size_t *out)
{
    for (int any_case = 0; any_case < 2; any_case++) {
        for (*out = 0; *out < book->count; ++*out) {
            if ((any_case ? strcasecmp : strcmp)(book->sheets[*out].name, name) == 0)
                return true;
        }
    }
    char *end = NULL;
    unsigned long number = strtoul(name, &end, 10);
    *out = number - 1;
    return name[0] >= '0' && name[0] <= '9' && *end == '\0' && number >= 1 && number <= book->count;
}

/* The only one of the sheets that answer to what is asked; false: none or several do. */
static bool find_only(const struct xlsx_book *book, const struct measure *measures, bool hidden,
                      int64_t table_rows, size_t *out, size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < book->count; i++) {
        if (measures[i].rows > 0 && book->sheets[i].hidden == hidden &&
            measures[i].table_rows >= table_rows) {
            *out = i;
            ++*count;
        }
    }
    return *count == 1;
}

static enum status choose(size_t *out, bool *alone, struct xlsx_zip *zip,
                          const struct xlsx_book *book, const struct measure *measures,
                          bool may_be_empty, struct error *err)
{
    size_t visible, tables, hidden;
    if (find_only(book, measures, false, 0, out, &visible))
        return STATUS_OK;
    *alone = find_only(book, measures, false, 2, out, &tables);
    if (*alone)
        return STATUS_OK;
    if (visible == 0 && find_only(book, measures, true, 0, out, &hidden))
        return STATUS_OK;
    *out = 0;
    if (visible == 0 && hidden == 0 && may_be_empty)
        return STATUS_OK;
    if (visible == 0 && hidden == 0)
        return error_set_at(err, STATUS_INVALID, xlsx_zip_path(zip), 0, 0, TEXT_XLSX_NO_ROWS,
                            TEXT_VALUES(text_string("file", xlsx_zip_path(zip))));
    return refuse(zip, book, measures, STATUS_INVALID, TEXT_XLSX_WHICH_SHEET, "", err);
}

enum status xlsx_choose_sheet(size_t *out, bool *alone, struct xlsx_zip *zip,
                              const struct xlsx_book *book, const struct xlsx_options *options,
                              struct error *err)
{
    *out = 0;
    *alone = false;
    bool found = options->sheet ? find_named(book, options->sheet, out) : book->count == 1;
    if (found)
        return STATUS_OK;
    struct measure *measures = calloc(book->count, sizeof *measures);
    enum status status = STATUS_OK;
    if (!measures)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    for (size_t i = 0; i < book->count && status == STATUS_OK; i++)
        status = measure(&measures[i], zip, book->sheets[i].part, COUNTED_BYTES, COUNTED_ROWS,
                         options->cancel, err);
    if (status == STATUS_OK && options->sheet)
        status = refuse(zip, book, measures, STATUS_NOT_FOUND, TEXT_XLSX_NO_SUCH_SHEET,
                        options->sheet, err);
    else if (status == STATUS_OK)
        status = choose(out, alone, zip, book, measures, options->may_be_empty, err);
    free(measures);
    return status;
}
