/*
 * What else could be meant: other delimiters and how well they fit, the text under other
 * encodings, the first lines, the tables that follow. Apart from import_preview.c, which says
 * what is meant.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/base/text.h"
#include "core/service/import_preview_internal.h"
#include "core/service/import_report.h"

enum {
    DELIMITERS_MAX = 16,
    LOOK_AT = 64 * 1024,
    EXAMPLE_BYTES = 48,
    BEFORE = 16,
    TABLE_ROWS = 5000
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- delimiters ---- */

static int best_first(const void *a, const void *b)
{
    const struct sniff_found *left = a, *right = b;
    return left->evidence.score > right->evidence.score   ? -1
           : left->evidence.score < right->evidence.score ? 1
                                                          : 0;
}

enum status preview_list_delimiters(struct previewing *p, struct preview_choices *out,
                                    struct error *err)
{
    const struct plan_options *asked = &p->source.wish;
    const struct sniff_wish wish = {.quote = asked->quote, .quote_given = asked->quote_given};
    struct sniff_found found[DELIMITERS_MAX];
    size_t count = 0;
    enum status status =
        sniff_list(found, DELIMITERS_MAX, &count, p->windows.texts, p->windows.count, &wish, err);
    if (status != STATUS_OK)
        return status;
    qsort(found, count, sizeof *found, best_first);
    for (size_t i = 0; i < count; i++) {
        const struct sniff_evidence *evidence = &found[i].evidence;
        const char *words = preview_delimiter_words(found[i].dialect.delimiter, p->arena);
        const char *detail =
            preview_say(p->arena, TEXT_PREVIEW_LINES_AGREE,
                        TEXT_VALUES(text_number("lines", (int64_t)evidence->agreeing),
                                    text_number("of", (int64_t)evidence->rows),
                                    text_number("cells", (int64_t)evidence->cells)));
        const char *sign = arena_string(p->arena, dialect_delimiter_name(&found[i].dialect));
        if (!words || !detail || !sign || !preview_add_choice(p->arena, out, sign, words, detail))
            return no_memory(err);
    }
    return STATUS_OK;
}

/* ---- encodings ---- */

/* A byte that encodings read in different ways, in the raw text. */
static size_t find_telling(struct span text)
{
    size_t i = 0;
    while (i < text.len && (unsigned char)text.data[i] < 0x80)
        i++;
    return i;
}

/* What stands around a place, within its line. */
static struct span line_around(struct span text, size_t at)
{
    size_t from = at, to = at;
    while (from > 0 && at - from < BEFORE && !strchr("\r\n", text.data[from - 1]))
        from--;
    while (from < at && ((unsigned char)text.data[from] & 0xC0) == 0x80)
        from++;
    while (to < text.len && to - from < EXAMPLE_BYTES && text.data[to] != '\r' &&
           text.data[to] != '\n')
        to++;
    return span_of(text.data + from, to - from);
}

/* Some of the file's own bytes that tell encodings apart; *out lies in room. */
static enum status find_example(struct previewing *p, char *room, struct span *out,
                                struct error *err)
{
    struct input *input = p->source.data.input;
    int64_t size = input_size(input), last = size > LOOK_AT ? size - LOOK_AT : 0;
    const int64_t places[] = {0, last / 2, last};
    bool wide =
        input_encoding(input) == ENCODING_UTF16LE || input_encoding(input) == ENCODING_UTF16BE;
    enum status status = STATUS_OK;
    *out = span_of(room, 0);
    for (int i = 0; i < 3 && status == STATUS_OK && out->len == 0; i++) {
        size_t got = 0;
        status = input_peek(input, places[i], room, LOOK_AT, &got, err);
        size_t at = find_telling(span_of(room, got));
        if (wide)
            *out = span_of(room, got < EXAMPLE_BYTES ? got : EXAMPLE_BYTES);
        else if (at < got)
            *out = line_around(span_of(room, got), at);
    }
    return status;
}

enum status preview_list_encodings(struct previewing *p, struct preview_choices *out,
                                   struct error *err)
{
    static const enum encoding encodings[] = {ENCODING_UTF8, ENCODING_WINDOWS_1252, ENCODING_LATIN1,
                                              ENCODING_ISO_8859_15, ENCODING_UTF16LE};
    char *room = malloc(LOOK_AT);
    struct span example = {0};
    enum status status = room ? find_example(p, room, &example, err) : no_memory(err);
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings && status == STATUS_OK; i++) {
        struct buffer text = {0};
        struct encoding_notes notes = {0};
        const char *name = encoding_name(encodings[i]), *detail = NULL;
        if (example.len) {
            encoding_clean(encodings[i], example, true, &text, &notes);
            detail = text.failed ? NULL : arena_copy(p->arena, buffer_span(&text));
        }
        buffer_free(&text);
        if (!preview_add_choice(p->arena, out, name, name, detail))
            status = no_memory(err);
    }
    free(room);
    return status;
}

/* ---- lines that may be the header ---- */

enum status preview_list_lines(struct previewing *p, struct preview_choices *out, struct error *err)
{
    struct sample sample = {0};
    const struct plan *plan = &p->source.plan;
    enum status status = sample_read(&sample, p->windows.texts[0], &plan->dialect,
                                     p->windows.by_row, 0, PREVIEW_LINES_LISTED, p->arena, err);
    int64_t passed = p->source.wish.from_line > 1 ? p->source.wish.from_line - 1 : 0;
    for (size_t i = 0; i < sample.count && status == STATUS_OK; i++) {
        const struct sample_row *row = &sample.rows[i];
        if (row->filled == 0)
            continue;
        int64_t line = row->line + passed;
        const char *value = arena_printf(p->arena, "%lld", (long long)line);
        const char *raw = report_beginning(p->arena, row->raw);
        const char *words =
            preview_say(p->arena, TEXT_PREVIEW_HEADER_IN_LINE,
                        TEXT_VALUES(text_number("line", line), text_string("text", raw)));
        if (!value || !raw || !words || !preview_add_choice(p->arena, out, value, words, NULL))
            status = no_memory(err);
    }
    return status;
}

/* ---- tables ---- */

static const char *names_of(const struct plan *plan, struct arena *arena)
{
    struct buffer text = {0};
    for (size_t i = 0; plan->cells && i < plan->count && text.len < EXAMPLE_BYTES; i++)
        buffer_printf(&text, "%s%.*s", i ? ", " : "", (int)plan->cells[i].len, plan->cells[i].data);
    const char *out = text.failed ? NULL : arena_copy(arena, buffer_span(&text));
    buffer_free(&text);
    return out;
}

/* Reads a table until the next one begins; *next 0: none does, as far as is looked. */
static enum status pass_table(struct previewing *p, const struct plan *plan, int64_t *next,
                              struct error *err)
{
    struct table *table = NULL;
    struct record record = {0};
    int rows = 0;
    enum status status = table_open(&table, p->source.data.input, plan, err);
    while (status == STATUS_OK && record.state != RECORD_END && rows++ < TABLE_ROWS)
        status = table_next(table, &record, err);
    *next = status == STATUS_OK ? table_notes(table)->second_line : 0;
    table_close(table);
    return status;
}

static enum status add_table(struct previewing *p, const struct plan *plan, struct error *err)
{
    const char *names = names_of(plan, p->arena);
    if (!names)
        return no_memory(err);
    p->tables[p->table_count++] = (struct preview_table){plan->first_line, names};
    return STATUS_OK;
}

/* The next table, which begins at a line or behind it. */
static enum status look_from(struct previewing *p, int64_t *line, struct error *err)
{
    struct plan plan;
    struct plan_options wish = p->source.wish;
    wish.header = (struct header_wish){.choice = HEADER_AUTO};
    wish.from_line = *line;
    *line = 0;
    enum status status = plan_make_shape(&plan, p->source.data.input, &wish, p->arena, err);
    if (status != STATUS_OK || plan.count == 0)
        return status;
    status = add_table(p, &plan, err);
    return status == STATUS_OK ? pass_table(p, &plan, line, err) : status;
}

enum status preview_look_for_tables(struct previewing *p, struct error *err)
{
    bool first = p->source.plan.passed == 0 && !p->out->problem;
    int64_t line = first ? p->notes.second_line : 0;
    enum status status = first ? add_table(p, &p->source.plan, err) : look_from(p, &line, err);
    while (status == STATUS_OK && line > 0 && p->table_count < PREVIEW_TABLES_MAX)
        status = look_from(p, &line, err);
    return status;
}
