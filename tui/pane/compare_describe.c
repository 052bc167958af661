/* A comparison in lines of text, for screen readers. */
#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/compare.h"

enum { WORDS_ROOM = 700, VALUES_SAID = 30 };

static void say_set(const struct compare_result *result, const char *name, const char *words,
                    int64_t units, struct buffer *out)
{
    char line[WORDS_ROOM];
    text_format(line, sizeof line, result->people ? TEXT_COMPARE_SET_PEOPLE : TEXT_COMPARE_SET_ROWS,
                TEXT_VALUES(text_string("set", name), text_string("words", words),
                            text_number("units", units)));
    utf8_screen(span_string(line), out);
    buffer_add_byte(out, '\n');
}

static void say_sets(const struct compare_result *result, struct buffer *out)
{
    say_set(result, "A", result->a, result->units.a, out);
    say_set(result, "B", result->b, result->units.b, out);
}

static void say_column(const struct compare_column *column, bool current, struct buffer *out)
{
    struct buffer words = {0};
    char line[WORDS_ROOM];
    if (column->rank > 0)
        compare_sentence(column, &words);
    else
        buffer_add_string(&words, compare_state_words(column->state));
    enum text_id id = column->rank == 0 ? TEXT_COMPARE_PANE_SAY_OTHER
                      : column->chance  ? TEXT_COMPARE_PANE_SAY_CHANCE
                                        : TEXT_COMPARE_PANE_SAY_COLUMN;
    text_format(line, sizeof line, id,
                TEXT_VALUES(text_number("rank", (int64_t)column->rank),
                            text_string("column", column->name),
                            text_decimal("difference", 100 * column->verdict.difference, 0),
                            text_string("sentence", buffer_span(&words).data)));
    buffer_add_string(out, current ? "> " : "  ");
    utf8_screen(span_string(line), out);
    buffer_add_byte(out, '\n');
    buffer_free(&words);
}

void compare_describe_columns(const struct overlay *head, struct buffer *out)
{
    const struct compare_view *view = (const struct compare_view *)head;
    const struct compare_result *result = view->result;
    buffer_printf(out, "%s\n", text_get(TEXT_COMPARE_PANE_TITLE));
    if (result == NULL) {
        bool wrong = view->err.code != STATUS_OK;
        buffer_printf(out, "%s\n",
                      wrong ? view->err.message : text_get(TEXT_COMPARE_PANE_COUNTING));
        return;
    }
    for (size_t i = view->cursor; i < result->count; i++)
        say_column(&result->columns[i], i == view->cursor, out);
    say_sets(result, out);
    for (size_t i = 0; i < result->note_count; i++) {
        utf8_screen(span_string(result->notes[i]), out);
        buffer_add_byte(out, '\n');
    }
}

void compare_describe_values(const struct overlay *head, struct buffer *out)
{
    const struct compare_view *view = (const struct compare_view *)head;
    const struct compare_column *column = compare_view_column(view);
    struct buffer test = {0}, sentence = {0};
    if (compare_sentence_now(head->pane, &sentence))
        utf8_screen(buffer_span(&sentence), out);
    buffer_add_byte(out, '\n');
    for (size_t i = view->value_top; i < column->value_count && i < view->value_top + VALUES_SAID;
         i++) {
        const struct compare_value *value = compare_value_at(view, column, i);
        bool empty = value->text.len == 0;
        utf8_screen(empty ? span_string(text_get(TEXT_FILTER_EMPTY_VALUE)) : value->text, out);
        buffer_printf(out, ": A %.1f %%, B %.1f %%\n", 100 * value->a, 100 * value->b);
    }
    compare_test_words(view, column, &test);
    buffer_printf(out, "%s\n", buffer_span(&test).data);
    buffer_free(&test);
    buffer_free(&sentence);
}
