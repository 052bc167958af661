/* What the hand-out takes from the topic: its page, and what the columns mean. */
#include <string.h>
#include <strings.h>

#include "core/service/handout_internal.h"

/* ---- the page ---- */

/* A line of Markdown without its marks; of a link its words; `code` is in quotes. */
static char *plain(struct arena *arena, const char *line, size_t len, bool quotes)
{
    char *out = arena_copy(arena, span_of(line, len));
    size_t used = 0;
    for (size_t i = 0; out && i < len; i++) {
        if (line[i] == ']' && i + 1 < len && line[i + 1] == '(')
            i += strcspn(line + i, ")"); /* on the sign that ends the address */
        else if (line[i] == '`' && quotes)
            out[used++] = '"';
        else if (!strchr("*`[", line[i]))
            out[used++] = line[i];
    }
    while (out && used > 0 && out[used - 1] == ' ')
        used--;
    if (out)
        out[used] = '\0';
    return out;
}

/* The bytes of what begins an item of a list: a dash or a number; 0: it is none. */
static size_t item_marks(const char *line, size_t len)
{
    size_t figures = strspn(line, "0123456789");
    if (figures > 0 && figures + 1 < len && line[figures] == '.' && line[figures + 1] == ' ')
        return figures + 2;
    return len > 2 && strchr("-*", line[0]) && line[1] == ' ' ? 2 : 0;
}

/* A line of a table; the first of one names its columns. */
static void add_table_line(struct handout_making *making, const char *line, bool first)
{
    const char *cells[HANDOUT_CELLS];
    size_t count = 0;
    while (*line == '|' && line[1] && count < HANDOUT_CELLS) {
        line += 1 + strspn(line + 1, " ");
        size_t len = strcspn(line, "|");
        cells[count++] = plain(making->arena, line, len, false);
        line += len;
    }
    handout_add_row(making, first ? HANDOUT_HEAD : HANDOUT_ROW, cells, count);
}

static void join_to_last(struct handout_making *making, const char *line, size_t len)
{
    struct handout_line *last = &making->out->lines[making->out->count - 1];
    size_t blank = strspn(line, " ");
    const char *more = plain(making->arena, line + blank, len - blank, true);
    const char *both = more ? arena_printf(making->arena, "%s %s", last->text, more) : NULL;
    making->failed = making->failed || !both;
    last->text = both ? both : last->text;
}

/* What the line before has begun and the next one may go on with. */
enum part { PART_NONE, PART_WORDS, PART_TABLE };

/* Lines that follow each other are one paragraph, or one item of a list. */
static enum part add_page_line(struct handout_making *making, const char *line, size_t len,
                               enum part before)
{
    size_t marks = strspn(line, "#"), skipped = item_marks(line, len);
    bool joins = before == PART_WORDS && skipped == 0 && making->out->count > 0;
    if (strncmp(line, "|-", 2) == 0 || strncmp(line, "|:", 2) == 0)
        return before;
    if (len == 0)
        return PART_NONE;
    if (marks > 0 && marks < len) {
        char *words = plain(making->arena, line + marks + (line[marks] == ' '),
                            len - marks - (line[marks] == ' '), true);
        if (marks > 1)
            handout_add(making, HANDOUT_UNDER, words);
        else
            handout_add(making, HANDOUT_HEADING,
                        words ? handout_words(making, TEXT_HANDOUT_TOPIC,
                                              TEXT_VALUES(text_string("title", words)))
                              : NULL);
        return PART_NONE;
    }
    if (*line == '|') {
        add_table_line(making, line, before != PART_TABLE);
        return PART_TABLE;
    }
    if (joins)
        join_to_last(making, line, len);
    else
        handout_add(making, skipped > 0 ? HANDOUT_ITEM : HANDOUT_TEXT,
                    plain(making->arena, line + skipped, len - skipped, true));
    return PART_WORDS;
}

void handout_add_page(struct handout_making *making, const char *page)
{
    enum part part = PART_NONE;
    while (*page && !making->failed) {
        size_t len = strcspn(page, "\r\n");
        char *line = arena_copy(making->arena, span_of(page, len));
        if (line)
            part = add_page_line(making, line, len, part);
        making->failed = making->failed || !line;
        page += len;
        page += *page == '\r';
        page += *page == '\n';
    }
}

/* ---- the dictionary ---- */

/* "✓ Case type (case_type)": its mark, what people call it, and the name on the screen. */
static const char *column_name(struct handout_making *making, const struct dictionary_entry *entry)
{
    static const char *const marks[QUALITY_COUNT] = {[QUALITY_NONE] = "",
                                                     [QUALITY_GOOD] = "\u2713 ",
                                                     [QUALITY_CAUTION] = "! ",
                                                     [QUALITY_IGNORE] = ""};
    const char *name = entry->column;
    if (*entry->label && strcasecmp(entry->label, entry->column) != 0)
        name = handout_words(
            making, TEXT_HANDOUT_COLUMN,
            TEXT_VALUES(text_string("label", entry->label), text_string("column", entry->column)));
    else if (*entry->label)
        name = entry->label;
    return name ? arena_printf(making->arena, "%s%s", marks[entry->quality], name) : NULL;
}

static void add_columns(struct handout_making *making, const struct dictionary *dictionary,
                        const char *dataset)
{
    handout_add_pair(making, HANDOUT_HEAD, text_get(TEXT_HANDOUT_COLUMN_HEAD),
                     text_get(TEXT_HANDOUT_MEANING_HEAD));
    for (size_t i = 0; i < dictionary->entry_count; i++) {
        const struct dictionary_entry *entry = &dictionary->entries[i];
        if (*entry->column && strcasecmp(entry->dataset, dataset) == 0 &&
            entry->quality != QUALITY_IGNORE)
            handout_add_pair(making, HANDOUT_ROW, column_name(making, entry),
                             handout_words(making, TEXT_HANDOUT_MEANING,
                                           TEXT_VALUES(text_string("meaning", entry->meaning),
                                                       text_string("caution", entry->caution))));
    }
}

/* What is not for analysis is left out. */
void handout_add_dictionary(struct handout_making *making, const struct dictionary *dictionary)
{
    if (dictionary->entry_count == 0)
        return;
    handout_add_words(making, HANDOUT_HEADING, TEXT_HANDOUT_DATA);
    handout_add_words(making, HANDOUT_TEXT, TEXT_HANDOUT_MARKS);
    for (size_t i = 0; i < dictionary->entry_count; i++) {
        const struct dictionary_entry *entry = &dictionary->entries[i];
        if (*entry->column)
            continue;
        handout_add(making, HANDOUT_UNDER, entry->dataset);
        if (*entry->meaning)
            handout_add(making, HANDOUT_TEXT,
                        handout_words(making, TEXT_HANDOUT_ROW,
                                      TEXT_VALUES(text_string("meaning", entry->meaning),
                                                  text_string("caution", entry->caution))));
        add_columns(making, dictionary, entry->dataset);
    }
}
