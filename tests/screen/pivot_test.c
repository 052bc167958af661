/*
 * The pivot as a newcomer makes it: only keys that can be read on the screen at that moment
 * are pressed, and counted. And what it looks like in two sizes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/sample.h"
#include "tests/support/team.h"

enum { PRESSES_MOST = 30, WORDS = 12, WORD_SIZE = 64 };

struct newcomer {
    struct vt *vt;
    int presses;
};

/* How a key is written on the screen, where that is not its name. */
static const char *written(const char *key)
{
    static const struct {
        const char *key, *text;
    } arrows[] = {{"Up", "↑↓"}, {"Down", "↑↓"}, {"Left", "←→"}, {"Right", "←→"}};
    for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++)
        if (strcmp(arrows[i].key, key) == 0)
            return arrows[i].text;
    return key;
}

/* One key, which must stand on the screen with what it does: "F9 Menu", "Enter chooses". */
static void press(struct newcomer *who, const char *key, const char *does)
{
    char text[100];
    snprintf(text, sizeof text, "%s %s", written(key), does);
    if (!vt_find(who->vt, text, NULL, NULL))
        vt_fail(who->vt, "nothing on the screen says \"%s\"", text);
    vt_keys(who->vt, key);
    who->presses++;
}

/* Letters, where the screen asks for them; prompt is how it does. */
static void type(struct newcomer *who, const char *letters, const char *prompt)
{
    vt_expect(who->vt, prompt);
    vt_type(who->vt, letters);
    who->presses += (int)strlen(letters);
}

/* The first letter of a menu whose title can be read. */
static void choose_menu(struct newcomer *who, const char *letter, const char *title)
{
    press(who, "F9", "Menu");
    vt_expect(who->vt, title);
    type(who, letter, "letters jump");
}

/* ---- the steps ---- */

static void filter_by_age(struct newcomer *who)
{
    type(who, "ag", "type to search");
    press(who, "Enter", "chooses");
    type(who, ">=25", "or a condition: >= 25");
    press(who, "Enter", "filter");
    vt_expect(who->vt, "age ≥ 25");
}

static void choose_fields(struct newcomer *who)
{
    vt_expect(who->vt, "Group by     –");
    type(who, "ty", "type to search");
    press(who, "Enter", "chooses");
    press(who, "Down", "move");
    vt_expect(who->vt, "Across       –");
    type(who, "of", "type to search");
    press(who, "Enter", "chooses");
    vt_expect(who->vt, "Value        count rows");
    type(who, "av", "type to search");
    press(who, "Enter", "chooses");
    vt_expect(who->vt, "months ✓");
    type(who, "m", "type to search");
    press(who, "Enter", "chooses");
}

/* ---- the result ---- */

/* Words of a row, parted by two blanks or more. */
static size_t split(const char *row, char words[WORDS][WORD_SIZE])
{
    size_t count = 0;
    while (*row == ' ' && count < WORDS)
        row += strspn(row, " ");
    while (*row != '\0' && count < WORDS) {
        const char *end = strstr(row, "  ");
        size_t len = end != NULL ? (size_t)(end - row) : strlen(row);
        snprintf(words[count++], WORD_SIZE, "%.*s", (int)len, row);
        row += len;
        row += strspn(row, " ");
    }
    return count;
}

static void check_figure(const char *file, const char *type, const char *office, const char *figure)
{
    char sql[400], expected[32];
    snprintf(sql, sizeof sql,
             "SELECT CAST(round(avg(months) * 10) AS INTEGER) FROM caseload_2019 WHERE age >= 25"
             " AND ('%s' = 'Total' OR case_type = '%s') AND ('%s' = 'Total' OR office = '%s')",
             type, type, office, office);
    int64_t tenths = foreign_number(file, sql);
    snprintf(expected, sizeof expected, "%d.%d", (int)(tenths / 10), (int)(tenths % 10));
    if (strcmp(figure, expected) != 0)
        fail_msg("%s × %s is %s on the screen and %s by SQL", type, office, figure, expected);
}

static void check_result(struct newcomer *who, const char *jam)
{
    enum { ROWS = 5, COLUMNS = 8 };
    char file[1000], head[WORDS][WORD_SIZE], words[WORDS][WORD_SIZE];
    int row, col;
    snprintf(file, sizeof file, "%s/teams/north/team.db", jam);
    vt_resize(who->vt, 24, 120); /* one pane alone: all columns have room */
    vt_keys(who->vt, "Esc 3");
    vt_expect(who->vt, "case_type × office · average of months");
    assert_true(vt_find(who->vt, "  case_type   ", &row, &col));
    if (split(vt_row(who->vt, row), head) != COLUMNS)
        vt_fail(who->vt, "the header has no %d columns", COLUMNS);
    for (int i = 1; i <= ROWS; i++) {
        const char *text = vt_row(who->vt, row + i);
        const char *mark = strstr(text, "▶ ");
        assert_int_equal(split(mark != NULL ? mark + strlen("▶ ") : text, words), COLUMNS);
        for (int c = 1; c < COLUMNS; c++)
            check_figure(file, words[0], head[c], words[c]);
    }
}

static struct newcomer begin(const char *jam)
{
    struct newcomer who = {.vt = sample_start(jam, 120, 40)};
    vt_expect(who.vt, "Nothing is grouped yet.");
    return who;
}

static void end(struct newcomer *who, const char *jam)
{
    if (who->presses > PRESSES_MOST)
        vt_fail(who->vt, "that took %d presses", who->presses);
    check_result(who, jam);
    vt_free(who->vt);
}

static void average_months_by_menu(void **state)
{
    (void)state;
    const char *jam = sample_jam();
    struct newcomer who = begin(jam);
    choose_menu(&who, "f", " Filter ");
    press(&who, "Enter", "runs it");
    filter_by_age(&who);
    choose_menu(&who, "p", " Pivot ");
    press(&who, "Enter", "runs it");
    choose_fields(&who);
    end(&who, jam);
}

static void average_months_by_searching_commands(void **state)
{
    (void)state;
    const char *jam = sample_jam();
    struct newcomer who = begin(jam);
    press(&who, ":", "Commands");
    type(&who, "fil", "type to search");
    press(&who, "Enter", "chooses");
    filter_by_age(&who);
    press(&who, ":", "Commands");
    type(&who, "piv", "type to search");
    press(&who, "Enter", "chooses");
    choose_fields(&who);
    end(&who, jam);
}

/* ---- looks ---- */

static void a_pivot_looks_as_it_was_looked_at(void **state)
{
    (void)state;
    static const struct {
        int cols, rows;
    } sizes[] = {{80, 24}, {120, 40}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char name[40];
        struct vt *vt = sample_start(sample_jam(), sizes[i].cols, sizes[i].rows);
        struct newcomer who = {.vt = vt};
        vt_keys(vt, "F4");
        choose_fields(&who);
        snprintf(name, sizeof name, "pivot-fields-%dx%d", sizes[i].cols, sizes[i].rows);
        vt_golden(vt, name);
        vt_keys(vt, "Esc b");
        vt_type(vt, "sex");
        vt_keys(vt, "Enter T Right s Down Shift-Down Shift-Right");
        snprintf(name, sizeof name, "pivot-%dx%d", sizes[i].cols, sizes[i].rows);
        vt_golden(vt, name);
        vt_free(vt);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(average_months_by_menu),
        cmocka_unit_test(average_months_by_searching_commands),
        cmocka_unit_test(a_pivot_looks_as_it_was_looked_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
