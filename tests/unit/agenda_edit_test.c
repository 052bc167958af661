/* The agenda is changed: what may be, what is refused and why, and what follows. */
#include "tests/support/check.h"

#include <string.h>

#include "core/jam/agenda_edit.h"

enum { ITEMS = 5 };

static const struct agenda_item agenda[ITEMS] = {
    {"Kick-off", "kick-off", 540, 30, true, ""},   {"Huddle", "huddle", 570, 30, false, ""},
    {"Analysis", "analysis", 600, 120, false, ""}, {"Lunch", "lunch", 720, 45, true, ""},
    {"Showcase", "showcase", 765, 60, false, ""},
};

struct result {
    struct agenda_item items[ITEMS + 1];
    size_t count;
    struct agenda_refusal refusal;
};

static struct result apply(size_t begun, const struct agenda_edit *edit)
{
    struct result result = {.count = 77};
    result.refusal = agenda_apply(agenda, ITEMS, begun, edit, result.items, &result.count);
    if (result.refusal.words != TEXT_NONE)
        assert_int_equal(result.count, 77);
    return result;
}

static struct agenda_edit change_of(size_t at)
{
    return (struct agenda_edit){
        .kind = AGENDA_CHANGE, .at = at, .was = agenda[at], .now = agenda[at]};
}

static void what_follows_moves_along(void **state)
{
    struct agenda_edit edit = change_of(1);
    (void)state;
    edit.now.minutes = 50;
    struct result result = apply(1, &edit);
    assert_int_equal(result.refusal.words, TEXT_NONE);
    assert_int_equal(result.items[1].minutes, 50);
    assert_int_equal(result.items[2].starts, 620);
    assert_int_equal(result.items[3].starts, 720); /* fixed */
    assert_int_equal(result.items[4].starts, 765);
    assert_true(agenda_same(&result.items[0], &agenda[0]));
}

static void phases_are_added_and_taken_out(void **state)
{
    struct agenda_edit edit = {.kind = AGENDA_ADD,
                               .at = 2,
                               .was = agenda[2],
                               .now = {"Break", "", 600, 15, false, "coffee"}};
    (void)state;
    struct result result = apply(2, &edit);
    assert_int_equal(result.count, 6);
    assert_string_equal(result.items[2].title, "Break");
    assert_string_equal(result.items[3].title, "Analysis");
    assert_int_equal(result.items[3].starts, 615);
    assert_int_equal(result.items[4].starts, 720);
    edit = (struct agenda_edit){
        .kind = AGENDA_ADD, .at = ITEMS, .now = {"Party", "", 825, 60, false, ""}};
    result = apply(ITEMS, &edit); /* also while the last one runs */
    assert_int_equal(result.count, 6);
    assert_string_equal(result.items[5].title, "Party");
    edit = (struct agenda_edit){.kind = AGENDA_DROP, .at = 1, .was = agenda[1]};
    result = apply(1, &edit);
    assert_int_equal(result.count, 4);
    assert_string_equal(result.items[1].title, "Analysis");
    assert_int_equal(result.items[1].starts, 570);
    assert_int_equal(result.items[2].starts, 720);
}

/* Somebody else has put one in before it: it is found by what it was. */
static void a_phase_is_found_where_it_is_now(void **state)
{
    struct agenda_edit edit = change_of(3);
    (void)state;
    edit.at = 2;
    edit.now.minutes = 60;
    struct result result = apply(2, &edit);
    assert_int_equal(result.refusal.words, TEXT_NONE);
    assert_int_equal(result.items[3].minutes, 60);
    edit.was.minutes = 30; /* and is not where another one has changed it */
    result = apply(2, &edit);
    assert_int_equal(result.refusal.words, TEXT_AGENDA_GONE);
    assert_string_equal(result.refusal.title, "Lunch");
    struct agenda_item twins[] = {agenda[0], agenda[1], agenda[1]};
    edit = (struct agenda_edit){.kind = AGENDA_DROP, .at = 0, .was = agenda[1]};
    result.refusal = agenda_apply(twins, 3, 0, &edit, result.items, &result.count);
    assert_int_equal(result.refusal.words, TEXT_AGENDA_GONE); /* which of the two? */
}

static void what_makes_no_sense_is_refused(void **state)
{
    static const char long_title[] = "one two three four five six seven eight nine ten one two "
                                     "three four five six seven eight nine ten one two three four "
                                     "five six seven eight";
    static const struct {
        size_t begun, at;
        struct agenda_item now;
        enum text_id words;
        enum agenda_field field;
        const char *title;
    } cases[] = {
        {2, 1, {"Huddle", "", 570, 20, false, ""}, TEXT_AGENDA_PAST, AGENDA_NO_FIELD, "Huddle"},
        {0, 1, {"  ", "", 570, 20, false, ""}, TEXT_AGENDA_NO_TITLE, AGENDA_TITLE, ""},
        {0, 1, {long_title, "", 570, 20, false, ""}, TEXT_AGENDA_LONG_TITLE, AGENDA_TITLE, ""},
        {0, 1, {"Huddle", "", -1, 20, false, ""}, TEXT_AGENDA_BAD_TIME, AGENDA_TIME, ""},
        {0, 1, {"Huddle", "", 1440, 20, false, ""}, TEXT_AGENDA_BAD_TIME, AGENDA_TIME, ""},
        {0, 1, {"Huddle", "", 570, 0, false, ""}, TEXT_AGENDA_BAD_MINUTES, AGENDA_MINUTES, ""},
        {0, 1, {"Huddle", "", 570, 1441, false, ""}, TEXT_AGENDA_BAD_MINUTES, AGENDA_MINUTES, ""},
        {0, 1, {"Huddle", long_title, 570, 9, false, ""}, TEXT_AGENDA_LONG_KIND, AGENDA_KIND, ""},
        {0, 4, {"Showcase", "", 120, 60, true, ""}, TEXT_AGENDA_TOO_EARLY, AGENDA_TIME, "Lunch"},
        {0, 1, {"Huddle", "", 730, 30, false, ""}, TEXT_AGENDA_TOO_LATE, AGENDA_TIME, "Lunch"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct agenda_edit edit = change_of(cases[i].at);
        edit.now = cases[i].now;
        struct result result = apply(cases[i].begun, &edit);
        assert_int_equal(result.refusal.words, cases[i].words);
        assert_int_equal(result.refusal.field, cases[i].field);
        assert_string_equal(result.refusal.title, cases[i].title);
    }
    struct agenda_edit last = {.kind = AGENDA_DROP, .at = 0, .was = agenda[0]};
    struct result result;
    assert_int_equal(agenda_apply(agenda, 1, 0, &last, result.items, &result.count).words,
                     TEXT_AGENDA_LAST);
}

static void an_agenda_has_an_end(void **state)
{
    static struct agenda_item many[AGENDA_ITEMS_MOST], out[AGENDA_ITEMS_MOST + 1];
    size_t count = 0;
    (void)state;
    for (size_t i = 0; i < AGENDA_ITEMS_MOST; i++)
        many[i] = (struct agenda_item){"Item", "", (int)i, 1, false, ""};
    struct agenda_edit edit = {
        .kind = AGENDA_ADD, .at = AGENDA_ITEMS_MOST, .now = {"More", "", 300, 1, false, ""}};
    assert_int_equal(agenda_apply(many, AGENDA_ITEMS_MOST, 0, &edit, out, &count).words,
                     TEXT_AGENDA_FULL);
    assert_int_equal(agenda_apply(many, AGENDA_ITEMS_MOST - 1, 0, &edit, out, &count).words,
                     TEXT_NONE);
    assert_int_equal(count, AGENDA_ITEMS_MOST);
}

static void cells_are_read(void **state)
{
    (void)state;
    assert_int_equal(agenda_read_time("9:30"), 570);
    assert_int_equal(agenda_read_time("09:30"), 570);
    assert_int_equal(agenda_read_time("23:59"), 1439);
    assert_int_equal(agenda_read_time("24:00"), -1);
    assert_int_equal(agenda_read_time("9:60"), -1);
    assert_int_equal(agenda_read_time("9.30"), 570);
    assert_int_equal(agenda_read_time("12:05 am"), 5);
    assert_int_equal(agenda_read_time("13:05 pm"), -1);
    assert_int_equal(agenda_read_time("09:30:15"), -1);
    assert_int_equal(agenda_read_time("9.5"), -1);
    assert_int_equal(agenda_read_time("930"), -1);
    assert_int_equal(agenda_read_time(":30"), -1);
    assert_int_equal(agenda_read_time(""), -1);
    assert_int_equal(agenda_read_minutes("1440"), 1440);
    assert_int_equal(agenda_read_minutes("0"), -1);
    assert_int_equal(agenda_read_minutes("1441"), -1);
    assert_int_equal(agenda_read_minutes("12 min"), -1);
    assert_int_equal(agenda_read_minutes(""), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_follows_moves_along),
        cmocka_unit_test(phases_are_added_and_taken_out),
        cmocka_unit_test(a_phase_is_found_where_it_is_now),
        cmocka_unit_test(what_makes_no_sense_is_refused),
        cmocka_unit_test(an_agenda_has_an_end),
        cmocka_unit_test(cells_are_read),
    };
    return cmocka_run_group_tests_name("agenda edit", tests, NULL, NULL);
}
