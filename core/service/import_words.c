/* The words for what was found in a file and done to it. */
#include "core/service/import_words.h"

#include <stdio.h>

#include "core/base/buffer.h"
#include "core/base/text.h"
#include "core/base/utf8.h"

static const enum text_id repairs[REPAIR_KINDS] = {
    [REPAIR_NONE] = TEXT_NONE,
    [REPAIR_QUOTE] = TEXT_IMPORT_REPAIR_QUOTE,
    [REPAIR_ESCAPE] = TEXT_IMPORT_REPAIR_ESCAPE,
    [REPAIR_DELIMITER] = TEXT_IMPORT_REPAIR_DELIMITER,
    [REPAIR_LOST] = TEXT_IMPORT_REPAIR_LOST,
    [REPAIR_JOINED] = TEXT_IMPORT_REPAIR_JOINED,
    [REPAIR_SURPLUS] = TEXT_IMPORT_REPAIR_SURPLUS,
    [REPAIR_SHORT] = TEXT_IMPORT_REPAIR_SHORT,
    [REPAIR_WAY] = TEXT_IMPORT_REPAIR_WAY,
};

const char *import_words_repair(enum repair_kind kind)
{
    return text_get(repairs[kind]);
}

struct telling {
    import_words_fn *tell;
    void *context;
};

static void say(const struct telling *t, enum text_id id, const struct text_value *values)
{
    char words[600];
    text_format(words, sizeof words, id, values);
    t->tell(t->context, words);
}

static void say_count(const struct telling *t, enum text_id id, int64_t count)
{
    if (count)
        say(t, id, TEXT_VALUES(text_number("count", count)));
}

static void tell_bytes(const struct telling *t, const struct input *input)
{
    struct encoding_notes notes = input_notes(input);
    if (input_encoding(input) != ENCODING_UTF8)
        say(t, TEXT_IMPORT_ENCODING,
            TEXT_VALUES(text_string("encoding", encoding_name(input_encoding(input)))));
    say_count(t, TEXT_IMPORT_REPAIRED, notes.repaired);
    say_count(t, TEXT_IMPORT_LOST, notes.lost);
    say_count(t, TEXT_IMPORT_NULS, notes.nuls);
}

/* Sheets of old and of new Excel end there: what came behind was cut off. Some programs count the
 * rows of the header, others don't; 0: it is no such number. */
static int64_t rows_of_full_sheet(const struct plan *plan, int64_t rows)
{
    const int64_t header = (int64_t)plan->header_rows, above = (int64_t)plan->above;
    const int64_t counts[] = {rows, rows + header + above, rows + above};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        if (counts[i] == 65536 || counts[i] == 1048576)
            return counts[i];
    }
    return 0;
}

static void tell_rows(const struct telling *t, const struct plan *plan,
                      const struct table_notes *notes)
{
    for (int kind = REPAIR_NONE + 1; kind < REPAIR_KINDS; kind++) {
        if (notes->repaired[kind])
            say(t, TEXT_IMPORT_REPAIRED_ROWS,
                TEXT_VALUES(text_number("count", notes->repaired[kind]),
                            text_string("how", import_words_repair((enum repair_kind)kind))));
    }
    say_count(t, TEXT_IMPORT_BLANK_LINES, notes->blank_lines);
    if (notes->footnotes) {
        struct buffer words = {0};
        utf8_screen(span_string(notes->footnote_words), &words);
        say(t, notes->footnote_words[0] ? TEXT_IMPORT_FOOTNOTES_NAMED : TEXT_IMPORT_FOOTNOTES,
            TEXT_VALUES(text_number("count", notes->footnotes),
                        text_number("line", notes->footnote_line),
                        text_string("words", words.data)));
        buffer_free(&words);
    }
    if (notes->total_line && notes->rows > 2 && plan->names) { /* not where it is only converted */
        struct buffer word = {0};
        utf8_screen(span_string(notes->total_word), &word);
        say(t, TEXT_IMPORT_TOTAL_ROW,
            TEXT_VALUES(text_number("line", notes->total_line), text_string("word", word.data),
                        text_string("column", plan->names[0])));
        buffer_free(&word);
    }
    if (notes->second_line) {
        char plain[32]; /* to be typed: without separators */
        snprintf(plain, sizeof plain, "%lld", (long long)notes->second_line);
        say(t, TEXT_IMPORT_SECOND_TABLE,
            TEXT_VALUES(text_number("line", notes->second_line), text_string("plain", plain)));
    }
    int64_t full = rows_of_full_sheet(plan, notes->rows);
    if (full)
        say(t, TEXT_IMPORT_CUT_OFF, TEXT_VALUES(text_number("rows", full)));
}

void import_words_tell(const struct plan *plan, const struct table_notes *notes,
                       const struct input *input, import_words_fn *tell, void *context)
{
    const struct telling t = {tell, context};
    say_count(&t, TEXT_IMPORT_ABOVE, (int64_t)plan->above);
    if (plan->header_rows > 1)
        say_count(&t, TEXT_IMPORT_HEADER_JOINED, (int64_t)plan->header_rows);
    say_count(&t, TEXT_IMPORT_EMPTY_COLUMNS, (int64_t)(plan->written - plan->count));
    tell_rows(&t, plan, notes);
    tell_bytes(&t, input);
}
