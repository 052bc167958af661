/*
 * The dictionary as a page: what each column of each dataset means and how far it can be
 * trusted, written as Markdown so that it is laid out like the topic itself.
 */
#include <string.h>

#include "core/base/buffer.h"
#include "tui/pane/topic_state.h"
#include "tui/widget/table.h"

enum { COLUMN_MARK_WORDS = 600 };

/* Text from data: no sign of it means anything to Markdown, and it stays on its line. */
static void add_text(struct buffer *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (strchr("\\`*_{}[]()#+-.!<>|~&$:\"'/=^", *text) != NULL)
            buffer_add_byte(out, '\\');
        buffer_add_byte(out, *text == '\n' || *text == '\r' ? ' ' : *text);
    }
}

static void add_column(struct buffer *out, const struct column_info *column)
{
    buffer_add_string(out, "- **");
    add_text(out, column->name);
    buffer_add_string(out, "**");
    if (column->quality != QUALITY_NONE || column->team.quality != QUALITY_NONE) {
        char marks[TABLE_MARKS_SIZE];
        buffer_add_byte(out, ' ');
        add_text(out, table_marks(column->quality, column->team.quality, marks));
    }
    if (column->label[0] != '\0' && strcmp(column->label, column->name) != 0) {
        buffer_add_string(out, " ");
        add_text(out, column->label);
        buffer_add_string(out, ".");
    }
    buffer_add_string(out, " ");
    add_text(out, column->meaning);
    if (column->caution[0] != '\0') {
        buffer_add_string(out, " *");
        add_text(out, column->caution);
        buffer_add_string(out, "*");
    }
    if (column->team.line[0] != '\0') {
        char words[COLUMN_MARK_WORDS];
        text_format(words, sizeof words, TEXT_TOPIC_TEAM_SAYS,
                    TEXT_VALUES(text_string("mark", table_quality_mark(column->team.quality)),
                                text_string("line", column->team.line)));
        buffer_add_string(out, " *");
        add_text(out, words);
        buffer_add_string(out, "*");
    }
    buffer_add_string(out, "\n");
}

static void add_dataset(struct buffer *out, const struct dataset_info *dataset)
{
    char words[300];
    buffer_add_string(out, "## ");
    add_text(out, dataset->name);
    buffer_add_string(out, "\n\n");
    if (dataset->grain[0] != '\0') {
        text_format(words, sizeof words, TEXT_TOPIC_GRAIN,
                    TEXT_VALUES(text_string("grain", dataset->grain)));
        add_text(out, words);
        buffer_add_string(out, "\n\n");
    }
    for (size_t i = 0; i < dataset->column_count; i++)
        add_column(out, &dataset->columns[i]);
    buffer_add_string(out, "\n");
}

const char *topic_dictionary_text(struct arena *arena, const struct dataset_info *datasets,
                                  size_t count, int64_t dataset_id)
{
    struct buffer text = {0};
    for (size_t i = 0; i < count; i++)
        if (datasets[i].id == dataset_id)
            add_dataset(&text, &datasets[i]);
    for (size_t i = 0; i < count && text.len < RICH_TEXT_LIMIT / 2; i++)
        if (datasets[i].id != dataset_id)
            add_dataset(&text, &datasets[i]);
    if (count > 0) {
        buffer_add_string(&text, "---\n\n");
        buffer_add_string(&text, text_get(TEXT_TOPIC_MARKS));
    }
    if (text.len > RICH_TEXT_LIMIT)
        text.len = RICH_TEXT_LIMIT;
    const char *copy = text.failed ? NULL : arena_copy(arena, buffer_span(&text));
    buffer_free(&text);
    return copy;
}
