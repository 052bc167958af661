/* Themes: reading, mistakes with file and line, what a cell looks like, fewer colours. */
#include "tui/console/theme.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/base/embedded.h"
#include "tests/support/check.h"

static enum status read_theme(struct theme *theme, const char *ini, struct error *err)
{
    return theme_read(theme, span_string(ini), "my.ini", err);
}

static void test_reads(void **state)
{
    (void)state;
    struct theme theme;
    assert_int_equal(read_theme(&theme,
                                "; words\n[theme]\nname = x\n[roles]\ntext = 252 on 234\n"
                                "heading = #ff8000 bold underline\nstatus = on bright-blue\n"
                                "error = default on default\n",
                                NULL),
                     STATUS_OK);
    struct look text = theme_look(&theme, THEME_TEXT, 0);
    assert_int_equal(text.foreground, 252);
    assert_int_equal(text.background, 234);
    struct look heading = theme_look(&theme, THEME_HEADING, 0);
    assert_int_equal(heading.foreground, THEME_RGB | 0xff8000);
    assert_int_equal(heading.background, 234);
    assert_int_equal(heading.attributes, LOOK_BOLD | LOOK_UNDERLINE);
    assert_int_equal(theme_look(&theme, THEME_STATUS, 0).background, 12);
    assert_int_equal(theme_look(&theme, THEME_STATUS, 0).foreground, 252);
    assert_int_equal(theme_look(&theme, THEME_ERROR, 0).foreground, THEME_DEFAULT);
    assert_int_equal(theme_look(&theme, THEME_MENU, 0).foreground, 252);
}

static void test_ground(void **state)
{
    (void)state;
    struct theme theme;
    assert_int_equal(
        read_theme(&theme, "[roles]\ntext=1 on 2\ngood=3\ncursor-row=on 5\ncursor-cell=6 on 7\n",
                   NULL),
        STATUS_OK);
    struct look row = theme_look(&theme, THEME_GOOD, THEME_CURSOR_ROW);
    assert_int_equal(row.foreground, 3);
    assert_int_equal(row.background, 5);
    struct look cell = theme_look(&theme, THEME_GOOD | STYLE_BOLD, THEME_CURSOR_CELL);
    assert_int_equal(cell.foreground, 6);
    assert_int_equal(cell.attributes, LOOK_BOLD);
    /* A sign that stands for a colour is not seen on that colour, but where there is none. */
    struct look shade = theme_look(&theme, THEME_GOOD | STYLE_SHADE, THEME_CURSOR_ROW);
    assert_int_equal(shade.foreground, 5);
    assert_int_equal(shade.background, 5);
    assert_int_equal(theme_look(&theme, THEME_GOOD | STYLE_SHADE, THEME_HEAT_5).foreground, 3);
    theme_mono(&theme);
    assert_int_equal(theme_look(&theme, THEME_GOOD, THEME_CURSOR_CELL).attributes, LOOK_REVERSE);
}

static void test_mistakes(void **state)
{
    (void)state;
    static const struct {
        const char *ini;
        int line;
    } broken[] = {
        {"[roles]\ntext = 252 on 234\nheading = purpel\n", 3},
        {"[roles]\nno-such-role = red\n", 2},
        {"[roles]\ntext = 300\n", 2},
        {"[roles]\ntext = #12345\n", 2},
        {"[roles]\ntext = red on\n", 2},
        {"[roles]\ntext\n", 2},
        {"[other]\nx = 1\n", 2},
    };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        struct theme theme;
        struct error err = {0};
        assert_int_equal(read_theme(&theme, broken[i].ini, &err), STATUS_INVALID);
        assert_int_equal(err.line, broken[i].line);
        assert_string_equal(err.file, "my.ini");
        assert_non_null(strstr(err.message, "my.ini"));
        assert_false(theme.colours); /* what is left can be used all the same */
    }
}

static void test_own_themes(void **state)
{
    (void)state;
    static const char *const names[] = {"dark", "light", "mono"};
    for (size_t i = 0; i < 3; i++) {
        struct theme theme;
        struct error err = {0};
        assert_int_equal(theme_load(&theme, names[i], &err), STATUS_OK);
    }
    struct theme theme;
    assert_int_equal(theme_load(&theme, "no-such-theme", NULL), STATUS_NOT_FOUND);
    assert_int_equal(theme_load(&theme, "/no/such/theme.ini", NULL), STATUS_NOT_FOUND);
}

/* Every role has a look of its own choosing in both themes. */
static void test_own_themes_are_whole(void **state)
{
    (void)state;
    static const char *const paths[] = {"themes/dark.ini", "themes/light.ini"};
    static const char *const names[] = {
#define THEME_ROLE(id, name, mono) name,
#include "tui/console/roles.h"
#undef THEME_ROLE
    };
    for (size_t i = 0; i < 2; i++) {
        struct span ini;
        assert_true(embedded_find(paths[i], &ini));
        for (int role = 0; role < THEME_ROLE_COUNT; role++) {
            char entry[64];
            snprintf(entry, sizeof entry, "\n%s = ", names[role]);
            if (!memmem(ini.data, ini.len, entry, strlen(entry)))
                fail_msg("%s has no %s", paths[i], names[role]);
        }
    }
}

/* ---- contrast, as WCAG 2 measures it ---- */

static double linear(int channel)
{
    double part = channel / 255.0;
    return part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

/* Of a colour of the 256, from 16 on; the first 16 differ between terminals. */
static double luminance(int colour)
{
    int grey = 8 + (colour - 232) * 10, cube = colour - 16;
    int parts[3] = {cube / 36, cube / 6 % 6, cube % 6};
    double light[3];
    assert_in_range(colour, 16, 255);
    for (int i = 0; i < 3; i++)
        light[i] = linear(colour >= 232 ? grey : parts[i] == 0 ? 0 : 55 + 40 * parts[i]);
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
}

static double contrast(int a, int b)
{
    double x = luminance(a), y = luminance(b);
    return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

/* What is there to be read. What is off or only sets apart may be weaker, but not gone. */
static bool is_text(enum theme_role role)
{
    switch (role) {
    case THEME_KEY_OFF:
    case THEME_BORDER:
    case THEME_BORDER_FOCUS:
    case THEME_OVERLAY_BORDER:
    case THEME_PROGRESS_REST:
    case THEME_SCROLLBAR:
    case THEME_BAR:
        return false;
    default:
        return true;
    }
}

/* What is drawn, as the parts of a picture. */
static bool is_drawn(enum theme_role role)
{
    return role >= THEME_CHART_1 && role <= THEME_CHART_8;
}

static void test_what_is_read_stands_out(void **state)
{
    static const char *const names[] = {"dark", "light"};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct theme theme;
        assert_int_equal(theme_load(&theme, names[i], NULL), STATUS_OK);
        const struct look *text = &theme.looks[THEME_TEXT];
        for (int role = 0; role < THEME_ROLE_COUNT; role++) {
            const struct look *look = &theme.looks[role];
            int front = look->foreground >= 16 ? look->foreground : text->foreground;
            int ground = look->background >= 16 ? look->background : text->background;
            double least = is_drawn((enum theme_role)role)  ? 3.0
                           : is_text((enum theme_role)role) ? 4.0
                                                            : 2.0;
            if (contrast(front, ground) < least)
                fail_msg("%s: role %d has a contrast of %.1f", names[i], role,
                         contrast(front, ground));
        }
    }
}

static void test_fewer_colours(void **state)
{
    (void)state;
    assert_int_equal(theme_nearest(THEME_DEFAULT, 8), THEME_DEFAULT);
    assert_int_equal(theme_nearest(234, 256), 234);
    assert_int_equal(theme_nearest(THEME_RGB | 0xffffff, 256), 231);
    assert_int_equal(theme_nearest(THEME_RGB | 0x000000, 16), 0);
    assert_int_equal(theme_nearest(196, 16), 9);
    assert_int_equal(theme_nearest(196, 8), 1);
    assert_int_equal(theme_nearest(15, 8), 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads),
        cmocka_unit_test(test_ground),
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_own_themes),
        cmocka_unit_test(test_own_themes_are_whole),
        cmocka_unit_test(test_what_is_read_stands_out),
        cmocka_unit_test(test_fewer_colours),
    };
    return cmocka_run_group_tests_name("theme", tests, NULL, NULL);
}
