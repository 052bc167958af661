/* Bytes of real terminals become keys: xterm, PuTTY, rxvt, the Linux console; mouse, paste. */
#include "tui/console/input.h"

#include <stdlib.h>
#include <string.h>

#include "tests/support/check.h"

static void feed(struct input *input, const char *bytes)
{
    assert_true(input_feed(input, span_string(bytes)));
}

/* The names of all keys that the bytes mean, parted by blanks. */
static void check_keys(const char *bytes, const char *expected)
{
    char names[256] = "", name[KEY_NAME_SIZE];
    struct key key;
    struct input *input = input_new();
    feed(input, bytes);
    for (int round = 0; round < 2; round++) {
        while (input_next(input, 0, &key)) {
            if (names[0])
                strcat(names, " ");
            strcat(names, key_name(&key, name));
        }
        input_expire(input);
    }
    assert_string_equal(names, expected);
    assert_int_equal(input_wait_ms(input), -1);
    input_free(input);
}

static void test_characters(void **state)
{
    (void)state;
    check_keys("aZ7 ", "a Z 7 Space");
    check_keys("\xc3\xa9\xe6\xbc\xa2", "é 漢");
    check_keys("\r\t\177\b", "Enter Tab Backspace Backspace");
    check_keys("\x03\x06\x1a", "Ctrl-C Ctrl-F Ctrl-Z");
    check_keys("\x1b"
               "f",
               "Alt-f");
    check_keys("\x1b", "Esc");
    check_keys("\x1b\x1b", "Esc Esc");
}

static void test_xterm(void **state)
{
    (void)state;
    check_keys("\x1b[A\x1bOB\x1b[C\x1b[D", "Up Down Right Left");
    check_keys("\x1bOP\x1bOQ\x1bOR\x1bOS\x1b[15~\x1b[21~\x1b[24~", "F1 F2 F3 F4 F5 F10 F12");
    check_keys("\x1b[H\x1b[F\x1b[5~\x1b[6~\x1b[3~\x1b[2~",
               "Home End PageUp PageDown Delete Insert");
    check_keys("\x1b[1;5H\x1b[1;5F\x1b[1;2B\x1b[1;3C", "Ctrl-Home Ctrl-End Shift-Down Alt-Right");
    check_keys("\x1b[Z\x1b[5;5~", "Shift-Tab Ctrl-PageUp");
    check_keys("\x1b[27;5;102~\x1b[13u", "Ctrl-F Enter");
}

static void test_putty_and_others(void **state)
{
    (void)state;
    check_keys("\x1b[1~\x1b[4~\x1b[11~\x1b[12~\x1b[13~\x1b[14~", "Home End F1 F2 F3 F4");
    check_keys("\x1b[[A\x1b[[E", "F1 F5");                   /* Linux console */
    check_keys("\x1b[7~\x1b[8~\x1b[a", "Home End Shift-Up"); /* rxvt */
    check_keys("\x1b[?62;c\x1b]11;rgb:0/0/0\x1b\\x", "x");   /* answers are no keys */
}

static void test_torn_sequences(void **state)
{
    (void)state;
    struct key key;
    struct input *input = input_new();
    feed(input, "\x1b");
    assert_false(input_next(input, 0, &key));
    assert_int_equal(input_wait_ms(input), 30);
    feed(input, "[1");
    assert_false(input_next(input, 0, &key));
    assert_int_equal(input_wait_ms(input), 300);
    feed(input, "~\xc3");
    assert_true(input_next(input, 0, &key));
    assert_int_equal(key.code, KEYCODE_HOME);
    assert_false(input_next(input, 0, &key)); /* half of an é */
    feed(input, "\xa9");
    assert_true(input_next(input, 0, &key));
    assert_int_equal(key.code, 0xe9);
    input_free(input);
}

static void test_mouse(void **state)
{
    (void)state;
    struct key key;
    struct input *input = input_new();
    feed(input, "\x1b[<0;5;3M\x1b[<0;5;3m\x1b[<0;5;3M\x1b[<65;1;1M\x1b[<32;9;9M\x1b[<35;1;1M");
    assert_true(input_next(input, 1000, &key));
    assert_int_equal(key.code, KEYCODE_MOUSE);
    assert_int_equal(key.action, MOUSE_PRESS);
    assert_int_equal(key.x, 4);
    assert_int_equal(key.y, 2);
    assert_int_equal(key.clicks, 1);
    assert_true(input_next(input, 1001, &key));
    assert_int_equal(key.action, MOUSE_RELEASE);
    assert_true(input_next(input, 1100, &key));
    assert_int_equal(key.clicks, 2);
    assert_true(input_next(input, 1200, &key));
    assert_int_equal(key.action, MOUSE_WHEEL_DOWN);
    assert_true(input_next(input, 1200, &key));
    assert_int_equal(key.action, MOUSE_DRAG);
    assert_false(input_next(input, 1200, &key)); /* moves without a button */
    input_free(input);
}

static void test_paste(void **state)
{
    (void)state;
    struct key key;
    struct input *input = input_new();
    feed(input, "\x1b[200~one\r\ntwo\x1b[Athree\xff");
    assert_false(input_next(input, 0, &key));
    input_expire(input); /* a paste waits for its end */
    assert_false(input_next(input, 0, &key));
    feed(input, "\x1b[201~x");
    assert_true(input_next(input, 0, &key));
    assert_int_equal(key.code, KEYCODE_PASTE);
    const char *text = "one\ntwo\x1b[Athree\xef\xbf\xbd";
    assert_true(span_equal(key.text, span_string(text)));
    assert_true(input_next(input, 0, &key));
    assert_int_equal(key.code, 'x');
    input_free(input);
}

static void test_a_huge_paste_comes_in_pieces(void **state)
{
    (void)state;
    enum { SIZE = 3 << 20 };
    struct key key;
    size_t total = 0, pieces = 0;
    char *text = malloc(SIZE);
    memset(text, 'p', SIZE);
    struct input *input = input_new();
    feed(input, "\x1b[200~");
    assert_true(input_feed(input, span_of(text, SIZE)));
    feed(input, "\x1b[201~");
    while (input_next(input, 0, &key)) {
        assert_int_equal(key.code, KEYCODE_PASTE);
        total += key.text.len;
        pieces++;
    }
    assert_int_equal(total, SIZE);
    assert_true(pieces >= 1);
    free(text);
    input_free(input);
}

static void test_defined_keys(void **state)
{
    (void)state;
    struct key home = {.code = KEYCODE_HOME}, key;
    struct input *input = input_new();
    input_define(input, "\x1b[214z", &home); /* as a Sun sends it */
    feed(input, "\x1b[214z\x1b[999z.");
    assert_true(input_next(input, 0, &key));
    assert_int_equal(key.code, KEYCODE_HOME);
    assert_true(input_next(input, 0, &key)); /* the unknown one is swallowed */
    assert_int_equal(key.code, '.');
    input_free(input);
}

/* Whatever comes, decoding ends and takes every byte. */
static void test_noise(void **state)
{
    (void)state;
    struct key key;
    uint32_t seed = 1;
    for (int round = 0; round < 2000; round++) {
        char bytes[24];
        struct input *input = input_new();
        for (size_t i = 0; i < sizeof bytes; i++) {
            static const char often[] = "\x1b[<O;~Mm0129\x80\xc3\xf0";
            seed = seed * 1664525u + 1013904223u;
            bytes[i] = seed >> 30 ? often[(seed >> 8) % (sizeof often - 1)] : (char)(seed >> 16);
        }
        assert_true(input_feed(input, span_of(bytes, sizeof bytes)));
        for (int i = 0; i < 100; i++) {
            while (input_next(input, 0, &key))
                ;
            if (input_wait_ms(input) < 0)
                break;
            input_expire(input);
        }
        input_free(input);
    }
}

static void test_names(void **state)
{
    (void)state;
    char name[KEY_NAME_SIZE];
    struct key key;
    assert_true(key_parse(span_string("ctrl-shift-pagedown"), &key));
    assert_int_equal(key.code, KEYCODE_PAGE_DOWN);
    assert_int_equal(key.modifiers, KEY_CTRL | KEY_SHIFT);
    assert_string_equal(key_name(&key, name), "Ctrl-Shift-PageDown");
    assert_true(key_parse(span_string("Ctrl-F"), &key));
    assert_int_equal(key.code, 'f');
    assert_false(key_parse(span_string("NoSuchKey"), &key));
    assert_false(key_parse(span_string(""), &key));
    struct key slash = {.code = '/'}, letter = {.code = 'F'};
    assert_true(key_in("F3 / Ctrl-F", &slash));
    assert_false(key_in("F3 / Ctrl-F", &letter));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_characters),
        cmocka_unit_test(test_xterm),
        cmocka_unit_test(test_putty_and_others),
        cmocka_unit_test(test_torn_sequences),
        cmocka_unit_test(test_mouse),
        cmocka_unit_test(test_paste),
        cmocka_unit_test(test_a_huge_paste_comes_in_pieces),
        cmocka_unit_test(test_defined_keys),
        cmocka_unit_test(test_noise),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests_name("input", tests, NULL, NULL);
}
