/*
 * One row for each person: every figure equals what SQL says of the rows; ties, missing months
 * and rows of nobody; the dataset in the file, taken back and made again.
 */
#include "tests/support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/service/column_mark.h"
#include "core/service/import.h"
#include "core/service/per_person.h"
#include "core/service/pivot.h"
#include "tests/support/team.h"

struct setting {
    char *folder, *path;
    struct db *db;
    struct frames *frames;
    struct arena *arena;
};

static int open_setting(void **state)
{
    struct setting *s = calloc(1, sizeof *s);
    s->folder = scratch_new();
    s->path = scratch_path(s->folder, "team.db");
    assert_int_equal(db_open(&s->db, s->path, DB_TEAM, DB_CREATE, NULL), STATUS_OK);
    s->frames = frames_new(FRAMES_BUDGET);
    s->arena = arena_new();
    *state = s;
    return 0;
}

static int close_setting(void **state)
{
    struct setting *s = *state;
    arena_free(s->arena);
    frames_free(s->frames);
    db_close(s->db);
    scratch_remove(s->folder);
    free(s->path);
    free(s);
    return 0;
}

/* As the dataset "t"; the dictionary would know p as the person id. */
static int64_t import_text(struct setting *s, const char *csv)
{
    char *path = scratch_path(s->folder, "data.csv");
    FILE *out = fopen(path, "w");
    struct import_options options = {.name = "t"};
    struct import_result result;
    struct error err = {0};
    assert_non_null(out);
    fputs(csv, out);
    assert_int_equal(fclose(out), 0);
    if (import_file(s->db, path, &options, &result, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    int64_t dataset = result.dataset_id;
    import_result_free(&result);
    free(path);
    foreign_sql(s->path, "UPDATE dj_column SET role = 'person id' WHERE name = 'p'");
    return dataset;
}

static struct dataset_info dataset(struct setting *s, int64_t id)
{
    struct dataset_info info;
    assert_int_equal(dataset_by_id(s->db, s->arena, id, &info, NULL), STATUS_OK);
    return info;
}

/* parts: "first office, last office, …". */
static struct per_person_wish wish_of(struct setting *s, int64_t id, const char *parts)
{
    static const char *const whats[] = {"first", "last", "highest", "lowest"};
    struct dataset_info info = dataset(s, id);
    struct per_person_wish wish = {.count = 0};
    char *copy = arena_string(s->arena, parts), *save = NULL;
    assert_int_equal(per_person_columns(&info, &wish, NULL), STATUS_OK);
    wish.parts = arena_array(s->arena, 20, sizeof *wish.parts);
    for (char *part = strtok_r(copy, ",", &save); part; part = strtok_r(NULL, ",", &save)) {
        char *blank = strchr(part, ' ');
        *blank = '\0';
        int position = dataset_column_index(&info, span_string(blank + 1));
        assert_true(position >= 0);
        size_t what = 0;
        while (strcmp(whats[what], part) != 0)
            what++;
        wish.parts[wish.count++] =
            (struct per_person_part){info.columns[position].id, (enum per_person_what)what};
    }
    return wish;
}

/* All rows as "a|b|c", one after the other. */
static void expect(struct setting *s, int64_t id, const struct per_person_wish *wish,
                   const char *wanted)
{
    struct frame_use *use = NULL;
    struct per_person *all = NULL;
    struct error err = {0};
    struct buffer out = {0};
    struct value values[20];
    char scratch[20][COLUMN_TEXT_SIZE], number[VALUE_NUMBER_SIZE];
    assert_int_equal(frame_use_begin(&use, s->frames, s->db, id, NULL, &err), STATUS_OK);
    if (per_person_open(&all, use, wish, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    for (int64_t row = 0; row < per_person_count(all); row++) {
        per_person_row(all, row, values, scratch);
        buffer_add_string(&out, row ? " " : "");
        for (size_t i = 0; i < per_person_width(all); i++) {
            buffer_add_string(&out, i ? "|" : "");
            buffer_add_span(&out, value_text(&values[i], number));
        }
    }
    assert_string_equal(buffer_span(&out).data, wanted);
    buffer_free(&out);
    per_person_close(all);
    frame_use_end(use);
}

/* a: out of order, two rows of one month; b: its earliest row is without a date; a row of nobody.
 */
#define ROWS                                                                                       \
    "p,month,office,pay,kind\n"                                                                    \
    "b,,west,5,x\n"                                                                                \
    "a,2019-03-01,north,10.5,y\n"                                                                  \
    "a,2019-01-01,south,7,x\n"                                                                     \
    "a,2019-03-05,east,,y\n"                                                                       \
    ",2019-01-01,nobody,99,x\n"                                                                    \
    "b,2018-12-01,south,3,y\n"                                                                     \
    "c,2020-02-29,,,\n"                                                                            \
    "a,2019-03-05,north,2,x\n"

static void test_first_last_highest_months(void **state)
{
    struct setting *s = *state;
    int64_t id = import_text(s, ROWS);
    struct per_person_wish wish =
        wish_of(s, id, "first office,last office,highest pay,lowest pay,first month,last kind");
    expect(s, id, &wish,
           "a|2|south|north|10.5|2|2019-01-01|x b|1|south|south|5|3|2018-12-01|y "
           "c|1|||||2020-02-29|");
    wish.when = 0; /* the order of the table, and rows */
    expect(s, id, &wish,
           "a|4|north|north|10.5|2|2019-03-01|x b|2|west|south|5|3||y c|1|||||2020-02-29|");
}

static void test_filters_and_nobody(void **state)
{
    struct setting *s = *state;
    int64_t id = import_text(s, ROWS);
    struct per_person_wish wish = wish_of(s, id, "highest pay");
    struct dataset_info info = dataset(s, id);
    struct span texts[] = {span_string("y")};
    struct filter filter = {
        .column = info.columns[4].id, .op = FILTER_EQUAL, .count = 1, .texts = texts};
    wish.filters = (struct filter_list){&filter, 1};
    expect(s, id, &wish, "a|1|10.5 b|1|3");

    texts[0] = span_string("nobody");
    filter.column = info.columns[2].id;
    struct frame_use *use = NULL;
    struct per_person *all = NULL;
    struct error err = {0};
    assert_int_equal(frame_use_begin(&use, s->frames, s->db, id, NULL, NULL), STATUS_OK);
    assert_int_equal(per_person_open(&all, use, &wish, &err), STATUS_INVALID);
    assert_null(all);
    assert_non_null(strstr(err.message, "no row that counts names a person"));
    frame_use_end(use);
}

/* ---- in the file ---- */

enum { PEOPLE = 3000, MONTHS = 5 };

static const char *make_rows(struct setting *s)
{
    struct buffer csv = {0};
    buffer_add_string(&csv, "p,month,office,pay\n");
    for (int month = 1; month <= MONTHS; month++)
        for (int person = 0; person < PEOPLE; person++)
            if ((person * 7 + month * 3) % 5 != 0)
                buffer_printf(&csv, "K%06d,2019-%02d-01,office %d,%d\n", person * 37 % 99991, month,
                              (person + month / 3) % 4, (person * month) % 701);
    const char *copy = arena_copy(s->arena, buffer_span(&csv));
    buffer_free(&csv);
    return copy;
}

static struct per_person_done make(struct setting *s, int64_t id,
                                   const struct per_person_wish *wish)
{
    struct per_person_done done;
    struct error err = {0};
    if (per_person_make(s->frames, s->db, id, wish, "people", "Robin", NULL, &done, &err) !=
        STATUS_OK)
        fail_msg("%s", err.message);
    return done;
}

#define OWN(what, order)                                                                           \
    "(SELECT " what " FROM t b WHERE b.p = a.p ORDER BY month " order " LIMIT 1)"

/* More persons than a batch has; each figure as SQL finds it in the old rows. */
static void test_dataset_is_sql(void **state)
{
    struct setting *s = *state;
    int64_t id = import_text(s, make_rows(s));
    foreign_sql(s->path, "CREATE INDEX t_p ON t(p)");
    struct per_person_wish wish =
        wish_of(s, id, "first office,last office,highest pay,lowest pay,first month,last month");
    wish.when = dataset(s, id).columns[1].id;
    struct per_person_done done = make(s, id, &wish);
    assert_int_equal(done.people, foreign_number(s->path, "SELECT count(DISTINCT p) FROM t"));
    assert_int_equal(done.rows, foreign_number(s->path, "SELECT count(*) FROM t"));
    assert_int_equal(
        foreign_number(
            s->path,
            "SELECT count(*) FROM (SELECT * FROM (SELECT p, count(*), " OWN("office", "") ", " OWN(
                "office",
                "DESC") ", max(pay), min(pay), "
                        "min(month), max(month) FROM t a GROUP BY p) EXCEPT SELECT p, "
                        "months_in_data, office_first, office_last, pay_highest, pay_lowest, "
                        "month_first, month_last FROM people)"),
        0);
    assert_int_equal(foreign_number(s->path, "SELECT count(*) FROM people"), done.people);
}

/* It is a dataset like any other: described, and pivots count in it. */
static void test_dataset_is_known(void **state)
{
    struct setting *s = *state;
    int64_t id = import_text(s, make_rows(s));
    foreign_sql(s->path, "UPDATE dj_column SET quality = 'caution', caution = 'late entries' "
                         "WHERE name = 'office'");
    struct per_person_wish wish = wish_of(s, id, "last office");
    int64_t chunks = foreign_number(s->path, "SELECT count(*) FROM dj_chunk");
    struct per_person_done done = make(s, id, &wish);
    struct dataset_info info = dataset(s, done.dataset);
    assert_string_equal(info.name, "people");
    assert_string_equal(info.grain, "one person (p)");
    assert_int_equal(info.columns[0].role, ROLE_PERSON_ID);
    assert_string_equal(info.columns[2].name, "office_last");
    assert_int_equal(info.columns[2].quality, QUALITY_CAUTION);
    assert_string_equal(info.columns[2].caution, "late entries");
    /* Its columns are there, a head and a piece of each. */
    assert_int_equal(foreign_number(s->path, "SELECT count(*) FROM dj_chunk"), chunks + 6);
    struct frame_use *use = NULL;
    struct pivot_table table;
    struct pivot_spec spec = {.rows = {{.column = info.columns[2].id}}, .value = PIVOT_COUNT};
    const struct filter_list none = {0};
    assert_int_equal(frame_use_begin(&use, s->frames, s->db, done.dataset, NULL, NULL), STATUS_OK);
    assert_int_equal(pivot_make(use, &none, &spec, s->arena, &table, NULL), STATUS_OK);
    assert_int_equal(table.row_count, 5); /* four offices and the total */
    assert_int_equal(table.rows_in, done.people);
    frame_use_end(use);
}

static void test_taken_back_and_made_again(void **state)
{
    struct setting *s = *state;
    int64_t id = import_text(s, ROWS);
    struct per_person_wish wish = wish_of(s, id, "last office");
    struct per_person_done done = make(s, id, &wish), other;
    char undone[UUID_SIZE], redone[UUID_SIZE];
    struct error err = {0};
    assert_int_equal(
        per_person_make(s->frames, s->db, id, &wish, "people", "Robin", NULL, &other, &err),
        STATUS_EXISTS);
    assert_int_equal(change_undo(s->db, done.entry, "Robin", undone, &err), STATUS_OK);
    assert_int_equal(foreign_number(s->path, "SELECT count(*) FROM dj_dataset"), 1);
    assert_int_equal(change_undo(s->db, done.entry, "Robin", redone, &err), STATUS_STALE);
    assert_int_equal(change_undo(s->db, undone, "Robin", redone, &err), STATUS_OK);
    assert_int_equal(foreign_number(s->path, "SELECT count(*) FROM people WHERE "
                                             "office_last IS 'south' AND p = 'b'"),
                     1);
    foreign_sql(s->path, "UPDATE people SET office_last = 'x' WHERE p = 'b'");
    assert_int_equal(change_undo(s->db, redone, "Robin", undone, &err), STATUS_STALE);
    assert_non_null(strstr(err.message, "gone on with \"people\""));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_setting, close_setting)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_first_last_highest_months),
        TEST(test_filters_and_nobody),
        TEST(test_dataset_is_sql),
        TEST(test_dataset_is_known),
        TEST(test_taken_back_and_made_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
