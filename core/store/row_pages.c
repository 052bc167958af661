/*
 * Laying out rows. A record is a header with the kind of each cell and then the cells; a page
 * has the places of its records at the front and the records from its end backwards. Each
 * cell of an import comes by here, and so the loops are as short as can be.
 */
#include "core/store/row_pages.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    PAGE_HEADER = 8,
    PLACE = 2,                        /* bytes of the place of a record */
    RECORD_HEAD = 9 + 9,              /* bytes of its length and its id, at most */
    RECORD_MOST = ROW_PAGE_SIZE - 35, /* bytes of a record that SQLite keeps on one page */
    KIND_MOST = 9,                    /* bytes of the kind of one cell, at most */
    LEAF = 0x0d,
    KIND_EMPTY = 0,
    KIND_DECIMAL = 7,
    KIND_ZERO = 8,
    KIND_ONE = 9,
    KIND_TEXT = 13
};

#define SIX_BYTES ((int64_t)1 << 47) /* numbers from its negative on, below it */

/* ---- numbers of variable length ---- */

static inline size_t varint_size(uint64_t number)
{
    size_t size = 1;
    while (size < 9 && number >> (7 * size))
        size++;
    return size;
}

size_t row_pages_put_varint(unsigned char *out, uint64_t number)
{
    if (number < 0x80) {
        out[0] = (unsigned char)number;
        return 1;
    }
    size_t size = varint_size(number), at = size;
    if (size == 9) {
        out[--at] = (unsigned char)number;
        number >>= 8;
    }
    for (unsigned char more = size == 9 ? 0x80 : 0; at > 0; more = 0x80, number >>= 7)
        out[--at] = (unsigned char)((number & 0x7f) | more);
    return size;
}

/* ---- cells ---- */

/* How many bytes a kind of number takes: 1 … 6 are whole ones. */
static const unsigned char kind_sizes[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};

static inline unsigned kind_of_integer(int64_t number)
{
    if (number == 0 || number == 1)
        return KIND_ZERO + (unsigned)number;
    uint64_t size = (uint64_t)(number < 0 ? ~number : number);
    return size < 1u << 7               ? 1
           : size < 1u << 15            ? 2
           : size < 1u << 23            ? 3
           : size < 1u << 31            ? 4
           : size < (uint64_t)SIX_BYTES ? 5
                                        : 6;
}

/* Decimals that are whole are stored as whole numbers, as SQLite does; it reads them back as
 * decimals. What is no number is an empty cell. */
static inline unsigned kind_of_decimal(double decimal, int64_t *whole)
{
    if (!(decimal >= -(double)SIX_BYTES && decimal < (double)SIX_BYTES))
        return isnan(decimal) ? KIND_EMPTY : KIND_DECIMAL;
    *whole = (int64_t)decimal;
    return (double)*whole == decimal ? kind_of_integer(*whole) : KIND_DECIMAL;
}

/* The great end first. */
static inline char *put_number(char *out, uint64_t bits, size_t size)
{
    for (size_t i = size; i > 0; bits >>= 8)
        out[--i] = (char)bits;
    return out + size;
}

/* ---- a record ---- */

struct record {
    size_t header; /* bytes, without its own length */
    size_t body;
};

/* The header into p->header, behind room for its length. */
static struct record measure(unsigned char *header, const struct cell *cells, size_t columns)
{
    unsigned char *at = header + KIND_MOST;
    size_t body = 0;
    *at++ = KIND_EMPTY; /* the id is told beside the record */
    for (size_t i = 0; i < columns; i++) {
        const struct cell *cell = &cells[i];
        int64_t whole;
        unsigned kind = KIND_EMPTY;
        switch (cell->kind) {
        case VALUE_TEXT:
            at += row_pages_put_varint(at, KIND_TEXT + 2 * (uint64_t)cell->len);
            body += cell->len;
            continue;
        case VALUE_INTEGER:
            kind = kind_of_integer(cell->integer);
            break;
        case VALUE_DECIMAL:
            kind = kind_of_decimal(cell->decimal, &whole);
            break;
        case VALUE_EMPTY:
            break;
        }
        *at++ = (unsigned char)kind;
        body += kind_sizes[kind];
    }
    return (struct record){(size_t)(at - header) - KIND_MOST, body};
}

static inline char *put_decimal(char *out, double decimal)
{
    int64_t whole = 0;
    uint64_t bits;
    unsigned kind = kind_of_decimal(decimal, &whole);
    memcpy(&bits, &decimal, sizeof bits);
    return put_number(out, kind == KIND_DECIMAL ? bits : (uint64_t)whole, kind_sizes[kind]);
}

static void put_body(char *out, const struct cell *cells, size_t columns)
{
    for (size_t i = 0; i < columns; i++) {
        const struct cell *cell = &cells[i];
        if (cell->kind == VALUE_TEXT) {
            if (cell->len)
                memcpy(out, cell->text, cell->len);
            out += cell->len;
        } else if (cell->kind == VALUE_INTEGER) {
            unsigned kind = kind_of_integer(cell->integer);
            out = put_number(out, (uint64_t)cell->integer, kind_sizes[kind]);
        } else if (cell->kind == VALUE_DECIMAL) {
            out = put_decimal(out, cell->decimal);
        }
    }
}

/* ---- pages ---- */

/* The page that is being filled. */
struct filling {
    char *page;
    size_t places; /* records so far */
    size_t bottom; /* the records stand from here on */
};

static void put_2(char *out, size_t number)
{
    out[0] = (char)(number >> 8);
    out[1] = (char)number;
}

static void end_page(struct filling *f)
{
    if (!f->page)
        return;
    memset(f->page, 0, PAGE_HEADER);
    f->page[0] = LEAF;
    put_2(f->page + 3, f->places);
    put_2(f->page + 5, f->bottom); /* 65536 is written as 0 */
    f->page = NULL;
}

static bool begin_page(struct row_pages *p, struct filling *f)
{
    if (p->page_count == p->page_room) {
        size_t room = p->page_room + p->page_room / 2 + 4;
        char *pages = realloc(p->pages, room * ROW_PAGE_SIZE);
        if (!pages)
            return false;
        p->pages = pages;
        int64_t *ids = realloc(p->last_ids, room * sizeof *ids);
        if (!ids)
            return false;
        p->last_ids = ids;
        p->page_room = room;
    }
    *f = (struct filling){p->pages + p->page_count++ * ROW_PAGE_SIZE, 0, ROW_PAGE_SIZE};
    return true;
}

static struct row_part *begin_part(struct row_pages *p)
{
    if (p->part_count == p->part_room) {
        size_t room = 2 * p->part_room + 4;
        struct row_part *parts = realloc(p->parts, room * sizeof *parts);
        if (!parts)
            return NULL;
        p->parts = parts;
        p->part_room = room;
    }
    struct row_part *part = &p->parts[p->part_count++];
    *part = (struct row_part){.page = p->page_count};
    return part;
}

/* The part that a row of so many bytes belongs to, and a page with room for it. NULL: no
 * memory. */
static struct row_part *make_room(struct row_pages *p, struct filling *f, struct row_part *part,
                                  size_t bytes)
{
    size_t need = bytes + PLACE;
    if (f->page && f->bottom - PAGE_HEADER - f->places * PLACE >= need)
        return part;
    end_page(f);
    bool full = part && p->page_count - part->page == ROW_PART_PAGES;
    if (!part || part->pages == 0 || full)
        part = begin_part(p);
    if (!part || !begin_page(p, f))
        return NULL;
    part->pages = p->page_count - part->page;
    return part;
}

static bool need_header(struct row_pages *p, size_t columns)
{
    size_t room = KIND_MOST * (columns + 2);
    if (p->header_room >= room)
        return true;
    unsigned char *header = realloc(p->header, room);
    if (!header)
        return false;
    p->header = header;
    p->header_room = room;
    return true;
}

/* The length of the header counts itself. */
static size_t header_size(size_t kinds)
{
    size_t size = kinds + 1;
    return varint_size(size) == 1 ? size : kinds + varint_size(kinds + 2);
}

static void put_record(struct row_pages *p, struct filling *f, const struct record *record,
                       const struct cell *cells, size_t columns, int64_t id)
{
    unsigned char head[RECORD_HEAD + KIND_MOST];
    size_t kinds = record->header, size = header_size(kinds);
    size_t len = row_pages_put_varint(head, size + record->body);
    len += row_pages_put_varint(head + len, (uint64_t)id);
    len += row_pages_put_varint(head + len, size);
    f->bottom -= len + kinds + record->body;
    char *at = f->page + f->bottom;
    memcpy(at, head, len);
    memcpy(at + len, p->header + KIND_MOST, kinds);
    put_body(at + len + kinds, cells, columns);
    put_2(f->page + PAGE_HEADER + f->places++ * PLACE, f->bottom);
    p->last_ids[p->page_count - 1] = id;
}

/* Cells and their texts in one piece of memory; NULL: there is none. */
static struct cell *copy_cells(const struct cell *cells, size_t columns)
{
    size_t bytes = 0;
    for (size_t i = 0; i < columns; i++)
        bytes += cells[i].kind == VALUE_TEXT ? cells[i].len : 0;
    struct cell *copy = malloc(columns * sizeof *copy + bytes + 1);
    if (!copy)
        return NULL;
    char *text = (char *)(copy + columns);
    for (size_t i = 0; i < columns; i++) {
        copy[i] = cells[i];
        if (cells[i].kind != VALUE_TEXT)
            continue;
        copy[i].text = text;
        if (cells[i].len)
            memcpy(text, cells[i].text, cells[i].len);
        text += cells[i].len;
    }
    return copy;
}

/* A part of its own for a row that is too long for a page. */
static struct row_part *set_apart(struct row_pages *p, const struct cell *cells, size_t columns)
{
    struct row_part *part = begin_part(p);
    if (part)
        part->cells = copy_cells(cells, columns);
    return part && part->cells ? part : NULL;
}

static bool fill(struct row_pages *p, const struct cell *cells, size_t rows, size_t columns,
                 int64_t first_id)
{
    struct row_part *part = NULL;
    struct filling filling = {0};
    if (!need_header(p, columns))
        return false;
    for (size_t row = 0; row < rows; row++) {
        const struct cell *own = cells + row * columns;
        struct record record = measure(p->header, own, columns);
        size_t size = header_size(record.header) + record.body;
        bool fits = size <= RECORD_MOST;
        if (!fits)
            end_page(&filling);
        part = fits ? make_room(p, &filling, part, RECORD_HEAD + size) : set_apart(p, own, columns);
        if (!part)
            return false;
        if (fits)
            put_record(p, &filling, &record, own, columns, first_id + (int64_t)row);
        part->rows++;
        part->bytes += size;
        p->bytes += size;
    }
    end_page(&filling);
    return true;
}

static void forget_parts(struct row_pages *p)
{
    while (p->part_count > 0)
        free(p->parts[--p->part_count].cells);
}

void row_pages_fill(struct row_pages *p, const struct cell *cells, size_t rows, size_t columns,
                    int64_t first_id)
{
    forget_parts(p);
    p->page_count = p->bytes = 0;
    p->failed = !fill(p, cells, rows, columns, first_id);
}

void row_pages_free(struct row_pages *p)
{
    forget_parts(p);
    free(p->pages);
    free(p->last_ids);
    free(p->parts);
    free(p->header);
    *p = (struct row_pages){0};
}
