/* The deck as Markdown: a heading for each slide, its pictures in files beside it. */
#include <string.h>

#include "core/output/markdown_text.h"
#include "core/service/chart_svg.h"
#include "core/service/report.h"

struct writing {
    struct arena *arena;
    const struct deck *deck;
    const char *pictures; /* NULL: there are none */
    struct buffer *out;
};

static void add_line(struct buffer *out, const char *before, const char *text, const char *behind)
{
    buffer_add_string(out, before);
    markdown_text(out, text);
    buffer_add_string(out, behind);
}

static void add_message(const struct writing *writing, enum text_id id,
                        const struct text_value *values)
{
    char text[512];
    text_format(text, sizeof text, id, values);
    add_line(writing->out, "", text, "\n\n");
}

/* ---- figures ---- */

static void add_table(struct buffer *out, const struct deck_table *table)
{
    if (table->columns == 0)
        return;
    for (size_t c = 0; c < table->columns; c++) {
        buffer_add_string(out, c ? " | " : "| ");
        markdown_cell(out, table->heads[c]);
    }
    buffer_add_string(out, " |\n");
    for (size_t c = 0; c < table->columns; c++)
        buffer_add_string(out, table->number[c] ? "| ---: " : "| --- ");
    buffer_add_string(out, "|\n");
    for (size_t r = 0; r < table->rows; r++) {
        for (size_t c = 0; c < table->columns; c++) {
            buffer_add_string(out, c ? " | " : "| ");
            markdown_cell(out, table->cells[r * table->columns + c]);
        }
        buffer_add_string(out, " |\n");
    }
    buffer_add_byte(out, '\n');
}

/* Blanks and signs in a file's name would end the address. */
static void add_address(struct buffer *out, const char *name)
{
    for (; *name; name++) {
        unsigned char c = (unsigned char)*name;
        bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                     strchr("-_.", c) != NULL;
        if (plain)
            buffer_add_byte(out, (char)c);
        else
            buffer_printf(out, "%%%02X", c);
    }
}

static bool add_picture(const struct writing *writing, const struct deck_piece *piece,
                        size_t number)
{
    const char *words = chart_description(writing->arena, piece->chart);
    if (!words)
        return false;
    add_line(writing->out, "![", words, "](");
    add_address(writing->out, writing->pictures);
    buffer_printf(writing->out, "-%zu.svg)\n\n", number);
    return true;
}

static bool add_piece(const struct writing *writing, const struct deck_page *page, size_t number)
{
    const struct deck_piece *piece = page->piece;
    if (!piece) {
        add_message(writing, TEXT_DECK_NO_EVIDENCE, NULL);
        return true;
    }
    if (piece->chart && writing->pictures && !add_picture(writing, piece, number))
        return false;
    if (*piece->sentence && piece->sentence != page->title)
        add_line(writing->out, "", piece->sentence, "\n\n");
    add_line(writing->out, "", piece->title, "\n\n");
    add_table(writing->out, &piece->table);
    return true;
}

static bool add_notes(const struct writing *writing, const struct deck_piece *piece)
{
    const char *notes[DECK_NOTES];
    size_t count = deck_notes(writing->arena, writing->deck, piece, notes);
    for (size_t i = 0; notes[0] && i < count; i++)
        add_line(writing->out, "", notes[i], "\n\n");
    return notes[0] != NULL;
}

/* ---- slides ---- */

static void add_labelled(const struct writing *writing, enum text_id label, const char *text)
{
    if (!*text)
        return;
    add_line(writing->out, "**", text_get(label), ":** ");
    add_line(writing->out, "", text, "\n\n");
}

static bool add_finding(const struct writing *writing, const struct deck_page *page, size_t number)
{
    add_line(writing->out, "## ", page->title, "\n\n");
    if (page->parts > 1)
        add_message(writing, TEXT_DECK_PART,
                    TEXT_VALUES(text_number("part", (int64_t)page->part + 1),
                                text_number("parts", (int64_t)page->parts)));
    if (!add_piece(writing, page, number))
        return false;
    add_labelled(writing, TEXT_DECK_CAVEAT, page->caveat);
    add_labelled(writing, TEXT_DECK_FOLLOWS, page->follows);
    if (*page->seen)
        add_message(writing, TEXT_DECK_SEEN, TEXT_VALUES(text_string("seen", page->seen)));
    return !page->piece || add_notes(writing, page->piece);
}

static void add_list(const struct writing *writing, const struct deck_page *page)
{
    bool cover = page->kind == DECK_TITLE;
    add_line(writing->out, cover ? "# " : "## ", page->title, "\n\n");
    for (size_t i = 0; i < page->line_count; i++) {
        const struct deck_line *line = &page->lines[i];
        buffer_add_string(writing->out, cover ? "" : "- ");
        if (*line->label)
            add_line(writing->out, "**", line->label, "** ");
        markdown_text(writing->out, line->text);
        if (*line->detail)
            add_line(writing->out, " (", line->detail, ")");
        buffer_add_string(writing->out, cover ? "\n\n" : "\n");
    }
    buffer_add_string(writing->out, cover ? "" : "\n");
}

enum status report_markdown(struct arena *arena, const struct deck *deck, const char *pictures,
                            struct buffer *out, struct error *err)
{
    const struct writing writing = {.arena = arena, .deck = deck, .pictures = pictures, .out = out};
    bool good = true;
    for (size_t i = 0; i < deck->count && good; i++) {
        if (deck->pages[i].kind == DECK_FINDING)
            good = add_finding(&writing, &deck->pages[i], i + 1);
        else
            add_list(&writing, &deck->pages[i]);
    }
    return good && !out->failed ? STATUS_OK
                                : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}
