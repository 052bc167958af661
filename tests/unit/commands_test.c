/* The rows of all commands: unique names, keys that don't clash, help for each. */
#include "tui/console/command.h"

#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"
#include "tests/support/check.h"
#include "tui/console/key.h"
#include "tui/pane/panes.h"

enum { MOST = 400 };

struct row {
    const char *where;
    const struct command *command;
};

struct table {
    struct row rows[MOST];
    size_t count;
};

static bool add(void *context, const char *where, const struct command *command)
{
    struct table *table = context;
    assert_true(table->count < MOST);
    table->rows[table->count++] = (struct row){where, command};
    return true;
}

static int fill(void **state)
{
    static struct table table;
    size_t count;
    const struct pane_class *const *classes = panes_all(&count);
    command_walk(classes, count, add, &table);
    *state = &table;
    return 0;
}

static void test_names_are_unique(void **state)
{
    const struct table *table = *state;
    for (size_t i = 0; i < table->count; i++) {
        const char *name = table->rows[i].command->name;
        assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789.-"), strlen(name));
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(name, table->rows[j].command->name);
    }
}

static void test_each_has_words(void **state)
{
    const struct table *table = *state;
    for (size_t i = 0; i < table->count; i++) {
        const struct command *command = table->rows[i].command;
        const char *help = text_get(command->help);
        if (!*text_get(command->label) || !*help || help[strlen(help) - 1] != '.' || !command->run)
            fail_msg("%s needs a label, a sentence of help and something to run", command->name);
    }
}

/* The menu says it on the status line, which has 78 cells on the smallest screen. */
static void test_help_is_not_cut(void **state)
{
    const struct table *table = *state;
    for (size_t i = 0; i < table->count; i++) {
        const char *help = text_get(table->rows[i].command->help);
        size_t cells = utf8_screen_width(span_string(help));
        if (cells > 78)
            fail_msg("%s: %zu cells of help: %s", table->rows[i].command->name, cells, help);
    }
}

/* F7 goes to the SQL pane, and once there runs what is written: one key, and in the pane its
 * command has it. */
static bool is_meant(const char *pane, const char *console, const struct key *key)
{
    return strcmp(pane, "query.run") == 0 && strcmp(console, "view.sql") == 0 && key_in("F7", key);
}

/* Within a pane, and between a pane and the console, no key stands twice; every name of a
 * key is one, and can be typed. */
static void test_keys_do_not_clash(void **state)
{
    const struct table *table = *state;
    for (size_t i = 0; i < table->count; i++) {
        struct span rest = span_string(table->rows[i].command->keys);
        struct key key;
        while (key_next(&rest, &key)) {
            assert_false(key_in("Ctrl-I Ctrl-J Ctrl-M Ctrl-H", &key));
            for (size_t j = 0; j < i; j++) {
                bool meet = !*table->rows[j].where ||
                            strcmp(table->rows[i].where, table->rows[j].where) == 0;
                if (meet && key_in(table->rows[j].command->keys, &key) &&
                    !is_meant(table->rows[i].command->name, table->rows[j].command->name, &key))
                    fail_msg("%s and %s have a key in common", table->rows[i].command->name,
                             table->rows[j].command->name);
            }
        }
        if (rest.len)
            fail_msg("%s: a key's name can't be read", table->rows[i].command->name);
    }
}

/* Terminals take F1, F10 and F11 for themselves: no command has only an F-key. */
static void test_function_keys_have_a_twin(void **state)
{
    const struct table *table = *state;
    for (size_t i = 0; i < table->count; i++) {
        struct span rest = span_string(table->rows[i].command->keys);
        struct key key;
        size_t function = 0, other = 0;
        while (key_next(&rest, &key)) {
            if (key.code >= KEYCODE_F1 && key.code <= KEYCODE_F12)
                function++;
            else
                other++;
        }
        if (function && !other)
            fail_msg("%s needs a letter beside its F-key", table->rows[i].command->name);
    }
}

/* The panes by their numbers: so they stand in the menu, in help and in the manual. */
static void test_panes_are_in_order(void **state)
{
    const struct table *table = *state;
    char digits[16] = "";
    for (size_t i = 0; i < table->count && !*table->rows[i].where; i++) {
        const char *keys = table->rows[i].command->keys;
        if (*keys >= '1' && *keys <= '9' && strlen(digits) < sizeof digits - 1)
            strncat(digits, keys, 1);
    }
    assert_string_equal(digits, "123456");
}

static bool has_key(const struct table *table, const char *pane, const struct key *key)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct row *row = &table->rows[i];
        if ((!*row->where || strcmp(row->where, pane) == 0) && key_in(row->command->keys, key))
            return true;
    }
    return false;
}

/* Help begins with what the pane is for; the F-keys it names are those of the pane or the
 * console. */
static void test_panes_say_what_they_are_for(void **state)
{
    size_t count;
    const struct pane_class *const *classes = panes_all(&count);
    for (size_t i = 0; i < count; i++) {
        const char *about = text_get(classes[i]->about);
        if (classes[i]->command_count == 0)
            continue;
        assert_true(strlen(about) > 60 && about[strlen(about) - 1] == '.');
        for (const char *at = about; (at = strchr(at, 'F')); at++) {
            char name[4] = {'F', at[1], '\0', '\0'};
            struct key key = {0};
            struct span rest = span_string(name);
            if (at[1] < '1' || at[1] > '9')
                continue;
            assert_true(key_next(&rest, &key));
            if (!has_key(*state, classes[i]->name, &key))
                fail_msg("%s has no %s, which its help names", classes[i]->name, name);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_are_unique),
        cmocka_unit_test(test_each_has_words),
        cmocka_unit_test(test_help_is_not_cut),
        cmocka_unit_test(test_keys_do_not_clash),
        cmocka_unit_test(test_function_keys_have_a_twin),
        cmocka_unit_test(test_panes_are_in_order),
        cmocka_unit_test(test_panes_say_what_they_are_for),
    };
    return cmocka_run_group_tests_name("commands", tests, fill, NULL);
}
