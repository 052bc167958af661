/* The values of a column as SQL: what the statement gives is what the facet counts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/service/facet_sql.h"
#include "core/service/query.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"

static const struct helper_job jobs[] = {{QUERY_JOB, query_job}};

static const char csv[] = "office,age,day,amount,person\n"
                          "Office 10,31,2019-01-31,1.5,a\nOffice 9,44,2019-02-01,2.25,a\n"
                          "office 9,29,2019-04-30,0.5,b\nOffice 10,57,2020-01-01,,b\n"
                          ",,,9.75,c\nÉtienne's,31,2019-12-31,-3,c\nOffice 10,8,2019-01-01,4,d\n";

struct fixture {
    struct helper *helper;
    struct db *db;
    struct frames *frames;
    struct arena *arena;
};

/* value=rows, value=rows=people: one line for each. */
static const char *entries_text(struct fixture *f, const struct facet *facet)
{
    struct buffer out = {0};
    for (size_t i = 0; i < facet->count; i++) {
        buffer_add_span(&out, facet->entries[i].text);
        buffer_printf(&out, "=%lld", (long long)facet->entries[i].rows);
        if (facet->by_people)
            buffer_printf(&out, "=%lld", (long long)facet->entries[i].people);
        buffer_add_byte(&out, '\n');
    }
    const char *copy = arena_copy(f->arena, buffer_span(&out));
    buffer_free(&out);
    return copy;
}

static const char *answer(struct fixture *f, const char *sql)
{
    struct error err = {0};
    struct buffer out = {0};
    struct query *query = query_new();
    const struct query_column *columns = NULL;
    const struct value *values = NULL;
    size_t rows = 0;
    const struct query_request request = {
        .helper = f->helper, .db = f->db, .sql = span_string(sql)};
    if (query_run(query, &request, &err) != STATUS_OK)
        fail_msg("%s\n%s", err.message, sql);
    size_t count = query_columns(query, f->arena, &columns);
    assert_int_equal(query_read(query, 0, 100, f->arena, &values, &rows, &err), STATUS_OK);
    for (size_t i = 0; i < rows * count; i++) {
        char scratch[VALUE_NUMBER_SIZE];
        buffer_add_string(&out, i % count ? "=" : "");
        buffer_add_span(&out, value_text(&values[i], scratch));
        buffer_add_string(&out, i % count + 1 == count ? "\n" : "");
    }
    query_free(query);
    const char *copy = arena_copy(f->arena, buffer_span(&out));
    buffer_free(&out);
    return copy;
}

static void check(struct fixture *f, const struct filter_list *filters, struct facet_wish wish)
{
    struct error err = {0};
    struct frame_use *use = NULL;
    struct facet facet;
    struct buffer sql = {0};
    assert_int_equal(frame_use_begin(&use, f->frames, f->db, 1, NULL, &err), STATUS_OK);
    wish.person = 4;
    if (facet_read(use, filters, &wish, f->arena, &facet, &err) != STATUS_OK ||
        facet_sql(use, filters, &wish, &sql, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    frame_use_end(use);
    const char *wanted = entries_text(f, &facet), *got = answer(f, sql.data);
    if (strcmp(wanted, got) != 0)
        fail_msg("%s\n%s\nnot\n%s", sql.data, got, wanted);
    buffer_free(&sql);
}

/* Of the columns. */
static const int64_t *ids(struct fixture *f)
{
    struct dataset_info dataset;
    struct error err = {0};
    assert_int_equal(dataset_by_id(f->db, f->arena, 1, &dataset, &err), STATUS_OK);
    int64_t *out = arena_array(f->arena, dataset.column_count, sizeof *out);
    for (size_t i = 0; i < dataset.column_count; i++)
        out[i] = dataset.columns[i].id;
    return out;
}

static void gives_what_is_counted(void **state)
{
    struct fixture *f = *state;
    static const struct facet_wish wishes[] = {
        {.column = 0, .sort = FACET_BY_COUNT},
        {.column = 0, .sort = FACET_BY_VALUE},
        {.column = 1, .sort = FACET_BY_VALUE},
        {.column = 1, .sort = FACET_BY_VALUE, .cut = CUT_WIDTH, .width = 10},
        {.column = 3, .sort = FACET_BY_VALUE, .cut = CUT_WIDTH, .width = 0.5},
        {.column = 2, .sort = FACET_BY_VALUE, .cut = CUT_MONTH},
        {.column = 2, .sort = FACET_BY_VALUE, .cut = CUT_QUARTER},
        {.column = 2, .sort = FACET_BY_VALUE, .cut = CUT_YEAR},
        {.column = 0, .sort = FACET_BY_VALUE, .unit = FACET_PEOPLE},
        {.column = 1, .sort = FACET_BY_COUNT, .unit = FACET_PEOPLE},
    };
    const struct span thirty = span_string("30");
    struct filter filters[] = {
        {.column = ids(f)[1], .op = FILTER_GREATER, .count = 1, .texts = &thirty},
        {.column = ids(f)[0], .op = FILTER_NOT_EMPTY},
        {.column = ids(f)[2], .op = FILTER_EMPTY, .off = true}};
    const struct filter_list none = {NULL, 0}, some = {filters, 3};
    for (size_t i = 0; i < sizeof wishes / sizeof *wishes; i++) {
        check(f, &none, wishes[i]);
        check(f, &some, wishes[i]); /* those on the column itself don't count */
    }
}

static int open_team(void **state)
{
    struct fixture *f = *state;
    struct error err = {0};
    const char *team = fixture_team("visits", csv);
    if (db_open(&f->db, team, DB_TEAM, DB_WRITE, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    f->frames = frames_new(1 << 26);
    f->arena = arena_new();
    return 0;
}

static int close_team(void **state)
{
    struct fixture *f = *state;
    arena_free(f->arena);
    frames_free(f->frames);
    db_close(f->db);
    return 0;
}

int main(void)
{
    static struct fixture fixture;
    fixture_folder();
    if (helper_start(&fixture.helper, jobs, 1, NULL) != STATUS_OK)
        return 1;
    const struct CMUnitTest tests[] = {
        {"gives_what_is_counted", gives_what_is_counted, open_team, close_team, &fixture},
    };
    int failed = cmocka_run_group_tests_name("facet_sql", tests, NULL, NULL);
    helper_stop(fixture.helper);
    return failed;
}
