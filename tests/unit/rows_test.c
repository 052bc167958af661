/* What panes read: blocks of rows, searches, sums and column figures of a team file. */
#include "tests/support/check.h"

#include <stdlib.h>
#include <string.h>

#include "core/service/column_card.h"
#include "core/service/copy.h"
#include "core/service/find.h"
#include "core/service/frames.h"
#include "core/service/rows.h"
#include "core/service/summary.h"
#include "tests/support/team.h"

enum { ROWS = 3000, CLIENT = 0, OFFICE = 1, AMOUNT = 2, DAY = 3 };

struct fixture {
    char *folder, *path;
    struct db *db;
    struct arena *arena;
    struct dataset_info dataset;
    struct row_source source;
    struct frames *frames;
    struct row_order *order;
};

static const size_t all_columns[] = {CLIENT, OFFICE, AMOUNT, DAY};

static int open_team(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->folder = scratch_new();
    f->path = scratch_path(f->folder, "team.db");
    f->arena = arena_new();
    assert_int_equal(db_open(&f->db, f->path, DB_TEAM, DB_CREATE, NULL), STATUS_OK);
    team_add_visits(f->db, ROWS);
    foreign_sql(f->path, "UPDATE visits SET amount = NULL WHERE dj_row IN (2, 9);"
                         "UPDATE visits SET office = 'B\xC3\x9CRO ' || char(27) || '[31m ' ||"
                         " char(8238) || 'x' WHERE dj_row = 3;"
                         "UPDATE dj_column SET misfits = 1 WHERE id = 73");
    assert_int_equal(dataset_find(f->db, f->arena, "visits", &f->dataset, NULL), STATUS_OK);
    f->frames = frames_new(FRAMES_BUDGET);
    f->source.dataset = &f->dataset;
    f->source.frames = f->frames;
    *state = f;
    return 0;
}

static int close_team(void **state)
{
    struct fixture *f = *state;
    frames_free(f->frames);
    db_close(f->db);
    arena_free(f->arena);
    scratch_remove(f->folder);
    free(f->path);
    free(f);
    return 0;
}

static struct row_block read_rows(struct fixture *f, int64_t first, size_t count)
{
    struct row_block block;
    struct error err = {0};
    if (rows_read(f->db, f->arena, &f->source, first, count, all_columns, 4, &block, &err) !=
        STATUS_OK)
        fail_msg("%s", err.message);
    return block;
}

static void assert_cell(const struct row_block *block, size_t row, size_t column,
                        enum shown_kind kind, const char *text)
{
    const struct shown_cell *cell = &block->cells[row * block->columns + column];
    assert_int_equal(cell->kind, kind);
    assert_int_equal(cell->text.len, strlen(text));
    assert_memory_equal(cell->text.data, text, cell->text.len);
}

static void shows_values_empties_and_misfits(void **state)
{
    struct row_block block = read_rows(*state, 0, 10);
    assert_int_equal(block.rows, 10);
    assert_cell(&block, 0, CLIENT, SHOWN_VALUE, "1001");
    assert_cell(&block, 0, AMOUNT, SHOWN_VALUE, "0.25");
    assert_cell(&block, 1, AMOUNT, SHOWN_MISFIT, "N/A");
    assert_cell(&block, 8, AMOUNT, SHOWN_EMPTY, "");
    assert_cell(&block, 4, OFFICE, SHOWN_EMPTY, "");
    assert_cell(&block, 2, OFFICE, SHOWN_VALUE, "BÜRO ␛[31m x");
    assert_int_equal(block.cells[2 * 4 + OFFICE].cells, 12);
}

static void the_last_block_is_short(void **state)
{
    struct row_block block = read_rows(*state, ROWS - 3, 10);
    assert_int_equal(block.rows, 3);
    assert_int_equal(block.ids[2], ROWS);
    assert_int_equal(read_rows(*state, ROWS + 5, 10).rows, 0);
}

static void a_copy_does_not_need_the_original(void **state)
{
    struct fixture *f = *state;
    struct arena *arena = arena_new();
    struct dataset_info *copy = dataset_copy(arena, &f->dataset);
    assert_string_equal(copy->columns[OFFICE].name, "office");
    assert_ptr_not_equal(copy->columns[OFFICE].name, f->dataset.columns[OFFICE].name);
    arena_free(arena);
}

static struct find_result find(struct fixture *f, struct find_request request, const char *text)
{
    struct find_result result;
    struct error err = {0};
    request.text = span_string(text);
    if (request.columns == NULL) {
        request.columns = all_columns;
        request.column_count = 4;
    }
    if (find_text(f->db, &f->source, &request, &result, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return result;
}

static void finds_forwards_and_goes_round(void **state)
{
    struct find_result at = find(*state, (struct find_request){.row = 0, .column = 0}, "office 7");
    assert_true(at.found && !at.wrapped);
    assert_int_equal(at.row, 6);
    assert_int_equal(at.column, OFFICE);
    at = find(*state, (struct find_request){.row = 6, .column = OFFICE}, "office 7");
    assert_int_equal(at.row, 18);
    at = find(*state, (struct find_request){.row = ROWS - 1, .column = DAY}, "1001");
    assert_true(at.found && at.wrapped);
    assert_int_equal(at.row, 0);
    at = find(*state, (struct find_request){.row = 0, .column = 0}, "1001");
    assert_true(at.found && at.wrapped); /* the cell it stood on comes last */
    assert_false(find(*state, (struct find_request){.row = 5}, "nowhere").found);
}

static void finds_backwards_and_goes_round(void **state)
{
    struct find_request back = {.row = 18, .column = OFFICE, .backwards = true};
    struct find_result at = find(*state, back, "OFFICE 7");
    assert_int_equal(at.row, 6);
    assert_false(at.wrapped);
    back.row = 6;
    at = find(*state, back, "office 7");
    assert_true(at.found && at.wrapped);
    assert_int_equal(at.row, 2982); /* 2995 is a multiple of five: empty */
}

static void finds_in_one_column_and_in_misfits(void **state)
{
    static const size_t day[] = {DAY}, amount[] = {AMOUNT};
    struct find_result at =
        find(*state, (struct find_request){.columns = day, .column_count = 1, .row = 0}, "2020");
    assert_true(at.found);
    assert_int_equal(at.column, 0);
    at = find(*state, (struct find_request){.columns = amount, .column_count = 1, .row = 5}, "n/a");
    assert_true(at.found && at.wrapped);
    assert_int_equal(at.row, 1);
    at = find(*state, (struct find_request){.row = 0}, "büro");
    assert_int_equal(at.row, 2);
}

static void a_search_can_be_stopped(void **state)
{
    struct fixture *f = *state;
    static const volatile int cancel = 1;
    struct find_request request = {.text = span_string("nowhere"),
                                   .columns = all_columns,
                                   .column_count = 4,
                                   .row = 5,
                                   .cancel = &cancel};
    struct find_result result;
    assert_int_equal(find_text(f->db, &f->source, &request, &result, NULL), STATUS_CANCELLED);
    request.backwards = true;
    assert_int_equal(find_text(f->db, &f->source, &request, &result, NULL), STATUS_CANCELLED);
}

static void adds_a_column_up(void **state)
{
    struct fixture *f = *state;
    struct total total;
    assert_int_equal(
        summary_of_column(f->db, &f->source, CLIENT, NULL, 0, NULL, NULL, NULL, &total, NULL),
        STATUS_OK);
    assert_int_equal(total.rows, ROWS);
    assert_true(total.whole == 7501500);
    assert_int_equal(total.least.integer, 1001);
    assert_int_equal(
        summary_of_column(f->db, &f->source, OFFICE, NULL, 0, NULL, NULL, NULL, &total, NULL),
        STATUS_OK);
    assert_int_equal(total.empty, 600);
    static const struct row_range marked[] = {{0, 0}, {9, 10}, {ROWS - 1, ROWS - 1}};
    assert_int_equal(
        summary_of_column(f->db, &f->source, CLIENT, marked, 3, NULL, NULL, NULL, &total, NULL),
        STATUS_OK);
    assert_int_equal(total.rows, 4);
    assert_true(total.whole == 1001 + 1010 + 1011 + 4000);
}

static void reads_the_figures_of_a_column(void **state)
{
    struct fixture *f = *state;
    struct column_card card;
    assert_int_equal(
        column_card_read(f->db, f->arena, &f->source, OFFICE, NULL, NULL, NULL, &card, NULL),
        STATUS_OK);
    assert_int_equal(card.distinct, 13);
    assert_int_equal(card.top_count, 10);
    assert_int_equal(card.top[0].count, 200);
    assert_int_equal(card.total.empty, 600);
    assert_int_equal(card.median.kind, VALUE_EMPTY);
    assert_int_equal(
        column_card_read(f->db, f->arena, &f->source, AMOUNT, NULL, NULL, NULL, &card, NULL),
        STATUS_OK);
    assert_true(card.lower.decimal == 188.0625 && card.median.decimal == 375.375);
    assert_true(card.upper.decimal == 562.6875);
    assert_int_equal(card.misfit_count, 1);
    assert_memory_equal(card.misfits[0].text.data, "N/A", 3);
}

/* ---- filtered and sorted ---- */

/* The source shows the rows that pass the filter, sorted by a column (none: -1). */
static void show_only(struct fixture *f, const char *condition, int sort, bool descending)
{
    static const struct filter_name names[] = {
        {71, "client", ""}, {72, "office", ""}, {73, "amount", ""}, {74, "day", ""}};
    struct filter filter;
    struct frame_use *use;
    struct bitmap bitmap;
    struct row_order *order = NULL;
    struct order_key key = {.descending = descending};
    struct error err = {0};
    assert_int_equal(filter_read(f->arena, span_string(condition), names, 4, false, &filter, NULL),
                     STATUS_OK);
    assert_int_equal(frame_use_begin(&use, f->frames, f->db, f->dataset.id, NULL, NULL), STATUS_OK);
    if (frame_use_select(use, &(struct filter_list){&filter, 1}, 0, &bitmap, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    if (sort >= 0)
        assert_int_equal(frame_use_column(use, (size_t)sort, &key.column, NULL), STATUS_OK);
    assert_int_equal(row_order_make(&order, bitmap.rows, &bitmap, &key, sort >= 0, NULL, NULL),
                     STATUS_OK);
    bitmap_free(&bitmap);
    frame_use_end(use);
    f->order = order;
    f->source.order = order;
}

static void show_all(struct fixture *f)
{
    row_order_free(f->order);
    f->order = NULL;
    f->source.order = NULL;
}

static void reads_through_an_order(void **state)
{
    struct fixture *f = *state;
    show_only(f, "office = office 7", CLIENT, true);
    assert_int_equal(row_source_count(&f->source), 200);
    struct row_block block = read_rows(f, 198, 10);
    assert_int_equal(block.rows, 2);
    assert_int_equal(block.ids[0], 19);
    assert_int_equal(block.ids[1], 7);
    assert_cell(&block, 1, CLIENT, SHOWN_VALUE, "1007");
    show_all(f);
    show_only(f, "amount is empty", -1, false);
    block = read_rows(f, 0, 10);
    assert_int_equal(block.rows, 2);
    assert_cell(&block, 0, AMOUNT, SHOWN_MISFIT, "N/A");
    assert_cell(&block, 1, AMOUNT, SHOWN_EMPTY, "");
    show_all(f);
}

static void finds_through_an_order(void **state)
{
    struct fixture *f = *state;
    show_only(f, "client <= 1100", CLIENT, true);
    struct find_result at = find(f, (struct find_request){.row = 0, .column = 0}, "office 7");
    assert_true(at.found && !at.wrapped);
    assert_int_equal(at.row, 9); /* client 1091 */
    at = find(f, (struct find_request){.row = 9, .column = OFFICE, .backwards = true}, "office 7");
    assert_true(at.found && at.wrapped);
    assert_int_equal(at.row, 93);
    assert_false(find(f, (struct find_request){.row = 5}, "1101").found);
    show_all(f);
}

static void adds_up_and_copies_through_an_order(void **state)
{
    static const char *const conditions[] = {"client <= 1100", "client != 1001"};
    struct fixture *f = *state;
    for (size_t i = 0; i < 2; i++) {
        struct total total;
        struct column_card card;
        const char *path = NULL;
        int64_t rows = 0;
        show_only(f, conditions[i], -1, false);
        struct copy_request request = {
            .kind = COPY_COLUMN, .columns = all_columns, .column_count = 1, .by = "Robin"};
        assert_int_equal(
            summary_of_column(f->db, &f->source, CLIENT, NULL, 0, NULL, NULL, NULL, &total, NULL),
            STATUS_OK);
        assert_int_equal(total.rows, i ? ROWS - 1 : 100);
        assert_true(total.whole == (i ? 7501500 - 1001 : 105050));
        assert_int_equal(
            column_card_read(f->db, f->arena, &f->source, CLIENT, NULL, NULL, NULL, &card, NULL),
            STATUS_OK);
        assert_int_equal(card.distinct, total.rows);
        assert_int_equal(copy_out(f->db, f->arena, &f->source, &request, &path, &rows, NULL),
                         STATUS_OK);
        assert_int_equal(rows, total.rows);
        show_all(f);
    }
}

/* Another program deletes a row that is shown: the others stay where they are. */
static void a_row_that_is_gone_leaves_its_place(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(dataset_recount(f->db, &f->dataset, NULL, NULL), STATUS_OK);
    show_only(f, "client <= 1010", CLIENT, true);
    foreign_sql(f->path, "DELETE FROM visits WHERE dj_row IN (10, 4)");
    struct row_block block = read_rows(f, 0, 20);
    assert_int_equal(block.rows, 10);
    assert_true(block.ids[0] == ROW_GONE);
    assert_cell(&block, 0, CLIENT, SHOWN_EMPTY, "");
    assert_cell(&block, 1, CLIENT, SHOWN_VALUE, "1009");
    assert_cell(&block, 6, CLIENT, SHOWN_EMPTY, "");
    assert_cell(&block, 9, CLIENT, SHOWN_VALUE, "1001");
    show_all(f);
    /* Now ids have gaps. */
    assert_int_equal(dataset_find(f->db, f->arena, "visits", &f->dataset, NULL), STATUS_OK);
    assert_int_equal(dataset_recount(f->db, &f->dataset, NULL, NULL), STATUS_OK);
    show_only(f, "client <= 1012", CLIENT, true);
    block = read_rows(f, 0, 20);
    assert_int_equal(block.rows, 10);
    assert_int_equal(block.ids[0], 12);
    assert_int_equal(block.ids[2], 9);
    show_all(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_values_empties_and_misfits),
        cmocka_unit_test(the_last_block_is_short),
        cmocka_unit_test(a_copy_does_not_need_the_original),
        cmocka_unit_test(finds_forwards_and_goes_round),
        cmocka_unit_test(finds_backwards_and_goes_round),
        cmocka_unit_test(finds_in_one_column_and_in_misfits),
        cmocka_unit_test(a_search_can_be_stopped),
        cmocka_unit_test(adds_a_column_up),
        cmocka_unit_test(reads_the_figures_of_a_column),
        cmocka_unit_test(reads_through_an_order),
        cmocka_unit_test(finds_through_an_order),
        cmocka_unit_test(adds_up_and_copies_through_an_order),
        cmocka_unit_test(a_row_that_is_gone_leaves_its_place),
    };
    return cmocka_run_group_tests(tests, open_team, close_team);
}
