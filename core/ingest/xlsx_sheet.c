/*
 * A sheet as a stream of cells. The place of a cell may be written in it or follows from the
 * one before; its kind says how its value is to be taken.
 */
#include "core/ingest/xlsx_sheet.h"

#include <string.h>

enum { VALUE_MAX = 1 << 20 };

enum element { OTHER, IN_CELL, IN_VALUE, IN_INLINE };

enum value_type {
    TYPE_NUMBER,
    TYPE_SHARED,
    TYPE_TEXT,
    TYPE_INLINE,
    TYPE_YESNO,
    TYPE_ERROR,
    TYPE_DATE
};

struct reading {
    const struct xlsx_sheet_reader *reader;
    struct xlsx_sheet_notes *notes;
    struct xlsx_xml xml;
    struct xlsx_zip *zip;
    int64_t row;
    bool in_row, row_hidden, row_has_cells;
    size_t next_column;
    enum element element;
    size_t column;
    enum value_type type;
    int64_t style;
    bool formula, has_value;
    struct xlsx_text text;
    struct buffer value; /* as it stands in the cell */
    struct buffer shared;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- places ---- */

const char *xlsx_column_name(size_t column, char *out)
{
    char reversed[XLSX_COLUMN_NAME];
    size_t len = 0, i = 0;
    for (size_t n = column + 1; n > 0 && len < XLSX_COLUMN_NAME - 1; n = (n - 1) / 26)
        reversed[len++] = (char)('A' + (n - 1) % 26);
    while (len > 0)
        out[i++] = reversed[--len];
    out[i] = '\0';
    return out;
}

/* Reads "C7" or "$C$7" at *at and goes behind it. */
static bool read_place(const char **at, int64_t *row, size_t *column)
{
    const char *p = *at + (**at == '$');
    size_t letters = 0;
    *row = 0;
    for (; (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z'); p++) {
        letters = letters * 26 + (size_t)((*p & ~0x20) - 'A' + 1);
        if (letters > XLSX_COLUMNS_MAX)
            return false;
    }
    p += *p == '$';
    for (; *p >= '0' && *p <= '9'; p++) {
        *row = *row * 10 + (*p - '0');
        if (*row > XLSX_ROWS_MAX)
            return false;
    }
    *at = p;
    *column = letters - 1;
    return letters > 0 && *row > 0;
}

bool xlsx_block_from_name(const char *name, struct xlsx_block *out)
{
    if (!read_place(&name, &out->first_row, &out->first_column))
        return false;
    out->last_row = out->first_row;
    out->last_column = out->first_column;
    if (*name == ':') {
        name++;
        if (!read_place(&name, &out->last_row, &out->last_column))
            return false;
    }
    return *name == '\0' && out->last_row >= out->first_row &&
           out->last_column >= out->first_column;
}

/* ---- values ---- */

static enum status damaged(const struct reading *r, enum text_id words, struct error *err)
{
    char column[XLSX_COLUMN_NAME];
    const char *path = xlsx_zip_path(r->zip);
    return error_set_at(err, STATUS_DAMAGED, path, r->row, 0, words,
                        TEXT_VALUES(text_string("file", path),
                                    text_string("column", xlsx_column_name(r->column, column)),
                                    text_number("row", r->row)));
}

static enum status shared_text(struct reading *r, struct span *out, struct error *err)
{
    int64_t number = 0;
    bool there = r->value.len > 0 && r->value.len < 12;
    for (size_t i = 0; there && i < r->value.len; i++) {
        there = r->value.data[i] >= '0' && r->value.data[i] <= '9';
        number = number * 10 + (r->value.data[i] - '0');
    }
    if (!r->reader->strings)
        return STATUS_OK;
    buffer_clear(&r->shared);
    enum status status = STATUS_OK;
    if (there)
        status = xlsx_strings_add(r->reader->strings, number, &r->shared, &there, err);
    if (status == STATUS_OK && !there)
        status = damaged(r, TEXT_XLSX_NO_SUCH_TEXT, err);
    *out = buffer_span(&r->shared);
    return status;
}

static enum status value_of(struct reading *r, struct xlsx_style style, char *scratch,
                            struct xlsx_cell *cell, struct error *err)
{
    cell->text = buffer_span(&r->value);
    cell->kind = XLSX_CELL_TEXT;
    switch (r->type) {
    case TYPE_SHARED:
        return r->value.len ? shared_text(r, &cell->text, err) : STATUS_OK;
    case TYPE_TEXT:
    case TYPE_INLINE:
        xlsx_text_unescape(&r->value, 0);
        cell->text = buffer_span(&r->value);
        break;
    case TYPE_YESNO:
        cell->kind = XLSX_CELL_OTHER;
        if (cell->text.len == 1)
            cell->text = span_string(*cell->text.data == '0' ? "FALSE" : "TRUE");
        break;
    case TYPE_ERROR:
        cell->kind = XLSX_CELL_OTHER;
        break;
    case TYPE_DATE:
        cell->kind = XLSX_CELL_NUMBER;
        if (r->value.len > 10 && r->value.data[10] == 'T')
            r->value.data[10] = ' '; /* 2019-03-31 10:33:00 as elsewhere */
        break;
    case TYPE_NUMBER: {
        cell->kind = XLSX_CELL_NUMBER;
        size_t len = xlsx_number_write(scratch, cell->text, style.format, r->reader->from_1904);
        if (len)
            cell->text = span_of(scratch, len);
        break;
    }
    }
    return STATUS_OK;
}

static enum status give_cell(struct reading *r, struct error *err)
{
    char scratch[XLSX_NUMBER_SIZE];
    struct xlsx_style style = {.fill = XLSX_NO_COLOUR};
    if (r->reader->styles)
        style = xlsx_style_at(r->reader->styles, r->style);
    struct xlsx_cell cell = {.column = r->column, .fill = style.fill};
    if (r->value.failed)
        return no_memory(err);
    enum status status = value_of(r, style, scratch, &cell, err);
    r->notes->formulas_without_value += r->formula && !r->has_value;
    r->row_has_cells |= cell.text.len > 0;
    if (status == STATUS_OK && r->reader->cell)
        status = r->reader->cell(r->reader->context, &cell, err);
    return status;
}

/* ---- elements ---- */

static enum status begin_row(struct reading *r, const char **attributes, struct error *err)
{
    int64_t row = xlsx_xml_number(attributes, "r", XLSX_ROWS_MAX, r->row + 1);
    r->row = row > r->row ? row : r->row + 1; /* out of order: nothing is lost */
    r->next_column = r->column = 0;
    r->in_row = true;
    r->row_has_cells = false;
    r->row_hidden = xlsx_xml_flag(attributes, "hidden");
    if (r->row > XLSX_ROWS_MAX)
        return damaged(r, TEXT_XLSX_PLACE, err);
    return r->reader->row ? r->reader->row(r->reader->context, r->row, r->row_hidden, err)
                          : STATUS_OK;
}

static enum value_type type_of(const char *name)
{
    static const struct {
        const char *name;
        enum value_type type;
    } types[] = {
        {"s", TYPE_SHARED}, {"n", TYPE_NUMBER}, {"str", TYPE_TEXT}, {"inlineStr", TYPE_INLINE},
        {"b", TYPE_YESNO},  {"e", TYPE_ERROR},  {"d", TYPE_DATE}};
    for (size_t i = 0; name && i < sizeof types / sizeof *types; i++) {
        if (strcmp(name, types[i].name) == 0)
            return types[i].type;
    }
    return TYPE_NUMBER;
}

static enum status begin_cell(struct reading *r, const char **attributes, struct error *err)
{
    const char *place = NULL, *type = NULL;
    int64_t row = 0;
    r->style = 0;
    for (const char **a = attributes; *a; a += 2) {
        if (strcmp(a[0], "r") == 0)
            place = a[1];
        else if (strcmp(a[0], "t") == 0)
            type = a[1];
        else if (strcmp(a[0], "s") == 0)
            r->style = xlsx_xml_number(attributes, "s", XLSX_STYLES_MAX, 0);
    }
    r->column = r->next_column;
    if (place && !read_place(&place, &row, &r->column))
        return damaged(r, TEXT_XLSX_PLACE, err);
    if (r->column >= XLSX_COLUMNS_MAX)
        return damaged(r, TEXT_XLSX_PLACE, err);
    r->next_column = r->column + 1;
    r->type = type_of(type);
    r->formula = r->has_value = false;
    r->element = IN_CELL;
    buffer_clear(&r->value);
    return STATUS_OK;
}

static void begin_in_cell(struct reading *r, const char *name)
{
    if (r->element == IN_INLINE) {
        xlsx_text_start(&r->text, name);
    } else if (strcmp(name, "v") == 0) {
        r->element = IN_VALUE;
        r->has_value = true;
    } else if (strcmp(name, "f") == 0) {
        r->formula = true;
    } else if (strcmp(name, "is") == 0) {
        r->element = IN_INLINE;
        r->has_value = true;
        r->text = (struct xlsx_text){0};
    }
}

static enum status begin_column(struct reading *r, const char **attributes, struct error *err)
{
    int64_t first = xlsx_xml_number(attributes, "min", XLSX_COLUMNS_MAX, 0);
    int64_t last = xlsx_xml_number(attributes, "max", XLSX_COLUMNS_MAX, 0);
    if (!xlsx_xml_flag(attributes, "hidden") || first < 1 || last < first ||
        !r->reader->hidden_columns)
        return STATUS_OK;
    return r->reader->hidden_columns(r->reader->context, (size_t)first - 1, (size_t)last - 1, err);
}

/* Outside of the rows. */
static enum status begin_other(struct reading *r, const char *name, const char **attributes,
                               struct error *err)
{
    const char *place = xlsx_xml_attribute(attributes, "ref");
    struct xlsx_block block;
    if (strcmp(name, "row") == 0)
        return begin_row(r, attributes, err);
    if (strcmp(name, "col") == 0)
        return begin_column(r, attributes, err);
    if (strcmp(name, "mergeCell") == 0 && r->reader->merged && place &&
        xlsx_block_from_name(place, &block))
        return r->reader->merged(r->reader->context, &block, err);
    if (strcmp(name, "dimension") == 0 && r->reader->size && place &&
        xlsx_block_from_name(place, &block))
        r->reader->size(r->reader->context, &block);
    return STATUS_OK;
}

static enum status on_start(void *context, const char *name, const char **attributes,
                            struct error *err)
{
    struct reading *r = context;
    if (!r->in_row)
        return begin_other(r, name, attributes, err);
    if (r->element == OTHER)
        return strcmp(name, "c") == 0 ? begin_cell(r, attributes, err) : STATUS_OK;
    begin_in_cell(r, name);
    return STATUS_OK;
}

static enum status on_text(void *context, struct span text, struct error *err)
{
    struct reading *r = context;
    bool wanted = r->element == IN_VALUE || (r->element == IN_INLINE && r->text.in_t);
    if (wanted && r->value.len < VALUE_MAX && !buffer_add_span(&r->value, text))
        return no_memory(err);
    return STATUS_OK;
}

static enum status end_row(struct reading *r, struct error *err)
{
    r->in_row = false;
    r->notes->hidden_rows += r->row_hidden && r->row_has_cells;
    enum status status =
        r->reader->row_end ? r->reader->row_end(r->reader->context, err) : STATUS_OK;
    r->xml.enough = r->reader->enough && r->reader->enough(r->reader->context);
    return status;
}

static enum status on_end(void *context, const char *name, struct error *err)
{
    struct reading *r = context;
    if (!r->in_row)
        return STATUS_OK;
    if (r->element == OTHER)
        return strcmp(name, "row") == 0 ? end_row(r, err) : STATUS_OK;
    if (r->element == IN_INLINE && strcmp(name, "is") != 0) {
        xlsx_text_end(&r->text, name);
        return STATUS_OK;
    }
    if (strcmp(name, "c") == 0) {
        r->element = OTHER;
        return give_cell(r, err);
    }
    if (strcmp(name, "v") == 0 || strcmp(name, "is") == 0)
        r->element = IN_CELL;
    return STATUS_OK;
}

static void on_progress(void *context, int64_t bytes)
{
    const struct reading *r = context;
    if (r->reader->progress)
        r->reader->progress(r->reader->context, bytes);
}

enum status xlsx_sheet_read(struct xlsx_zip *zip, const char *part,
                            const struct xlsx_sheet_reader *reader, struct xlsx_sheet_notes *notes,
                            struct error *err)
{
    struct reading r = {.reader = reader, .notes = notes, .zip = zip};
    r.xml = (struct xlsx_xml){.start = on_start,
                              .end = on_end,
                              .text = on_text,
                              .progress = on_progress,
                              .context = &r,
                              .cancel = reader->cancel};
    *notes = (struct xlsx_sheet_notes){0};
    enum status status = xlsx_xml_read(zip, part, &r.xml, err);
    buffer_free(&r.value);
    buffer_free(&r.shared);
    return status;
}
