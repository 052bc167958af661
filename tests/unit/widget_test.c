/* Widgets without a screen: fuzzy matching, the line editor, lists, what is remembered. */
#include "tui/widget/line.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/file.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tui/console/remember.h"
#include "tui/widget/fuzzy.h"
#include "tui/widget/list.h"

static int score(const char *typed, const char *text)
{
    return fuzzy_score(span_string(typed), span_string(text));
}

static void test_fuzzy(void **state)
{
    (void)state;
    assert_int_equal(score("", "anything"), 0);
    assert_int_equal(score("xyz", "Find in a column"), FUZZY_NONE);
    assert_true(score("fic", "Find in a column") > 0);
    assert_true(score("FIND", "find") > 0);
    assert_true(score("éc", "École") > 0 || score("ec", "École") == FUZZY_NONE);
    assert_true(score("zoom", "Zoom this pane") > score("zoom", "a zebra on open moors"));
    assert_true(score("hide", "Hide this column") > score("hide", "Show or hide columns"));
    assert_true(score("col find", "Find in a column") > 0);
    assert_int_equal(score("col xyz", "Find in a column"), FUZZY_NONE);
    assert_true(score("mo", "month") > score("mo", "some other"));
}

static void type(struct line *line, const char *names)
{
    struct span rest = span_string(names);
    struct key key;
    while (key_next(&rest, &key))
        line_key(line, &key);
}

static void test_line_editing(void **state)
{
    (void)state;
    struct line line = {0};
    type(&line, "a b Space c é 漢");
    assert_string_equal(line_text(&line), "ab cé漢");
    type(&line, "Left Backspace");
    assert_string_equal(line_text(&line), "ab c漢");
    type(&line, "Home x Delete End !");
    assert_string_equal(line_text(&line), "xb c漢!");
    type(&line, "Ctrl-W");
    assert_string_equal(line_text(&line), "xb ");
    type(&line, "d e Ctrl-Left Ctrl-K");
    assert_string_equal(line_text(&line), "xb ");
    type(&line, "Ctrl-A Ctrl-Right y Ctrl-U");
    assert_string_equal(line_text(&line), "");
    type(&line, "Backspace Delete Left Right"); /* nothing to do, nothing broken */
    struct key up = {.code = KEYCODE_UP};
    assert_int_equal(line_key(&line, &up), LINE_UNUSED);
    line_free(&line);
}

static void test_line_marks_stay_together(void **state)
{
    (void)state;
    struct line line = {0};
    line_set(&line, "ae\u0301b");
    type(&line, "Left Backspace");
    assert_string_equal(line_text(&line), "ab");
    line_free(&line);
}

static void test_line_paste(void **state)
{
    (void)state;
    struct line line = {0};
    struct key paste = {.code = KEYCODE_PASTE, .text = span_string("one\ntwo\tthree\n")};
    assert_int_equal(line_key(&line, &paste), LINE_EDITED);
    assert_string_equal(line_text(&line), "one two three");
    line_free(&line);
}

static void test_line_scrolls(void **state)
{
    (void)state;
    struct line line = {0};
    struct grid *grid = grid_new(10, 1);
    struct surface surface = surface_of(grid);
    line_set(&line, "abcdefghijklmnop");
    assert_int_equal(line_draw(&line, &surface, 0, 0, 6, THEME_INPUT), 5);
    struct buffer row = {0};
    grid_row_text(grid, 0, &row);
    assert_string_equal(row.data, "lmnop");
    type(&line, "Home");
    assert_int_equal(line_draw(&line, &surface, 0, 0, 6, THEME_INPUT), 0);
    buffer_clear(&row);
    grid_row_text(grid, 0, &row);
    assert_string_equal(row.data, "abcdef");
    buffer_free(&row);
    grid_free(grid);
    line_free(&line);
}

static const struct list_entry fruit[] = {{.text = "apple"},
                                          {.text = "banana", .ticked = true},
                                          {.text = "cherry", .search = "red"},
                                          {.text = "date"}};

static void press(struct list *list, const char *names)
{
    struct span rest = span_string(names);
    struct key key;
    while (key_next(&rest, &key))
        list_key(list, &key);
}

static size_t current(const struct list *list)
{
    size_t index = 99;
    list_current(list, &index);
    return index;
}

/* A number that is cut would be another number. */
static void test_details_take_what_texts_leave(void **state)
{
    static const struct list_entry entries[] = {
        {.text = "caseload_2019", .detail = "Caseload 2019  105,376 rows"},
        {.text = "a name that leaves less than half of the room", .detail = "1,234,567,890 rows"}};
    struct list list;
    struct buffer text = {0};
    (void)state;
    assert_true(list_init(&list, entries, 1, 0));
    struct grid *grid = grid_new(list_width(&list), 4);
    struct surface surface = surface_of(grid);
    list_draw(&list, &surface);
    grid_row_text(grid, 1, &text);
    assert_string_equal(text.data, " caseload_2019  Caseload 2019  105,376 rows");
    list_free(&list);
    grid_free(grid);
    assert_true(list_init(&list, entries, 2, 0));
    grid = grid_new(44, 4);
    surface = surface_of(grid);
    list_draw(&list, &surface);
    buffer_clear(&text);
    grid_row_text(grid, 2, &text);
    assert_string_equal(text.data, " a name that leaves le…  1,234,567,890 rows");
    list_free(&list);
    grid_free(grid);
    buffer_free(&text);
}

static void test_list_narrows(void **state)
{
    (void)state;
    struct list list;
    assert_true(list_init(&list, fruit, 4, 1));
    assert_int_equal(current(&list), 1);
    press(&list, "Down Down Down Down");
    assert_int_equal(current(&list), 3);
    press(&list, "c h");
    assert_int_equal(list.shown_count, 1);
    assert_int_equal(current(&list), 2);
    press(&list, "Ctrl-U r e d");
    assert_int_equal(current(&list), 2); /* by its other words */
    press(&list, "z");
    assert_int_equal(list.shown_count, 0);
    struct key enter = {.code = KEYCODE_ENTER};
    assert_int_equal(list_key(&list, &enter), LIST_UNUSED);
    press(&list, "Ctrl-U");
    assert_int_equal(list.shown_count, 4);
    assert_int_equal(list_key(&list, &enter), LIST_CHOSEN);
    list_free(&list);
}

static void test_list_ticks_and_moves(void **state)
{
    (void)state;
    struct list list;
    assert_true(list_init(&list, fruit, 4, 0));
    list.ticks = list.reorder = true;
    press(&list, "Space Space");
    assert_true(list.entries[0].ticked);
    assert_false(list.entries[1].ticked);
    press(&list, "Home Shift-Down Shift-Down");
    assert_int_equal(list.order[2], 0);
    assert_int_equal(list.order[0], 1);
    assert_int_equal(current(&list), 0);
    press(&list, "<");
    assert_int_equal(list.order[1], 0);
    list_free(&list);
}

static void test_remember(void **state)
{
    (void)state;
    const char *path = fixture_path(fixture_folder(), ".team.db-robin.state");
    struct remembered *first = remembered_new(path);
    struct buffer bytes = {0};
    assert_true(remembered_set(first, "data.cursor", "12"));
    assert_false(remembered_set(first, "data.cursor", "12"));
    assert_true(remembered_set(first, "odd", "a=b\\c\nd"));
    assert_true(remembered_set(first, "gone", "x"));
    assert_true(remembered_set(first, "gone", NULL));
    assert_false(remembered_set(first, "never", NULL));
    remembered_write(first, &bytes);
    assert_int_equal(file_swap(path, buffer_span(&bytes), 0600, NULL), STATUS_OK);
    struct remembered *second = remembered_new(path);
    assert_string_equal(remembered_get(second, "data.cursor"), "12");
    assert_string_equal(remembered_get(second, "odd"), "a=b\\c\nd");
    assert_null(remembered_get(second, "gone"));
    remembered_free(second);
    remembered_free(first);
    buffer_free(&bytes);
}

static void test_remember_damaged(void **state)
{
    (void)state;
    const char *folder = fixture_folder();
    const char *path = fixture_file(folder, "state", "no equals\n=x\ngood=1\n\\\nlast=2");
    struct remembered *remembered = remembered_new(path);
    assert_string_equal(remembered_get(remembered, "good"), "1");
    assert_string_equal(remembered_get(remembered, "last"), "2");
    remembered_free(remembered);
    struct error err = {0};
    assert_int_not_equal(file_swap("/no/such/folder/x", span_string("x"), 0600, &err), STATUS_OK);
}

static void test_remember_place(void **state)
{
    (void)state;
    const char *team = fixture_path(fixture_folder(), "team.db");
    char *robin = remembered_place(team, "Robin"), *odd = remembered_place(team, "Ro/bin");
    char *other = remembered_place(team, "Ro bin");
    assert_non_null(strstr(robin, "/.team.db-Robin.state"));
    assert_string_not_equal(odd, other);
    assert_null(strstr(odd + strlen(team) - 7, "Ro/bin"));
    free(robin);
    free(odd);
    free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fuzzy),
        cmocka_unit_test(test_line_editing),
        cmocka_unit_test(test_line_marks_stay_together),
        cmocka_unit_test(test_line_paste),
        cmocka_unit_test(test_line_scrolls),
        cmocka_unit_test(test_details_take_what_texts_leave),
        cmocka_unit_test(test_list_narrows),
        cmocka_unit_test(test_list_ticks_and_moves),
        cmocka_unit_test(test_remember),
        cmocka_unit_test(test_remember_damaged),
        cmocka_unit_test(test_remember_place),
    };
    return cmocka_run_group_tests_name("widgets", tests, NULL, NULL);
}
