/* What is asked of an import, by option. */
#include "core/service/import_wish.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct {
    const char *option;
    bool flag; /* it takes no value */
} options[PREVIEW_DECISIONS] = {
    [PREVIEW_NAME] = {"--name", false},     [PREVIEW_SHEET] = {"--sheet", false},
    [PREVIEW_TABLE] = {"--from", false},    [PREVIEW_CELLS] = {"--delimiter", false},
    [PREVIEW_QUOTES] = {"--quote", false},  [PREVIEW_LETTERS] = {"--encoding", false},
    [PREVIEW_HEADER] = {"--header", false}, [PREVIEW_LIKE] = {"--like", false},
    [PREVIEW_MARKS] = {"--marks", true},
};

const char *import_preview_option(enum preview_decision decision)
{
    return options[decision].option;
}

static void drop_choice(struct import_wish *wish, size_t i)
{
    free((char *)(uintptr_t)wish->choices[i].column);
    free((char *)(uintptr_t)wish->choices[i].type);
    wish->choices[i] = wish->choices[--wish->choice_count];
}

void import_wish_free(struct import_wish *wish)
{
    while (wish->choice_count)
        drop_choice(wish, wish->choice_count - 1);
    for (int i = 0; i < PREVIEW_DECISIONS; i++)
        free(wish->values[i]);
    free(wish->choices);
    *wish = (struct import_wish){0};
}

bool import_wish_set(struct import_wish *wish, enum preview_decision decision, const char *value)
{
    char *copy = value && value[0] ? strdup(value) : NULL;
    if (value && value[0] && !copy)
        return false;
    free(wish->values[decision]);
    wish->values[decision] = copy;
    return true;
}

static bool add_choice(struct import_wish *wish, const char *column, const char *type)
{
    struct import_choice *choices =
        realloc(wish->choices, (wish->choice_count + 1) * sizeof *choices);
    if (!choices)
        return false;
    wish->choices = choices;
    struct import_choice *choice = &choices[wish->choice_count];
    *choice = (struct import_choice){strdup(column), strdup(type)};
    wish->choice_count++;
    if (choice->column && choice->type)
        return true;
    drop_choice(wish, wish->choice_count - 1);
    return false;
}

bool import_wish_set_column(struct import_wish *wish, const char *column, const char *type)
{
    for (size_t i = 0; i < wish->choice_count; i++) {
        if (strcasecmp(wish->choices[i].column, column) == 0) {
            drop_choice(wish, i);
            break;
        }
    }
    return !*type || add_choice(wish, column, type);
}

static bool has_column(const struct import_preview *preview, const char *name)
{
    for (size_t i = 0; i < preview->column_count; i++) {
        if (strcasecmp(preview->columns[i].name, name) == 0)
            return true;
    }
    return false;
}

void import_wish_prune(struct import_wish *wish, const struct import_preview *preview)
{
    for (size_t i = wish->choice_count; i > 0; i--) {
        if (!has_column(preview, wish->choices[i - 1].column))
            drop_choice(wish, i - 1);
    }
}

void import_wish_options(const struct import_wish *wish, struct import_options *out)
{
    const char *from = wish->values[PREVIEW_TABLE];
    *out = (struct import_options){.name = wish->values[PREVIEW_NAME],
                                   .sheet = wish->values[PREVIEW_SHEET],
                                   .from_line = from ? strtoll(from, NULL, 10) : 0,
                                   .delimiter = wish->values[PREVIEW_CELLS],
                                   .quote = wish->values[PREVIEW_QUOTES],
                                   .encoding = wish->values[PREVIEW_LETTERS],
                                   .header = wish->values[PREVIEW_HEADER],
                                   .like = wish->values[PREVIEW_LIKE],
                                   .marks = wish->values[PREVIEW_MARKS] != NULL,
                                   .choices = wish->choices,
                                   .choice_count = wish->choice_count};
}

/* ---- as a command ---- */

/* Between single quotes unless it is plain. */
static void add_word(struct buffer *out, const char *word)
{
    const char *plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=,:";
    buffer_add_byte(out, ' ');
    if (*word && strspn(word, plain) == strlen(word)) {
        buffer_add_string(out, word);
        return;
    }
    buffer_add_byte(out, '\'');
    for (; *word; word++) {
        if (*word == '\'')
            buffer_add_string(out, "'\\'");
        buffer_add_byte(out, *word);
    }
    buffer_add_byte(out, '\'');
}

void import_wish_command(const struct import_wish *wish, const char *team, const char *path,
                         const char *name, struct buffer *out)
{
    buffer_add_string(out, "datajam import");
    add_word(out, team);
    add_word(out, path);
    for (int i = 0; i < PREVIEW_DECISIONS; i++) {
        const char *value = wish->values[i];
        if (!value && i == PREVIEW_NAME)
            value = name;
        if (!value)
            continue;
        add_word(out, options[i].option);
        if (!options[i].flag)
            add_word(out, value);
    }
    for (size_t i = 0; i < wish->choice_count; i++) {
        struct buffer choice = {0};
        buffer_printf(&choice, "%s=%s", wish->choices[i].column, wish->choices[i].type);
        add_word(out, "--type");
        if (!choice.failed)
            add_word(out, choice.data);
        buffer_free(&choice);
    }
}
