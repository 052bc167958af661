/*
 * What an import tells at its end. Apart from import.c, which does; this says.
 */
#include "core/service/import_report.h"

#include <assert.h>
#include <string.h>

#include "core/base/text.h"
#include "core/service/import_words.h"

enum { ASIDE_TEXT_MAX = 200, NOTICES_MORE = 18 + REPAIR_KINDS };

void report_aside_reason(char *out, size_t size, const struct batch_aside *aside, size_t columns)
{
    static const enum text_id reasons[] = {
        [ASIDE_TOO_FEW] = TEXT_IMPORT_TOO_FEW_CELLS,
        [ASIDE_TOO_MANY] = TEXT_IMPORT_TOO_MANY_CELLS,
        [ASIDE_STRAY_QUOTE] = TEXT_IMPORT_STRAY_QUOTE,
        [ASIDE_TOO_LONG] = TEXT_IMPORT_TOO_LONG,
    };
    text_format(out, size, reasons[aside->reason],
                TEXT_VALUES(text_number("cells", (int64_t)aside->cells),
                            text_number("columns", (int64_t)columns)));
}

const char *report_beginning(struct arena *arena, struct span text)
{
    if (text.len > ASIDE_TEXT_MAX) {
        text.len = ASIDE_TEXT_MAX;
        while (text.len > 0 && ((unsigned char)text.data[text.len] & 0xC0) == 0x80)
            text.len--;
    }
    return arena_copy(arena, text);
}

bool report_add_aside(struct import_result *result, const struct batch_aside *aside,
                      const char *reason)
{
    if (result->aside_count == IMPORT_ASIDE_LISTED)
        return true;
    if (!result->aside)
        result->aside = arena_array(result->arena, IMPORT_ASIDE_LISTED, sizeof *result->aside);
    if (!result->aside)
        return false;
    struct import_aside *out = &result->aside[result->aside_count++];
    *out = (struct import_aside){.line = aside->line,
                                 .reason = arena_string(result->arena, reason),
                                 .text = report_beginning(result->arena, aside->text)};
    return out->reason && out->text;
}

bool report_add_repair(struct import_result *result, const struct batch_repair *repair)
{
    result->rows_repaired++;
    if (result->repair_count == IMPORT_ASIDE_LISTED)
        return true;
    if (!result->repairs)
        result->repairs = arena_array(result->arena, IMPORT_ASIDE_LISTED, sizeof *result->repairs);
    if (!result->repairs)
        return false;
    struct import_repair *out = &result->repairs[result->repair_count++];
    *out = (struct import_repair){.line = repair->line,
                                  .how = import_words_repair(repair->kind),
                                  .before = report_beginning(result->arena, repair->before)};
    return out->before != NULL;
}

void report_forget_rows(struct import_result *result)
{
    result->rows_loaded = result->rows_aside = 0;
    result->aside_count = result->repair_count = 0;
    result->rows_repaired = 0;
}

const char *report_markers(struct arena *arena, const struct column_tally *tally)
{
    struct buffer text = {0};
    for (size_t i = 0; i < FEED_MARKERS && tally->markers[i].count; i++) {
        char number[32];
        text_group_digits(number, sizeof number, tally->markers[i].count);
        buffer_printf(&text, "%s%s × %s", i ? ", " : "", number, tally->markers[i].text);
    }
    const char *out = text.failed ? NULL : arena_copy(arena, buffer_span(&text));
    buffer_free(&text);
    return out;
}

static void say(import_words_fn *tell, void *context, enum text_id id,
                const struct text_value *values)
{
    char words[600];
    text_format(words, sizeof words, id, values);
    tell(context, words);
}

/* What Excel did to it. Dates are looked for where the column is none of dates. */
static void tell_excel(const struct plan *plan, size_t column, import_words_fn *tell, void *context)
{
    const struct excel_traces *traces = &plan->evidence[column].excel;
    if (traces->exponents)
        say(tell, context, TEXT_IMPORT_EXCEL_EXPONENT,
            TEXT_VALUES(text_string("column", plan->names[column]),
                        text_string("example", traces->exponent)));
    if (traces->dates && plan->formats[column].type == COLUMN_TEXT &&
        traces->dates * 2 < plan->evidence[column].values)
        say(tell, context, TEXT_IMPORT_EXCEL_DATE,
            TEXT_VALUES(text_string("column", plan->names[column]),
                        text_string("example", traces->date), text_number("count", traces->dates)));
}

void report_tell_column(const struct plan *plan, size_t column, int64_t misfits,
                        const char *markers, import_words_fn *tell, void *context)
{
    const struct text_value *values =
        TEXT_VALUES(text_string("column", plan->names[column]),
                    text_string("reason", plan->formats[column].reason),
                    text_number("count", misfits), text_string("markers", markers));
    tell_excel(plan, column, tell, context);
    if (plan->formats[column].undecided)
        say(tell, context, TEXT_IMPORT_UNDECIDED, values);
    if (plan->formats[column].odd)
        say(tell, context, TEXT_IMPORT_ODD, values);
    if (misfits)
        say(tell, context, markers[0] ? TEXT_IMPORT_MISFITS_MARKERS : TEXT_IMPORT_MISFITS, values);
}

void report_tell_header(const struct plan *plan, import_words_fn *tell, void *context)
{
    if (!plan->header)
        say(tell, context, TEXT_IMPORT_NO_HEADER, NULL);
    else if (plan->renamed)
        say(tell, context, TEXT_IMPORT_RENAMED,
            TEXT_VALUES(text_number("count", (int64_t)plan->renamed)));
}

static void add_words(void *context, const char *words)
{
    struct import_result *result = context;
    const char *copy = arena_string(result->arena, words);
    if (copy)
        result->notices[result->notice_count++] = copy;
}

static void add_file_notices(struct import_result *result, const struct plan *plan,
                             const struct feed *feed, const struct input *input)
{
    struct table_notes notes = *feed_table_notes(feed);
    notes.blank_lines = feed_blank_lines(feed);
    report_tell_header(plan, add_words, result);
    import_words_tell(plan, &notes, input, add_words, result);
}

static void add_sheet_notices(struct import_result *result, const struct xlsx_account *account)
{
    for (size_t i = 0; i < account->notice_count; i++)
        result->notices[result->notice_count++] = account->notices[i];
}

void report_colours(struct import_column *columns, size_t count, const struct xlsx_account *account)
{
    static const struct {
        enum text_id name;
        enum quality mark;
    } colours[XLSX_COLOUR_COUNT] = {
        [XLSX_YELLOW] = {TEXT_XLSX_YELLOW, QUALITY_CAUTION},
        [XLSX_GREEN] = {TEXT_XLSX_GREEN, QUALITY_GOOD},
        [XLSX_BLUE] = {TEXT_XLSX_BLUE, QUALITY_GOOD},
        [XLSX_RED] = {TEXT_XLSX_RED, QUALITY_IGNORE},
        [XLSX_ORANGE] = {TEXT_XLSX_ORANGE, QUALITY_CAUTION},
    };
    bool differ = false;
    for (size_t i = 1; i < count; i++)
        differ |= xlsx_header_colour(account, i) != xlsx_header_colour(account, 0);
    for (size_t i = 0; differ && i < count; i++) {
        enum xlsx_colour colour = xlsx_header_colour(account, i);
        if (colour == XLSX_NO_COLOUR)
            continue;
        columns[i].colour = text_get(colours[colour].name);
        columns[i].mark = colours[colour].mark;
    }
}

bool report_finish(struct import_result *result, const struct plan *plan, const struct feed *feed,
                   const struct data_file *source, const struct decision *like)
{
    const struct column_tally *tallies = feed_tallies(feed);
    size_t notices =
        4 * plan->count + NOTICES_MORE + source->account.notice_count + plan->count + like->count;
    result->column_count = plan->count;
    result->columns = arena_array(result->arena, plan->count, sizeof *result->columns);
    result->notices = arena_array(result->arena, notices, sizeof *result->notices);
    result->notice_count = 0;
    if (!result->columns || !result->notices)
        return false;
    add_sheet_notices(result, &source->account);
    add_file_notices(result, plan, feed, source->input);
    for (size_t i = 0; i < plan->count; i++) {
        struct import_column *column = &result->columns[i];
        *column =
            (struct import_column){.name = plan->names[i],
                                   .type = plan->formats[i].type,
                                   .reason = arena_string(result->arena, plan->formats[i].reason),
                                   .misfits = tallies[i].misfits,
                                   .markers = report_markers(result->arena, &tallies[i])};
        if (!column->reason || !column->markers)
            return false;
        report_tell_column(plan, i, column->misfits, column->markers, add_words, result);
    }
    if (like->count)
        decision_tell_changes(like, plan, add_words, result);
    if (plan->header)
        report_colours(result->columns, result->column_count, &source->account);
    result->sheet = source->account.sheet;
    result->rows_in_file = feed_rows(feed);
    result->second_line = feed_table_notes(feed)->second_line;
    assert(result->rows_in_file == result->rows_loaded + result->rows_aside);
    return true;
}
