/* Chunks: columns of many pieces, forms that change on the way, blobs that are damaged. */
#include "tests/support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/calendar.h"
#include "core/base/cell.h"
#include "core/frame/chunk.h"

enum { ROWS = 1500, TEXT = 80, PIECE = 64, KINDS = 8 };

static uint64_t seed = 1;

static uint64_t chance(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed;
}

struct data {
    struct cell cells[ROWS];
    char texts[ROWS][TEXT];
};

static struct cell any_cell(int kind, char *text)
{
    uint64_t r = chance();
    int len = 0;
    switch (r % 9 == 0 ? -1 : kind) {
    case 0:
        return cell_integer((int64_t)(r >> 8) % 70000 - 35000);
    case 1:
        return cell_decimal((double)((int64_t)(r >> 8) % 100000) / (r % 2 ? 10 : 1000));
    case 2:
        return cell_decimal((double)(r >> 11) / 3e7);
    case 3:
        len = snprintf(text, TEXT, "%09u", (unsigned)(r >> 20) % 1000000000);
        break;
    case 4:
        calendar_write_day((int64_t)(r >> 8) % 40000 - 20000, text);
        len = CALENDAR_DAY_LEN;
        break;
    case 5:
        calendar_write_second((int64_t)(r >> 8) % 4000000000 - 2000000000, text);
        len = CALENDAR_SECOND_LEN;
        break;
    case 6:
        len = snprintf(text, TEXT, "word %u", (unsigned)(r >> 20) % 400);
        break;
    case 7:
        len = snprintf(text, TEXT, "%016llx%016llx note", (unsigned long long)r,
                       (unsigned long long)chance());
        break;
    default:
        return cell_empty();
    }
    return cell_text(text, (uint32_t)len);
}

/* Sources are kept by the test, so that it can look at the blobs and spoil them. */
struct kept {
    struct chunk_source base;
    struct buffer blobs[64];
};

static bool keep(void *context, uint32_t number, char *blob, size_t len)
{
    struct kept *kept = context;
    assert_true(number < 64);
    buffer_clear(&kept->blobs[number]);
    assert_true(buffer_add(&kept->blobs[number], blob, len));
    free(blob);
    return true;
}

static enum status read_kept(struct chunk_source *source, uint32_t number, struct buffer *out,
                             struct error *err)
{
    struct kept *kept = (struct kept *)source;
    (void)err;
    if (number >= 64 || kept->blobs[number].len == 0)
        return STATUS_NOT_FOUND;
    buffer_clear(out);
    assert_true(buffer_add_span(out, buffer_span(&kept->blobs[number])));
    return STATUS_OK;
}

static void free_nothing(struct chunk_source *source)
{
    (void)source;
}

static struct kept *kept_new(void)
{
    struct kept *kept = calloc(1, sizeof *kept);
    kept->base = (struct chunk_source){.read = read_kept, .free = free_nothing};
    return kept;
}

static void kept_free(struct kept *kept)
{
    for (size_t i = 0; i < 64; i++)
        buffer_free(&kept->blobs[i]);
    free(kept);
}

static void build(struct kept *kept, const struct data *data, size_t rows, enum column_type type,
                  size_t words_bytes)
{
    struct chunk_limits limits = {.piece_rows = PIECE, .words_bytes = words_bytes};
    struct chunk_builder *builder = chunk_builder_new(type, 40, &limits, keep, kept);
    assert_non_null(builder);
    for (size_t at = 0; at < rows;) {
        size_t count = chance() % 100 + 1;
        count = count > rows - at ? rows - at : count;
        assert_true(chunk_builder_add(builder, data->cells + at, count, 1));
        at += count;
    }
    assert_true(chunk_builder_finish(builder, 5));
    chunk_builder_free(builder);
}

static void expect_cell(const struct value *value, const struct cell *cell)
{
    assert_int_equal(value->kind, cell->kind);
    if (cell->kind == VALUE_INTEGER)
        assert_true(value->integer == cell->integer);
    if (cell->kind == VALUE_DECIMAL)
        assert_true(value->decimal == cell->decimal);
    if (cell->kind == VALUE_TEXT)
        assert_true(span_equal(value->text, span_of(cell->text, cell->len)));
}

static void expect_column(const struct frame_column *column, const struct data *data, size_t rows)
{
    struct arena *arena = arena_new();
    assert_int_equal(column->rows, rows);
    for (size_t i = 0; i < rows; i++) {
        struct value value;
        size_t row = column->texts && i % 5 == 0 ? chance() % rows : i;
        assert_int_equal(column_row_value(column, row, arena, &value, NULL), STATUS_OK);
        expect_cell(&value, &data->cells[row]);
    }
    arena_free(arena);
}

static enum column_form built_form(const struct data *data, size_t rows, enum column_type type,
                                   size_t words_bytes)
{
    struct kept *kept = kept_new();
    struct frame_column *column;
    struct error err = {0};
    build(kept, data, rows, type, words_bytes);
    if (chunk_load(&column, &kept->base, type, NULL, NULL, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    enum column_form form = column->form;
    expect_column(column, data, rows);
    column_free(column);
    kept_free(kept);
    return form;
}

static void fill(struct data *data, size_t first, size_t end, int kind)
{
    for (size_t i = first; i < end; i++)
        data->cells[i] = any_cell(kind, data->texts[i]);
}

/* One form all the way. */
static void test_many_pieces(void **state)
{
    static const enum column_form forms[KINDS] = {FORM_INTEGER, FORM_DECIMAL, FORM_REAL,
                                                  FORM_DIGITS,  FORM_DAY,     FORM_SECOND,
                                                  FORM_WORDS,   FORM_WORDS};
    struct data *data = calloc(1, sizeof *data);
    (void)state;
    for (int kind = 0; kind < KINDS; kind++) {
        fill(data, 0, ROWS, kind);
        enum column_type type = kind == 4 ? COLUMN_DATE : kind == 5 ? COLUMN_DATETIME : COLUMN_TEXT;
        assert_int_equal(built_form(data, ROWS, type, 1 << 30), forms[kind]);
        assert_int_equal(built_form(data, PIECE - 24, type, 1 << 30), forms[kind]);
    }
    free(data);
}

/* One kind of values, then another. */
static void test_forms_that_change(void **state)
{
    struct data *data = calloc(1, sizeof *data);
    (void)state;
    for (int one = -1; one < KINDS; one++) {
        for (int two = -1; two < KINDS; two++) {
            size_t turn = chance() % ROWS;
            fill(data, 0, turn, one);
            fill(data, turn, ROWS, two);
            built_form(data, ROWS, one == 4 ? COLUMN_DATE : COLUMN_TEXT, 1 << 30);
        }
    }
    free(data);
}

/* Long texts, of which some came before while there were codes. */
static void test_texts_after_words(void **state)
{
    enum { WORDS = 700 };
    struct data *data = calloc(1, sizeof *data);
    char *many = calloc(ROWS, 2000);
    (void)state;
    for (int kind = 3; kind < KINDS; kind++) {
        fill(data, 0, WORDS, kind);
        for (size_t i = WORDS; i < ROWS; i++) {
            int len = snprintf(many + i * 2000, 2000, "%01990zu", i);
            data->cells[i] = cell_text(many + i * 2000, (uint32_t)len);
        }
        enum column_type type = kind == 4 ? COLUMN_DATE : COLUMN_TEXT;
        assert_int_equal(built_form(data, ROWS, type, 1 << 30), FORM_TEXTS);
    }
    free(many);
    free(data);
}

/* Short words drawn from so many: nearly all are new at first, whatever comes of it. */
static enum column_form drawn_form(uint64_t words)
{
    enum { DRAWN = 120000, DRAWN_PIECE = 50000 };
    struct chunk_limits limits = {.piece_rows = DRAWN_PIECE, .words_bytes = 1 << 30};
    chunk_sink_fn *sink = NULL;
    struct chunk_source *source = chunk_memory_new(&sink);
    struct chunk_builder *builder = chunk_builder_new(COLUMN_TEXT, 0, &limits, sink, source);
    for (int i = 0; i < DRAWN; i++) {
        char text[24];
        int len = snprintf(text, sizeof text, "N%012llu", (unsigned long long)(chance() % words));
        struct cell cell = cell_text(text, (uint32_t)len);
        assert_true(chunk_builder_add(builder, &cell, 1, 1));
    }
    assert_true(chunk_builder_finish(builder, 0));
    chunk_builder_free(builder);
    struct frame_column *column = NULL;
    assert_int_equal(chunk_load(&column, source, COLUMN_TEXT, NULL, NULL, NULL), STATUS_OK);
    enum column_form form = column->form;
    column_free(column);
    return form;
}

/* Codes of places and people come to an end, ids of cases don't. */
static void test_words_that_come_to_an_end(void **state)
{
    (void)state;
    assert_int_equal(drawn_form(100000), FORM_WORDS);
    assert_int_equal(drawn_form(300000), FORM_WORDS);
    assert_int_equal(drawn_form(UINT64_C(1000000000)), FORM_TEXTS);
}

/* ---- damage ---- */

static enum status load_spoilt(struct kept *kept)
{
    struct frame_column *column = NULL;
    enum status status = chunk_load(&column, &kept->base, COLUMN_TEXT, NULL, NULL, NULL);
    if (status == STATUS_OK && column->texts) {
        struct arena *arena = arena_new();
        struct value value;
        for (size_t row = 0; status == STATUS_OK && row < column->rows; row += 7)
            status = column_row_value(column, row, arena, &value, NULL);
        arena_free(arena);
    }
    if (status == STATUS_OK)
        column_free(column);
    else if (column)
        column_free(column);
    return status;
}

static void test_damage_is_found(void **state)
{
    struct data *data = calloc(1, sizeof *data);
    (void)state;
    for (int kind = 0; kind < KINDS; kind++) {
        struct kept *kept = kept_new();
        fill(data, 0, ROWS, kind);
        build(kept, data, ROWS, COLUMN_TEXT, 1 << 30);
        assert_int_equal(load_spoilt(kept), STATUS_OK);
        for (int round = 0; round < 60; round++) {
            struct buffer *blob = &kept->blobs[chance() % 20];
            char *byte = &blob->data[chance() % blob->len];
            *byte ^= (char)(1 << chance() % 8);
            assert_int_equal(load_spoilt(kept), STATUS_DAMAGED);
            struct buffer whole = *blob;
            *byte ^= 0; /* put back below */
            blob->len = chance() % blob->len;
            assert_true(load_spoilt(kept) == STATUS_DAMAGED || blob == &kept->blobs[0]);
            *blob = whole;
            build(kept, data, ROWS, COLUMN_TEXT, 1 << 30);
        }
        kept->blobs[3].len = 0;
        assert_int_equal(load_spoilt(kept), STATUS_DAMAGED);
        kept->blobs[0].len = 0;
        assert_int_equal(load_spoilt(kept), STATUS_NOT_FOUND);
        kept_free(kept);
    }
    free(data);
}

/* Whoever can write the file can make the checksum right, too: nothing may break then. */
static void test_forged_blobs_break_nothing(void **state)
{
    struct data *data = calloc(1, sizeof *data);
    (void)state;
    for (int round = 0; round < 1200; round++) {
        struct kept *kept = kept_new();
        size_t rows = 300;
        fill(data, 0, rows, (int)(chance() % KINDS));
        build(kept, data, rows, COLUMN_TEXT, 1 << 30);
        for (int times = 0; times < 3; times++) {
            struct buffer *blob = &kept->blobs[chance() % 5];
            size_t limit = chance() % 2 ? sizeof(struct chunk_head) : blob->len;
            size_t at = chance() % (limit < blob->len ? limit : blob->len);
            blob->data[at] = (char)chance();
            if (chance() % 4 == 0 && blob->len > 60)
                blob->len -= chance() % 20;
            chunk_seal(blob->data, blob->len);
        }
        load_spoilt(kept);
        kept_free(kept);
    }
    free(data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_pieces),       cmocka_unit_test(test_forms_that_change),
        cmocka_unit_test(test_texts_after_words), cmocka_unit_test(test_words_that_come_to_an_end),
        cmocka_unit_test(test_damage_is_found),   cmocka_unit_test(test_forged_blobs_break_nothing),
    };
    return cmocka_run_group_tests_name("chunk", tests, NULL, NULL);
}
