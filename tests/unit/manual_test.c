/*
 * The manual and the program say the same: each verb with its operands and options, and the
 * table of keys, which is made from the commands' rows. After a change of keys:
 * DATAJAM_GOLDEN=write make test-unit ONLY=manual writes the table anew.
 */
#include "tests/support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buffer.h"
#include "core/base/file.h"
#include "tui/cli/cli_internal.h"
#include "tui/cli/verbs.h"
#include "tui/console/command.h"
#include "tui/pane/panes.h"

#define PAGE  "man/datajam.1"
#define BEGIN ".\\\" keys: begin\n"
#define END   ".\\\" keys: end\n"

enum { PAGE_LIMIT = 1 << 20, LINE = 76, KEYS_MAX = 8 };

static struct buffer read_page(const char *path)
{
    struct buffer page = {0};

    assert_int_equal(file_read(path, PAGE_LIMIT, &page, NULL), STATUS_OK);
    return page;
}

static void expect(const struct buffer *page, const char *path, const char *text)
{
    if (!strstr(buffer_span(page).data, text))
        fail_msg("%s does not say: %s", path, text);
}

/* A word as mdoc writes an option: "no-console" is "\-no-console". */
static void check_options(const struct verb *verb, const struct buffer *page, const char *path)
{
    const struct cli_option *option;
    char text[100];

    for (size_t i = 0; (option = cli_verb_option(verb, i)) != NULL; i++) {
        if (strcmp(option->name, "help") == 0 || strcmp(option->name, "no-color") == 0)
            continue;
        snprintf(text, sizeof(text), "Fl \\-%s", option->name);
        expect(page, path, text);
    }
}

static void test_each_verb_is_in_the_manual(void **state)
{
    struct buffer page = read_page(PAGE);

    (void)state;
    for (size_t i = 0; i < cli_verb_count; i++) {
        const struct verb *verb = cli_verbs[i];
        struct buffer own = {0};
        char text[100], path[100];

        snprintf(text, sizeof(text), ".It Cm %s", verb->name);
        expect(&page, PAGE, text);
        snprintf(path, sizeof(path), "man/datajam-%s.1", verb->name);
        if (access(path, R_OK) == 0)
            own = read_page(path);
        check_options(verb, own.len ? &own : &page, own.len ? path : PAGE);
        buffer_free(&own);
    }
    buffer_free(&page);
}

/* The synopsis names each verb, in a line of its own. */
static void test_each_verb_is_in_the_synopsis(void **state)
{
    struct buffer page = read_page(PAGE);
    const char *begin = strstr(buffer_span(&page).data, ".Sh SYNOPSIS");
    const char *end = begin ? strstr(begin, ".Sh DESCRIPTION") : NULL;
    struct buffer synopsis = {0};

    (void)state;
    assert_non_null(end);
    buffer_add(&synopsis, begin, (size_t)(end - begin));
    for (size_t i = 0; i < cli_verb_count; i++) {
        char line[100];
        snprintf(line, sizeof(line), "\n.Cm %s\n", cli_verbs[i]->name);
        if (strstr(buffer_span(&synopsis).data, line) == NULL)
            fail_msg("the synopsis of %s lacks %s", PAGE, cli_verbs[i]->name);
    }
    buffer_free(&synopsis);
    buffer_free(&page);
}

/* ---- the table of keys ---- */

static const char *names_pane(const char *where)
{
    size_t count;
    const struct pane_class *const *panes = panes_all(&count);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(panes[i]->name, where) == 0)
            return text_get(panes[i]->title);
    }
    return "Everywhere";
}

struct table {
    struct buffer text;
    char where[40]; /* "?": none yet */
};

/* One key as mdoc text: what has a meaning there is written around. */
static void add_key(struct buffer *out, const char *key, size_t len)
{
    buffer_add_string(out, " Ic \\&");
    for (size_t i = 0; i < len; i++) {
        if (key[i] == '\\')
            buffer_add_string(out, "\\e");
        else if (key[i] == '-')
            buffer_add_string(out, "\\-");
        else if (key[i] == '"')
            buffer_add_string(out, "\\(dq");
        else
            buffer_add_byte(out, key[i]);
    }
}

static void add_keys(struct buffer *out, const char *keys)
{
    buffer_add_string(out, ".It");
    for (int n = 0; *keys && n < KEYS_MAX; n++) {
        const size_t len = strcspn(keys, " ");

        if (n > 0)
            buffer_add_string(out, " ,");
        add_key(out, keys, len);
        keys += len + strspn(keys + len, " ");
    }
    buffer_add_byte(out, '\n');
}

/* Words in lines of their own width; a sentence begins a line. */
static void add_words(struct buffer *out, const char *words)
{
    size_t column = 0;

    for (bool ended = false; *words;) {
        const size_t len = strcspn(words, " ");

        if (column > 0 && (ended || column + 1 + len > LINE)) {
            buffer_add_byte(out, '\n');
            column = 0;
        } else if (column > 0) {
            buffer_add_byte(out, ' ');
            column++;
        }
        buffer_add(out, words, len);
        column += len;
        ended = len > 0 && strchr(".!?", words[len - 1]) != NULL;
        words += len + strspn(words + len, " ");
    }
    buffer_add_byte(out, '\n');
}

static bool add_command(void *context, const char *where, const struct command *command)
{
    struct table *table = context;

    if (!command->keys[0])
        return true;
    if (strcmp(table->where, where) != 0) {
        if (strcmp(table->where, "?") != 0)
            buffer_add_string(&table->text, ".El\n");
        buffer_printf(&table->text, ".Pp\n%s:\n.Bl -tag -width \"Ctrl-P, :\" -compact\n",
                      names_pane(where));
        snprintf(table->where, sizeof(table->where), "%s", where);
    }
    add_keys(&table->text, command->keys);
    add_words(&table->text, text_get(command->help));
    return true;
}

static void test_the_table_of_keys_is_that_of_the_console(void **state)
{
    struct buffer page = read_page(PAGE);
    struct table table = {.where = "?"};
    const char *begin = strstr(buffer_span(&page).data, BEGIN);
    const char *end = begin ? strstr(begin, END) : NULL;
    const char *golden = getenv("DATAJAM_GOLDEN");
    struct buffer wanted = {0};
    size_t count;
    const struct pane_class *const *panes = panes_all(&count);

    (void)state;
    assert_non_null(end);
    command_walk(panes, count, add_command, &table);
    buffer_add_string(&table.text, ".El\n");
    buffer_add(&wanted, page.data, (size_t)(begin - page.data) + strlen(BEGIN));
    buffer_add_span(&wanted, buffer_span(&table.text));
    buffer_add_string(&wanted, end);
    if (golden && strcmp(golden, "write") == 0)
        assert_int_equal(file_replace(PAGE, buffer_span(&wanted), 0644, NULL), STATUS_OK);
    else if (strcmp(wanted.data, page.data) != 0)
        fail_msg("the keys in %s are not those of the console; to write them anew: "
                 "DATAJAM_GOLDEN=write make test-unit ONLY=manual",
                 PAGE);
    buffer_free(&wanted);
    buffer_free(&table.text);
    buffer_free(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_verb_is_in_the_manual),
        cmocka_unit_test(test_each_verb_is_in_the_synopsis),
        cmocka_unit_test(test_the_table_of_keys_is_that_of_the_console),
    };

    return cmocka_run_group_tests_name("manual", tests, NULL, NULL);
}
