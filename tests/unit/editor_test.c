/* The text editor without a screen: characters of all kinds, rows, steps; and random keys,
 * after which all can be taken back. */
#include "tui/widget/editor.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "tests/support/check.h"
#include "tests/support/random_table.h"

#define FAMILY "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7" /* two people, joined */
#define FLAG   "\xf0\x9f\x87\xa8\xf0\x9f\x87\xa6"
#define E_MARK "e\xcc\x81" /* e and a combining acute */

static void press(struct editor *editor, const char *names)
{
    struct span rest = span_string(names);
    struct key key;
    while (key_next(&rest, &key))
        editor_key(editor, &key);
}

static void type(struct editor *editor, const char *text)
{
    struct span rest = span_string(text);
    while (rest.len) {
        struct key key = {0};
        size_t used = utf8_decode(rest.data, rest.len, &key.code);
        if (key.code == '\n')
            key.code = KEYCODE_ENTER;
        editor_key(editor, &key);
        rest = span_of(rest.data + used, rest.len - used);
    }
}

static enum editor_result paste(struct editor *editor, const char *text)
{
    const struct key key = {.code = KEYCODE_PASTE, .text = span_string(text)};
    return editor_key(editor, &key);
}

static void expect(struct editor *editor, const char *text, size_t cursor)
{
    assert_string_equal(editor_text(editor), text);
    assert_int_equal(editor->cursor, cursor);
}

/* ---- */

static void test_clusters(void **state)
{
    const struct span text = span_string("a" E_MARK FAMILY FLAG FLAG "\nx");
    static const size_t ends[] = {0, 1, 4, 15, 23, 31, 32, 33};
    (void)state;
    for (size_t i = 0; i + 1 < sizeof ends / sizeof *ends; i++) {
        assert_int_equal(utf8_cluster_next(text, ends[i]), ends[i + 1]);
        assert_int_equal(utf8_cluster_previous(text, ends[i + 1]), ends[i]);
    }
    assert_int_equal(utf8_cluster_next(text, text.len), text.len);
    assert_int_equal(utf8_cluster_previous(text, 0), 0);
    const struct span bad = span_string("\xff\x80z"); /* goes on all the same */
    assert_int_equal(utf8_cluster_next(bad, utf8_cluster_next(bad, 0)), 2);
}

static void test_what_looks_like_one_character_is_one(void **state)
{
    struct editor editor = {0};
    (void)state;
    editor_set(&editor, "a" E_MARK FAMILY FLAG "b");
    press(&editor, "Left Left");
    assert_int_equal(editor.cursor, 15);
    press(&editor, "Backspace");
    expect(&editor, "a" E_MARK FLAG "b", 4);
    press(&editor, "Backspace Delete");
    expect(&editor, "ab", 1);
    editor_set(&editor, "\xf0\x9f\x87\xa6"); /* half a flag: with one more it is one */
    press(&editor, "Home");
    type(&editor, "\xf0\x9f\x87\xa8");
    assert_int_equal(editor.cursor, 8);
    editor_free(&editor);
}

static void test_typing_and_lines(void **state)
{
    struct editor editor = {0};
    (void)state;
    editor_set(&editor, NULL);
    type(&editor, "one two\nthree");
    expect(&editor, "one two\nthree", 13);
    press(&editor, "Up");
    assert_int_equal(editor.cursor, 5);
    press(&editor, "End Left Left");
    press(&editor, "Down");
    assert_int_equal(editor.cursor, 13); /* column 5 of "three" */
    press(&editor, "Ctrl-Home Ctrl-Right");
    assert_int_equal(editor.cursor, 4);
    press(&editor, "Ctrl-W");
    expect(&editor, "two\nthree", 0);
    press(&editor, "Ctrl-E Ctrl-U");
    expect(&editor, "\nthree", 0);
    press(&editor, "Delete Ctrl-K");
    expect(&editor, "", 0);
    press(&editor, "Backspace Delete Left Right Up Down Home End Ctrl-Home Ctrl-End Ctrl-W Ctrl-K");
    expect(&editor, "", 0);
    editor_free(&editor);
}

static void test_a_single_one_has_one_line(void **state)
{
    struct editor editor = {.single = true};
    const struct key enter = {.code = KEYCODE_ENTER}, tab = {.code = KEYCODE_TAB};
    (void)state;
    editor_set(&editor, "claim");
    assert_int_equal(editor_key(&editor, &enter), EDITOR_UNUSED);
    assert_int_equal(editor_key(&editor, &tab), EDITOR_UNUSED);
    assert_int_equal(paste(&editor, " and\nmore\tof it\n"), EDITOR_EDITED);
    assert_string_equal(editor_text(&editor), "claim and more of it");
    editor_free(&editor);
}

static void test_a_paste_is_one_step(void **state)
{
    struct editor editor = {0};
    (void)state;
    editor_set(&editor, "");
    type(&editor, "a");
    paste(&editor, "1\n2\x1b[31m\x07\n");
    assert_string_equal(editor_text(&editor), "a1\n2[31m\n");
    press(&editor, "Ctrl-Z");
    expect(&editor, "a", 1);
    press(&editor, "Ctrl-Y");
    assert_string_equal(editor_text(&editor), "a1\n2[31m\n");
    editor_free(&editor);
}

static void test_steps_are_words(void **state)
{
    struct editor editor = {0};
    (void)state;
    editor_set(&editor, "");
    type(&editor, "Single parents stay");
    press(&editor, "Ctrl-Z");
    assert_string_equal(editor_text(&editor), "Single parents ");
    press(&editor, "Ctrl-Z");
    assert_string_equal(editor_text(&editor), "Single ");
    type(&editor, "x");
    press(&editor, "Ctrl-Y"); /* something new was typed: that is gone */
    assert_string_equal(editor_text(&editor), "Single x");
    press(&editor, "Left Left Backspace Ctrl-Z");
    expect(&editor, "Single x", 6);
    press(&editor, "Ctrl-Z Ctrl-Z Ctrl-Z Ctrl-Z");
    expect(&editor, "", 0);
    editor_free(&editor);
}

static void test_the_limit(void **state)
{
    struct editor editor = {.limit = 10};
    (void)state;
    editor_set(&editor, "123456789");
    type(&editor, "ö");
    assert_true(editor.full);
    expect(&editor, "123456789", 9);
    type(&editor, "0");
    assert_false(editor.full);
    assert_int_equal(paste(&editor, "x"), EDITOR_MOVED);
    expect(&editor, "1234567890", 10);
    editor_free(&editor);
}

/* ---- rows ---- */

/* What is drawn in a surface of that size, rows parted by "|". */
static const char *drawn(struct editor *editor, int columns, int rows)
{
    static struct buffer out;
    struct grid *grid = grid_new(columns, rows);
    struct surface surface = surface_of(grid);
    editor_draw(editor, &surface, THEME_INPUT);
    buffer_clear(&out);
    for (int y = 0; y < rows; y++) {
        buffer_add_string(&out, y ? "|" : "");
        grid_row_text(grid, y, &out);
    }
    grid_free(grid);
    return out.data;
}

static void test_rows_break_at_blanks(void **state)
{
    struct editor editor = {0};
    int x, y;
    (void)state;
    editor_set(&editor, "the quick brown fox");
    assert_string_equal(drawn(&editor, 11, 3), "the quick|brown fox|");
    editor_cursor(&editor, &x, &y);
    assert_int_equal(x, 9);
    assert_int_equal(y, 1);
    press(&editor, "Up");
    editor_cursor(&editor, &x, &y);
    assert_int_equal(x, 9);
    assert_int_equal(y, 0);
    press(&editor, "End Right"); /* the row's end is in front of the next one */
    editor_cursor(&editor, &x, &y);
    assert_int_equal(x, 0);
    assert_int_equal(y, 1);
    press(&editor, "Home");
    assert_int_equal(editor.cursor, 10);
    editor_set(&editor, "unbreakable 漢字漢字漢字");
    assert_string_equal(drawn(&editor, 8, 4), "unbreak|able|漢字漢|字漢字");
    editor_set(&editor, "a\n\nb\n");
    assert_string_equal(drawn(&editor, 8, 4), "a||b|");
    assert_int_equal(editor_rows(&editor, 8), 4);
    editor_free(&editor);
}

static void test_scrolling_and_the_mouse(void **state)
{
    struct editor editor = {0};
    int x, y;
    (void)state;
    editor_set(&editor, "1\n2\n3\n4\n5\n6");
    assert_string_equal(drawn(&editor, 6, 3), "4|5|6");
    press(&editor, "PageUp PageUp");
    assert_string_equal(drawn(&editor, 6, 3), "2|3|4");
    struct key click = {.code = KEYCODE_MOUSE, .action = MOUSE_PRESS, .button = 1, .x = 5, .y = 1};
    assert_int_equal(editor_key(&editor, &click), EDITOR_MOVED);
    editor_cursor(&editor, &x, &y);
    assert_int_equal(editor.cursor, 5);
    assert_int_equal(x, 1);
    assert_int_equal(y, 1);
    press(&editor, "Ctrl-Home");
    const struct key up = {.code = KEYCODE_UP};
    assert_int_equal(editor_key(&editor, &up), EDITOR_UNUSED);
    assert_string_equal(drawn(&editor, 6, 3), "1|2|3");
    editor_free(&editor);
}

/* ---- random ---- */

static const char *const keys[] = {
    "a",         "b",      "Space",  "Enter",     "漢",         "é",         "Left",
    "Right",     "Up",     "Down",   "Home",      "End",        "Ctrl-Home", "Ctrl-End",
    "Backspace", "Delete", "Ctrl-W", "Ctrl-Left", "Ctrl-Right", "Ctrl-U",    "Ctrl-K",
    "Ctrl-Z",    "Ctrl-Y", "PageUp", "PageDown",  "Ctrl-Delete"};
enum { KEYS = sizeof keys / sizeof *keys, ROUNDS = 40, PRESSES = 250 };

static void check(struct editor *editor)
{
    struct span text = span_string(editor_text(editor));
    assert_int_equal(text.len, editor->text.len);
    assert_true(utf8_valid(text));
    assert_true(editor->cursor <= text.len);
    if (editor->cursor > 0) { /* at the end of what looks like one character */
        size_t before = utf8_cluster_previous(text, editor->cursor);
        assert_int_equal(utf8_cluster_next(text, before), editor->cursor);
    }
}

static void test_random_keys(void **state)
{
    uint64_t chance = 7;
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        struct editor editor = {0};
        editor_set(&editor, "start " FLAG E_MARK "\n" FAMILY);
        char *before = strdup(editor_text(&editor));
        for (int i = 0; i < PRESSES; i++) {
            press(&editor, keys[chance_below(&chance, KEYS)]);
            if (i % 7 == 0) {
                drawn(&editor, (int)(2 + chance_below(&chance, 30)), 3);
                paste(&editor, i % 2 ? "x\n" FAMILY : "");
            }
            check(&editor);
        }
        char *after = strdup(editor_text(&editor));
        for (int i = 0; i < 2 * PRESSES; i++)
            press(&editor, "Ctrl-Z");
        assert_string_equal(editor_text(&editor), before);
        for (int i = 0; i < 2 * PRESSES; i++)
            press(&editor, "Ctrl-Y");
        assert_true(strlen(editor_text(&editor)) > 0 || strlen(after) == 0);
        free(before);
        free(after);
        editor_free(&editor);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clusters),
        cmocka_unit_test(test_what_looks_like_one_character_is_one),
        cmocka_unit_test(test_typing_and_lines),
        cmocka_unit_test(test_a_single_one_has_one_line),
        cmocka_unit_test(test_a_paste_is_one_step),
        cmocka_unit_test(test_steps_are_words),
        cmocka_unit_test(test_the_limit),
        cmocka_unit_test(test_rows_break_at_blanks),
        cmocka_unit_test(test_scrolling_and_the_mouse),
        cmocka_unit_test(test_random_keys),
    };
    return cmocka_run_group_tests_name("editor", tests, NULL, NULL);
}
