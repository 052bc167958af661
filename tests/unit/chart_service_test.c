/*
 * Charts from a dataset: figures against SQL, the rows behind a bar, a band or a point against
 * what it said, what is proposed, and what is refused in words.
 */
#include "core/service/chart.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/file.h"
#include "core/frame/spread.h"
#include "core/service/chart_svg.h"
#include "core/service/selection.h"
#include "core/store/dataset.h"
#include "tests/support/check.h"
#include "tests/support/team.h"
#include "tests/support/values.h"

enum { ROWS = 3000 };

struct fixture {
    char *folder, *path;
    struct db *db;
    struct frames *frames;
    struct frame_use *use;
    struct arena *arena;
    int64_t dataset;
    struct pivot_spec pivot;
    struct chart_settings settings;
    struct filter_list filters;
    struct chart chart;
    struct error err;
};

static int open_fixture(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct dataset_info dataset;
    f->folder = scratch_new();
    f->path = scratch_path(f->folder, "team.db");
    f->arena = arena_new();
    f->frames = frames_new(FRAMES_BUDGET);
    assert_int_equal(db_open(&f->db, f->path, DB_TEAM, DB_CREATE, NULL), STATUS_OK);
    team_add_visits(f->db, ROWS);
    assert_int_equal(dataset_find(f->db, f->arena, NULL, &dataset, NULL), STATUS_OK);
    assert_int_equal(frame_use_begin(&f->use, f->frames, f->db, dataset.id, NULL, NULL), STATUS_OK);
    f->dataset = dataset.id;
    f->pivot.sort = PIVOT_BY_LABEL;
    *state = f;
    return 0;
}

static int close_fixture(void **state)
{
    struct fixture *f = *state;
    frame_use_end(f->use);
    frames_free(f->frames);
    db_close(f->db);
    arena_free(f->arena);
    scratch_remove(f->folder);
    free(f->path);
    free(f);
    return 0;
}

static int64_t column(const struct fixture *f, const char *name)
{
    const struct dataset_info *dataset = frame_use_dataset(f->use);
    return dataset->columns[dataset_column_index(dataset, span_string(name))].id;
}

static struct chart_request request_of(const struct fixture *f)
{
    return (struct chart_request){&f->filters, &f->pivot, &f->settings, true};
}

static enum status try_chart(struct fixture *f)
{
    const struct chart_request request = request_of(f);
    return chart_make(f->use, &request, f->arena, &f->chart, &f->err);
}

static void make(struct fixture *f, enum chart_kind kind)
{
    f->settings.chosen = true;
    f->settings.kind = kind;
    if (try_chart(f) != STATUS_OK)
        fail_msg("%s", f->err.message);
    assert_int_equal(f->chart.kind, kind);
}

/* The rows that the drill at a spot leads to. */
static int64_t rows_behind(struct fixture *f, const struct scene_spot *spot)
{
    const struct chart_request request = request_of(f);
    struct filter_list drill;
    struct bitmap rows = {0};
    const char *words;
    if (chart_drill(f->use, &request, &f->chart, spot, f->arena, &drill, &words, &f->err) !=
        STATUS_OK)
        fail_msg("%s", f->err.message);
    assert_true(*words != '\0');
    struct filter all[20];
    size_t count = f->filters.count;
    memcpy(all, f->filters.filters ? f->filters.filters : all, count * sizeof *all);
    memcpy(all + count, drill.filters, drill.count * sizeof *all);
    const struct filter_list list = {all, count + drill.count};
    assert_int_equal(frame_use_select(f->use, &list, 0, &rows, &f->err), STATUS_OK);
    int64_t found = rows.count;
    bitmap_free(&rows);
    return found;
}

/* Every spot of the chart leads to as many rows as it says. */
static void check_drills(struct fixture *f)
{
    const struct scene_request request = {.columns = 120, .rows = 40};
    struct chart_scene scene;
    assert_int_equal(chart_scene_make(f->arena, &f->chart, &request, &scene, NULL), STATUS_OK);
    assert_true(scene.spot_count > 0);
    for (size_t i = 0; i < scene.spot_count; i++) {
        const struct scene_spot *spot = &scene.spots[i];
        int64_t rows = f->chart.points
                           ? spot->point_rows
                           : chart_at(&f->chart, spot->panel, spot->series, spot->category)->rows;
        if (rows > 0 && i % (1 + scene.spot_count / 40) == 0)
            assert_int_equal(rows_behind(f, spot), rows);
    }
}

static void bars_are_those_of_the_pivot(void **state)
{
    struct fixture *f = *state;
    f->pivot.rows[0].column = column(f, "office");
    f->pivot.value = PIVOT_AVERAGE;
    f->pivot.value_column = column(f, "amount");
    make(f, CHART_BAR);
    double wanted = (double)foreign_number(f->path, "SELECT round(avg(amount) * 1000) FROM visits"
                                                    " WHERE office = 'Office 1'") /
                    1000;
    assert_true(fabs(chart_at(&f->chart, 0, 0, 1)->number - wanted) < 1e-3);
    assert_string_equal(f->chart.title, "Average of amount by office");
    check_drills(f);
}

static void months_are_proposed_as_a_line(void **state)
{
    struct fixture *f = *state;
    f->pivot.rows[0] = (struct pivot_field){column(f, "day"), PIVOT_MONTHS, 0};
    assert_int_equal(try_chart(f), STATUS_OK);
    assert_int_equal(f->chart.kind, CHART_LINE);
    assert_true(f->chart.fits >> CHART_PARETO & 1);
    check_drills(f);
}

/* What small charts say of the fullest band is said of all of them together. */
static void expect_fullest_of_all(struct fixture *f)
{
    int64_t most = 0;
    char words[32], text[64];
    for (size_t i = 0; i < f->chart.category_count; i++) {
        int64_t rows = 0;
        for (size_t panel = 0; panel < f->chart.panel_count; panel++)
            rows += chart_at(&f->chart, panel, 0, i)->rows;
        most = rows > most ? rows : most;
    }
    snprintf(text, sizeof text, ": %s.", text_group_digits(words, sizeof words, most));
    assert_int_equal(f->chart.sentence_count, 2);
    assert_non_null(strstr(f->chart.sentences[1], text));
}

static void bands_hold_all_numbers(void **state)
{
    struct fixture *f = *state;
    f->pivot.value = PIVOT_AVERAGE;
    f->pivot.value_column = column(f, "amount");
    make(f, CHART_HISTOGRAM);
    int64_t rows = 0;
    for (size_t i = 0; i < f->chart.category_count; i++)
        rows += chart_at(&f->chart, 0, 0, i)->rows;
    assert_int_equal(rows, foreign_number(f->path, "SELECT count(amount) FROM visits"));
    assert_true(fabs(f->chart.whole->median - 375.125) < 0.01); /* row / 4 */
    check_drills(f);
    f->settings.width = 25;
    make(f, CHART_HISTOGRAM);
    assert_true(f->chart.bins.width == 25 && f->chart.bins.count == 31);
    check_drills(f);
    f->settings.width = 7; /* 750 / 7 would be too many */
    make(f, CHART_HISTOGRAM);
    assert_true(f->chart.bins.width == 20);
    assert_string_equal(f->chart.title, "Rows by amount in bands of 20");
    f->settings.by = column(f, "office");
    make(f, CHART_HISTOGRAM);
    assert_true(f->chart.panel_count > 2);
    check_drills(f);
    expect_fullest_of_all(f);
}

static void points_are_counted(void **state)
{
    struct fixture *f = *state;
    f->pivot.rows[0].column = column(f, "amount");
    f->pivot.value = PIVOT_AVERAGE;
    f->pivot.value_column = column(f, "amount");
    make(f, CHART_SCATTER);
    assert_true(fabs(f->chart.correlation - 1) < 1e-3);
    int64_t rows = 0;
    for (size_t i = 0; i < f->chart.point_counts[0]; i++)
        rows += f->chart.points[0][i].rows;
    assert_int_equal(rows, foreign_number(f->path, "SELECT count(amount) FROM visits"));
    check_drills(f);
}

static void boxes_have_the_quartiles_of_sql(void **state)
{
    struct fixture *f = *state;
    f->pivot.rows[0].column = column(f, "office");
    f->pivot.value = PIVOT_AVERAGE;
    f->pivot.value_column = column(f, "amount");
    make(f, CHART_BOX);
    const struct chart_box *box = chart_box_at(&f->chart, 0, 2);
    assert_int_equal(box->rows, foreign_number(f->path, "SELECT count(amount) FROM visits"
                                                        " WHERE office = 'Office 2'"));
    double least = (double)foreign_number(f->path, "SELECT 100 * min(amount) FROM visits"
                                                   " WHERE office = 'Office 2'") /
                   100;
    assert_true(fabs(box->least - least) < 1e-9);
    double middle =
        (double)foreign_number(
            f->path,
            "SELECT 1000 * avg(amount) FROM (SELECT amount FROM visits WHERE office = "
            "'Office 2' ORDER BY amount LIMIT 2 - (SELECT count(*) FROM visits WHERE office ="
            " 'Office 2') % 2 OFFSET (SELECT (count(*) - 1) / 2 FROM visits WHERE office ="
            " 'Office 2'))") /
        1000;
    assert_true(fabs(box->median - middle) < 1e-3);
    check_drills(f);
    f->pivot.rows[0].column = 0; /* one box, of all rows */
    make(f, CHART_BOX);
    assert_int_equal(f->chart.category_count, 1);
    assert_true(fabs(chart_box_at(&f->chart, 0, 0)->median - 375.125) < 0.01);
    check_drills(f);
}

static void small_charts_lead_to_their_rows(void **state)
{
    struct fixture *f = *state;
    const char *where = "office in (\"Office 1\", \"Office 2\", \"Office 3\")";
    assert_int_equal(
        selection_read(frame_use_dataset(f->use), f->arena, &where, 1, false, &f->filters, NULL),
        STATUS_OK);
    f->pivot.rows[0] = (struct pivot_field){column(f, "day"), PIVOT_QUARTERS, 0};
    f->settings.by = column(f, "office");
    make(f, CHART_LINE);
    assert_int_equal(f->chart.panel_count, 3);
    check_drills(f);
    make(f, CHART_BAR);
    check_drills(f);
    f->pivot.value = PIVOT_AVERAGE;
    f->pivot.value_column = column(f, "amount");
    make(f, CHART_BOX);
    check_drills(f);
    assert_non_null(strstr(f->chart.title, ", for each office, office in "));
}

static void what_is_missing_is_said(void **state)
{
    struct fixture *f = *state;
    foreign_sql(f->path, "UPDATE visits SET amount = NULL WHERE dj_row % 10 = 0");
    frame_use_end(f->use);
    assert_int_equal(frame_use_begin(&f->use, f->frames, f->db, f->dataset, NULL, NULL), STATUS_OK);
    f->pivot.rows[0].column = column(f, "office");
    f->pivot.value = PIVOT_AVERAGE;
    f->pivot.value_column = column(f, "amount");
    static const enum chart_kind kinds[] = {CHART_BAR, CHART_HISTOGRAM, CHART_BOX};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        make(f, kinds[i]);
        bool said = false;
        for (size_t n = 0; n < f->chart.note_count; n++)
            said =
                said || strcmp(f->chart.notes[n], "300 rows have no amount and are not in it") == 0;
        assert_true(said);
    }
}

static void what_cant_be_drawn_says_what_can(void **state)
{
    static const struct {
        enum chart_kind kind;
        const char *words;
    } examples[] = {
        {CHART_LINE, "lines go along time or along numbers"},
        {CHART_PYRAMID, "a pyramid needs"},
        {CHART_HEAT, "a heat table needs a column field"},
        {CHART_BOX, "it needs a column of numbers"},
        {CHART_SCATTER, "points need two columns of numbers"},
    };
    struct fixture *f = *state;
    f->pivot.rows[0].column = column(f, "office");
    f->settings.chosen = true;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        f->settings.kind = examples[i].kind;
        assert_int_equal(try_chart(f), STATUS_INVALID);
        assert_non_null(strstr(f->err.message, examples[i].words));
    }
    f->pivot.value = PIVOT_AVERAGE;
    f->pivot.value_column = column(f, "amount");
    f->settings.kind = CHART_PARETO;
    assert_int_equal(try_chart(f), STATUS_INVALID);
    f->settings.by = column(f, "office");
    f->settings.kind = CHART_BAR;
    assert_int_equal(try_chart(f), STATUS_INVALID);
    assert_non_null(strstr(f->err.message, "is in the chart already"));
    /* The pane takes the one that suits instead. */
    struct chart_request request = request_of(f);
    f->settings.by = 0;
    f->settings.kind = CHART_HEAT;
    request.strict = false;
    assert_int_equal(chart_make(f->use, &request, f->arena, &f->chart, NULL), STATUS_OK);
    assert_int_equal(f->chart.kind, CHART_BAR);
}

static void a_picture_goes_beside_the_team_file(void **state)
{
    struct fixture *f = *state;
    struct buffer svg = {0};
    const char *path;
    f->pivot.rows[0].column = column(f, "office");
    make(f, CHART_BAR);
    assert_int_equal(chart_svg_copy(f->db, f->arena, &f->chart, "visits", "Robin", &path, NULL),
                     STATUS_OK);
    assert_string_equal(file_name(path), "visits-bar.svg");
    assert_int_equal(file_read(path, 1 << 20, &svg, NULL), STATUS_OK);
    assert_non_null(strstr(svg.data, "<title id=\"title\">Rows by office</title>"));
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_log"), 1);
    buffer_free(&svg);
}

/* ---- the kernel ---- */

struct expected {
    int64_t rows;
    double sum;
    double last;
    bool sorted;
};

static bool take(void *context, const uint32_t at[3], int64_t rows, const struct spread_run *runs,
                 size_t count)
{
    struct expected *found = context;
    (void)at;
    (void)rows;
    found->last = -INFINITY;
    for (size_t i = 0; i < count; i++) {
        found->sorted = found->sorted && runs[i].number > found->last;
        found->last = runs[i].number;
        found->rows += runs[i].rows;
        found->sum += runs[i].number * (double)runs[i].rows;
    }
    return true;
}

static void numbers_come_in_order_in_each_group(void **state)
{
    struct value *values = calloc(ROWS, sizeof *values), *names = calloc(ROWS, sizeof *names);
    struct frame_column *numbers = NULL, *groups_column = NULL;
    struct groups groups;
    struct expected found = {.sorted = true};
    double sum = 0;
    (void)state;
    for (int i = 0; i < ROWS; i++) { /* so many different ones that they are listed, not counted */
        values[i] = i % 7 == 0 ? value_none() : value_real((i * 7919 % ROWS) * 1e5 + 0.25);
        names[i] = value_whole(i % 1500);
        sum += i % 7 == 0 ? 0 : values[i].decimal;
    }
    assert_int_equal(column_from_values(&numbers, values, ROWS, COLUMN_DECIMAL, NULL, NULL),
                     STATUS_OK);
    assert_int_equal(column_from_values(&groups_column, names, ROWS, COLUMN_INTEGER, NULL, NULL),
                     STATUS_OK);
    const struct group_field field = {.column = groups_column};
    assert_int_equal(groups_make(&groups, &field, NULL, NULL, NULL), STATUS_OK);
    const struct cube_request request = {
        .fields = {&groups}, .field_count = 1, .value = numbers, .row_count = ROWS};
    assert_int_equal(spread_walk(&request, take, &found, NULL), STATUS_OK);
    assert_int_equal(found.rows, ROWS - (ROWS + 6) / 7);
    assert_true(found.sorted && fabs(found.sum - sum) < 1);
    groups_free(&groups);
    column_free(numbers);
    column_free(groups_column);
    free(values);
    free(names);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(bars_are_those_of_the_pivot),
        TEST(months_are_proposed_as_a_line),
        TEST(bands_hold_all_numbers),
        TEST(points_are_counted),
        TEST(boxes_have_the_quartiles_of_sql),
        TEST(small_charts_lead_to_their_rows),
        TEST(what_is_missing_is_said),
        TEST(what_cant_be_drawn_says_what_can),
        TEST(a_picture_goes_beside_the_team_file),
        cmocka_unit_test(numbers_come_in_order_in_each_group),
    };
    return cmocka_run_group_tests_name("charts of datasets", tests, NULL, NULL);
}
