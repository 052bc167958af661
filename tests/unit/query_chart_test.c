/* Charts straight from the rows of a query: what is label and what is figure, the kind that suits
 * them, what is said of the rest; and the same from figures that were pinned. */
#include <stdlib.h>
#include <string.h>

#include "core/service/query_chart.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"

static const struct helper_job jobs[] = {{QUERY_JOB, query_job}};

struct fixture {
    struct helper *helper;
    struct db *db;
    struct arena *arena;
};

static struct query *ask(struct fixture *f, const char *sql)
{
    struct error err = {0};
    struct query *query = query_new();
    const struct query_request request = {
        .helper = f->helper, .db = f->db, .sql = span_string(sql), .limit_ms = 60000};
    if (query_run(query, &request, &err) != STATUS_OK)
        fail_msg("%s: %s", sql, err.message);
    return query;
}

static struct query_chart draw_as(struct fixture *f, const char *sql,
                                  const struct chart_settings *settings)
{
    struct error err = {0};
    struct query_chart made;
    struct query *query = ask(f, sql);
    const struct query_chart_request request = {.settings = settings, .source = "a test"};
    if (query_chart_make(query, &request, f->arena, &made, &err) != STATUS_OK)
        fail_msg("%s: %s", sql, err.message);
    query_free(query);
    return made;
}

static struct query_chart draw(struct fixture *f, const char *sql)
{
    static const struct chart_settings usual;
    return draw_as(f, sql, &usual);
}

/* "a=1,2 b=,3": categories with the figures of their series. */
static void expect(struct fixture *f, const char *sql, enum chart_kind kind, const char *wanted)
{
    struct query_chart made = draw(f, sql);
    struct buffer out = {0};
    char figure[PIVOT_FIGURE_SIZE];
    for (size_t c = 0; c < made.chart.category_count; c++) {
        buffer_add_string(&out, c ? " " : "");
        buffer_add_span(&out, made.chart.categories[c].text);
        for (size_t s = 0; s < made.chart.series_count; s++) {
            const struct chart_value *value = chart_at(&made.chart, 0, s, c);
            buffer_printf(&out, "%s%s", s ? "," : "=",
                          value->has ? chart_figure(&made.chart, value->number, figure) : "");
        }
    }
    if (made.chart.kind != kind || strcmp(out.data, wanted) != 0)
        fail_msg("%s: kind %d, %s", sql, (int)made.chart.kind, out.data);
    buffer_free(&out);
}

static void tells_labels_from_figures(void **state)
{
    struct fixture *f = *state;
    expect(f, "VALUES ('b', 3), ('a', 1), (NULL, 2)", CHART_BAR, "b=3 a=1 (empty)=2");
    expect(f, "VALUES ('a', 1, 2.5), ('b', NULL, 3)", CHART_BAR, "a=1.0,2.5 b=,3.0");
    expect(f, "VALUES ('x', 'F', 1), ('y', 'M', 4), ('x', 'M', 2)", CHART_BAR, "x=1,2 y=,4");
    expect(f, "VALUES ('2019-02', 5), ('2019-01', 7)", CHART_LINE, "2019-01=7 2019-02=5");
    /* the times run along the axis, wherever they stand */
    expect(f, "VALUES ('x', '2019-01', 1), ('x', '2019-02', 2), ('y', '2019-01', 3)", CHART_LINE,
           "2019-01=1,3 2019-02=2,");
    expect(f, "VALUES (30, 5), (40, 6)", CHART_BAR, "30=5 40=6");
    expect(f, "SELECT office FROM visits", CHART_BAR, "Millpond=2 Old Town=1 Riverside=1");
    expect(f, "VALUES (7), (8), (7)", CHART_BAR, "7=2 8=1");
    expect(f, "VALUES (1, 'm', 2, 3), (2, 'm', 1, 4), (3, 'n', 1, 1)", CHART_BAR,
           "1=2,3 2=1,4 3=1,1");
}

static bool notes(const struct chart *chart, const char *words)
{
    for (size_t i = 0; i < chart->note_count; i++)
        if (strstr(chart->notes[i], words))
            return true;
    return false;
}

static void says_what_it_is(void **state)
{
    struct fixture *f = *state;
    struct chart chart = draw(f, "SELECT office, avg(age) AS age FROM visits GROUP BY 1").chart;
    assert_string_equal(chart.title, "Age by office");
    assert_string_equal(chart.sentences[0],
                        "Old Town has the highest age, 44; Riverside the lowest, 29.");
    assert_true(notes(&chart, "n = 3 rows"));
    assert_true(notes(&chart, "source: a test"));
    assert_false(chart.can_stack && chart.series_count > 1);
    /* labels that come again are added up, and that is said */
    chart = draw(f, "SELECT office, age FROM visits").chart;
    assert_string_equal(chart.title, "Sum of age by office");
    assert_true(notes(&chart, "1 row has the labels of another one"));
    chart = draw(f, "VALUES ('a', 'b', 1, 2, 3)").chart;
    assert_true(notes(&chart, "2 more columns of numbers not drawn"));
    /* averages are not stacked, and make no Pareto chart */
    chart = draw(f, "VALUES ('a', 1.5), ('b', 2.5)").chart;
    assert_int_equal(chart.fits & (1U << CHART_PARETO), 0);
    chart = draw(f, "VALUES ('a', 1), ('b', 2)").chart;
    assert_int_not_equal(chart.fits & (1U << CHART_PARETO), 0);
}

static void takes_another_kind(void **state)
{
    struct fixture *f = *state;
    const struct chart_settings heat = {.chosen = true, .kind = CHART_HEAT};
    const char *sql = "VALUES ('x', 'F', 1), ('y', 'M', 4)";
    assert_int_equal(draw_as(f, sql, &heat).chart.kind, CHART_HEAT);
    assert_int_equal(draw_as(f, "VALUES ('x', 1)", &heat).chart.kind, CHART_BAR);
}

/* Groups without an end take no room, and those that are not drawn are said. */
static void keeps_to_its_limits(void **state)
{
    struct fixture *f = *state;
    const char *sql = getenv("DATAJAM_SLOW")
                          ? "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c LIMIT "
                            "3000) SELECT 'g' || i, i FROM c"
                          : "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c LIMIT "
                            "300000) SELECT 'g' || i, i FROM c";
    struct chart chart = draw(f, sql).chart;
    assert_int_equal(chart.category_count, QUERY_GROUPS_MOST);
    assert_true(notes(&chart, "rows of further groups not drawn"));
}

static void refuses_what_has_no_rows(void **state)
{
    struct fixture *f = *state;
    static const struct chart_settings usual;
    const struct query_chart_request request = {.settings = &usual, .source = ""};
    struct query *query = ask(f, "SELECT office, age FROM visits WHERE 0");
    struct query_chart made;
    struct error err = {0};
    assert_int_equal(query_chart_make(query, &request, f->arena, &made, &err), STATUS_INVALID);
    assert_non_null(strstr(err.message, "no rows"));
    query_free(query);
}

/* Figures that are hidden are no figures; where none is left, or not all rows were kept, there is
 * no picture. */
static void draws_what_was_pinned(void **state)
{
    struct fixture *f = *state;
    static const struct chart_settings usual;
    const struct query_chart_request request = {.settings = &usual, .source = ""};
    struct snapshot figures = snapshot_new(f->arena, 2, 2, 1);
    struct chart chart;
    struct error err = {0};
    figures.heads[0] = "office";
    figures.heads[1] = "people";
    figures.cells[0] = figures.cells[2] = figures.cells[3] =
        (struct value){.kind = VALUE_TEXT, .text = span_string("<5")};
    figures.cells[1] = (struct value){.kind = VALUE_INTEGER, .integer = 40};
    figures.cells[2].text = span_string("Millpond");
    assert_int_equal(query_chart_pinned(&figures, &request, f->arena, &chart, &err), STATUS_OK);
    assert_int_equal(chart.category_count, 2);
    assert_true(chart_at(&chart, 0, 0, 0)->has);
    assert_false(chart_at(&chart, 0, 0, 1)->has);
    figures.all_rows = 3;
    assert_int_equal(query_chart_pinned(&figures, &request, f->arena, &chart, &err),
                     STATUS_INVALID);
    figures.all_rows = 2;
    figures.cells[1] = figures.cells[3];
    assert_int_equal(query_chart_pinned(&figures, &request, f->arena, &chart, &err),
                     STATUS_INVALID);
}

static int open_team(void **state)
{
    struct fixture *f = *state;
    struct error err = {0};
    const char *team = fixture_team("visits", "office,age\nMillpond,31\nOld Town,44\nRiverside,29\n"
                                              "Millpond,31\n");
    if (db_open(&f->db, team, DB_TEAM, DB_WRITE, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    f->arena = arena_new();
    return 0;
}

static int close_team(void **state)
{
    struct fixture *f = *state;
    arena_free(f->arena);
    db_close(f->db);
    return 0;
}

int main(void)
{
    static struct fixture fixture;
    fixture_folder();
    if (helper_start(&fixture.helper, jobs, 1, NULL) != STATUS_OK)
        return 1;
    void *initial = &fixture;
#define TEST(function)                                                                             \
    {                                                                                              \
#function, function, open_team, close_team, initial                                        \
    }
    const struct CMUnitTest tests[] = {
        TEST(tells_labels_from_figures), TEST(says_what_it_is),
        TEST(takes_another_kind),        TEST(keeps_to_its_limits),
        TEST(refuses_what_has_no_rows),  TEST(draws_what_was_pinned),
    };
    int failed = cmocka_run_group_tests_name("query_chart", tests, NULL, NULL);
    helper_stop(fixture.helper);
    return failed;
}
