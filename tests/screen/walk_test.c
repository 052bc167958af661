/*
 * A walk along everything that the screen offers at 80 × 24: the key bar and the menus. What
 * is written there is whole, belongs to a command, and does something that can be seen.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/sample.h"
#include "tui/console/command.h"
#include "tui/pane/panes.h"

enum { SCREEN_SIZE = 16384, LABEL_SIZE = 200, MENUS = 12, ENTRIES = 30 };

/* What must stand on the screen after a command. A command that is not listed must change
 * the screen in some way; "" says that nothing needs to change. */
static const struct {
    const char *command, *shown;
} EFFECTS[] = {
    {"help", "Help ·"},
    {"commands", "Search commands"},
    {"menu", " File "},
    {"file.save", "Already saved"},
    {"file.quit", NULL},
    {"edit.undo", "to undo"},
    {"edit.redo", "to redo"},
    {"view.topic", "What do we want to know?"},
    {"view.data", "case_id"},
    {"view.mouse", "Mouse off"},
    {"view.repaint", ""},
    {"view.theme", "Themes"},
    {"team.person", "Who are you?"},
    {"data.find", "Find in all columns"},
    {"data.find-in-column", "Find in "},
    {"data.jump", "Go to a row"},
    {"data.card", "Meaning"},
    {"data.dataset", "Datasets"},
    {"data.repairs", "No row had to be repaired"},
    {"data.columns", "Columns: Space"},
    {"data.sum", "empty 0"},
    {"data.hide", "is hidden"},
    {"data.move-right", "moved to the right"},
    {"data.mark", "marked"},
    {"data.mark-all", "marked 105,376"},
    {"data.last-row", "105,376 / 105,376"},
    {"data.first-row", ""}, /* it stands there */
    {"data.move-left", ""}, /* the first column can't */
    {"data.unmark", ""},    /* nothing is marked */
    {"data.find-next", ""}, /* nothing was looked for */
    {"data.find-previous", ""},
    {"data.filter", "Filter: which column?"},
    {"data.values", "Values of case_id"},
    {"data.view-save", "Save what is shown"},
    {"data.views", "no view is saved yet"},
    {"data.view-rename", "no view is saved yet"},
    {"data.view-delete", "no view is saved yet"},
    {"data.only", "case_id = "},
    {"data.without", "case_id "},
    {"data.condition", "Only rows where"},
    {"data.chips", ""}, /* there are no filters yet */
    {"data.chip-edit", ""},
    {"data.chip-reverse", ""},
    {"data.chip-remove", ""},
    {"data.unfilter", ""},
    {"data.back", ""},
    {"query.take-off", ""}, /* nothing is on */
    {"data.sort", "Sorted by case_id"},
    {"data.sort-further", "Sorted by case_id"},
    {"data.unsort", ""},
    {"data.steps", ""},
    {"topic.find-next", ""},
    {"topic.find-previous", ""},
    {"topic.previous-section", ""}, /* it stands at the start */
    {"topic.up", ""},
    {"topic.page-up", ""},
    {"topic.start", ""},
    {"pivot.fields", "Group by"},
    {"pivot.sql", "SQL"},
    {"pivot.coarser", ""}, /* neither number nor date is in it */
    {"pivot.finer", ""},
    {"pivot.subtotals", ""}, /* there is one row field only */
    {"pivot.again", ""},     /* and the same comes of it */
    {"chart.wider", ""},     /* the bars of a pivot are no bands */
    {"chart.narrower", ""},
    {"chart.width", ""},
    {"chart.back", ""},       /* no rows have been looked at */
    {"chart.again", ""},      /* and the same comes of it */
    {"board.move-left", ""},  /* it stands in the first column */
    {"board.order-down", ""}, /* and as the last one */
    {"board.settle", ""},     /* there is one text of everything */
    {"view.wider", ""},       /* one pane at a time has no columns */
    {"view.narrower", ""},
};

/* The chart of a pivot with rows and columns, a bar of it chosen. */
#define CHART_PLACE "3 r Down Down Down Enter c Down Down Down Down Down Down Enter 4 Right"

/* The board with a note in the archive and a new question under the cursor. */
#define BOARD_PLACE "5 n N o t e Enter x Ctrl-S x n Q u e Enter y Enter"

/* ---- which command is meant ---- */

struct wanted {
    const char *where; /* the pane */
    const char *key;   /* NULL: by label */
    const char *label;
    const struct command *found;
};

static bool has_key(const char *keys, const char *key)
{
    size_t len = strlen(key);
    for (const char *at = keys; (at = strstr(at, key)); at++)
        if ((at == keys || at[-1] == ' ') && (at[len] == ' ' || !at[len]))
            return true;
    return false;
}

static bool is_wanted(const struct wanted *wanted, const struct command *command)
{
    if (!wanted->key)
        return strcmp(text_get(command->label), wanted->label) == 0;
    return has_key(command->keys, wanted->key) &&
           (strcmp(text_get(command->bar), wanted->label) == 0 ||
            (command->brief && strcmp(text_get(command->brief), wanted->label) == 0));
}

static bool look_at(void *context, const char *where, const struct command *command)
{
    struct wanted *wanted = context;
    if ((*where == '\0' || strcmp(where, wanted->where) == 0) && is_wanted(wanted, command))
        wanted->found = command;
    return !wanted->found;
}

static const struct command *find_command(const char *where, const char *key, const char *label)
{
    struct wanted wanted = {where, key, label, NULL};
    size_t count;
    const struct pane_class *const *classes = panes_all(&count);
    command_walk(classes, count, look_at, &wanted);
    return wanted.found;
}

/* ---- what it does ---- */

static void check_effect(struct vt *vt, const struct command *command, const char *before,
                         const char *keys)
{
    const char *shown = "(any change)";
    for (size_t i = 0; i < sizeof EFFECTS / sizeof *EFFECTS; i++)
        if (strcmp(EFFECTS[i].command, command->name) == 0)
            shown = EFFECTS[i].shown;
    if (!shown) {
        assert_int_equal(WEXITSTATUS(vt_keys_end(vt, keys)), 0);
        return;
    }
    vt_keys(vt, keys);
    if (strcmp(shown, "(any change)") == 0) {
        if (strcmp(before, vt_text(vt)) == 0)
            vt_fail(vt, "%s changes nothing", command->name);
        vt_expect_not(vt, "not possible just now");
    } else if (*shown) {
        vt_expect(vt, shown);
    }
}

static void note_screen(struct vt *vt, char *screen)
{
    snprintf(screen, SCREEN_SIZE, "%s", vt_text(vt));
}

/* ---- the key bar ---- */

/* Parts "F1 Help  F3 Find" into keys and labels; returns how many. */
static size_t read_key_bar(struct vt *vt, char keys[][LABEL_SIZE], char labels[][LABEL_SIZE])
{
    char bar[LABEL_SIZE * 2];
    size_t n = 0;
    snprintf(bar, sizeof bar, "%s", vt_row(vt, vt_rows(vt) - 1));
    for (char *at = bar + strspn(bar, " "); *at && n < ENTRIES; n++) {
        char *end = strstr(at, "  ");
        size_t len = end ? (size_t)(end - at) : strlen(at);
        size_t key = strcspn(at, " ");
        snprintf(keys[n], LABEL_SIZE, "%.*s", (int)key, at);
        snprintf(labels[n], LABEL_SIZE, "%.*s", (int)(len - key - 1), at + key + 1);
        at += len;
        at += strspn(at, " ");
    }
    return n;
}

/* A console without what the one before was writing when it was killed. */
static struct vt *start_anew(const char *jam)
{
    fixture_do(VT_ARGS("/bin/rm", "-rf", fixture_path(jam, "teams/north/.team.db-seats")));
    return sample_start(jam, 80, 24);
}

static void walk_key_bar(const char *place, const char *where)
{
    static char keys[ENTRIES][LABEL_SIZE], labels[ENTRIES][LABEL_SIZE], before[SCREEN_SIZE];
    const char *jam = sample_jam();
    size_t count = 1;
    for (size_t i = 0; i < count; i++) {
        struct vt *vt = start_anew(jam);
        vt_keys(vt, place);
        count = read_key_bar(vt, keys, labels);
        assert_true(count >= 4);
        const struct command *command = find_command(where, keys[i], labels[i]);
        if (!command)
            vt_fail(vt, "the key bar's \"%s %s\" is no command's", keys[i], labels[i]);
        note_screen(vt, before);
        check_effect(vt, command, before, keys[i]);
        vt_free(vt);
    }
    assert_string_equal(keys[0], "F1"); /* help, menu and the way out are always there */
    assert_string_equal(keys[count - 2], "F9");
    assert_string_equal(keys[count - 1], "F10");
}

static void the_key_bar_of_the_topic_does_what_it_says(void **state)
{
    (void)state;
    walk_key_bar("1", "topic");
}

static void the_key_bar_of_the_data_does_what_it_says(void **state)
{
    (void)state;
    walk_key_bar("2", "data");
}

/* ---- the menus ---- */

/* The label in the open menu that the cursor stands on, without its keys; "" at its end. */
static void read_entry(struct vt *vt, int entry, char *label)
{
    char row[LABEL_SIZE * 4] = "";
    int left = 0;
    *label = '\0';
    if (!vt_find(vt, "┌", NULL, &left))
        return;
    for (int col = left; col < vt_cols(vt); col++) {
        const struct vt_cell cell = vt_cell(vt, entry + 2, col);
        strncat(row, *cell.text ? cell.text : " ", sizeof row - strlen(row) - 1);
    }
    if (strncmp(row, "│ ", strlen("│ ")) != 0)
        return;
    const char *text = row + strlen("│ ");
    const char *wide = strstr(text, "  "), *frame = strstr(text, " │");
    if (frame)
        snprintf(label, LABEL_SIZE, "%.*s", (int)((wide && wide < frame ? wide : frame) - text),
                 text);
}

static void open_menu(struct vt *vt, int menu, int entry)
{
    vt_keys(vt, "F9");
    for (int i = 0; i < menu; i++)
        vt_keys(vt, "Right");
    for (int i = 0; i < entry; i++)
        vt_keys(vt, "Down");
}

/* True when there was such an entry. */
static bool try_entry(const char *jam, const char *place, const char *where, int menu, int entry)
{
    static char before[SCREEN_SIZE];
    char label[LABEL_SIZE];
    struct vt *vt = start_anew(jam);
    vt_keys(vt, place);
    note_screen(vt, before);
    open_menu(vt, menu, entry);
    read_entry(vt, entry, label);
    if (*label) {
        const struct command *command = find_command(where, NULL, label);
        if (!command) { /* its keys may stand one blank behind it */
            char *blank = strrchr(label, ' ');
            while (!command && blank) {
                *blank = '\0';
                command = find_command(where, NULL, label);
                blank = strrchr(label, ' ');
            }
        }
        if (!command)
            vt_fail(vt, "entry %d of menu %d is no command's: %s", entry, menu, label);
        check_effect(vt, command, before, "Enter");
    }
    vt_free(vt);
    return *label;
}

static void walk_menus(const char *place, const char *where, int first, int menus)
{
    const char *jam = sample_jam();
    for (int menu = first; menu < first + menus; menu++) {
        int entries = 0;
        while (entries < ENTRIES && try_entry(jam, place, where, menu, entries))
            entries++;
        assert_true(entries > 0);
    }
}

static void the_menus_over_the_data_do_what_they_say(void **state)
{
    (void)state;
    walk_menus("2", "data", 0, 5);
}

/* Topic, Team and Help; those before are the same from everywhere. */
static void the_menus_behind_them_do_what_they_say(void **state)
{
    (void)state;
    walk_menus("1", "topic", 9, 3);
}

static void the_menu_of_the_sql_pane_does_what_it_says(void **state)
{
    (void)state;
    walk_menus("6 s e l e c t Space 1 F7 Space a", "query", 7, 1);
}

static void the_key_bar_of_the_sql_pane_does_what_it_says(void **state)
{
    (void)state;
    walk_key_bar("6 s e l e c t Space 1 F7 Space a", "query");
}

/* Over a pivot of office and case type. */
static void the_menu_of_the_pivot_does_what_it_says(void **state)
{
    (void)state;
    walk_menus("3 r Down Down Down Enter c Down Down Down Down Down Down Enter", "pivot", 5, 1);
}

static void the_key_bar_of_the_pivot_does_what_it_says(void **state)
{
    (void)state;
    walk_key_bar("3 r Down Down Down Enter c Down Down Down Down Down Down Enter", "pivot");
}

/* Over the chart of a pivot of office and case type. */
static void the_menu_of_the_chart_does_what_it_says(void **state)
{
    (void)state;
    walk_menus(CHART_PLACE, "chart", 6, 1);
}

static void the_key_bar_of_the_chart_does_what_it_says(void **state)
{
    (void)state;
    walk_key_bar(CHART_PLACE, "chart");
}

/* Over a board with a few cards: each walk adds a question and a note. */
static void the_menu_of_the_board_does_what_it_says(void **state)
{
    (void)state;
    walk_menus(BOARD_PLACE, "board", 8, 1);
}

static void the_key_bar_of_the_board_does_what_it_says(void **state)
{
    (void)state;
    walk_key_bar(BOARD_PLACE, "board");
}

/* ---- hostile data and storms ---- */

static void data_cannot_forge_the_screen(void **state)
{
    (void)state;
    struct vt *vt = sample_start_csv(
        "name,note\n"
        "\033[2J\033[Hgone,\033]0;title\007\n"
        "\342\200\256gnissim,a\342\200\213b\302\205c\302\233 31m\n"
        "e\314\201\314\202\314\203\314\204\314\205,\360\237\221\251\342\200\215\360\237\222\273\n"
        "\"two\nlines\",\"tab\there\"\n"
        "last,row\n");
    static const char *const NEVER[] = {"\033[2J\033[Hgone", "\033]0;",  "\007",    "\342\200\256",
                                        "\342\200\213",      "\302\205", "\302\233"};
    size_t len;
    vt_keys(vt, "Ctrl-L Down");
    vt_resize(vt, 30, 100);
    const char *output = vt_output(vt, &len);
    for (size_t i = 0; i < sizeof NEVER / sizeof *NEVER; i++)
        if (memmem(output, len, NEVER[i], strlen(NEVER[i])))
            vt_fail(vt, "byte sequence %zu of the data reached the terminal", i);
    vt_expect(vt, "gnissim");
    vt_expect(vt, "last");
    vt_expect_row(vt, vt_rows(vt) - 1, "F1 Help");
    vt_keys(vt, "i");
    vt_expect(vt, "Different");
    vt_free(vt);
}

static void a_storm_of_sizes_and_keys_is_weathered(void **state)
{
    (void)state;
    static const char *const KEYS[] = {"Down", "PageDown", "F1",  "Esc", "1",   "2",   "i",
                                       "Esc",  "F9",       "Esc", "End", "Tab", "Home"};
    struct vt *vt = sample_start(sample_jam(), 80, 24);
    unsigned chance = 7;
    for (int i = 0; i < 150; i++) {
        chance = chance * 1103515245u + 12345u;
        vt_resize(vt, 1 + (int)(chance >> 16) % 70, 1 + (int)(chance >> 8) % 220);
        vt_keys(vt, KEYS[(chance >> 4) % (sizeof KEYS / sizeof *KEYS)]);
    }
    vt_resize(vt, 24, 80);
    vt_keys(vt, "Esc Esc 2");
    vt_expect(vt, "case_id");
    vt_expect_row(vt, 23, "F1 Help");
    vt_free(vt);
}

static void putty_keys_do_what_xterm_keys_do(void **state)
{
    (void)state;
    static const char *const KEYS[] = {"End", "End Home", "F1", "F3", "Right Right Home"};
    const char *jam = sample_jam();
    char xterm[SCREEN_SIZE];
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++) {
        for (int putty = 0; putty < 2; putty++) {
            struct vt *vt = sample_start_keyboard(jam, 80, 24, putty ? VT_PUTTY : VT_XTERM);
            vt_keys(vt, "2 Ctrl-Home");
            vt_keys(vt, KEYS[i]);
            if (putty)
                assert_string_equal(vt_text(vt), xterm);
            else
                note_screen(vt, xterm);
            vt_keys(vt, "Esc Ctrl-Home");
            vt_free(vt);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_key_bar_of_the_topic_does_what_it_says),
        cmocka_unit_test(the_key_bar_of_the_data_does_what_it_says),
        cmocka_unit_test(the_menus_over_the_data_do_what_they_say),
        cmocka_unit_test(the_menus_behind_them_do_what_they_say),
        cmocka_unit_test(the_menu_of_the_sql_pane_does_what_it_says),
        cmocka_unit_test(the_key_bar_of_the_sql_pane_does_what_it_says),
        cmocka_unit_test(the_menu_of_the_pivot_does_what_it_says),
        cmocka_unit_test(the_key_bar_of_the_pivot_does_what_it_says),
        cmocka_unit_test(the_menu_of_the_chart_does_what_it_says),
        cmocka_unit_test(the_key_bar_of_the_chart_does_what_it_says),
        cmocka_unit_test(the_menu_of_the_board_does_what_it_says),
        cmocka_unit_test(the_key_bar_of_the_board_does_what_it_says),
        cmocka_unit_test(data_cannot_forge_the_screen),
        cmocka_unit_test(a_storm_of_sizes_and_keys_is_weathered),
        cmocka_unit_test(putty_keys_do_what_xterm_keys_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
