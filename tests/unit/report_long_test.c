/*
 * Pivots that are longer or wider than what is kept of them: what is said of them in a report is
 * said of all of their lines, the largest ones and the totals are there, and what was left out is
 * told.
 */
#include <stdlib.h>
#include <string.h>

#include "core/analysis/pivot_keep.h"
#include "core/analysis/view.h"
#include "core/service/board.h"
#include "core/service/frames.h"
#include "core/service/report.h"
#include "core/service/selection.h"
#include "core/store/dataset.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/team.h"

enum { CODES = 400, SMALL = 5, MOST = 9, AGES = 80, ROWS = CODES * SMALL + MOST - SMALL + 1 };

struct fixture {
    struct db *db;
    struct frames *frames;
    struct arena *arena;
    struct dataset_info dataset;
    struct error err;
};

/* Codes A001 … A400 have 5 rows each, but for the last one, which has 9; Z is a single row. Ages
 * are 10 … 89. */
static const char *make_csv(struct arena *arena)
{
    struct buffer csv = {0};
    buffer_add_string(&csv, "code,age,kind\nZ,10,one\n");
    for (int code = 1; code <= CODES; code++)
        for (int i = 0; i < (code == CODES ? MOST : SMALL); i++)
            buffer_printf(&csv, "A%03d,%d,%s\n", code, 10 + (code * SMALL + i) % AGES,
                          i ? "many" : "few");
    const char *copy = arena_copy(arena, buffer_span(&csv));
    buffer_free(&csv);
    return copy;
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->arena = arena_new();
    f->frames = frames_new(FRAMES_BUDGET);
    const char *path = fixture_team("visits", make_csv(f->arena));
    assert_int_equal(db_open(&f->db, path, DB_TEAM, DB_WRITE, &f->err), STATUS_OK);
    assert_int_equal(dataset_find(f->db, f->arena, "visits", &f->dataset, &f->err), STATUS_OK);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    frames_free(f->frames);
    db_close(f->db);
    arena_free(f->arena);
    free(f);
    return 0;
}

/* As an earlier version kept them: lines without the total. */
static void drop_total(struct fixture *f, struct evidence *evidence)
{
    struct snapshot figures;
    assert_int_equal(snapshot_read(f->arena, span_string(evidence->snapshot), &figures, &f->err),
                     STATUS_OK);
    figures.rows--;
    assert_int_equal(snapshot_write(f->arena, &figures, &evidence->snapshot, &f->err), STATUS_OK);
}

/* A starred finding that says what its pivot or chart says. */
static void pin_as(struct fixture *f, const char *kind, const struct pivot_spec *spec, bool total)
{
    const struct evidence_ground ground = {.db = f->db, .frames = f->frames};
    struct view view = {.dataset = f->dataset.id, .filters = "[]"};
    struct evidence evidence;
    const char *json = NULL;
    int64_t id = 0;
    assert_int_equal(pivot_spec_to_json(f->arena, spec, &view.pivot, &f->err), STATUS_OK);
    assert_int_equal(view_write(f->arena, &view, &json, &f->err), STATUS_OK);
    assert_int_equal(evidence_take(&ground, kind, json, f->arena, &evidence, &f->err), STATUS_OK);
    if (!total)
        drop_total(f, &evidence);
    const struct board_new new = {.kind = CARD_FINDING,
                                  .column = BOARD_USUAL,
                                  .texts = {[CARD_TEXT] = evidence.sentence},
                                  .evidence = &evidence};
    assert_int_equal(board_add(f->db, f->arena, &new, "Ada", &id, &f->err), STATUS_OK);
    assert_int_equal(board_star(f->db, f->arena, id, true, "Ada", &f->err), STATUS_OK);
}

static void pin(struct fixture *f, const char *kind, const struct pivot_spec *spec)
{
    pin_as(f, kind, spec, true);
}

static struct deck make(struct fixture *f)
{
    const struct evidence_ground ground = {.db = f->db, .frames = f->frames};
    struct deck deck;
    assert_int_equal(deck_make(&ground, f->arena, &deck, &f->err), STATUS_OK);
    return deck;
}

static struct pivot_spec by_code(const struct fixture *f)
{
    return (struct pivot_spec){.rows = {{.column = f->dataset.columns[0].id}},
                               .value = PIVOT_COUNT,
                               .sort = PIVOT_BY_LABEL};
}

static const char *last_cell(const struct deck_table *table, size_t row)
{
    return table->cells[row * table->columns + table->columns - 1];
}

static bool has_note(struct fixture *f, const struct deck *deck, const char *text)
{
    const char *notes[DECK_NOTES];
    size_t count = deck_notes(f->arena, deck, deck->pages[1].piece, notes);
    for (size_t i = 0; i < count; i++)
        if (strcmp(notes[i], text) == 0)
            return true;
    return false;
}

/* "The largest 299 of 401 lines…", with as many as are kept. */
static const char *lines_note(struct fixture *f, enum text_id id, int all)
{
    char text[200];
    text_format(text, sizeof text, id,
                TEXT_VALUES(text_number("rows", SNAPSHOT_ROWS - 1), text_number("all", all)));
    return arena_string(f->arena, text);
}

static void of_many_lines_the_largest_are_kept(void **state)
{
    struct fixture *f = *state;
    const struct pivot_spec spec = by_code(f);
    pin(f, EVIDENCE_PIVOT, &spec);
    const struct deck deck = make(f);
    const struct deck_piece *piece = deck.pages[1].piece;
    const struct deck_table *table = &piece->table;
    /* The last code has the most; the one row of Z is not told of. */
    assert_string_equal(deck.pages[1].title,
                        "By code, A400 has the most rows (9 of 2,005, 0.4 %).");
    assert_int_equal(table->rows, SNAPSHOT_ROWS);
    assert_string_equal(table->cells[0], "A001");
    assert_string_equal(table->cells[(table->rows - 2) * table->columns], "A400");
    assert_string_equal(table->cells[(table->rows - 1) * table->columns], "Total");
    assert_string_equal(last_cell(table, table->rows - 1), "2,005");
    assert_true(has_note(f, &deck, lines_note(f, TEXT_DECK_LARGEST, 401)));
    assert_int_equal(ROWS, 2005);
    assert_int_equal(piece->chart->kind, CHART_BAR); /* no shares of an unknown whole */
    assert_int_equal(piece->chart->category_count, 30);
    assert_true(span_equal(piece->chart->categories[0].text, span_string("A400")));
    assert_int_equal(piece->state, EVIDENCE_SAME);
}

static void a_chart_of_many_lines_says_the_same(void **state)
{
    struct fixture *f = *state;
    const struct pivot_spec spec = by_code(f);
    pin(f, EVIDENCE_CHART, &spec);
    const struct deck deck = make(f);
    assert_string_equal(deck.pages[1].title,
                        "By code, A400 has the most rows (9 of 2,005, 0.4 %).");
    assert_string_equal(deck.pages[1].piece->chart->sentences[0], deck.pages[1].title);
}

static void many_columns_keep_their_total(void **state)
{
    struct fixture *f = *state;
    struct pivot_spec spec = by_code(f);
    spec.rows[0].column = f->dataset.columns[2].id;
    spec.column.column = f->dataset.columns[1].id;
    pin(f, EVIDENCE_PIVOT, &spec);
    const struct deck deck = make(f);
    const struct deck_table *table = &deck.pages[1].piece->table;
    assert_int_equal(table->columns, SNAPSHOT_COLUMNS);
    assert_string_equal(table->heads[table->columns - 1], "Total");
    assert_string_equal(last_cell(table, table->rows - 1), "2,005");
    assert_non_null(strstr(deck.pages[1].title, "many has the most rows (1,604 of 2,005, 80 %)"));
    assert_true(
        has_note(f, &deck, "The largest 58 of 80 columns; those left out are in the total."));
}

/* What an earlier version kept: the first lines, without the total. */
static void of_the_first_lines_nothing_is_said(void **state)
{
    struct fixture *f = *state;
    const struct pivot_spec spec = by_code(f);
    pin_as(f, EVIDENCE_PIVOT, &spec, false);
    const struct deck deck = make(f);
    assert_false(deck.pages[1].piece->table.largest);
    assert_null(strstr(deck.pages[1].piece->sentence, "over all"));
    assert_true(has_note(f, &deck, lines_note(f, TEXT_DECK_CUT, 402)));
}

/* ---- what is kept ---- */

static void totals_and_the_highest_stay(void **state)
{
    struct fixture *f = *state;
    struct pivot_line rows[] = {{.kind = PIVOT_LINE},   {.kind = PIVOT_LINE},
                                {.kind = PIVOT_LINE},   {.kind = PIVOT_LINE},
                                {.kind = PIVOT_OTHERS}, {.kind = PIVOT_TOTAL}};
    struct pivot_line columns[] = {{.kind = PIVOT_LINE}};
    const double numbers[] = {3, 9, 0, 5, 1, 18};
    struct pivot_cell cells[6];
    for (size_t i = 0; i < 6; i++)
        cells[i] = (struct pivot_cell){.rows = 1, .has_value = i != 2, .number = numbers[i]};
    const struct pivot_table table = {.row_fields = 1,
                                      .rows = rows,
                                      .row_count = 6,
                                      .columns = columns,
                                      .column_count = 1,
                                      .cells = cells};
    struct pivot_kept kept;
    assert_true(pivot_keep(f->arena, &table, 4, 4, &kept));
    assert_int_equal(kept.row_count, 4);
    static const size_t expected[] = {1, 3, 4, 5};
    assert_memory_equal(kept.rows, expected, sizeof expected);
    assert_int_equal(kept.column_count, 1);
    struct pivot_table largest;
    assert_true(pivot_largest(f->arena, &table, 5, &largest));
    assert_int_equal(largest.row_count, 5);
    static const double order[] = {9, 5, 3, 1, 18};
    for (size_t i = 0; i < 5; i++)
        assert_true(largest.cells[i].number <= order[i] && largest.cells[i].number >= order[i]);
}

static void a_little_is_not_nothing(void **state)
{
    static const struct {
        double percent;
        int digits;
        const char *words;
    } all[] = {{0, 1, "0"},     {0.0455, 1, "<0.1"}, {0.06, 1, "0.1"}, {0.2, 0, "<1"},
               {47.1, 0, "47"}, {99.97, 1, ">99.9"}, {99.6, 0, ">99"}, {100, 1, "100"},
               {12.0, 1, "12"}, {-3.2, 1, "-3.2"}};
    char out[32];
    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        assert_string_equal(text_percent_words(out, sizeof out, all[i].percent, all[i].digits),
                            all[i].words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(of_many_lines_the_largest_are_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_chart_of_many_lines_says_the_same, set_up, tear_down),
        cmocka_unit_test_setup_teardown(many_columns_keep_their_total, set_up, tear_down),
        cmocka_unit_test_setup_teardown(of_the_first_lines_nothing_is_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(totals_and_the_highest_stay, set_up, tear_down),
        cmocka_unit_test(a_little_is_not_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
