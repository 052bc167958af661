/*
 * Evidence of a real dataset: what a view says in a sentence, its figures, and that one row
 * which changes behind it is noticed.
 */
#include "core/service/evidence.h"

#include <stdlib.h>
#include <string.h>

#include "core/analysis/pivot.h"
#include "core/analysis/view.h"
#include "core/base/clock.h"
#include "core/service/board.h"
#include "core/service/selection.h"
#include "core/store/dataset.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/team.h"

static const char csv[] = "office,kind,months,paid,since\n"
                          "North,single,10,100.50,2019-01-10\n"
                          "North,single,20,50,2019-02-01\n"
                          "South,couple,40,,2019-02-11\n"
                          "South,single,,10,2019-02-12\n"
                          "West,couple,6,1,2019-03-31\n";

struct fixture {
    const char *path;
    struct db *db;
    struct frames *frames;
    struct arena *arena;
    struct dataset_info dataset;
    struct error err;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->path = fixture_team("visits", csv);
    f->arena = arena_new();
    f->frames = frames_new(FRAMES_BUDGET);
    assert_int_equal(db_open(&f->db, f->path, DB_TEAM, DB_WRITE, &f->err), STATUS_OK);
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

static int64_t column(const struct fixture *f, const char *name)
{
    int at = dataset_column_index(&f->dataset, span_string(name));
    return at < 0 ? 0 : f->dataset.columns[at].id;
}

/* A view with one filter (or NULL) and a pivot (or NULL), as JSON. */
static const char *view_of(struct fixture *f, const char *filter, const struct pivot_spec *spec)
{
    struct view view = {.dataset = f->dataset.id};
    struct filter_list filters;
    const char *json;
    assert_int_equal(
        selection_read(&f->dataset, f->arena, &filter, filter ? 1 : 0, false, &filters, &f->err),
        STATUS_OK);
    assert_int_equal(filter_list_to_json(f->arena, &filters, &view.filters, &f->err), STATUS_OK);
    if (spec)
        assert_int_equal(pivot_spec_to_json(f->arena, spec, &view.pivot, &f->err), STATUS_OK);
    assert_int_equal(view_write(f->arena, &view, &json, &f->err), STATUS_OK);
    return json;
}

static struct evidence take(struct fixture *f, const char *kind, const char *view)
{
    const struct evidence_ground ground = {.db = f->db, .frames = f->frames};
    struct evidence out;
    if (evidence_take(&ground, kind, view, f->arena, &out, &f->err) != STATUS_OK)
        fail_msg("%s", f->err.message);
    return out;
}

static const char *says(struct fixture *f, const struct pivot_spec *spec)
{
    return take(f, EVIDENCE_PIVOT, view_of(f, NULL, spec)).sentence;
}

/* ---- sentences ---- */

static struct pivot_spec by(const struct fixture *f, const char *rows, enum pivot_value value,
                            const char *of)
{
    return (struct pivot_spec){.rows = {{.column = column(f, rows)}},
                               .value = value,
                               .value_column = of ? column(f, of) : 0,
                               .sort = PIVOT_BY_LABEL};
}

static void test_what_a_pivot_says(void **state)
{
    struct fixture *f = *state;
    struct pivot_spec spec = by(f, "office", PIVOT_COUNT, NULL);
    assert_string_equal(says(f, &spec),
                        "By office, North has the most rows (2 of 5, 40 %) and West "
                        "the fewest (1).");
    spec = by(f, "office", PIVOT_AVERAGE, "months");
    assert_string_equal(says(f, &spec), "By office, South has the highest average of months (40) "
                                        "and West the lowest (6); over all it is 19.");
    spec = by(f, "office", PIVOT_SUM, "paid");
    assert_string_equal(says(f, &spec), "By office, North has the largest sum of paid (150.5 of "
                                        "161.5, 93 %) and West the smallest (1.0).");
    spec = by(f, "office", PIVOT_DISTINCT, "kind");
    assert_string_equal(says(f, &spec),
                        "By office, South has the most different kind (2) and North "
                        "the fewest (1); over all there are 2.");
    spec = by(f, "kind", PIVOT_MAX, "months");
    assert_string_equal(says(f, &spec), "By kind, the largest months is 40 for couple and 20 for "
                                        "single; over all it is 40.");
    spec = by(f, "office", PIVOT_SHARE, "kind");
    spec.share = "couple";
    assert_string_equal(says(f, &spec), "By office, West has the highest share of kind = couple "
                                        "(100 %) and North the lowest (0 %); over all it is "
                                        "40 %.");
    /* Texts have no figures. */
    spec = by(f, "office", PIVOT_MAX, "kind");
    assert_string_equal(says(f, &spec), "There are no figures to speak of.");
}

static void test_what_a_wide_pivot_says(void **state)
{
    struct fixture *f = *state;
    struct pivot_spec spec = by(f, "since", PIVOT_COUNT, NULL);
    spec.rows[0].cut = PIVOT_MONTHS;
    assert_string_equal(says(f, &spec),
                        "By since, rows went from 1 in 2019-01 to 1 in 2019-03; the "
                        "highest was 3 in 2019-02, the lowest 1 in 2019-01.");
    /* Of rows that are all a hundred percent, the columns are spoken of. */
    spec = by(f, "office", PIVOT_COUNT, NULL);
    spec.column.column = column(f, "kind");
    spec.show = PIVOT_SHOW_ROW;
    assert_string_equal(says(f, &spec), "By kind, single has the highest share of rows (60 %) and "
                                        "couple the lowest (40 %).");
    spec.show = PIVOT_SHOW_COLUMN;
    assert_string_equal(says(f, &spec), "By office, North has the highest share of rows (40.0 %) "
                                        "and West the lowest (20.0 %).");
    spec = by(f, "office", PIVOT_COUNT, NULL);
    spec.rows[1].column = column(f, "kind");
    assert_string_equal(says(f, &spec), "By office, North, single has the most rows (2 of 5, 40 %) "
                                        "and South, couple the fewest (1).");
    /* One group, and all the same. */
    const char *one = view_of(f, "office = West", &spec);
    assert_string_equal(take(f, EVIDENCE_PIVOT, one).sentence, "For West, couple, rows: 1.");
    spec = by(f, "since", PIVOT_COUNT, NULL);
    assert_string_equal(says(f, &spec), "By since, rows is the same everywhere: 1.");
    const char *none = view_of(f, "office = East", &spec);
    assert_string_equal(take(f, EVIDENCE_PIVOT, none).sentence,
                        "There are no figures to speak of.");
}

static void test_what_rows_say(void **state)
{
    struct fixture *f = *state;
    const struct evidence all = take(f, EVIDENCE_DATA, view_of(f, NULL, NULL));
    assert_string_equal(all.sentence, "visits has 5 rows.");
    assert_string_equal(all.filters, "");
    assert_int_equal(all.n, 5);
    const struct evidence some = take(f, EVIDENCE_DATA, view_of(f, "months >= 10", NULL));
    assert_string_equal(some.sentence, "3 of 5 rows of visits (60 %) meet: months ≥ 10.");
    assert_string_equal(some.filters, "months ≥ 10");
    assert_string_equal(some.dataset_name, "visits");
    assert_int_equal(some.n, 3);
}

/* ---- figures ---- */

static void test_the_figures_are_kept(void **state)
{
    struct fixture *f = *state;
    struct pivot_spec spec = by(f, "office", PIVOT_SUM, "months");
    spec.column.column = column(f, "kind");
    const struct evidence evidence = take(f, EVIDENCE_PIVOT, view_of(f, "months > 0", &spec));
    struct snapshot kept;
    assert_int_equal(snapshot_read(f->arena, span_string(evidence.snapshot), &kept, &f->err),
                     STATUS_OK);
    assert_string_equal(evidence.title, "office × kind · sum of months");
    assert_int_equal(kept.n, 4);
    assert_int_equal(kept.rows, 4);
    assert_int_equal(kept.columns, 4);
    assert_string_equal(kept.heads[0], "office");
    assert_string_equal(kept.heads[2], "single");
    assert_true(span_equal(kept.cells[0].text, span_string("North")));
    assert_int_equal(kept.cells[2].integer, 30);
    assert_int_equal(kept.cells[15].integer, 76);
}

static void test_one_row_changes(void **state)
{
    struct fixture *f = *state;
    static const char *const kinds[] = {EVIDENCE_DATA, EVIDENCE_PIVOT, EVIDENCE_CHART};
    const struct evidence_ground ground = {.db = f->db, .frames = f->frames};
    struct pivot_spec spec = by(f, "office", PIVOT_SUM, "months");
    const char *view = view_of(f, "kind = single", &spec);
    char uuid[3][UUID_SIZE];
    struct evidence_now now;
    int64_t id;
    const struct board_new new = {.kind = CARD_FINDING, .column = BOARD_USUAL, .texts = {"claim"}};
    assert_int_equal(board_add(f->db, f->arena, &new, "Ada", &id, &f->err), STATUS_OK);
    for (size_t i = 0; i < 3; i++) {
        const struct evidence evidence = take(f, kinds[i], view);
        assert_int_equal(board_pin(f->db, f->arena, id, &evidence, "Ada", uuid[i], &f->err),
                         STATUS_OK);
        assert_int_equal(evidence_look(&ground, uuid[i], f->arena, &now, &f->err), STATUS_OK);
        assert_int_equal(now.state, EVIDENCE_SAME);
    }
    /* A row that the view does not count changes nothing. */
    foreign_sql(f->path, "UPDATE visits SET months = 41 WHERE months = 40");
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(evidence_look(&ground, uuid[i], f->arena, &now, &f->err), STATUS_OK);
        assert_int_equal(now.state, EVIDENCE_SAME);
    }
    foreign_sql(f->path, "UPDATE visits SET months = 25 WHERE months = 20");
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(evidence_look(&ground, uuid[i], f->arena, &now, &f->err), STATUS_OK);
        assert_int_equal(now.state, EVIDENCE_CHANGED);
        assert_true(now.change_count > 0);
    }
    assert_string_equal(now.changes[0].what, "North");
    assert_int_equal(now.changes[0].before.integer, 30);
    assert_int_equal(now.changes[0].after.integer, 35);
    assert_string_equal(now.evidence.sentence, "North is the only group: 30.");
    assert_string_equal(now.sentence, "North is the only group: 35.");
    foreign_sql(f->path, "UPDATE visits SET months = 20 WHERE months = 25");
    assert_int_equal(evidence_look(&ground, uuid[0], f->arena, &now, &f->err), STATUS_OK);
    assert_int_equal(now.state, EVIDENCE_SAME);
}

static void test_what_is_gone_is_said(void **state)
{
    struct fixture *f = *state;
    const struct evidence_ground ground = {.db = f->db, .frames = f->frames};
    struct pivot_spec spec = by(f, "office", PIVOT_COUNT, NULL);
    const struct evidence evidence = take(f, EVIDENCE_PIVOT, view_of(f, NULL, &spec));
    struct evidence_now now;
    char uuid[UUID_SIZE];
    int64_t id;
    const struct board_new new = {.kind = CARD_FINDING, .column = BOARD_USUAL, .texts = {"claim"}};
    assert_int_equal(board_add(f->db, f->arena, &new, "Ada", &id, &f->err), STATUS_OK);
    assert_int_equal(board_pin(f->db, f->arena, id, &evidence, "Ada", uuid, &f->err), STATUS_OK);
    assert_int_equal(dataset_drop(f->db, f->dataset.id, &f->err), STATUS_OK);
    assert_int_equal(evidence_look(&ground, uuid, f->arena, &now, &f->err), STATUS_OK);
    assert_int_equal(now.state, EVIDENCE_GONE);
    assert_true(now.trouble[0] != '\0');
    assert_int_equal(now.before.rows, 4); /* the figures of then are still there */
    assert_int_equal(evidence_look(&ground, "none", f->arena, &now, &f->err), STATUS_NOT_FOUND);
}

static void test_what_can_not_be_pinned(void **state)
{
    struct fixture *f = *state;
    const struct evidence_ground ground = {.db = f->db, .frames = f->frames};
    struct evidence out;
    const char *plain = view_of(f, NULL, NULL);
    assert_int_equal(evidence_take(&ground, EVIDENCE_PIVOT, plain, f->arena, &out, &f->err),
                     STATUS_INVALID);
    assert_int_equal(evidence_take(&ground, "dream", plain, f->arena, &out, &f->err),
                     STATUS_INVALID);
    assert_int_equal(evidence_take(&ground, EVIDENCE_DATA, "{", f->arena, &out, &f->err),
                     STATUS_INVALID);
    assert_int_equal(evidence_take(&ground, EVIDENCE_DATA, "{\"version\":1,\"dataset\":99}",
                                   f->arena, &out, &f->err),
                     STATUS_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_a_pivot_says, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_a_wide_pivot_says, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_rows_say, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_figures_are_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_one_row_changes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_gone_is_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_can_not_be_pinned, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("evidence", tests, NULL, NULL);
}
